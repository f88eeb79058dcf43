// One person under several numbers on screen: found by a former INS and by the number of their hospital, shown to the patient, and kept by the
// operator, who doubts, asks INSi, and joins and parts a person's two records; and an heir, whom the operator lets in to the closed record of somebody who died.

import { type Page, expect } from '@playwright/test';
import { expectAccessible, openRecord, patientOf, picture, presentCard, professionalOf, test } from '../support/journey.ts';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

/** Amara's number before her matricule, as the sandbox tells it. */
const nia = '890069933541791';

async function presentSteeringCard(page: Page, holder = 'exploitant-carnet'): Promise<void> {
  const cards = (await (await page.request.get('/sandbox/cards?app=pilotage')).json()) as readonly { readonly key: string; readonly displayName: string }[];
  await page.goto('/pilotage/');
  await page.getByRole('button', { name: `Présenter cette carte : ${cards.find(({ key }) => key === holder)!.displayName}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ce qui est en vigueur' })).toBeVisible();
}

async function openIdentity(page: Page, ins: string): Promise<void> {
  await page.goto('/pilotage/identites');
  await page.getByRole('textbox', { name: 'Matricule INS' }).fill(ins);
  await page.getByRole('button', { name: 'Ouvrir l’identité' }).click();
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
    await openIdentity(operator, nia);
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

  await test.step('the operator opens a closed record to an heir, who reads it for one reason, until the operator ends it', async () => {
    const heir = patientOf(info.project.name === 'phone' ? 'maud' : 'alix');
    const name = `Une Héritière ${info.project.name}`;
    const operator = await openPage();
    await presentSteeringCard(operator);
    await openIdentity(operator, patientOf('odette').ins);
    await operator.getByRole('button', { name: 'Ouvrir à un ayant droit' }).click();
    await operator.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(operator.getByText('À remplir.').first()).toBeVisible();
    await operator.getByRole('textbox', { name: 'Prénom et nom de l’ayant droit' }).fill(name);
    await operator.getByRole('textbox', { name: 'Son matricule INS' }).fill(heir.ins);
    await operator.getByLabel('Sa date de naissance').fill('2004-10-08');
    await operator.getByRole('textbox', { name: 'Son lien avec la personne décédée' }).fill('petite-fille');
    await operator.getByLabel('Date du décès').fill('2026-01-05');
    await operator.getByRole('textbox', { name: 'Pièces vues' }).fill('acte de décès n° 12 ; livret de famille');
    await operator.locator('label').filter({ hasText: 'Connaître les causes du décès' }).click();
    await operator.locator('label').filter({ hasText: 'Aucune opposition connue' }).click();
    await operator.getByLabel('Dernier jour de l’accès').fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
    await expectAccessible(operator);
    await picture(operator, 'identities-heir-form');
    await operator.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(operator.getByText(name, { exact: true })).toBeVisible();
    await picture(operator, 'identities-heirs');

    const theirs = await openPage();
    await signInAnyTime(theirs, heir);
    await theirs.goto('/proches');
    await expect(theirs.getByText('Pour connaître les causes du décès')).toBeVisible();
    await picture(theirs, 'identities-heir-records');
    await theirs.getByRole('button', { name: /Ouvrir le dossier.*Odette/i }).click();
    await expect(theirs.getByText(/La loi vous permet de lire/)).toBeVisible();
    await expectAccessible(theirs);
    await picture(theirs, 'identities-heir-home');

    await operator.getByRole('button', { name: `Mettre fin à l’accès de ${name}` }).click();
    await operator.getByRole('dialog').or(operator.getByRole('alertdialog')).getByRole('button', { name: 'Mettre fin à l’accès' }).click();
    await expect(operator.getByRole('button', { name: `Mettre fin à l’accès de ${name}` })).toBeHidden();
    await theirs.reload();
    await expect(theirs.getByRole('heading', { name: 'Accès impossible' })).toBeVisible();
  });
});

test('two records of one person: compared, proposed, confirmed by somebody else, parted', async ({ page, openPage }) => {
  // The doubt stays: INSi cannot tell these two apart, and nobody deposits in the second record from then on.
  const [stays, goes] = [patientOf('jean-1'), patientOf('jean-2')];
  const compareWith = async (ins: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Matricule INS de l’autre dossier' }).fill(ins);
    await page.getByRole('button', { name: 'Comparer à un autre dossier' }).click();
  };
  await presentSteeringCard(page);
  await openIdentity(page, stays.ins);
  await compareWith(patientOf('amara').ins);
  await expect(page.getByText('5 traits sont différents')).toBeVisible();
  await expect(page.getByRole('button', { name: 'C’est une seule personne' })).toBeHidden();
  await openIdentity(page, goes.ins);
  await page.getByRole('button', { name: 'Mettre en doute' }).click();
  await page.getByRole('button', { name: 'Mettre en doute cette identité' }).click();
  await expect(page.getByText(/Identité provisoire/)).toBeVisible();
  await compareWith(stays.ins);
  await page.getByRole('button', { name: 'C’est une seule personne' }).click();
  await page.getByRole('textbox', { name: 'Pourquoi c’est la même personne' }).fill('Carte d’identité vue.');
  await page.getByRole('button', { name: 'Proposer de réunir les dossiers' }).click();
  await expect(page.getByText('Vous l’avez proposée : quelqu’un d’autre confirme.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Confirmer la réunion' })).toBeHidden();

  const second = await openPage();
  await presentSteeringCard(second, 'identites-carnet');
  await second.goto('/pilotage/identites');
  await second.getByRole('link', { name: /Réunion proposée le/ }).click();
  for (const [act, done] of [
    ['Confirmer la réunion', 'Dossiers réunis'],
    ['Séparer les dossiers', 'Dossiers séparés de nouveau'],
  ] as const) {
    await second.getByRole('button', { name: act }).click();
    await second.getByRole('dialog').or(second.getByRole('alertdialog')).getByRole('button', { name: act }).click();
    await expect(second.getByText(done, { exact: true })).toBeVisible();
  }
  await expectAccessible(second);
  await picture(second, 'identities-parted');
});
