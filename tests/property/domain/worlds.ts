// Whole access requests drawn at random from small sets, so that coincidences (same professional, same structure, same instant) are frequent.

import fc from 'fast-check';
import { type AccessRequest, type Action, type Actor, type DocumentFacts, type DossierFacts, type Policy, actions, policyOn } from '@carnet/domain/access';
import type { Autorisation, AutorisationId, Blocage, DossierChoices, DossierId, PersonneId } from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat } from '@carnet/domain/identity';
import { type Instant, civilDateInParis, instantOf, plusDays } from '@carnet/domain/kernel';
import { documentTypes } from '@carnet/domain/terminology';
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

const professionnel: fc.Arbitrary<Actor & { kind: 'professionnel' }> = fc
  .tuple(
    fc.record({
      kind: fc.constant('professionnel' as const),
      id: ps,
      profession: fc.constantFrom('10', '21', '40', '50', '60', '70', '80', '93') as fc.Arbitrary<ProfessionCode>,
      authentication: fc.constantFrom('DIRECTE' as const, 'INDIRECTE_RENFORCEE' as const),
      active: fc.boolean(),
      structures: fc.subarray(structIds),
    }),
    optional('structure', fc.record({ id: structure, active: fc.boolean(), regulates: fc.boolean() })),
    optional('specialty', fc.constantFrom('SM26', 'SM26', 'SM25', 'C41') as fc.Arbitrary<SpecialtyCode>),
  )
  .map(([sure, claimed, specialty]) => ({ ...sure, ...claimed, ...specialty }));
const actor: fc.Arbitrary<Actor> = fc.oneof(
  professionnel,
  fc.record({ kind: fc.constant('titulaire' as const), personne: fc.constantFrom(...persons), factors: fc.constantFrom(1 as const, 2 as const) }),
  fc.record({ kind: fc.constant('structure' as const), id: structure, active: fc.boolean() }),
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
  )
  .map(([sure, maybe]) => ({ ...sure, ...maybe }));
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

const dossier: fc.Arbitrary<DossierFacts> = fc
  .tuple(
    fc.record({
      id: fc.constant('00000000-0000-7000-8000-000000000001' as DossierId),
      life: fc.constantFrom('ouvert' as const, 'ouvert' as const, 'ferme' as const),
      titulaire: fc.constant(persons[0]!),
      choices,
      autorisations: fc.array(autorisation, { maxLength: 3 }),
      blocages: fc.array(blocage, { maxLength: 1 }),
      administrateurs: fc.subarray(psIds, { maxLength: 1 }),
      masquages: fc.constant([]),
    }),
    optional('medecinTraitant', ps),
  )
  .map(([sure, maybe]) => ({ ...sure, ...maybe }));

const document: fc.Arbitrary<DocumentFacts> = fc.record({
  typeCode: fc.constantFrom(...Object.keys(documentTypes)),
  status: fc.constantFrom('Approved', 'Approved', 'Deprecated', 'Archived', 'Deleted'),
  visibilite: fc.record({ masquePs: fc.boolean(), invisiblePatient: fc.boolean(), invisibleRepresentants: fc.boolean() }),
  depositor: fc.constantFrom('professionnel', 'structure', 'patient', 'assurance-maladie'),
  depositedAt: instant,
  authorIds: fc.subarray(psIds),
  authorStructures: fc.subarray(structIds),
});

const policy: fc.Arbitrary<Policy> = fc.boolean().map((blocageLiftable) => ({ ...policyOn(civilDateInParis(now), []), blocageLiftable }));

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
      actor: fc.oneof({ weight: 3, arbitrary: professionnel.map((one) => ({ ...one, active: true })) }, { weight: 1, arbitrary: actor }),
      mode: fc.constantFrom('normal' as const, 'normal' as const, 'bris_de_glace' as const, 'centre_15' as const),
      at: fc.constant(now),
      policy,
      matrix: fc.constant(shippedMatrix),
      dossier,
      document,
    }),
  )
  .map(([drawn]) => drawn);
