// What a person waits for: the first page with nothing kept in the browser, then each next one, with a processor four times slower and "slow 4G"
// (150 ms there and back, 1.6 Mbit/s down, 0.75 up: Lighthouse's). Shown: a title of the page, and no grey shape where something is to come.

import { setTimeout as later } from 'node:timers/promises';
import { type CDPSession, type Page, expect } from '@playwright/test';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { patientOf, professionalOf, test } from '../support/journey.ts';
import { fillPatientRecord } from '../support/large-record.ts';

const turns = 5;
/** How long one reads a page before going to the next, at the least: a glance. */
const readSeconds = 3;
const slower = 4;
/** More than a first page of a list holds. */
const documents = 120;
const slow4G = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (0.75e6 / 8) * 0.9 };

const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
const say = (what: string, values: readonly number[], unit: string): void =>
  console.log(
    `${what.padEnd(44)} median ${Math.round(median(values)).toString().padStart(6)} ${unit}   worst ${Math.round(Math.max(...values))
      .toString()
      .padStart(6)} ${unit}`,
  );

/** Milliseconds since the navigation began, once the page has its title and nothing grey is left. */
const shown = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector('main h1') !== null && document.querySelector('.skeleton') === null) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );

async function slowed(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return session;
}

// What a first visit costs, without what a service worker fetches behind it.
test.use({ serviceWorkers: 'block' });
test('the patient’s app', async ({ page, openPage }, info) => {
  const firstViews: readonly string[] = ['/', '/connexion', '/accueil'];
  const nextViews = info.project.name === 'phone' ? ['Documents', 'Accès', 'Accueil'] : ['Documents', 'Qui y accède', 'Journal', 'Ma santé', 'Accueil'];
  // Each size its own record: none but the documents it is given here.
  const patient = patientOf(info.project.name === 'phone' ? 'sacha' : 'camille');
  await fillPatientRecord(process.env['CARNET_JOURNEYS_DATA_DIR']!, patient, professionalOf('dr-moreau'), documents);
  await signInAnyTime(page, patient);
  const session = await slowed(page);
  let received = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    received += encodedDataLength;
  });

  for (const path of firstViews) {
    const times: number[] = [];
    const bytes: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      await session.send('Network.clearBrowserCache');
      received = 0;
      if (path === '/connexion') {
        // Its address is drawn by the provider: the way there is the person's.
        await page.context().clearCookies({ name: /./ });
        await page.goto('/');
        await shown(page);
        await session.send('Network.clearBrowserCache');
        received = 0;
        await page.getByRole('link', { name: 'Me connecter' }).first().click();
        await page.waitForURL(/\/connexion\//);
      } else await page.goto(path, { waitUntil: 'commit' });
      times.push(await shown(page));
      bytes.push(received / 1_000);
    }
    say(`${info.project.name}, first view of ${path}`, times, 'ms');
    say(`${info.project.name}, received for it`, bytes, 'KB');
    if (path === '/connexion') {
      const other = await openPage();
      await signInAnyTime(other, patient);
      await page.context().addCookies(await other.context().cookies());
    }
  }

  const navigation = page.getByRole('navigation', { name: 'Navigation principale' }).filter({ visible: true });
  const next = async (name: string): Promise<number> => {
    const link = navigation.getByRole('link', { name: new RegExp(`^${name}`) });
    await expect(link).toBeVisible();
    return link.evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          // The address changes before the page does: until then its title and its lines are those of the page that one leaves.
          const title = (): string | undefined => document.querySelector('main h1')?.textContent;
          const was = title();
          const began = performance.now();
          (element as HTMLElement).click();
          const look = (): void => {
            if (title() !== undefined && title() !== was && document.querySelector('.skeleton') === null) resolve(performance.now() - began);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }),
    );
  };
  const ways = [
    { what: 'next views, first time, at once', anew: true, readMs: 0 },
    { what: 'next views, again', anew: false, readMs: 0 },
    { what: `next views, first time, each read ${readSeconds} s`, anew: true, readMs: readSeconds * 1_000 },
  ];
  for (const { what, anew, readMs } of ways) {
    if (anew) {
      await session.send('Network.clearBrowserCache');
      await page.goto('/accueil');
      await shown(page);
    }
    const times: number[] = [];
    for (const name of nextViews) {
      await later(readMs);
      times.push(await next(name));
    }
    say(`${info.project.name}, ${what}`, times, 'ms');
    console.log(`  ${nextViews.map((name, at) => `${name} ${Math.round(times[at]!)}`).join(', ')}`);
  }
});
