// A doctor's desk: how long a record takes to open, glance and list, on a computer as it is; and what a day of patients leaves in the browser.

import { type CDPSession, type Page, expect } from '@playwright/test';
import { coded, entry, problem, result, results, surgery, treatment } from '../fixtures/cda/clinical.ts';
import { depositFor } from '../support/journey-deposit.ts';
import { type Patient, patientOf, presentCard, professionalOf, test } from '../support/journey.ts';
import { fillPatientRecord } from '../support/large-record.ts';

const openings = 60;
/** Eight hours, three minutes each. */
const day = { patients: 160, minutesEach: 3, told: 40 };
const rows = 120;
/** Dr Moreau is the médecin traitant of each. */
const patients = ['hortense', 'dominique', 'ruth', 'camille', 'bernard', 'amara'];
const atc = '2.16.840.1.113883.6.73';
const taken = [
  'KARDEGIC 75 mg',
  'BISOPROLOL 2,5 mg',
  'RAMIPRIL 5 mg',
  'METFORMINE 1 000 mg',
  'ATORVASTATINE 20 mg',
  'PARACÉTAMOL 1 g',
  'FUROSÉMIDE 40 mg',
  'LÉVOTHYROXINE 75 µg',
];

const quantile = (values: readonly number[], share: number): number => values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1]!;

async function fill(key: string): Promise<void> {
  await depositFor('dr-moreau', key, {
    title: 'Ordonnance de suivi',
    typeCode: '57833-6',
    entries: taken.map((name, at) => entry(treatment('EVN', { code: coded(`C0${at}AA01`, atc, name), name }))).join(''),
  });
  await depositFor('dr-moreau', key, {
    title: 'Bilan d’automne',
    typeCode: '11502-2',
    entries: entry(results(result({ time: '20260610080000+0100' }))) + entry(problem()) + entry(surgery()),
  });
  await fillPatientRecord(process.env['CARNET_JOURNEYS_DATA_DIR']!, patientOf(key), professionalOf('dr-moreau'), rows);
}

interface Opened {
  /** The patient, the glance and the lines that a screen holds. */
  readonly screen: number;
  /** Fifty lines. */
  readonly list: number;
}

/** Milliseconds from the press. */
async function open(page: Page, patient: Patient): Promise<Opened> {
  await page.getByRole('textbox', { name: 'Matricule INS du patient' }).fill(patient.ins);
  return page.getByRole('button', { name: 'Chercher' }).evaluate(
    (button) =>
      new Promise<Opened>((resolve) => {
        const began = performance.now();
        let screen: number | undefined;
        (button as HTMLElement).click();
        const look = (): void => {
          const lines = document.querySelectorAll('.pro-row').length;
          const isSeen = lines >= 20 && document.querySelector('.glance-lines') !== null && document.querySelector('.skeleton') === null;
          const now = performance.now() - began;
          if (isSeen) screen ??= now;
          if (screen !== undefined && lines >= 50) resolve({ screen, list: now });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );
}

interface Held {
  readonly megabytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** After the collector: what nothing refers to does not count. */
async function held(session: CDPSession): Promise<Held> {
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)!.value;
  return { megabytes: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

test.beforeAll(async () => {
  for (const key of patients) await fill(key);
});

test('a record opened', async ({ page }) => {
  await presentCard(page, professionalOf('dr-moreau'));
  const times: Opened[] = [];
  for (let turn = 0; turn < openings; turn += 1) {
    // Loaded anew: nothing of the record is kept.
    await page.goto('/pro/');
    await page.waitForLoadState('networkidle');
    times.push(await open(page, patientOf(patients[turn % patients.length]!)));
  }
  const say = (what: string, values: readonly number[]): void =>
    console.log(
      `${what.padEnd(44)} p50 ${quantile(values, 0.5).toFixed(0)} ms   p95 ${quantile(values, 0.95).toFixed(0)} ms   worst ${Math.max(...values).toFixed(0)} ms`,
    );
  say(
    'a record opened, glance and first screen',
    times.map(({ screen }) => screen),
  );
  say(
    'a record opened, glance and fifty lines',
    times.map(({ list }) => list),
  );
});

test('a day of patients', async ({ page }) => {
  test.setTimeout(1_800_000);
  await page.clock.install();
  await presentCard(page, professionalOf('dr-moreau'));
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const kept: Held[] = [];
  for (let seen = 1; seen <= day.patients; seen += 1) {
    await open(page, patientOf(patients[seen % patients.length]!));
    await page.locator('.glance-block[data-head="treatments"] .glance-said a').first().click();
    await expect(page.getByRole('main').getByText('Texte de Ordonnance de suivi')).toBeVisible();
    await page.getByRole('link', { name: 'Situations' }).click();
    await expect(page.getByRole('region', { name: /^Traitements/ })).toBeVisible();
    await page.getByRole('link', { name: 'Carnet, ouvrir un dossier' }).click();
    await expect(page.getByRole('textbox', { name: 'Matricule INS du patient' })).toBeVisible();
    await page.clock.fastForward(day.minutesEach * 60_000);
    if (seen % day.told === 0) {
      const now = await held(session);
      kept.push(now);
      console.log(`after ${seen} patients                         ${now.megabytes.toFixed(1)} MB   ${now.nodes} nodes   ${now.listeners} listeners`);
    }
  }
  const [first, last] = [kept[0]!, kept.at(-1)!];
  expect(last.nodes, 'elements that no page shows are kept').toBeLessThan(first.nodes * 1.2);
  expect(last.megabytes, 'what a patient leaves is kept').toBeLessThan(first.megabytes * 1.2);
});
