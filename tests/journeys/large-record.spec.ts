// A record of ten thousand documents stays as easy as one of ten: its first rows come at once, counts are right, the rest follows on
// scrolling, sorting by name says how far it is, and coming back finds the place one had left.

import { type Page, expect, test } from '@playwright/test';
import { expectAccessible, patientOf, professionalOf, signIn } from '../support/journey.ts';
import { fillPatientRecord } from '../support/large-record.ts';

const patientKey = (project: string): string => (project === 'phone' ? 'sacha' : 'dominique');
const count = 10_000;
/** Far above what it takes on two cores of a busy machine, far below what a list that draws everything would. */
const firstRowsWithinMs = 20_000;

const links = (page: Page) => page.getByRole('main').locator('a.document-row, a.document-link');

/** Scrolls to the end, frame after frame as a hand does, until so many are shown. */
async function showRows(page: Page, wanted: number): Promise<void> {
  await page.evaluate(async (rows) => {
    while (document.querySelectorAll('main :is(a.document-row, a.document-link)').length < rows) {
      scrollTo(0, document.documentElement.scrollHeight);
      await new Promise(requestAnimationFrame);
    }
  }, wanted);
  expect(await links(page).count()).toBeGreaterThanOrEqual(wanted);
}

test('ten thousand documents in the patient’s list', async ({ page }, info) => {
  test.setTimeout(480_000);
  const phone = info.project.name === 'phone';
  const patient = patientOf(patientKey(info.project.name));
  await fillPatientRecord(process.env['CARNET_JOURNEYS_DATA_DIR']!, patient, professionalOf('dr-moreau'), count);
  await signIn(page, patient, patient.password);

  await test.step('the first rows come at once, and the counters say ten thousand', async () => {
    const asked = Date.now();
    await page.goto('/documents');
    await expect(links(page).first()).toBeVisible();
    expect(Date.now() - asked).toBeLessThan(firstRowsWithinMs);
    await expect(page.getByText('Visibles par les professionnels : 10 000 · Total : 10 000')).toBeVisible();
    expect(await links(page).count()).toBeLessThanOrEqual(100);
    await expectAccessible(page);
  });

  await test.step('the rest follows on scrolling, each document once', async () => {
    await showRows(page, 300);
    const hrefs = await links(page).evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(new Set(hrefs).size).toBe(hrefs.length);
    await expect(page.getByText(/^\d+\saffichés\ssur\s10\s000$/)).toBeVisible();
  });

  await test.step('a document opened from far down, then Back: the same rows, at the same place', async () => {
    const row = links(page).nth(260);
    await row.scrollIntoViewIfNeeded();
    const href = (await row.getAttribute('href'))!;
    const top = (await row.boundingBox())!.y;
    await row.click();
    await expect(page).toHaveURL(/\/documents\/[0-9a-f-]{36}/);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 }).last()).toBeVisible();
    await page.goBack();
    const again = page.locator(`main a[href="${href}"]`);
    await expect(again).toBeInViewport();
    expect(Math.abs((await again.boundingBox())!.y - top)).toBeLessThan(120);
  });

  await test.step('sorting by name reads the whole list, says how far it is, and sorts', async () => {
    if (phone) {
      await page.evaluate(() => scrollTo(0, 0));
      await page.getByRole('button', { name: /Trier par/ }).click();
      await page.getByRole('option', { name: 'Document', exact: true }).click();
    } else await page.getByRole('columnheader').nth(1).getByRole('button').click();
    await expect(page.getByText(/^Tri en cours\s: \d[\d\s]*\sdocuments lus sur\s10\s000\.$/)).toBeVisible();
    await expect(links(page).first()).toBeVisible({ timeout: 60_000 });
    const names = await page.getByRole('main').locator('.document-name').allTextContents();
    expect(names.length).toBeGreaterThan(0);
    // As many rows as were shown before, not the ten thousand that were read.
    expect(names.length).toBeLessThanOrEqual(400);
    expect(names).toEqual(names.toSorted(new Intl.Collator('fr', { numeric: true, sensitivity: 'base' }).compare));
    await showRows(page, names.length + 50);
  });
});
