// One truth, two evaluators: whatever the world, the SQL that lists documents returns exactly the rows the rules allow one by one.
// Worlds are drawn whole (choices, autorisations, blocages, médecin traitant, documents of every visibility, status, type and author, in
// several versions) and written to a real PostgreSQL; then every actor lists, pages and counts, and is held against `rowIsVisible`.

import {
  type Actor,
  type DocumentFacts,
  type DossierFacts,
  type Mode,
  type Permit,
  decide,
  habilitationMatrix,
  isMedecinTraitant,
  policyAt,
  rowIsVisible,
} from '@carnet/domain/access';
import type { AvailabilityStatus, DepositorKind, DocumentEntry } from '@carnet/domain/document';
import {
  type Appairage,
  type AutorisationId,
  type Beneficiaire,
  type Delegation,
  type Masquage,
  type MasquageId,
  type PersonneId,
  type Representation,
  type Succession,
  blocageHolds,
} from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { spaceOf, spaces } from '@carnet/domain/terminology';
import type { DocumentPage, DocumentQuery } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { shippedMatrix } from '../../tools/explain/shipped-matrix.ts';
import { doctor, factsOf, newDossier, newEntry, newSet, noon } from '../support/records.ts';
import { writeTies } from '../support/ties.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

const professionnels = ['8001', '8002', '8003'] as PsIdNat[];
const structures = ['1100', '1200'] as StructIdNat[];
const strangers = Array.from({ length: 9 }, (_, index) => `81${index}0` as PsIdNat);
const day = 86_400_000;
const policy = policyAt(noon, []);
const after = (days: number): Instant => instantOf(noon + days * day);
const service = 'un-service';

const statuses: readonly AvailabilityStatus[] = ['Approved', 'Deprecated', 'Archived', 'Deleted'];
const depositors: readonly DepositorKind[] = ['professionnel', 'structure', 'patient', 'assurance-maladie'];
/** Types that some profession may not read, types all may, and types of the patient. */
const types = [
  '68599-0',
  '83901-9',
  'EXPPAT_3',
  '15508-5',
  'ATTEST-RESID',
  '78513-9',
  'PRESC-ORTHOPTIE',
  '51969-4',
  '11488-4',
  '11502-2',
  'DOCPAT01',
  'EXPPAT_2',
  'REMB',
  '74465-6',
  // Not of the DMP: it reached the record by another way.
  '12345-6',
];
const professions = [...shippedMatrix.cells.keys(), '97'];

interface DrawnDocument {
  readonly typeCode: string;
  readonly status: AvailabilityStatus;
  readonly masquePs: boolean;
  readonly invisiblePatient: boolean;
  readonly invisibleRepresentants: boolean;
  readonly depositor: DepositorKind;
  readonly authors: readonly PsIdNat[];
  readonly structure: StructIdNat | undefined;
  /** Beside them, strangers: beyond eight authors a document is counted another way. */
  readonly moreAuthors: number;
  /** Hours from noon: few values, so that the sort meets equals. */
  readonly service: number;
  readonly deposited: number;
  /** Metadata versions before the last one, masked the other way round: they must not show through. */
  readonly earlierVersions: number;
  readonly seen: boolean;
}
const drawnDocument: fc.Arbitrary<DrawnDocument> = fc.record({
  typeCode: fc.constantFrom(...types),
  status: fc.oneof({ weight: 3, arbitrary: fc.constant<AvailabilityStatus>('Approved') }, { weight: 2, arbitrary: fc.constantFrom(...statuses) }),
  masquePs: fc.boolean(),
  invisiblePatient: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  invisibleRepresentants: fc.boolean(),
  depositor: fc.constantFrom(...depositors),
  authors: fc.subarray(professionnels),
  structure: fc.option(fc.constantFrom(...structures), { nil: undefined }),
  moreAuthors: fc.constantFrom(0, 0, 0, 6, 9),
  service: fc.integer({ min: 0, max: 3 }),
  deposited: fc.integer({ min: 0, max: 3 }),
  earlierVersions: fc.integer({ min: 0, max: 2 }),
  seen: fc.boolean(),
});

const drawnAutorisation = fc.record({
  beneficiaire: fc.oneof(
    fc.constantFrom(...professionnels).map((id): Beneficiaire => ({ kind: 'professionnel', id })),
    fc.constantFrom(...structures).map((id): Beneficiaire => ({ kind: 'structure', id })),
  ),
  declaredDays: fc.constantFrom(-3, -2, -1, 0, 1),
  expiresDays: fc.constantFrom(3, 2, 1, 0, -1),
  withdrawnDays: fc.option(fc.integer({ min: -1, max: 1 }), { nil: undefined, freq: 1 }),
});
const drawnBlocage = fc.record({
  professionnel: fc.constantFrom(...professionnels),
  sinceDays: fc.integer({ min: -2, max: 1 }),
  untilDays: fc.option(fc.integer({ min: -1, max: 2 }), { nil: undefined }),
});

const drawnMasquage = fc.record({
  from: fc.oneof(
    fc.constantFrom(...professionnels).map((id): Masquage['from'] => ({ kind: 'professionnel', id })),
    fc.constantFrom('10', '60').map((id): Masquage['from'] => ({ kind: 'profession', id: id as ProfessionCode })),
    fc.constantFrom(...structures).map((id): Masquage['from'] => ({ kind: 'structure', id })),
  ),
  /** A space, or the document of that place in the world. */
  what: fc.oneof(fc.constantFrom(...spaces), fc.integer({ min: 0, max: 5 })),
});
/** Ties that hold, that are over, that have not begun; the bounds themselves. */
const since = fc.constantFrom(-3, -2, -1, 0, 1).map((days) => after(days));
const dates = fc.tuple(since, fc.constantFrom(9, 5, 3, 2)).map(([from, days]) => ({ since: from, until: instantOf(from + days * day) }));
const someSpaces = fc.oneof({ weight: 1, arbitrary: fc.constant(spaces) }, { weight: 3, arbitrary: fc.subarray([...spaces]) });
const ties = {
  representation: fc
    .tuple(fc.constantFrom('parent' as const, 'tuteur' as const, 'habilitation_familiale' as const, 'curateur' as const), dates, fc.boolean())
    .map(([kind, { since: from, until }, endless]): Representation => ({ kind, since: from, ...(endless ? {} : { until }) })),
  delegation: fc.tuple(someSpaces, dates).map(([categories, dated]): Delegation => ({ categories, ...dated })),
  appairage: fc
    .tuple(someSpaces, someSpaces, dates, fc.constantFrom('titulaire' as const, 'representant' as const))
    .map(([reads, writes, dated, pairedBy]): Appairage => ({ reads, writes, ...dated, pairedBy })),
  succession: fc
    .tuple(dates, fc.constantFrom(false, false, true))
    .map(([dated, refusedByDeceased]): Succession => ({ reason: 'memoire_du_defunt', ...dated, refusedByDeceased })),
};

const drawnWorld = fc.record({
  closed: fc.constantFrom(false, false, false, false, false, true),
  ties: fc.oneof({ weight: 1, arbitrary: fc.record(ties, { requiredKeys: [] }) }, { weight: 4, arbitrary: fc.record(ties) }),
  administrateurs: fc.subarray(professionnels, { maxLength: 1 }),
  masquages: fc.array(drawnMasquage, { maxLength: 3 }),
  choices: fc.record({
    opposesBrisDeGlace: fc.boolean(),
    opposesCentre15: fc.boolean(),
    permitsMaskedInEmergency: fc.boolean(),
    masksByDefault: fc.boolean(),
    masksReimbursements: fc.boolean(),
  }),
  medecinTraitant: fc.option(fc.constantFrom(...professionnels), { nil: undefined }),
  autorisations: fc.array(drawnAutorisation, { maxLength: 5, size: 'max' }),
  blocages: fc.uniqueArray(drawnBlocage, { maxLength: 2, size: 'xsmall', selector: ({ professionnel, sinceDays }) => `${professionnel} ${sinceDays}` }),
  documents: fc.array(drawnDocument, { minLength: 1, maxLength: 24, size: 'max' }),
});
type DrawnWorld = typeof drawnWorld extends fc.Arbitrary<infer World> ? World : never;

const drawnCaller = fc.record({
  kind: fc.constantFrom<Actor['kind'] | 'other-person'>(
    'titulaire',
    'other-person',
    'professionnel',
    'professionnel',
    'professionnel',
    'professionnel',
    'representant',
    'representant',
    'aidant',
    'aidant',
    'service-tiers',
    'service-tiers',
    'ayant-droit',
    'ayant-droit',
    'structure',
    'secretariat',
    'assurance-maladie',
    'pilotage',
    'exploitation',
    'controle',
    'systeme',
  ),
  id: fc.constantFrom(...professionnels),
  profession: fc.oneof({ weight: 2, arbitrary: fc.constant('10') }, { weight: 3, arbitrary: fc.constantFrom(...professions) }),
  authentication: fc.constantFrom('DIRECTE' as const, 'INDIRECTE_RENFORCEE' as const),
  structures: fc.subarray(structures),
  mode: fc.constantFrom<Mode>('normal', 'normal', 'bris_de_glace', 'centre_15'),
});
type DrawnCaller = typeof drawnCaller extends fc.Arbitrary<infer Caller> ? Caller : never;

function actorOf({ kind, id, profession, authentication, structures: worksIn }: DrawnCaller, { dossier, people }: Pick<Written, 'dossier' | 'people'>): Actor {
  const place = { active: true, structures: worksIn, ...(worksIn[0] === undefined ? {} : { structure: { id: worksIn[0], active: true, regulates: true } }) };
  switch (kind) {
    case 'titulaire':
      return { kind, personne: dossier.titulaire, factors: 2 };
    case 'other-person':
      return { kind: 'titulaire', personne: randomUUID() as PersonneId, factors: 2 };
    case 'representant':
    case 'aidant':
    case 'ayant-droit':
      return { kind, personne: people[kind], factors: 2 };
    case 'service-tiers':
      return { kind, id: service };
    case 'systeme':
      return { kind };
    case 'structure':
    case 'assurance-maladie':
      return { kind, id: structures[0]!, active: true };
    case 'pilotage':
      return { kind, id, rank: 1, ...place };
    case 'exploitation':
    case 'controle':
      return { kind, id, ...place };
    case 'secretariat':
      return { kind, id, authentication, ...place };
    case 'professionnel':
      return { kind, id, profession: profession as ProfessionCode, authentication, ...place };
  }
}

interface Written {
  readonly dossier: NewDossier;
  readonly people: Readonly<Record<'representant' | 'aidant' | 'ayant-droit', PersonneId>>;
  readonly administrateurs: readonly PsIdNat[];
  readonly masquages: readonly Masquage[];
  readonly ties: DrawnWorld['ties'];
  readonly documents: readonly { readonly entry: DocumentEntry; readonly facts: DocumentFacts; readonly seen: boolean }[];
}

async function write(world: DrawnWorld): Promise<Written> {
  const dossier = newDossier({
    choices: world.choices,
    closed: world.closed,
    ...(world.medecinTraitant === undefined ? {} : { medecinTraitant: world.medecinTraitant }),
    autorisations: world.autorisations.map(({ beneficiaire, declaredDays, expiresDays, withdrawnDays }) => ({
      id: randomUUID() as AutorisationId,
      beneficiaire,
      declaredAt: after(declaredDays),
      declaredBy: 'x',
      expiresAt: after(expiresDays),
      ...(withdrawnDays === undefined ? {} : { withdrawnAt: after(withdrawnDays) }),
    })),
    blocages: world.blocages.map(({ professionnel, sinceDays, untilDays }) => ({
      professionnel,
      since: after(sinceDays),
      ...(untilDays === undefined ? {} : { until: after(untilDays) }),
    })),
  });
  await storage.registry.openDossier(dossier);
  const documents = world.documents.map((drawn) => {
    const entry = entryOf(dossier, drawn);
    return { entry, facts: factsOf(entry), seen: drawn.seen };
  });
  const set = newSet(documents[0]!.entry);
  await storage.registry.importDocuments(
    dossier.id,
    set,
    documents.map(({ entry, facts }) => ({ entry, facts, blob: { address: '0'.repeat(64), sha256: '0'.repeat(64), size: 1 } })),
  );
  // Versions of before, of the opposite visibility: they must not show through.
  await storage.pool.query({
    text: `INSERT INTO document_entry SELECT r.* FROM document_entry e CROSS JOIN LATERAL generate_series(1, e.version - 1) AS earlier
      CROSS JOIN LATERAL jsonb_populate_record(e, jsonb_build_object('entry_uuid', gen_random_uuid(), 'version', earlier, 'is_current', false, 'status', 'Approved',
        'masque_ps', NOT e.masque_ps, 'invisible_patient', NOT e.invisible_patient)) r WHERE e.dossier_id = $1`,
    values: [dossier.id],
  });
  const seen = documents.filter((one) => one.seen).map(({ entry }) => entry.logicalId);
  await storage.pool.query({
    text: 'INSERT INTO document_seen (dossier_id, personne, logical_id, at) SELECT $1, $2, unnest($3::uuid[]), now()',
    values: [dossier.id, dossier.titulaire, seen],
  });
  const people = { 'representant': somebody(), 'aidant': somebody(), 'ayant-droit': somebody() };
  const masquages = world.masquages.map(({ from, what }): Masquage => ({
    id: randomUUID() as MasquageId,
    from,
    what: typeof what === 'string' ? { kind: 'space', id: what } : { kind: 'document', id: documents[what % documents.length]!.entry.logicalId },
  }));
  const { representation, delegation, appairage, succession } = world.ties;
  await writeTies(storage, dossier, {
    ...(representation === undefined ? {} : { representation: [people.representant, representation] }),
    ...(delegation === undefined ? {} : { delegation: [people.aidant, delegation] }),
    ...(appairage === undefined ? {} : { appairage: [service, appairage] }),
    ...(succession === undefined ? {} : { succession: [people['ayant-droit'], succession] }),
    administrateurs: world.administrateurs,
    masquages,
  });
  return { dossier, documents, people, masquages, administrateurs: world.administrateurs, ties: world.ties };
}
const somebody = (): PersonneId => randomUUID() as PersonneId;

function entryOf(dossier: NewDossier, drawn: DrawnDocument): DocumentEntry {
  return newEntry(dossier.ins, Buffer.from('x'), {
    typeCode: drawn.typeCode,
    authors: [
      ...[...drawn.authors, ...strangers.slice(0, drawn.moreAuthors)].map((id) => ({ kind: 'professionnel' as const, id, familyName: 'X', givenName: 'Y' })),
      { kind: 'systeme' as const, id: 'sys', name: 'S', ...(drawn.structure === undefined ? {} : { institution: { id: drawn.structure, name: 'I' } }) },
    ],
    serviceStart: instantOf(noon + drawn.service * 3_600_000),
    visibilite: { masquePs: drawn.masquePs, invisiblePatient: drawn.invisiblePatient, invisibleRepresentants: drawn.invisibleRepresentants },
    over: { status: drawn.status, depositor: drawn.depositor, depositedAt: instantOf(noon - drawn.deposited * 3_600_000), version: drawn.earlierVersions + 1 },
  });
}

/** What the rules read, taken from the world as it was drawn and not from the database. */
const drawnFacts = ({ dossier, administrateurs, masquages, ties: drawn }: Written, actor: Actor): DossierFacts => ({
  id: dossier.id,
  life: dossier.closed === true ? 'ferme' : 'ouvert',
  titulaire: dossier.titulaire,
  ...(dossier.medecinTraitant === undefined ? {} : { medecinTraitant: dossier.medecinTraitant }),
  choices: dossier.choices,
  administrateurs,
  masquages,
  autorisations: dossier.autorisations ?? [],
  blocages: (dossier.blocages ?? []).filter(({ professionnel }) => actor.kind === 'professionnel' && professionnel === actor.id),
  ...drawn,
});

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
  fc.record({ ...page, statuses: everyStatus }),
  fc.record({ ...page, statuses: fc.subarray([...statuses], { minLength: 1 }) }, { requiredKeys: [] }),
  fc.record({ ...page, statuses: everyStatus, ...someFilters }, { requiredKeys: ['statuses', 'order'] }),
);

const asked = (
  { statuses: wanted = ['Approved'], types: among, masked, authorId, depositor }: DocumentQuery,
  { entry, facts }: Written['documents'][number],
): boolean =>
  wanted.includes(entry.status) &&
  (among === undefined || among.includes(entry.type.code)) &&
  (masked === undefined || entry.visibilite.masquePs === masked) &&
  (authorId === undefined || facts.authorIds.some((id) => id === authorId)) &&
  (depositor === undefined || (entry.depositor === 'patient') === (depositor === 'patient'));

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

/** By name, so that a counterexample does not print thousands of cells. */
const matrices = {
  shipped: shippedMatrix,
  empty: habilitationMatrix({ ...shippedMatrix, cells: new Map() }),
  halved: habilitationMatrix({
    ...shippedMatrix,
    cells: new Map([['10', new Map(types.map((type, index) => [type, { allowed: index % 2 === 0, origin: 'prudent' }]))]]),
  }),
};

test('the list, its pages, its totals and the counts by space are exactly what the rules allow', async () => {
  const met: Record<string, number> = { authorised: 0, emergency: 0, refused: 0, hidden: 0, manyPages: 0 };
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
        const written = await write(world);
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
            const right = visible
              .filter((one) => asked(query, one))
              .map(({ entry }) => entry)
              .toSorted(inOrder(query.order));
            const pages = await everyPage(permit, query);
            if (pages.length > 1) meet('manyPages');
            expect(pages.flatMap(({ rows }) => rows.map(({ entry }) => entry))).toEqual(right);
            for (const page of pages)
              expect({ total: page.total, masked: page.masked }).toEqual({
                total: right.length,
                masked: right.filter(({ visibilite }) => visibilite.masquePs).length,
              });
            const isNew = new Map(pages.flatMap(({ rows }) => rows.map((row) => [row.entry.logicalId, row.isNew])));
            for (const { entry, seen } of documents) if (isNew.has(entry.logicalId)) expect(isNew.get(entry.logicalId)).toBe(isNewTo(seen));
          }
          const counts: Record<string, { total: number; unseen: number }> = {};
          for (const { entry, seen } of visible.filter(({ entry: { status } }) => status === 'Approved')) {
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
      const written = await write({ ...world, closed: false, ties: { ...world.ties, representation: { kind: 'parent', since: after(-9) } } });
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
