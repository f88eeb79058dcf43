// One document is one line: the same paper sent by two programs, and a report that was corrected, as a professional and the patient read them;
// what is done to the line is done to each of its copies; and the four actions of a professional on a document (features N1, A102).

import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { type Declared, declareFile } from '../../tools/deposit/declare.ts';
import { deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf, readPersonas } from '../../tools/deposit/sandbox-files.ts';
import { asLotDocument, provide } from '../../tools/simulator/lps.ts';
import { registryAnswer } from '../../tools/simulator/answers.ts';
import { senderOf } from '../../tools/simulator/sender.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { expectAccessible, openRecord, patientOf, presentCard, professionalOf, test } from '../support/journey.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

/** Nobody else's journey deposits in his record: what is here is counted. */
const patientKey = 'roland';
const reportTitle = 'Radiographie du poignet';

interface Paper {
  readonly title: string;
  readonly sentence: string;
  readonly replaces?: Declared['metadata']['uniqueId'];
}
/** What this card's program declares of a PDF: a uniqueId of its own each time. */
async function declared(card: string, patient: string, { title, sentence, replaces }: Paper) {
  const sandbox = resolve(process.env['CARNET_JOURNEYS_DATA_DIR']!, 'sandbox');
  const personas = await readPersonas(sandbox);
  const depositor = depositorOf(personas, card)!;
  const persona = personas.patients.find(({ key }) => key === patient)!;
  const file = { file: 'papier.pdf', bytes: tinyPdf(sentence), mimeType: 'application/pdf', typeCode: '18748-4', title };
  const said = declareFile(file, persona, depositor, false);
  if (!said.ok) throw new Error(JSON.stringify(said.findings));
  return { sandbox, personas, depositor, persona, document: { ...said.value, ...(replaces === undefined ? {} : { replaces }) } };
}
async function byFhir(card: string, patient: string, paper: Paper): Promise<Declared['metadata']['uniqueId']> {
  const { sandbox, depositor, document } = await declared(card, patient, paper);
  const url = `${process.env['CARNET_JOURNEYS_TLS_URL']}/fhir`;
  expect(await deposit({ url, tls: await materialOf(sandbox, depositor), form: 'ITI-65' }, document)).toMatchObject({
    kind: 'deposited',
    replacedUnknown: false,
  });
  return document.metadata.uniqueId;
}
async function bySoap(card: string, patient: string, paper: Paper): Promise<void> {
  const { sandbox, personas, persona, document } = await declared(card, patient, paper);
  const sender = (await senderOf(sandbox, personas, { card }))!;
  const answer = await provide({ base: `${process.env['CARNET_JOURNEYS_TLS_URL']}/si-dmp-server/v2/services`, sender, patient: persona }, [
    asLotDocument(document),
  ]);
  expect(registryAnswer(answer), answer.frames.response).toMatchObject({ status: 'Success', errors: [] });
}

test('a paper sent twice is one line, a corrected report leads to its former version, and a mask covers every copy', async ({ page, openPage }) => {
  test.setTimeout(240_000);
  const patient = patientOf(patientKey);
  const letter = { title: 'Lettre au confrère', sentence: 'Une lettre, envoyee deux fois' };
  await byFhir('dr-lefevre', patientKey, letter);
  await bySoap('dr-petit', patientKey, letter);
  const first = await byFhir('dr-lefevre', patientKey, { title: reportTitle, sentence: 'Premiere lecture' });
  await byFhir('dr-lefevre', patientKey, { title: `${reportTitle}, relue`, sentence: 'Seconde lecture', replaces: first });

  await test.step('a professional reads one line of each, and the four actions', async () => {
    await presentCard(page, professionalOf('dr-lefevre'));
    await openRecord(page, patient);
    await page.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Enregistrer l’accord et ouvrir le dossier' }).click();
    const row = (title: string) => page.getByRole('link', { name: title });
    for (const title of [letter.title, reportTitle]) await expect(row(title)).toHaveCount(1);
    await expect(row(letter.title).getByText('Reçu 2 fois')).toBeVisible();
    await expect(row(letter.title).getByText('Non sensible')).toBeVisible();
    await expect(row(reportTitle).getByText('Version 2')).toBeVisible();
    await expectAccessible(page);
    // Afficher, consulter: it opens here, and says where it came from once somebody looks.
    await row(letter.title).click();
    await expect(page.getByRole('heading', { name: letter.title })).toBeFocused();
    await page.getByText('D’où vient ce document, et ses versions').click();
    await expect(page.getByText('envoyé par un logiciel (FHIR)')).toBeVisible();
    await expect(page.getByText('envoyé par un logiciel (DMP)')).toBeVisible();
    await expectAccessible(page);
    // Importer: the bytes as they were deposited.
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger l’original' }).click();
    expect((await file).suggestedFilename()).toMatch(/\.pdf$/);
    // Confidentialité.
    await page.getByRole('button', { name: 'Confidentialité' }).click();
    await expect(page.getByRole('dialog')).toContainText('enregistré 2 fois : tous ses exemplaires sont concernés');
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByRole('link', { name: 'Retour à la liste' }).click();
    await row(reportTitle).click();
    await page.getByText('D’où vient ce document, et ses versions').click();
    await page.getByRole('link', { name: 'Version 1' }).click();
    await expect(page.getByText('Ce document a été remplacé par une version plus récente.')).toBeVisible();
  });

  const own = await openPage();
  await test.step('the patient reads the same, and masks the line whole', async () => {
    await signInAnyTime(own, patient);
    await own.goto('/documents');
    await expect(own.getByText('Total : 2')).toBeVisible();
    await expect(own.getByText('Reçu 2 fois')).toBeVisible();
    await expect(own.getByText('Version 2')).toBeVisible();
    await expectAccessible(own);
    await own.getByRole('link', { name: letter.title }).click();
    await expect(own.getByRole('heading', { name: 'Reçu 2 fois' })).toBeVisible();
    await expect(own.getByText(/PETIT/).last()).toBeVisible();
    await expectAccessible(own);
    await own.getByRole('button', { name: 'Masquer' }).click();
    await expect(own.getByRole('dialog')).toContainText('enregistré 2 fois : tous ses exemplaires sont concernés');
    await expectAccessible(own);
    await own.getByRole('button', { name: 'Masquer le document' }).click();
    await expect(own.getByText('Le document est masqué.', { exact: false }).first()).toBeVisible();
    await own.goto('/documents');
    await expect(own.getByText('Masqué', { exact: true })).toHaveCount(1);
  });

  await test.step('from a former version to the one there is now, in English too', async () => {
    await own.getByRole('link', { name: new RegExp(`${reportTitle}, relue`) }).click();
    await own.getByRole('link', { name: 'Version 1' }).click();
    await own.getByRole('link', { name: 'Lire la version actuelle' }).click();
    await expect(
      own
        .getByRole('heading', { name: `${reportTitle}, relue` })
        .or(own.getByText(`${reportTitle}, relue`))
        .first(),
    ).toBeVisible();
    await own.setViewportSize({ width: 320, height: 800 });
    await expectAccessible(own);
  });
});
