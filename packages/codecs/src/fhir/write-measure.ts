// A measure of health -> its FHIR R4 Observation (IG « mesures de santé »), its device, and the Provenance that says who entered it. Beside what
// documents say, in the same search, it has no `derivedFrom`: nobody drew it from anything.

import { toIso } from '@carnet/domain/kernel';
import type { Ins } from '@carnet/domain/identity';
import { psIdNatOid } from '@carnet/domain/identity';
import { type EnteredBy, type Measure, measureCategory, measurePlace } from '@carnet/domain/measure';
import type { LogicalId } from '@carnet/domain/document';
import { diastolicCode, loincSystem, rowOfKind, systolicCode } from '@carnet/domain/terminology';
import { factResourceId } from './clinical-id.ts';
import { coded, quantity } from './clinical-values.ts';
import { toCoding } from './code-systems.ts';
import type { SentDevice } from './parse-measures.ts';
import { documentResourceId } from './resource-id.ts';
import { type Reference, patientReference } from './write-people.ts';

const profiles = 'https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition';
const terminology = 'http://terminology.hl7.org/CodeSystem';
/** Who entered it: `titulaire` is the patient, who measured it. */
export const measureOriginSystem = 'urn:carnet:mesure-saisie-par';

export interface MeasureAbout {
  readonly dossierId: string;
  readonly ins: Ins;
}
type Resource = { readonly resourceType: string; readonly id: string } & Readonly<Record<string, unknown>>;

export const measureResourceId = (dossierId: string, id: string): string => factResourceId(dossierId, id as LogicalId, measurePlace);
export const deviceResourceId = documentResourceId;

export function writeMeasure(measure: Measure, about: MeasureAbout): Resource {
  const { kind, value, diastolic, at, comment, version, changedAt, enteredAt, enteredBy, source, device } = measure;
  const { codings, profile, unit } = rowOfKind(kind);
  const patient = patientReference(about.ins, about.dossierId);
  return {
    resourceType: 'Observation',
    id: measureResourceId(about.dossierId, measure.id),
    meta: {
      versionId: String(version),
      lastUpdated: toIso(changedAt),
      ...(source === undefined ? {} : { source: `urn:oid:${source}` }),
      ...(profile === undefined ? {} : { profile: [`${profiles}/${profile}`] }),
    },
    status: version === 1 ? 'final' : 'amended',
    category: [coded(`${terminology}/observation-category`, measureCategory)],
    code: { coding: codings.map(toCoding) },
    subject: patient,
    effectiveDateTime: toIso(at),
    issued: toIso(enteredAt),
    performer: [performerOf(enteredBy, patient)],
    ...(diastolic === undefined
      ? { valueQuantity: quantity({ value, unit }) }
      : { component: [pressure(systolicCode, value, unit), pressure(diastolicCode, diastolic, unit)] }),
    ...(comment === undefined ? {} : { note: [{ text: comment }] }),
    ...(device === undefined ? {} : { device: { reference: `Device/${deviceResourceId(about.dossierId, device)}` } }),
  };
}
const pressure = (code: string, value: number, unit: string): object => ({
  code: { coding: [toCoding({ code, system: loincSystem })] },
  valueQuantity: quantity({ value, unit }),
});

/** A representative is not named: their side of the record is the patient's. */
function performerOf({ kind, id, name }: EnteredBy, patient: Reference): Reference & { readonly type?: string } {
  switch (kind) {
    case 'titulaire':
      return patient;
    case 'representant':
      return { type: 'RelatedPerson', display: 'Représentant' };
    case 'professionnel':
      return { type: 'Practitioner', identifier: { system: `urn:oid:${psIdNatOid}`, value: id }, display: name };
    case 'service-tiers':
      return { type: 'Organization', display: name };
  }
}

/** One for each who entered some of them. */
export function writeMeasureProvenances(measures: readonly Measure[], about: MeasureAbout): readonly Resource[] {
  const byWhom = Map.groupBy(measures, ({ enteredBy: { kind, id } }) => (kind === 'titulaire' || kind === 'representant' ? kind : `${kind}-${id}`));
  return [...byWhom].map(([who, entered]) => ({
    resourceType: 'Provenance',
    id: `mesures-${who.replaceAll(/[^A-Za-z0-9.-]/g, '-')}`.slice(0, 64),
    target: entered.map(({ id }) => ({ reference: `Observation/${measureResourceId(about.dossierId, id)}` })),
    recorded: toIso(entered.reduce((latest, { changedAt }) => (changedAt > latest ? changedAt : latest), entered[0]!.changedAt)),
    activity: coded(measureOriginSystem, entered[0]!.enteredBy.kind),
    agent: [
      {
        type: coded(`${terminology}/provenance-participant-type`, 'author'),
        who: performerOf(entered[0]!.enteredBy, patientReference(about.ins, about.dossierId)),
      },
    ],
  }));
}

export const writeDevice = ({ id, system, value, manufacturer, model, name, type }: SentDevice & { readonly id: string }, dossierId: string): Resource => ({
  resourceType: 'Device',
  id: deviceResourceId(dossierId, id),
  meta: { profile: ['http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice'] },
  identifier: [{ system, value }],
  ...(manufacturer === undefined ? {} : { manufacturer }),
  ...(model === undefined ? {} : { modelNumber: model }),
  ...(name === undefined ? {} : { deviceName: [{ name, type: 'patient-reported-name' }] }),
  ...(type === undefined ? {} : { type: coded('urn:iso:std:iso:11073:10101', type) }),
  patient: { reference: `Patient/${dossierId}` },
});
