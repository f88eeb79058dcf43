// An emergency on screen: a professional with no agreement breaks the glass with a reason, the band stays until the end, the patient and the
// médecin traitant are told at once; then the patient closes that door, and the next professional reads why.

import { expect, test } from '@playwright/test';
import { byKeyboard } from '../support/by-keyboard.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, mailsTo, openRecord, patientOf, picture, presentCard, professionalOf } from '../support/journey.ts';

/** Each project has a patient of its own: the state of one never shows in the other. */
const patientKey = 'camille';
const reason = 'Patient inconscient, traitements et allergies à connaître';

test('the glass broken with a reason, everybody told, and the door closed by the patient', async ({ page }) => {
  test.setTimeout(480_000);
  const patient = patientOf(patientKey);
  const action = page.getByRole('button', { name: 'Urgence : bris de glace' });

  // Whoever breaks the glass has a keyboard in hand, and no time.
  const keys = byKeyboard(page);

  await test.step('by keys alone: a reason is asked for, and nothing is opened without it', async () => {
    await presentCard(page, professionalOf('dr-royer'));
    await keys.to('Matricule INS du patient');
    await keys.type(patient.ins);
    await keys.press('Enter');
    await expect(action).toBeVisible();
    await keys.enter('Urgence : bris de glace');
    await expect(page.getByRole('dialog').getByText('en sont prévenus tout de suite')).toBeVisible();
    await expectAccessible(page);
    await keys.enter('Ouvrir en urgence');
    await expect(page.getByText('Dites en quelques mots pourquoi c’est urgent')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Raison de l’urgence' })).toBeFocused();
    await expectAccessible(page);
    await keys.type(reason);
    await keys.enter('Ouvrir en urgence');
  });

  const band = page.getByRole('region', { name: 'Accès en urgence : bris de glace' });
  await test.step('the band says why and how long, as long as it lasts', async () => {
    await expect(band).toBeVisible();
    await expect(band.getByText(`Raison : ${reason}`)).toBeVisible();
    await expect(band.getByText(/3 h 5\d restantes|4 h 00 restantes/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Journal' })).toHaveCount(0);
    await expectAccessible(page);
    await picture(page, 'emergency');
    await page.reload();
    await expect(band).toBeVisible();
  });

  await test.step('it ends when the professional says so', async () => {
    await keys.enter('Terminer l’accès en urgence');
    await expect(action).toBeVisible();
    await expect(band).toHaveCount(0);
    await keys.to('Urgence : bris de glace');
    expect(keys.faults).toEqual([]);
  });

  await test.step('the patient was told by mail, and finds who and why', async () => {
    await expect
      .poll(async () => (await mailsTo(page, patient.email)).filter(({ text }) => text.includes('Votre dossier a été ouvert en urgence.')).length)
      .toBeGreaterThan(0);
    await expect
      .poll(
        async () => (await mailsTo(page, professionalOf('dr-moreau').email)).filter(({ text }) => text.includes('dont vous êtes le médecin traitant')).length,
      )
      .toBeGreaterThan(0);
    await signInAnyTime(page, patient);
    await page.goto('/avis');
    await expect(page.getByRole('heading', { name: 'Votre dossier a été ouvert en urgence' }).first()).toBeVisible();
    await expect(page.getByText(reason).first()).toBeVisible();
    await page.goto('/journal');
    await expect(page.getByText(reason).first()).toBeVisible();
  });

  await test.step('the patient refuses the next one', async () => {
    await page.goto('/acces');
    const allowed = page.getByRole('switch', { name: /Un professionnel peut ouvrir mon dossier/ });
    await expect(allowed).toBeChecked();
    await expectAccessible(page);
    await allowed.press('Space');
    await expect(page.getByText('Votre choix est enregistré.').first()).toBeVisible();
    await page.reload();
    await expect(allowed).not.toBeChecked();
    await expect(page.getByRole('switch', { name: /SAMU/ })).toBeChecked();
  });

  await test.step('and the professional reads why', async () => {
    await openRecord(page, patient);
    await action.click();
    await page.getByRole('textbox', { name: 'Raison de l’urgence' }).fill(reason);
    await page.getByRole('button', { name: 'Ouvrir en urgence' }).click();
    await expect(
      page
        .getByRole('dialog')
        .getByRole('alert')
        .getByText(/OPPOSITION_BRIS_DE_GLACE\. Demande\s: [0-9a-f-]{36}/),
    ).toBeVisible();
    await expectAccessible(page);
  });
});
