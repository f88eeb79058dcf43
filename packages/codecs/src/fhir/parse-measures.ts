// Measures of health as FHIR sends them (IG « mesures de santé », PCH-01 of IHE POU): one Observation, or a transaction of observations and of the
// devices they were made with. Read whole, every fault by its element; what a value may be, the domain says.

import { type Finding, type Instant, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type MeasureKind, diastolicCode, loincSystem, measureKindCodes, rowOfKind, systolicCode } from '@carnet/domain/terminology';
import { systemOid } from './code-systems.ts';
import { parseFhirDateTime } from './date-time.ts';
import { type Element, type JsonObject, isObject, parseJson, resourceOf } from './json.ts';
import { type PatientKey, readPatient, readPatientIdentifier } from './search-values.ts';

export interface SentMeasure {
  readonly kind: MeasureKind;
  readonly value: number;
  readonly diastolic?: number;
  readonly at: Instant;
  readonly comment?: string;
  /** OID of the solution. */
  readonly source?: string;
  /** Place among the devices of the transaction. */
  readonly device?: number;
}
export interface SentDevice {
  readonly system: string;
  readonly value: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly name?: string;
  readonly type?: string;
}
export interface SentMeasures {
  /** Absent: the senders do not say, and the door knows whose they are. */
  readonly patient?: PatientKey;
  readonly measures: readonly SentMeasure[];
  readonly devices: readonly SentDevice[];
  /** Of each entry, in the order they came: which measure, or which device, it is. */
  readonly lines: readonly ({ readonly measure: number } | { readonly device: number })[];
  /** FHIRPath of each measure. */
  readonly paths: readonly string[];
}

const entriesMaximum = 500;
const ucum = 'http://unitsofmeasure.org';
/** Other ways to write the same unit. */
const unitSynonyms: Readonly<Record<string, readonly string[]>> = {
  '/min': ['{beats}/min', '1/min', '{Beats}/min'],
  '/d': ['{steps}/d', '1/d', '{steps}', '{#}/d'],
  '{score}': ['1', '{#}'],
  'mm[Hg]': ['mmHg'],
};

const kindOfCode = (code: unknown, oid: string | undefined): MeasureKind | undefined =>
  measureKindCodes.find((kind) => rowOfKind(kind).codings.some((known) => known.code === code && known.system === oid));

/** Whether a transaction is one of measures: it has an observation. */
export const holdsObservations = (bundle: unknown): boolean =>
  isObject(bundle) &&
  Array.isArray(bundle['entry']) &&
  bundle['entry'].some((entry: unknown) => isObject(entry) && isObject(entry['resource']) && entry['resource']['resourceType'] === 'Observation');

/** One Observation: a create, or an update. */
export function parseMeasure(json: Uint8Array | string): Parsed<SentMeasures> {
  const value = parseJson(json);
  if (!value.ok) return value;
  const findings: Finding[] = [];
  const observation = resourceOf(value.value, 'Observation', '', findings);
  const measure = observation && measureOf(observation, new Map());
  const patient = observation && patientIn(observation);
  if (measure === undefined || findings.length > 0) return faulty(...findings);
  return parsed({ ...(patient === undefined ? {} : { patient }), measures: [measure], devices: [], lines: [{ measure: 0 }], paths: [''] });
}

export function parseMeasureBundle(json: Uint8Array | string): Parsed<SentMeasures> {
  const value = parseJson(json);
  if (!value.ok) return value;
  const findings: Finding[] = [];
  const bundle = resourceOf(value.value, 'Bundle', '', findings);
  if (bundle === undefined) return faulty(...findings);
  if (bundle.value['type'] !== 'transaction') bundle.fault('type', 'VALEUR_INATTENDUE', String(bundle.value['type']), 'transaction');
  const entries = bundle.children('entry');
  if (entries.length > entriesMaximum) bundle.fault('entry', 'CARDINALITE', String(entries.length), `≤ ${entriesMaximum}`);
  const devices: SentDevice[] = [];
  const deviceAt = new Map<string, number>();
  const lines: ({ measure: number } | { device: number })[] = [];
  const observations: Element[] = [];
  for (const entry of entries.slice(0, entriesMaximum)) {
    const resource = entry.child('resource');
    const type = resource?.value['resourceType'];
    const method = entry.child('request')?.value['method'];
    if (method !== 'POST') entry.fault('request.method', 'VALEUR_INATTENDUE', String(method), 'POST');
    if (type === 'Device' && resource !== undefined) {
      const device = deviceOf(resource, entry);
      for (const name of [entry.value['fullUrl'], `Device/${String(resource.value['id'])}`]) if (typeof name === 'string') deviceAt.set(name, devices.length);
      lines.push({ device: devices.length });
      devices.push(device);
    } else if (type === 'Observation' && resource !== undefined) {
      lines.push({ measure: observations.length });
      observations.push(resource);
    } else if (type === 'DocumentReference' || type === 'List' || type === 'Binary') entry.fault('resource', 'BUNDLE_MELE', String(type));
    else entry.fault('resource', 'NON_PRIS_EN_CHARGE', String(type).slice(0, 64), 'Observation, Device');
  }
  const read = observations.map((observation) => {
    const known = resourceOf(observation.value, 'Observation', observation.path, findings);
    return known === undefined ? undefined : { measure: measureOf(known, deviceAt), patient: patientIn(known) };
  });
  const patients = read.flatMap((one) => one?.patient ?? []);
  if (patients.some((one) => JSON.stringify(one) !== JSON.stringify(patients[0]))) bundle.fault('entry', 'PATIENT_DIFFERENT');
  const measures = read.flatMap((one) => one?.measure ?? []);
  if (findings.length > 0 || measures.length !== observations.length) return faulty(...findings);
  return parsed({ ...(patients[0] === undefined ? {} : { patient: patients[0] }), measures, devices, lines, paths: observations.map(({ path }) => path) });
}

function patientIn(observation: Element): PatientKey | undefined {
  const subject = observation.child('subject');
  const reference = subject?.value['reference'];
  const identifier = subject?.child('identifier');
  if (typeof reference === 'string') return subject!.keep(readPatient(reference, subject!.path));
  if (identifier === undefined) return undefined;
  return identifier.keep(readPatientIdentifier(`${String(identifier.value['system'])}|${String(identifier.value['value'])}`, identifier.path));
}

function measureOf(observation: Element, devices: ReadonlyMap<string, number>): SentMeasure | undefined {
  const status = observation.string('status');
  if (status !== 'final' && status !== 'amended') observation.fault('status', 'VALEUR_INATTENDUE', status, 'final');
  const codings = observation.child('code')?.children('coding') ?? [];
  const kind = codings
    .map(({ value: { code, system } }) => kindOfCode(code, typeof system === 'string' ? systemOid(system) : undefined))
    .find((one) => one !== undefined);
  if (kind === undefined) {
    observation.fault('code', 'MESURE_INCONNUE', codings.map(({ value }) => String(value['code']).slice(0, 40)).join(', '));
    return undefined;
  }
  const { unit } = rowOfKind(kind);
  const values = kind === 'blood-pressure' ? pressureOf(observation, unit) : { value: quantityOf(observation, unit) };
  const written = observation.string('effectiveDateTime');
  if (written === undefined) observation.fault('effectiveDateTime', 'CHAMP_ABSENT');
  const at = written === undefined ? undefined : observation.keep(parseFhirDateTime(written, observation.at('effectiveDateTime')))?.from;
  const comment = commentOf(observation);
  const source = sourceOf(observation);
  const device = observation.child('device');
  const place = typeof device?.value['reference'] === 'string' ? devices.get(device.value['reference']) : undefined;
  if (device !== undefined && place === undefined) device.fault('reference', 'REFERENCE_INTROUVABLE', String(device.value['reference']), 'Device');
  if (values.value === undefined || at === undefined) return undefined;
  return {
    kind,
    value: values.value,
    ...('diastolic' in values && values.diastolic !== undefined ? { diastolic: values.diastolic } : {}),
    at,
    ...(comment === undefined ? {} : { comment }),
    ...(source === undefined ? {} : { source }),
    ...(place === undefined ? {} : { device: place }),
  };
}

function pressureOf(observation: Element, unit: string): { readonly value: number | undefined; readonly diastolic: number | undefined } {
  const components = observation.children('component');
  const of = (wanted: string): number | undefined => {
    const one = components.find((component) =>
      (component.child('code')?.children('coding') ?? []).some(
        ({ value: { code, system } }) => code === wanted && typeof system === 'string' && systemOid(system) === loincSystem,
      ),
    );
    if (one === undefined) observation.fault('component', 'CHAMP_ABSENT', undefined, `http://loinc.org|${wanted}`);
    return one && quantityOf(one, unit);
  };
  return { value: of(systolicCode), diastolic: of(diastolicCode) };
}

function quantityOf(owner: Element, unit: string): number | undefined {
  const quantity = owner.child('valueQuantity');
  const value = quantity?.value['value'] ?? owner.value['valueInteger'];
  if (typeof value !== 'number') {
    owner.fault('valueQuantity.value', value === undefined ? 'CHAMP_ABSENT' : 'JSON_TYPE', undefined, unit);
    return undefined;
  }
  if (quantity === undefined) return value;
  const code = quantity.value['code'];
  if (quantity.value['system'] !== ucum || typeof code !== 'string' || (code !== unit && unitSynonyms[unit]?.includes(code) !== true))
    quantity.fault('code', 'UNITE_INATTENDUE', typeof code === 'string' ? code : undefined, `${ucum}|${unit}`);
  if (quantity.value['comparator'] !== undefined) quantity.fault('comparator', 'VALEUR_INATTENDUE');
  return value;
}

const reason = /(?:mesures?-reason-for-measurement|ReasonForMeasurement)$/;
/** A note, or the reason of the guide. */
function commentOf(observation: Element): string | undefined {
  const extension = observation.children('extension').find(({ value }) => typeof value['url'] === 'string' && reason.test(value['url']));
  return observation.children('note')[0]?.string('text') ?? extension?.string('valueString');
}

const oidShape = /^(?:urn:oid:)?([0-2](?:\.(?:0|[1-9]\d*))+)$/;
function sourceOf(observation: Element): string | undefined {
  const source = observation.child('meta')?.value['source'];
  if (source === undefined) return undefined;
  const oid = typeof source === 'string' ? oidShape.exec(source)?.[1] : undefined;
  if (oid === undefined) observation.fault('meta.source', 'VALEUR_INATTENDUE', String(source), 'urn:oid:…');
  return oid;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 140) : undefined);
function deviceOf(device: Element, entry: Element): SentDevice {
  const [identifier] = device.children('identifier');
  const system = text(identifier?.value['system']) ?? '';
  const value = text(identifier?.value['value']) ?? '';
  if (!system.startsWith('urn:oid:') || value === '') device.fault('identifier', 'CHAMP_ABSENT', undefined, 'urn:oid:…');
  const condition = entry.child('request')?.value['ifNoneExist'];
  if (condition !== `identifier=${system}|${value}`)
    entry.fault('request.ifNoneExist', 'DISPOSITIF_CONDITION', text(condition), `identifier=${system}|${value}`);
  const named: JsonObject = device.children('deviceName')[0]?.value ?? {};
  const type: JsonObject = device.child('type')?.children('coding')[0]?.value ?? {};
  const said = {
    manufacturer: text(device.value['manufacturer']),
    model: text(device.value['modelNumber']),
    name: text(named['name']),
    type: text(type['code']),
  };
  return { system, value, ...(Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) as Omit<SentDevice, 'system' | 'value'>) };
}
