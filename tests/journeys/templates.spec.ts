// A nurse writes her assessment from its template: what is wrong is told where it stands, what is unfinished outlives the tab, sealed; it is read
// under its headings and taken away as a PDF (A050).

import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { byKeyboard } from '../support/by-keyboard.ts';

import { expectAccessible, fitsNarrow, openRecord, patientOf, picture, presentCard, professionalOf } from '../support/journey.ts';

test('an assessment is written from its template, read and taken away', async ({ page }, info) => {
  const patient = patientOf('marcel');
  await presentCard(page, professionalOf('ide-garnier'));
  await openRecord(page, patient);
  const section = (name: RegExp) => page.getByRole('region', { name });

  await test.step('what her profession writes is offered above the form of a file', async () => {
    await page.getByRole('link', { name: 'Déposer un document' }).click();
    await expect(page.getByRole('region', { name: 'Écrire à partir d’un modèle' }).getByRole('link').first()).toHaveText('Bilan de soins infirmiers');
    await page.screenshot({ path: info.outputPath('models.png'), fullPage: true });
    await page.getByRole('link', { name: 'Bilan de soins infirmiers' }).click();
    await expect(page.getByRole('heading', { name: 'Bilan de soins infirmiers' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('filled by keys alone: lines are added, changed and removed, and Enter signs nothing', async () => {
    const keys = byKeyboard(page);
    const fill = async (name: string, text: string): Promise<void> => {
      await keys.to(name);
      await keys.type(text);
    };
    const wounds = section(/^Plaies/);
    await fill('Motif des soins', 'Pansement de jambe prescrit');
    await fill('Pression systolique (mmHg)', '128');
    await keys.press('Enter');
    await fill('Pression diastolique (mmHg)', '74');
    await fill('Température (°C)', '385');
    // The first of what she does by herself.
    await keys.to('Non dit');
    await keys.arrowTo('Avec une aide', 'ArrowRight');
    await expect(page.getByRole('radiogroup', { name: 'Se laver' }).getByRole('radio', { name: 'Avec une aide' })).toBeChecked();
    await keys.to(/^Ajouter une ligne : Plaies/);
    for (const line of ['Jambe gauche, 3 cm', 'Talon, rougeur', 'Une ligne de trop']) {
      await keys.type(line);
      await keys.press('Enter');
    }
    await expect(wounds.getByRole('listitem')).toHaveCount(3);
    await expect(wounds.getByRole('textbox')).toBeFocused();
    await keys.enter('Retirer : Une ligne de trop', { back: true });
    await keys.enter('Modifier : Talon, rougeur', { back: true });
    await keys.type(' disparue');
    await keys.press('Escape');
    await expect(page.getByRole('button', { name: 'Modifier : Talon, rougeur' })).toBeFocused();
    await keys.enter('Modifier : Jambe gauche, 3 cm', { back: true });
    await keys.press('End');
    await keys.type(', bords nets');
    await keys.press('Enter');
    await expect(page.getByRole('button', { name: 'Modifier : Jambe gauche, 3 cm, bords nets' })).toBeFocused();
    await expect(page.getByText('sont à corriger')).toHaveCount(0);
    await keys.enter('Signer et déposer');
    expect(keys.faults).toEqual([]);
  });

  await test.step('a figure that cannot be and a heading left empty are told where they stand', async () => {
    await expect(page.getByRole('textbox', { name: 'Température (°C)' })).toBeFocused();
    await expect(page.getByText(/^Cette valeur n’est pas possible/)).toBeVisible();
    await expect(page.getByText('2 rubriques sont à corriger : elles sont signalées.')).toBeVisible();
    await page.screenshot({ path: info.outputPath('faults.png'), fullPage: true });
    await expectAccessible(page);
  });

  await test.step('the tab is closed, and the draft is there again, readable by nobody but this session', async () => {
    const kept = () => page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('carnet-template-'))?.[1]);
    // Kept when the hand rests: what is kept is another text once both are in it.
    const first = await kept();
    await page.getByRole('textbox', { name: 'Température (°C)' }).fill('38,5');
    await expect.poll(kept).not.toBe(first);
    const second = await kept();
    await section(/^Conclusion/)
      .getByRole('textbox')
      .fill('Passage tous les deux jours.');
    await expect.poll(kept).not.toBe(second);
    expect(await page.evaluate(() => Object.values(localStorage).join(' '))).not.toContain('Pansement');
    await page.reload();
    await expect(section(/^Conclusion/).getByRole('textbox')).toHaveValue('Passage tous les deux jours.');
    await expect(page.getByText(/^Brouillon repris/)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Température (°C)' })).toHaveValue('38,5');
  });

  await test.step('signed and deposited, it is read under its headings', async () => {
    await fitsNarrow(page);
    await picture(page, 'template');
    // Typed, and not added by Enter: it is signed with the rest.
    await page.getByRole('textbox', { name: /^Ajouter une ligne : Plaies/ }).fill('Coude, croûte');
    await page.getByRole('button', { name: 'Signer et déposer' }).click();
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
    await expect(page.getByText('Coude, croûte')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Plaies et pansements' })).toBeVisible();
    await expect(page.getByText('38,5 °C')).toBeVisible();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('carnet-template-')))).toEqual([]);
  });

  await test.step('and taken away as a PDF', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Copie en PDF' }).click()]);
    expect(download.suggestedFilename()).toBe('Bilan de soins infirmiers.pdf');
    await download.saveAs(info.outputPath('copy.pdf'));
    expect(readFileSync(info.outputPath('copy.pdf'), 'latin1')).toMatch(/^%PDF-1\.7/);
  });
});
