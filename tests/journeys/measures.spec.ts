// A blood-pressure series typed by the patient on her own app, and the HbA1c of two laboratory reports: her doctor sees both as curves, with a badge on
// what she measured and the document beside what a laboratory found (features A146, A147).

import { expect, test } from '@playwright/test';
import { entry, result, results } from '../fixtures/cda/clinical.ts';
import { expectAccessible, fitsNarrow, openRecord, patientOf, picture, presentCard, professionalOf } from '../support/journey.ts';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

const patientKey = 'dominique';
const hba1c = (value: number, time: string): string =>
  entry(results(result({ value: `<value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PQ" value="${value}" unit="%"/>`, time })));

test('measured at home, found by laboratories, seen as curves by the doctor', async ({ page }, info) => {
  test.setTimeout(240_000);
  const patient = patientOf(patientKey);
  await depositFor('dr-moreau', patientKey, { title: 'HbA1c de janvier', typeCode: '11502-2', entries: hba1c(8.1, '20260110080000+0100') });
  await depositFor('dr-moreau', patientKey, { title: 'HbA1c d’avril', typeCode: '11502-2', entries: hba1c(7.2, '20260412080000+0200') });
  const dialog = page.getByRole('dialog', { name: 'Tension artérielle' });
  const first = dialog.getByLabel(/^Premier nombre/);
  const second = dialog.getByLabel(/^Second nombre/);

  await test.step('the patient types her blood pressure', async () => {
    await signInAnyTime(page, patient);
    await page.goto('/ma-sante');
    await page.getByRole('link', { name: 'Mes mesures' }).click();
    await expect(page.getByRole('link', { name: 'Hémoglobine glyquée (HbA1c)' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ajouter : Tension artérielle' }).click();
    await expect(first).toBeFocused();
    await first.fill('79');
    await second.fill('128');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(dialog.getByText('Le second nombre est plus petit que le premier.')).toBeVisible();
    await first.fill('128');
    await second.fill('79');
    await dialog.getByLabel(/^Remarque/).fill('Au repos');
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('dialog.png') });
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(dialog).toBeHidden();
    await page.screenshot({ path: info.outputPath('list.png'), fullPage: true });
    await page.getByRole('link', { name: 'Tension artérielle' }).click();
    for (const [systolic, diastolic, day] of [
      ['141', '88', '2026-03-02T08:10'],
      ['135', '84', '2026-05-20T08:05'],
    ] as const) {
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await first.fill(systolic);
      await second.fill(diastolic);
      await dialog.getByLabel('Quand').fill(day);
      await dialog.getByRole('button', { name: 'Enregistrer' }).click();
      await expect(dialog).toBeHidden();
    }
    await expect(page.locator('.curve figcaption')).toHaveText(/^3 valeurs\. La dernière\s: 128\/79\smmHg/);
    await expect(page.getByRole('row')).toHaveCount(4);
    await expectAccessible(page);
    await fitsNarrow(page);
    await picture(page, 'measures');
    await page.screenshot({ path: info.outputPath('patient.png'), fullPage: true });
  });

  await test.step('she corrects one, and withdraws it', async () => {
    await page.getByRole('button', { name: /^Corriger 141\/88/ }).click();
    await first.fill('140');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByRole('row', { name: /140\/88/ })).toContainText('corrigé');
    await page.getByRole('button', { name: /^Retirer 140\/88/ }).click();
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Retirer', exact: true }).click();
    await expect(page.getByRole('row', { name: /140\/88/ })).toHaveCount(0);
  });

  await test.step('her doctor sees both curves, and who measured what', async () => {
    await presentCard(page, professionalOf('dr-moreau'));
    await openRecord(page, patient);
    await test.step('her record opens at a glance: the last result, how it moved, where it comes from, and what nobody says', async () => {
      await page.getByText('Allergies et intolérances : non renseigné').click();
      const glance = page.getByRole('region', { name: /^Vue d’ensemble/ });
      const found = glance.getByRole('region', { name: /^Derniers résultats/ });
      await expect(found.getByText('7,2\u00A0%')).toBeVisible();
      await expect(found).toContainText('en baisse (8,1 le 10/01/2026)');
      await expect(glance.getByRole('region', { name: /^Vaccins/ })).toContainText('Non renseigné');
      await found.getByText('dans 2 documents').click();
      await expect(found.getByRole('link', { name: /HbA1c de janvier/ })).toBeVisible();
      await expectAccessible(page);
      await page.screenshot({ path: info.outputPath('glance.png'), fullPage: true });
      await found
        .getByRole('link', { name: /HbA1c d’avril/ })
        .first()
        .click();
      await expect(page).toHaveURL(/\/document\//);
      await page.goBack();
    });
    await page.getByRole('link', { name: 'Mesures', exact: true }).click();
    const pressure = page.getByRole('region', { name: 'Tension artérielle' });
    await expect(pressure.getByRole('row', { name: /128\/79/ })).toContainText('Mesuré par le patient');
    await expect(pressure.locator('.curve-line').first()).toHaveAttribute('points', /,/);
    const reports = page.getByRole('region', { name: 'Hémoglobine glyquée (HbA1c)' });
    await expect(reports.getByRole('row', { name: /7,2\s%/ })).toContainText('HbA1c d’avril');
    await expect(reports.locator('.curve-mark[data-document]')).not.toHaveCount(0);
    await expectAccessible(page);
    await fitsNarrow(page);
    await page.screenshot({ path: info.outputPath('doctor.png'), fullPage: true });
    await reports.getByRole('link', { name: /HbA1c d’avril/ }).click();
    await expect(page).toHaveURL(/\/document\//);
  });
});
