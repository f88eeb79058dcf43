// The stories of the sandbox, played whole from its page through the doors: each step holds, twice over; what a story claims of who may read is asked
// again here by other calls; one that goes wrong stops, says why, and is played again.

import { type StoryName, storyTold } from '@carnet/contract/wording';
import { stories } from '@carnet/server/interfaces/sandbox/stories/all';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchesIn, recordOf } from '../support/fhir-deposits.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';

let fhir: FhirServer;
let origin: string;
beforeAll(async () => {
  fhir = await startFhirServer();
  origin = fhir.server.httpUrl;
});
afterAll(async () => fhir.close());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const play = async (story: string, how: string, headers: Readonly<Record<string, string>> = { origin }): Promise<Response> =>
  fetch(`${origin}/sandbox/stories/${story}/${how}`, { method: 'POST', redirect: 'manual', headers: { ...form, ...headers } });
const pageOf = async (story: string, language = 'fr'): Promise<string> =>
  (await fetch(`${origin}/sandbox/stories/${story}`, { headers: { 'accept-language': language } })).text();
const stepsIn = (text: string): readonly string[] => [...text.matchAll(/<li class="(waiting|held|failed)">/g)].map(([, state]) => state!);
const found = (card: string, patient: string): Promise<Reply> => fhir.ask(card, 'GET', `/DocumentReference?${recordOf(fhir, patient)}&_count=100`);
const typesSeen = ({ json }: Reply): readonly string[] =>
  (json['entry'] as readonly { resource: { type: { coding: { code: string }[] } } }[]).map(({ resource }) => resource.type.coding[0]!.code).toSorted();
const whole = async (story: StoryName, how: string): Promise<void> => {
  const answer = await play(story, how);
  const text = await pageOf(story);
  const { steps } = stories.find(({ name }) => name === story)!;
  expect({ status: answer.status, steps: stepsIn(text) }, text.replaceAll(/<[^>]+>/g, ' ')).toEqual({ status: 303, steps: steps.map(() => 'held') });
};

test('each is told, step by step and screen by screen, in both languages', () => {
  for (const { name, steps, screens, patient } of stories) {
    const told = storyTold(name);
    expect(Object.keys(told.steps), name).toEqual(steps.map((step) => step.name));
    expect(Object.keys(told.screens), name).toEqual(screens.map((screen) => screen.name));
    expect(fhir.personas.patients.find(({ key }) => key === patient)).toMatchObject({ medecinTraitant: 'dr-lambert' });
    for (const step of steps) expect(step.by === undefined || fhir.personas.professionals.some(({ key }) => key === step.by), step.name).toBe(true);
  }
});

describe('played whole, and again', () => {
  test.each(stories.map(({ name, patient }) => [name, patient] as const))('%s', async (story, patient) => {
    await whole(story, 'all');
    const first = matchesIn(await found('dr-lambert', patient));
    await whole(story, 'again');
    const second = matchesIn(await found('dr-lambert', patient));
    // Begun from a clean person: as many documents, and none of the first play's.
    expect(second).toHaveLength(first.length);
    expect(second.filter((id) => first.includes(id))).toEqual([]);
  });
});

describe('what the stories claim, asked otherwise', () => {
  test('the care home reads the letter; the hospital does not find it without breaking the glass', async () => {
    expect(typesSeen(await found('ide-vidal', 'david'))).toEqual(['11490-0', '74207-2']);
    expect((await found('dr-navarro', 'david')).codes).toContain('AUTORISATION_ABSENTE');
    const reason = encodeURIComponent('Chute, personne inconsciente');
    const emergency = await fhir.ask('dr-navarro', 'GET', `/DocumentReference?${recordOf(fhir, 'david')}`, {
      headers: { 'x-carnet-purpose': 'bris_de_glace', 'x-carnet-reason': reason },
    });
    expect(emergency.json['total']).toBe(2);
  });
  test('a home help finds the plan alone, and the foyer’s educator no result of Marion', async () => {
    await whole('laura-home', 'again');
    expect(typesSeen(await found('ad-costa', 'laura'))).toEqual(['80788-3']);
    expect(typesSeen(await found('ide-garnier', 'laura'))).toEqual(['11506-3', '47420-5', '80788-3']);
    expect((await found('es-brun', 'marion')).json['total']).toBe(0);
    expect(typesSeen(await found('ide-sorel', 'marion'))).toEqual(['11502-2', '18748-4']);
  });
  test('who followed Julien before finds nothing more, nor puts a foot in by the address of a document', async () => {
    const [document] = matchesIn(await found('es-haddad', 'julien'));
    expect((await fhir.ask('es-haddad', 'GET', `/DocumentReference/${document}`)).status).toBe(200);
    for (const path of [`/DocumentReference?${recordOf(fhir, 'julien')}`, `/DocumentReference/${document}`, `/Binary/${document}`])
      expect((await fhir.ask('es-perrot', 'GET', path)).status, path).toBe(403);
  });
  test('Charlotte’s vaccine is read in codes', async () => {
    const given = await fhir.ask('dr-lambert', 'GET', `/Immunization?${recordOf(fhir, 'charlotte')}`);
    expect(given.json['total']).toBe(1);
  });
});

describe('the page', () => {
  test('half played, gone wrong, tried again, begun again', async () => {
    await play('charlotte', 'again');
    expect((await play('charlotte', 'next')).headers.get('location')).toBe('/sandbox/stories/charlotte#etat');
    expect(stepsIn(await pageOf('charlotte'))).toEqual(['held', 'waiting', 'waiting']);
    const [note] = matchesIn(await found('dr-lambert', 'charlotte'));
    const remove = JSON.stringify([{ op: 'replace', path: '/status', value: 'entered-in-error' }]);
    expect(
      (await fhir.ask('ph-didot', 'PATCH', `/DocumentReference/${note}`, { headers: { 'content-type': 'application/json-patch+json' }, body: remove })).status,
    ).toBe(204);
    await play('charlotte', 'all');
    const stopped = await pageOf('charlotte');
    expect(stepsIn(stopped)).toEqual(['held', 'held', 'failed']);
    expect(stopped).toContain('/docs/erreurs#DOCUMENT_INEXISTANT');
    expect(stopped).toContain('Réessayer cette étape');
    expect(stopped).not.toContain('data-screen');
    await whole('charlotte', 'again');
    expect(await pageOf('charlotte')).toContain('data-screen');
  });
  test('every story is on the list, in English too, and the page of the sandbox leads there', async () => {
    const english = await (await fetch(`${origin}/sandbox/stories`, { headers: { 'accept-language': 'en' } })).text();
    for (const { name } of stories) {
      expect(english).toContain(`href="/sandbox/stories/${name}"`);
      expect(await pageOf(name, 'en')).toContain(storyTold(name).summary.en.slice(0, 20));
    }
    expect(await (await fetch(`${origin}/sandbox`)).text()).toContain('href="/sandbox/stories"');
  });
  test('its forms say where they come from', async () => {
    expect((await fetch(`${origin}/sandbox/stories/david`)).headers.get('referrer-policy')).toBe('same-origin');
  });
  test('what is no story is not there; another site’s page plays nothing', async () => {
    expect((await fetch(`${origin}/sandbox/stories/nobody`)).status).toBe(404);
    expect((await play('nobody', 'all')).status).toBe(404);
    expect((await play('david', 'backwards')).status).toBe(404);
    expect((await play('david', 'again', { origin: 'https://attacker.test' })).status).toBe(403);
    expect(stepsIn(await pageOf('david'))).not.toContain('waiting');
  });
  test('a reset of the sandbox forgets what was played', async () => {
    expect((await fetch(`${origin}/sandbox/reset`, { method: 'POST' })).status).toBe(204);
    expect(new Set(stepsIn(await pageOf('david')))).toEqual(new Set(['waiting']));
    await whole('lost-file', 'all');
  });
});
