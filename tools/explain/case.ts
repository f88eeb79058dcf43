// A case: one access request written by hand in JSON, with defaults for what it does not say. docs/cases.md documents every field.
// Reading it is strict: an unknown field, value or date is a finding that names it, never a silent default.

import {
  type AccessRequest,
  type Action,
  type Actor,
  type DocumentFacts,
  type DossierFacts,
  type Mode,
  type Obligation,
  type Policy,
  actions,
  policyAt,
} from '@carnet/domain/access';
import type { AvailabilityStatus, DepositorKind } from '@carnet/domain/document';
import {
  type Autorisation,
  type AutorisationId,
  type Blocage,
  type DossierChoices,
  type DossierId,
  type PersonneId,
  defaultChoices,
} from '@carnet/domain/dossier';
import { type ProfessionCode, type PsIdNat, type SpecialtyCode, type StructIdNat, parsePsIdNat, parseStructIdNat } from '@carnet/domain/identity';
import {
  type Finding,
  type Instant,
  type Parsed,
  type RefusalCode,
  accessRefusalCodes,
  inputRefusalCodes,
  instantOf,
  millisecondsPerDay,
  parseInstant,
  plusDays,
} from '@carnet/domain/kernel';
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
const caseDefaults = { at: '2026-01-15T09:00:00Z', professionnel: '801234567897', structure: '1750000018' } as const;
const dossierId = '00000000-0000-7000-8000-000000000001' as DossierId;
const titulaire = '00000000-0000-7000-8000-000000000002' as PersonneId;
const somebodyElse = '00000000-0000-7000-8000-000000000003' as PersonneId;

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

function readPolicy(fields: Fields | undefined): Partial<Policy> {
  if (fields === undefined) return {};
  const autorisationDays = fields.integer('autorisationDays');
  const blocageLiftable = fields.flag('blocageLiftable');
  fields.refuseOthers();
  return { ...(autorisationDays === undefined ? {} : { autorisationDays }), ...(blocageLiftable === undefined ? {} : { blocageLiftable }) };
}

function readActor(given: Fields | undefined): Actor {
  const fields = given ?? readFields({ kind: 'professionnel' }, 'actor', []);
  const kind = fields.oneOf('kind', ['professionnel', 'structure', 'titulaire'] as const);
  const actor = kind === 'titulaire' ? readTitulaire(fields) : kind === 'structure' ? readStructure(fields) : readProfessionnel(fields);
  fields.refuseOthers();
  return actor;
}

const readTitulaire = (fields: Fields): Actor => ({
  kind: 'titulaire',
  personne: fields.flag('ownDossier') === false ? somebodyElse : titulaire,
  factors: fields.integer('factors') === 1 ? 1 : 2,
});

const readStructure = (fields: Fields): Actor => ({
  kind: 'structure',
  id: readStructId(fields, 'id', caseDefaults.structure),
  active: fields.flag('active') ?? true,
});

function readProfessionnel(fields: Fields): Actor {
  const specialty = fields.optionalText('specialty') as SpecialtyCode | undefined;
  const structures = fields.texts('structures', [caseDefaults.structure]) as readonly StructIdNat[];
  const claimed = fields.optionalText('structure') as StructIdNat | undefined;
  const structureActive = fields.flag('structureActive') ?? true;
  const regulates = fields.flag('regulates') ?? false;
  return {
    kind: 'professionnel',
    id: readPsId(fields, 'id', caseDefaults.professionnel),
    profession: (fields.optionalText('profession') ?? '10') as ProfessionCode,
    ...(specialty === undefined ? {} : { specialty }),
    authentication: fields.oneOf('authentication', ['DIRECTE', 'INDIRECTE_RENFORCEE'] as const, 'DIRECTE'),
    active: fields.flag('active') ?? true,
    structures,
    ...(claimed === undefined ? {} : { structure: { id: claimed, active: structureActive, regulates } }),
  };
}

const readPsId = (fields: Fields, name: string, otherwise: string): PsIdNat => fields.parsed(name, parsePsIdNat, otherwise) ?? (otherwise as PsIdNat);
const readStructId = (fields: Fields, name: string, otherwise: string): StructIdNat =>
  fields.parsed(name, parseStructIdNat, otherwise) ?? (otherwise as StructIdNat);

interface Around {
  readonly at: Instant;
  readonly actor: Actor;
  readonly policy: Policy;
}

function readDossier(fields: Fields | undefined, around: Around): DossierFacts {
  const medecinTraitant = fields?.parsed('medecinTraitant', parsePsIdNat);
  const dossier: DossierFacts = {
    id: dossierId,
    life: fields?.oneOf('life', ['ouvert', 'ferme'] as const, 'ouvert') ?? 'ouvert',
    titulaire,
    ...(medecinTraitant === undefined ? {} : { medecinTraitant }),
    choices: readChoices(fields?.child('choices')),
    administrateurs: [],
    masquages: [],
    autorisations: (fields?.children('autorisations') ?? []).map((one) => readAutorisation(one, around)),
    blocages: (fields?.children('blocages') ?? []).map((one) => readBlocage(one, around)),
  };
  fields?.refuseOthers();
  return dossier;
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
  fields.refuseOthers();
  return document;
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
