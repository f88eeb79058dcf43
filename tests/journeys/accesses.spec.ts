// Who may see the record, in the patient's hand: somebody let in and refused at once when the access is taken back, the record seen as they
// see it, a document hidden from one profession only, the médecin traitant declared and warned about, the reimbursements hidden.

import { type Locator, type Page, expect } from '@playwright/test';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, fhirAs, openRecord, patientOf, presentCard, professionalOf, test } from '../support/journey.ts';

/** Each project has a patient of its own: the state of one never shows in the other. */
const patientKey = 'jean-2';
const titles = ['Bilan du cœur', 'Radio du genou'] as const;

/** The input itself is out of sight: its label is what one presses. */
const press = (box: Locator): Promise<void> => box.locator('xpath=ancestor::label[1]').click();

async function choosePerson(page: Page, text: string, name: RegExp): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(text);
  // Letters of one's name may come one by one on a slow machine: the list is the right one once it holds this person.
  const person = dialog.getByRole('radio', { name });
  await expect(person).toBeVisible();
  await press(person);
}

test('somebody let in, seen as they see, a document hidden from dentists only, and the access taken back', async ({ openPage, page }) => {
  test.setTimeout(900_000);
  const patient = patientOf(patientKey);
  const stranger = professionalOf('dr-royer');
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  const search = `DocumentReference?patient.identifier=urn:oid:${patient.oid}|${patient.ins}&status=current`;
  const fhir = await fhirAs(stranger);
  const countFor = async (card: string): Promise<number> => (await (await (await fhirAs(professionalOf(card))).get(`/fhir/${search}`)).json()).total as number;
  const pro = await openPage();

  await depositFor('dr-lefevre', patientKey, { title: titles[0], typeCode: '11488-4' });
  await depositFor('dr-lefevre', patientKey, { title: titles[1], typeCode: '18748-4' });
  await signInAnyTime(page, patient);

  await test.step('nobody is let in yet: said in words, and the stranger is refused', async () => {
    await page.goto('/acces');
    await expect(page.getByRole('heading', { name: 'Personne d’autre n’est autorisé' })).toBeVisible();
    await expectAccessible(page);
    expect((await fhir.get(`/fhir/${search}`)).status()).toBe(403);
  });

  await test.step('what that stranger would see is nothing, and why', async () => {
    await page.getByRole('link', { name: 'Voir comme un professionnel' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Voir mon dossier comme…' })).toBeVisible();
    await expectAccessible(page);
    await main.getByRole('button', { name: 'Voir le dossier' }).click();
    await expect(main.getByText('Choisissez quelqu’un.').first()).toBeVisible();
    await main.getByRole('searchbox').fill('royer');
    const person = main.getByRole('radio', { name: /ROYER/ });
    await expect(person).toBeVisible();
    await press(person);
    await main.getByRole('button', { name: 'Voir le dossier' }).click();
    await expect(page.getByRole('heading', { name: /ROYER ne voit rien de votre dossier/ })).toBeVisible();
    await expectAccessible(page);
    await main.getByRole('link', { name: 'Quitter cette vue' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Qui peut voir mon dossier' })).toBeVisible();
  });

  await test.step('the patient lets them in for three months, and their next call works', async () => {
    const action = page.getByRole('button', { name: 'Autoriser quelqu’un' });
    // By keyboard: Enter opens, Escape closes and gives the focus back.
    await action.focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(action).toBeFocused();
    await action.click();
    await dialog.getByRole('button', { name: 'Autoriser', exact: true }).click();
    await expect(dialog.getByText('Choisissez quelqu’un.')).toBeVisible();
    await choosePerson(page, 'royer', /Anne ROYER/);
    await press(dialog.getByRole('radio', { name: /3 mois/ }));
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Autoriser', exact: true }).click();
    await expect(page.getByRole('button', { name: /Prolonger l’accès de .*ROYER/ })).toBeVisible();
    const bundle = await fhir.get(`/fhir/${search}`);
    expect(bundle.status()).toBe(200);
    expect((await bundle.json()).total).toBe(2);
  });

  await test.step('the record seen as this person is the list their own app shows', async () => {
    await presentCard(pro, stranger);
    await openRecord(pro, patient);
    for (const title of titles) await expect(pro.getByText(title).first()).toBeVisible();
    await page.getByRole('button', { name: /Plus d’actions pour .*ROYER/ }).click();
    await page.getByRole('menuitem', { name: 'Voir mon dossier comme cette personne' }).click();
    const band = page.getByRole('region', { name: 'Vous voyez le dossier comme quelqu’un d’autre' });
    await expect(band.getByText(/Vous voyez ce que voit\s: .*ROYER/)).toBeVisible();
    await expect(main.getByText('2 documents visibles')).toBeVisible();
    for (const title of titles) await expect(main.getByText(title)).toBeVisible();
    // Nothing can be opened or changed from there.
    await expect(main.locator('.document-row a, a.document-row, .document-row button')).toHaveCount(0);
    await expectAccessible(page);
    await page.reload();
    await expect(band).toBeVisible();
    await band.getByRole('link', { name: 'Quitter cette vue' }).click();
    await expect(band).toHaveCount(0);
  });

  await test.step('a whole team is let in, and a document is hidden from dentists only', async () => {
    await page.getByRole('button', { name: 'Autoriser quelqu’un' }).click();
    await choosePerson(page, 'cabinet de soins', /Cabinet de soins du Rivage/);
    await dialog.getByRole('button', { name: 'Autoriser', exact: true }).click();
    await expect(page.getByRole('button', { name: /Prolonger l’accès de Cabinet de soins du Rivage/ })).toBeVisible();
    expect(await countFor('ide-garnier')).toBe(2);
    await page.goto('/documents');
    await main.getByRole('link', { name: new RegExp(titles[1]) }).click();
    await main.getByRole('button', { name: 'Masquer' }).click();
    await press(dialog.getByRole('radio', { name: /À un métier/ }));
    await dialog.getByRole('button', { name: 'Masquer le document' }).click();
    await expect(dialog.getByText('Choisissez un métier.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /Quel métier/ }).click();
    await page.getByRole('option', { name: /dentiste/i }).click();
    await dialog.getByRole('button', { name: 'Masquer le document' }).click();
    await expect(main.getByText(/caché à\s: .*dentiste/i)).toBeVisible();
    await expectAccessible(page);
    // A doctor and a nurse still find both.
    expect(await countFor('dr-royer')).toBe(2);
    expect(await countFor('ide-garnier')).toBe(2);
  });

  await test.step('seen as a dentist of that team, it is not there, and the totals say so', async () => {
    await page.goto('/acces/comme');
    await press(main.getByRole('radio', { name: /Un métier/ }));
    await main.getByRole('button', { name: /Quel métier/ }).click();
    await page.getByRole('option', { name: /dentiste/i }).click();
    await main.getByRole('button', { name: 'Voir le dossier' }).click();
    await expect(main.getByText('1 document visible')).toBeVisible();
    await expect(main.getByText(titles[0])).toBeVisible();
    await expect(main.getByText(titles[1])).toHaveCount(0);
    await expectAccessible(page);
    await main.getByRole('link', { name: 'Quitter cette vue' }).first().click();
  });

  await test.step('what is hidden from some is listed, and ends there', async () => {
    await page.getByRole('button', { name: /Ne plus cacher .*dentiste/i }).click();
    await dialog.getByRole('button', { name: 'Ne plus cacher' }).click();
    await expect(page.getByText('Vous ne cachez rien à personne en particulier.')).toBeVisible();
  });

  await test.step('the médecin traitant is declared, and blocking them warns loudly', async () => {
    await page.getByRole('button', { name: 'Déclarer mon médecin traitant' }).click();
    await choosePerson(page, 'moreau', /MOREAU/);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Déclarer' }).click();
    const more = page.getByRole('button', { name: /Plus d’actions pour .*MOREAU/ });
    await more.click();
    await page.getByRole('menuitem', { name: 'Bloquer' }).click();
    await expect(dialog.getByText('C’est votre médecin traitant')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Bloquer', exact: true }).click();
    await expect(page.getByRole('button', { name: /Débloquer .*MOREAU/ })).toBeVisible();
    expect((await (await fhirAs(professionalOf('dr-moreau'))).get(`/fhir/${search}`)).status()).toBe(403);
    await page.getByRole('button', { name: /Débloquer .*MOREAU/ }).click();
    await dialog.getByRole('button', { name: 'Débloquer' }).click();
    await expect(page.getByText('Vous n’avez bloqué personne.')).toBeVisible();
  });

  await test.step('the rights of the médecin traitant are given, explained, and taken back', async () => {
    await page.getByRole('button', { name: /Plus d’actions pour .*ROYER/ }).click();
    await page.getByRole('menuitem', { name: 'Donner les droits du médecin traitant' }).click();
    await expect(dialog.getByText(/«\sadministrateur\s»/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Donner ces droits' }).click();
    const take = page.getByRole('button', { name: /Reprendre les droits donnés à .*ROYER/ });
    await expect(take).toBeVisible();
    await expectAccessible(page);
    await take.click();
    await dialog.getByRole('button', { name: 'Reprendre ces droits' }).click();
    await expect(take).toHaveCount(0);
    await expect(dialog).toBeHidden();
  });

  await test.step('the reimbursements are hidden by one switch, which stays where it was put', async () => {
    const hide = page.getByRole('switch', { name: /Cacher mes remboursements/ });
    await expect(hide).not.toBeChecked();
    await hide.press('Space');
    await expect(page.getByText('Votre choix est enregistré.').first()).toBeVisible();
    await page.reload();
    await expect(hide).toBeChecked();
  });

  await test.step('the access is taken back: the next call is refused at once, in their app too', async () => {
    await page.getByRole('button', { name: /Retirer l’accès de .*ROYER/ }).click();
    await dialog.getByRole('button', { name: 'Retirer l’accès', exact: true }).click();
    await expect(page.getByRole('button', { name: /Retirer l’accès de .*ROYER/ })).toHaveCount(0);
    expect((await fhir.get(`/fhir/${search}`)).status()).toBe(403);
    await openRecord(pro, patient);
    for (const title of titles) await expect(pro.getByText(title)).toHaveCount(0);
  });

  await test.step('the history and the journal keep all of it, in sentences', async () => {
    await page.getByText('Voir l’historique des accords').click();
    await expect(main.getByText(/Retiré/).first()).toBeVisible();
    await expectAccessible(page);
    await page.goto('/journal');
    await page.getByRole('radiogroup', { name: 'Quoi' }).getByText('Accès', { exact: true }).click();
    // The first act of the journey is pages away: one asks for the rest until it is there.
    const oldest = main.getByText(/Vous avez autorisé .*ROYER à lire le dossier/).first();
    const more = main.locator('.list-foot').getByRole('button');
    await expect(async () => {
      await expect(oldest.or(more).first()).toBeVisible({ timeout: 1_000 });
      if (await more.isVisible()) await more.click();
      await expect(oldest).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 90_000 });
    await expect(main.getByText(/Vous avez retiré l’accès de .*ROYER/).first()).toBeVisible();
    await expect(main.getByText(/Vous avez regardé le dossier comme .*ROYER/).first()).toBeVisible();
    await page.getByRole('radiogroup', { name: 'Quoi' }).getByText('Masquages', { exact: true }).click();
    await expect(main.getByText(/Vous avez caché «\s.+\s» à .*dentiste/i).first()).toBeVisible();
    await expectAccessible(page);
  });
});
