// Records opened for somebody: at a counter and with a professional's card (A008), for the residents of a care home (A009), for a child by a parent
// (A010, A011). Who may, on whose agreement, what is written of it, and that nobody who opens reads anything.

import type { Actor, Policy } from '@carnet/domain/access';
import type { Assure, DossierId, PersonneId, SaidAgreement } from '@carnet/domain/dossier';
import type { StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, instantOf, plusDays } from '@carnet/domain/kernel';
import { listAyantsDroit, openChild } from '@carnet/server/application/ayants-droit';
import type { Caller } from '@carnet/server/application/caller';
import { type LetterHolder, findPresented, giveAccess, openFor } from '@carnet/server/application/open-for';
import { beginRound, listRounds, openResident } from '@carnet/server/application/residents';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readJournal } from '@carnet/server/application/read-journal';
import { issueLetter, replaceLost } from '@carnet/server/interfaces/oidc/access-letter';
import { verifyPassword } from '@carnet/server/interfaces/oidc/password-hash';
import type { Courier, Ports } from '@carnet/server/ports';
import { postgresAccounts, postgresAttempts, postgresSignInProgress } from '@carnet/server/storage/postgres/account-store';
import { postgresSessions } from '@carnet/server/storage/postgres/session-store';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { doctor, newDossier, newIns, noon } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const { storage, close } = await freshDatabase();
afterAll(close);
let now: Instant = noon;
const ports = portsOn(storage, () => now);
const under = (policy: Partial<Policy>): Ports => ({
  ...ports,
  law: { at: async (at) => ({ ...(await storage.law.at(at)), policy: { ...(await storage.law.at(at)).policy, ...policy } }) },
});
const accounts = postgresAccounts(storage.pool, storage.vault);
const issue = (holder: LetterHolder) => issueLetter({ accounts, progress: postgresSignInProgress(storage.pool), clock: ports.clock }, holder);

const caisse = '1990000024' as StructIdNat;
const house = '1990000017' as StructIdNat;
await storage.registry.register({
  structures: [
    { id: caisse, name: 'Caisse', sector: 'SA24', active: true },
    { id: house, name: 'Les Mimosas', sector: 'SA17', active: true },
  ],
});
const by = (actor: Actor, actorName: string): Caller => ({ actor, mode: 'normal', context: { door: 'professional', actorName } });
const place = (id: StructIdNat, shelters = false) => ({ active: true, structures: [id], structure: { id, active: true, shelters } });
const counter = by({ kind: 'guichet', id: '3990000024/000001' as never, ...place(caisse) }, 'Zoé THIBAULT');
const secretary = by({ kind: 'secretariat', id: '3990000017/000001' as never, authentication: 'DIRECTE', ...place(house, true) }, 'Pauline GAUDRY');
const pharmacist = by(doctor('70000000901', { profession: '21' as never }), 'Pierre DELIVE');
const patient = (personne: PersonneId, actorName = 'Une mère'): Caller => ({
  actor: { kind: 'titulaire', personne, factors: 2 },
  mode: 'normal',
  context: { door: 'patient', actorName },
});

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : [result.refusal.code, ...result.refusal.findings.map(({ rule }) => rule)].join(' '));

type Known = Pick<Assure, 'id' | 'ins' | 'traits'>;
async function covered(birthDate = '1944-03-02', over: { attachedTo?: readonly DossierId[]; regime?: Assure['regime']; name?: string } = {}): Promise<Known> {
  const ins = newIns();
  const traits = { ...newDossier().traits, birthDate: birthDate as CivilDate, birthName: over.name ?? 'BRUGUIERE' };
  const contact = { telecoms: [{ kind: 'email' as const, value: 'assuree@example.test' }] };
  const id = await storage.registry.knowAssure(
    { id: randomUUID() as DossierId, ins, traits, regime: over.regime ?? 'general', contact, attachedTo: over.attachedTo ?? [] },
    now,
  );
  return { id, ins, traits };
}
const presented = ({ ins, traits }: Known, birthDate = traits.birthDate) => ({ inses: [ins], birthDate });
const person: SaidAgreement = { by: 'personne' };
const titulaireOf = async (id: DossierId): Promise<PersonneId> =>
  (await storage.pool.query<{ titulaire: PersonneId }>('SELECT titulaire FROM dossier WHERE dossier_id = $1', [id])).rows[0]!.titulaire;
/** Oldest first: what was done, by whom, with whose name. */
async function journalOf(id: DossierId): Promise<string[]> {
  const page = value(await readJournal(ports, patient(await titulaireOf(id)), { id }, { limit: 100 }));
  return page.rows
    .filter(({ action }) => action.startsWith('open-'))
    .map(({ actorName, action, subject, reason }) => [actorName, action, subject?.act, subject?.name, reason].filter(Boolean).join(' | '))
    .toReversed();
}
const open = async (known: Known, caller = counter, said = person) => value(await openFor(ports, caller, { presented: presented(known), said }));

test('at the counter: the insurer says who, the agreement is written with who said it, a letter is given, and the counter reads nothing', async () => {
  const known = await covered();
  const found = value(await findPresented(ports, counter, 'open-for', presented(known)));
  expect(found).toMatchObject({ kind: 'openable', assure: { traits: known.traits } });
  expect(await open(known)).toMatchObject({ kind: 'opened', dossier: known.id, parents: [] });
  const given = value(await giveAccess(ports, counter, 'open-for', { presented: presented(known), email: 'elle@example.test' }, issue));
  if (given.kind !== 'given') throw new Error(given.kind);
  expect(given.letter.login).toMatch(/^[1-9]\d{9}$/);
  expect(given.letter.initialPassword).toMatch(/^(?:[2-9a-hjkmnp-z]{4}-){2}[2-9a-hjkmnp-z]{4}$/);
  const account = (await accounts.byLogin(given.letter.login.replace(/^(\d{4})(\d{3})/, ' $1 $2 ')))!;
  expect(account).toMatchObject({ dossier: known.id, passwordIsInitial: true, email: 'elle@example.test' });
  expect(await verifyPassword(account.passwordHash, given.letter.initialPassword)).toBe(true);
  expect(await journalOf(known.id)).toEqual([
    'Zoé THIBAULT | open-for',
    'Zoé THIBAULT | open-for | opened-for | CLAIRE BRUGUIERE',
    'Zoé THIBAULT | open-for | access-given | CLAIRE BRUGUIERE',
  ]);
  expect(codeOf(await listDocuments(ports, counter, { id: known.id }, {}))).toBe('ACTEUR_INTERDIT');
  expect(codeOf(await readJournal(ports, counter, { id: known.id }, {}))).toBe('ACTEUR_INTERDIT');
  const notices = await storage.pool.query('SELECT kind FROM notice WHERE dossier_id = $1', [known.id]);
  expect(notices.rows).toEqual([{ kind: 'dossier-cree' }]);
});

test('a letter is given again as long as it was not used, under the same identifier, and never once a password was chosen', async () => {
  const known = await covered();
  await open(known, pharmacist);
  const ask = async () => value(await giveAccess(ports, pharmacist, 'open-for', { presented: presented(known), email: 'a@example.test' }, issue));
  const [first, second] = [await ask(), await ask()];
  if (first.kind !== 'given' || second.kind !== 'given') throw new Error('no letter');
  expect(second.letter.login).toBe(first.letter.login);
  const account = (await accounts.byLogin(first.letter.login))!;
  expect(await verifyPassword(account.passwordHash, first.letter.initialPassword)).toBe(false);
  expect(await verifyPassword(account.passwordHash, second.letter.initialPassword)).toBe(true);
  await accounts.changePassword(account.personne, account.passwordHash, now);
  expect(await ask()).toMatchObject({ kind: 'open', space: 'opened' });
  expect(value(await findPresented(ports, pharmacist, 'open-for', presented(known)))).toMatchObject({ kind: 'open', space: 'opened' });
  expect((await accounts.byLogin(first.letter.login))!.passwordHash).toBe(account.passwordHash);
});

test('who chose a password and can no longer enter gets another letter at a caisse, and nowhere else; both addresses are told, every session is closed', async () => {
  const known = await covered();
  await open(known);
  const told: string[] = [];
  const sessions = postgresSessions(storage.pool, storage.vault, ports.clock);
  const progress = postgresSignInProgress(storage.pool);
  const attempts = postgresAttempts(storage.pool, storage.vault);
  const courier = {
    sendPasswordChanged: async ({ to, atCounter }: { to: string; atCounter?: true }) => told.push(atCounter === true ? to : 'otherwise') > 0,
  } as Partial<Courier> as Courier;
  const letters = (holder: LetterHolder, lost: boolean) =>
    (lost ? replaceLost : issueLetter)({ accounts, sessions, progress, attempts, courier, clock: ports.clock }, holder);
  const ask = async (caller: Caller, email: string, lost: boolean) =>
    value(await giveAccess(ports, caller, 'open-for', { presented: presented(known), email, lost }, letters));
  const first = await ask(counter, 'avant@example.test', false);
  if (first.kind !== 'given') throw new Error(first.kind);
  const { personne, dossier, passwordHash } = (await accounts.byLogin(first.letter.login))!;
  await accounts.changePassword(personne, passwordHash, now);
  await accounts.recordSignIn(personne, now);
  const token = await sessions.open({
    kind: 'patient',
    personne,
    dossier,
    displayName: 'Elle',
    factors: 2,
    openedAt: now,
    expiresAt: instantOf(now + 3_600_000),
  });
  // Not asked for, or asked by a card that compares no identity for a caisse: nothing changes.
  expect(await ask(counter, 'autre@example.test', false)).toMatchObject({ kind: 'open', space: 'opened' });
  expect(await ask(pharmacist, 'autre@example.test', true)).toMatchObject({ kind: 'open', space: 'opened' });
  expect([told, (await accounts.byPersonne(personne))!.email, (await sessions.find(token)) === undefined]).toEqual([[], 'avant@example.test', false]);

  const again = await ask(counter, 'apres@example.test', true);
  if (again.kind !== 'given') throw new Error(again.kind);
  expect(again.letter.login).toBe(first.letter.login);
  const account = (await accounts.byPersonne(personne))!;
  expect(account).toMatchObject({
    passwordIsInitial: true,
    email: 'apres@example.test',
    displayName: first.traits.birthFirstNames + ' ' + first.traits.birthName,
  });
  expect(await verifyPassword(account.passwordHash, again.letter.initialPassword)).toBe(true);
  expect(await verifyPassword(account.passwordHash, first.letter.initialPassword)).toBe(false);
  expect(await sessions.find(token)).toBeUndefined();
  expect(told).toEqual(['avant@example.test', 'apres@example.test']);
  expect((await journalOf(known.id)).at(-1)).toBe('Zoé THIBAULT | open-for | access-replaced | CLAIRE BRUGUIERE');

  // What was replaced and not used yet is somebody's all the same: the caisse alone replaces it again.
  for (const [caller, lost] of [
    [pharmacist, false],
    [pharmacist, true],
    [counter, false],
  ] as const)
    expect(await ask(caller, 'autre@example.test', lost)).toMatchObject({ kind: 'open', space: 'opened' });
  expect(await issue({ personne, dossier, displayName: 'Elle', birthYear: '1944', email: 'autre@example.test' })).toBeUndefined();
  expect(await accounts.byPersonne(personne)).toEqual(account);
  expect((await ask(counter, 'encore@example.test', true)).kind).toBe('given');
});

test('nothing opens: a number that does not go with its birth date, a regime that is not served, no agreement of who must give it, a policy that says no', async () => {
  const known = await covered();
  expect(value(await findPresented(ports, counter, 'open-for', presented(known, '1944-03-03' as CivilDate)))).toEqual({ kind: 'unknown' });
  expect(value(await openFor(ports, counter, { presented: presented({ ...known, ins: newIns() }), said: person }))).toEqual({ kind: 'unknown' });
  const farmer = await covered('1990-04-04', { regime: 'msa' });
  expect(value(await openFor(ports, counter, { presented: presented(farmer), said: person }))).toMatchObject({ kind: 'regime' });
  for (const [said, rule] of [
    [{ by: 'curateur', name: 'Nicole' }, 'CURATEUR_NE_CONSENT_PAS'],
    [{ by: 'tuteur', name: 'Solange' }, 'ACCORD_NON_RECHERCHE'],
    [{ by: 'tuteur', name: 'Solange', sought: 'refuses' }, 'PERSONNE_OPPOSEE'],
  ] as const)
    expect(codeOf(await openFor(ports, counter, { presented: presented(known), said }))).toBe(`PARAMETRE_INVALIDE ${rule}`);
  expect(codeOf(await openFor(under({ openingAtCounter: false }), counter, { presented: presented(known), said: person }))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await openFor(under({ openingByProfessionals: false }), pharmacist, { presented: presented(known), said: person }))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await openFor(ports, secretary, { presented: presented(known), said: person }))).toBe('FONCTION_INTERDITE');
  expect((await storage.pool.query('SELECT FROM dossier WHERE dossier_id = ANY ($1::uuid[])', [[known.id, farmer.id]])).rowCount).toBe(0);
});

test('trying numbers at the counter is stopped like any other enumeration', async () => {
  const tries = { ...counter, actor: { ...counter.actor, id: '3990000024/000777' as never } as Actor };
  const { lookupMissesPerCard } = (await storage.law.at(now)).policy;
  for (let miss = 0; miss < lookupMissesPerCard; miss++)
    value(await findPresented(ports, tries, 'open-for', { inses: [newIns()], birthDate: '1944-03-02' as CivilDate }));
  expect(codeOf(await findPresented(ports, tries, 'open-for', presented(await covered())))).toBe('RECHERCHES_ARRETEES ARRET_CARTE');
});

test('a care home’s list: each line by its own agreement; sent again, nothing opens twice; counts are kept and nobody is named', async () => {
  const round = value(await beginRound(ports, secretary, 200));
  const residents = await Promise.all(Array.from({ length: 12 }, () => covered('1934-06-02')));
  const agreements = [
    person,
    person,
    { by: 'tuteur', name: 'Paul CHAUVIN', sought: 'cannot-express' },
    'refused',
    'not-asked',
    { by: 'curateur', name: 'Nicole' },
  ] as const;
  const ask = (known: Known, line: number, agreement: (typeof agreements)[number]) =>
    openResident(ports, secretary, round, { line, presented: presented(known), agreement });
  const outcomes = async (): Promise<(string | undefined)[]> => {
    const done: (string | undefined)[] = [];
    for (const [index, agreement] of agreements.entries()) {
      const { outcome, rule } = value(await ask(residents[index]!, index + 2, agreement));
      done.push(rule === undefined ? outcome : `${outcome} ${rule}`);
    }
    return done;
  };
  expect(await outcomes()).toEqual(['opened', 'opened', 'opened', 'refused', 'not-asked', 'not-agreed CURATEUR_NE_CONSENT_PAS']);
  expect(await outcomes()).toEqual(['known', 'known', 'known', 'refused', 'not-asked', 'not-agreed CURATEUR_NE_CONSENT_PAS']);
  // The same line twice at once: one opening.
  const [one, other] = await Promise.all([ask(residents[6]!, 8, person), ask(residents[6]!, 8, person)]);
  expect([one, other].filter((each) => each.ok && each.value.outcome === 'opened')).toHaveLength(1);
  const [kept] = value(await listRounds(ports, secretary));
  expect(kept).toMatchObject({ id: round, by: 'Pauline GAUDRY', total: 200 });
  expect(kept!.counts).toEqual([
    { outcome: 'not-agreed', count: 1 },
    { outcome: 'not-asked', count: 1 },
    { outcome: 'opened', count: 4 },
    { outcome: 'refused', count: 1 },
  ]);
  expect(await journalOf(residents[2]!.id)).toEqual(['Pauline GAUDRY | open-residents | opened-for | Paul CHAUVIN', 'Pauline GAUDRY | open-residents']);
  // Who was not asked was looked up by nobody; who said no has it in the journal that waits.
  const written = async (id: DossierId): Promise<number> =>
    (await storage.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM trace WHERE dossier_id = $1', [id])).rows[0]!.count;
  expect([await written(residents[4]!.id), await written(residents[3]!.id)]).toEqual([0, 2]);
  expect((await storage.pool.query('SELECT FROM dossier WHERE dossier_id = ANY ($1::uuid[])', [[3, 4, 5].map((index) => residents[index]!.id)])).rowCount).toBe(
    0,
  );
});

test('the lists of a house are its own: another house neither adds to them nor reads them', async () => {
  const round = value(await beginRound(ports, secretary, 3));
  const elsewhere = '1990000041' as StructIdNat;
  await storage.registry.register({ structures: [{ id: elsewhere, name: 'Ailleurs', sector: 'SA17', active: true }] });
  const neighbour = by({ ...(secretary.actor as Extract<Actor, { kind: 'secretariat' }>), ...place(elsewhere, true) }, 'Voisine');
  const asked = { line: 2, presented: presented(await covered()), agreement: 'not-asked' } as const;
  expect(codeOf(await openResident(ports, neighbour, round, asked))).toBe('PARAMETRE_INVALIDE VALEUR_HORS_LISTE');
  expect(value(await listRounds(ports, neighbour))).toEqual([]);
  expect(codeOf(await beginRound(under({ openingByCareHomes: false }), secretary, 3))).toBe('FONCTION_INTERDITE');
  const hospital = by({ ...(secretary.actor as Extract<Actor, { kind: 'secretariat' }>), ...place(caisse) }, 'Secrétaire');
  expect(codeOf(await beginRound(ports, hospital, 3))).toBe('FONCTION_INTERDITE');
});

test('a newborn attached to both parents: either opens, both represent until eighteen, and the one whose record opens later is tied then', async () => {
  now = instantOf(Date.parse('2026-11-22T09:00:00Z'));
  const [mother, father] = [await covered('1990-01-10', { name: 'VASSEUR' }), await covered('1988-07-04', { name: 'PERRIN' })];
  const baby = await covered('2026-10-28', { attachedTo: [mother.id, father.id], name: 'VASSEUR' });
  await open(mother);
  const her = await titulaireOf(mother.id);
  const caller = patient(her, 'Claire VASSEUR');
  expect(value(await listAyantsDroit(ports, caller, mother.id))).toEqual([
    { dossier: baby.id, displayName: 'CLAIRE VASSEUR', birthDate: '2026-10-28', minor: true, record: 'none', tied: false },
  ]);
  expect(codeOf(await openChild(ports, caller, mother.id, { child: baby.id, authority: false }))).toBe('PARAMETRE_INVALIDE ACCORD_ABSENT');
  expect(value(await openChild(ports, caller, mother.id, { child: baby.id, authority: true }))).toBe(baby.id);
  const ties = async (): Promise<(readonly [string, string, string])[]> =>
    (
      await storage.pool.query<{ personne: PersonneId; kind: string; until: number }>(
        'SELECT personne, kind, until FROM representation WHERE dossier_id = $1 ORDER BY since, personne',
        [baby.id],
      )
    ).rows.map(({ personne, kind, until }) => [personne, kind, new Date(until).toISOString()] as const);
  const eighteen = '2044-10-27T22:00:00.000Z';
  expect(await ties()).toEqual([[her, 'parent', eighteen]]);
  // Empty, and open.
  const seen = value(await listDocuments(ports, { ...caller, actor: { kind: 'representant', personne: her, factors: 2 } }, { id: baby.id }, {}));
  expect(seen.total).toBe(0);
  now = plusDays(now, 40);
  await open(father);
  const him = await titulaireOf(father.id);
  expect((await ties()).map(([personne]) => personne)).toEqual([her, him]);
  expect(await journalOf(baby.id)).toEqual([
    'Claire VASSEUR | open-ayant-droit | opened-for | Claire VASSEUR',
    'Claire VASSEUR | open-ayant-droit | parent-tied | CLAIRE VASSEUR',
    'Zoé THIBAULT | open-for | parent-tied | CLAIRE PERRIN',
  ]);
  // Once more changes nothing; at majority neither enters.
  expect(value(await openChild(ports, caller, mother.id, { child: baby.id, authority: true }))).toBe(baby.id);
  expect(await ties()).toHaveLength(2);
  now = instantOf(Date.parse(eighteen));
  for (const personne of [her, him])
    expect(codeOf(await listDocuments(ports, { ...caller, actor: { kind: 'representant', personne, factors: 2 } }, { id: baby.id }, {}))).toBe(
      'ACTEUR_INTERDIT',
    );
  now = noon;
});

test('a record that was open before: a parent whom the insurer attaches later enters it; nobody else’s child opens, nor an adult', async () => {
  const mother = await covered('1990-01-10');
  const grown = await covered('2001-01-10', { attachedTo: [mother.id] });
  const child = await covered('2016-01-10');
  await open(mother);
  await open(child, counter, { by: 'parent', name: 'Son père' });
  const caller = patient(await titulaireOf(mother.id));
  expect(codeOf(await openChild(ports, caller, mother.id, { child: child.id, authority: true }))).toBe('DOSSIER_INEXISTANT');
  expect(codeOf(await openChild(ports, caller, mother.id, { child: grown.id, authority: true }))).toBe('TRANSITION_INTERDITE MAJEUR_CONSENT_SEUL');
  expect(codeOf(await openChild(ports, caller, child.id, { child: child.id, authority: true }))).toBe('ACTEUR_INTERDIT');
  await storage.registry.knowAssure({ ...child, regime: 'general', contact: { telecoms: [] }, attachedTo: [mother.id] }, plusDays(now, -1));
  expect(value(await listAyantsDroit(ports, caller, mother.id)).map(({ record, tied, minor }) => [record, tied, minor])).toEqual([
    ['open', false, true],
    ['none', false, false],
  ]);
  value(await openChild(ports, caller, mother.id, { child: child.id, authority: true }));
  expect(value(await listAyantsDroit(ports, caller, mother.id))[0]).toMatchObject({ record: 'open', tied: true });
  // The adult ayant droit has a record and an access of their own, and no parent in it.
  expect(await open(grown)).toMatchObject({ kind: 'opened', parents: [] });
  const given = value(await giveAccess(ports, counter, 'open-for', { presented: presented(grown), email: 'b@example.test' }, issue));
  expect(given.kind).toBe('given');
  // A child gets no letter.
  expect(value(await giveAccess(ports, counter, 'open-for', { presented: presented(child), email: 'c@example.test' }, issue)).kind).toBe('open');
});
