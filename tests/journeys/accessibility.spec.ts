// The sample of docs/accessibility.md: each of its pages as it stands, with text spaced, with text twice as large, by the tabulation alone, and
// under axe. What looks is first shown a page where everything fails.

import { expect } from '@playwright/test';
import { axeFindings, wcag } from '../support/axe.ts';
import { byKeyboard } from '../support/by-keyboard.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { depositFor } from '../support/journey-deposit.ts';
import { grownFaults, keyboardFaults, standingFaults } from '../support/page-faults.ts';
import { chosenPassword, forgetSession, mailsTo, newCode, patientOf, test } from '../support/journey.ts';

const patient = 'ruth';
const publicPages = ['/', '/decouvrir', '/droits', '/creer', '/mots', '/plan', '/accessibilite', '/mot-de-passe-oublie'];
const recordPages = [
  '/accueil',
  '/documents',
  '/ajouter',
  '/acces',
  '/acces/comme',
  '/partager',
  '/journal',
  '/proches',
  '/avis',
  '/avis/reglages',
  '/carte-urgence',
  '/ma-sante',
  '/ma-sante/mesures',
  '/mon-identite',
  '/mon-compte',
  '/emporter',
];

const criteriaOf = (faults: readonly string[]): readonly string[] => [...new Set(faults.map((fault) => fault.split(':')[0]!))].toSorted();

test('what looks finds what is there to be found', async ({ page }) => {
  await page.goto('/decouvrir');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => {
    const main = document.querySelector('main')!;
    const bad = document.createElement('div');
    bad.innerHTML = `<svg width="20" height="20"><path d="M0 0h9v9z"/></svg><table><tr><th>A</th></tr><tr><td>1</td></tr></table>
      <a href="/un">Suite</a><a href="/deux">Suite</a><a href="/trois"></a><a href="/four" target="_blank">Ailleurs</a><input type="email" aria-label="Courriel">
      <button>English</button><p id="cut">Un texte assez long pour ne pas tenir</p><span id="moving">…</span>`;
    main.prepend(bad);
    const cut = bad.querySelector<HTMLElement>('#cut')!;
    cut.style.overflow = 'hidden';
    cut.style.whiteSpace = 'nowrap';
    cut.style.width = '18rem';
    cut.style.height = '1.3em';
    bad.querySelector('#moving')!.animate([{ opacity: 1 }, { opacity: 0.5 }], { duration: 1e4, iterations: Infinity });
    for (const link of bad.querySelectorAll('a')) link.style.outline = 'none';
    document.querySelector('.skip-link')!.remove();
  });
  expect(criteriaOf([...(await standingFaults(page)), ...(await grownFaults(page))])).toEqual(
    ['1.2', '10.12', '10.4', '11.13', '13.2', '13.8', '5.4', '5.7', '6.1', '6.2', '8.7'].toSorted(),
  );
  expect(criteriaOf(await keyboardFaults(page))).toEqual(expect.arrayContaining(['10.7', '12.7']));
});

test('each page of the sample holds', async ({ page }) => {
  test.setTimeout(600_000);
  const titles = new Map<string, string>();
  const look = async (path: string): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1 }).last()).toBeVisible();
    await expect(page.locator('.skeleton')).toHaveCount(0);
    // Before the tabulation, which may end where the way past the header lies over what axe looks at.
    const axe = await axeFindings(page, [...wcag, 'best-practice']);
    const faults = [...(await standingFaults(page)), ...(await grownFaults(page)), ...(await keyboardFaults(page))];
    const title = await page.title();
    expect.soft({ path, faults, axe, titled: titles.get(title) }).toEqual({ path, faults: [], axe: [], titled: undefined });
    titles.set(title, path);
  };
  const open = async (path: string): Promise<void> => {
    await page.goto(path);
    await look(path);
  };
  for (const path of publicPages) await open(path);
  await page.goto('/');
  await page.getByRole('link', { name: 'Me connecter' }).first().click();
  await look('/connexion');
  await depositFor('dr-moreau', patient, { title: 'Courrier de suivi', typeCode: '11488-4' });
  await signInAnyTime(page, patientOf(patient));
  for (const path of recordPages) await open(path);
  await page.goto('/documents');
  await page
    .getByRole('main')
    .getByRole('link', { name: /Courrier de suivi/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Conclusion' })).toBeVisible();
  await look('/documents/:id');
});

test('a screen left alone asks, then hides what it shows (13.1)', async ({ page, context }) => {
  test.setTimeout(180_000);
  const dialog = page.getByRole('alertdialog');
  // By its element: a role is not found behind a dialog, hidden or not.
  const heading = page.locator('main h1');
  await signInAnyTime(page, patientOf(patient));
  await page.clock.install();
  await page.goto('/acces');
  await expect(heading).toBeVisible();
  // An answer that comes late is one more thing done here.
  await page.waitForLoadState('networkidle');

  await page.clock.fastForward('20:00');
  await expect(dialog).toBeHidden();
  await page.clock.fastForward('08:30');
  await expect(dialog).toContainText('Êtes-vous toujours là ?');
  expect(await axeFindings(page, [...wcag])).toEqual([]);
  await dialog.getByRole('button', { name: 'Rester connecté' }).press('Enter');
  await expect(dialog).toBeHidden();

  // Nobody answers, and no network: nothing of the record is left on the screen.
  await context.setOffline(true);
  await page.clock.fastForward('31:00');
  await expect(dialog).toContainText('L’écran est caché');
  const back = dialog.getByRole('button', { name: 'Revenir à ma page' });
  await back.press('Enter');
  await expect(dialog.getByText('Carnet ne répond pas.')).toBeVisible();
  await expect(heading).toBeHidden();

  // The network comes back, and the page asks again for what it shows: that uncovers nothing. The session is open for its server still: a press does.
  await Promise.all([page.waitForResponse(/\/api\/patient\//), context.setOffline(false)]);
  await expect(heading).toBeHidden();
  await back.press('Enter');
  await expect(heading).toBeVisible();

  // And when it is not, the person is told, over what stays hidden.
  await context.clearCookies();
  await page.clock.fastForward('31:00');
  await back.press('Enter');
  // The one leaves as the other comes: both are there for a moment.
  await expect(dialog.filter({ hasText: 'Votre session est terminée' })).toBeVisible();
  await expect(dialog).toHaveCount(1);
  await expect(heading).toBeHidden();
});

test('signed in, a document read and hidden, who sees the record, signed out: by keys alone', async ({ page }) => {
  const person = patientOf(patient);
  const keys = byKeyboard(page);
  await depositFor('dr-moreau', patient, { title: 'Bilan de l’été', typeCode: '11488-4' });
  await signInAnyTime(page, person);
  await forgetSession(page);
  const codes = (await mailsTo(page, person.email)).filter(({ subject }) => subject.includes('code')).length;
  await page.goto('/');
  await keys.enter(/^Me connecter/);
  await expect(page.getByRole('heading', { level: 1, name: 'Se connecter' })).toBeVisible();
  // What looks after the focus comes once the page is there.
  await page.waitForLoadState('networkidle');
  await keys.enter('Continuer');
  await expect(page.getByRole('textbox', { name: 'Identifiant' })).toBeFocused();
  await keys.type(person.login);
  await keys.to('Mot de passe');
  await keys.type(chosenPassword);
  await keys.press('Enter');
  await expect(page.getByLabel('Code à 6 chiffres')).toBeFocused();
  await keys.type(await newCode(page, person.email, codes));
  await keys.press('Enter');
  await expect(page).toHaveURL(/\/accueil/);
  await expect(page.getByRole('link', { name: /Bilan de l’été/ })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await keys.enter('Aller au contenu');
  await keys.enter(/Bilan de l’été/);
  await expect(page.getByText('Texte de Bilan de l’été')).toBeVisible();
  await keys.enter('Masquer');
  // Keys are pressed here before a slow machine has drawn the dialog: it would give the focus back to where they led meanwhile.
  await expect(page.getByRole('dialog')).toBeVisible();
  await keys.enter('Masquer le document');
  // What took its place has the focus: nothing is to be looked for.
  await expect(page.getByRole('main').getByRole('button', { name: 'Rendre visible' })).toBeFocused();
  await keys.enter(/^Qui y accède/, { back: true });
  await expect(page.getByRole('heading', { level: 1, name: 'Qui peut voir mon dossier' })).toBeVisible();
  // Its lists come after its heading, and push the end of the page down under whoever went there before them.
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('button', { name: 'Autoriser quelqu’un' })).toBeVisible();
  await keys.enter('Autoriser quelqu’un');
  await expect(page.getByRole('dialog')).toBeVisible();
  await keys.press('Escape');
  await expect(page.getByRole('button', { name: 'Autoriser quelqu’un' })).toBeFocused();
  await keys.enter(/^Mon compte/, { back: true });
  await keys.arrowTo('Se déconnecter');
  await keys.press('Enter');
  await expect(page).toHaveURL(/\/$/);
  expect(keys.faults).toEqual([]);
});
