// A record and those who care for its patient: the agreement given to a team by its secretary, who reads nothing; the nurse of the team who
// opens and the next one who does not (A090); my patients; the médecin traitant, who keeps another out at the patient's request; a document
// announced then shown; archives; a médecin du travail; the centre 15; a minor's connexion secrète; what a profession may read.

import { resolve } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { declareCda, readdressed } from '../../tools/deposit/declare.ts';
import { deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf, readPersonas } from '../../tools/deposit/sandbox-files.ts';
import { compose, section, structured } from '../fixtures/cda/compose.ts';
import { expectAccessible, openRecord, patientOf, picture, presentCard, professionalOf } from '../support/journey.ts';

const patientKey = 'sacha';
const minorKey = 'ines';

async function depositAs(card: string, patient: string, title: string, restriction?: 'invisiblePatient' | 'invisibleRepresentants'): Promise<void> {
  const sandbox = resolve(process.env['CARNET_JOURNEYS_DATA_DIR']!, 'sandbox');
  const personas = await readPersonas(sandbox);
  const depositor = depositorOf(personas, card)!;
  const bytes = Buffer.from(compose({ title, typeCode: '11488-4', body: structured(section('Conclusion', `<paragraph>Texte de ${title}</paragraph>`)) }));
  const copy = readdressed(
    bytes,
    personas.patients.find(({ key }) => key === patient)!,
    depositor,
  );
  if (!copy.ok) throw new Error(JSON.stringify(copy.findings));
  const declared = declareCda(copy.value, false);
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  const { metadata, ...rest } = declared.value;
  const visibilite = restriction === undefined ? metadata.visibilite : { ...metadata.visibilite, [restriction]: true };
  const outcome = await deposit(
    { url: `${process.env['CARNET_JOURNEYS_TLS_URL']}/fhir`, tls: await materialOf(sandbox, depositor), form: 'ITI-65' },
    { ...rest, metadata: { ...metadata, visibilite } },
  );
  expect(outcome.kind).toBe('deposited');
}

const signOut = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`${name} `) }).click();
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await expect(page.getByText('Vous êtes déconnecté.')).toBeVisible();
};
const row = (page: Page, title: string) => page.getByRole('row', { name: title });
const patients = (page: Page) => page.getByRole('region', { name: 'Mes patients' });

test('an agreement for the team, those it lets in, the médecin traitant, a document announced and a colleague kept out', async ({ page }) => {
  test.setTimeout(600_000);
  const patient = patientOf(patientKey);
  await depositAs('dr-boileau', patientKey, 'Bilan du dos');
  await depositAs('dr-boileau', patientKey, 'Résultat à annoncer', 'invisiblePatient');

  await test.step('the nurse of the hospital has no agreement yet', async () => {
    await presentCard(page, professionalOf('ide-marin'));
    await expect(patients(page)).toBeVisible();
    await openRecord(page, patient);
    await expect(page.getByText('Ce patient ne vous a pas encore autorisé')).toBeVisible();
    await signOut(page, 'MARIN');
  });

  let record = '';
  await test.step('the secretary records the patient’s agreement for the team, and reads nothing', async () => {
    await presentCard(page, professionalOf('sec-marchal'));
    await expect(page.getByText('Vous ne lisez aucun dossier.')).toBeVisible();
    await expectAccessible(page);
    const answer = page.waitForResponse((response) => response.url().endsWith('/dossiers/search'));
    await openRecord(page, patient);
    record = ((await (await answer).json()) as { dossierId: string }).dossierId;
    // For a person: never offered.
    await expect(page.getByRole('region', { name: 'Autorisation d’accès' }).getByRole('radio')).toHaveCount(0);
    await expect(page.getByText('bris de glace')).toHaveCount(0);
    await page.getByRole('button', { name: 'Enregistrer l’accord pour l’équipe' }).click();
    await expect(page.getByRole('alert').getByText('Recueillez l’accord du patient')).toBeVisible();
    await page.getByRole('textbox', { name: /Dernier jour de la prise en charge/ }).fill('2020-01-01');
    await page.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Enregistrer l’accord pour l’équipe' }).click();
    await expect(page.getByText('Choisissez un jour entre aujourd’hui et dans un an.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: /Dernier jour de la prise en charge/ }).fill('');
    await page.getByRole('button', { name: 'Enregistrer l’accord pour l’équipe' }).click();
    await expect(page.getByText('Votre équipe est autorisée')).toBeVisible();
    await expect(patients(page).getByText(patient.birthName)).toBeVisible();
    await expect(patients(page).getByRole('link')).toHaveCount(0);
    await expectAccessible(page);
    await picture(page, 'pro-secretariat');
    await page.goto(`/pro/dossier/${record}`);
    await expect(page.getByRole('heading', { name: 'Cette page est réservée aux professionnels de santé' })).toBeVisible();
    await expectAccessible(page);
    await signOut(page, 'MARCHAL');
  });

  await test.step('the nurse of the team opens, and finds the patient among hers; the nurse of another team is asked for an agreement (A090)', async () => {
    await presentCard(page, professionalOf('ide-marin'));
    await openRecord(page, patient);
    await expect(row(page, 'Bilan du dos')).toBeVisible();
    await page.getByRole('button', { name: 'Fermer le dossier' }).click();
    const mine = patients(page).getByRole('link', { name: new RegExp(patient.birthName) });
    await expect(mine).toContainText('Équipe de Hôpital Saint-Fictif');
    await expect(mine).toContainText('ouvert');
    await expectAccessible(page);
    await picture(page, 'pro-patients');
    await page.getByRole('button', { name: /Afficher/ }).click();
    await page.getByRole('option', { name: 'Documents nouveaux' }).click();
    await expect(page.getByText('Rien de nouveau')).toBeVisible();
    await depositAs('dr-boileau', patientKey, 'Radio du dos');
    await page.reload();
    await expect(patients(page).getByRole('link', { name: new RegExp(patient.birthName) })).toContainText('1 document nouveau');
    await signOut(page, 'MARIN');
    await presentCard(page, professionalOf('ide-garnier'));
    await openRecord(page, patient);
    await expect(page.getByText('Ce patient ne vous a pas encore autorisé')).toBeVisible();
    await expect(page.getByRole('checkbox')).toBeVisible();
    await signOut(page, 'GARNIER');
  });

  await test.step('what a profession may read, from the menu', async () => {
    await presentCard(page, professionalOf('ide-marin'));
    await page.getByRole('button', { name: /MARIN / }).click();
    await page.getByRole('menuitem', { name: 'Ce que ma profession peut lire' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ce que ma profession peut lire' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Synthèse psychiatrique/ })).toContainText('Non');
    await expect(page.getByRole('row', { name: /Synthèse psychiatrique/ })).toContainText('Texte officiel');
    await page.getByRole('button', { name: /Afficher/ }).click();
    await page.getByRole('option', { name: 'Types ouverts' }).click();
    await expect(page.getByRole('row', { name: /Synthèse psychiatrique/ })).toHaveCount(0);
    await expectAccessible(page);
    await picture(page, 'pro-matrix');
    await signOut(page, 'MARIN');
  });

  await test.step('a médecin of the team becomes the médecin traitant, with the patient’s agreement', async () => {
    await presentCard(page, professionalOf('dr-lefevre'));
    await openRecord(page, patient);
    await page.getByRole('link', { name: 'Accès', exact: true }).click();
    await expect(page.getByText('Le patient a autorisé votre équipe de soins')).toBeVisible();
    await page.getByRole('button', { name: 'Devenir médecin traitant' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Devenir médecin traitant' }).click();
    await expect(page.getByText('Recueillez l’accord du patient, puis cochez la case.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('checkbox').check({ force: true });
    await page.getByRole('dialog').getByRole('button', { name: 'Devenir médecin traitant' }).click();
    await expect(page.getByText('Vous êtes le médecin traitant : vous accédez')).toBeVisible();
  });

  await test.step('who keeps another out at the patient’s request, by their number', async () => {
    await page.getByRole('button', { name: 'Fermer à un professionnel', exact: true }).last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Numéro RPPS du professionnel' }).fill(professionalOf('dr-royer').idNat.slice(1));
    await dialog.getByRole('button', { name: 'Fermer le dossier à ce professionnel' }).click();
    await expect(dialog.getByText('Cochez la case si c’est bien le patient qui le demande.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('checkbox').check({ force: true });
    await dialog.getByRole('button', { name: 'Fermer le dossier à ce professionnel' }).click();
    await expect(page.getByText('Le dossier est fermé à ce professionnel.').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Professionnels à qui le patient a fermé son dossier' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'pro-accesses');
  });

  await test.step('a document the patient has not seen: when it will show by itself, the announcement, then shown for good', async () => {
    await page.getByRole('link', { name: 'Documents', exact: true }).click();
    await row(page, 'Résultat à annoncer').click();
    await page.getByRole('button', { name: 'Ouvrir le document' }).click();
    await expect(page.getByText(/Sans annonce de votre part, il lui sera montré le \d/)).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'pro-awaiting');
    await page.getByRole('button', { name: 'Montrer au patient' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('On ne peut pas revenir en arrière.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Montrer au patient' }).click();
    await expect(dialog.getByText('Annoncez d’abord le résultat au patient')).toBeVisible();
    await expectAccessible(page);
    // By keyboard, from the tick to the end.
    await dialog.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await dialog.getByRole('button', { name: 'Montrer au patient' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Le patient peut maintenant lire ce document.').first()).toBeVisible();
    await expect(page.getByText('Sans annonce de votre part')).toHaveCount(0);
  });

  await test.step('a document put away, and found in the archives', async () => {
    await row(page, 'Radio du dos').click();
    await page.getByRole('button', { name: 'Archiver' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archiver' }).click();
    await expect(page.getByText('Le document est archivé.').first()).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: '2 documents' })).toBeVisible();
    await page.getByRole('button', { name: /Rubrique/ }).click();
    await page.getByRole('option', { name: 'Archives du dossier' }).click();
    await expect(row(page, 'Radio du dos')).toBeVisible();
    await expectAccessible(page);
    await signOut(page, 'LEFEVRE');
  });

  await test.step('whoever is kept out reads why and who can change it, and no content (A097)', async () => {
    await presentCard(page, professionalOf('dr-royer'));
    await openRecord(page, patient);
    await expect(page.getByText('Accès refusé : le patient vous a fermé son dossier')).toBeVisible();
    await expect(page.getByText('Règle : PS_BLOQUE')).toBeVisible();
    await expect(page.getByText('Lui seul peut revenir sur ce choix')).toBeVisible();
    await expect(page.getByText(/Bilan du dos|SACHA|BERNARD/)).toHaveCount(0);
    await expect(patients(page).getByText(patient.birthName)).toHaveCount(0);
    await signOut(page, 'ROYER');
  });

  await test.step('a médecin du travail reads that the patient gives it in person', async () => {
    await presentCard(page, professionalOf('dr-lacaze'));
    await openRecord(page, patient);
    await expect(page.getByText('Règle : CONSENTEMENT_TRAVAIL_ABSENT')).toBeVisible();
    await expect(page.getByText('ni son employeur ni votre service n’en sont informés')).toBeVisible();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Urgence : bris de glace' })).toHaveCount(0);
    await expectAccessible(page);
    await signOut(page, 'LACAZE');
  });

  await test.step('who regulates opens for a call, without an agreement, and the band says so', async () => {
    await presentCard(page, professionalOf('dr-astier'));
    await openRecord(page, patient);
    await page.getByRole('button', { name: 'Régulation (centre 15)' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ouvrir pour la régulation' }).click();
    const band = page.getByRole('region', { name: 'Accès en urgence : centre 15' });
    await expect(band).toBeVisible();
    await band.getByRole('button', { name: 'Terminer l’accès en urgence' }).click();
    await expect(band).toHaveCount(0);
    await signOut(page, 'ASTIER');
  });
});

test('a minor’s connexion secrète: said before, in sight while it lasts, ended by hand', async ({ page }) => {
  test.setTimeout(300_000);
  const patient = patientOf(minorKey);
  await presentCard(page, professionalOf('dr-camparini'));
  await openRecord(page, patient);
  await page.getByRole('checkbox').check({ force: true });
  await page.getByRole('button', { name: 'Enregistrer l’accord et ouvrir le dossier' }).click();
  await expect(page.getByRole('button', { name: 'Connexion secrète' })).toBeVisible();
  await page.getByRole('button', { name: 'Connexion secrète' }).click();
  await expect(page.getByRole('dialog').getByText('Tout ce que vous déposerez sera caché à ses représentants.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Passer en connexion secrète' }).click();
  const band = page.getByRole('region', { name: 'Connexion secrète' });
  await expect(band).toBeVisible();
  await page.reload();
  await expect(band).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'pro-secret');
  await band.getByRole('button', { name: 'Terminer la connexion secrète' }).click();
  await expect(band).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Connexion secrète' })).toBeVisible();
});
