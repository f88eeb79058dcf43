// One person under several numbers on screen: found by a former INS and by the number of their hospital, shown to the patient, and kept by the
// operator, who doubts, asks INSi, and tells namesakes apart.

import { type Page, expect } from '@playwright/test';
import { expectAccessible, openRecord, patientOf, picture, presentCard, professionalOf, test } from '../support/journey.ts';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

/** Amara's number before her matricule, as the sandbox tells it. */
const nia = '890069933541791';

async function presentSteeringCard(page: Page): Promise<void> {
  const cards = (await (await page.request.get('/sandbox/cards?app=pilotage')).json()) as readonly { readonly key: string; readonly displayName: string }[];
  await page.goto('/pilotage/');
  await page.getByRole('button', { name: `Présenter cette carte : ${cards.find(({ key }) => key === 'exploitant-carnet')!.displayName}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ce qui est en vigueur' })).toBeVisible();
}

test('one record by every number: the professional, the patient, the operator', async ({ page, openPage }, info) => {
  test.setTimeout(240_000);
  const amara = patientOf('amara');
  const ipp = `BEL-${info.project.name}`;
  await depositFor('dr-boileau', 'amara', {
    title: `Consultation ${info.project.name}`,
    typeCode: '11488-4',
    ipp: { value: ipp, authority: '2.999.1.250.2.1' },
  });

  await test.step('a hospital finds her by its own number, her doctor by a former one', async () => {
    await presentCard(page, professionalOf('dr-boileau'));
    await page.getByRole('button', { name: 'Clinique du Belvédère' }).click();
    await page.locator('label').filter({ hasText: 'Numéro de l’établissement' }).click();
    await page.getByRole('textbox', { name: /Numéro du patient/ }).fill(ipp);
    await page.getByRole('button', { name: 'Chercher' }).click();
    await expect(page.getByText('Ce patient ne vous a pas encore autorisé')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'identities-hospital-number');
    const moreau = await openPage();
    await presentCard(moreau, professionalOf('dr-moreau'));
    await openRecord(moreau, { ...amara, ins: nia });
    await expect(moreau.getByText('anciens identifiants')).toBeVisible();
    await expectAccessible(moreau);
    await picture(moreau, 'identities-record');
  });

  await test.step('she reads her numbers', async () => {
    const hers = await openPage();
    await signInAnyTime(hers, amara);
    await hers.goto('/mon-identite');
    await expect(hers.getByText(ipp)).toBeVisible();
    await expect(hers.getByText(/INS-C/).first()).toBeVisible();
    await expectAccessible(hers);
    await picture(hers, 'identities-patient');
  });

  await test.step('the operator doubts, asks INSi, and makes the identity qualified again', async () => {
    const operator = await openPage();
    await presentSteeringCard(operator);
    await operator.goto('/pilotage/identites');
    await expect(operator.getByRole('heading', { name: 'Mêmes traits, deux dossiers' })).toBeVisible();
    await expectAccessible(operator);
    await picture(operator, 'identities-list');
    await operator.getByRole('textbox', { name: 'Matricule INS' }).fill(nia);
    await operator.getByRole('button', { name: 'Ouvrir l’identité' }).click();
    await expect(operator.getByText(/Identité qualifiée/)).toBeVisible();
    await operator.getByRole('button', { name: 'Mettre en doute' }).click();
    await operator.getByRole('button', { name: 'Mettre en doute cette identité' }).click();
    await expect(operator.getByText(/Identité provisoire/)).toBeVisible();
    await operator.getByRole('button', { name: 'Interroger INSi' }).click();
    await expect(operator.getByText('INSi confirme cette identité')).toBeVisible();
    await expectAccessible(operator);
    await picture(operator, 'identities-one');
    await operator.getByRole('button', { name: 'Pièce d’identité vérifiée' }).click();
    await expect(operator.getByText(/Identité qualifiée/)).toBeVisible();
  });
});
