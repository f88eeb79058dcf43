// The resource FHIR has for what a patient agreed to or opposed (« Consent »), beside the profiles of France, which have none for the DMP: an
// autorisation (TD0.3), a blocage, an opposition to emergency access, and who treats. docs/integrators/fhir-decisions.md says the form.

import type { Autorisation, Beneficiaire, Blocage, DossierChoices } from '@carnet/domain/dossier';
import { type Ins, type PsIdNat, parsePsIdNat, parseStructIdNat, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type CivilDate, type Finding, type Instant, type Parsed, civilDateInParis, faulty, parseCivilDate, parsed, toIso } from '@carnet/domain/kernel';
import type { Sha1 } from './attachment.ts';
import { type Element, type JsonObject, isObject, parseJson, resourceOf } from './json.ts';
import { patientOf } from './references.ts';

/** Of the resource's category; French words of the law. */
export const agreementSystem = 'urn:carnet:consentement';
export const agreementKinds = ['autorisation', 'blocage', 'opposition', 'medecin-traitant'] as const;
export const lastConsultedUrl = 'urn:carnet:dernier-acces';
export const lastAddedUrl = 'urn:carnet:dernier-document';
export type AgreementKind = (typeof agreementKinds)[number];

const scope = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] };
const policyRule = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] };
const recipient = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'PRCP' }] };
const category = (kind: AgreementKind): readonly object[] => [
  { coding: [{ system: 'http://loinc.org', code: '59284-0' }] },
  { coding: [{ system: agreementSystem, code: kind }] },
];

/** The id of what has none of its own: from the record, the kind and whom it is about. Always the same, and of no other record. */
export const agreementId = (sha1: Sha1, dossierId: string, kind: AgreementKind, of: string): string =>
  `${dossierId}${sha1(Buffer.from(`${dossierId}|${kind}|${of}`)).slice(0, 32)}`.replaceAll('-', '');
export const autorisationResourceId = (dossierId: string, { id }: Pick<Autorisation, 'id'>): string => `${dossierId}${id}`.replaceAll('-', '');

export interface AgreementAbout {
  readonly dossierId: string;
  /** As the directory names them, by number. */
  readonly names: ReadonlyMap<string, string>;
  readonly sha1: Sha1;
}
const actor = (who: Beneficiaire, { names }: AgreementAbout): object => {
  const display = names.get(who.id);
  return {
    role: recipient,
    reference: {
      reference: `${who.kind === 'professionnel' ? 'Practitioner' : 'Organization'}/${who.id}`,
      identifier: { system: `urn:oid:${who.kind === 'professionnel' ? psIdNatOid : structIdNatOid}`, value: who.id },
      ...(display === undefined ? {} : { display }),
    },
  };
};
const base = (id: string, kind: AgreementKind, active: boolean, since: Instant | undefined, { dossierId }: AgreementAbout): object => ({
  resourceType: 'Consent',
  id,
  status: active ? 'active' : 'inactive',
  scope,
  category: category(kind),
  patient: { reference: `Patient/${dossierId}` },
  ...(since === undefined ? {} : { dateTime: toIso(since) }),
  policyRule,
});

/** Dates that the DMP's own list of patients has (TD0.4). */
export interface LastDates {
  readonly lastConsultedAt?: Instant;
  readonly lastAddedAt?: Instant;
}
const lastDates = ({ lastConsultedAt, lastAddedAt }: LastDates): object => {
  const extension = [
    ...(lastConsultedAt === undefined ? [] : [{ url: lastConsultedUrl, valueDateTime: toIso(lastConsultedAt) }]),
    ...(lastAddedAt === undefined ? [] : [{ url: lastAddedUrl, valueDateTime: toIso(lastAddedAt) }]),
  ];
  return extension.length === 0 ? {} : { extension };
};

export function writeAutorisation(
  one: Pick<Autorisation, 'id' | 'beneficiaire' | 'declaredAt' | 'expiresAt'> & LastDates,
  active: boolean,
  about: AgreementAbout,
): object {
  return {
    ...base(autorisationResourceId(about.dossierId, one), 'autorisation', active, one.declaredAt, about),
    ...lastDates(one),
    provision: { type: 'permit', period: { start: toIso(one.declaredAt), end: toIso(one.expiresAt) }, actor: [actor(one.beneficiaire, about)] },
  };
}

export function writeBlocage({ professionnel, since }: Blocage, about: AgreementAbout): object {
  return {
    ...base(agreementId(about.sha1, about.dossierId, 'blocage', professionnel), 'blocage', true, since, about),
    provision: { type: 'deny', period: { start: toIso(since) }, actor: [actor({ kind: 'professionnel', id: professionnel }, about)] },
  };
}

export function writeTreating(professionnel: PsIdNat, since: Instant | undefined, dates: LastDates, about: AgreementAbout): object {
  return {
    ...base(agreementId(about.sha1, about.dossierId, 'medecin-traitant', professionnel), 'medecin-traitant', true, since, about),
    ...lastDates(dates),
    provision: {
      type: 'permit',
      ...(since === undefined ? {} : { period: { start: toIso(since) } }),
      actor: [actor({ kind: 'professionnel', id: professionnel }, about)],
    },
  };
}

const emergencies: readonly (readonly [keyof DossierChoices, string])[] = [
  ['opposesBrisDeGlace', 'BTG'],
  ['opposesCentre15', 'ETREAT'],
];
/** One for each emergency, whether it is opposed or not. */
export const writeOppositions = (
  choices: Pick<DossierChoices, 'opposesBrisDeGlace' | 'opposesCentre15'>,
  about: AgreementAbout,
): readonly { readonly id: string; readonly resource: object }[] =>
  emergencies.map(([choice, purpose]) => {
    const id = agreementId(about.sha1, about.dossierId, 'opposition', purpose);
    return {
      id,
      resource: {
        ...base(id, 'opposition', true, undefined, about),
        provision: {
          type: choices[choice as 'opposesBrisDeGlace'] ? 'deny' : 'permit',
          purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: purpose }],
        },
      },
    };
  });

const declarable = ['autorisation', 'blocage', 'medecin-traitant'] as const;
/** What a professional asks to be noted (TD0.3). `who`: absent, oneself. */
export interface DeclaredAgreement {
  readonly kind: (typeof declarable)[number];
  readonly patient: Ins;
  readonly who?: Beneficiaire;
  /** Last day of the stay, for a care team. */
  readonly until?: CivilDate;
}

export function parseAgreement(json: Uint8Array | string): Parsed<DeclaredAgreement> {
  const value = parseJson(json);
  if (!value.ok) return value;
  const findings: Finding[] = [];
  const resource = resourceOf(value.value, 'Consent', '', findings);
  if (resource === undefined) return faulty(...findings);
  if (resource.value['status'] !== 'active') resource.fault('status', 'VALEUR_INATTENDUE', String(resource.value['status']), 'active');
  const patient = resource.keep(patientOf(resource.child('patient'), resource, new Map(), undefined));
  const provision = resource.child('provision');
  const type = provision?.string('type') ?? 'permit';
  const kind = kindOf(resource, type);
  const actors = provision?.children('actor') ?? [];
  if (actors.length > 1) provision!.fault('actor', 'CARDINALITE', String(actors.length), '1');
  const who = actors[0] === undefined ? undefined : beneficiaireOf(actors[0].value['reference'], `${actors[0].path}.reference`, findings);
  const end = provision?.child('period')?.string('end');
  const until = end === undefined ? undefined : resource.keep(endOf(end, 'provision.period.end'));
  if (kind === 'blocage' && who === undefined) resource.fault('provision.actor', 'CHAMP_ABSENT');
  if (patient === undefined || findings.length > 0) return faulty(...findings);
  return parsed({ kind, patient, ...(who === undefined ? {} : { who }), ...(until === undefined ? {} : { until }) });
}

/** By its category; without one of ours, by what it does. */
function kindOf(resource: Element, type: string): DeclaredAgreement['kind'] {
  const [said] = resource
    .children('category')
    .flatMap((concept) => concept.children('coding'))
    .filter((coding) => coding.value['system'] === agreementSystem)
    .map((coding) => String(coding.value['code']));
  const presumed = type === 'deny' ? 'blocage' : 'autorisation';
  const kind = declarable.find((one) => one === (said ?? presumed));
  if (kind === undefined) resource.fault('category', 'CODE_INCONNU', said?.slice(0, 40), declarable.join(', '));
  else if ((type === 'deny') !== (kind === 'blocage')) resource.fault('provision.type', 'VALEUR_INATTENDUE', type, kind === 'blocage' ? 'deny' : 'permit');
  return kind ?? presumed;
}

/** The last day: of a moment, the day in Paris it falls on. */
const endOf = (text: string, field: string): Parsed<CivilDate> =>
  /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? parseCivilDate(text, field)
    : Number.isNaN(Date.parse(text))
      ? parseCivilDate(text, field)
      : parsed(civilDateInParis(Date.parse(text) as Instant));

function beneficiaireOf(reference: unknown, path: string, findings: Finding[]): Beneficiaire | undefined {
  const { reference: literal, identifier } = isObject(reference) ? reference : ({} as JsonObject);
  const [, type, id] = /(?:^|\/)(Practitioner|Organization)\/([^/]{1,64})$/.exec(typeof literal === 'string' ? literal : '') ?? [];
  const system = isObject(identifier) && typeof identifier['system'] === 'string' ? identifier['system'].replace(/^urn:oid:/, '') : undefined;
  const value = id ?? (isObject(identifier) && typeof identifier['value'] === 'string' ? identifier['value'] : '');
  const structure = type === 'Organization' || system === structIdNatOid;
  const read = structure ? parseStructIdNat(value, path) : parsePsIdNat(value, path);
  if (!read.ok) findings.push(...read.findings);
  return read.ok ? ({ kind: structure ? 'structure' : 'professionnel', id: read.value } as Beneficiaire) : undefined;
}

const ends = /^(?:inactive|rejected)$/;
/** A PATCH of a Consent ends it and does nothing else: JSON Patch or FHIRPath Patch of its status. */
export function endsAgreement(json: Uint8Array | string): Parsed<true> {
  const value = parseJson(json);
  if (!value.ok) return value;
  const operations: readonly unknown[] = Array.isArray(value.value)
    ? value.value
    : isObject(value.value) && Array.isArray(value.value['parameter'])
      ? value.value['parameter'].map((parameter: unknown) => partsOf(parameter))
      : [];
  const [one] = operations;
  const status = isObject(one) && one['op'] === 'replace' && (one['path'] === '/status' || one['path'] === 'Consent.status') ? one['value'] : undefined;
  return operations.length === 1 && typeof status === 'string' && ends.test(status)
    ? parsed(true)
    : faulty({ field: 'status', rule: 'CHAMP_NON_MODIFIABLE', expected: 'replace status inactive' });
}
function partsOf(parameter: unknown): JsonObject {
  const parts = isObject(parameter) && Array.isArray(parameter['part']) ? parameter['part'].filter(isObject) : [];
  const of = (name: string): unknown => Object.entries(parts.find((part) => part['name'] === name) ?? {}).find(([key]) => key.startsWith('value'))?.[1];
  return { op: of('type'), path: of('path'), value: of('value') };
}
