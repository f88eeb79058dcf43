// A document in the wrong twin's record on screen: she says that it is not hers, its author deposits it in her sister's, the identity cell confirms.

import { type Page, expect } from '@playwright/test';
import { expectAccessible, fitsNarrow, patientOf, picture, presentCard, professionalOf, test } from '../support/journey.ts';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

async function presentSteeringCard(page: Page, holder: string): Promise<void> {
  const cards = (await (await page.request.get('/sandbox/cards?app=pilotage')).json()) as readonly { readonly key: string; readonly displayName: string }[];
  await page.goto('/pilotage/');
  await page.getByRole('button', { name: `Présenter cette carte : ${cards.find(({ key }) => key === holder)!.displayName}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ce qui est en vigueur' })).toBeVisible();
}

test('a document of her twin: put aside, deposited where it belongs, settled by somebody else', async ({ page, openPage }) => {
  test.setTimeout(180_000);
  const [alix, maud] = [patientOf('alix'), patientOf('maud')];
  const title = 'Consultation d’allergologie';
  await depositFor('dr-boileau', 'alix', { title, typeCode: '11488-4' });

  await test.step('she says that it is not hers, and nobody reads it any more', async () => {
    await signInAnyTime(page, alix);
    await page.goto('/documents');
    await page
      .getByRole('link', { name: new RegExp(title) })
      .first()
      .click();
    await page.getByRole('button', { name: 'Ce document n’est pas le mien' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ce document n’est pas le vôtre ?' });
    await dialog.getByRole('button', { name: 'Mettre à l’écart' }).click();
    await expect(dialog.getByText('Dites pourquoi, en quelques mots.')).toBeVisible();
    await dialog.getByRole('textbox').fill('C’est la consultation de ma sœur.');
    await expectAccessible(page);
    await fitsNarrow(page);
    await picture(page, 'misfiled-patient');
    await dialog.getByRole('button', { name: 'Mettre à l’écart' }).click();
    await expect(page.getByText('Le document est mis à l’écart.').first()).toBeVisible();
    await expect(page.getByRole('link', { name: new RegExp(title) })).toHaveCount(0);
  });

  await test.step('its author reads it again, and deposits it in her sister’s record', async () => {
    const doctor = await openPage();
    await presentCard(doctor, professionalOf('dr-boileau'));
    await doctor.getByRole('button', { name: 'Clinique du Belvédère' }).click();
    await expect(doctor.getByText('À corriger')).toBeVisible();
    await expectAccessible(doctor);
    await doctor.getByRole('link', { name: /Document mis à l’écart le/ }).click();
    await expect(doctor.getByRole('heading', { name: title }).first()).toBeVisible();
    await expect(doctor.getByText('C’est la consultation de ma sœur.')).toBeVisible();
    await expectAccessible(doctor);
    await fitsNarrow(doctor);
    await picture(doctor, 'misfiled-author');
    await doctor.getByRole('textbox', { name: 'Matricule INS du bon patient' }).fill(maud.ins);
    await doctor.getByRole('button', { name: 'Déposer dans le bon dossier' }).click();
    await expect(doctor.getByRole('heading', { name: /Dans le dossier de .*GUILLOT/i })).toBeVisible();
    await expect(doctor.getByText('Née le 8 octobre 2004')).toBeVisible();
    await expect(doctor.getByRole('textbox', { name: 'Titre' })).toHaveValue(title);
    await doctor.locator('label').filter({ hasText: 'Une note écrite' }).click();
    await doctor.getByRole('textbox', { name: 'Note' }).fill('Tests cutanés : acariens positifs.');
    await expectAccessible(doctor);
    await fitsNarrow(doctor);
    await picture(doctor, 'misfiled-deposit');
    await doctor.getByRole('button', { name: 'Signer et déposer' }).click();
    await expect(doctor.getByText('Le document est dans le bon dossier')).toBeVisible();
  });

  await test.step('the cell compares the two identities and confirms, without a title', async () => {
    const cell = await openPage();
    await presentSteeringCard(cell, 'identites-carnet');
    await cell.goto('/pilotage/identites');
    await cell
      .getByRole('link', { name: /Document mis à l’écart le/ })
      .first()
      .click();
    await expect(cell.getByText('Retrait proposé, à confirmer par quelqu’un d’autre')).toBeVisible();
    await expect(cell.getByText(title)).toHaveCount(0);
    await expectAccessible(cell);
    await fitsNarrow(cell);
    await picture(cell, 'misfiled-cell');
    await cell.getByRole('button', { name: 'Confirmer le retrait' }).click();
    await cell.getByRole('dialog').getByRole('button', { name: 'Confirmer le retrait' }).click();
    await expect(cell.getByText('Retiré de ce dossier').first()).toBeVisible();
  });
});
