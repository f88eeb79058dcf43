// A record opens: by the person, online, from the home page to the inside of their record; or it was announced, and they oppose it with the
// link of the mail; whoever runs Carnet follows the counts, and records an opposition that came on paper.

import { type Page, expect, test } from '@playwright/test';
import { type Assure, assureOf, chosenPassword, expectAccessible, fitsNarrow, mailsTo, newCode, patientOf, picture } from '../support/journey.ts';

const people = (project: string): { readonly opens: Assure; readonly opposes: Assure; readonly writes: Assure } =>
  project === 'phone'
    ? { opens: assureOf('nadege'), opposes: assureOf('fatou'), writes: assureOf('rene') }
    : { opens: assureOf('gaspard'), opposes: assureOf('quentin'), writes: assureOf('etienne') };

async function fillCard(
  page: Page,
  { ins, birthName, firstNames, birthDate }: Pick<Assure, 'ins' | 'birthName' | 'firstNames' | 'birthDate'>,
  over: { readonly ins?: string } = {},
): Promise<void> {
  await page.getByLabel('Numéro de sécurité sociale').fill(over.ins ?? ins);
  await page.getByLabel('Nom', { exact: true }).fill(birthName);
  await page.getByLabel('Prénom', { exact: true }).fill(firstNames.split(' ')[0]!.toLowerCase());
  await page.getByLabel('Date de naissance').fill(birthDate);
}

test('a record opens online; another is opposed before it opens', async ({ page }, info) => {
  test.setTimeout(120_000);
  const { opens, opposes } = people(info.project.name);
  const main = page.getByRole('main');

  await test.step('who one is: what is wrong is named beside its field', async () => {
    await page.goto('/');
    await main.getByRole('link', { name: 'Ouvrir mon dossier' }).click();
    await expect(main.getByRole('heading', { level: 1, name: 'Créer mon dossier' })).toBeVisible();
    await main.getByRole('button', { name: 'Recevoir un code' }).click();
    await expect(main.getByText('Écrivez votre nom.')).toBeVisible();
    await fillCard(page, opens, { ins: opens.ins.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) });
    await main.getByRole('button', { name: 'Recevoir un code' }).click();
    await expect(main.getByText('les 2 derniers ne vont pas avec les 13 autres')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'opening-identity');
    await fitsNarrow(page);
  });

  await test.step('the code, mailed where the insurer reaches them', async () => {
    await fillCard(page, opens);
    await main.getByRole('button', { name: 'Recevoir un code' }).click();
    await expect(main.getByText('Rien reçu après quelques minutes ?')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'opening-code');
    await fitsNarrow(page);
    await main.getByLabel('Code à 6 chiffres').fill('000000');
    await main.getByRole('button', { name: 'Continuer' }).click();
    await expect(main.getByText('Ce code est faux, expiré ou déjà utilisé.')).toBeVisible();
    await main.getByLabel('Code à 6 chiffres').fill(await newCode(page, opens.email, 0));
    await main.getByRole('button', { name: 'Continuer' }).click();
  });

  await test.step('one agrees, chooses a password, and is inside', async () => {
    await expect(main.getByRole('heading', { level: 1, name: /^Bonjour / })).toBeVisible();
    await main.getByRole('button', { name: 'Ouvrir mon dossier' }).click();
    await expect(main.getByText('Cochez pour donner votre accord.')).toBeVisible();
    await main.getByLabel('Nouveau mot de passe').fill(chosenPassword);
    await main.getByText('J’ai compris, et j’accepte que mon dossier médical partagé soit ouvert.').click();
    await expectAccessible(page);
    await picture(page, 'opening-agreement');
    await fitsNarrow(page);
    await main.getByRole('button', { name: 'Ouvrir mon dossier' }).click();
    await expect(main.getByRole('heading', { level: 1, name: 'C’est fait' })).toBeVisible();
    await expect(main.getByText(/^\d{10}$/)).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'opening-done');
    await fitsNarrow(page);
    await main.getByRole('button', { name: 'Entrer dans mon dossier' }).click();
    await expect(page).toHaveURL(/\/accueil/);
    await expect(main.getByRole('heading', { name: 'Mes neuf espaces' })).toBeVisible();
    await page.goto('/journal');
    await expect(main.getByText(/a ouvert ce dossier/)).toBeVisible();
  });

  await test.step('closed by the person, nothing of it is there any more; reopened, it is as it was', async () => {
    await page.goto('/mon-compte');
    await main.getByRole('button', { name: 'Fermer mon dossier' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Plus personne ne le consulte')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'closing');
    await dialog.getByRole('button', { name: 'Fermer le dossier' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Votre dossier est fermé' })).toBeVisible();
    await page.goto('/journal');
    await expect(page.getByRole('heading', { level: 1, name: 'Votre dossier est fermé' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'closed');
    await page.getByRole('button', { name: 'Rouvrir mon dossier' }).click();
    await expect(main.getByRole('heading', { name: 'Mes neuf espaces' })).toBeVisible();
  });

  await test.step('announced by mail, it is opposed with its link, and the proof is shown', async () => {
    const announced = (await mailsTo(page, opposes.email)).find(({ subject }) => subject.includes('vous pouvez vous y opposer'));
    const [link] = /http\S+\/opposition\/\S+/.exec(announced!.text)!;
    await page.goto(new URL(link).pathname);
    await expect(main.getByText(new RegExp(`dossier médical partagé de .*${opposes.birthName} s’ouvrira le`))).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'opposition');
    await fitsNarrow(page);
    await main.getByRole('button', { name: 'Je m’oppose à cette ouverture' }).click();
    await expect(main.getByRole('heading', { level: 1, name: 'Votre opposition est enregistrée' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'opposition-recorded');
    await page.goto('/opposition/AAAA-BBBB-CCCC-DDDD');
    await expect(main.getByText('Aucune ouverture n’attend avec ce code.')).toHaveCount(1);
    await main.getByRole('link', { name: 'Écrire le code' }).click();
    await expect(main.getByLabel('Code de la lettre')).toBeVisible();
    await expectAccessible(page);
  });
});

test('a forgotten identifier is found again with the card, by a code mailed to the address of one’s space', async ({ page }) => {
  const patient = patientOf('dominique');
  const main = page.getByRole('main');
  const codes = (await mailsTo(page, patient.email)).filter(({ subject }) => subject.includes('code')).length;
  await page.goto('/creer?identifiant');
  await expect(main.getByRole('heading', { level: 1, name: 'Retrouver mon identifiant' })).toBeVisible();
  await expectAccessible(page);
  await fillCard(page, patient);
  await main.getByRole('button', { name: 'Recevoir un code' }).click();
  await main.getByLabel('Code à 6 chiffres').fill(await newCode(page, patient.email, codes));
  await main.getByRole('button', { name: 'Continuer' }).click();
  await expect(main.getByText(patient.login)).toBeVisible();
  await expect(main.getByRole('link', { name: 'Me connecter' })).toBeVisible();
  await expectAccessible(page);
});

test('whoever runs Carnet follows the openings, and records an opposition that came by letter', async ({ page }, info) => {
  test.setTimeout(60_000);
  const { writes } = people(info.project.name);
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  await page.goto('/pilotage/');
  await page.getByRole('button', { name: /Présenter cette carte.*KELLER/i }).click();
  await expect(page).not.toHaveURL(/connexion/);
  await page.goto('/pilotage/ouvertures');
  await expect(main.getByRole('heading', { level: 1, name: 'Ouvertures' })).toBeVisible();
  await expect(main.getByRole('row', { name: /Informées par courriel/ })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'steering-openings');
  await fitsNarrow(page);
  await main.getByRole('button', { name: 'Enregistrer une opposition' }).click();
  await dialog.getByLabel('Numéro de sécurité sociale, 15 chiffres').fill(writes.ins);
  await dialog.getByLabel('Nom', { exact: true }).fill(writes.birthName);
  await dialog.getByLabel('Premier prénom').fill(writes.firstNames.split(' ')[0]!);
  await dialog.getByLabel('Date de naissance').fill(writes.birthDate);
  await dialog.getByRole('button', { name: 'Enregistrer l’opposition' }).click();
  await expect(dialog.getByText('À remplir.')).toBeVisible();
  await dialog.getByLabel('Preuve').fill('Lettre reçue le 20 novembre, réf. 2026-118');
  await expectAccessible(page);
  await picture(page, 'steering-opposition');
  await dialog.getByRole('button', { name: 'Enregistrer l’opposition' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('L’opposition est enregistrée : rien ne s’ouvrira.').first()).toBeAttached();
});
