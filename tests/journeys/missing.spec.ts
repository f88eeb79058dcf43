// Lists that lack a row which was altered in storage: what is missing is said where the list is read, to the patient and to the professional,
// beside the rows that are left and where none is. The server's own answers, but for their count of what is missing.

import { type Page, expect, test } from '@playwright/test';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, openRecord, patientOf, presentCard, professionalOf } from '../support/journey.ts';

async function withMissing(page: Page, count: number, emptied: boolean): Promise<void> {
  await page.unrouteAll({ behavior: 'wait' });
  await page.route(
    (url) => url.pathname.includes('/api/'),
    async (route) => {
      if (route.request().method() !== 'GET') return route.fallback();
      const response = await route.fetch();
      const isJson = (response.headers()['content-type'] ?? '').includes('json');
      const body = isJson ? ((await response.json()) as Record<string, unknown>) : undefined;
      if (body === undefined || !('missing' in body)) return route.fulfill({ response });
      const rows = Object.keys(body).filter((key) => emptied && Array.isArray(body[key]));
      // Of the first page only: a long list fetches others by itself.
      const missing = new URL(route.request().url()).searchParams.has('cursor') ? 0 : count;
      return route.fulfill({ response, json: { ...body, ...Object.fromEntries(rows.map((key) => [key, []])), missing } });
    },
  );
}

async function saidAt(page: Page, address: string, count: number): Promise<void> {
  await page.goto(address);
  const notice = page.getByText(count === 1 ? 'Il manque un élément à cette liste' : `Il manque ${count} éléments à cette liste`);
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(notice).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}

test('what can no longer be read is said to be missing', async ({ page }, info) => {
  test.setTimeout(240_000);
  const patient = patientOf('dominique');
  const lists = ['/documents', '/journal', '/avis'];
  await depositFor('dr-moreau', patient.key, { title: 'Compte rendu de consultation', typeCode: '11488-4' });
  await signInAnyTime(page, patient);
  for (const [count, emptied] of [
    [2, false],
    [1, true],
  ] as const)
    for (const address of lists)
      await test.step(`${address}, ${emptied ? 'with nothing left' : 'beside the others'}`, async () => {
        await withMissing(page, count, emptied);
        await saidAt(page, address, count);
        await page.setViewportSize(info.project.use.viewport!);
        await page.screenshot({ path: info.outputPath(`${address.slice(1)}-${emptied ? 'empty' : 'rows'}.png`) });
      });

  await test.step('to a professional, documents and journal', async () => {
    await withMissing(page, 2, false);
    await presentCard(page, professionalOf('dr-moreau'));
    await openRecord(page, patient);
    await expect(page).toHaveURL(/\/dossier/);
    const record = new URL(page.url()).pathname.replace(/\/$/, '');
    for (const address of [record, `${record}/journal`]) {
      await saidAt(page, address, 2);
      await page.setViewportSize(info.project.use.viewport!);
      await page.screenshot({ path: info.outputPath(`pro-${address.endsWith('journal') ? 'journal' : 'documents'}.png`) });
    }
  });
});
