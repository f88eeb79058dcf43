// One truth, two evaluators: whatever the world, the SQL that lists documents returns exactly the rows the rules allow one by one.
// Worlds are drawn whole (choices, autorisations, blocages, médecin traitant, documents of every visibility, status, type and author, in
// several versions) and written to a real PostgreSQL; then every actor lists, pages and counts, and is held against `rowIsVisible`.

import { type Actor, type DocumentFacts, type DossierFacts, type Permit, decide, isMedecinTraitant, rowIsVisible } from '@carnet/domain/access';
import type { DocumentEntry } from '@carnet/domain/document';
import { blocageHolds } from '@carnet/domain/dossier';
import { lotSignatureType, spaceOf } from '@carnet/domain/terminology';
import type { DocumentPage, DocumentQuery } from '@carnet/server/ports';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { shippedMatrix } from '../../tools/explain/shipped-matrix.ts';
import {
  type Written,
  actorOf,
  after,
  drawnCaller,
  drawnFacts,
  drawnWorld,
  matrices,
  policy,
  professionnels,
  statuses,
  types,
  write,
} from '../support/drawn-record.ts';
import { doctor, noon } from '../support/records.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

const page = { order: fc.constantFrom('service' as const, 'deposited' as const), limit: fc.integer({ min: 1, max: 7 }) };
const everyStatus = fc.constant(statuses);
const someFilters = {
  types: fc.subarray(types, { minLength: 5 }),
  masked: fc.boolean(),
  authorId: fc.constantFrom(...professionnels),
  depositor: fc.constantFrom('patient' as const, 'others' as const),
};
/** Mostly whole lists, which have pages; sometimes every filter at once, which leaves little. */
const drawnQuery: fc.Arbitrary<DocumentQuery> = fc.oneof(
  fc.record({ ...page, statuses: everyStatus, asLines: fc.constant(true as const) }, { requiredKeys: ['order', 'limit', 'statuses'] }),
  fc.record({ ...page, statuses: fc.subarray([...statuses], { minLength: 1 }) }, { requiredKeys: [] }),
  fc.record({ ...page, statuses: everyStatus, ...someFilters }, { requiredKeys: ['statuses', 'order'] }),
);

/** The signature of a set is no document for people: no list has it, and no count. */
const isForPeople = ({ entry }: Written['documents'][number]): boolean => entry.type.code !== lotSignatureType;

const asked = (
  { statuses: wanted = ['Approved'], types: among, masked, authorId, depositor }: DocumentQuery,
  { entry, facts }: Written['documents'][number],
): boolean =>
  wanted.includes(entry.status) &&
  (among === undefined || among.includes(entry.type.code)) &&
  (masked === undefined || entry.visibilite.masquePs === masked) &&
  (authorId === undefined || facts.authorIds.some((id) => id === authorId)) &&
  (depositor === undefined || (entry.depositor === 'patient') === (depositor === 'patient'));

type Drawn = Written['documents'][number];
/** Same content, in one space, of one status, kept from the same people: one line for people, the first of them to arrive. */
const lineOf = ({ entry: { status, type, visibilite }, sha256 }: Drawn): string =>
  [sha256, status, spaceOf(type.code), visibilite.masquePs, visibilite.invisiblePatient, visibilite.invisibleRepresentants].join(' ');
const arrived = (a: Drawn, b: Drawn): number => a.entry.depositedAt - b.entry.depositedAt || (a.entry.logicalId < b.entry.logicalId ? -1 : 1);
const firstOfEach = (documents: readonly Drawn[]): readonly Drawn[] => [...Map.groupBy(documents, lineOf).values()].map((line) => line.toSorted(arrived)[0]!);

/** Newest first; among equals, the greater logicalId first. */
const inOrder =
  (order: DocumentQuery['order']) =>
  (a: DocumentEntry, b: DocumentEntry): number =>
    (order === 'deposited' ? b.depositedAt - a.depositedAt : b.serviceStart - a.serviceStart) || (a.logicalId < b.logicalId ? 1 : -1);

async function everyPage(permit: Permit<'list-documents'>, query: DocumentQuery): Promise<readonly DocumentPage[]> {
  const pages: DocumentPage[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await storage.transactions.run((tx) => tx.documents.list(permit, { ...query, ...(cursor === undefined ? {} : { cursor }) }));
    pages.push(page);
    if (page.nextCursor === undefined) return pages;
    expect(pages.length).toBeLessThan(100);
    cursor = page.nextCursor;
  }
}

test('the list, its pages, its totals and the counts by space are exactly what the rules allow', async () => {
  const met: Record<string, number> = { authorised: 0, emergency: 0, refused: 0, hidden: 0, manyPages: 0, oneLine: 0, twinHidden: 0 };
  const meet = (what: string): void => void (met[what] = (met[what] ?? 0) + 1);
  for (const kind of ['titulaire', 'professionnel', 'representant', 'aidant', 'service-tiers', 'ayant-droit']) met[kind] = 0;
  await fc.assert(
    fc.asyncProperty(
      drawnWorld,
      fc.array(
        fc.tuple(
          drawnCaller,
          fc.array(drawnQuery, { minLength: 1, maxLength: 3 }),
          fc.constantFrom('shipped' as const, 'shipped' as const, 'halved' as const, 'empty' as const),
        ),
        { minLength: 3, maxLength: 6 },
      ),
      async (world, callers) => {
        const written = await write(storage, world);
        const { dossier, documents } = written;
        for (const [caller, queries, which] of callers) {
          const matrix = matrices[which];
          const actor = actorOf(caller, written);
          const decisionOn = (facts: DossierFacts | undefined) =>
            decide({ action: 'list-documents', actor, mode: caller.mode, at: noon, dossier: facts, policy, matrix });
          const expected = decisionOn(drawnFacts(written, actor));
          const decision = decisionOn(await storage.transactions.run((tx) => tx.facts.dossier({ id: dossier.id }, actor)));
          expect(decision.granted ? 'granted' : decision.rule).toBe(expected.granted ? 'granted' : expected.rule);
          if (!decision.granted || !expected.granted) {
            meet('refused');
            continue;
          }
          const { permit } = decision;
          meet(actor.kind);
          if (caller.mode !== 'normal') meet('emergency');
          else if (actor.kind === 'professionnel' && !isMedecinTraitant(actor, permit.dossier)) meet('authorised');
          // What is right is said of the world as drawn; what is answered, of the world as read.
          const visible = documents.filter(({ facts }) => rowIsVisible(expected.permit, facts, policy));
          if (visible.length < documents.length) meet('hidden');
          const isNewTo = (seen: boolean): boolean => (actor.kind === 'titulaire' ? !seen : 'personne' in actor);
          for (const query of queries) {
            const found = visible.filter((one) => isForPeople(one) && asked(query, one));
            const lines = query.asLines === true ? firstOfEach(found) : found;
            if (lines.length < found.length) meet('oneLine');
            const right = lines.map(({ entry }) => entry).toSorted(inOrder(query.order));
            const pages = await everyPage(permit, query);
            if (pages.length > 1) meet('manyPages');
            expect(pages.flatMap(({ rows }) => rows.map(({ entry }) => entry))).toEqual(right);
            for (const page of pages)
              expect({ total: page.total, masked: page.masked }).toEqual({
                total: right.length,
                masked: right.filter(({ visibilite }) => visibilite.masquePs).length,
              });
            if (query.asLines === true) {
              const seenOf = Map.groupBy(visible, lineOf);
              const times = new Map(pages.flatMap(({ rows }) => rows.map((row) => [row.entry.logicalId, row.received?.count ?? 1])));
              expect(times).toEqual(new Map(lines.map((one) => [one.entry.logicalId, seenOf.get(lineOf(one))!.length])));
              if (lines.some((one) => documents.some((twin) => twin.sha256 === one.sha256 && !visible.includes(twin)))) meet('twinHidden');
            }
            const isNew = new Map(pages.flatMap(({ rows }) => rows.map((row) => [row.entry.logicalId, row.isNew])));
            for (const { entry, seen } of documents) if (isNew.has(entry.logicalId)) expect(isNew.get(entry.logicalId)).toBe(isNewTo(seen));
          }
          const counts: Record<string, { total: number; unseen: number }> = {};
          for (const { entry, seen } of firstOfEach(visible.filter((one) => isForPeople(one) && one.entry.status === 'Approved'))) {
            const count = (counts[spaceOf(entry.type.code)] ??= { total: 0, unseen: 0 });
            count.total++;
            if (isNewTo(seen)) count.unseen++;
          }
          expect(Object.fromEntries(await storage.transactions.run((tx) => tx.documents.countBySpace(permit)))).toEqual(counts);
        }
      },
    ),
    { numRuns: 250 },
  );
  // The draws met what they are meant to meet: a property that never lists proves nothing.
  expect(Object.entries(met).filter(([, times]) => times < 2)).toEqual([]);
}, 600_000);

/** A line of the journal, or a notice, about a document of the world or about none, secret or not. */
const drawnLine = fc.record({
  document: fc.option(fc.integer({ min: 0, max: 23 }), { nil: undefined }),
  secret: fc.boolean(),
  by: fc.constantFrom(...professionnels),
});

test('journal and notices say nothing of what is hidden from whoever reads them', async () => {
  const met = { titulaire: 0, representant: 0, professionnel: 0, withheld: 0 };
  await fc.assert(
    fc.asyncProperty(drawnWorld, fc.array(drawnLine, { minLength: 1, maxLength: 12 }), async (world, lines) => {
      const written = await write(storage, { ...world, closed: false, ties: { ...world.ties, representation: { kind: 'parent', since: after(-9) } } });
      const { dossier, documents, people } = written;
      const said = lines.map((line, index) => ({
        ...line,
        id: randomUUID(),
        name: `line ${index}`,
        about: line.document === undefined ? undefined : documents[line.document % documents.length]!,
      }));
      await storage.transactions.run(async (tx) => {
        for (const { id, secret, by, name, about } of said) {
          const document = about === undefined ? {} : { document: about.entry.logicalId };
          await tx.traces.append({
            ...document,
            at: noon,
            action: 'read-document',
            outcome: 'granted',
            mode: 'normal',
            authentication: 'DIRECTE',
            dossier: dossier.id,
            actorKind: 'professionnel',
            actorId: by,
            actorName: name,
            door: 'fhir',
            ...(secret ? { secret } : {}),
          });
          await tx.notices.raise({ ...document, id, dossier: dossier.id, kind: 'premier-acces', at: noon, secret });
        }
      });
      const hiddenFrom = (actor: Actor, facts: DocumentFacts | undefined): boolean =>
        facts !== undefined &&
        actor.kind !== 'professionnel' &&
        (facts.visibilite.invisiblePatient || (actor.kind === 'representant' && facts.visibilite.invisibleRepresentants));
      const callers: readonly Actor[] = [
        { kind: 'titulaire', personne: dossier.titulaire, factors: 2 },
        { kind: 'representant', personne: people.representant, factors: 2 },
        ...professionnels.map((id): Actor => doctor(id.slice(1))),
      ];
      for (const actor of callers) {
        const decisionOn = <A extends 'read-journal' | 'read-notices'>(action: A) =>
          decide<A>({ action, actor, mode: 'normal', at: noon, dossier: drawnFacts(written, actor), policy, matrix: shippedMatrix });
        const journal = decisionOn('read-journal');
        if (journal.granted) {
          const file = journal.permit.dossier;
          const all = actor.kind !== 'professionnel' || (isMedecinTraitant(actor, file) && !file.blocages.some((blocage) => blocageHolds(blocage, noon)));
          const right = said.filter(
            ({ secret, by, about }) =>
              (all || (actor.kind === 'professionnel' && by === actor.id)) && !(secret && actor.kind === 'representant') && !hiddenFrom(actor, about?.facts),
          );
          const read = await storage.transactions.run((tx) => tx.traces.list(journal.permit, { limit: 50 }));
          expect(read.rows.map(({ actorName }) => actorName).toSorted()).toEqual(right.map(({ name }) => name).toSorted());
          expect(read.total).toBe(right.length);
          met[actor.kind as keyof typeof met]++;
          if (right.length < said.length) met.withheld++;
        }
        const notices = decisionOn('read-notices');
        if (notices.granted) {
          const right = said.filter(
            ({ secret, about }) =>
              !(secret && actor.kind === 'representant') && (about === undefined || !(hiddenFrom(actor, about.facts) || about.entry.status === 'Deleted')),
          );
          const read = await storage.transactions.run((tx) => tx.notices.list(notices.permit, { limit: 50 }));
          expect(read.rows.map(({ id }) => id).toSorted()).toEqual(right.map(({ id }) => id).toSorted());
          expect(read.unread).toBe(right.length);
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(Object.entries(met).filter(([, times]) => times < 2)).toEqual([]);
}, 600_000);
