// The International Patient Summary (HL7 IPS 2.0) as a document Bundle: a Composition, its patient, what it tells, and where each thing comes from.
// A section without anything says which of the two it is: documents say there is none (`nilknown`), or none says anything (`unavailable`).

import type { ClinicalFact, FactKind, ObservedValue } from '@carnet/domain/clinical';
import { conceptOf, isOver } from '@carnet/domain/clinical';
import type { DocumentEntry } from '@carnet/domain/document';
import { type IdentityTraits, type Ins, displayName } from '@carnet/domain/identity';
import { type Instant, toIso } from '@carnet/domain/kernel';
import { element, text } from '../xml/write.ts';
import { beginning, coded } from './clinical-values.ts';
import { resourceTypes, writeFact, writeProvenance } from './write-clinical.ts';
import { writePatient } from './write-patient.ts';

const sectionNames = ['medications', 'allergies', 'problems', 'immunizations', 'procedures', 'results', 'vitalSigns', 'past'] as const;
export type SummarySection = (typeof sectionNames)[number];

export interface SummaryWording {
  readonly title: string;
  readonly sections: Readonly<Record<SummarySection, { readonly title: string; readonly none: string }>>;
  readonly unknown: string;
  readonly columns: { readonly what: string; readonly value: string; readonly when: string; readonly source: string };
}
export interface SummaryFact {
  readonly fact: ClinicalFact;
  readonly source: DocumentEntry;
}
export interface Summary {
  readonly baseUrl: string;
  /** A UUID of this summary's own. */
  readonly id: string;
  readonly at: Instant;
  readonly patient: { readonly dossierId: string; readonly ins: Ins; readonly traits: IdentityTraits };
  readonly facts: readonly SummaryFact[];
  /** Kinds a document says there is none of. */
  readonly absent: readonly FactKind[];
  readonly custodian: string;
  readonly wording: SummaryWording;
}

/** LOINC code of each section (IPS Composition), what belongs there, and what stands for it where documents say there is none. */
const sections: Readonly<
  Record<SummarySection, { readonly code: string; readonly kind: FactKind; readonly holds: (fact: ClinicalFact) => boolean; readonly required?: true }>
> = {
  medications: { code: '10160-0', kind: 'medication', holds: ({ kind }) => kind === 'medication', required: true },
  allergies: { code: '48765-2', kind: 'allergy', holds: ({ kind }) => kind === 'allergy', required: true },
  problems: { code: '11450-4', kind: 'condition', holds: (fact) => fact.kind === 'condition' && !isOver(fact), required: true },
  immunizations: { code: '11369-6', kind: 'immunization', holds: ({ kind }) => kind === 'immunization' },
  procedures: { code: '47519-4', kind: 'procedure', holds: ({ kind }) => kind === 'procedure' },
  results: { code: '30954-2', kind: 'observation', holds: (fact) => fact.kind === 'report' || (fact.kind === 'observation' && fact.category === 'laboratory') },
  vitalSigns: { code: '8716-3', kind: 'observation', holds: (fact) => fact.kind === 'observation' && fact.category === 'vital-signs' },
  past: { code: '11348-0', kind: 'condition', holds: isOver },
};
/** Kinds a summary tells. */
export const summaryKinds: readonly FactKind[] = ['medication', 'allergy', 'condition', 'immunization', 'procedure', 'observation', 'report'];

export function writeSummary(summary: Summary): object {
  const { baseUrl, id, at, patient, facts, custodian, wording } = summary;
  const { dossierId } = patient;
  const entry = (resource: { readonly resourceType: string; readonly id: string }): object => ({
    fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`,
    resource,
  });
  const resources = facts.map(({ fact, source }) => writeFact(fact, { dossierId, entry: source, baseUrl }));
  const sources = new Map(facts.map(({ source }) => [source.logicalId, source]));
  const provenances = [...sources.values()].map((source) =>
    writeProvenance(
      facts.filter((one) => one.source.logicalId === source.logicalId).map(({ fact }) => fact),
      { dossierId, entry: source, baseUrl },
    ),
  );
  const composition = {
    resourceType: 'Composition',
    id,
    meta: { profile: ['http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips'] },
    language: 'fr',
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '60591-5', display: 'Patient summary Document' }] },
    subject: { reference: `Patient/${dossierId}`, display: displayName(patient.traits) },
    date: toIso(at),
    author: [{ reference: `Device/${softwareId}`, display: custodian }],
    title: wording.title,
    section: sectionNames.map((name) => section(name, summary)).filter((one) => one !== undefined),
  };
  const device = { resourceType: 'Device', id: softwareId, deviceName: [{ name: custodian, type: 'user-friendly-name' }] };
  return {
    resourceType: 'Bundle',
    meta: { profile: ['http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips'] },
    type: 'document',
    language: 'fr',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
    timestamp: toIso(at),
    entry: [composition, writePatient({ ...patient, open: true }) as { resourceType: string; id: string }, device, ...resources, ...provenances].map(entry),
  };
}

/** What makes the summary: no person chose what is in it. */
const softwareId = 'carnet';

function section(name: SummarySection, { facts, absent, patient, wording, baseUrl }: Summary): object | undefined {
  const { code, kind, holds, required } = sections[name];
  const held = facts.filter(({ fact }) => holds(fact));
  const { title, none } = wording.sections[name];
  const about = { title, code: { coding: [{ system: 'http://loinc.org', code }] } };
  if (held.length > 0)
    return {
      ...about,
      text: { status: 'generated', div: table(held, wording) },
      entry: held.map(({ fact, source }) => {
        const { resourceType, id } = writeFact(fact, { dossierId: patient.dossierId, entry: source, baseUrl });
        return { reference: `${resourceType}/${id}` };
      }),
    };
  const saidNone = absent.includes(kind);
  if (required !== true && !saidNone) return undefined;
  const sentence = saidNone ? none : wording.unknown;
  return {
    ...about,
    text: { status: 'generated', div: div(element('p', {}, text(sentence))) },
    emptyReason: { ...coded('http://terminology.hl7.org/CodeSystem/list-empty-reason', saidNone ? 'nilknown' : 'unavailable'), text: sentence },
  };
}

const div = (...content: Parameters<typeof element>[2][]): string =>
  element('div', { 'xmlns': 'http://www.w3.org/1999/xhtml', 'lang': 'fr', 'xml:lang': 'fr' }, ...content);

function table(held: readonly SummaryFact[], { columns }: SummaryWording): string {
  const cells = (tag: 'th' | 'td', values: readonly string[]) => element('tr', {}, ...values.map((value) => element(tag, {}, text(value))));
  return div(
    element(
      'table',
      {},
      element('thead', {}, cells('th', [columns.what, columns.value, columns.when, columns.source])),
      element('tbody', {}, ...held.map(({ fact, source }) => cells('td', [nameOf(fact), valueOf(fact), beginning(fact.time) ?? '', source.title]))),
    ),
  );
}

function nameOf(fact: ClinicalFact): string {
  const { text: said, codings } = conceptOf(fact);
  return codings[0]?.display ?? said ?? codings[0]?.code ?? resourceTypes[fact.kind];
}
const valueOf = (fact: ClinicalFact): string => (fact.kind === 'observation' ? observed(fact.value) : '');
function observed(value: ObservedValue): string {
  const unit = (quantity: { readonly unit?: string }): string => (quantity.unit === undefined ? '' : ` ${quantity.unit}`);
  switch (value.kind) {
    case 'quantity':
      return `${value.comparator ?? ''}${value.value}${unit(value)}`;
    case 'range':
      return `${value.low.value} – ${value.high.value}${unit(value.high)}`;
    case 'concept':
      return value.concept.text ?? value.concept.codings[0]?.display ?? '';
    case 'boolean':
      return value.value ? '+' : '–';
    case 'text':
      return value.text;
    case 'absent':
      return '';
  }
}
