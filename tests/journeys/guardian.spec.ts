// Acting for an adult under tutelle: whose record it is in every sentence, the person's own agreement asked before a share, and kept.

import { expect, test } from '@playwright/test';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, patientOf } from '../support/journey.ts';

test('a tuteur invites an aidant: the person’s own agreement is asked, a refusal stops it, and the journal keeps what was said', async ({ page }, info) => {
  const name = `Voisine ${info.project.name}`;
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  await signInAnyTime(page, patientOf('solange'));
  await page.getByRole('region', { name: 'Dossier ouvert' }).getByRole('button', { name: 'Changer de dossier' }).click();
  await page.getByRole('menuitem', { name: /Marcel/ }).click();
  await expect(page.getByText(/Vous agissez pour Marcel/)).toBeVisible();
  const record = new URL(page.url()).pathname.replace(/\/accueil$/, '');

  await test.step('sentences speak of the record as theirs', async () => {
    await page.goto(`${record}/acces`);
    await expect(main.getByRole('heading', { level: 1, name: 'Qui peut voir le dossier de Marcel' })).toBeVisible();
    await expect(main.getByText('Ils ne peuvent pas lire ce dossier, même avec un accord.', { exact: false })).toBeVisible();
    await expect(main.getByText(/votre dossier|mon dossier/i)).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('nothing leaves before the person’s agreement is said to have been sought, nor against it', async () => {
    await page.goto(`${record}/proches`);
    await main.getByRole('button', { name: 'Inviter un aidant' }).click();
    await dialog.getByRole('textbox', { name: 'Nom de la personne' }).fill(name);
    await dialog.getByRole('textbox', { name: 'Son adresse de courriel' }).fill(`voisine-${info.project.name}@carnet.test`);
    await dialog.getByText('Synthèse', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await expect(dialog.getByText('Répondez avant de continuer.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByText('Oui, elle refuse').click();
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await expect(
      dialog
        .getByRole('alert')
        .or(dialog.getByText('Puisqu’elle refuse', { exact: false }))
        .first(),
    ).toBeVisible();
    await expect(main.getByText(name)).toHaveCount(0);
    await dialog.getByText('Oui, elle est d’accord').click();
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await expect(main.getByText(name)).toBeVisible();
  });

  await test.step('the journal says what was answered', async () => {
    await page.goto(`${record}/journal`);
    await expect(main.getByText(`Vous avez invité ${name} comme aidant`)).toBeVisible();
    await expect(main.getByText(/Raison donnée/).first()).toBeVisible();
  });
});
