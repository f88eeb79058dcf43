// A case: one access request written by hand in JSON, with defaults for what it does not say. docs/cases.md documents every field.
// Reading it is strict: an unknown field, value or date is a finding that names it, never a silent default.

import {
  type AccessRequest,
  type Action,
  type Actor,
  type Authentication,
  type ClaimedStructure,
  type DocumentFacts,
  type DossierFacts,
  type Mode,
  type Obligation,
  type Policy,
  actions,
  parsePolicyValue,
  policyAt,
  policyKeys,
  policyTable,
} from '@carnet/domain/access';
import type { AvailabilityStatus, DepositorKind, LogicalId } from '@carnet/domain/document';
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
  type Succession,
  defaultChoices,
  representationKinds,
  type ServiceCategory,
} from '@carnet/domain/dossier';
import {
  type ProfessionCode,
  type PsIdNat,
  type SpecialtyCode,
  type StructIdNat,
  identityStatuses,
  parsePsIdNat,
  parseStructIdNat,
} from '@carnet/domain/identity';
import {
  type Finding,
  type Instant,
  type Parsed,
  type RefusalCode,
  accessRefusalCodes,
  faulty,
  inputRefusalCodes,
  instantOf,
  millisecondsPerDay,
  parseInstant,
  parsed,
  plusDays,
} from '@carnet/domain/kernel';
import { type Space, spaces } from '@carnet/domain/terminology';
import { type Fields, readFields } from './fields.ts';
import { shippedMatrix } from './shipped-matrix.ts';

/** What the case says must come out; absent when it only asks to be explained. */
export type Expected =
  | { readonly granted: true; readonly obligations?: readonly Obligation[] }
  | { readonly granted: false; readonly rule: RefusalCode; readonly shown: RefusalCode };

export interface AccessCase {
  readonly title: string;
  readonly request: AccessRequest;
  readonly expected?: Expected;
}

const modes = ['normal', 'bris_de_glace', 'centre_15'] as const satisfies readonly Mode[];
const statuses = ['Approved', 'Deprecated', 'Archived', 'Deleted'] as const satisfies readonly AvailabilityStatus[];
const depositors = ['professionnel', 'structure', 'patient', 'assurance-maladie'] as const satisfies readonly DepositorKind[];
const obligations = ['trace', 'notify-first-access', 'notify-emergency', 'banner'] as const satisfies readonly Obligation[];
const codes: readonly RefusalCode[] = [...accessRefusalCodes, ...inputRefusalCodes];
const actionNames = Object.keys(actions) as Action[];

/** The people of a case that names nobody: fictional, with the national sample documents' usual author. */
const caseDefaults = { at: '2026-01-15T09:00:00Z', professionnel: '801234567897', structure: '1750000018', personnel: '3750000018/0001' } as const;
const dossierId = '00000000-0000-7000-8000-000000000001' as DossierId;
const titulaire = '00000000-0000-7000-8000-000000000002' as PersonneId;
const somebodyElse = '00000000-0000-7000-8000-000000000003' as PersonneId;
const documentId = '00000000-0000-7000-8000-000000000006' as LogicalId;
const anotherId = '00000000-0000-7000-8000-000000000007' as LogicalId;

/** Reads a case; every fault is named by its path (`dossier.autorisations[0].expiresAt`). */
export function readCase(json: unknown): Parsed<AccessCase> {
  const findings: Finding[] = [];
  const fields = readFields(json, '', findings);
  const at = readAt(fields);
  const policy: Policy = { ...policyAt(at, []), ...readPolicy(fields.child('policy')) };
  const actor = readActor(fields.child('actor'));
  const dossier = fields.isNull('dossier') ? undefined : readDossier(fields.child('dossier'), { at, actor, policy });
  const document = readDocument(fields.child('document'), at);
  const request: AccessRequest = {
    action: fields.oneOf('action', actionNames),
    actor,
    mode: fields.oneOf('mode', modes, 'normal'),
    ...(fields.flag('secret') === true ? { secret: true } : {}),
    at,
    dossier,
    ...(document === undefined ? {} : { document }),
    policy,
    matrix: shippedMatrix,
  };
  const title = fields.text('title');
  const expected = readExpected(fields.child('expect'));
  fields.refuseOthers();
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: { title, request, ...(expected === undefined ? {} : { expected }) } };
}

const readAt = (fields: Fields): Instant => fields.parsed('at', parseInstant, caseDefaults.at) ?? instantOf(0);

const relativeShape = /^([+-]\d{1,5})(d|h)$/;
/** An instant, or days and hours from the case's own time: `-30d`, `+2h`. */
const readMoment =
  (at: Instant) =>
  (text: string, field: string): Parsed<Instant> => {
    const relative = relativeShape.exec(text);
    if (relative === null) return parseInstant(text, field);
    return { ok: true, value: instantOf(at + Number(relative[1]) * (relative[2] === 'd' ? millisecondsPerDay : 3_600_000)) };
  };

/** Values of the policy table, within its bounds. */
function readPolicy(fields: Fields | undefined): Partial<Policy> {
  if (fields === undefined) return {};
  const values = policyKeys.flatMap((key) => {
    const { type } = policyTable[key];
    const given = type === 'integer' ? fields.integer(key) : type === 'boolean' ? fields.flag(key) : fields.optionalText(key);
    const value = given === undefined ? undefined : fields.checked(key, parsePolicyValue(key, given));
    return value === undefined ? [] : [[key, value] as const];
  });
  fields.refuseOthers();
  return Object.fromEntries(values) as Partial<Policy>;
}

function readActor(given: Fields | undefined): Actor {
  const fields = given ?? readFields({ kind: 'professionnel' }, 'actor', []);
  const actor = actorReaders[fields.oneOf('kind', Object.keys(actorReaders) as Actor['kind'][])](fields);
  fields.refuseOthers();
  return actor;
}

const readFactors = (fields: Fields): 1 | 2 => (fields.integer('factors') === 1 ? 1 : 2);
const readAuthentication = (fields: Fields): Authentication => fields.oneOf('authentication', ['DIRECTE', 'INDIRECTE_RENFORCEE'] as const, 'DIRECTE');
const readSigned = (fields: Fields) => ({ personne: somebodyElse, factors: readFactors(fields) });
const readService = (fields: Fields) => ({ id: readStructId(fields, 'id', caseDefaults.structure), active: fields.flag('active') ?? true });
/** Where someone works, and the structure they claim, if any. */
function readPlace(fields: Fields): { readonly active: boolean; readonly structures: readonly StructIdNat[]; readonly structure?: ClaimedStructure } {
  const claimed = fields.parsed('structure', parseStructIdNat);
  const structureActive = fields.flag('structureActive') ?? true;
  const regulates = fields.flag('regulates') ?? false;
  return {
    active: fields.flag('active') ?? true,
    structures: fields.texts('structures', [caseDefaults.structure]) as readonly StructIdNat[],
    ...(claimed === undefined ? {} : { structure: { id: claimed, active: structureActive, regulates } }),
  };
}
const readPersonnel = (fields: Fields) => ({ id: readPsId(fields, 'id', caseDefaults.personnel), ...readPlace(fields) });

const actorReaders: { readonly [Kind in Actor['kind']]: (fields: Fields) => Actor & { kind: Kind } } = {
  'titulaire': (fields) => ({
    kind: 'titulaire',
    personne: fields.flag('ownDossier') === false ? somebodyElse : titulaire,
    factors: readFactors(fields),
  }),
  'representant': (fields) => ({ kind: 'representant', ...readSigned(fields) }),
  'aidant': (fields) => ({ kind: 'aidant', ...readSigned(fields) }),
  'ayant-droit': (fields) => ({ kind: 'ayant-droit', ...readSigned(fields) }),
  'professionnel': (fields) => {
    const specialty = fields.optionalText('specialty') as SpecialtyCode | undefined;
    return {
      kind: 'professionnel',
      id: readPsId(fields, 'id', caseDefaults.professionnel),
      profession: (fields.optionalText('profession') ?? '10') as ProfessionCode,
      ...(specialty === undefined ? {} : { specialty }),
      authentication: readAuthentication(fields),
      ...readPlace(fields),
    };
  },
  'structure': (fields) => ({ kind: 'structure', ...readService(fields), regulates: fields.flag('regulates') ?? false }),
  'secretariat': (fields) => ({ kind: 'secretariat', authentication: readAuthentication(fields), ...readPersonnel(fields) }),
  'pilotage': (fields) => ({ kind: 'pilotage', rank: fields.integer('rank') ?? 1, ...readPersonnel(fields) }),
  'exploitation': (fields) => ({ kind: 'exploitation', ...readPersonnel(fields) }),
  'controle': (fields) => ({ kind: 'controle', ...readPersonnel(fields) }),
  'guichet': (fields) => ({ kind: 'guichet', ...readPersonnel(fields) }),
  'assurance-maladie': (fields) => ({ kind: 'assurance-maladie', ...readService(fields) }),
  'service-tiers': (fields) => ({ kind: 'service-tiers', id: fields.optionalText('id') ?? 'un-service' }),
  'systeme': () => ({ kind: 'systeme' }),
};

const readPsId = (fields: Fields, name: string, otherwise: string): PsIdNat => fields.parsed(name, parsePsIdNat, otherwise) ?? (otherwise as PsIdNat);
const readStructId = (fields: Fields, name: string, otherwise: string): StructIdNat =>
  fields.parsed(name, parseStructIdNat, otherwise) ?? (otherwise as StructIdNat);

interface Around {
  readonly at: Instant;
  readonly actor: Actor;
  readonly policy: Policy;
}

function readDossier(fields: Fields | undefined, around: Around): DossierFacts {
  const open: DossierFacts = {
    id: dossierId,
    life: 'ouvert',
    identity: 'qualifiee',
    titulaire,
    choices: defaultChoices,
    administrateurs: [],
    masquages: [],
    autorisations: [],
    blocages: [],
  };
  if (fields === undefined) return open;
  const medecinTraitant = fields.parsed('medecinTraitant', parsePsIdNat);
  const dossier: DossierFacts = {
    ...open,
    life: fields.oneOf('life', ['ouvert', 'ferme'] as const, 'ouvert'),
    identity: fields.oneOf('identity', identityStatuses, 'qualifiee'),
    ...(medecinTraitant === undefined ? {} : { medecinTraitant }),
    choices: readChoices(fields.child('choices')),
    administrateurs: fields.texts('administrateurs', []) as readonly PsIdNat[],
    masquages: fields.children('masquages').map(readMasquage),
    autorisations: fields.children('autorisations').map((one) => readAutorisation(one, around)),
    blocages: fields.children('blocages').map((one) => readBlocage(one, around)),
    ...readTies(fields, around.at),
  };
  fields.refuseOthers();
  return dossier;
}

/** What ties the actor of the case to the record: `{}` is a tie of every space that holds. */
function readTies(fields: Fields, at: Instant): Pick<DossierFacts, 'representation' | 'delegation' | 'appairage' | 'succession'> {
  const moment = readMoment(at);
  const tie = <K extends string, T>(key: K, read: (one: Fields, since: Instant, until: Instant) => T): { readonly [Key in K]?: T } => {
    const one = fields.child(key);
    if (one === undefined) return {};
    const value = read(one, one.parsed('since', moment) ?? plusDays(at, -30), one.parsed('until', moment) ?? plusDays(at, 30));
    one.refuseOthers();
    return { [key]: value } as { readonly [Key in K]?: T };
  };
  /** Of a service: measures too, which are in no space. */
  const paired = (one: Fields, name: string): readonly ServiceCategory[] => {
    const wanted = one.texts(name, [...spaces, 'mesures']);
    const known = wanted.filter((category): category is ServiceCategory => category === 'mesures' || isSpace(category));
    if (known.length < wanted.length) one.checked(name, faulty({ field: name, rule: 'CODE_INCONNU', expected: [...spaces, 'mesures'].join(' | ') }));
    return known;
  };
  const among = (one: Fields, name: string): readonly Space[] => {
    const wanted = one.texts(name, spaces);
    for (const space of wanted)
      one.checked(name, isSpace(space) ? parsed(space) : faulty({ field: name, rule: 'CODE_INCONNU', given: space, expected: spaces.join(' | ') }));
    return wanted.filter(isSpace);
  };
  return {
    ...tie('representation', (one, since, until): Representation => ({
      kind: one.oneOf('kind', representationKinds, 'parent'),
      since,
      ...(one.flag('endless') === true ? {} : { until }),
    })),
    ...tie('delegation', (one, since, until): Delegation => ({ categories: among(one, 'categories'), since, until })),
    ...tie('appairage', (one, since, until): Appairage => ({
      reads: paired(one, 'reads'),
      writes: paired(one, 'writes'),
      since,
      until,
      pairedBy: one.oneOf('pairedBy', ['titulaire', 'representant'] as const, 'titulaire'),
    })),
    ...tie('succession', (one, since, until): Succession => ({
      reason: one.oneOf('reason', ['causes_du_deces', 'memoire_du_defunt', 'faire_valoir_ses_droits'] as const, 'causes_du_deces'),
      since,
      until,
      refusedByDeceased: one.flag('refusedByDeceased') ?? false,
    })),
  };
}
const isSpace = (text: string): text is Space => spaces.some((space) => space === text);

/** From one of `professionnel`, `profession`, `structure`; one of the nine spaces, or the document of the case. */
function readMasquage(fields: Fields): Masquage {
  const professionnel = fields.parsed('professionnel', parsePsIdNat);
  const structure = fields.parsed('structure', parseStructIdNat);
  const profession = fields.optionalText('profession') as ProfessionCode | undefined;
  const masquage: Masquage = {
    id: '00000000-0000-7000-8000-000000000005' as MasquageId,
    from:
      structure !== undefined
        ? { kind: 'structure', id: structure }
        : profession !== undefined
          ? { kind: 'profession', id: profession }
          : { kind: 'professionnel', id: professionnel ?? (caseDefaults.professionnel as PsIdNat) },
    what: fields.has('space')
      ? { kind: 'space', id: fields.oneOf('space', spaces) }
      : { kind: 'document', id: fields.flag('document') === false ? anotherId : documentId },
  };
  fields.refuseOthers();
  return masquage;
}

function readChoices(fields: Fields | undefined): DossierChoices {
  if (fields === undefined) return defaultChoices;
  const choices = Object.fromEntries(
    Object.entries(defaultChoices).map(([name, otherwise]) => [name, fields.flag(name) ?? otherwise]),
  ) as unknown as DossierChoices;
  fields.refuseOthers();
  return choices;
}

/** Given to the actor of the case unless it names somebody. */
function readAutorisation(fields: Fields, { at, actor, policy }: Around): Autorisation {
  const moment = readMoment(at);
  const structure = fields.parsed('structure', parseStructIdNat);
  const self = actor.kind === 'professionnel' ? actor.id : caseDefaults.professionnel;
  const professionnel = readPsId(fields, 'professionnel', self);
  const declaredAt = fields.parsed('declaredAt', moment) ?? plusDays(at, -30);
  const withdrawnAt = fields.parsed('withdrawnAt', moment);
  const autorisation: Autorisation = {
    id: '00000000-0000-7000-8000-000000000004' as AutorisationId,
    beneficiaire: structure === undefined ? { kind: 'professionnel', id: professionnel } : { kind: 'structure', id: structure },
    declaredAt,
    declaredBy: professionnel,
    expiresAt: fields.parsed('expiresAt', moment) ?? plusDays(declaredAt, policy.autorisationDays),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    ...(fields.flag('express') === true ? { express: true } : {}),
  };
  fields.refuseOthers();
  return autorisation;
}

function readBlocage(fields: Fields, { at, actor }: Around): Blocage {
  const moment = readMoment(at);
  const until = fields.parsed('until', moment);
  const blocage: Blocage = {
    professionnel: readPsId(fields, 'professionnel', actor.kind === 'professionnel' ? actor.id : caseDefaults.professionnel),
    since: fields.parsed('since', moment) ?? plusDays(at, -1),
    ...(until === undefined ? {} : { until }),
  };
  fields.refuseOthers();
  return blocage;
}

function readDocument(fields: Fields | undefined, at: Instant): DocumentFacts | undefined {
  if (fields === undefined) return undefined;
  const document: DocumentFacts = {
    logicalId: documentId,
    typeCode: fields.optionalText('type') ?? '11488-4',
    status: fields.oneOf('status', statuses, 'Approved'),
    visibilite: {
      masquePs: fields.flag('masked') ?? false,
      invisiblePatient: fields.flag('invisiblePatient') ?? false,
      invisibleRepresentants: fields.flag('invisibleRepresentants') ?? false,
    },
    depositor: fields.oneOf('depositor', depositors, 'professionnel'),
    depositedAt: fields.parsed('depositedAt', readMoment(at)) ?? plusDays(at, -1),
    authorIds: fields.texts('authors', []) as readonly PsIdNat[],
    authorStructures: fields.texts('authorStructures', []) as readonly StructIdNat[],
  };
  const service = fields.optionalText('service');
  fields.refuseOthers();
  return service === undefined ? document : { ...document, service };
}

function readExpected(fields: Fields | undefined): Expected | undefined {
  if (fields === undefined) return undefined;
  const granted = fields.flag('granted') ?? false;
  const owed = fields.texts('obligations', []).filter((name): name is Obligation => obligations.some((one) => one === name));
  const rule = granted ? undefined : fields.oneOf('rule', codes);
  const shown = granted ? undefined : fields.oneOf('shown', codes, rule);
  fields.refuseOthers();
  if (rule === undefined || shown === undefined) return { granted: true, ...(owed.length === 0 ? {} : { obligations: owed }) };
  return { granted: false, rule, shown };
}
