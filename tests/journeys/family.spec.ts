// The records of one's family: a parent opens the child's in two taps and always reads whose it is, what is secret stays unseen, an aidant
// invited by mail accepts and sees the shared space only, a child's record is entrusted for a few days and taken back.

import { type Locator, type Page, expect } from '@playwright/test';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, fhirAs, mailsTo, patientOf, picture, professionalOf, test } from '../support/journey.ts';

const family = { parent: 'ruth', parentName: /Dossier de Ruth/, child: 'leo', childName: /Léo/, aidant: 'nicole' };

/** The input itself is out of sight: its label is what one presses. */
const press = (box: Locator): Promise<void> => box.locator('xpath=ancestor::label[1]').click();

const strip = (page: Page) => page.getByRole('region', { name: 'Dossier ouvert' });

/** The link of the latest invitation in this mailbox, once it has come. */
async function invitationFor(page: Page, address: string, alreadyThere: number): Promise<string> {
  const linkOf = (text: string): string | undefined => /\/invitation\/[\w-]+/.exec(text)?.[0];
  const invitations = async (): Promise<readonly string[]> =>
    (await mailsTo(page, address)).flatMap(({ text }) => {
      const link = linkOf(text);
      return link === undefined ? [] : [link];
    });
  await expect.poll(async () => (await invitations()).length).toBeGreaterThan(alreadyThere);
  return (await invitations())[0]!;
}

test('a parent in the child’s record, a secret kept, an aidant who sees one space, and a record entrusted for a week', async ({ openPage, page }) => {
  test.setTimeout(900_000);
  const [parent, child, aidant] = [patientOf(family.parent), patientOf(family.child), patientOf(family.aidant)];
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  const helper = await openPage();
  await depositFor('dr-moreau', family.child, { title: 'Certificat de sport', typeCode: '11488-4' });
  await depositFor('dr-moreau', family.child, { title: 'Entretien confidentiel', typeCode: '11488-4', secret: true });
  await depositFor('dr-lefevre', family.parent, { title: 'Prise de sang', typeCode: '11502-2' });
  await depositFor('dr-lefevre', family.parent, { title: 'Lettre du cardiologue', typeCode: '11488-4' });
  await signInAnyTime(page, parent);

  await test.step('whose record is open is always said, and two presses change it', async () => {
    await expect(strip(page).getByText(family.parentName)).toBeVisible();
    await expect(strip(page).getByText('votre dossier')).toBeVisible();
    await expectAccessible(page);
    // By keyboard: Enter opens the list, the arrow moves, Enter chooses.
    await strip(page).getByRole('button', { name: 'Changer de dossier' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: family.childName })).toBeVisible();
    await page.keyboard.press('Escape');
    await strip(page).getByRole('button', { name: 'Changer de dossier' }).click();
    await page.getByRole('menuitem', { name: family.childName }).click();
    await expect(page).toHaveURL(/\/pour\/[0-9a-f-]{36}\/accueil/);
    await expect(strip(page).getByText(family.childName)).toBeVisible();
    await expect(strip(page).getByText('vous êtes son parent')).toBeVisible();
    await expectAccessible(page);
  });
  const record = new URL(page.url()).pathname.replace(/\/accueil$/, '');

  await test.step('the child’s document is there, the secret one is nowhere: list, totals, journal, notices', async () => {
    await page.goto(`${record}/documents`);
    await expect(main.getByRole('link', { name: /Certificat de sport/ })).toBeVisible();
    await expect(main.getByText('Entretien confidentiel')).toHaveCount(0);
    await expect(main.getByText(/Total\s: 1$/)).toBeVisible();
    await expectAccessible(page);
    for (const place of ['journal', 'avis']) {
      await page.goto(`${record}/${place}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(main.getByText(/Certificat de sport/).first()).toBeVisible();
      await expect(main.getByText(/Entretien confidentiel/)).toHaveCount(0);
      await expectAccessible(page);
    }
    // It is there for who wrote it.
    const search = `/fhir/DocumentReference?patient.identifier=urn:oid:${child.oid}|${child.ins}&status=current`;
    const seen = await (await fhirAs(professionalOf('dr-moreau'))).get(search);
    if (family.child === 'leo') expect((await seen.json()).total).toBe(2);
  });

  await test.step('the parent decides for the child who sees the record, and it is noted for whom', async () => {
    await page.goto(`${record}/acces`);
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Qui peut voir le dossier d.*${family.childName.source}`) })).toBeVisible();
    await page.getByRole('button', { name: 'Autoriser quelqu’un' }).click();
    await dialog.getByRole('searchbox').fill('benali');
    const person = dialog.getByRole('radio', { name: /BENALI/ });
    await expect(person).toBeVisible();
    await press(person);
    await dialog.getByRole('button', { name: 'Autoriser', exact: true }).click();
    await expect(page.getByRole('button', { name: /Retirer l’accès de .*BENALI/ })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${record}/journal`);
    await expect(main.getByText(/Vous avez autorisé .*BENALI/).first()).toBeVisible();
  });

  await test.step('back in one’s own record, somebody is invited to help with one space', async () => {
    await strip(page).getByRole('button', { name: 'Changer de dossier' }).click();
    await page.getByRole('menuitem', { name: 'Mes proches et mes aidants' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Mes proches' })).toBeVisible();
    await expect(strip(page).getByText(family.parentName)).toBeVisible();
    await expectAccessible(page);
    const before = (await mailsTo(page, aidant.email)).filter(({ text }) => text.includes('/invitation/')).length;
    await page.getByRole('button', { name: 'Inviter un aidant' }).click();
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await expect(dialog.getByText('Écrivez le nom de la personne.')).toBeVisible();
    await expect(dialog.getByText('Choisissez au moins un espace.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Nom de la personne').fill('Ma voisine');
    await dialog.getByLabel('Son adresse de courriel').fill(aidant.email);
    await press(dialog.getByRole('checkbox', { name: 'Analyses' }));
    await press(dialog.getByRole('radio', { name: /3 mois/ }));
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await expect(main.getByText('Ma voisine')).toBeVisible();
    await expect(main.getByText('Invitation envoyée')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'relatives');

    const link = await invitationFor(page, aidant.email, before);
    await signInAnyTime(helper, aidant);
    await helper.goto(link);
    await expect(helper.getByRole('heading', { level: 1, name: 'Invitation à aider un proche' })).toBeVisible();
    await expect(helper.getByText(/Vous verrez/)).toBeVisible();
    await expectAccessible(helper);
    await helper.getByRole('button', { name: 'Accepter d’aider' }).click();
    await expect(helper).toHaveURL(/\/pour\//);
  });

  await test.step('the aidant sees the shared space, whose record it is, and nothing else', async () => {
    const theirs = helper.getByRole('main');
    await expect(strip(helper).getByText('vous êtes son aidant')).toBeVisible();
    await expect(theirs.getByRole('link', { name: /^Analyses/ })).toBeVisible();
    await expect(theirs.getByRole('link', { name: /^(Comptes rendus|Imagerie|Synthèse)/ })).toHaveCount(0);
    await expect(helper.getByRole('link', { name: /Qui y accède|Accès|Journal/ })).toHaveCount(0);
    await expectAccessible(helper);
    const shared = new URL(helper.url()).pathname.replace(/\/accueil$/, '');
    await helper.goto(`${shared}/documents`);
    await expect(theirs.getByRole('link', { name: /Prise de sang/ })).toBeVisible();
    await expect(theirs.getByText(/Lettre du cardiologue/)).toHaveCount(0);
    await expectAccessible(helper);
    await theirs.getByRole('link', { name: /Prise de sang/ }).click();
    await expect(theirs.getByText('Texte de Prise de sang')).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Masquer' })).toHaveCount(0);
    // The same link a second time opens nothing.
    await helper.goto(`${shared}/acces`);
    await expect(theirs.getByRole('alert').first()).toBeVisible();
  });

  await test.step('the patient reads who read, changes the share, then ends it: nothing opens any more', async () => {
    await page.goto('/journal');
    await expect(main.getByText(/, pour vous, a lu «\s.+\s»/).first()).toBeVisible();
    await page.goto('/proches');
    await expect(main.getByText('Actif').first()).toBeVisible();
    await page.getByRole('button', { name: 'Modifier le partage avec Ma voisine' }).click();
    await expect(dialog.getByRole('checkbox', { name: 'Analyses' })).toBeChecked();
    await press(dialog.getByRole('checkbox', { name: 'Imagerie' }));
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(main.getByText(/Voit\s: Analyses, Imagerie/)).toBeVisible();
    await page.getByRole('button', { name: 'Arrêter le partage avec Ma voisine' }).click();
    await dialog.getByRole('button', { name: 'Arrêter le partage' }).click();
    await expect(main.getByText('1 partage passé')).toBeVisible();
    await helper.goto(new URL(helper.url()).pathname.replace(/\/acces$/, '/documents'));
    await expect(helper.getByText('Prise de sang')).toHaveCount(0);
    await expect(helper.getByRole('button', { name: 'Revenir à mon dossier' })).toBeVisible();
    await expectAccessible(helper);
  });

  await test.step('the child’s record is entrusted for seven days, accepted, then given up by the one who helps', async () => {
    await page.goto(`${record}/proches`);
    const before = (await mailsTo(page, aidant.email)).filter(({ text }) => text.includes('/invitation/')).length;
    await page.getByRole('button', { name: 'Confier le dossier' }).click();
    await expect(dialog.getByLabel('Nombre de jours')).toHaveValue('7');
    await expectAccessible(page);
    await dialog.getByLabel('Nom de la personne').fill('Mamie');
    await dialog.getByLabel('Son adresse de courriel').fill(aidant.email);
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await expect(main.getByText('Partage temporaire')).toBeVisible();
    await helper.goto(await invitationFor(page, aidant.email, before));
    await expect(helper.getByText(/vous confie le dossier/)).toBeVisible();
    await helper.getByRole('button', { name: 'Accepter d’aider' }).click();
    await expect(strip(helper).getByText(family.childName)).toBeVisible();
    const shared = new URL(helper.url()).pathname.replace(/\/accueil$/, '');
    await helper.goto(`${shared}/documents`);
    await expect(helper.getByRole('main').getByRole('link', { name: /Certificat de sport/ })).toBeVisible();
    await expect(helper.getByText('Entretien confidentiel')).toHaveCount(0);
    await helper.goto('/proches');
    await helper.getByRole('button', { name: /Ne plus être l’aidant/ }).click();
    await expect(helper.getByRole('dialog')).toBeVisible();
    await expectAccessible(helper);
    await helper.getByRole('dialog').getByRole('button', { name: 'Ne plus être aidant' }).click();
    await expect(helper.getByRole('button', { name: /Ouvrir le dossier/ })).toHaveCount(0);
    await page.reload();
    await expect(main.getByText('1 partage passé')).toBeVisible();
  });
});
