// The first whole path, walked in the browser: a document deposited with a doctor's card is announced to its patient, found, read, masked
// and shown again; a doctor without the patient's agreement is refused, told why, and let in once it is given; the journal tells all of it.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { compose, section, structured, tinyPdf } from '../fixtures/cda/compose.ts';
import {
  chosenPassword,
  deposit,
  expectAccessible,
  fhirAs,
  mailsTo,
  openRecord,
  patientOf,
  picture,
  presentCard,
  professionalOf,
  signIn,
  test,
  forgetSession,
} from '../support/journey.ts';

const table =
  '<table><caption>Numération</caption><thead><tr><th>Examen</th><th>Résultat</th></tr></thead><tbody><tr><td>Hémoglobine</td><td>13,4 g/dL</td></tr></tbody></table>';
/** Of yesterday: what is of past care waits for the morning's message. */
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
const recent = (cda: string): string => cda.replaceAll('20260402', yesterday);
const analyses = compose({ typeCode: '11502-2', title: 'Numération de contrôle', body: structured(section('Hématologie', table)) });
const letter = compose({
  typeCode: '11488-4',
  title: 'Consultation de suivi',
  body: `<nonXMLBody><text mediaType="application/pdf" representation="B64">${tinyPdf('Consultation de suivi').toString('base64')}</text></nonXMLBody>`,
});

/** Each project has a patient of its own: the state of one never shows in the other. */
const patientKey = (project: string): string => (project === 'phone' ? 'jean-1' : 'bernard');

// As most people have it: with movement.
test.use({ contextOptions: {} });
test('a document is deposited, announced, read, masked, refused, allowed, and the journal tells it', async ({ openPage, page }, info) => {
  test.setTimeout(480_000);
  const patient = patientOf(patientKey(info.project.name));
  const [author, stranger, medecinTraitant] = [professionalOf('dr-lefevre'), professionalOf('dr-royer'), professionalOf('dr-moreau')];
  const folder = mkdtempSync(join(tmpdir(), 'carnet-journey-'));
  const fileOf = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const main = page.getByRole('main');

  await test.step('the doctor’s software deposits two documents with the card', async () => {
    expect(await deposit(fileOf('analyses.xml', recent(analyses)), author, patient)).toContain('Déposé');
    expect(await deposit(fileOf('lettre.xml', recent(letter)), author, patient)).toContain('Déposé');
  });

  await test.step('the patient is told by mail, without a word of health, and signs in for the first time', async () => {
    await expect.poll(async () => (await mailsTo(page, patient.email)).length).toBeGreaterThanOrEqual(1);
    for (const { subject, text } of await mailsTo(page, patient.email))
      expect(`${subject} ${text}`).not.toMatch(/Numération|Consultation|hémat|LEFEVRE|\d{15}/i);
    await signIn(page, patient, patient.password);
    await expectAccessible(page);
    await expect(page.getByText('Ce qui est nouveau')).toBeVisible();
    await picture(page, 'home');
  });

  await test.step('the document is in its space among the nine, and opens on its reading view', async () => {
    await expect(
      main.getByRole('link', { name: /^(Synthèse|Traitements|Analyses|Imagerie|Comptes rendus|Prévention|Certificats|Remboursements|Espace personnel)/ }),
    ).toHaveCount(9);
    await main.getByRole('link', { name: /^Analyses/ }).click();
    await expectAccessible(page);
    await picture(page, 'documents');
    await main
      .getByRole('link', { name: /Numération de contrôle|analyses/i })
      .first()
      .click();
    await expect(main.getByRole('heading', { name: 'Hématologie' })).toBeVisible();
    await expect(main.getByRole('cell', { name: '13,4 g/dL' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'document');
    const download = page.waitForEvent('download');
    await main.getByRole('link', { name: 'Télécharger' }).click();
    expect(readFileSync((await (await download).path())!, 'utf8')).toContain('Numération de contrôle');
  });

  await test.step('the PDF of a level 1 document is shown by the viewer, its text with it', async () => {
    await page.goto('/documents?espace=comptes-rendus');
    await main
      .getByRole('link', { name: /Consultation de suivi|consultation/i })
      .first()
      .click();
    await expect(main.locator('canvas').first()).toBeVisible();
    await expect(main.getByText('Consultation de suivi').first()).toBeAttached();
    await expectAccessible(page);
    await picture(page, 'pdf');
  });

  await test.step('the patient adds a photo', async () => {
    await page.goto('/ajouter');
    await expectAccessible(page);
    await picture(page, 'add');
    const pixel = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.width = 64;
      canvas.height = 48;
      canvas.getContext('2d')!.fillRect(8, 8, 32, 24);
      return canvas.toDataURL('image/png').split(',')[1]!;
    });
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: 'vaccins.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') });
    await page.getByLabel('Titre').fill('Carnet de vaccination');
    await page.getByRole('button', { name: /De quoi s’agit-il/ }).click();
    await page.getByRole('option', { name: 'Un vaccin, un dépistage' }).click();
    await page.locator('input[type="date"]').fill('2019-05-06');
    await page.getByRole('button', { name: 'Ajouter à mon dossier' }).click();
    await expect(page.getByText('Le document est dans votre dossier')).toBeVisible();
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
    await expect(main.getByRole('img').first()).toBeVisible();
    await expectAccessible(page);
  });

  const pro = await openPage();
  const fhir = await fhirAs(stranger);
  const identifier = encodeURIComponent(`urn:oid:${patient.oid}|${patient.ins}`);
  const search = `/fhir/DocumentReference?patient.identifier=${identifier}&status=current`;

  await test.step('a doctor without the patient’s agreement is refused with the rule’s code, over FHIR and on screen', async () => {
    const refused = await fhir.get(search);
    expect(refused.status()).toBe(403);
    expect(await refused.text()).toContain('AUTORISATION_ABSENTE');
    await presentCard(pro, stranger);
    await openRecord(pro, patient);
    await expect(pro.getByText('Ce patient ne vous a pas encore autorisé')).toBeVisible();
    await expectAccessible(pro);
    await picture(pro, 'professional-agreement');
  });

  await test.step('nothing without the tick; with the patient’s agreement the record opens', async () => {
    await pro.getByRole('button', { name: 'Enregistrer l’accord et ouvrir le dossier' }).click();
    await expect(pro.getByText('Recueillez l’accord du patient, puis cochez la case.')).toBeVisible();
    await pro.getByText('Le patient, informé, consent à ce que je consulte son dossier.').click();
    await pro.getByRole('button', { name: 'Enregistrer l’accord et ouvrir le dossier' }).click();
    await expect(pro.getByText('3 documents').first()).toBeVisible();
    await expectAccessible(pro);
    const found = await fhir.get(search);
    expect((await found.json()).total).toBe(3);
  });

  const analysesId = await test.step('the patient is told of this first access, then masks the analyses', async () => {
    await page.goto('/avis');
    await expect(page.getByText('Un professionnel a ouvert votre dossier pour la première fois')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/documents?espace=analyses');
    await main
      .getByRole('link', { name: /Numération de contrôle|analyses/i })
      .first()
      .click();
    await expect(main.getByRole('heading', { name: 'Hématologie' })).toBeVisible();
    const id = /documents\/([0-9a-f-]{36})/.exec(page.url())![1]!;
    await main.getByRole('button', { name: 'Masquer' }).click();
    await expectAccessible(page);
    await picture(page, 'mask');
    await page.getByRole('button', { name: 'Masquer le document' }).click();
    await expect(main.getByRole('button', { name: 'Rendre visible' })).toBeVisible();
    return id;
  });

  await test.step('the second doctor no longer finds it: not listed, not counted, not by its id', async () => {
    expect((await (await fhir.get(search)).json()).total).toBe(2);
    const masked = await fhir.get(`/fhir/DocumentReference/${analysesId}`);
    const absent = await fhir.get('/fhir/DocumentReference/00000000-0000-4000-8000-000000000000');
    expect([masked.status(), absent.status()]).toEqual([404, 404]);
    await pro.reload();
    await expect(pro.getByText('2 documents').first()).toBeVisible();
    await expect(pro.getByText('Numération de contrôle')).toHaveCount(0);
  });

  await test.step('the médecin traitant still reads it, marked as masked', async () => {
    const other = await openPage();
    await presentCard(other, medecinTraitant);
    await openRecord(other, patient);
    await expect(other.getByText('3 documents').first()).toBeVisible();
    await expect(other.getByText('Masqué', { exact: true }).first()).toBeVisible();
    await expectAccessible(other);
    await picture(other, 'professional-record');
    await other.context().close();
  });

  await test.step('the patient shows it again, and the doctor finds it', async () => {
    await main.getByRole('button', { name: 'Rendre visible' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rendre visible' }).click();
    await expect(main.getByRole('button', { name: 'Masquer' })).toBeVisible();
    expect((await (await fhir.get(search)).json()).total).toBe(3);
  });

  await test.step('the journal says who, in which role, what, when; refusals and the patient’s own acts included', async () => {
    await page.goto('/journal');
    await expect(main.getByText(/Vous avez masqué/).first()).toBeVisible();
    await expect(main.getByText(/Vous avez rendu visible/).first()).toBeVisible();
    await expect(main.getByText(/ROYER.*a noté votre accord/).first()).toBeVisible();
    await expect(main.getByText('Avec sa carte professionnelle').first()).toBeVisible();
    await expect(main.getByText(/ROYER.*a voulu consulter la liste des documents/).first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'journal');
    await main.getByText('Accès', { exact: true }).click();
    await expect(main.getByText('Connexion au compte, par mot de passe et code').first()).toBeVisible();
    const taking = page.waitForEvent('download');
    await main.getByRole('link', { name: 'Télécharger le journal' }).click();
    const taken = await taking;
    expect(taken.suggestedFilename()).toMatch(/^journal-du-dossier-\d{4}-\d{2}-\d{2}\.json$/);
    const bundle = JSON.parse(readFileSync(await taken.path(), 'utf8')) as {
      readonly entry: readonly { readonly resource: { readonly resourceType: string } }[];
    };
    expect(bundle.entry.length).toBeGreaterThan(10);
    expect(bundle.entry.every(({ resource }) => resource.resourceType === 'AuditEvent')).toBe(true);
    await page.reload();
    await expect(main.getByText('Vous avez téléchargé le journal').first()).toBeVisible();
    await main.getByText('Dépôts', { exact: true }).click();
    await expect(main.getByText(/LEFEVRE.*a déposé/).first()).toBeVisible();
  });

  await test.step('the patient takes the agreement back: the doctor’s next call is refused at once', async () => {
    await page.goto('/acces');
    await expectAccessible(page);
    await picture(page, 'accesses');
    await page.getByRole('button', { name: /Retirer l’accès de .*ROYER/ }).click();
    await page.getByRole('button', { name: 'Retirer l’accès', exact: true }).last().click();
    await expect(page.getByRole('button', { name: /Retirer l’accès de .*ROYER/ })).toHaveCount(0);
    expect((await fhir.get(search)).status()).toBe(403);
  });

  await test.step('the next sign-in takes the chosen password, never the initial one, and a new code', async () => {
    await forgetSession(page);
    await page.goto('/');
    await page.getByRole('link', { name: 'Me connecter' }).first().click();
    await page.getByRole('textbox', { name: 'Identifiant' }).fill(patient.login);
    await page.getByLabel('Mot de passe', { exact: true }).fill(patient.password);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await expect(page.getByText('Identifiant ou mot de passe incorrect.').first()).toBeVisible();
    await expectAccessible(page);
    await signIn(page, patient, chosenPassword);
  });
});
