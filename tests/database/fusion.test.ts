// Two records of one person become one, and are two again: who may say so, what each then sees, and that nothing is lost or shown to whoever could
// not see it, whatever happened meanwhile. On real PostgreSQL.

import type { ActingProfessionnel, Actor } from '@carnet/domain/access';
import { type DocumentEntry, type LogicalId, visibleToAll } from '@carnet/domain/document';
import type { IdentityTraits, ProfessionCode, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, instantOf } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { authoriseBeneficiaire } from '@carnet/server/application/authorise-beneficiaire';
import { blockProfessionnel, unblockProfessionnel } from '@carnet/server/application/block-professionnel';
import { changeDocument } from '@carnet/server/application/change-document';
import { countSpaces } from '@carnet/server/application/count-spaces';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { makeCard, openCard } from '@carnet/server/application/emergency-card';
import { confirmFusion, endFusion, proposeFusion } from '@carnet/server/application/fusions';
import { assureIdentity, examineIdentity, reviewIdentities, tellApart } from '@carnet/server/application/keep-identity';
import { listDocuments } from '@carnet/server/application/list-documents';
import { queryRegistry } from '@carnet/server/application/query-registry';
import { readDocument } from '@carnet/server/application/read-document';
import { readJournal } from '@carnet/server/application/read-journal';
import { testExistence } from '@carnet/server/application/test-existence';
import type { DossierKey, Ports } from '@carnet/server/ports';
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
const writer = doctor('60000000101');
const readers: readonly ActingProfessionnel[] = [doctor('60000000102'), doctor('60000000103')];
await storage.registry.register({
  structures: [{ id: place, name: 'Cabinet', sector: 'SA07', active: true }],
  professionnels: [writer, ...readers].map(({ id, structures }) => ({
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

let people = 0;
const newTraits = (): IdentityTraits => ({
  birthName: `FUSION${String.fromCodePoint(65 + (people % 26))}${String.fromCodePoint(65 + (Math.floor(people++ / 26) % 26))}`,
  birthFirstNames: 'MARIE JEANNE',
  birthDate: '1985-05-12' as CivilDate,
  sexe: 'F',
  birthPlaceCog: '78006',
});
/** The same person twice; the second is in doubt, as whoever found it said. */
async function twice(over: Partial<NewDossier> = {}): Promise<readonly [NewDossier, NewDossier]> {
  const traits = newTraits();
  const [stays, goes] = [newDossier({ traits }), newDossier({ traits, ...over })];
  for (const one of [stays, goes]) expect(await storage.registry.openDossier(one)).toBe(true);
  value(await assureIdentity(ports, by(keller), { id: goes.id }, 'doubt'));
  return [stays, goes];
}
async function propose(stays: NewDossier, goes: NewDossier): Promise<string> {
  return value(await proposeFusion(ports, by(keller), stays.id, { absorbed: goes.id, reason: 'pièce d’identité vue' })).id;
}
async function join(stays: NewDossier, goes: NewDossier): Promise<string> {
  const id = await propose(stays, goes);
  value(await confirmFusion(ports, by(mahieu), stays.id, id));
  return id;
}

async function deposit(named: NewDossier, over: Partial<DocumentEntry> = {}, replaces?: DocumentEntry): Promise<Result<DocumentEntry>> {
  const bytes = Buffer.from(`compte rendu ${randomUUID()}`);
  const entry = newEntry(named.ins, bytes, { author: writer.id, over });
  const { id: _, submittedAt: __, ...set } = newSet(entry);
  const replaced = replaces === undefined ? {} : { replaces: { uniqueId: replaces.uniqueId } };
  const made = await depositDocuments(ports, by(writer), { ins: named.ins }, { set, documents: [{ metadata: entry, bytes, ...replaced }] });
  return made.ok ? { ok: true, value: made.value.entries[0]! } : made;
}
const feed = async (named: NewDossier, over: Partial<DocumentEntry> = {}): Promise<LogicalId> => {
  value(await assureIdentity(ports, by(keller), { id: named.id }, 'document-checked'));
  await storage.pool.query('UPDATE dossier SET ins_verified = true WHERE dossier_id = $1', [named.id]);
  return value(await deposit(named, over)).logicalId;
};
const authorise = async (dossier: NewDossier, { id }: ActingProfessionnel): Promise<void> => {
  value(await authoriseBeneficiaire(ports, by(titulaireOf(dossier)), { id: dossier.id }, { beneficiaire: { kind: 'professionnel', id } }));
};
/** Sorted; what the refusal says where there is one. */
async function seen(actor: Actor, key: DossierKey): Promise<readonly string[] | string> {
  const listed = await listDocuments(ports, by(actor), key, { limit: 200 });
  return listed.ok ? listed.value.rows.map(({ entry }) => entry.logicalId as string).toSorted() : listed.refusal.code;
}
const existing = async (ins: NewDossier['ins']) => value(await testExistence(ports, by(writer), { ins }));

test('somebody proposes, somebody else confirms; nothing is presumed of likeness', async () => {
  const [stays, goes] = await twice();
  const stranger = newDossier({ traits: { ...stays.traits, birthFirstNames: 'JULIE' } });
  const closed = newDossier({ traits: stays.traits, closed: true });
  for (const one of [stranger, closed]) expect(await storage.registry.openDossier(one)).toBe(true);
  const tried = async (survivor: NewDossier, absorbed: NewDossier): Promise<string> =>
    codeOf(await proposeFusion(ports, by(keller), survivor.id, { absorbed: absorbed.id, reason: 'essai' }));
  expect(await tried(stays, stays)).toBe('PARAMETRE_INVALIDE MEME_DOSSIER');
  expect(await tried(stays, stranger)).toBe('PARAMETRE_INVALIDE DEUX_INS TRAITS_DIFFERENTS');
  expect(await tried(stays, closed)).toBe('PARAMETRE_INVALIDE DOSSIERS_OUVERTS_REQUIS DEUX_INS');
  expect(await tried(goes, stays)).toBe('PARAMETRE_INVALIDE SURVIVANT_NON_QUALIFIE DEUX_INS');
  expect(codeOf(await proposeFusion(ports, by(writer), stays.id, { absorbed: goes.id, reason: 'essai' }))).toBe('FONCTION_INTERDITE');

  const id = await propose(stays, goes);
  expect(value(await reviewIdentities(ports, by(mahieu))).fusions).toContainEqual(expect.objectContaining({ id, survivor: stays.id, absorbed: goes.id }));
  expect(await tried(stays, goes)).toBe('PARAMETRE_INVALIDE DEJA_REUNI');
  expect(codeOf(await confirmFusion(ports, by(keller), stays.id, id))).toBe('PARAMETRE_INVALIDE AUTRE_PERSONNE_REQUISE');
  expect(codeOf(await confirmFusion(ports, by(mahieu), stays.id, randomUUID()))).toBe('PARAMETRE_INVALIDE FUSION_INCONNUE');
  expect(await existing(goes.ins)).toMatchObject({ dossier: goes.id });
  value(await endFusion(ports, by(keller), stays.id, id));
  expect(codeOf(await confirmFusion(ports, by(mahieu), stays.id, id))).toBe('PARAMETRE_INVALIDE FUSION_INCONNUE');

  value(await tellApart(ports, by(mahieu), stays.id, goes.id));
  expect(await tried(stays, goes)).toBe('PARAMETRE_INVALIDE DEUX_PERSONNES');
});

test('both numbers lead to the record that stays; it tells what it stands for; the operator sees each as it is', async () => {
  const [stays, goes] = await twice();
  const third = newDossier({ traits: stays.traits });
  expect(await storage.registry.openDossier(third)).toBe(true);
  value(await assureIdentity(ports, by(keller), { id: third.id }, 'doubt'));
  const id = await join(stays, goes);
  expect(await existing(stays.ins)).toMatchObject({ found: true, dossier: stays.id, standsFor: [goes.id] });
  expect(await existing(goes.ins)).toMatchObject({ found: true, dossier: stays.id, currentIns: stays.ins });
  const examined = value(await examineIdentity(ports, by(keller), { id: goes.id }));
  expect(examined).toMatchObject({ status: 'provisoire', identity: { id: goes.id, ins: goes.ins }, fusions: [{ id, state: 'merged' }] });
  const { pairs, notQualified } = value(await reviewIdentities(ports, by(keller)));
  const listed = [...pairs.flatMap(({ records }) => records), ...notQualified].map(({ dossier }) => dossier);
  expect(listed).not.toContain(goes.id);
  // One level deep, and a third record of the same person joins the same one.
  expect(codeOf(await proposeFusion(ports, by(keller), goes.id, { absorbed: third.id, reason: 'essai' }))).toContain('SURVIVANT_NON_QUALIFIE');
  await join(stays, third);
  expect(await existing(third.ins)).toMatchObject({ dossier: stays.id, currentIns: stays.ins });
  value(await endFusion(ports, by(keller), stays.id, id));
  expect(await existing(goes.ins)).toMatchObject({ dossier: goes.id });
  expect(await existing(third.ins)).toMatchObject({ dossier: stays.id });
});

test('the patient reads both as one; who was let in to one reads that one, until the patient lets them in anew', async () => {
  const [stays, goes] = [newDossier({ traits: newTraits() }), newDossier()];
  const double: NewDossier = { ...goes, traits: stays.traits };
  for (const one of [stays, double]) expect(await storage.registry.openDossier(one)).toBe(true);
  const [mine, other] = [await feed(stays), await feed(double, { title: 'Le double' })];
  const [first, second] = readers as readonly [ActingProfessionnel, ActingProfessionnel];
  await authorise(stays, first);
  await authorise(double, second);
  value(await assureIdentity(ports, by(keller), { id: double.id }, 'doubt'));
  const id = await join(stays, double);

  for (const account of [stays, double])
    for (const key of [{ id: stays.id }, { id: double.id }, { ins: double.ins }]) {
      expect(await seen(titulaireOf(account), key)).toEqual([mine, other].toSorted());
      const counts = [...value(await countSpaces(ports, by(titulaireOf(account)), key)).values()];
      expect(counts.reduce((sum, { total }) => sum + total, 0)).toBe(2);
    }
  for (const key of [{ ins: stays.ins }, { ins: double.ins }]) {
    expect(await seen(first, key)).toEqual([mine]);
    expect(await seen(second, key)).toEqual([other]);
    expect(codeOf(await readDocument(ports, by(first), key, { logicalId: other }))).toBe('AUTORISATION_ABSENTE');
  }
  // Today's number on every row, a document's own place in its id, the same by stored query.
  const rows = value(await listDocuments(ports, by(titulaireOf(stays)), { id: stays.id }, {})).rows;
  expect(rows.map(({ entry }) => entry.patient)).toEqual([stays.ins, stays.ins]);
  expect(rows.find(({ entry }) => entry.logicalId === other)?.dossier).toBe(double.id);
  const found = value(
    await queryRegistry(ports, by(titulaireOf(stays)), { ins: double.ins }, { name: 'FindDocuments', statuses: ['Approved'], filters: {} }, 'LeafClass'),
  );
  expect(found.documents.map(({ logicalId }) => logicalId).toSorted()).toEqual([mine, other].toSorted());

  await authorise(stays, first);
  expect(await seen(first, { ins: stays.ins })).toEqual([mine, other].toSorted());
  // A version lies beside what it replaces, whichever number was named; what is new lies where it was named.
  const replaced = value(await readDocument(ports, by(titulaireOf(stays)), { id: stays.id }, { logicalId: other })).entry;
  const version = value(await deposit(stays, { title: 'Le double, corrigé' }, replaced)).logicalId;
  const later = value(await deposit(double)).logicalId;
  expect(await seen(titulaireOf(stays), { id: stays.id })).toEqual([mine, version, later].toSorted());

  // Blocked through the one that stays, they read neither, then and after.
  value(await blockProfessionnel(ports, by(titulaireOf(stays)), { id: stays.id }, second.id));
  expect(await seen(second, { ins: double.ins })).toBe('PS_BLOQUE');
  value(await endFusion(ports, by(mahieu), stays.id, id));
  expect(await seen(titulaireOf(stays), { id: stays.id })).toEqual([mine]);
  expect(await seen(titulaireOf(double), { id: double.id })).toEqual([version, later].toSorted());
  expect(await seen(titulaireOf(stays), { id: double.id })).toBe('DOSSIER_INEXISTANT');
  expect(await seen(first, { ins: double.ins })).toBe('AUTORISATION_ABSENTE');
  expect(await seen(second, { ins: double.ins })).toBe('PS_BLOQUE');
});

test('an emergency card made while they were one ends when they are parted: it may hold what is another’s', async () => {
  const [stays, goes] = await twice();
  const id = await join(stays, goes);
  const { token } = value(await makeCard(ports, by(titulaireOf(stays)), { id: stays.id }, { keys: [], days: 30 }));
  const holder = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'patient', actorName: 'Carte d’urgence' } } as const;
  expect((await openCard(ports, holder, token)).ok).toBe(true);
  value(await endFusion(ports, by(keller), stays.id, id));
  expect(await openCard(ports, holder, token)).toMatchObject({ ok: false, refusal: { code: 'CARTE_URGENCE_INVALIDE' } });
});

test('both journals keep it, holders and readers are told, and what was joined by mistake no longer is after a time', async () => {
  const [stays, goes] = await twice();
  const [first] = readers as readonly [ActingProfessionnel];
  await authorise(goes, first);
  const id = await join(stays, goes);
  expect(await seen(first, { ins: stays.ins })).toEqual([]);
  const acts = async (dossier: NewDossier): Promise<string[]> =>
    value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 200 })).rows.flatMap(({ subject }) => subject?.act ?? []);
  // Read as one, an act on both is told once.
  expect((await acts(stays)).filter((act) => act.startsWith('fusion'))).toEqual(['fusion-confirmed', 'fusion-proposed', 'fusion-proposed']);
  value(await endFusion(ports, by(keller), stays.id, id));
  for (const one of [stays, goes]) expect(await acts(one)).toEqual(expect.arrayContaining(['fusion-ended', 'fusion-confirmed', 'fusion-proposed']));
  const told = await storage.pool.query<{ kind: string; n: number }>('SELECT kind, count(*)::int AS n FROM notice WHERE dossier_id = ANY ($1) GROUP BY kind', [
    [stays.id, goes.id],
  ]);
  expect(Object.fromEntries(told.rows.map(({ kind, n }) => [kind, n]))).toMatchObject({ 'dossiers-reunis': 1, 'dossiers-separes': 2 });
  const mails = await storage.pool.query('SELECT professionnel FROM outbox WHERE kind = $1 AND dossier_id = ANY ($2) AND professionnel IS NOT NULL', [
    'dossiers-separes',
    [stays.id, goes.id],
  ]);
  expect(mails.rows).toEqual([{ professionnel: first.id }]);

  const again = await join(stays, goes);
  const before = now;
  now = instantOf(now + 366 * 86_400_000);
  expect(codeOf(await endFusion(ports, by(keller), stays.id, again))).toBe('PARAMETRE_INVALIDE DELAI_DEPASSE');
  now = before;
});

test('what fails on the way joins nothing', async () => {
  const [stays, goes] = await twice();
  const id = await propose(stays, goes);
  // Once the link is written: the notice gets no id.
  const failing: Ports = {
    ...ports,
    newId: () => {
      throw new Error('the machine stops');
    },
  };
  await expect(confirmFusion(failing, by(mahieu), stays.id, id)).rejects.toThrow('the machine stops');
  expect(await existing(goes.ins)).toMatchObject({ dossier: goes.id });
  const links = await storage.pool.query('SELECT merged_into, merged_at, absorbed FROM dossier WHERE dossier_id = ANY ($1)', [[stays.id, goes.id]]);
  expect(links.rows).toEqual([stays, goes].map(() => ({ merged_into: null, merged_at: null, absorbed: null })));
  value(await confirmFusion(ports, by(mahieu), stays.id, id));
  expect(await existing(goes.ins)).toMatchObject({ dossier: stays.id });
});

test('whatever is done before, meanwhile and after, each sees what a plain model says', async () => {
  const titles = ['a', 'b', 'c'] as const;
  const record = fc.constantFrom(0, 1);
  const reader = fc.constantFrom(0, 1);
  const act = fc.oneof(
    fc.record({ do: fc.constant('deposit' as const), record, masked: fc.boolean(), title: fc.constantFrom(...titles) }),
    fc.record({ do: fc.constantFrom('authorise' as const, 'block' as const, 'unblock' as const), record, reader }),
    fc.record({ do: fc.constantFrom('mask' as const, 'unmask' as const), nth: fc.nat(20) }),
    fc.record({ do: fc.constantFrom('join' as const, 'part' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const traits = newTraits();
      const pair = [newDossier({ traits }), newDossier({ traits })] as const;
      for (const one of pair) expect(await storage.registry.openDossier(one)).toBe(true);
      const holder = titulaireOf(pair[0]);
      const model = pair.map(() => ({ documents: new Map<string, boolean>(), since: new Map<number, Instant>(), blocked: new Set<number>() }));
      let joined: { readonly id: string; readonly since: Instant } | undefined;
      /** What these readers see, by the model. */
      const expected = (who: number): readonly string[] =>
        [0, 1].flatMap((part) => {
          const { documents, since, blocked } = model[part]!;
          const inSurvivor = model[0]!.since.get(who);
          const allowed = since.has(who) || (joined !== undefined && inSurvivor !== undefined && inSurvivor >= joined.since);
          const kept = blocked.has(who) || (joined !== undefined && model.some((one) => one.blocked.has(who)));
          return allowed && !kept ? [...documents].filter(([, masked]) => !masked).map(([id]) => id) : [];
        });
      const check = async (): Promise<void> => {
        for (const [index, named] of pair.entries()) {
          const all = (joined === undefined ? [model[index]!] : model).flatMap(({ documents }) => [...documents.keys()]).toSorted();
          expect(await seen(titulaireOf(named), { id: named.id })).toEqual(all);
          const paged: string[] = [];
          for (let cursor: string | undefined; ;) {
            const page = value(await listDocuments(ports, by(titulaireOf(named)), { id: named.id }, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }));
            expect(page.total).toBe(all.length);
            paged.push(...page.rows.map(({ entry }) => entry.logicalId));
            cursor = page.nextCursor;
            if (cursor === undefined) break;
          }
          expect(paged.toSorted()).toEqual(all);
          for (const who of [0, 1]) {
            const those = await seen(readers[who]!, { ins: named.ins });
            const own = new Set(model[index]!.documents.keys());
            expect(typeof those === 'string' ? [] : those).toEqual(
              expected(who)
                .filter((id) => joined !== undefined || own.has(id))
                .toSorted(),
            );
          }
        }
      };
      for (const one of acts) {
        switch (one.do) {
          case 'deposit': {
            const over = { title: one.title, visibilite: { ...visibleToAll, masquePs: one.masked } };
            model[one.record]!.documents.set(value(await deposit(pair[one.record]!, over)).logicalId, one.masked);
            break;
          }
          case 'authorise':
          case 'block':
          case 'unblock': {
            // Joined, an act through either is one on the record that stays.
            const on = joined === undefined ? one.record : 0;
            const touched = joined === undefined ? [model[on]!] : model;
            const key = { id: pair[one.record]!.id };
            const actor = joined === undefined ? titulaireOf(pair[one.record]!) : holder;
            const beneficiaire = { kind: 'professionnel', id: readers[one.reader]!.id } as const;
            if (one.do === 'authorise') {
              if (touched.some(({ blocked }) => blocked.has(one.reader))) break;
              value(await authoriseBeneficiaire(ports, by(actor), key, { beneficiaire }));
              model[on]!.since.set(one.reader, now);
            } else if (one.do === 'block') {
              value(await blockProfessionnel(ports, by(actor), key, beneficiaire.id));
              for (const part of touched) {
                part.blocked.add(one.reader);
                part.since.delete(one.reader);
              }
            } else {
              value(await unblockProfessionnel(ports, by(actor), key, beneficiaire.id));
              for (const part of touched) part.blocked.delete(one.reader);
            }
            break;
          }
          case 'mask':
          case 'unmask': {
            const all = model.flatMap(({ documents }, part) => [...documents.keys()].map((id) => ({ id, part })));
            const chosen = all[one.nth % Math.max(all.length, 1)];
            if (chosen === undefined || model[chosen.part]!.documents.get(chosen.id) === (one.do === 'mask')) break;
            const document = { logicalId: chosen.id as LogicalId };
            const key = joined === undefined ? { id: pair[chosen.part]!.id } : { id: pair[0].id };
            const actor = joined === undefined ? titulaireOf(pair[chosen.part]!) : holder;
            value(await changeDocument(ports, by(actor), { dossier: key, document, acts: [one.do] }));
            model[chosen.part]!.documents.set(chosen.id, one.do === 'mask');
            break;
          }
          case 'join': {
            if (joined !== undefined) break;
            value(await assureIdentity(ports, by(keller), { id: pair[1].id }, 'doubt'));
            const id = await propose(pair[0], pair[1]);
            const readBy = async (who: ActingProfessionnel): Promise<readonly string[]> => {
              const each = [await seen(who, { ins: pair[0].ins }), await seen(who, { ins: pair[1].ins })];
              return each.flatMap((rows) => (typeof rows === 'string' ? [] : rows));
            };
            const before = [await readBy(readers[0]!), await readBy(readers[1]!)];
            value(await confirmFusion(ports, by(mahieu), pair[0].id, id));
            joined = { id, since: now };
            // By itself it shows nothing to anybody who could not see it.
            for (const who of [0, 1]) for (const document of await readBy(readers[who]!)) expect(before[who]).toContain(document);
            break;
          }
          case 'part': {
            if (joined === undefined) break;
            value(await endFusion(ports, by(keller), pair[0].id, joined.id));
            joined = undefined;
            // Nothing feeds it until somebody has settled who it is of.
            await storage.pool.query('UPDATE dossier SET ins_verified = true, document_checked = true WHERE dossier_id = $1', [pair[1].id]);
          }
        }
      }
      await check();
    }),
    { numRuns: 8 },
  );
  // Each record's chain is whole, and its own.
  const { findings, lines } = await verifyJournal(url, { publicKeys: [], copies: undefined }, () => undefined);
  expect(lines).toBeGreaterThan(100);
  expect(findings.filter(({ code }) => code !== 'COPIES_ABSENTES' && code !== 'AUCUN_SCEAU')).toEqual([]);
}, 60_000);
