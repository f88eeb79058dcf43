// Whoever runs Carnet on screen: the card, the matrix by filter and by keyboard, a file at fault, one that opens a cell from tomorrow, its
// withdrawal, a value changed within its bounds, counts without a person, and a card that opens nothing here.

import { type Page, expect, test } from '@playwright/test';
import { expectAccessible, picture, presentCard, professionalOf, forgetSession } from '../support/journey.ts';

interface Matrices {
  readonly today: string;
  readonly earliestFrom: string;
}

async function presentSteeringCard(page: Page, key: string): Promise<void> {
  const cards = (await (await page.request.get('/sandbox/cards?app=pilotage')).json()) as readonly { readonly key: string; readonly displayName: string }[];
  await page.goto('/pilotage/');
  await page.getByRole('button', { name: `Présenter cette carte : ${cards.find((card) => card.key === key)!.displayName}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ce qui est en vigueur' })).toBeVisible();
}
const chooseFile = (page: Page, name: string, text: string): Promise<void> =>
  page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });

/** The matrix as the app lets one download it. */
async function matrixFile(page: Page): Promise<string> {
  const link = page.getByRole('link', { name: 'Télécharger en CSV' });
  const answer = await page.request.get((await link.getAttribute('href'))!);
  expect(answer.status()).toBe(200);
  return answer.text();
}
const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test('a matrix loaded for a coming day and withdrawn, a value changed, and nothing left to a card without a role', async ({ page }, info) => {
  test.setTimeout(300_000);
  const phone = info.project.name === 'phone';
  // Each project decides for a day of its own.
  const ahead = phone ? 2 : 3;
  const because = `Arrêté modificatif fictif, annexe ${ahead}`;

  await test.step('a card without a role here is told so kindly', async () => {
    await page.goto('/pilotage/connexion?refus=FONCTION_INTERDITE');
    await expect(page.getByRole('alert').getByText('Votre carte n’ouvre pas cet espace')).toBeVisible();
    await expect(page.getByRole('button', { name: /Présenter cette carte/ })).toHaveCount(4);
    await expectAccessible(page);
  });

  await test.step('the home page says what is in force', async () => {
    await presentSteeringCard(page, 'exploitant-carnet');
    await expect(page.getByText(/En vigueur depuis le/)).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'steering-home');
  });

  await test.step('the matrix is read by filter, and by keyboard where there is room for all of it', async () => {
    await page.getByRole('link', { name: 'Matrice', exact: phone }).first().click();
    await expect(page.getByText(/types de document sur/)).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'steering-matrix');
    if (!phone) {
      await page.getByRole('gridcell').first().focus();
      await page.keyboard.press('ArrowRight');
      await expect(page.locator('.pointed')).toContainText('Pharmacien');
      await page.keyboard.press('End');
      await expect(page.locator('.pointed')).toContainText('Professionnel social');
    }
    await page.getByRole('textbox', { name: 'Type de document' }).fill('accouchement');
    await expect(page.getByText(/^1 type de document sur/)).toBeVisible();
    await page.getByRole('textbox', { name: 'Type de document' }).fill('rien de tel');
    await page.getByRole('button', { name: 'Effacer les filtres' }).click();
    await expect(page.getByText(/^1 type de document sur/)).toHaveCount(0);
  });

  const file = await matrixFile(page);
  const { today } = (await (await page.request.get('/api/pilotage/matrices')).json()) as Matrices;
  const day = dayAfter(today, ahead);
  const closed = /^(21;[^;]+);non;(sourcé|prudent)$/m.exec(file)!;
  const edited = file.replace(closed[0], `${closed[1]};oui;${closed[2]}`).replace(/# en vigueur:.*/, `# en vigueur: ${day}`);

  await test.step('a file at fault is refused line by line', async () => {
    await page.getByRole('link', { name: 'Charger une matrice' }).click();
    await expectAccessible(page);
    await chooseFile(page, 'matrice.csv', file.replace(/^(10;[^;]+);oui;/m, '$1;peut-être;'));
    await expect(page.getByRole('heading', { name: 'Le fichier a 1 faute' })).toBeVisible();
    const fault = page.getByRole('row', { name: /ligne 4/ });
    await expect(fault).toContainText('peut-être');
    await expect(fault).toContainText('oui | non');
    await expectAccessible(page);
  });

  await test.step('what a file opens is read before it is loaded, and loading asks for a reason', async () => {
    await chooseFile(page, 'matrice-corrigee.csv', edited);
    await expect(page.getByRole('heading', { name: '1 case s’ouvre' })).toBeVisible();
    await expect(page.getByText('Pharmacien : 1 type de document')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Rien ne se ferme' })).toBeVisible();
    await expect(page.getByLabel('Jour où elle prend effet')).toHaveValue(day);
    await expectAccessible(page);
    await picture(page, 'steering-preview');
    await page.getByRole('button', { name: 'Charger cette matrice' }).click();
    await expect(page.getByText(/Dites pourquoi/)).toBeVisible();
    await page.getByRole('textbox', { name: 'Raison' }).fill(because);
    await page.getByRole('button', { name: 'Charger cette matrice' }).click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Charger cette matrice' }).click();
    await expect(page.getByText(/La matrice est chargée\. Elle prendra effet le/)).toBeVisible();
  });

  await test.step('the history says who and why, and the coming day shows the cell open', async () => {
    const line = page.getByRole('row', { name: because });
    await expect(line).toContainText('à venir');
    await expectAccessible(page);
    await page.goto(`/pilotage/matrice?jour=${day}&profession=21&type=${closed[1]!.split(';')[1]}`);
    await expect(page.getByText(/Sera en vigueur à partir du/)).toBeVisible();
    await expect(page.getByRole('row').last()).toContainText('oui');
    await page.goto('/pilotage/');
    await expect(page.getByRole('link', { name: 'Une autre matrice d’habilitation' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a decision is taken back before its day, and both stay in the history', async () => {
    await page.goto('/pilotage/matrice?vue=historique');
    await page
      .getByRole('button', { name: /^Retirer la matrice du/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Raison' }).fill('Arrêté fictif annulé avant son jour');
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
    await expect(page.getByText('La décision est retirée.')).toBeVisible();
    await expect(page.getByText(/Retirée par/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Retirer la matrice du/ })).toHaveCount(0);
  });

  await test.step('a value is changed within its bounds, from tomorrow, and taken back', async () => {
    await page.getByRole('link', { name: 'Valeurs', exact: phone }).first().click();
    await page.getByRole('textbox', { name: 'Chercher une valeur' }).fill('bris de glace');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Durée d’un accès en urgence' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Durée d’un accès en urgence' })).toBeVisible();
    const value = page.getByRole('textbox', { name: 'Nouvelle valeur' });
    await value.fill('48');
    await page.getByRole('button', { name: 'Changer la valeur' }).click();
    await expect(page.getByText('Saisissez un nombre entier de 1 à 24.')).toBeVisible();
    await expectAccessible(page);
    await value.fill('2');
    await page.getByRole('textbox', { name: 'Raison' }).fill('Avis fictif du comité de pilotage');
    await page.getByRole('button', { name: 'Changer la valeur' }).click();
    await expect(page.getByRole('dialog')).toContainText('4 heures aujourd’hui, 2 heures à partir du');
    await page.getByRole('dialog').getByRole('button', { name: 'Changer la valeur' }).click();
    await expect(page.getByText(/Le changement est enregistré/)).toBeVisible();
    await expect(page.getByRole('row', { name: /Avis fictif/ }).first()).toContainText('à venir');
    await expectAccessible(page);
    await picture(page, 'steering-policy');
    await page.getByRole('button', { name: /^Retirer le changement du/ }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Raison' }).fill('Le comité fictif a changé d’avis');
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
    await expect(page.getByText('La décision est retirée.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Retirer le changement du/ })).toHaveCount(0);
  });

  await test.step('the four pillars of security, each with its figures', async () => {
    await page.goto('/pilotage/surete');
    for (const pillar of ['Confidentialité', 'Intégrité', 'Disponibilité', 'Traçabilité'])
      await expect(page.getByRole('table', { name: pillar })).toBeVisible();
    await expect(page.getByRole('row', { name: /réponses données/ })).toContainText(/\d/);
    await expectAccessible(page);
    await picture(page, 'steering-pillars');
  });

  await test.step('whoever only steers sees counts, and is told what is not theirs', async () => {
    await page.getByRole('button', { name: /Agnès/ }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await expect(page.getByText('Vous êtes déconnecté. Retirez votre carte du lecteur.')).toBeVisible();
    await presentSteeringCard(page, 'pilote-saint-fictif');
    await expect(page.getByText(/des nombres, jamais une personne/)).toBeVisible();
    await expectAccessible(page);
    await page.goto('/pilotage/matrice');
    await expect(page.getByRole('heading', { name: 'Votre rôle n’ouvre pas cette page' })).toBeVisible();
    await page.goto('/pilotage/indicateurs');
    await expect(page.getByRole('table', { name: 'Dossiers' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'steering-indicators');
  });

  await test.step('a physician’s card opens the professionals’ app and nothing here', async () => {
    await forgetSession(page);
    await presentCard(page, professionalOf('dr-lefevre'));
    const refused = await page.request.post('/api/pilotage/sandbox-card', {
      data: { key: 'dr-lefevre' },
      headers: { 'x-carnet': '1', 'origin': new URL(page.url()).origin },
    });
    expect(refused.status()).toBe(403);
    await page.goto('/pilotage/');
    await expect(page.getByRole('heading', { level: 1, name: 'Se connecter avec sa carte' })).toBeVisible();
  });
});
