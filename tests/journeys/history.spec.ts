// The history of reimbursements on screen: its patient reads five tables and what they are worth, in French and in English; a doctor she
// authorised reads the same until she hides it; whoever runs Carnet sees the insurer's file, and which of its lines were refused, and no line.

import { type Page, expect, test } from '@playwright/test';
import { expectAccessible, fitsNarrow, openRecord, patientOf, picture, presentCard, professionalOf } from '../support/journey.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

const tables: Readonly<Record<string, readonly string[]>> = {
  'Pharmacie et fournitures': ['Date de délivrance', 'Libellé du médicament ou de la fourniture', 'Composants actifs', 'Quantité délivrée'],
  'Hospitalisation': ['Date d’admission', 'Durée du séjour', 'Nature du séjour'],
  'Soins médicaux et dentaires': ['Date de l’acte', 'Acte', 'Libellé de l’acte', 'Spécialité'],
  'Radiologie': ['Date de l’acte', 'Acte', 'Libellé de l’acte'],
  'Biologie': ['Date de l’acte', 'Code de l’acte (NABM)', 'Libellé de l’acte', 'Quantité'],
};
const period = (page: Page) =>
  page
    .locator('.reading-body')
    .getByText(/^Période/)
    .locator('..');
async function expectFiveTables(page: Page): Promise<void> {
  await expect(period(page)).toHaveText(/^Période du \d{2}\/\d{2}\/\d{4} au \d{2}\/\d{2}\/\d{4}$/);
  for (const [title, columns] of Object.entries(tables)) {
    const section = page.locator('.reading-section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    await expect(section.getByRole('columnheader')).toHaveText([...columns]);
  }
}

test('two years of care in five tables, for the patient, for her doctor, and for nobody else', async ({ page }) => {
  test.setTimeout(240_000);
  const hortense = patientOf('hortense');

  await test.step('her home reminds her of what they show is missing, says why, and takes no for an answer', async () => {
    await signInAnyTime(page, hortense);
    const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Un examen du fond de l’œil' }) });
    await line.getByText('Pourquoi ce rappel ?').click();
    await expect(line.getByText(/médicaments donnés le plus souvent contre le diabète/)).toBeVisible();
    await expect(line.getByRole('link', { name: /Source : Haute Autorité de santé/ })).toBeVisible();
    await page.getByRole('link', { name: /rappels$|^Rappels/ }).click();
    await expect(page.getByRole('heading', { name: 'Rappels de santé' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ne plus me le rappeler : Un examen du fond de l’œil' }).click();
    await expect(page.getByRole('button', { name: 'Me le rappeler : Un examen du fond de l’œil', exact: true })).toBeVisible();
    // Every question to the record is a line of its journal: what is asked before the app comes is not asked again by it.
    const asked: string[] = [];
    const listen = (request: { url(): string }): void => void (request.url().includes('/api/patient/') && asked.push(request.url()));
    page.on('request', listen);
    await page.goto('/accueil');
    await expect(page.getByRole('heading', { name: /^V(otre|os) rappel/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Mes neuf espaces' })).toBeVisible();
    page.off('request', listen);
    expect(asked.length).toBeGreaterThanOrEqual(6);
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    await expect(page.getByRole('heading', { name: 'Un examen du fond de l’œil' })).toHaveCount(0);
    await page.getByRole('link', { name: /rappels$|^Rappels/ }).click();
    await page.getByRole('button', { name: 'Me le rappeler : Un examen du fond de l’œil', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Un examen du fond de l’œil', level: 2 })).toBeVisible();
  });

  await test.step('the patient opens her reimbursements', async () => {
    await page.goto('/documents?espace=remboursements');
    await page
      .getByRole('link', { name: /Données de remboursement/ })
      .last()
      .click();
    await expectFiveTables(page);
    await expect(page.getByText(/purement informatif/)).toBeVisible();
    // The H is seen; what is spoken in its place is words.
    const inHospital = page.getByRole('row', { name: /à l’hôpital.*TRANKENE/ });
    await expect(inHospital.locator('.reading-mark')).toHaveText('H');
    await expectAccessible(page);
    await page.getByRole('heading', { name: Object.keys(tables)[0]!, exact: true }).evaluate((title) => title.scrollIntoView());
    await picture(page, 'reimbursements');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(/purement informatif/)).toBeVisible();
    await expect(period(page)).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await fitsNarrow(page);
  });

  await test.step('in English too', async () => {
    await page.evaluate(() => localStorage.setItem('carnet.langue', 'en'));
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Pharmacy and supplies' })).toBeVisible();
    await page.evaluate(() => localStorage.setItem('carnet.langue', 'fr'));
  });

  await test.step('hidden by one switch, her own list and the document say so', async () => {
    const hide = page.getByRole('switch', { name: /Cacher mes remboursements/ });
    await page.goto('/acces');
    await hide.press('Space');
    await expect(page.getByText('Votre choix est enregistré.').first()).toBeVisible();
    await page.goto('/documents?espace=remboursements');
    const says = page.getByRole('main').getByText('Les remboursements sont cachés aux professionnels.');
    await expect(says).toBeVisible();
    await expect(page.getByText(/^Visibles par les professionnels\s: 0/)).toBeVisible();
    await expectAccessible(page);
    await fitsNarrow(page);
    await page
      .getByRole('link', { name: /Données de remboursement/ })
      .last()
      .click();
    await expect(says).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Changer ce choix' }).click();
    await hide.press('Space');
    await expect(hide).not.toBeChecked();
    await page.goto('/documents?espace=remboursements');
    await expect(page.getByText(/^Visibles par les professionnels\s: [1-9]/)).toBeVisible();
    await expect(says).toHaveCount(0);
  });

  await test.step('a doctor she authorised reads it', async () => {
    await presentCard(page, professionalOf('dr-lefevre'));
    await openRecord(page, hortense);
    await page
      .getByRole('link', { name: /Données de remboursement/ })
      .first()
      .click();
    await expectFiveTables(page);
    await expectAccessible(page);
    await expect(page.getByRole('row', { name: /à l’hôpital.*TRANKENE/ }).locator('.reading-mark')).toHaveText('H');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(/purement informatif/)).toBeVisible();
    await expect(period(page)).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
  });

  await test.step('whoever runs Carnet sees what became of the file, and no line of it', async () => {
    const cards = (await (await page.request.get('/sandbox/cards?app=pilotage')).json()) as readonly { readonly key: string; readonly displayName: string }[];
    await page.goto('/pilotage/');
    await page.getByRole('button', { name: `Présenter cette carte : ${cards.find(({ key }) => key === 'exploitant-carnet')!.displayName}` }).click();
    await page.getByRole('link', { name: 'Plus', exact: true }).click();
    await expect(page.getByRole('main').getByRole('link', { name: 'Identités' })).toBeVisible();
    await expectAccessible(page);
    await page
      .getByRole('link', { name: /^Envois/ })
      .first()
      .click();
    await expect(page.getByRole('link', { name: 'historique-initial' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'historique-initial' }).click();
    for (const rule of ['ASSURE_INCONNU', 'DATE_FORME', 'CHAMP_INCONNU']) await expect(page.getByText(rule)).toBeVisible();
    await expectAccessible(page);
    const csv = await page.request.get((await page.getByRole('link', { name: 'Télécharger les refus en CSV' }).getAttribute('href'))!);
    const text = await csv.text();
    expect(text).toContain('ASSURE_INCONNU');
    expect(text).not.toContain(hortense.ins);
    await fitsNarrow(page);
  });
});
