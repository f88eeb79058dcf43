// A nurse writes her assessment from its template: what is wrong is told where it stands, what is unfinished outlives the tab, sealed; it is read
// under its headings and taken away as a PDF (A050).

import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';

import { expectAccessible, fitsNarrow, openRecord, patientOf, presentCard, professionalOf } from '../support/journey.ts';

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

  await test.step('a figure that cannot be and a heading left empty are told where they stand', async () => {
    await section(/^Motif des soins/)
      .getByRole('textbox')
      .fill('Pansement de jambe prescrit');
    await page.getByRole('textbox', { name: 'Pression systolique (mmHg)' }).fill('128');
    await page.getByRole('textbox', { name: 'Pression diastolique (mmHg)' }).fill('74');
    await page.getByRole('textbox', { name: 'Température (°C)' }).fill('385');
    await page.getByRole('radiogroup', { name: 'Se laver' }).getByText('Avec une aide').click();
    await section(/^Plaies/)
      .getByRole('textbox')
      .fill('Jambe gauche, 3 cm, bords nets');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Signer et déposer' }).click();
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
    await page.getByRole('button', { name: 'Signer et déposer' }).click();
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
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
