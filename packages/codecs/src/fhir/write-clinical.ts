// A fact of a document -> its FHIR R4 resource, read-only. Each says where it comes from: `meta.source` is the address of its document, and
// `derivedFrom` points to it where R4 has that element; a Provenance says so for all of them. Nothing is added to what the document says, but what
// R4 makes compulsory, each time marked below.

import type {
  AllergyFact,
  ClinicalFact,
  ConditionFact,
  FactKind,
  ImmunizationFact,
  MedicationFact,
  ObservationFact,
  ProcedureFact,
  ReportFact,
} from '@carnet/domain/clinical';
import type { DocumentEntry } from '@carnet/domain/document';
import { toIso } from '@carnet/domain/kernel';
import { factResourceId } from './clinical-id.ts';
import {
  beginning,
  codeableConcept,
  coded,
  dataAbsentUrl,
  end,
  observedValue,
  quantity,
  referenceRange,
  simpleQuantityRange,
  timed,
} from './clinical-values.ts';
import { toConcept } from './code-systems.ts';
import { documentResourceId } from './resource-id.ts';
import { type Reference, patientReference, writeAuthor } from './write-people.ts';

export const resourceTypes = {
  observation: 'Observation',
  report: 'DiagnosticReport',
  immunization: 'Immunization',
  allergy: 'AllergyIntolerance',
  medication: 'MedicationStatement',
  condition: 'Condition',
  procedure: 'Procedure',
} as const satisfies Readonly<Record<FactKind, string>>;
export type ClinicalResourceType = (typeof resourceTypes)[FactKind];

export interface FactSource {
  readonly dossierId: string;
  readonly entry: DocumentEntry;
  /** `https://localhost:8443/fhir` */
  readonly baseUrl: string;
}
export type ClinicalResource = { readonly resourceType: ClinicalResourceType; readonly id: string } & Readonly<Record<string, unknown>>;

const terminology = 'http://terminology.hl7.org/CodeSystem';
/** How a treatment is known: R4's categories say where it was given, not by which act it is known. */
export const medicationUseSystem = 'urn:carnet:medicament-connu-par';
/** In which section of its document a fact stands. */
export const sectionUrl = 'urn:carnet:section';

export const documentReference = ({ dossierId, entry }: FactSource): Reference => ({
  reference: `DocumentReference/${documentResourceId(dossierId, entry.logicalId)}`,
  display: entry.title,
});
export const factReference = (fact: ClinicalFact, { dossierId, entry }: FactSource): Reference => ({
  reference: `${resourceTypes[fact.kind]}/${factResourceId(dossierId, entry.logicalId, fact.place)}`,
});

export function writeFact(fact: ClinicalFact, source: FactSource): ClinicalResource {
  const { dossierId, entry, baseUrl } = source;
  const documentId = documentResourceId(dossierId, entry.logicalId);
  return {
    resourceType: resourceTypes[fact.kind],
    id: factResourceId(dossierId, entry.logicalId, fact.place),
    meta: { versionId: String(entry.version), lastUpdated: toIso(entry.changedAt), source: `${baseUrl}/DocumentReference/${documentId}` },
    ...(fact.section === undefined ? {} : { extension: [{ url: sectionUrl, valueCodeableConcept: toConcept(fact.section) }] }),
    ...elementsOf(fact, source),
  };
}

function elementsOf(fact: ClinicalFact, source: FactSource): object {
  const patient = patientReference(source.entry.patient, source.dossierId);
  switch (fact.kind) {
    case 'observation':
      return { ...observation(fact), subject: patient, derivedFrom: [documentReference(source)] };
    case 'report':
      return { ...report(fact, source), subject: patient };
    case 'immunization':
      return { ...immunization(fact), patient, recorded: toIso(source.entry.creationTime) };
    case 'allergy':
      return { ...allergy(fact), patient, recordedDate: toIso(source.entry.creationTime) };
    case 'medication':
      return { ...medication(fact, source.entry), subject: patient, dateAsserted: toIso(source.entry.creationTime), derivedFrom: [documentReference(source)] };
    case 'condition':
      return { ...condition(fact), subject: patient, recordedDate: toIso(source.entry.creationTime) };
    case 'procedure':
      return { ...procedure(fact), subject: patient };
  }
}

const observation = (fact: ObservationFact): object => ({
  status: fact.status,
  category: [coded(`${terminology}/observation-category`, fact.category)],
  code: codeableConcept(fact.code),
  ...timed('effective', fact.time),
  ...observedValue(fact.value),
  ...(fact.interpretation.length === 0 ? {} : { interpretation: fact.interpretation.map(toConcept) }),
  ...(fact.method === undefined ? {} : { method: codeableConcept(fact.method) }),
  ...(fact.specimen === undefined ? {} : { specimen: { display: fact.specimen.text ?? fact.specimen.codings[0]?.display ?? fact.specimen.codings[0]?.code } }),
  ...(fact.ranges.length === 0 ? {} : { referenceRange: fact.ranges.map(referenceRange) }),
});

/** HL7 v2 table 0074. */
const reportCategories = { laboratory: 'LAB', imaging: 'RAD', pathology: 'SP', genetics: 'GE' } as const;
const report = (fact: ReportFact, { dossierId, entry, baseUrl }: FactSource): object => ({
  status: 'final',
  category: [coded(`${terminology}/v2-0074`, reportCategories[fact.category])],
  code: codeableConcept(fact.code),
  ...timed('effective', fact.time),
  issued: toIso(entry.creationTime),
  ...(fact.results.length === 0
    ? {}
    : { result: fact.results.map((place) => ({ reference: `Observation/${factResourceId(dossierId, entry.logicalId, place)}` })) }),
  presentedForm: [{ contentType: entry.mimeType, url: `${baseUrl}/Binary/${documentResourceId(dossierId, entry.logicalId)}`, title: entry.title }],
});

function immunization(fact: ImmunizationFact): object {
  const occurrence = beginning(fact.time);
  const series = fact.series === undefined ? undefined : (fact.series.display ?? fact.series.code);
  return {
    status: 'completed',
    vaccineCode: codeableConcept(fact.vaccine),
    // R4 asks for a date; the document may give none.
    ...(occurrence === undefined ? { _occurrenceDateTime: { extension: [{ url: dataAbsentUrl, valueCode: 'unknown' }] } } : { occurrenceDateTime: occurrence }),
    ...(fact.lot === undefined ? {} : { lotNumber: fact.lot }),
    ...(fact.site === undefined ? {} : { site: codeableConcept(fact.site) }),
    ...(fact.route === undefined ? {} : { route: codeableConcept(fact.route) }),
    // Which dose of which series; R4 asks for the number where a series is named.
    ...(fact.dose === undefined ? {} : { protocolApplied: [{ ...(series === undefined ? {} : { series }), doseNumberPositiveInt: fact.dose }] }),
  };
}

const allergy = (fact: AllergyFact): object => ({
  // R4 asks for one (ait-1): an allergy its document lists without more is told as it is listed.
  clinicalStatus: coded(`${terminology}/allergyintolerance-clinical`, allergyStatus(fact)),
  ...(fact.verification === undefined ? {} : { verificationStatus: coded(`${terminology}/allergyintolerance-verification`, fact.verification) }),
  ...(fact.nature === undefined ? {} : { type: fact.nature }),
  ...(fact.category === undefined ? {} : { category: [fact.category] }),
  ...(fact.criticality === undefined ? {} : { criticality: fact.criticality }),
  code: codeableConcept(fact.agent),
  ...onset(fact),
  ...(fact.reactions.length === 0 ? {} : { reaction: fact.reactions.map((reaction) => ({ manifestation: [codeableConcept(reaction)] })) }),
});
/** Allergies have three of the six. */
const allergyStatus = ({ clinicalStatus = 'active' }: AllergyFact): 'active' | 'inactive' | 'resolved' =>
  clinicalStatus === 'inactive' || clinicalStatus === 'resolved' ? clinicalStatus : clinicalStatus === 'remission' ? 'inactive' : 'active';

function onset({ time }: Pick<ClinicalFact, 'time'>): object {
  const from = beginning(time);
  return from === undefined ? {} : { onsetDateTime: from };
}

/** Intended until somebody says it was taken; over once its end came before the document did. */
function medicationStatus({ use, time }: MedicationFact, { creationTime }: DocumentEntry): string {
  if (use === 'prescribed') return 'intended';
  if (use === 'dispensed') return 'unknown';
  if (use === 'administered') return 'completed';
  return time?.kind === 'period' && time.to !== undefined && time.to.until <= creationTime ? 'completed' : 'active';
}
const periodUnits = new Set(['s', 'min', 'h', 'd', 'wk', 'mo', 'a']);
function medication(fact: MedicationFact, entry: DocumentEntry): object {
  const { dose, every } = fact;
  const doseAndRate =
    dose === undefined
      ? {}
      : {
          doseAndRate: [
            dose.low !== undefined && (dose.high === undefined || same(dose.low, dose.high))
              ? { doseQuantity: quantity(dose.low) }
              : { doseRange: simpleQuantityRange(dose) },
          ],
        };
  const timing =
    every?.unit === undefined || !periodUnits.has(every.unit) ? {} : { timing: { repeat: { frequency: 1, period: every.value, periodUnit: every.unit } } };
  const dosage = { ...timing, ...(fact.route === undefined ? {} : { route: codeableConcept(fact.route) }), ...doseAndRate };
  return {
    status: medicationStatus(fact, entry),
    category: coded(medicationUseSystem, fact.use),
    medicationCodeableConcept: codeableConcept(fact.product),
    ...timed('effective', fact.time),
    ...(Object.keys(dosage).length === 0 ? {} : { dosage: [dosage] }),
  };
}
const same = (one: { readonly value: number; readonly unit?: string }, other: typeof one): boolean => one.value === other.value && one.unit === other.unit;

function condition(fact: ConditionFact): object {
  const abated = end(fact.time);
  const over = fact.clinicalStatus === undefined || ['inactive', 'remission', 'resolved'].includes(fact.clinicalStatus);
  return {
    ...(fact.clinicalStatus === undefined ? {} : { clinicalStatus: coded(`${terminology}/condition-clinical`, fact.clinicalStatus) }),
    ...(fact.verification === undefined ? {} : { verificationStatus: coded(`${terminology}/condition-ver-status`, fact.verification) }),
    category: [coded(`${terminology}/condition-category`, fact.category)],
    code: codeableConcept(fact.code),
    ...onset(fact),
    // An end that contradicts the status its document gives is left to the document (con-4).
    ...(abated === undefined || !over ? {} : { abatementDateTime: abated }),
  };
}

const procedure = (fact: ProcedureFact): object => ({
  status: 'completed',
  code: codeableConcept(fact.code),
  ...timed('performed', fact.time),
  ...(fact.site === undefined ? {} : { bodySite: [codeableConcept(fact.site)] }),
});

/** One for each document that gave facts to an answer: who wrote it, when it came, which resources were drawn from it. */
export function writeProvenance(
  facts: readonly ClinicalFact[],
  source: FactSource,
): { readonly resourceType: 'Provenance'; readonly id: string } & Readonly<Record<string, unknown>> {
  const { dossierId, entry } = source;
  const authors = entry.authors.map((author, index) => writeAuthor(author, `author-${index + 1}`));
  return {
    resourceType: 'Provenance',
    id: documentResourceId(dossierId, entry.logicalId),
    contained: authors.flatMap(({ contained }) => contained),
    target: facts.map((fact) => factReference(fact, source)),
    recorded: toIso(entry.depositedAt),
    agent: authors.map(({ reference }) => ({ type: coded(`${terminology}/provenance-participant-type`, 'author'), who: reference })),
    entity: [{ role: 'source', what: documentReference(source) }],
  };
}
