// A record opened for somebody, as the people at a counter, in a care home and in a family do it: three screens and a receipt whose password opens
// the space it was printed for; a list with its faults, gone through and gone through again; a child opened by a parent.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { expectAccessible, mailsTo, patientOf, picture, presentAnyCard, professionalOf, signIn, forgetSession } from '../support/journey.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';

interface Covered {
  readonly key: string;
  readonly ins: string;
  readonly birthName: string;
  readonly birthDate: string;
}
const covered = (key: string): Covered => {
  const file = resolve(process.env['CARNET_JOURNEYS_DATA_DIR']!, 'sandbox/personas.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly assures: readonly Covered[] }).assures.find((one) => one.key === key)!;
};
/** Each project has people of its own. */
const people = {
  phone: { adult: 'gaspard', paper: 'honore', residents: ['simone', 'albert', 'germaine', 'raymond'], child: 'noe' },
  desktop: { adult: 'claire', paper: 'rene', residents: ['huguette', 'fernand', 'colette', 'gisele'], child: 'nino' },
} as const;

const shown = async (page: Page, { ins, birthDate }: Covered): Promise<void> => {
  await page.getByRole('textbox', { name: 'Numéro de la carte Vitale' }).fill(ins);
  await page.getByLabel('Date de naissance').fill(birthDate);
  await page.getByRole('button', { name: 'Vérifier' }).click();
};
/** Printed to a file: how many pages. CARNET_RECEIPTS names the folder to look at them in. */
async function pagesPrinted(page: Page, name: string): Promise<number> {
  const folder = process.env['CARNET_RECEIPTS'];
  const pdf = await page.pdf({ preferCSSPageSize: true, ...(folder === undefined ? {} : { path: resolve(folder, `${name}.pdf`) }) });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test('a counter, a receipt that opens a space, a care home’s list, a child of two parents', async ({ page }, info) => {
  const who = people[info.project.name as keyof typeof people];
  const [adult, onPaper] = [covered(who.adult), covered(who.paper)];
  const email = `${who.adult}.guichet@carnet.test`;
  let login = '';
  let password = '';

  await test.step('the counter: who, said back by the insurer', async () => {
    await presentAnyCard(page, professionalOf('guichet-caisse'));
    await expect(page.getByRole('heading', { level: 1, name: 'Ouvrir un dossier pour quelqu’un' })).toBeVisible();
    await expectAccessible(page);
    await shown(page, { ...adult, birthDate: '1950-01-01' });
    await expect(page.getByText('Aucune assurance ne connaît ce numéro avec cette date de naissance')).toBeVisible();
    await shown(page, adult);
    await expect(page.getByText(adult.birthName).first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'counter-who');
  });

  await test.step('the agreement: nobody agrees in the place of who is under curatelle, and no tick is no record', async () => {
    await page.getByRole('button', { name: 'C’est bien cette personne' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Demander son accord' })).toBeFocused();
    await page.getByRole('radio', { name: 'Son curateur ou sa curatrice' }).check({ force: true });
    await expect(page.getByText('Sous curatelle, la personne consent seule.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ouvrir le dossier' })).toBeDisabled();
    await page.getByRole('radio', { name: 'La personne elle-même' }).check({ force: true });
    await page.getByRole('textbox', { name: 'Son adresse électronique' }).fill(email);
    await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
    await expect(page.getByText('Sans accord dit devant vous, le dossier n’est pas ouvert.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('checkbox').check({ force: true });
    await picture(page, 'counter-agreement');
    await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  });

  await test.step('the receipt: one page, shown once', async () => {
    const receipt = page.getByRole('article');
    await expect(receipt.getByText('Votre mot de passe initial')).toBeVisible();
    await expectAccessible(page);
    [login, password] = (await receipt.locator('dd').allTextContents()) as [string, string];
    expect(login).toMatch(/^\d{4} \d{3} \d{3}$/);
    await picture(page, 'counter-receipt');
    await page.getByRole('button', { name: 'Personne suivante' }).click();
    await expect(page.getByRole('dialog', { name: 'Le reçu n’a pas été imprimé' })).toBeVisible();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect(page.locator('.veil')).toHaveCount(0);
    expect(await pagesPrinted(page, 'receipt')).toBe(1);
    await page.getByRole('button', { name: 'Personne suivante' }).click();
    await shown(page, adult);
    await expect(page.getByText('Son dossier est déjà ouvert, son accès n’a jamais servi')).toBeVisible();
  });

  await test.step('without e-mail or phone: the record opens, and the paper says how to get an access', async () => {
    await shown(page, onPaper);
    await page.getByRole('button', { name: 'C’est bien cette personne' }).click();
    await page.getByRole('radio', { name: /Pas en ligne/ }).check({ force: true });
    await page.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
    await expect(page.getByRole('article').getByText('Sans internet')).toBeVisible();
    await expect(page.getByText('Votre mot de passe initial')).toHaveCount(0);
    expect(await pagesPrinted(page, 'paper')).toBe(1);
    await page.getByRole('button', { name: 'Personne suivante' }).click();
    await expect(page.getByRole('textbox', { name: 'Numéro de la carte Vitale' })).toBeVisible();
    await page.getByRole('button', { name: /THIBAULT/ }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  });

  await test.step('the letter opens the space it was printed for, and is dead from then on', async () => {
    await signIn(page, { ...patientOf('dominique'), login, password, email }, password);
    expect((await mailsTo(page, email)).length).toBeGreaterThan(0);
    await forgetSession(page);
  });

  await test.step('she no longer has her password nor her address: the counter renews her access, and the former address is told', async () => {
    await presentAnyCard(page, professionalOf('guichet-caisse'));
    await shown(page, adult);
    await page.getByRole('button', { name: 'Elle ne peut plus entrer : refaire son accès' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Refaire son accès' })).toBeFocused();
    await page.getByRole('textbox', { name: 'Son adresse électronique' }).fill(`nouvelle.${email}`);
    await page.getByRole('button', { name: 'Préparer le reçu' }).click();
    await expect(page.getByText('Sans pièce d’identité comparée, l’accès n’est pas refait.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('checkbox').check({ force: true });
    await page.screenshot({ path: info.outputPath('replace.png') });
    await page.getByRole('button', { name: 'Préparer le reçu' }).click();
    await expect(page.getByRole('article').getByText('Votre mot de passe initial')).toBeVisible();
    const [sameLogin, otherPassword] = await page.getByRole('article').locator('dd').allTextContents();
    expect(sameLogin).toBe(login);
    expect(otherPassword).not.toBe(password);
    expect((await mailsTo(page, email)).some(({ text }) => text.includes('Au guichet d’une caisse'))).toBe(true);
    await forgetSession(page);
  });

  await test.step('a care home: a list with its faults, gone through, and again without opening twice', async () => {
    await presentAnyCard(page, professionalOf('sec-mimosas'));
    await page.getByRole('link', { name: 'Ouvrir les dossiers des résidents' }).click();
    await page.getByRole('textbox', { name: 'Votre liste' }).fill('DUPONT Jeanne');
    await page.getByRole('button', { name: 'Vérifier la liste' }).click();
    await expect(page.getByRole('textbox', { name: 'Votre liste' })).toHaveAccessibleDescription(/Les colonnes ne sont pas celles attendues/);
    await expectAccessible(page);
    const french = (iso: string): string => iso.split('-').toReversed().join('/');
    const agreements = ['oui;;;resident.mimosas@carnet.test', 'tuteur;Paul CHAUVIN;ne peut pas s’exprimer;', 'refus;;;', 'oui;;;'];
    const lines = who.residents.map((key, index) => {
      const { ins, birthName, birthDate } = covered(key);
      return `${ins};${birthName};${index === 3 ? '01/01/1930' : french(birthDate)};${agreements[index]}`;
    });
    const list = ['INS;nom;naissance;accord;représentant;avis de la personne;courriel', ...lines, '123;FAUTE;31/02/1930;curatelle;;;'].join('\n');
    const goThrough = async (): Promise<void> => {
      await page.getByRole('textbox', { name: 'Votre liste' }).fill(list);
      await page.getByRole('button', { name: 'Vérifier la liste' }).click();
      await expect(page.getByText('1 ligne à corriger')).toBeVisible();
      await expect(page.getByText('Sous curatelle, la personne consent seule').first()).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Traiter 4 résidents' }).click();
      await expect(page.getByRole('heading', { name: 'Liste traitée' })).toBeVisible();
    };
    await goThrough();
    await expect(page.getByText('2 reçus à imprimer')).toBeVisible();
    await expect(page.getByText('Inconnu de l’assurance avec cette date de naissance').first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'care-home');
    expect(await pagesPrinted(page, 'residents')).toBe(2);
    await page.getByRole('button', { name: 'Nouvelle liste' }).click();
    await goThrough();
    // The letter that nobody used is drawn again; nothing opened twice.
    await expect(page.getByText('1 reçu à imprimer')).toBeVisible();
    await expect(page.getByText('Déjà ouvert').first()).toBeVisible();
    await forgetSession(page);
  });

  await test.step('a child attached to two parents: one of them opens', async () => {
    const name = who.child === 'noe' ? 'Noé' : 'Nino';
    await signInAnyTime(page, patientOf('camille'));
    await page.goto('/proches');
    await page.getByRole('button', { name: new RegExp(`Ouvrir le dossier de ${name}`) }).click();
    await page.getByRole('button', { name: 'Ouvrir le dossier', exact: true }).click();
    await expect(page.getByText('Seul un parent qui exerce l’autorité parentale peut l’ouvrir.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Ouvrir le dossier', exact: true }).click();
    await expect(page.getByText(`Le dossier de ${name} est ouvert.`, { exact: false }).first()).toBeVisible();
    // Among those one opens, and no longer among those one could.
    await expect(page.getByRole('button', { name: new RegExp(`Ouvrir le dossier de ${name}`) })).toHaveCount(1);
    await picture(page, 'child-opened');
  });
});
