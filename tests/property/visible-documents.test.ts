// One truth, two evaluators: whatever the world, the SQL that lists documents returns exactly the rows the rules allow one by one.
// Worlds are drawn whole (choices, autorisations, blocages, médecin traitant, documents of every visibility, status, type and author, in
// several versions) and written to a real PostgreSQL; then every actor lists, pages and counts, and is held against `rowIsVisible`.

import {
  type Actor,
  type DocumentFacts,
  type DossierFacts,
  type HabilitationMatrix,
  type Mode,
  type Permit,
  decide,
  habilitationMatrix,
  policyAt,
  rowIsVisible,
} from '@carnet/domain/access';
import type { AvailabilityStatus, DepositorKind, DocumentEntry } from '@carnet/domain/document';
import type { AutorisationId, Beneficiaire, PersonneId } from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { spaceOf } from '@carnet/domain/terminology';
import type { DocumentPage, DocumentQuery } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { shippedMatrix } from '../../tools/explain/shipped-matrix.ts';
import { factsOf, newDossier, newEntry, newSet, noon } from '../support/records.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

const professionnels = ['8001', '8002', '8003'] as PsIdNat[];
const structures = ['1100', '1200'] as StructIdNat[];
const day = 86_400_000;
const policy = policyAt(noon, []);

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

const drawnWorld = fc.record({
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
  kind: fc.constantFrom('titulaire', 'other-person', 'professionnel', 'professionnel', 'professionnel', 'structure'),
  id: fc.constantFrom(...professionnels),
  profession: fc.oneof({ weight: 2, arbitrary: fc.constant('10') }, { weight: 3, arbitrary: fc.constantFrom(...professions) }),
  authentication: fc.constantFrom('DIRECTE' as const, 'INDIRECTE_RENFORCEE' as const),
  structures: fc.subarray(structures),
  mode: fc.constantFrom<Mode>('normal', 'normal', 'bris_de_glace', 'centre_15'),
});
type DrawnCaller = typeof drawnCaller extends fc.Arbitrary<infer Caller> ? Caller : never;

function actorOf({ kind, id, profession, authentication, structures: worksIn }: DrawnCaller, dossier: NewDossier): Actor {
  if (kind === 'titulaire') return { kind, personne: dossier.titulaire, factors: 2 };
  if (kind === 'other-person') return { kind: 'titulaire', personne: randomUUID() as PersonneId, factors: 2 };
  if (kind === 'structure') return { kind: 'structure', id: structures[0]!, active: true };
  return {
    kind: 'professionnel',
    id,
    profession: profession as ProfessionCode,
    authentication,
    active: true,
    structures: worksIn,
    ...(worksIn[0] === undefined ? {} : { structure: { id: worksIn[0], active: true, regulates: true } }),
  };
}

const after = (days: number): Instant => instantOf(noon + days * day);

interface Written {
  readonly dossier: NewDossier;
  readonly documents: readonly { readonly entry: DocumentEntry; readonly facts: DocumentFacts; readonly seen: boolean }[];
}

async function write(world: DrawnWorld): Promise<Written> {
  const dossier = newDossier({
    choices: world.choices,
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
  return { dossier, documents };
}

function entryOf(dossier: NewDossier, drawn: DrawnDocument): DocumentEntry {
  return newEntry(dossier.ins, Buffer.from('x'), {
    typeCode: drawn.typeCode,
    authors: [
      ...drawn.authors.map((id) => ({ kind: 'professionnel' as const, id, familyName: 'X', givenName: 'Y' })),
      { kind: 'systeme' as const, id: 'sys', name: 'S', ...(drawn.structure === undefined ? {} : { institution: { id: drawn.structure, name: 'I' } }) },
    ],
    serviceStart: instantOf(noon + drawn.service * 3_600_000),
    visibilite: { masquePs: drawn.masquePs, invisiblePatient: drawn.invisiblePatient, invisibleRepresentants: drawn.invisibleRepresentants },
    over: { status: drawn.status, depositor: drawn.depositor, depositedAt: instantOf(noon - drawn.deposited * 3_600_000), version: drawn.earlierVersions + 1 },
  });
}

/** What the rules read, taken from the world as it was drawn and not from the database. */
const drawnFacts = (dossier: NewDossier, actor: Actor): DossierFacts => ({
  id: dossier.id,
  life: 'ouvert',
  titulaire: dossier.titulaire,
  ...(dossier.medecinTraitant === undefined ? {} : { medecinTraitant: dossier.medecinTraitant }),
  choices: dossier.choices,
  administrateurs: [],
  masquages: [],
  autorisations: dossier.autorisations ?? [],
  blocages: (dossier.blocages ?? []).filter(({ professionnel }) => actor.kind === 'professionnel' && professionnel === actor.id),
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

const matrices: readonly HabilitationMatrix[] = [
  shippedMatrix,
  habilitationMatrix({ ...shippedMatrix, cells: new Map() }),
  habilitationMatrix({
    ...shippedMatrix,
    cells: new Map([['10', new Map(types.map((type, index) => [type, { allowed: index % 2 === 0, origin: 'prudent' }]))]]),
  }),
];

test('the list, its pages, its totals and the counts by space are exactly what the rules allow', async () => {
  const met = { titulaire: 0, professionnel: 0, authorised: 0, emergency: 0, refused: 0, hidden: 0, manyPages: 0 };
  await fc.assert(
    fc.asyncProperty(
      drawnWorld,
      fc.array(fc.tuple(drawnCaller, fc.array(drawnQuery, { minLength: 1, maxLength: 3 }), fc.constantFrom(...matrices)), { minLength: 2, maxLength: 4 }),
      async (world, callers) => {
        const { dossier, documents } = await write(world);
        for (const [caller, queries, matrix] of callers) {
          const actor = actorOf(caller, dossier);
          const decisionOn = (facts: DossierFacts | undefined) =>
            decide({ action: 'list-documents', actor, mode: caller.mode, at: noon, dossier: facts, policy, matrix });
          const expected = decisionOn(drawnFacts(dossier, actor));
          const decision = decisionOn(await storage.transactions.run((tx) => tx.facts.dossier({ id: dossier.id }, actor)));
          expect(decision.granted ? 'granted' : decision.rule).toBe(expected.granted ? 'granted' : expected.rule);
          if (!decision.granted) {
            met.refused++;
            continue;
          }
          const { permit } = decision;
          if (actor.kind === 'titulaire' || actor.kind === 'professionnel') met[actor.kind]++;
          if (caller.mode !== 'normal') met.emergency++;
          else if (actor.kind === 'professionnel' && permit.dossier.medecinTraitant !== actor.id) met.authorised++;
          const visible = documents.filter(({ facts }) => rowIsVisible(permit, facts, policy));
          if (visible.length < documents.length) met.hidden++;
          for (const query of queries) {
            const right = visible
              .filter((one) => asked(query, one))
              .map(({ entry }) => entry)
              .toSorted(inOrder(query.order));
            const pages = await everyPage(permit, query);
            if (pages.length > 1) met.manyPages++;
            expect(pages.flatMap(({ rows }) => rows.map(({ entry }) => entry))).toEqual(right);
            for (const page of pages)
              expect({ total: page.total, masked: page.masked }).toEqual({
                total: right.length,
                masked: right.filter(({ visibilite }) => visibilite.masquePs).length,
              });
            const isNew = new Map(pages.flatMap(({ rows }) => rows.map((row) => [row.entry.logicalId, row.isNew])));
            for (const { entry, seen } of documents)
              if (isNew.has(entry.logicalId)) expect(isNew.get(entry.logicalId)).toBe(actor.kind === 'titulaire' && !seen);
          }
          const spaces: Record<string, { total: number; unseen: number }> = {};
          for (const { entry, seen } of visible.filter(({ entry: { status } }) => status === 'Approved')) {
            const count = (spaces[spaceOf(entry.type.code)] ??= { total: 0, unseen: 0 });
            count.total++;
            if (actor.kind === 'titulaire' && !seen) count.unseen++;
          }
          expect(Object.fromEntries(await storage.transactions.run((tx) => tx.documents.countBySpace(permit)))).toEqual(spaces);
        }
      },
    ),
    { numRuns: 200 },
  );
  // The draws met what they are meant to meet: a property that never lists proves nothing.
  expect(Object.entries(met).filter(([, times]) => times < 10)).toEqual([]);
}, 120_000);
