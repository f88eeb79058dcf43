// A volet de synthèse médicale written in a few presses: begun with what the record says, a line rewritten, one removed, "néant" ticked, a relative
// who is named refused; what is unfinished outlives the tab; deposited, it reads under its seven headings, and the next one replaces it (A045, A046).

import { expect, test } from '@playwright/test';
import { allergy, entry, problem, result, results, surgery, treatment } from '../fixtures/cda/clinical.ts';
import { expectAccessible, fitsNarrow, openRecord, patientOf, presentCard, professionalOf } from '../support/journey.ts';
import { depositFor } from '../support/journey-deposit.ts';

/** What a médecin traitant is asked for a synthesis (A046). */
const minutes = 3;

test('a synthesis is written, kept while it is unfinished, deposited and replaced', async ({ page }, info) => {
  test.setTimeout(180_000);
  const patient = patientOf('hortense');
  await depositFor('dr-moreau', 'hortense', {
    title: 'Consultation du printemps',
    typeCode: '11488-4',
    entries: [allergy(), problem(), treatment(), surgery()].map(entry).join(''),
  });
  await depositFor('dr-moreau', 'hortense', { title: 'Bilan de mars', typeCode: '11502-2', entries: entry(results(result())) });
  await presentCard(page, professionalOf('dr-moreau'));
  await openRecord(page, patient);
  const part = (name: string) => page.getByRole('group', { name, exact: true });
  const summary = page.getByRole('complementary', { name: 'Où vous en êtes' });
  const lineOf = (words: string | RegExp) => page.getByRole('listitem').filter({ hasText: words });
  const began = Date.now();

  await test.step('it is begun with what documents say, each line with its source', async () => {
    await page.getByRole('link', { name: 'Synthèse', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Volet de synthèse médicale' })).toBeVisible();
    await expect(part('Problèmes chroniques')).toContainText('Diabète sucré de type 2');
    await expect(part('Problèmes chroniques').getByRole('link', { name: /^Consultation du printemps/ })).toBeVisible();
    await expect(part('Allergies et intolérances').getByRole('listitem')).toHaveCount(1);
    await expect(part('Antécédents chirurgicaux').getByRole('listitem')).toHaveCount(1);
    await expect(part('Traitements au long cours').getByRole('listitem')).toHaveCount(1);
    await expect(part('Examens significatifs')).toContainText('(élevé)');
    await expect(summary).toContainText('4 rubriques sont vides');
    await page.screenshot({ path: info.outputPath('begun.png'), fullPage: true });
    await expectAccessible(page);
  });

  await test.step('a line is rewritten, another removed, by the keyboard alone', async () => {
    await page.getByRole('button', { name: /^Modifier : Diabète sucré/ }).press('Enter');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Diabète de type 2 bien équilibré');
    await page.keyboard.press('Enter');
    await expect(part('Problèmes chroniques')).toContainText('réécrite, sans code');
    await expect(page.getByRole('button', { name: 'Modifier : Diabète de type 2 bien équilibré' })).toBeFocused();
    await part('Examens significatifs')
      .getByRole('button', { name: /^Retirer/ })
      .press('Enter');
    await expect(part('Examens significatifs').getByRole('button', { name: /^Remettre/ })).toBeVisible();
    await part('Antécédents familiaux significatifs').getByRole('textbox').fill('Mère Jeanne : cancer du sein à 52 ans');
    await page.keyboard.press('Enter');
    for (const name of ['Antécédents médicaux', 'Facteurs de risque constitutionnels'])
      await page.getByRole('checkbox', { name: `Néant : ${name}` }).press('Space');
    await part('Facteurs de risque environnementaux').getByRole('textbox').fill('Tabac : 10 paquets-années, sevrée en 2010');
    await page.keyboard.press('Enter');
    await expect(summary).toContainText('Une rubrique est vide');
  });

  await test.step('the tab is closed, and the draft is there again, readable by nobody but this session', async () => {
    await expect.poll(() => page.evaluate(() => Object.values(localStorage).join(' '))).not.toBe('');
    expect(await page.evaluate(() => Object.values(localStorage).join(' '))).not.toContain('Tabac');
    await expect
      .poll(async () => {
        await page.reload();
        await expect(page.getByRole('heading', { name: /^1\. / })).toBeVisible();
        return part('Facteurs de risque environnementaux').textContent();
      })
      .toContain('Tabac : 10 paquets-années');
    await expect(page.getByText(/^Brouillon repris/)).toBeVisible();
    await expect(part('Facteurs de risque environnementaux')).toContainText('Tabac : 10 paquets-années');
    await page.screenshot({ path: info.outputPath('resumed.png'), fullPage: true });
  });

  await test.step('a relative who is named is refused, with how to write it', async () => {
    await page.getByRole('button', { name: 'Valider et déposer' }).click();
    const words = page.getByRole('textbox', { name: 'Les mots de la ligne' });
    await expect(words).toBeFocused();
    await expect(part('Antécédents familiaux significatifs')).toContainText('Les antécédents familiaux s’écrivent sans nom');
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('refused.png'), fullPage: true });
    await words.fill('Mère : cancer du sein à 52 ans');
    await fitsNarrow(page);
  });

  await test.step('it is deposited with all that is on the screen, kept by Enter or not, and read under its seven headings', async () => {
    await part('Facteurs de risque environnementaux').getByRole('textbox').fill('Amiante, vingt ans');
    const begunAgain: string[] = [];
    page.on('request', (request) => void (request.method() === 'GET' && request.url().endsWith('/vsm') && begunAgain.push(request.url())));
    await page.getByRole('button', { name: 'Valider et déposer' }).click();
    await expect(page).toHaveURL(/\/document\//);
    expect(begunAgain).toEqual([]);
    // Its own page has headings of the same words.
    await expect(page.getByRole('heading', { name: 'Volet de synthèse médicale' })).toBeHidden();
    expect(Date.now() - began).toBeLessThan(minutes * 60_000);
    const headings = page.getByRole('heading', { name: /^\d\. / });
    await expect(headings).toHaveText([
      '1. Antécédents personnels',
      '2. Facteurs de risque',
      '3. Antécédents familiaux significatifs',
      '4. Allergies et intolérances',
      '5. Problèmes chroniques',
      '6. Traitements au long cours',
      '7. Examens significatifs',
    ]);
    await expect(page.getByText('Mère : cancer du sein à 52 ans')).toBeVisible();
    await expect(page.getByText('Amiante, vingt ans')).toBeVisible();
    await page.screenshot({ path: info.outputPath('read.png'), fullPage: true });
  });

  await test.step('the next one is begun with it, and replaces it', async () => {
    await page.getByRole('link', { name: 'Synthèse', exact: true }).click();
    await expect(page.getByText(/Remplacera votre synthèse du/)).toBeVisible();
    await expect(page.getByText(/^Brouillon repris/)).toBeHidden();
    await expect(part('Antécédents familiaux significatifs')).toContainText('Mère : cancer du sein à 52 ans');
    await expect(lineOf('Diabète de type 2 bien équilibré')).toBeVisible();
    await page.getByRole('button', { name: 'Valider et déposer' }).click();
    await expect(page).toHaveURL(/\/document\//);
    await page.goto(page.url().replace(/\/document\/.*/, ''));
    await expect(page.getByRole('main').getByText('Synthèse médicale', { exact: true }).first()).toBeVisible();
  });
});
