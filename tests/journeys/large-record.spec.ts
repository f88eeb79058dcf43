// A record of ten thousand documents stays as easy as one of ten: its first rows come at once, counts are right, the rest follows on
// scrolling, sorting by name says how far it is, and coming back finds the place one had left. So does the list of a professional.
// The patient's is sorted and searched on the phone; the professional's is read at the desk.

import { type Page, expect, test } from '@playwright/test';
import { type Patient, expectAccessible, openRecord, patientOf, presentCard, professionalOf, signIn } from '../support/journey.ts';
import { fillPatientRecord } from '../support/large-record.ts';

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

async function sortAndSearch(page: Page): Promise<void> {
  await test.step('sorting by name reads the whole list, says how far it is, and sorts', async () => {
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await page.getByRole('button', { name: /Trier par/ }).click();
    await page.getByRole('option', { name: 'Document', exact: true }).click();
    await expect(page.getByText(/^Tri en cours\s: \d[\d\s]*\sdocuments lus sur\s10\s000\.$/)).toBeVisible();
    await expect(links(page).first()).toBeVisible({ timeout: 180_000 });
    const names = await page.getByRole('main').locator('.document-name').allTextContents();
    expect(names.length).toBeGreaterThan(0);
    // As many rows as were shown before, not the ten thousand that were read.
    expect(names.length).toBeLessThanOrEqual(400);
    expect(names).toEqual(names.toSorted(new Intl.Collator('fr', { numeric: true, sensitivity: 'base' }).compare));
    await showRows(page, names.length + 50);
  });

  await test.step('what is typed is looked for in all of them, kept out of the address, and found again on coming back', async () => {
    await page.goto('/documents');
    const field = page.getByRole('textbox', { name: 'Chercher dans cette liste' });
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await field.fill('consultation compte');
    await expect(page.getByRole('status').filter({ hasText: /^10\s000 documents trouvés$/ })).toBeVisible({ timeout: 180_000 });
    await field.fill('rien de tel');
    await expect(page.getByText('Aucun document ne contient « rien de tel »')).toBeVisible();
    await page.getByRole('button', { name: 'Afficher tous les documents' }).click();
    await expect(links(page).nth(1)).toBeVisible();
    const day = await links(page).first().locator('.document-when').innerText();
    await field.fill(`COMPTE ${day}`);
    await expect(links(page).first()).toBeVisible();
    expect(page.url()).not.toContain('COMPTE');
    await links(page).first().click();
    await expect(page).toHaveURL(/\/documents\/[0-9a-f-]{36}/);
    await page.goBack();
    // The list is put back at the height where it was left, which would move what is about to be pressed.
    await expect(links(page).first()).toBeVisible();
    await page.getByRole('button', { name: 'Filtrer (1)' }).click();
    await expect(field).toHaveValue(`COMPTE ${day}`);
    await expectAccessible(page);
  });
}

async function readAtTheDesk(page: Page, patient: Patient): Promise<void> {
  const rows = page.locator('.pro-row, .document-rows a');
  const more = page.getByRole('button', { name: 'Afficher la suite' });

  await test.step('the professional reads the first hundred at once, and how many there are', async () => {
    await presentCard(page, professionalOf('dr-moreau'));
    const asked = Date.now();
    await openRecord(page, patient);
    await expect(rows.first()).toBeVisible();
    expect(Date.now() - asked).toBeLessThan(firstRowsWithinMs);
    // Types that are not for a médecin are not counted.
    await expect(page.getByText(/^\d{1,2}\s\d{3} documents · 100 affichés sur \d{1,2}\s\d{3}$/)).toBeVisible();
    await expect(rows).toHaveCount(100);
    await expectAccessible(page);
  });

  await test.step('the rest comes on demand, each document once; a page that did not come says so and can be asked for again', async () => {
    const further = (url: URL): boolean => url.searchParams.has('cursor');
    await page.route(further, (route) => route.abort());
    await more.click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(rows).toHaveCount(100);
    // Where the page was left, a row's menu may stand half under the patient's band.
    await page.evaluate(() => scrollTo(0, 0));
    await expectAccessible(page);
    await page.unroute(further);
    for (const wanted of [200, 300, 400]) {
      await more.click();
      await expect(rows).toHaveCount(wanted);
    }
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByText(/· 400 affichés sur \d{1,2}\s\d{3}$/)).toBeVisible();
    const seen = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('href') ?? row.getAttribute('data-key')));
    expect(seen).not.toContain(null);
    expect(new Set(seen).size).toBe(400);
  });

  await test.step('a document opened from far down is seen from its top, and the list comes back at its row', async () => {
    await rows.nth(350).click();
    await expect(page).toHaveURL(/\/document\/[0-9a-f-]{36}$/);
    await expect(page.locator('.pane-header h2')).toBeInViewport();
    await expect(rows).toHaveCount(400);
    await expect(rows.nth(350)).toBeInViewport();
  });
}

test('ten thousand documents in a list', async ({ page }, info) => {
  test.setTimeout(480_000);
  const phone = info.project.name === 'phone';
  const patient = patientOf(phone ? 'sacha' : 'dominique');
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

  await (phone ? sortAndSearch(page) : readAtTheDesk(page, patient));
});
