// What journeys do again and again, as a person would: receive a code, sign in, present a card, deposit with the tool; and axe on the page in hand.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type APIRequestContext, type BrowserContext, type BrowserContextOptions, type Page, test as base, expect, request } from '@playwright/test';
import { axeFindings, wcag } from './axe.ts';
import { mainScreens } from './main-screens.ts';
import { atOneSize, fileOf, isAtOneSize } from './sizes.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const environment = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by the journeys' global setup`);
  return value;
};
const sandboxDir = (): string => resolve(environment('CARNET_JOURNEYS_DATA_DIR'), 'sandbox');

/** A page of another browser, of the same size: another person, or the same one elsewhere. Closed when the journey ends. */
export const test = base.extend<{ readonly openPage: () => Promise<Page> }>({
  openPage: async ({ browser, contextOptions }, use, info) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...info.project.use, ...contextOptions, baseURL: info.project.use.baseURL } as BrowserContextOptions);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export interface Patient {
  readonly key: string;
  readonly ins: string;
  readonly oid: string;
  readonly birthName: string;
  readonly firstNames: string;
  readonly birthDate: string;
  readonly login: string;
  readonly password: string;
  readonly email: string;
}
export interface Professional {
  readonly key: string;
  readonly idNat: string;
  readonly email: string;
  readonly familyName: string;
  readonly givenName: string;
}
/** Covered by the insurer, without a record. */
export interface Assure {
  readonly key: string;
  readonly ins: string;
  readonly birthName: string;
  readonly firstNames: string;
  readonly birthDate: string;
  readonly email: string;
}
interface Personas {
  readonly patients: readonly Patient[];
  readonly assures: readonly Assure[];
  readonly professionals: readonly Professional[];
  /** Holders of a CPE card. */
  readonly personnels: readonly Professional[];
}
const personas = (): Personas => JSON.parse(readFileSync(resolve(sandboxDir(), 'personas.json'), 'utf8')) as Personas;
function named<T extends { readonly key: string }>(list: readonly T[], key: string): T {
  const found = list.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no ${key} in the sandbox`);
  return found;
}
export const patientOf = (key: string): Patient => named(personas().patients, key);
export const assureOf = (key: string): Assure => named(personas().assures, key);
export const professionalOf = (key: string): Professional => named([...personas().professionals, ...personas().personnels], key);

export const chosenPassword = 'Tournesol-Jaune!88';

interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: string;
}
export async function mailsTo(page: Page, address: string): Promise<readonly Mail[]> {
  const answer = await page.request.get(`/sandbox/mail?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as readonly Mail[];
}

/** The code of a message that was not there before. */
export async function newCode(page: Page, address: string, alreadyThere: number): Promise<string> {
  const isCode = ({ subject }: Mail): boolean => subject.includes('code');
  await expect.poll(async () => (await mailsTo(page, address)).filter(isCode).length).toBeGreaterThan(alreadyThere);
  const [latest] = (await mailsTo(page, address)).filter(isCode);
  return /\b(\d{6})\b/.exec(latest!.text)![1]!;
}

/** Steps every journey goes through: looked at by the first, since each look takes half a second of processor. */
const lookedAt = new Set<string>();
async function expectAccessibleOnce(page: Page, step: string): Promise<void> {
  if (!lookedAt.has(step)) await expectAccessible(page);
  lookedAt.add(step);
}

/** From the public home to the patient's own: identifier, initial password changed at the first sign-in, mailed code. */
export async function signIn(page: Page, patient: Patient, password: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Me connecter' }).first().click();
  const codesBefore = (await mailsTo(page, patient.email)).filter(({ subject }) => subject.includes('code')).length;
  await page.getByRole('textbox', { name: 'Identifiant' }).fill(patient.login);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continuer' }).click();
  if (password === patient.password) {
    await expect(page.locator('input[autocomplete="new-password"]').first()).toBeVisible();
    await expectAccessibleOnce(page, 'a new password');
    for (const field of await page.locator('input[autocomplete="new-password"]').all()) await field.fill(chosenPassword);
    await page.locator('button[type="submit"]').click();
  }
  const code = page.locator('input[autocomplete="one-time-code"]');
  await expect(code).toBeVisible();
  await expectAccessibleOnce(page, 'the code');
  await code.fill(await newCode(page, patient.email, codesBefore));
  await page.locator('button[type="submit"]').click();
  await expect(page).toHaveURL(/\/accueil/);
}

/** Wherever this card leads. */
export async function presentAnyCard(page: Page, { familyName }: Professional): Promise<void> {
  await page.goto('/pro/');
  await page.getByRole('button', { name: new RegExp(`Présenter cette carte.*${familyName}`, 'i') }).click();
  await page.waitForURL(({ pathname }) => !pathname.endsWith('/connexion'));
}

/** Leaves without a word: from a page of nothing, so that none is on its way to the sign-in meanwhile. */
export async function forgetSession(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
}

/** Opens the professional app with this person's card, presented by the sandbox over mutual TLS. */
export async function presentCard(page: Page, professional: Professional): Promise<void> {
  await presentAnyCard(page, professional);
  await expect(page.getByRole('textbox', { name: 'Matricule INS du patient' })).toBeVisible();
}

export async function openRecord(page: Page, patient: Patient): Promise<void> {
  await page.goto('/pro/');
  await page.getByRole('textbox', { name: 'Matricule INS du patient' }).fill(patient.ins);
  await page.getByRole('button', { name: 'Chercher' }).click();
}

/** The FHIR door as this card sees it. */
export async function fhirAs({ key }: Professional): Promise<APIRequestContext> {
  const origin = environment('CARNET_JOURNEYS_TLS_URL');
  const card = (file: string): string => resolve(sandboxDir(), 'cards', key, file);
  return request.newContext({
    baseURL: origin,
    ignoreHTTPSErrors: true,
    clientCertificates: [{ origin, certPath: card('cert.pem'), keyPath: card('key.pem') }],
  });
}

/** `npm run deposit`, its words and its exit code. */
export async function deposit(file: string, professional: Professional, patient: Patient): Promise<string> {
  const url = `${environment('CARNET_JOURNEYS_TLS_URL')}/fhir`;
  const { stdout } = await run(
    process.execPath,
    ['tools/deposit/main.ts', file, '--card', professional.key, '--as', patient.key, '--url', url, '--data-dir', environment('CARNET_JOURNEYS_DATA_DIR')],
    { cwd: root },
  );
  return stdout;
}

const sizes = { phone: { width: 360, height: 780 }, desktop: { width: 1280, height: 800 } } as const;

/** The pictures of docs/screens are taken on the way: CARNET_SCREENS=1 npx playwright test … */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['CARNET_SCREENS'] === undefined) return;
  const usual = page.viewportSize()!;
  const here = usual.width < 600 ? 'phone' : 'desktop';
  const isMain = mainScreens.some((screen) => screen.name === name);
  await page.mouse.move(0, 0);
  for (const [size, viewport] of Object.entries(sizes)) {
    if (size !== here && !(isMain && isAtOneSize(test.info().file))) continue;
    if (isMain) await page.setViewportSize(size === here ? usual : viewport);
    for (const colorScheme of isMain ? (['dark', 'light'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme });
      const path = resolve(root, 'docs/screens', `${name}-${size}${colorScheme === 'dark' ? '-dark' : ''}.png`);
      await page.screenshot({ path, animations: 'disabled', scale: 'css' });
    }
  }
  await page.setViewportSize(usual);
}

/** 320 px wide, as at 400 % on a desktop: nothing to scroll sideways for. The size it had comes back. */
export async function fitsNarrow(page: Page): Promise<void> {
  const usual = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize(usual);
  // Drawn again at that size: what is clicked next stands where it will be clicked.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Once the page has settled, axe finds nothing, and nothing is wider than the screen: of a desk that is walked at no other size, than 320 px. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect.poll(() => axeFindings(page, [...wcag, 'best-practice']), { timeout: 30_000 }).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  if (atOneSize.desktop.map(fileOf).includes(basename(test.info().file))) await fitsNarrow(page);
}
