// A document that is said to be another patient's: who may say so, who sees it meanwhile, who settles it, and that it is never lost nor shown to
// whoever could not see it, whatever is decided and undone. On real PostgreSQL.

import type { Actor } from '@carnet/domain/access';
import { type DocumentEntry, visibleToAll } from '@carnet/domain/document';
import type { ProfessionCode, StructIdNat, PsIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, instantOf, plusDays } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { authoriseBeneficiaire } from '@carnet/server/application/authorise-beneficiaire';
import { changeDocument } from '@carnet/server/application/change-document';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { makeCard, openCard } from '@carnet/server/application/emergency-card';
import { examineIdentity, reviewIdentities } from '@carnet/server/application/keep-identity';
import { listChanges } from '@carnet/server/application/list-changes';
import { listDocuments } from '@carnet/server/application/list-documents';
import {
  answerMisfiled,
  confirmMisfiled,
  listOwnMisfiled,
  proposeMisfiled,
  readMisfiled,
  reopenMisfiled,
  reportMisfiled,
  tellLateMisfilings,
} from '@carnet/server/application/misfilings';
import { readDocument } from '@carnet/server/application/read-document';
import { readJournal } from '@carnet/server/application/read-journal';
import type { Ports } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { verifyJournal } from '../../tools/journal/verify.ts';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { doctor, newDossier, newEntry, newSet, noon, titulaireOf } from '../support/records.ts';

const { storage, url, close } = await freshDatabase();
afterAll(close);

/** Each act is a second after the one before. */
let now: Instant = noon;
const ports = portsOn(storage, () => (now = instantOf(now + 1000)));
const place = '1750000135' as StructIdNat;
const cell = (number: number): Actor => ({ kind: 'exploitation', id: `3750000018/000${number}` as PsIdNat, active: true, structures: [place] });
const [keller, mahieu] = [cell(1), cell(2)];
const author = doctor('60000000201');
const reader = doctor('60000000202');
const treating = doctor('60000000203');
await storage.registry.register({
  structures: [{ id: place, name: 'Cabinet', sector: 'SA07', active: true }],
  professionnels: [author, reader, treating].map(({ id, structures }) => ({
    id,
    familyName: 'DURAND',
    givenName: 'Paul',
    profession: '10' as ProfessionCode,
    structures,
    active: true,
    email: `${id}@essai.test`,
  })),
});

const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'soap', actorName: actor.kind } });
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code} ${JSON.stringify(result.refusal.findings)}`);
  return result.value;
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : [result.refusal.code, ...result.refusal.findings.map(({ rule }) => rule)].join(' '));

async function opened(): Promise<NewDossier> {
  const one = newDossier({ medecinTraitant: treating.id });
  expect(await storage.registry.openDossier(one)).toBe(true);
  value(await authoriseBeneficiaire(ports, by(titulaireOf(one)), { id: one.id }, { beneficiaire: { kind: 'professionnel', id: reader.id } }));
  return one;
}
interface Deposited {
  readonly over?: Partial<DocumentEntry>;
  readonly replaces?: DocumentEntry;
  readonly bytes?: Buffer;
}
async function deposit(
  named: NewDossier,
  { over = {}, replaces, bytes = Buffer.from(`compte rendu ${randomUUID()}`) }: Deposited = {},
): Promise<DocumentEntry> {
  const entry = newEntry(named.ins, bytes, { author: author.id, over });
  const { id: _, submittedAt: __, ...set } = newSet(entry);
  const replaced = replaces === undefined ? {} : { replaces: { uniqueId: replaces.uniqueId } };
  return value(await depositDocuments(ports, by(author), { ins: named.ins }, { set, documents: [{ metadata: entry, bytes, ...replaced }] })).entries[0]!;
}
/** Sorted; what the refusal says where there is one. Deleted ones too, for whoever may know of them. */
async function seen(actor: Actor, { id }: NewDossier): Promise<readonly string[] | string> {
  const statuses = ['Approved', 'Archived', 'Deprecated', 'Deleted'] as const;
  const listed = await listDocuments(ports, by(actor), { id }, { limit: 200, statuses });
  return listed.ok ? listed.value.rows.map(({ entry }) => entry.logicalId as string).toSorted() : listed.refusal.code;
}
const report = (actor: Actor, { id }: NewDossier, { logicalId, version }: DocumentEntry): Promise<Result<true>> =>
  reportMisfiled(ports, by(actor), { id }, { logicalId }, { expectedVersion: version, words: 'Ce n’est pas mon examen' });
const acts = async (dossier: NewDossier): Promise<string[]> =>
  value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 200 })).rows.flatMap(({ subject }) => subject?.act ?? []);
async function toldTo(dossier: NewDossier): Promise<{ readonly notices: readonly string[]; readonly mails: readonly string[] }> {
  const of = async (text: string): Promise<readonly string[]> =>
    (await storage.pool.query<{ told: string }>(text, [dossier.id])).rows.map(({ told }) => told).toSorted();
  const kinds = `kind IN ('document-ecarte', 'document-retire', 'document-remis', 'document-corrige')`;
  return {
    notices: await of(`SELECT kind AS told FROM notice WHERE dossier_id = $1 AND ${kinds}`),
    mails: await of(`SELECT kind || ' ' || professionnel AS told FROM outbox WHERE dossier_id = $1 AND professionnel IS NOT NULL AND ${kinds}`),
  };
}
const people = [reader, treating, author] as const;

test('said not to be theirs by the holder, a document is out of everybody’s sight at once; its author alone reads it', async () => {
  const wrong = await opened();
  const document = await deposit(wrong);
  const kept = await deposit(wrong);
  const { cursor } = value(await listChanges(ports, by(treating), { id: wrong.id }, { cursorOnly: true }));
  expect(codeOf(await readDocument(ports, by(reader), { id: wrong.id }, document))).toBe('ok');
  expect(codeOf(await report(reader, wrong, document))).toBe('ACTE_RESERVE');
  value(await report(titulaireOf(wrong), wrong, document));

  for (const actor of [titulaireOf(wrong), reader, treating]) {
    expect(await seen(actor, wrong)).toEqual([kept.logicalId]);
    expect(codeOf(await readDocument(ports, by(actor), { id: wrong.id }, document))).toBe('DOCUMENT_INEXISTANT');
  }
  expect(value(await listChanges(ports, by(treating), { id: wrong.id }, { cursor, cursorOnly: false })).changes).toEqual([
    { kind: 'gone', document: document.logicalId },
  ]);
  // Nothing is done with it but what settles it.
  for (const act of ['delete', 'mask', 'archive'] as const)
    expect(codeOf(await changeDocument(ports, by(author), { dossier: { id: wrong.id }, document, acts: [act] }))).toMatch(/DOCUMENT_INEXISTANT|AUTORISATION/);
  expect(codeOf(await report(titulaireOf(wrong), wrong, document))).toBe('DOCUMENT_INEXISTANT');

  expect(value(await listOwnMisfiled(ports, by(author)))).toContainEqual(expect.objectContaining({ dossier: wrong.id, document: document.logicalId }));
  expect(value(await listOwnMisfiled(ports, by(reader)))).toEqual([]);
  const read = value(await readMisfiled(ports, by(author), { id: wrong.id }, document));
  expect(read.bytes.toString()).toContain('compte rendu');
  expect(read.misfiling).toMatchObject({ state: 'open', byAuthor: false, reported: { words: 'Ce n’est pas mon examen' } });
  expect(codeOf(await readMisfiled(ports, by(reader), { id: wrong.id }, document))).toBe('DOCUMENT_INEXISTANT');
  expect(codeOf(await readMisfiled(ports, by(author), { id: wrong.id }, kept))).not.toBe('ok');

  // The cell is told when and by whom, and neither a title nor a type.
  expect(value(await reviewIdentities(ports, by(keller))).misfiled).toContainEqual(expect.objectContaining({ dossier: wrong.id, state: 'open' }));
  const { misfiled } = value(await examineIdentity(ports, by(keller), { id: wrong.id }));
  expect(JSON.stringify(misfiled)).not.toContain(document.title);
  expect(JSON.stringify(misfiled)).not.toContain(document.type.code);
  expect(await toldTo(wrong)).toEqual({ notices: [], mails: [`document-ecarte ${author.id}`] });
});

test('its author deposits it in the right record, the cell confirms: readers are told, each journal keeps its own, neither record names the other', async () => {
  const [wrong, right] = [await opened(), await opened()];
  const document = await deposit(wrong);
  value(await readDocument(ports, by(reader), { id: wrong.id }, document));
  value(await report(author, wrong, document));
  const corrected = await deposit(right);
  const answer = (to: DocumentEntry, dossier: NewDossier): Promise<Result<true>> =>
    answerMisfiled(ports, by(author), { id: wrong.id }, document, {
      outcome: 'withdraw',
      words: 'Erreur de saisie au bureau des entrées',
      corrected: { dossier: dossier.id, document: to.logicalId },
    });
  expect(codeOf(await answer(document, wrong))).toBe('PARAMETRE_INVALIDE MEME_DOSSIER');
  expect(codeOf(await answer(document, right))).toBe('DOCUMENT_INEXISTANT');
  value(await answer(corrected, right));
  const confirm = (actor: Actor, outcome: 'withdraw' | 'return'): Promise<Result<true>> =>
    confirmMisfiled(ports, by(actor), wrong.id, document.logicalId, outcome);
  expect(codeOf(await confirm(author, 'withdraw'))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await confirm(keller, 'return'))).toBe('PARAMETRE_INVALIDE RIEN_A_CONFIRMER');
  value(await confirm(keller, 'withdraw'));

  expect(await seen(titulaireOf(wrong), wrong)).toEqual([]);
  for (const actor of people) expect(codeOf(await readDocument(ports, by(actor), { id: wrong.id }, document))).not.toBe('ok');
  expect(codeOf(await readMisfiled(ports, by(author), { id: wrong.id }, document))).toBe('PARAMETRE_INVALIDE MISE_A_L_ECART_REGLEE');
  expect(await seen(titulaireOf(right), right)).toEqual([corrected.logicalId]);
  expect(await toldTo(wrong)).toEqual({ notices: ['document-ecarte', 'document-retire'], mails: [`document-retire ${reader.id}`] });
  expect(await toldTo(right)).toEqual({ notices: ['document-corrige'], mails: [] });
  expect(await acts(wrong)).toContain('misfiled-withdrawn');
  expect(await acts(right)).toContain('misfiled-replaced');
  for (const [one, other] of [
    [wrong, right],
    [right, wrong],
  ] as const)
    expect(JSON.stringify(value(await readJournal(ports, by(titulaireOf(one)), { id: one.id }, { limit: 200 })))).not.toContain(other.id);

  // Taken up again, it is as when it was reported: nothing is shown by it.
  value(await reopenMisfiled(ports, by(mahieu), wrong.id, document.logicalId));
  expect(await seen(titulaireOf(wrong), wrong)).toEqual([]);
  expect(value(await readMisfiled(ports, by(author), { id: wrong.id }, document)).misfiling).toMatchObject({ state: 'open' });
  expect(value(await readMisfiled(ports, by(author), { id: wrong.id }, document)).misfiling.corrected).toBeUndefined();
});

test('what is theirs after all comes back as it was, by two people; what was decided can be taken up again for a year', async () => {
  const dossier = await opened();
  const document = await deposit(dossier, { over: { visibilite: { ...visibleToAll, masquePs: true } } });
  value(await report(titulaireOf(dossier), dossier, document));
  const propose = (outcome: 'withdraw' | 'return'): Promise<Result<true>> =>
    proposeMisfiled(ports, by(keller), dossier.id, document.logicalId, { outcome, words: 'La personne a été rappelée' });
  const confirm = (actor: Actor): Promise<Result<true>> => confirmMisfiled(ports, by(actor), dossier.id, document.logicalId, 'return');
  expect(codeOf(await confirm(mahieu))).toBe('PARAMETRE_INVALIDE RIEN_A_CONFIRMER');
  value(await propose('return'));
  expect(codeOf(await confirm(keller))).toBe('PARAMETRE_INVALIDE AUTRE_PERSONNE_REQUISE');
  expect(codeOf(await reopenMisfiled(ports, by(mahieu), dossier.id, document.logicalId))).toBe('PARAMETRE_INVALIDE RIEN_A_DEFAIRE');
  expect(await seen(titulaireOf(dossier), dossier)).toEqual([]);
  value(await confirm(mahieu));
  expect(await seen(titulaireOf(dossier), dossier)).toEqual([document.logicalId]);
  expect(await seen(treating, dossier)).toEqual([document.logicalId]);
  expect(await seen(reader, dossier)).toEqual([]);
  expect(codeOf(await propose('withdraw'))).toBe('PARAMETRE_INVALIDE MISE_A_L_ECART_REGLEE');
  expect((await toldTo(dossier)).notices).toEqual(['document-remis']);

  const before = now;
  now = plusDays(now, 366);
  expect(codeOf(await reopenMisfiled(ports, by(keller), dossier.id, document.logicalId))).toBe('PARAMETRE_INVALIDE DELAI_DEPASSE');
  now = before;
  value(await reopenMisfiled(ports, by(keller), dossier.id, document.logicalId));
  expect(await seen(titulaireOf(dossier), dossier)).toEqual([]);
  value(await propose('return'));
  value(await confirm(mahieu));
  expect(await seen(titulaireOf(dossier), dossier)).toEqual([document.logicalId]);
});

test('its versions and its copies go with it; what the patient brought is not reported', async () => {
  const dossier = await opened();
  const first = await deposit(dossier);
  const bytes = Buffer.from(`la même lettre ${randomUUID()}`);
  const second = await deposit(dossier, { replaces: first, bytes });
  const twin = await deposit(dossier, { bytes });
  const other = await deposit(dossier);
  const version = value(await readDocument(ports, by(titulaireOf(dossier)), { id: dossier.id }, second)).entry;
  value(await report(titulaireOf(dossier), dossier, version));
  expect(await seen(treating, dossier)).toEqual([other.logicalId]);
  const { misfiling } = value(await readMisfiled(ports, by(author), { id: dossier.id }, twin));
  expect(misfiling.documents.toSorted()).toEqual([first, second, twin].map(({ logicalId }) => logicalId).toSorted());
  value(await answerMisfiled(ports, by(author), { id: dossier.id }, second, { outcome: 'return', words: 'C’est bien lui' }));
  value(await confirmMisfiled(ports, by(keller), dossier.id, second.logicalId, 'return'));
  const back = value(await listDocuments(ports, by(treating), { id: dossier.id }, { limit: 50, statuses: ['Approved', 'Deprecated'] })).rows;
  expect(new Map(back.map(({ entry }) => [entry.logicalId, entry.status]))).toEqual(
    new Map([
      [first.logicalId, 'Deprecated'],
      [second.logicalId, 'Approved'],
      [twin.logicalId, 'Approved'],
      [other.logicalId, 'Approved'],
    ]),
  );

  const paper = newEntry(dossier.ins, bytes, { typeCode: 'EXPPAT_2' });
  const { id: _, submittedAt: __, ...set } = newSet(paper);
  const own = value(await depositDocuments(ports, by(titulaireOf(dossier)), { id: dossier.id }, { set, documents: [{ metadata: paper, bytes }] }));
  expect(codeOf(await report(titulaireOf(dossier), dossier, own.entries[0]!))).toBe('ACTE_RESERVE');
});

test('a card made since its deposit is no longer opened; a document kept from the patient is neither reported by them nor told of', async () => {
  const dossier = await opened();
  const hidden = await deposit(dossier, { over: { visibilite: { ...visibleToAll, invisiblePatient: true } } });
  expect(codeOf(await report(titulaireOf(dossier), dossier, hidden))).toBe('DOCUMENT_INEXISTANT');
  const { token } = value(await makeCard(ports, by(titulaireOf(dossier)), { id: dossier.id }, { keys: [], days: 30 }));
  const holder = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'patient', actorName: 'Carte d’urgence' } } as const;
  expect((await openCard(ports, holder, token)).ok).toBe(true);
  value(await report(author, dossier, hidden));
  expect(await openCard(ports, holder, token)).toMatchObject({ ok: false, refusal: { code: 'CARTE_URGENCE_INVALIDE' } });
  value(await answerMisfiled(ports, by(author), { id: dossier.id }, hidden, { outcome: 'withdraw', words: 'Autre patient' }));
  value(await confirmMisfiled(ports, by(keller), dossier.id, hidden.logicalId, 'withdraw'));
  expect((await toldTo(dossier)).notices).toEqual([]);
});

test('what waits too long is told to its author once more, and what fails on the way changes nothing', async () => {
  const dossier = await opened();
  const document = await deposit(dossier);
  let ids = 0;
  const failing: Ports = {
    ...ports,
    newId: () => {
      if (ids++ > 1) throw new Error('the machine stops');
      return randomUUID();
    },
  };
  const asked = { expectedVersion: document.version, words: 'Pas le mien' };
  await expect(reportMisfiled(failing, by(titulaireOf(dossier)), { id: dossier.id }, document, asked)).rejects.toThrow('the machine stops');
  expect(await seen(titulaireOf(dossier), dossier)).toEqual([document.logicalId]);
  value(await report(titulaireOf(dossier), dossier, document));
  await tellLateMisfilings(ports);
  const before = now;
  now = plusDays(now, 8);
  await tellLateMisfilings(ports);
  await tellLateMisfilings(ports);
  now = before;
  expect((await toldTo(dossier)).mails).toEqual([`document-ecarte ${author.id}`, `document-ecarte ${author.id}`]);
});

test('whatever is deposited, reported, decided and undone, nothing is lost and nobody sees what they could not', async () => {
  const act = fc.oneof(
    fc.record({ do: fc.constant('deposit' as const), masked: fc.boolean(), hidden: fc.boolean() }),
    fc.record({ do: fc.constant('report' as const), nth: fc.nat(20), byAuthor: fc.boolean() }),
    fc.record({
      do: fc.constant('propose' as const),
      nth: fc.nat(20),
      outcome: fc.constantFrom('withdraw' as const, 'return' as const),
      who: fc.constantFrom(0, 1, 2),
    }),
    fc.record({ do: fc.constantFrom('confirm' as const, 'reopen' as const), nth: fc.nat(20), who: fc.constantFrom(0, 1) }),
  );
  interface Model {
    readonly entry: DocumentEntry;
    readonly masked: boolean;
    readonly hidden: boolean;
    state: 'there' | 'open' | 'withdraw' | 'return' | 'withdrawn' | 'returned';
    proposedBy?: number;
  }
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 18 }), async (drawn) => {
      const dossier = await opened();
      const key = { id: dossier.id };
      const model: Model[] = [];
      const two = [keller, mahieu] as const;
      for (const one of drawn) {
        if (one.do === 'deposit') {
          // A document is masked to all or kept from the patient, never both.
          const visibilite = { ...visibleToAll, masquePs: one.masked && !one.hidden, invisiblePatient: one.hidden };
          model.push({ entry: await deposit(dossier, { over: { visibilite } }), masked: visibilite.masquePs, hidden: one.hidden, state: 'there' });
          continue;
        }
        const chosen = model[one.nth % Math.max(model.length, 1)];
        if (chosen === undefined) continue;
        const { logicalId } = chosen.entry;
        const settled = ['withdrawn', 'returned'].includes(chosen.state);
        if (one.do === 'report') {
          const visible = chosen.state === 'there' || chosen.state === 'returned';
          const { rows } = await storage.pool.query<{ version: number }>(
            'SELECT version FROM document_entry WHERE dossier_id = $1 AND logical_id = $2 AND is_current',
            [dossier.id, logicalId],
          );
          const who = one.byAuthor ? author : titulaireOf(dossier);
          const done = await report(who, dossier, { ...chosen.entry, version: rows[0]!.version });
          expect(done.ok).toBe(visible && (one.byAuthor || !chosen.hidden));
          if (done.ok) Object.assign(chosen, { state: 'open', proposedBy: undefined });
        } else if (one.do === 'propose') {
          const said = { outcome: one.outcome, words: 'vu' };
          const by2 = one.who;
          const done =
            by2 === 2
              ? await answerMisfiled(ports, by(author), key, { logicalId }, said)
              : await proposeMisfiled(ports, by(two[by2]!), dossier.id, logicalId, said);
          expect(done.ok).toBe(chosen.state !== 'there' && !settled);
          if (done.ok) Object.assign(chosen, { state: one.outcome, proposedBy: by2 });
        } else if (one.do === 'confirm') {
          const outcome = chosen.state === 'return' ? 'return' : 'withdraw';
          const done = await confirmMisfiled(ports, by(two[one.who]!), dossier.id, logicalId, outcome);
          expect(done.ok).toBe((chosen.state === 'withdraw' || chosen.state === 'return') && chosen.proposedBy !== one.who);
          if (done.ok) chosen.state = outcome === 'withdraw' ? 'withdrawn' : 'returned';
        } else {
          const done = await reopenMisfiled(ports, by(two[one.who]!), dossier.id, logicalId);
          expect(done.ok).toBe(settled);
          if (done.ok) Object.assign(chosen, { state: 'open', proposedBy: undefined });
        }
      }
      const there = model.filter(({ state }) => state === 'there' || state === 'returned');
      const ids = (those: readonly Model[]): readonly string[] => those.map(({ entry }) => entry.logicalId as string).toSorted();
      expect(await seen(titulaireOf(dossier), dossier)).toEqual(ids(there.filter(({ hidden }) => !hidden)));
      expect(await seen(reader, dossier)).toEqual(ids(there.filter(({ masked }) => !masked)));
      expect(await seen(treating, dossier)).toEqual(ids(there));
      // What is not there awaits its author, who can read it whole; or was withdrawn, and can be taken up again.
      const waiting = model.filter(({ state }) => ['open', 'withdraw', 'return'].includes(state));
      const own = value(await listOwnMisfiled(ports, by(author))).filter((one) => one.dossier === dossier.id);
      expect(own.map((one) => one.document as string).toSorted()).toEqual(ids(waiting));
      for (const { entry } of waiting) expect((await readMisfiled(ports, by(author), key, entry)).ok).toBe(true);
      const reopenable = value(await examineIdentity(ports, by(keller), key)).misfiled.filter(({ state }) => state === 'withdrawn');
      expect(reopenable.map(({ documents: [first] }) => first as string).toSorted()).toEqual(ids(model.filter(({ state }) => state === 'withdrawn')));
    }),
    { numRuns: 10 },
  );
  const { findings } = await verifyJournal(url, { publicKeys: [], copies: undefined }, () => undefined);
  expect(findings.filter(({ code }) => code !== 'COPIES_ABSENTES' && code !== 'AUCUN_SCEAU')).toEqual([]);
}, 90_000);
