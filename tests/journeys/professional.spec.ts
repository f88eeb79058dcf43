// A professional's working day on screen: the card, the structure, a mistyped matricule, doors that stay shut and why, the patient's agreement
// for the whole team, the list by keyboard, a document the patient has not seen yet, a mask, and nothing left behind after signing out.

import { resolve } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { declareCda, readdressed } from '../../tools/deposit/declare.ts';
import { deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf, readPersonas } from '../../tools/deposit/sandbox-files.ts';
import { compose, section, structured } from '../fixtures/cda/compose.ts';
import { expectAccessible, openRecord, patientOf, picture, presentCard, professionalOf } from '../support/journey.ts';

/** Each project has a patient of its own: the state of one never shows in the other. */
const patientKey = (project: string): string => (project === 'phone' ? 'maud' : 'alix');

interface Kept {
  readonly title: string;
  readonly typeCode: string;
  readonly awaiting?: boolean;
  /** How often the same is sent. */
  readonly times?: number;
}
async function depositAs(card: string, patient: string, { title, typeCode, awaiting = false, times = 1 }: Kept): Promise<void> {
  const sandbox = resolve(process.env['CARNET_JOURNEYS_DATA_DIR']!, 'sandbox');
  const personas = await readPersonas(sandbox);
  const depositor = depositorOf(personas, card)!;
  const bytes = Buffer.from(compose({ title, typeCode, body: structured(section('Conclusion', `<paragraph>Texte de ${title}</paragraph>`)) }));
  const copy = readdressed(
    bytes,
    personas.patients.find(({ key }) => key === patient)!,
    depositor,
  );
  if (!copy.ok) throw new Error(JSON.stringify(copy.findings));
  const declared = declareCda(copy.value, false);
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  const { metadata, ...rest } = declared.value;
  for (let time = 1; time <= times; time++) {
    const outcome = await deposit(
      { url: `${process.env['CARNET_JOURNEYS_TLS_URL']}/fhir`, tls: await materialOf(sandbox, depositor), form: 'ITI-65' },
      { ...rest, metadata: { ...metadata, visibilite: { ...metadata.visibilite, invisiblePatient: awaiting } } },
    );
    expect(outcome.kind).toBe(time === 1 ? 'deposited' : 'already-there');
  }
}

const row = (page: Page, title: string, phone: boolean) => (phone ? page.getByRole('link', { name: title }) : page.getByRole('row', { name: title }));
const signOut = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await expect(page.getByText('Vous êtes déconnecté.')).toBeVisible();
};

test('a card, doors that stay shut, an agreement for the team, a reading by keyboard, a mask, and nothing left behind', async ({ page }, info) => {
  test.setTimeout(480_000);
  const phone = info.project.name === 'phone';
  const key = patientKey(info.project.name);
  const patient = patientOf(key);
  await depositAs('dr-lefevre', key, { title: 'Bilan du souffle', typeCode: '11488-4' });
  await depositAs('dr-lefevre', key, { title: 'Échographie du cœur', typeCode: '18748-4', times: 3 });
  await depositAs('dr-lefevre', key, { title: 'Résultat à annoncer', typeCode: '11502-2', awaiting: true });

  await test.step('a card that could not be read is explained on the sign-in page', async () => {
    await page.goto('/pro/connexion?refus=CERTIFICAT_EXPIRE');
    await expect(page.getByRole('alert').getByText('Cette carte n’est plus valable.')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a program of care opens the browser for a patient: the card, then what stands between, and never the number in an address', async () => {
    const seen: string[] = [];
    page.on('framenavigated', (frame) => void seen.push(frame.url()));
    await page.goto(`/AccesDirect/Documents/${patient.ins}`);
    await page.getByRole('button', { name: new RegExp(`Présenter cette carte.*${professionalOf('dr-boileau').familyName}`, 'i') }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Dossier demandé par votre logiciel' })).toBeVisible();
    await expect(page.getByText('Ce patient ne vous a pas encore autorisé')).toBeVisible();
    await picture(page, 'direct-access');
    expect(seen.filter((url) => url.includes(patient.ins))).toEqual([]);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Rien n’attend d’être ouvert' })).toBeVisible();
    await picture(page, 'direct-access-nothing');
    await page.getByRole('link', { name: 'Chercher un patient' }).click();
  });

  await test.step('who works in several places says which', async () => {
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Centre de soins du Belvédère' }).click();
    await expect(page.getByText('Vous agissez maintenant pour Centre de soins du Belvédère.')).toBeVisible();
    await expect(page.getByText('Pour quelle structure travaillez-vous maintenant ?')).toHaveCount(0);
  });

  await test.step('a matricule is grouped while it is typed, and its key is checked', async () => {
    const field = page.getByRole('textbox', { name: 'Matricule INS du patient' });
    const wrong = patient.ins.slice(0, 13) + (patient.ins.endsWith('01') ? '02' : '01');
    await field.pressSequentially(wrong);
    await expect(field).toHaveValue(/^\d \d{2} \d{2} \d{2} \d{3} \d{3} \d{2}$/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('La clé ne correspond pas au matricule.')).toBeVisible();
    await expectAccessible(page);
    // A correction in the middle leaves the caret where the hand is.
    await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(4, 4));
    await page.keyboard.press('Backspace');
    await page.keyboard.type(patient.ins[2]!);
    expect(await field.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(4);
    await field.fill('185057800608491');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Aucun dossier sous ce matricule')).toBeVisible();
  });

  await test.step('a closed record, and a patient who keeps this professional out', async () => {
    await openRecord(page, patientOf('odette'));
    await expect(page.getByText('Ce dossier est fermé')).toBeVisible();
    await signOut(page, 'BOILEAU');
    await expectAccessible(page);
    await presentCard(page, professionalOf('dr-royer'));
    await openRecord(page, patientOf('roland'));
    await expect(page.getByText('Le patient vous a fermé son dossier')).toBeVisible();
    await expect(page.getByText('Règle : PS_BLOQUE')).toBeVisible();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await expectAccessible(page);
    await signOut(page, 'ROYER');
  });

  await test.step('what is done of the session in one window is so in the other', async () => {
    if (phone) return;
    await presentCard(page, professionalOf('dr-boileau'));
    const second = await page.context().newPage();
    await second.goto('/pro/');
    await second.getByRole('button', { name: 'Centre de soins du Belvédère' }).click();
    await expect(page.getByText('Vous agissez maintenant pour Centre de soins du Belvédère.')).toBeVisible();
    await signOut(second, 'BOILEAU');
    await expect(page.getByText('Vous êtes déconnecté.')).toBeVisible();
    await presentCard(second, professionalOf('dr-lefevre'));
    await expect(page.getByRole('button', { name: /LEFEVRE/ })).toBeVisible();
    await second.close();
    await signOut(page, 'LEFEVRE');
  });

  await test.step('the patient agrees for the care team', async () => {
    await presentCard(page, professionalOf('dr-royer'));
    await openRecord(page, patient);
    await page.getByRole('radio', { name: /L’équipe de soins de Cabinet du Dr Royer/ }).check({ force: true });
    await page.getByRole('checkbox').check({ force: true });
    // Another beneficiary is another agreement: the tick does not carry over.
    await page.getByRole('radio', { name: 'Moi seul' }).check({ force: true });
    await expect(page.getByRole('checkbox')).not.toBeChecked();
    await page.getByRole('radio', { name: /L’équipe de soins/ }).check({ force: true });
    await page.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Enregistrer l’accord et ouvrir le dossier' }).click();
    await expect(page.getByText('3 documents').first()).toBeVisible();
    await expect(row(page, 'Échographie du cœur', phone).getByText('Reçu 3 fois')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('GUILLOT');
    await expectAccessible(page);
  });

  await test.step('the list is filtered, walked and opened', async () => {
    if (phone) await row(page, 'Échographie du cœur', true).click();
    else {
      await page.getByRole('row', { name: 'Bilan du souffle' }).focus();
      await page.keyboard.press('/');
      await page.keyboard.type('coeur');
      await expect(page.getByText('Aucun ne correspond')).toBeVisible();
      await page.getByRole('textbox', { name: 'Filtrer la liste' }).fill('echographie');
      await expect(page.getByText('1 correspond parmi les 3 affichés')).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('row', { name: 'Échographie du cœur' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'Échographie du cœur' })).toBeFocused();
      await page.keyboard.press('/');
      await page.keyboard.press('Delete');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('row', { name: 'Échographie du cœur' })).toBeFocused();
      await page.keyboard.press('Enter');
    }
    await expect(page.getByRole('heading', { name: 'Échographie du cœur' })).toBeFocused();
    await expect(page.getByText('Texte de Échographie du cœur')).toBeVisible();
    await expect(page.getByText(/Reçu 3 fois, la dernière fois le/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('filters are combined by the keyboard, stand in the address, say what they exclude, and are cleared', async () => {
    if (phone) await page.getByRole('link', { name: 'Retour à la liste' }).click();
    else await page.getByLabel('Filtrer la liste').fill('');
    const filters = page.getByRole('button', { name: /^Filtres et tri/ });
    if (phone) await filters.click();
    else {
      await page.getByRole('row', { name: 'Bilan du souffle' }).focus();
      await page.route(
        '**/criteria',
        async (route) => {
          await expect(page.getByRole('region', { name: 'Filtres et tri de la liste' })).toBeFocused();
          await route.continue();
        },
        { times: 1 },
      );
      await page.keyboard.press('f');
    }
    const type = page.getByRole('button', { name: /Type de document/ });
    // Disabled until what there is to choose from is there.
    await expect(type).toBeEnabled();
    if (phone) await type.focus();
    // However late what it offers comes.
    else await expect(type).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { name: 'Tous les types' })).toBeFocused();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expect(type).toContainText('CR d’imagerie médicale');
    // No hand types on within the moment the list takes to close and to give its focus back.
    await expect(type).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type('lefevre');
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 document', { exact: true })).toBeVisible();
    await expect(filters).toHaveText('Filtres et tri (2)');
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Retirer le filtre Type : CR d’imagerie médicale' })).toBeVisible();
    await expect(page.getByText('1 document', { exact: true })).toBeVisible();
    await filters.click();
    await page.getByLabel('Créé jusqu’au').fill('2001-01-01');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Ces 3 filtres, ensemble, ne laissent rien')).toBeVisible();
    await expect(page.locator('.excluding').getByText('Créé : jusqu’au 1er janvier 2001')).toBeVisible();
    await page.goBack();
    await expect(filters).toHaveText('Filtres et tri (2)');
    await page.goForward();
    await page.locator('.state').getByRole('button', { name: 'Effacer les filtres' }).click();
    await expect(page.getByText('3 documents').first()).toBeVisible();
    await expect(filters).toBeFocused();
    await expect(page).not.toHaveURL(/auteur=/);
    // The panel takes the phone's screen: it is put away.
    await filters.click();
    if (phone) return;
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    // From the line that is open, to the last, and back.
    await expect(row(page, 'Échographie du cœur', false)).toBeFocused();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog').getByText('Ligne suivante')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });

  await test.step('a document the patient has not seen is opened only after a warning', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await row(page, 'Résultat à annoncer', phone).click();
    await expect(page.getByText('Le patient n’a pas encore vu ce document')).toBeVisible();
    await expectAccessible(page);
    expect(asked.filter((url) => url.includes('/reading'))).toEqual([]);
    await page.getByRole('button', { name: 'Ouvrir le document' }).click();
    await expect(page.getByText('Le patient ne voit pas encore ce document')).toBeVisible();
    await expect(page.getByText('Texte de Résultat à annoncer')).toBeVisible();
    if (phone) await page.getByRole('link', { name: 'Retour à la liste' }).click();
  });

  await test.step('masking another’s document takes it out of one’s own list', async () => {
    await page.getByRole('button', { name: 'Actions sur Bilan du souffle' }).click();
    await page.getByRole('menuitem', { name: 'Consulter la fiche' }).click();
    await expect(page.getByRole('dialog').getByText('CR ou fiche de consultation ou de visite').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Actions sur Bilan du souffle' }).click();
    await page.getByRole('menuitem', { name: 'Confidentialité' }).click();
    await expect(page.getByRole('dialog').getByText('il disparaîtra de votre liste')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Masquer le document' }).click();
    await expect(page.getByText('Vous ne le voyez plus.')).toBeVisible();
    await expect(page.getByText('2 documents').first()).toBeVisible();
    await expect(page.getByText('Bilan du souffle')).toHaveCount(0);
  });

  await test.step('one’s own lines of the journal, and who else may come', async () => {
    await page.getByRole('link', { name: 'Journal' }).click();
    await expect(page.getByText('Vos propres actes sur ce dossier.')).toBeVisible();
    await expect(page).toHaveTitle('Journal des accès · Carnet');
    await expect(page.getByText('Document masqué')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Accès', exact: true }).click();
    await expect(page.getByText('Cabinet du Dr Royer').last()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Fermer le dossier' }).click();
    await expect(page.getByRole('link', { name: /GUILLOT/ }).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('in English too', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('heading', { name: 'Open a record' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Français' }).click();
  });

  await test.step('a session that has ended says so, and nothing of a patient is left behind', async () => {
    await page
      .getByRole('link', { name: /GUILLOT/ })
      .first()
      .click();
    await expect(page.getByText('2 documents').first()).toBeVisible();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Journal' }).click();
    await expect(page.getByText('Votre session est terminée.')).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'Se connecter', exact: true })).toBeVisible();
    await expect(page.getByText(/GUILLOT|Échographie/)).toHaveCount(0);
  });
});
