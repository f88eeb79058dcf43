// Whole records, drawn: choices, autorisations, blocages, médecin traitant, ties, documents of every visibility, status, type and author, in several
// versions and several submission sets; written to a real PostgreSQL. And whoever may come to one, with the facts the rules decide on, as drawn.

import { type Actor, type DocumentFacts, type DossierFacts, type Mode, habilitationMatrix, policyAt } from '@carnet/domain/access';
import type { AvailabilityStatus, DepositorKind, DocumentEntry, SubmissionSet, SubmissionSetId } from '@carnet/domain/document';
import type { Appairage, AutorisationId, Beneficiaire, Delegation, Masquage, MasquageId, PersonneId, Representation, Succession } from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { lotSignatureType, spaces } from '@carnet/domain/terminology';
import type { NewDossier, Storage } from '@carnet/server/storage/index';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { shippedMatrix } from '../../tools/explain/shipped-matrix.ts';
import { factsOf, newDossier, newEntry, newSet, noon } from './records.ts';
import { writeTies } from './ties.ts';

export const professionnels = ['8001', '8002', '8003'] as PsIdNat[];
const structures = ['1100', '1200'] as StructIdNat[];
const strangers = Array.from({ length: 9 }, (_, index) => `81${index}0` as PsIdNat);
const day = 86_400_000;
export const policy = policyAt(noon, []);
export const after = (days: number): Instant => instantOf(noon + days * day);
const service = 'un-service';

export const statuses: readonly AvailabilityStatus[] = ['Approved', 'Deprecated', 'Archived', 'Deleted'];
const depositors: readonly DepositorKind[] = ['professionnel', 'structure', 'patient', 'assurance-maladie'];
/** Types that some profession may not read, types all may, and types of the patient. */
export const types = [
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
  lotSignatureType,
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
  /** The submission set it came in. */
  readonly set: number;
  /** Which of those before it holds the same content; undefined: none. */
  readonly twinOf: number | undefined;
  /** The twin is kept from the same people as the other, has its type and its status. */
  readonly alike: boolean;
  /** Deleted, it was put aside: nobody is to know of it. */
  readonly misfiled: boolean;
}
const setCount = 3;
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
  set: fc.nat({ max: setCount - 1 }),
  twinOf: fc.option(fc.nat({ max: 5 }), { nil: undefined, freq: 2 }),
  alike: fc.boolean(),
  misfiled: fc.boolean(),
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

export const drawnWorld = fc.record({
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
export type DrawnWorld = typeof drawnWorld extends fc.Arbitrary<infer World> ? World : never;

export const drawnCaller = fc.record({
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
    'guichet',
    'systeme',
  ),
  id: fc.constantFrom(...professionnels),
  profession: fc.oneof({ weight: 2, arbitrary: fc.constant('10') }, { weight: 3, arbitrary: fc.constantFrom(...professions) }),
  authentication: fc.constantFrom('DIRECTE' as const, 'INDIRECTE_RENFORCEE' as const),
  structures: fc.subarray(structures),
  mode: fc.constantFrom<Mode>('normal', 'normal', 'bris_de_glace', 'centre_15'),
});
type DrawnCaller = typeof drawnCaller extends fc.Arbitrary<infer Caller> ? Caller : never;

export function actorOf(
  { kind, id, profession, authentication, structures: worksIn }: DrawnCaller,
  { dossier, people }: Pick<Written, 'dossier' | 'people'>,
): Actor {
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
    case 'guichet':
      return { kind, id, ...place };
    case 'secretariat':
      return { kind, id, authentication, ...place };
    case 'professionnel':
      return { kind, id, profession: profession as ProfessionCode, authentication, ...place };
  }
}

export interface Written {
  readonly dossier: NewDossier;
  readonly people: Readonly<Record<'representant' | 'aidant' | 'ayant-droit', PersonneId>>;
  readonly administrateurs: readonly PsIdNat[];
  readonly masquages: readonly Masquage[];
  readonly ties: DrawnWorld['ties'];
  readonly documents: readonly {
    readonly entry: DocumentEntry;
    readonly facts: DocumentFacts;
    readonly seen: boolean;
    readonly set: number;
    /** Of what it holds: those of one record that are equal are one document for people. */
    readonly sha256: string;
  }[];
  readonly sets: readonly SubmissionSet[];
}

export async function write(storage: Storage, world: DrawnWorld): Promise<Written> {
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
  const documents = withTwins(world.documents).map(({ drawn, content }) => {
    const entry = entryOf(dossier, drawn);
    const misfiled = drawn.misfiled && entry.status === 'Deleted';
    return {
      entry,
      facts: { ...factsOf(entry), ...(misfiled ? { misfiled } : {}) },
      seen: drawn.seen,
      set: drawn.set,
      sha256: String(content).padStart(64, '0'),
    };
  });
  const sets = Array.from({ length: setCount }, () => newSet({ ...documents[0]!.entry, submissionSetId: randomUUID() as SubmissionSetId }));
  for (const set of sets) {
    const brought = documents.filter(({ set: own }) => sets[own] === set);
    await storage.registry.importDocuments(
      dossier.id,
      set,
      brought.map(({ entry, facts, sha256 }) => ({ entry, facts, blob: { address: '0'.repeat(64), sha256, size: 1 } })),
    );
  }
  // Versions of before, of the opposite visibility: they must not show through.
  await storage.pool.query({
    text: `INSERT INTO document_entry SELECT r.* FROM document_entry e CROSS JOIN LATERAL generate_series(1, e.version - 1) AS earlier
      CROSS JOIN LATERAL jsonb_populate_record(e, jsonb_build_object('entry_uuid', gen_random_uuid(), 'version', earlier, 'is_current', false, 'status', 'Approved',
        'masque_ps', NOT e.masque_ps, 'invisible_patient', NOT e.invisible_patient)) r WHERE e.dossier_id = $1`,
    values: [dossier.id],
  });
  await storage.pool.query({
    text: `INSERT INTO misfiling (dossier_id, id, documents, author_ids, by_author, state, reported_at, deposited_at, sealed)
      SELECT $1, gen_random_uuid(), ARRAY[one], '{}', false, 'open', now(), now(), '' FROM unnest($2::uuid[]) AS one`,
    values: [dossier.id, documents.filter(({ facts }) => facts.misfiled === true).map(({ entry }) => entry.logicalId)],
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
  return { dossier, documents, sets, people, masquages, administrateurs: world.administrateurs, ties: world.ties };
}
function withTwins(documents: readonly DrawnDocument[]): readonly { readonly drawn: DrawnDocument; readonly content: number }[] {
  const all: { drawn: DrawnDocument; content: number }[] = [];
  for (const [index, drawn] of documents.entries()) {
    const other = drawn.twinOf === undefined ? undefined : all[drawn.twinOf];
    if (other === undefined) all.push({ drawn, content: index });
    else {
      const { typeCode, status, masquePs, invisiblePatient, invisibleRepresentants } = other.drawn;
      all.push({ drawn: drawn.alike ? { ...drawn, typeCode, status, masquePs, invisiblePatient, invisibleRepresentants } : drawn, content: other.content });
    }
  }
  return all;
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
    visibilite: {
      masquePs: drawn.masquePs || drawn.typeCode === lotSignatureType,
      invisiblePatient: drawn.invisiblePatient || drawn.typeCode === lotSignatureType,
      invisibleRepresentants: drawn.invisibleRepresentants,
    },
    over: { status: drawn.status, depositor: drawn.depositor, depositedAt: instantOf(noon - drawn.deposited * 3_600_000), version: drawn.earlierVersions + 1 },
  });
}

/** What the rules read, taken from the world as it was drawn and not from the database. */
export const drawnFacts = ({ dossier, administrateurs, masquages, ties: drawn, documents }: Written, actor: Actor): DossierFacts => ({
  id: dossier.id,
  life: dossier.closed === true ? 'ferme' : 'ouvert',
  identity: 'qualifiee',
  titulaire: dossier.titulaire,
  ...(dossier.medecinTraitant === undefined ? {} : { medecinTraitant: dossier.medecinTraitant }),
  choices: dossier.choices,
  administrateurs,
  // What is kept from somebody is kept however often it came.
  masquages: masquages.flatMap((one) => {
    const { what } = one;
    if (what.kind === 'space') return [one];
    const content = documents.find(({ entry }) => entry.logicalId === what.id)!.sha256;
    return documents.filter(({ sha256 }) => sha256 === content).map(({ entry }): Masquage => ({ ...one, what: { kind: 'document', id: entry.logicalId } }));
  }),
  autorisations: dossier.autorisations ?? [],
  blocages: (dossier.blocages ?? []).filter(({ professionnel }) => actor.kind === 'professionnel' && professionnel === actor.id),
  ...drawn,
});

/** By name, so that a counterexample does not print thousands of cells. */
export const matrices = {
  shipped: shippedMatrix,
  empty: habilitationMatrix({ ...shippedMatrix, cells: new Map() }),
  halved: habilitationMatrix({
    ...shippedMatrix,
    cells: new Map([['10', new Map(types.map((type, index) => [type, { allowed: index % 2 === 0, origin: 'prudent' }]))]]),
  }),
};
