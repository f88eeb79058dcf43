// Before an anaesthesia, a record of many treatments is read for what changes it: the antithrombotic first, found again by typing its name, and the
// examination one was about to order, done ten days ago (features A064, A152, A186).

import { expect } from '@playwright/test';
import { coded, entry, problem, result, results, surgery, treatment } from '../fixtures/cda/clinical.ts';
import { expectAccessible, fitsNarrow, openRecord, patientOf, picture, presentCard, professionalOf, test } from '../support/journey.ts';
import { depositFor } from '../support/journey-deposit.ts';

const atc = '2.16.840.1.113883.6.73';
const taken = [
  ['B01AC06', 'KARDEGIC 75 mg'],
  ['C07AB07', 'BISOPROLOL 2,5 mg'],
  ['C09AA05', 'RAMIPRIL 5 mg'],
  ['A10BA02', 'METFORMINE 1 000 mg'],
  ['C10AA05', 'ATORVASTATINE 20 mg'],
  ['N02BE01', 'PARACÉTAMOL 1 g'],
  ['A02BC05', 'ÉSOMÉPRAZOLE 20 mg'],
  ['M04AA01', 'ALLOPURINOL 100 mg'],
  ['A11CC05', 'CHOLÉCALCIFÉROL 100 000 UI'],
  ['C03CA01', 'FUROSÉMIDE 40 mg'],
  ['H03AA01', 'LÉVOTHYROXINE 75 µg'],
  ['S01ED51', 'TIMOLOL ET LATANOPROST, collyre en solution à conserver au réfrigérateur'],
] as const;

test('twelve treatments before an anaesthesia, and an examination that was done already', async ({ page }) => {
  const patient = patientOf('hortense');
  const tenDaysAgo = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  await depositFor('dr-moreau', 'hortense', {
    title: 'Ordonnance de suivi',
    typeCode: '57833-6',
    entries: taken.map(([code, name]) => entry(treatment('EVN', { code: coded(code, atc, name), name }))).join(''),
  });
  await depositFor('dr-moreau', 'hortense', {
    title: 'Bilan d’automne',
    typeCode: '11502-2',
    entries: entry(results(result({ time: `${tenDaysAgo}080000+0100` }))) + entry(problem()) + entry(surgery()),
  });
  await presentCard(page, professionalOf('dr-moreau'));
  await openRecord(page, patient);

  await test.step('what changes an anaesthesia is told first, and every treatment can be read', async () => {
    await page.getByRole('link', { name: 'Situations' }).click();
    await expect(page.getByRole('tab', { name: 'Avant une anesthésie' })).toHaveAttribute('aria-selected', 'true');
    const first = page.locator('.notice', { hasText: 'À savoir d’abord' });
    await expect(first.getByRole('term')).toHaveText(['antithrombotique', 'antidiabétique', 'IEC, sartan ou apparenté', 'bêtabloquant']);
    await expect(first.getByRole('definition').first()).toHaveText('KARDEGIC 75 mg');
    const treatments = page.getByRole('region', { name: /^Traitements/ });
    await expect(treatments.getByRole('listitem')).toHaveCount(taken.length);
    await expect(treatments.getByRole('listitem').first()).toContainText('antithrombotique');
    await expectAccessible(page);
    await picture(page, 'anaesthesia');
    await fitsNarrow(page);
    await page.getByRole('tab', { name: 'Suivi du cœur' }).click();
    await expect(page).toHaveURL(/\/situations\/heart$/);
    await expect(treatments.getByText('PARACÉTAMOL 1 g')).toHaveCount(0);
    await expect(treatments.getByText('FUROSÉMIDE 40 mg')).toBeVisible();
    await picture(page, 'heart');
  });

  await test.step('one name finds the medicine with its date and its document; an examination says that it was done', async () => {
    const field = page.getByRole('textbox', { name: /^Chercher un médicament/ });
    await field.fill('kardégic');
    const said = page.getByRole('region', { name: 'Dit par les documents structurés' });
    await expect(said.getByRole('listitem')).toHaveCount(1);
    await expect(said.getByRole('link', { name: /^Ordonnance de suivi/ })).toBeVisible();
    await field.fill('hémoglobine');
    await expect(said.getByRole('listitem').first()).toContainText(/Déjà fait il y a \d+ jours/);
    await expectAccessible(page);
    await picture(page, 'done-already');
    await field.fill('automne');
    await expect(page.getByRole('region', { name: 'Documents' }).getByRole('link', { name: 'Bilan d’automne' })).toBeVisible();
    await field.fill('scintigraphie');
    await expect(page.getByText('Rien sur « scintigraphie »')).toBeVisible();
    await page.getByRole('button', { name: 'Effacer la recherche' }).click();
    await expect(page.getByRole('tab', { name: 'Suivi du cœur' })).toBeVisible();
  });
});
