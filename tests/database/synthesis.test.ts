// The volet de synthèse médicale at the web door: who may begin and deposit one, what is not quoted, what is refused, what replaces what, and that
// what was deposited says in codes what was written.

import type { DocumentDetail, Problem, SynthesisDraft, SynthesisPart } from '@carnet/contract';
import { synthesisParts } from '@carnet/domain/terminology';
import { readCdaEntries, parseCdaHeader } from '@carnet/codecs/cda';
import { type Visibilite, visibleToAll } from '@carnet/domain/document';
import type { Caller } from '@carnet/server/application/caller';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { beginSynthesis, frameSynthesis } from '@carnet/server/application/synthesis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allergy, entry, problem, treatment } from '../fixtures/cda/clinical.ts';
import { bytesOf, compose, section, structured } from '../fixtures/cda/compose.ts';
import { newEntry, newSet, noon } from '../support/records.ts';
import { type ProfessionalName, type WebWorld, acting, professionals, startWebWorld, structures } from '../support/web-server.ts';

let world: WebWorld;
const tokens = new Map<ProfessionalName, string>();
beforeAll(async () => {
  world = await startWebWorld();
  for (const name of ['treating', 'author', 'nurse', 'expired', 'blocked', 'stranger'] as const)
    tokens.set(name, await world.asProfessional(name, structures.cabinet.id));
  await documentSaying([problem(), treatment()], visibleToAll);
  await documentSaying([allergy()], { ...visibleToAll, masquePs: true });
});
afterAll(async () => world.close());

/** By the author, who sees what they wrote even masked. */
async function documentSaying(statements: readonly string[], visibilite: Visibilite): Promise<void> {
  const bytes = bytesOf(compose({ body: structured(section('S', '<paragraph>Mots</paragraph>', statements.map(entry).join(''))) }));
  const made = newEntry(world.alice.ins, bytes, { author: professionals.author.id, visibilite });
  const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = made;
  const caller: Caller = { actor: acting(professionals.author), mode: 'normal', context: { door: 'fhir', actorName: 'Camille AUTEUR' } };
  const done = await depositDocuments(world.ports, caller, { ins: world.alice.ins }, { set: newSet(made), documents: [{ metadata, bytes }] });
  expect(done.ok).toBe(true);
}

const place = () => `/dossiers/${world.alice.id}/vsm`;
const begin = async (name: ProfessionalName) => world.ask('pro', place(), { token: tokens.get(name) });
type Parts = Partial<Record<SynthesisPart, { readonly lines: readonly object[]; readonly none: boolean }>>;
const deposit = async (name: ProfessionalName, parts: Parts) =>
  world.ask('pro', place(), {
    method: 'POST',
    token: tokens.get(name),
    body: { parts: { ...Object.fromEntries(synthesisParts.map((part) => [part, { lines: [], none: false }])), ...parts } },
  });
const lines = (...texts: readonly string[]) => ({ lines: texts.map((text) => ({ text })), none: false });

describe('who', () => {
  test.each([
    ['expired', 'AUTORISATION_EXPIREE'],
    ['blocked', 'PS_BLOQUE'],
    ['stranger', 'AUTORISATION_ABSENTE'],
  ] as const)('%s neither begins nor deposits one', async (name, code) => {
    for (const answer of [await begin(name), await deposit(name, { problems: lines('Asthme') })]) {
      expect(answer.statusCode).toBe(403);
      expect(answer.json<Problem>().code).toBe(code);
    }
  });
  test('a secretary, a structure’s certificate and the AIR begin none: nothing of the record is shown to them first', async () => {
    const { id, structures: tied } = acting(professionals.treating);
    const context = { door: 'professional', actorName: 'Essai' } as const;
    const cabinet = { id: structures.cabinet.id, active: true };
    const callers: readonly Caller[] = [
      { actor: { kind: 'secretariat', id, active: true, structures: tied, structure: cabinet, authentication: 'DIRECTE' }, mode: 'normal', context },
      { actor: { kind: 'structure', ...cabinet }, mode: 'normal', context },
      { actor: { ...acting(professionals.treating), authentication: 'INDIRECTE_RENFORCEE', structure: cabinet }, mode: 'normal', context },
    ];
    for (const caller of callers)
      for (const act of [beginSynthesis, frameSynthesis]) {
        const answer = await act(world.ports, caller, { id: world.alice.id });
        expect(answer, caller.actor.kind).toMatchObject({
          ok: false,
          refusal: { code: expect.stringMatching(/^(?:FONCTION_INTERDITE|AUTHENTIFICATION_INSUFFISANTE)$/) },
        });
      }
  });
  test('the patient has no such page', async () => {
    const token = await world.asPatient(world.alice);
    expect((await world.ask('patient', place(), { token })).statusCode).toBe(404);
  });
});

describe('what it is begun with', () => {
  test('what documents say, each line with its own; nothing of a masked one, which is only counted', async () => {
    const answer = await begin('author');
    expect(answer.statusCode).toBe(200);
    const { parts, unquoted, read } = answer.json<SynthesisDraft>();
    expect(parts.problems.lines).toMatchObject([
      { line: { text: 'Diabète sucré de type 2, sans complication', code: { code: 'E11.9' }, date: '2019' }, said: { count: 1 } },
    ]);
    expect(parts.treatments.lines).toMatchObject([
      { line: { dose: { value: 1, unit: '{tablet}' } }, details: ['1\u00A0comprimé', '2 fois par jour', 'depuis 01/01/2026'] },
    ]);
    expect(parts.allergies.lines).toEqual([]);
    expect({ unquoted, read }).toEqual({ unquoted: 1, read: 1 });
    expect(answer.body).not.toContain('moxicilline');
  });
  test('the key of a draft is the session’s and the record’s', async () => {
    const [mine, again, other] = [await begin('author'), await begin('author'), await begin('treating')].map(
      (answer) => answer.json<SynthesisDraft>().draftKey,
    );
    expect(mine).toBe(again);
    expect(mine).not.toBe(other);
    expect(Buffer.from(mine!, 'base64')).toHaveLength(32);
  });
});

describe('what is deposited', () => {
  test('a relative who is named is refused by the place, and the name is not said again', async () => {
    const answer = await deposit('author', { family: lines('Père : infarctus', 'Tante Odile : asthme') });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Problem>().findings).toMatchObject([{ field: 'family.lines.1.text', rule: 'PARENT_NOMME' }]);
    expect(answer.body).not.toContain('Odile');
  });
  test('an empty one, one that says "néant" beside lines, an unknown field: refused', async () => {
    expect((await deposit('author', {})).json<Problem>().findings).toMatchObject([{ rule: 'CONTENU_VIDE' }]);
    expect((await deposit('author', { allergies: { lines: [{ text: 'Latex' }], none: true } })).json<Problem>().findings).toMatchObject([
      { rule: 'NEANT_AVEC_LIGNES' },
    ]);
    expect((await deposit('author', { allergies: { lines: [{ text: 'Latex', author: 'x' }], none: false } })).statusCode).toBe(400);
  });
  test('says in codes what was written, in the name of who wrote it; the next one of the same author replaces it, another’s does not', async () => {
    const first = await deposit('author', {
      allergies: { lines: [{ text: 'Latex', grave: true }], none: false },
      problems: { lines: [{ text: 'Asthme', code: { code: 'J45.9', system: '2.16.840.1.113883.6.3' } }], none: false },
      family: lines('Père : infarctus à 48 ans'),
      treatments: { lines: [], none: true },
    });
    expect(first.statusCode).toBe(201);
    const written = first.json<DocumentDetail>();
    expect(written.typeCode).toBe('SYNTH');
    const original = await world.ask('pro', `/dossiers/${world.alice.id}/documents/${written.id}/original`, { token: tokens.get('author') });
    const bytes = original.rawPayload;
    expect(readCdaEntries(bytes)?.facts).toMatchObject([
      { kind: 'allergy', criticality: 'high', agent: { text: 'Latex' } },
      { kind: 'condition', code: { codings: [{ code: 'J45.9' }], text: 'Asthme' } },
    ]);
    const header = parseCdaHeader(bytes);
    expect(header).toMatchObject({ ok: true, value: { creationTime: noon - (noon % 1_000), authors: [{ id: professionals.author.id }] } });

    const draft = (await begin('author')).json<SynthesisDraft>();
    expect(draft.replaces?.id).toBe(written.id);
    expect(draft.parts.family.lines.map(({ line }) => line.text)).toEqual(['Père : infarctus à 48 ans']);
    expect((await begin('treating')).json<SynthesisDraft>().replaces).toBeUndefined();

    expect((await deposit('treating', { problems: lines('Asthme') })).statusCode).toBe(201);
    const second = await deposit('author', { problems: lines('Asthme sévère') });
    expect(second.statusCode).toBe(201);
    const former = await world.ask('pro', `/dossiers/${world.alice.id}/documents/${written.id}`, { token: tokens.get('author') });
    expect(former.json<DocumentDetail>().status).toBe('Deprecated');
    const list = await world.ask('pro', `/dossiers/${world.alice.id}/documents?type=SYNTH`, { token: tokens.get('author') });
    expect(list.json<{ readonly total: number }>().total).toBe(2);
  });
});
