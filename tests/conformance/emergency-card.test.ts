// The emergency card (A190) through the web door: chosen by the patient from what the record says in codes, opened by whoever holds it, the rest
// by its code, tries counted, every opening in the journal and told; withdrawn, or over, it says nothing more.

import { cardCodeSchema, cardOfferSchema, journalSchema, madeCardSchema, noticesSchema, openedCardSchema, ownCardSchema } from '@carnet/contract';
import type { DocumentEntry } from '@carnet/domain/document';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allergy, coded, entry, everything, problem } from '../fixtures/cda/clinical.ts';
import { compose, section, structured } from '../fixtures/cda/compose.ts';
import { type EntryOptions, newEntry, newSet } from '../support/records.ts';
import { type Answer, type WebWorld, acting, professionals, startWebWorld, structures } from '../support/web-server.ts';

let world: WebWorld;
let patient: string;
let masked: DocumentEntry;
const icd10 = '2.16.840.1.113883.6.3';

const sulphonamide = `<participant typeCode="CSM"><participantRole><playingEntity><code ${coded('J01EC01', '2.16.840.1.113883.6.73', 'sulfaméthoxazole')}/><name>Sulfaméthoxazole</name></playingEntity></participantRole></participant>`;

/** As software of care sends it: what it says in codes is read. */
async function depositCda(body: string, visible: Pick<EntryOptions, 'visibilite'>): Promise<DocumentEntry> {
  const { ins } = world.alice;
  const bytes = Buffer.from(compose({ body, patientIds: `<id root="${ins.oid}" extension="${ins.matricule}"/>` }));
  const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = newEntry(ins, bytes, { author: professionals.author.id, ...visible });
  const { id: _____, submittedAt: ______, ...set } = newSet(metadata);
  const sender = { actor: acting(professionals.author), mode: 'normal', context: { door: 'fhir', actorName: 'Camille AUTEUR' } } as const;
  const sent = await depositDocuments(world.ports, sender, { ins }, { set, documents: [{ metadata, bytes }] });
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
  return sent.value.entries[0]!;
}
const own = (method: 'GET' | 'POST' | 'DELETE' | 'PUT', path: string, body?: object): Promise<Answer> =>
  world.ask('patient', `/dossiers/${world.alice.id}${path}`, { method, token: patient, ...(body === undefined ? {} : { body }) });
/** As somebody with nothing but the card. */
const held = (path: 'open' | 'code', body: object): Promise<Answer> => world.ask('patient', `/emergency-card/${path}`, { method: 'POST', body });
const offered = async () => cardOfferSchema.parse((await own('GET', '/card/offer')).json());
const acts = async (): Promise<readonly (string | undefined)[]> =>
  journalSchema.parse((await own('GET', '/journal?limit=200')).json()).lines.map(({ about }) => about?.act);
const toldOpenings = async (): Promise<number> =>
  noticesSchema.parse((await own('GET', '/notices')).json()).notices.filter(({ kind }) => kind === 'carte-ouverte').length;

beforeAll(async () => {
  world = await startWebWorld();
  patient = await world.asPatient(world.alice);
  await depositCda(everything, {});
  const hidden = structured(
    section('Problèmes', '<paragraph>Tristesse</paragraph>', entry(problem({ value: coded('F32.0', icd10, 'Épisode dépressif léger') }))),
    section('Allergies', '<paragraph>Sulfamides</paragraph>', entry(allergy({ agent: sulphonamide }))),
  );
  masked = await depositCda(hidden, { visibilite: { masquePs: true, invisiblePatient: false, invisibleRepresentants: false } });
});
afterAll(() => world.close());

it('offers what the record says in codes and what the patient says, none apart from not said, and marks what is hidden', async () => {
  const before = await offered();
  expect(before.none).toEqual([]);
  expect(before).toMatchObject({ name: expect.stringMatching(/\S/) as string, sexe: expect.stringMatching(/^[FMI]$/) as string });
  const parts = (part: string) => before.lines.filter((line) => line.part === part);
  expect(parts('allergies').map(({ codes, masked: isMasked }) => [codes[0]?.code, isMasked])).toEqual(
    expect.arrayContaining([
      ['J01CA04', false],
      ['J01EC01', true],
    ]) as unknown[],
  );
  expect(parts('treatments').map(({ codes }) => codes[0]?.code)).toEqual(['A10BA02']);
  expect(parts('conditions').map(({ codes, masked: isMasked }) => [codes[0]?.code, isMasked])).toEqual(
    expect.arrayContaining([
      ['E11.9', false],
      ['F32.0', true],
    ]) as unknown[],
  );
  expect(parts('doctor').map(({ text }) => text)).toEqual(['Camille TRAITANT']);
  expect(parts('contacts')).toEqual([]);
  await own('PUT', '/profile', { bloodGroup: 'O-', allergies: ['Arachide'], emergencyContacts: 'none' });
  const after = await offered();
  expect(after.none).toEqual(['contacts']);
  expect(after.bloodGroup).toBe('O-');
  expect(after.lines.find(({ key }) => key === 'allergies/0')).toMatchObject({ text: 'Arachide', by: 'patient', codes: [], masked: false });
  // Each document a line comes from was read, and is said to have been.
  const lines = journalSchema.parse((await own('GET', '/journal?limit=200')).json()).lines;
  expect(lines.filter(({ action, documentId }) => action === 'read-document' && documentId === masked.logicalId).length).toBeGreaterThan(0);
});

it('opens the minimum to whoever holds it, the rest with its code, five wrong ones at most; says it all, and stops when withdrawn', async () => {
  expect(ownCardSchema.parse((await own('GET', '/card')).json())).toEqual({});
  const { lines, none } = await offered();
  const visible = lines.filter((line) => !line.masked).map(({ key }) => key);
  const keys = [...visible, ...none.map((part) => `none/${part}`), 'bloodGroup'];
  const refused = await own('POST', '/card', { keys, days: 30 });
  expect([refused.statusCode, refused.json<{ findings: unknown[] }>().findings]).toEqual([400, [expect.objectContaining({ field: 'code' })]]);
  for (const code of ['1234', '0000', '987654', '12', 'abcd']) expect((await own('POST', '/card', { keys, days: 30, code })).statusCode, code).toBe(400);
  const made = madeCardSchema.parse((await own('POST', '/card', { keys, days: 30, code: '4071' })).json());
  expect(made).toMatchObject({ withCode: true, triesLeft: 5, expired: false });
  expect(made.token).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(JSON.stringify(made.content)).not.toContain('F32.0');

  const opened = openedCardSchema.parse((await held('open', { token: made.token })).json());
  expect(opened.content.rest).toBeUndefined();
  expect(opened.content.minimum.lines.map(({ part }) => part)).toEqual(expect.arrayContaining(['allergies']));
  expect(opened.content.minimum.none).toEqual(['contacts']);
  expect(JSON.stringify(opened)).not.toMatch(/E11|A10BA02|TRAITANT/);
  await held('open', { token: made.token });
  expect(await toldOpenings()).toBe(1);

  expect(cardCodeSchema.parse((await held('code', { token: made.token, code: '4072' })).json())).toEqual({ right: false, triesLeft: 4 });
  const whole = cardCodeSchema.parse((await held('code', { token: made.token, code: '4071' })).json());
  expect(whole.right && whole.rest.lines.map(({ part }) => part)).toEqual(['treatments', 'conditions', 'doctor']);
  expect(await toldOpenings()).toBe(3);
  for (let left = 3; left >= 0; left--) expect((await held('code', { token: made.token, code: '0001' })).json()).toEqual({ right: false, triesLeft: left });
  expect((await held('code', { token: made.token, code: '4071' })).json()).toEqual({ right: false, triesLeft: 0 });
  expect(await acts()).toEqual(expect.arrayContaining(['card-made', 'card-opened', 'card-opened-whole', 'card-code-refused']));

  // Made again, under the same token: what was printed says what is new.
  const again = madeCardSchema.parse((await own('POST', '/card', { keys: visible.filter((key) => key === 'allergies/0'), days: 90 })).json());
  expect([again.token, again.withCode]).toEqual([made.token, false]);
  const anew = openedCardSchema.parse((await held('open', { token: made.token })).json());
  expect(anew.content.minimum).toEqual({ lines: [expect.objectContaining({ text: 'Arachide' })], none: [] });
  expect((await held('code', { token: made.token, code: '4071' })).json()).toEqual({ right: false, triesLeft: 0 });

  expect((await own('DELETE', '/card')).statusCode).toBe(204);
  for (const token of [made.token, 'A'.repeat(22), 'pas un jeton']) {
    const gone = await held('open', { token });
    expect([gone.statusCode, gone.json<{ code: string }>().code]).toEqual([404, 'CARTE_URGENCE_INVALIDE']);
  }
  expect((await own('DELETE', '/card')).statusCode).toBe(404);
  expect(await acts()).toContain('card-withdrawn');
});

it('puts what is hidden on the card where its holder chooses it, and keeps nothing of it in clear', async () => {
  const { lines } = await offered();
  const secret = lines.filter(({ masked: isMasked }) => isMasked).map(({ key }) => key);
  const made = madeCardSchema.parse((await own('POST', '/card', { keys: secret, days: 365, code: '907153' })).json());
  expect(JSON.stringify(made.content)).toContain('F32.0');
  const { rows } = await world.database.storage.pool.query<{ row: string }>(
    'SELECT c::text || d::text AS row FROM emergency_card c, emergency_card_directory d',
  );
  expect(rows).toHaveLength(1);
  for (const clear of ['F32', 'depress', '907153', made.token, Buffer.from(made.token).toString('hex')]) expect(rows[0]!.row).not.toContain(clear);
  // Over: its time, then its record.
  const opens = async (): Promise<number> => (await held('open', { token: made.token })).statusCode;
  expect(await opens()).toBe(200);
  const until = (days: number) => world.database.storage.pool.query('UPDATE emergency_card SET until = until + make_interval(days => $1)', [days]);
  await until(-365);
  expect([await opens(), ownCardSchema.parse((await own('GET', '/card')).json()).card?.expired]).toEqual([404, true]);
  await until(365);
  // Software of care has no way to it; another person of the patient's side has their own, or none.
  const reader = await world.asProfessional('reader', structures.cabinet.id);
  expect((await world.ask('pro', `/dossiers/${world.alice.id}/card`, { token: reader })).statusCode).toBe(404);
  expect((await world.ask('patient', `/dossiers/${world.alice.id}/card`, { token: await world.asPatient(world.bob) })).statusCode).toBe(404);
  expect((await own('POST', '/close', {})).statusCode).toBe(200);
  expect(await opens()).toBe(404);
});
