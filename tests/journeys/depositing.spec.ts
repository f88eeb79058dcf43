// A nurse deposits from the record page: what is expected of her profession, a note in under a minute, the same photograph twice, a correction, a
// deletion with its warning; what is refused keeps what was typed; what her structure fed is read over.

import { type Page, expect } from '@playwright/test';
import { byKeyboard } from '../support/by-keyboard.ts';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, fhirAs, fitsNarrow, openRecord, patientOf, picture, presentCard, professionalOf, test } from '../support/journey.ts';
import { smallPdf } from '../support/small-files.ts';

const note = 'Pansement refait ce matin, plaie propre.\n\nÀ revoir dans deux jours.';
const send = async (page: Page): Promise<void> => page.getByRole('button', { name: /^Signer et/ }).click();
/** The list stays where the page moves under it. */
const chooseVitalSigns = async (page: Page): Promise<void> => {
  const type = page.getByRole('combobox', { name: 'Type de document' });
  await type.fill('signes vit');
  const vitalSigns = page.getByRole('option', { name: /Mesures de signes vitaux/ });
  await expect(vitalSigns).toBeVisible();
  const under = async (): Promise<number> => (await vitalSigns.boundingBox())!.y - (await type.boundingBox())!.y;
  const before = await under();
  const moved = await type.evaluate((field) => {
    let holder = field.parentElement;
    while (holder !== null && holder.scrollTop === 0 && holder.scrollTo({ top: 40 }) === undefined && holder.scrollTop === 0) holder = holder.parentElement;
    holder?.scrollBy({ top: holder.scrollTop > 40 ? -20 : 20 });
    return holder !== null;
  });
  expect(moved).toBe(true);
  await expect.poll(under).toBeCloseTo(before, 0);
  await vitalSigns.click();
};
const arrived = (page: Page) => page.getByRole('heading', { name: /est dans le dossier$/ });

test('what is expected, a note, a file, a correction, a deletion', async ({ openPage, page }) => {
  const patient = patientOf('marcel');
  await presentCard(page, professionalOf('ide-garnier'));
  await openRecord(page, patient);
  const expected = page.getByRole('region', { name: 'Attendus de votre profession' });

  await test.step('what her profession is expected to feed, and what is missing of it, with the way to deposit it', async () => {
    await expect(expected.getByText('Aucun de vous')).toBeVisible();
    await picture(page, 'expected');
    await expected.getByRole('link', { name: /^Déposer : CR ou fiche de suivi/ }).click();
    await expect(page.getByRole('heading', { name: 'Déposer un document' })).toBeFocused();
    await expect(page.getByRole('combobox', { name: 'Type de document' })).toHaveValue(/^CR ou fiche de suivi/);
    await expectAccessible(page);
  });

  await test.step('a note, titled by its type and dated today, is signed and read as it was typed', async () => {
    await page.getByText('Une note écrite').click();
    await send(page);
    await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
    await page.getByRole('textbox', { name: 'Note' }).fill(note);
    await page.getByRole('textbox', { name: 'Titre' }).fill('Pansement du matin');
    await expectAccessible(page);
    await picture(page, 'deposit');
    await expect(page).toHaveTitle('Déposer un document · Carnet');
    // A mouse that bounces deposits once.
    const sent: string[] = [];
    page.on('request', (request) => void (request.method() === 'POST' && request.url().endsWith('/documents') && sent.push(request.url())));
    await page.getByRole('button', { name: /^Signer et/ }).dblclick();
    await expect(arrived(page)).toBeVisible();
    expect(sent).toHaveLength(1);
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
    await expect(page).toHaveTitle('Documents · Carnet');
    await expect(page.getByText('À revoir dans deux jours.')).toBeVisible();
    await expect(page.getByText('Pansement refait ce matin, plaie propre.')).toBeVisible();
  });

  await test.step('it is corrected by its author: the text is there to be changed', async () => {
    await page.getByRole('link', { name: 'Corriger ou remplacer' }).click();
    await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue(note);
    await page.getByRole('textbox', { name: 'Note' }).fill(note.replace('deux', 'trois'));
    await send(page);
    await expect(page.getByRole('heading', { name: 'La version corrigée est dans le dossier' })).toBeVisible();
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
    await expect(page.getByText('À revoir dans trois jours.')).toBeVisible();
  });

  await test.step('what it changes of the version before is told, word by word', async () => {
    await page.getByText('D’où vient ce document, et ses versions').click();
    await page.getByRole('link', { name: 'Ce qui change, Version 2' }).click();
    await expect(page.getByRole('heading', { name: 'Ce qui change de la version 1 à la version 2' })).toBeVisible();
    await expect(page.getByText('1 changement dans le texte.')).toBeVisible();
    await expect(page.getByRole('deletion')).toHaveText('deux');
    await expect(page.getByRole('insertion')).toHaveText('trois');
    await expectAccessible(page);
    await picture(page, 'changes');
    await fitsNarrow(page);
    await page.getByRole('link', { name: 'Lire la version 2' }).click();
    await expect(page.getByText('À revoir dans trois jours.')).toBeVisible();
  });

  await test.step('her patient is told the same, at home', async () => {
    const home = await openPage();
    await signInAnyTime(home, patient);
    await home
      .getByRole('link', { name: /Pansement du matin/ })
      .first()
      .click();
    await home.getByRole('link', { name: 'Ce qui change, Version 2' }).click();
    await expect(home.getByRole('heading', { name: 'Ce qui change de la version 1 à la version 2' })).toBeVisible();
    await expect(home.getByRole('deletion')).toHaveText('deux');
    await expect(home.getByRole('insertion')).toHaveText('trois');
    await expectAccessible(home);
    await picture(home, 'changes-at-home');
    await fitsNarrow(home);
    await home.getByRole('link', { name: 'Lire la version 2' }).click();
    await expect(home.getByText('À revoir dans trois jours.')).toBeVisible();
  });

  await test.step('a type is found by a word; the day to come is refused, and nothing of what was given is lost', async () => {
    await page.getByRole('link', { name: 'Déposer un document' }).click();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'bilan.pdf', mimeType: 'application/pdf', buffer: smallPdf('/Lang (fr-LU) ') });
    await chooseVitalSigns(page);
    await page.getByLabel('Date de l’acte').fill('2099-01-01');
    await send(page);
    await expect(page.getByText('Cette date est dans l’avenir. Écrivez la date de l’acte.')).toBeVisible();
    await expect(page.getByText('bilan.pdf')).toBeVisible();
    await page.getByLabel('Date de l’acte').fill('2026-01-05');
    await page.getByText('Masqué aux autres professionnels').click();
    await send(page);
    await expect(page.getByText('Il est masqué aux autres professionnels.')).toBeVisible();
    await picture(page, 'deposited');
  });

  await test.step('the same file again is said to be one line with the first', async () => {
    await page.getByRole('button', { name: 'En déposer un autre' }).click();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'bilan.pdf', mimeType: 'application/pdf', buffer: smallPdf('/Lang (fr-LU) ') });
    await chooseVitalSigns(page);
    await page.getByText('Masqué aux autres professionnels').click();
    await send(page);
    await expect(page.getByText('Ce même fichier était déjà dans le dossier')).toBeVisible();
    await page.getByRole('link', { name: 'Ouvrir le document' }).click();
  });

  await test.step('a second document is read beside it, chosen in the list by a key', async () => {
    // The document that opens takes the focus when it has come.
    await expect(page.getByRole('region', { name: 'Document ouvert', exact: true }).getByRole('heading', { level: 2 }).first()).toBeFocused();
    await page.getByRole('row', { name: /Pansement du matin/ }).press('c');
    const second = page.getByRole('region', { name: 'Second document ouvert' });
    await expect(second.getByText('À revoir dans trois jours.')).toBeVisible();
    await expect(second.getByRole('heading', { name: 'Pansement du matin' })).toBeFocused();
    await expect(page.getByRole('region', { name: 'Document ouvert', exact: true })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'beside');
    await fitsNarrow(page);
    // Of two, Escape leaves the one in hand.
    await page.keyboard.press('Escape');
    await expect(second).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Document ouvert' }).getByRole('heading').first()).toBeFocused();
  });

  await test.step('deleted by its author, once they say that it is a mistake', async () => {
    await page.getByRole('button', { name: 'Supprimer', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Supprimer ce document du dossier' });
    await dialog.getByRole('button', { name: 'Supprimer définitivement' }).click();
    await expect(dialog.getByText('Cochez pour confirmer.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByText('Ce document a été déposé par erreur').click();
    await dialog.getByRole('button', { name: 'Supprimer définitivement' }).click();
    await expect(page.getByText('Le document est supprimé du dossier.')).toBeVisible();
    await expect(page.getByRole('row', { name: /Mesures de signes vitaux/ })).toHaveCount(0);
    await expect(expected.getByRole('link', { name: /^Pansement du matin/ })).toBeVisible();
  });

  await test.step('what her structure fed, by hand and by its software, and why one was refused, in plain words', async () => {
    const software = await fhirAs(professionalOf('ide-garnier'));
    const number = `2.25.${Date.now()}`;
    const about = { reference: 'Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|185057899999936' };
    for (let time = 0; time < 2; time++)
      await software.post('/fhir/DocumentReference', {
        headers: { 'content-type': 'application/fhir+json' },
        data: JSON.stringify({ resourceType: 'DocumentReference', status: 'current', subject: about, masterIdentifier: { value: `urn:oid:${number}` } }),
      });
    await page.goto('/pro/');
    await page.getByRole('link', { name: 'Dépôts de ma structure' }).click();
    const lines = page.getByRole('list', { name: 'Dépôts, du plus récent au plus ancien' }).locator('> li');
    await expect(lines.filter({ hasText: 'à la main, dans Carnet' }).first()).toContainText('Accepté');
    const refused = lines.filter({ hasText: number });
    await expect(refused).toHaveCount(1);
    await expect(refused).toContainText('Refusé 2 fois en une heure');
    await expect(refused).toContainText('Que faire :');
    await expectAccessible(page);
    await picture(page, 'structure-deposits');
    await page.getByText('Refusés', { exact: true }).click();
    await expect(lines.filter({ hasText: 'Accepté' })).toHaveCount(0);
    await expect(refused).toBeVisible();
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger pour un tableur' }).click();
    expect((await file).suggestedFilename()).toMatch(/^depots-.*\.csv$/);
  });
});

test('a patient found, the record at a glance, a document read, a note deposited: by keys alone', async ({ page }) => {
  const keys = byKeyboard(page);
  await depositFor('dr-moreau', 'marcel', { title: 'Bilan d’hiver', typeCode: '11488-4' });
  await page.goto('/pro/');
  await keys.enter(/^Présenter cette carte.*GARNIER/i, { most: 90 });
  await keys.to('Matricule INS du patient');
  await keys.type(patientOf('marcel').ins);
  await keys.press('Enter');
  const line = page.getByRole('row', { name: 'Bilan d’hiver' });
  await expect(line).toBeVisible();
  await expect(page.getByRole('region', { name: 'Attendus de votre profession' })).toBeVisible();
  await keys.press('/');
  await keys.type('hiver');
  await keys.press('ArrowDown');
  await expect(line).toBeFocused();
  await keys.press('Enter');
  await expect(page.getByText('Texte de Bilan d’hiver')).toBeVisible();
  await keys.press('Escape');
  await expect(line).toBeFocused();
  await keys.enter('Déposer un document', { back: true });
  await expect(page.getByRole('heading', { name: 'Déposer un document' })).toBeFocused();
  await keys.to(/^Un fichier ou une photo/);
  await keys.press('ArrowDown');
  await keys.to('Note');
  await keys.type('Pansement refait ce soir.');
  await keys.to('Type de document');
  await keys.type('suivi');
  await expect(page.getByRole('option').first()).toBeVisible();
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await keys.to('Titre');
  await keys.press('ControlOrMeta+A');
  await keys.type('Pansement du soir');
  await keys.enter('Signer et déposer');
  await expect(arrived(page)).toBeVisible();
  await keys.enter('Ouvrir le document');
  await expect(page.getByText('Pansement refait ce soir.')).toBeVisible();
  expect(keys.faults).toEqual([]);
});
