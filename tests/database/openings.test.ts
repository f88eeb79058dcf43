// Records that open by themselves: the individual information, the six weeks, the opposition and its proof, the round that opens, under each
// regime and across a change of policy. The test's clock goes through the weeks; mails go by SMTP to a real inbox.

import type { Policy } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, instantOf, plusDays } from '@carnet/domain/kernel';
import type { OppositionMeans } from '@carnet/domain/terminology';
import type { Caller } from '@carnet/server/application/caller';
import { openAutomatically } from '@carnet/server/application/open-automatically';
import { openOnline } from '@carnet/server/application/open-online';
import { findOppositionCode, opposeByCode, recordOpposition } from '@carnet/server/application/record-opposition';
import { readJournal } from '@carnet/server/application/read-journal';
import { exportLetters, readOpenings } from '@carnet/server/application/read-openings';
import { createMailer } from '@carnet/server/interfaces/mail/mailer';
import { startSandboxInbox } from '@carnet/server/interfaces/mail/sandbox-inbox';
import { startNoticeDelivery } from '@carnet/server/jobs/deliver-notices';
import type { KnownAssure, Ports } from '@carnet/server/ports';
import { postgresAccounts } from '@carnet/server/storage/postgres/account-store';
import { postgresOutbox, postgresSandboxMails } from '@carnet/server/storage/postgres/outbox-store';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { noPush } from '../support/push-service.ts';
import { newDossier, newIns, noon } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const { storage, close } = await freshDatabase();
let at: Instant = noon;
const clock = { now: () => at };
const inbox = await startSandboxInbox({ mails: postgresSandboxMails(storage.pool, storage.vault), clock, port: 0 });
const courier = createMailer({
  smtpUrl: inbox.smtpUrl,
  publicUrl: 'http://localhost',
  from: 'Carnet <ne-pas-repondre@carnet.test>',
  onFailure: () => undefined,
});
const delivery = await startNoticeDelivery({
  outbox: postgresOutbox(storage.pool),
  accounts: postgresAccounts(storage.pool, storage.vault),
  transactions: storage.transactions,
  courier,
  push: noPush,
  clock,
  onError: (error) => {
    throw error;
  },
});
afterAll(async () => {
  await delivery.stop();
  courier.close();
  await inbox.close();
  await close();
});

let policy: Partial<Policy> = {};
const base = portsOn(storage, () => at);
const ports: Ports = {
  ...base,
  law: { at: async (when) => ({ ...(await storage.law.at(when)), policy: { ...(await storage.law.at(when)).policy, ...policy } }) },
};
const round = () =>
  openAutomatically(ports, (error) => {
    throw error;
  });
const carnet: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'patient', actorName: 'Claire MARCHAND' } };
const operator: Caller = {
  actor: {
    kind: 'exploitation',
    id: '3990000777/000001' as PsIdNat,
    active: true,
    structures: ['1990000777' as StructIdNat],
    structure: { id: '1990000777' as StructIdNat, active: true },
  },
  mode: 'normal',
  context: { door: 'professional', actorName: 'Agnès KELLER' },
};

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
let people = 0;
async function known(over: Partial<KnownAssure> = {}): Promise<KnownAssure & { readonly email: string }> {
  const email = `personne.${++people}@exemple.test`;
  const one: KnownAssure = {
    id: randomUUID() as DossierId,
    ins: newIns(),
    traits: newDossier().traits,
    regime: 'general',
    contact: { telecoms: [{ kind: 'email', value: email }] },
    attachedTo: [],
    ...over,
  };
  await storage.registry.knowAssure(one, at);
  return { ...one, email };
}
const byLetter = { telecoms: [], address: { lines: ['12 quai des Essais'], postalCode: '29200', city: 'BREST' } } as const;
const isOpen = async ({ id }: KnownAssure): Promise<boolean> => (await storage.pool.query('SELECT FROM dossier WHERE dossier_id = $1', [id])).rowCount === 1;
async function mailsTo(email: string): Promise<readonly string[]> {
  await delivery.deliverNow();
  return (await postgresSandboxMails(storage.pool, storage.vault).list(email, 10)).map(({ text }) => text);
}
const codeIn = (text: string): string => /\/opposition\/([0-9A-Z]{16})/.exec(text)![1]!;
const journalOf = async ({ id }: KnownAssure): Promise<readonly string[]> => {
  const { rows } = await storage.pool.query<{ titulaire: string }>('SELECT titulaire FROM dossier WHERE dossier_id = $1', [id]);
  const person = {
    actor: { kind: 'titulaire', personne: rows[0]!.titulaire, factors: 2 } as never,
    mode: 'normal',
    context: { door: 'patient', actorName: 'x' },
  } as const;
  return value(await readJournal(ports, person, { id }, {})).rows.map(({ action, actorName }) => `${action} ${actorName}`);
};
const day = (days: number): void => {
  at = plusDays(noon, days);
};

test('informed once, by e-mail; six weeks later, from the first minute of that day and not before, the record is open; the journal says both', async () => {
  day(0);
  const one = await known();
  expect((await round()).informed).toBeGreaterThanOrEqual(1);
  expect(await round()).toEqual({ informed: 0, opened: 0 });
  const [text, ...more] = await mailsTo(one.email);
  expect(more).toEqual([]);
  // 20 November and six weeks.
  expect(text).toContain('le 1 janvier 2027');
  expect(text).toContain('on 1 January 2027');
  expect(text).not.toContain('MARCHAND');
  // 31 December, 23:59 in Paris, then midnight.
  at = instantOf(Date.UTC(2026, 11, 31, 22, 59));
  expect((await round()).opened).toBe(0);
  at = instantOf(Date.UTC(2026, 11, 31, 23, 0));
  expect((await round()).opened).toBe(1);
  expect(await round()).toEqual({ informed: 0, opened: 0 });
  expect(await isOpen(one)).toBe(true);
  expect((await journalOf(one)).filter((line) => !line.startsWith('read-journal'))).toEqual(['create-record Carnet', 'inform-assures Carnet']);
  // Told where the insurer reaches them, since they have no space yet.
  expect((await mailsTo(one.email))[0]).toContain('Votre dossier médical partagé est ouvert.');
});

test('opposed with the code of the mail: nothing opens, the proof is kept sealed, and only the person takes it back by opening', async () => {
  day(100);
  const one = await known();
  await round();
  const code = codeIn((await mailsTo(one.email))[0]!);
  expect(value(await findOppositionCode(ports, carnet, 'ABCD-EFGH-JKMN-PQRS'))).toBeUndefined();
  expect(value(await findOppositionCode(ports, carnet, code.toLowerCase().replace(/(.{4})/g, '$1 ')))).toMatchObject({
    name: 'CLAIRE MARCHAND',
    state: 'waiting',
  });
  const recorded = value(await opposeByCode(ports, carnet, code));
  expect(recorded).toEqual({ kind: 'recorded', at });
  // Said again, it is the same opposition.
  const first = at;
  day(101);
  expect(value(await opposeByCode(ports, carnet, code))).toEqual({ kind: 'recorded', at: first });
  day(300);
  expect(await round()).toEqual({ informed: 0, opened: 0 });
  expect(await isOpen(one)).toBe(false);
  const { rows } = await storage.pool.query<{ means: string; sealed: Buffer }>('SELECT means, sealed FROM opposition WHERE dossier_id = $1', [one.id]);
  expect([rows[0]!.means, rows[0]!.sealed.includes('Claire')]).toEqual(['en-ligne', false]);
  // Asked for by the person, the record opens, and the opposition is kept as lifted.
  const opened = value(await openOnline(ports, { assure: { ...one, rattachements: [] } }, { agreement: 'Accord', requestId: 'essai' }));
  expect(opened.dossier).toBe(one.id);
  const lifted = await storage.pool.query('SELECT FROM opposition WHERE dossier_id = $1 AND lifted_at = $2', [one.id, new Date(at)]);
  expect(lifted.rowCount).toBe(1);
  expect(value(await opposeByCode(ports, carnet, code))).toEqual({ kind: 'opened' });
  expect((await journalOf(one)).filter((line) => line.startsWith('record-opposition'))).toHaveLength(2);
});

test('an operator records an opposition with its proof, of somebody the insurer knows by number and traits together', async () => {
  day(400);
  const one = await known();
  await round();
  const traits = { familyName: 'marchand', firstName: 'Claire', birthDate: one.traits.birthDate };
  const asked = (means: OppositionMeans, proof?: string) => ({ means, ...(proof === undefined ? {} : { proof }) });
  const oppose = (who: { familyName: string }, ask: ReturnType<typeof asked>) =>
    recordOpposition(ports, operator, { candidates: [one.ins], traits: { ...traits, ...who } }, ask);
  expect(await oppose(traits, asked('courrier'))).toMatchObject({ ok: false, refusal: { findings: [{ field: 'proof' }] } });
  expect(await oppose({ familyName: 'AUTRE' }, asked('courrier', 'Lettre 12'))).toMatchObject({
    ok: false,
    refusal: { findings: [{ rule: 'ASSURE_NON_RECONNU' }] },
  });
  expect(value(await oppose(traits, asked('courrier', 'Lettre du 3 mars, réf. 2027-118')))).toEqual({ kind: 'recorded', at });
  day(500);
  await round();
  expect(await isOpen(one)).toBe(false);
});

test('whoever has no mailbox is written to: the weeks count from the day the letter is printed; a child’s is written to the parent', async () => {
  day(600);
  const one = await known({ contact: byLetter });
  const parent = await known();
  const child = await known({
    traits: { ...one.traits, birthFirstNames: 'MILA', birthDate: '2019-09-30' as CivilDate },
    contact: { telecoms: [] },
    attachedTo: [parent.id],
  });
  const nowhere = await known({ contact: { telecoms: [] } });
  await round();
  expect((await mailsTo(parent.email)).some((text) => text.includes('d’une personne rattachée à votre carte Vitale'))).toBe(true);
  expect(value(await readOpenings(ports, operator)).counts).toMatchObject({ lettersToPrint: 1, unreachable: 1 });
  day(650);
  await round();
  expect([await isOpen(one), await isOpen(child), await isOpen(nowhere)]).toEqual([false, true, false]);
  const run = value(await exportLetters(ports, operator, undefined));
  expect(run.letters).toMatchObject([{ toName: 'CLAIRE MARCHAND', to: { channel: 'letter', address: { city: 'BREST' } } }]);
  // The same run again: the same letters, and no other day.
  expect(value(await exportLetters(ports, operator, run.at)).letters).toEqual(run.letters);
  day(650 + 41);
  await round();
  expect(await isOpen(one)).toBe(false);
  day(650 + 43);
  await round();
  expect(await isOpen(one)).toBe(true);
  // The insurer learns an address at last.
  await storage.registry.knowAssure({ ...nowhere, contact: byLetter }, at);
  await round();
  expect(value(await readOpenings(ports, operator)).counts).toMatchObject({ lettersToPrint: 1, unreachable: 0 });
});

test('under the regime of consent nobody is informed and nothing opens, even what had been told; back under the other, everything is told anew', async () => {
  day(1000);
  const one = await known();
  await round();
  // What has not left yet would be taken back with the regime.
  expect(await mailsTo(one.email)).toHaveLength(1);
  policy = { openingRegime: 'consentement' };
  const two = await known();
  expect(await round()).toEqual({ informed: 0, opened: 0 });
  day(1100);
  expect(await round()).toEqual({ informed: 0, opened: 0 });
  policy = {};
  expect((await round()).opened).toBe(0);
  expect(await mailsTo(one.email)).toHaveLength(2);
  expect(await mailsTo(two.email)).toHaveLength(1);
  day(1100 + 43);
  await round();
  expect([await isOpen(one), await isOpen(two)]).toEqual([true, true]);
});

test('weeks made longer meanwhile are owed to whoever still waits; made shorter, they take nothing back from what was told', async () => {
  day(2000);
  const longer = await known();
  await round();
  policy = { oppositionWeeks: 8 };
  day(2000 + 43);
  await round();
  expect(await isOpen(longer)).toBe(false);
  const told = await known();
  await round();
  policy = { oppositionWeeks: 6 };
  day(2000 + 57);
  await round();
  expect([await isOpen(longer), await isOpen(told)]).toEqual([true, false]);
  day(2000 + 43 + 57);
  await round();
  expect(await isOpen(told)).toBe(true);
  policy = {};
});

test('two rounds at once, and one stopped in the middle: each person is informed and opened once', async () => {
  day(3000);
  const several = await Promise.all(Array.from({ length: 6 }, () => known()));
  await Promise.all([round(), round()]);
  for (const { email } of several) expect(await mailsTo(email)).toHaveLength(1);
  day(3043);
  // The third of them does not open this time.
  let tries = 0;
  const failing: Ports = {
    ...ports,
    newId: () =>
      ++tries === 5
        ? (() => {
            throw new Error('stopped');
          })()
        : ports.newId(),
  };
  const faults: unknown[] = [];
  await openAutomatically(failing, (error) => faults.push(error));
  expect(faults).toHaveLength(1);
  expect((await Promise.all(several.map(isOpen))).filter(Boolean)).toHaveLength(5);
  await Promise.all([round(), round()]);
  expect((await Promise.all(several.map(isOpen))).every(Boolean)).toBe(true);
});

test('somebody of a regime that is not served is neither informed nor opened', async () => {
  day(4000);
  const one = await known({ regime: 'msa' });
  await round();
  day(4100);
  await round();
  expect([await mailsTo(one.email), await isOpen(one)]).toEqual([[], false]);
});
