// "Why was this refused?", asked of every trace of a real database: each is decided again on the facts of its moment and comes out as it did,
// also once these facts have changed.

import type { PersonneId } from '@carnet/domain/dossier';
import { instantOf, toIso } from '@carnet/domain/kernel';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainTraceIn } from '../../tools/explain/trace.ts';
import { newDossier, noon } from '../support/records.ts';
import { writeTies } from '../support/ties.ts';
import { type ProfessionalName, type WebWorld, professionals, startWebWorld, structures } from '../support/web-server.ts';

let world: WebWorld;
let owner: pg.Client;
const hour = 3_600_000;
const day = 24 * hour;
const hidden = { masquePs: true, invisiblePatient: true, invisibleRepresentants: true };
const shown = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };
const somebody = (): PersonneId => randomUUID() as PersonneId;
const people = { parent: somebody(), curateur: somebody(), aidant: somebody() };

/** What each kind of caller asks, allowed or not. */
async function everybodyAsks(): Promise<void> {
  const record = `/dossiers/${world.alice.id}`;
  const documents = [
    await world.deposit(Buffer.from('open')),
    await world.deposit(Buffer.from('masked'), { visibilite: { ...hidden, invisiblePatient: false } }),
    await world.deposit(Buffer.from('awaiting'), { visibilite: { ...shown, invisiblePatient: true } }),
    await world.deposit(Buffer.from('psychiatry'), { typeCode: '68599-0' }),
  ].map(({ logicalId }) => logicalId);
  const asSomebody = (personne: PersonneId): Promise<string> =>
    world.sessions.open({
      kind: 'patient',
      personne,
      dossier: world.bob.id,
      displayName: 'X Y',
      factors: 2,
      openedAt: noon,
      expiresAt: instantOf(noon + hour),
    });
  const callers = [
    ...(Object.keys(professionals) as ProfessionalName[]).map(async (name) => ['pro', await world.asProfessional(name)] as const),
    (async () => ['pro', await world.asProfessional('stranger', structures.closedHouse.id)] as const)(),
    (async () => ['patient', await world.asPatient(world.alice)] as const)(),
    (async () => ['patient', await world.asPatient(world.bob)] as const)(),
    ...Object.values(people).map(async (personne) => ['patient', await asSomebody(personne)] as const),
  ];
  const signedIn = await Promise.all(callers);
  for (const [door, token] of signedIn) {
    for (const path of [`${record}/documents`, ...documents.map((id) => `${record}/documents/${id}/reading`)]) await world.ask(door, path, { token });
    await world.ask(door, `${record}/documents/${randomUUID()}/reading`, { token });
  }
  // The clock of this world stands still: whoever may delete or unmask does it once everybody has asked.
  const remove: Asking = ['DELETE', `${record}/documents/${documents[0]!}?version=1`];
  const unmask: Asking = ['POST', `${record}/documents/${documents[1]!}/unmask`];
  const change = (door: 'pro' | 'patient', token: string, [method, path]: Asking): Promise<unknown> =>
    world.ask(door, path, { token, method, ...(method === 'POST' ? { body: { version: 1 } } : {}) });
  for (const name of ['reader', 'stranger', 'nurse', 'blocked'] as const) {
    const token = await world.asProfessional(name);
    await change('pro', token, remove);
    await change('pro', token, unmask);
  }
  await change('patient', await asSomebody(people.aidant), remove);
  await change('pro', await world.asProfessional('author'), remove);
  await change('patient', await world.asPatient(world.alice), unmask);
}
type Asking = readonly ['DELETE' | 'POST', string];

beforeAll(async () => {
  world = await startWebWorld();
  owner = new pg.Client({ connectionString: world.database.url });
  await owner.connect();
  const held = { since: instantOf(noon - day), until: instantOf(noon + day) };
  const { storage } = world.database;
  await writeTies(storage, world.alice, {
    representation: [people.parent, { kind: 'parent', ...held }],
    delegation: [people.aidant, { categories: ['analyses'], ...held }],
    masquages: [{ id: randomUUID() as never, from: { kind: 'profession', id: '60' as never }, what: { kind: 'space', id: 'comptes-rendus' } }],
  });
  await writeTies(storage, world.alice, { representation: [people.curateur, { kind: 'curateur', since: held.since }] });
  await everybodyAsks();
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

const traces = async (): Promise<readonly { readonly id: string; readonly rule: string | null }[]> =>
  (await owner.query<{ id: string; rule: string | null }>('SELECT id, rule FROM trace ORDER BY at, sequence')).rows;

async function outcomes(): Promise<{ readonly disagreeing: readonly string[]; readonly agreed: ReadonlySet<string> }> {
  const disagreeing: string[] = [];
  const agreed = new Set<string>();
  for (const { id, rule } of await traces()) {
    const { outcome, text } = await explainTraceIn(world.database.url, id);
    if (outcome === 'agrees') agreed.add(rule ?? 'granted');
    else if (rule !== 'DOCUMENT_INEXISTANT') disagreeing.push(text);
    else expect(outcome).toBe('kept-only');
  }
  return { disagreeing, agreed };
}

test('every trace, decided again, comes out as it did; then everything changes, and it still does', async () => {
  const first = await outcomes();
  expect(first.disagreeing).toEqual([]);
  for (const rule of ['granted', 'ACTEUR_INTERDIT', 'PS_BLOQUE', 'AUTORISATION_ABSENTE', 'AUTORISATION_EXPIREE', 'HABILITATION_ABSENTE', 'DOCUMENT_MASQUE_PS'])
    expect(first.agreed).toContain(rule);
  for (const rule of ['DOCUMENT_INVISIBLE_PATIENT', 'DOCUMENT_INVISIBLE_REPRESENTANTS', 'CATEGORIE_NON_PARTAGEE', 'ACTE_RESERVE', 'STRUCTURE_INCOHERENTE'])
    expect(first.agreed).toContain(rule);

  const later = toIso(instantOf(noon + hour));
  for (const text of [
    'UPDATE autorisation SET withdrawn_at = $1',
    'UPDATE blocage SET until = $1',
    'UPDATE representation SET until = $1',
    "UPDATE delegation SET ended_at = $1, ended_by = 'patient'",
    'UPDATE masquage SET until = $1',
    'UPDATE medecin_traitant SET until = $1',
  ])
    await owner.query(text, [later]);
  await owner.query(
    `INSERT INTO document_entry SELECT r.* FROM document_entry e CROSS JOIN LATERAL jsonb_populate_record(e, jsonb_build_object('entry_uuid', gen_random_uuid(),
      'version', e.version + 1, 'is_current', false, 'masque_ps', NOT e.masque_ps, 'invisible_patient', NOT e.invisible_patient, 'changed_at', $1::text)) r WHERE e.is_current`,
    [later],
  );
  await owner.query(
    `INSERT INTO policy_change (id, key, value, from_day, decided_by, decided_at, sealed) VALUES (gen_random_uuid(), 'blocageLiftable', 'true', '2026-11-20', 'x', $1, '')`,
    [later],
  );
  const second = await outcomes();
  expect(second.disagreeing).toEqual([]);
  expect(second.agreed).toEqual(first.agreed);
}, 300_000);

test('the command says it in words, and by its exit code', async () => {
  const node = promisify(execFile);
  const root = resolve(import.meta.dirname, '../..');
  const run = (...args: readonly string[]): Promise<{ stdout: string; stderr: string; code?: number }> =>
    node(process.execPath, [resolve(root, 'tools/explain/main.ts'), ...args], { env: { ...process.env, DATABASE_URL: world.database.url } }).catch(
      (failed: { stdout: string; stderr: string; code: number }) => failed,
    );
  const blocked = (await traces()).find(({ rule }) => rule === 'PS_BLOQUE')!;
  const said = await run('--trace', blocked.id);
  expect(said.stdout).toContain('REFUSÉ par PS_BLOQUE.');
  expect(said.stdout).toContain('Qui peut y changer quelque chose : Le patient ou son représentant, en levant le blocage.');
  expect(said.stdout).toContain('D’ACCORD');
  expect(said.code).toBeUndefined();
  // The person who was refused can quote the id of the answer.
  const { rows } = await owner.query<{ request: string }>('SELECT request_id AS request FROM trace WHERE id = $1', [blocked.id]);
  const quoted = await run('--trace', rows[0]!.request);
  expect(quoted.stdout).toContain(`Trace ${blocked.id}`);
  expect(quoted.stdout).toContain(`authentification DIRECTE, demande ${rows[0]!.request}`);
  expect(await run('--trace', randomUUID())).toMatchObject({ code: 2 });
  expect(await run('--trace', "'; DROP TABLE trace; --")).toMatchObject({ code: 2 });
  expect(await run()).toMatchObject({ code: 2 });
}, 60_000);

test('names nobody: what is sealed stays sealed', async () => {
  await world.database.storage.registry.openDossier(newDossier());
  for (const { id } of (await traces()).slice(0, 10)) {
    const { text } = await explainTraceIn(world.database.url, id);
    for (const name of ['MARCHAND', 'TRAITANT', 'Consultation', world.alice.ins.matricule]) expect(text).not.toContain(name);
  }
});
