// Whole access requests drawn at random from small sets, so that coincidences (same professional, same structure, same instant) are frequent.

import fc from 'fast-check';
import { type AccessRequest, type Action, type Actor, type DocumentFacts, type DossierFacts, type Policy, actions, policyOn } from '@carnet/domain/access';
import type { LogicalId } from '@carnet/domain/document';
import {
  type Appairage,
  type Autorisation,
  type AutorisationId,
  type Blocage,
  type Delegation,
  type DossierChoices,
  type DossierId,
  type Masquage,
  type MasquageId,
  type PersonneId,
  type Representation,
  type ServiceCategory,
  type Succession,
  representationKinds,
} from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat } from '@carnet/domain/identity';
import { type Instant, civilDateInParis, instantOf, plusDays } from '@carnet/domain/kernel';
import { documentTypes, spaces } from '@carnet/domain/terminology';
import { shippedMatrix } from '../../../tools/explain/shipped-matrix.ts';

const now = instantOf(Date.parse('2026-01-15T09:00:00Z'));
const psIds = ['801234567897', '801234567123', '899700000001'] as PsIdNat[];
const structIds = ['1750000018', '1690000023'] as StructIdNat[];
const persons = ['00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003'] as PersonneId[];

/** Around now, and now itself: the instants where a bound may be read wrongly. */
const instant = fc.constantFrom<Instant>(
  plusDays(now, -400),
  plusDays(now, -1),
  instantOf(now - 1),
  now,
  instantOf(now + 1),
  plusDays(now, 1),
  plusDays(now, 400),
);
const ps = fc.constantFrom(...psIds);
const structure = fc.constantFrom(...structIds);
const optional = <T, K extends string>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.option(value, { nil: undefined }).map((drawn) => (drawn === undefined ? {} : { [key]: drawn }) as Partial<Record<K, T>>);

const factors = fc.constantFrom(2 as const, 2 as const, 1 as const);
const authentication = fc.constantFrom('DIRECTE' as const, 'INDIRECTE_RENFORCEE' as const);
const claimed = optional('structure', fc.record({ id: structure, active: fc.boolean(), regulates: fc.boolean() }));
const active = fc.constantFrom(true, true, false);

const professionnel: fc.Arbitrary<Actor & { kind: 'professionnel' }> = fc
  .tuple(
    fc.record({
      kind: fc.constant('professionnel' as const),
      id: ps,
      profession: fc.constantFrom('10', '10', '21', '40', '50', '60', '70', '80', '93') as fc.Arbitrary<ProfessionCode>,
      authentication,
      active,
      structures: fc.subarray(structIds),
    }),
    claimed,
    optional('specialty', fc.constantFrom('SM26', 'SM26', 'SM25', 'C41') as fc.Arbitrary<SpecialtyCode>),
  )
  .map(([sure, where, specialty]) => ({ ...sure, ...where, ...specialty }));
const titulaire = fc.record({ kind: fc.constant('titulaire' as const), personne: fc.constantFrom(...persons), factors });
/** Those who come by a tie: what ties them is drawn with the record. */
const tied: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({ kind: fc.constantFrom('representant' as const, 'aidant' as const, 'ayant-droit' as const), personne: fc.constant(persons[1]!), factors }),
  fc.record({ kind: fc.constant('service-tiers' as const), id: fc.constant('service') }),
);
const personnel: fc.Arbitrary<Actor> = fc.oneof(
  fc
    .tuple(fc.record({ kind: fc.constant('secretariat' as const), id: ps, authentication, active, structures: fc.subarray(structIds) }), claimed)
    .map(([sure, maybe]) => ({ ...sure, ...maybe })),
  fc
    .tuple(
      fc.record({
        kind: fc.constantFrom('pilotage' as const, 'exploitation' as const, 'controle' as const, 'guichet' as const),
        id: ps,
        active,
        structures: fc.subarray(structIds),
      }),
      claimed,
    )
    .map(([sure, maybe]): Actor => (sure.kind === 'pilotage' ? { ...sure, ...maybe, kind: sure.kind, rank: 1 } : { ...sure, ...maybe, kind: sure.kind })),
);
const machine: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({ kind: fc.constant('structure' as const), id: structure, active, regulates: fc.boolean() }),
  fc.record({ kind: fc.constant('assurance-maladie' as const), id: structure, active }),
  fc.constant<Actor>({ kind: 'systeme' }),
);
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 4, arbitrary: professionnel },
  { weight: 2, arbitrary: titulaire },
  { weight: 4, arbitrary: tied },
  { weight: 1, arbitrary: personnel },
  { weight: 2, arbitrary: machine },
);

const autorisation: fc.Arbitrary<Autorisation> = fc
  .tuple(
    fc.record({
      id: fc.constant('00000000-0000-7000-8000-000000000004' as AutorisationId),
      beneficiaire: fc.oneof(
        fc.record({ kind: fc.constant('professionnel' as const), id: ps }),
        fc.record({ kind: fc.constant('structure' as const), id: structure }),
      ),
      declaredAt: instant,
      declaredBy: ps,
      expiresAt: instant,
    }),
    optional('withdrawnAt', instant),
    optional('express', fc.constant(true)),
  )
  .map(([sure, withdrawn, express]) => ({ ...sure, ...withdrawn, ...express }));
const blocage: fc.Arbitrary<Blocage> = fc
  .tuple(fc.record({ professionnel: ps, since: instant }), optional('until', instant))
  .map(([sure, maybe]) => ({ ...sure, ...maybe }));
const choices: fc.Arbitrary<DossierChoices> = fc.record({
  opposesBrisDeGlace: fc.boolean(),
  opposesCentre15: fc.boolean(),
  permitsMaskedInEmergency: fc.boolean(),
  masksByDefault: fc.boolean(),
  masksReimbursements: fc.boolean(),
});

const space = fc.constantFrom(...spaces);
const logicalIds = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'] as LogicalId[];
const masquage: fc.Arbitrary<Masquage> = fc.record({
  id: fc.constant('00000000-0000-7000-8000-000000000005' as MasquageId),
  from: fc.oneof(
    fc.record({ kind: fc.constant('professionnel' as const), id: ps }),
    fc.record({ kind: fc.constant('profession' as const), id: fc.constantFrom('10', '60') as fc.Arbitrary<ProfessionCode> }),
    fc.record({ kind: fc.constant('structure' as const), id: structure }),
  ),
  what: fc.oneof(
    fc.record({ kind: fc.constant('document' as const), id: fc.constantFrom(...logicalIds) }),
    fc.record({ kind: fc.constant('space' as const), id: space }),
  ),
});

/** Ties that hold more often than not. */
const since = fc.constantFrom(plusDays(now, -400), plusDays(now, -1), now, instantOf(now + 1));
const until = fc.constantFrom(plusDays(now, 400), plusDays(now, 1), instantOf(now + 1), now, plusDays(now, -1));
const share = fc.oneof(fc.constant(spaces), fc.subarray([...spaces]));
const representation: fc.Arbitrary<Representation> = fc
  .tuple(fc.record({ kind: fc.constantFrom(...representationKinds), since }), optional('until', until))
  .map(([sure, maybe]) => ({ ...sure, ...maybe }));
const delegation: fc.Arbitrary<Delegation> = fc.record({ categories: share, since, until });
const paired = fc.subarray<ServiceCategory>([...spaces, 'mesures']);
const appairage: fc.Arbitrary<Appairage> = fc.record({
  reads: paired,
  writes: paired,
  since,
  until,
  pairedBy: fc.constantFrom('titulaire' as const, 'representant' as const),
});
const succession: fc.Arbitrary<Succession> = fc.record({
  reason: fc.constantFrom('causes_du_deces' as const, 'memoire_du_defunt' as const, 'faire_valoir_ses_droits' as const),
  since,
  until,
  refusedByDeceased: fc.constantFrom(false, false, true),
});
const mostly = <T, K extends string>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.oneof({ weight: 5, arbitrary: value.map((drawn) => ({ [key]: drawn }) as Partial<Record<K, T>>) }, { weight: 1, arbitrary: fc.constant({}) });

const dossier: fc.Arbitrary<DossierFacts> = fc
  .tuple(
    fc.record({
      id: fc.constant('00000000-0000-7000-8000-000000000001' as DossierId),
      life: fc.constantFrom('ouvert' as const, 'ouvert' as const, 'ouvert' as const, 'ferme' as const),
      identity: fc.constantFrom(
        'qualifiee' as const,
        'qualifiee' as const,
        'qualifiee' as const,
        'provisoire' as const,
        'recuperee' as const,
        'validee' as const,
      ),
      titulaire: fc.constant(persons[0]!),
      choices,
      autorisations: fc.array(autorisation, { maxLength: 3 }),
      blocages: fc.array(blocage, { maxLength: 1 }),
      administrateurs: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray(psIds, { maxLength: 1 }) }),
      masquages: fc.array(masquage, { maxLength: 2 }),
    }),
    optional('medecinTraitant', ps),
    mostly('representation', representation),
    mostly('delegation', delegation),
    mostly('appairage', appairage),
    mostly('succession', succession),
  )
  .map(([sure, ...maybe]) => Object.assign({}, sure, ...maybe) as DossierFacts);

const anyDocument: fc.Arbitrary<DocumentFacts> = fc.record({
  logicalId: fc.constantFrom(...logicalIds),
  typeCode: fc.constantFrom(...Object.keys(documentTypes)),
  status: fc.constantFrom('Approved', 'Approved', 'Deprecated', 'Archived', 'Deleted'),
  visibilite: fc.record({ masquePs: fc.boolean(), invisiblePatient: fc.boolean(), invisibleRepresentants: fc.boolean() }),
  depositor: fc.constantFrom('professionnel', 'structure', 'patient', 'assurance-maladie'),
  depositedAt: instant,
  authorIds: fc.subarray(psIds),
  authorStructures: fc.subarray(structIds),
});
/** Some of the deleted were put aside. */
const document: fc.Arbitrary<DocumentFacts> = fc
  .tuple(anyDocument, fc.boolean())
  .map(([drawn, misfiled]): DocumentFacts => (misfiled && drawn.status === 'Deleted' ? { ...drawn, misfiled } : drawn));

const policy: fc.Arbitrary<Policy> = fc
  .constantFrom(false, false, true)
  .map((blocageLiftable) => ({ ...policyOn(civilDateInParis(now), []), blocageLiftable }));

/** Any request at all. */
export const request: fc.Arbitrary<AccessRequest> = fc
  .tuple(
    fc.record({
      action: fc.constantFrom(...(Object.keys(actions) as Action[])),
      actor,
      mode: fc.constantFrom('normal' as const, 'bris_de_glace' as const, 'centre_15' as const),
      at: fc.constant(now),
      policy,
      matrix: fc.constant(shippedMatrix),
    }),
    fc.option(dossier, { nil: undefined, freq: 20 }),
    optional('document', document),
  )
  .map(([sure, of, maybe]) => ({ ...sure, dossier: of, ...maybe }));

/** A consultation of one document that could well be allowed: what monotonicity is about. */
export const consultation: fc.Arbitrary<AccessRequest & { dossier: DossierFacts; document: DocumentFacts }> = fc
  .tuple(
    fc.record({
      action: fc.constantFrom('list-documents' as const, 'read-document' as const),
      actor: fc.oneof(
        { weight: 3, arbitrary: professionnel.map((one) => ({ ...one, active: true })) },
        { weight: 2, arbitrary: tied },
        { weight: 1, arbitrary: actor },
      ),
      mode: fc.constantFrom('normal' as const, 'normal' as const, 'bris_de_glace' as const, 'centre_15' as const),
      at: fc.constant(now),
      policy,
      matrix: fc.constant(shippedMatrix),
      dossier,
      document,
    }),
  )
  .map(([drawn]) => drawn);
