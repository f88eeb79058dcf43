// What a FHIR document says in codes, as facts: the same kinds, the same bounds and the same silences as of a CDA (ADR 29). A resource that is not
// about the document's patient, is planned, refuted, entered in error or cannot be read makes none, and is counted.

import type { ClinicalContent, ClinicalFact, ClinicalTime, Concept, LeftOut, ObservedValue, Quantity, WrittenTime } from '@carnet/domain/clinical';
import type { Coded } from '@carnet/domain/document';
import { codingOf } from '../fhir/code-systems.ts';
import { parseFhirDateTime } from '../fhir/date-time.ts';
import { Element, type JsonObject, isObject } from '../fhir/json.ts';
import { type FhirDocument, openFhirDocument } from './bundle.ts';

const factsMaximum = 2_000;
const codingsMaximum = 10;
const textMaximum = 300;

type Why = keyof LeftOut;
type Read = ClinicalFact | Why;

/** Undefined: no FHIR document, or nothing in codes in it. */
export function readFhirFacts(bytes: Uint8Array): ClinicalContent | undefined {
  const opened = openFhirDocument(bytes);
  if (!opened.ok) return undefined;
  const left: Record<Why, number> = { unknown: 0, negated: 0, refuted: 0, planned: 0, ofOthers: 0, empty: 0 };
  const facts: ClinicalFact[] = [];
  const patient = patientIn(opened.value);
  const read = opened.value.resources.flatMap((resource) => {
    const reader = readers[String(resource['resourceType'])];
    return reader === undefined ? [] : [{ resource, reader }];
  });
  for (const [index, { resource, reader }] of read.slice(0, factsMaximum).entries()) {
    const element = new Element(resource, '', []);
    const subject = (element.child('subject') ?? element.child('patient'))?.string('reference');
    const told: Read = subject === undefined || opened.value.around.get(subject) !== patient ? 'ofOthers' : reader(element, index + 1);
    if (typeof told === 'string') left[told] += 1;
    else facts.push(told);
  }
  const truncated = read.length > factsMaximum;
  return read.length === 0 ? undefined : { facts, absences: [], left, truncated };
}

const patientIn = ({ composition, around }: FhirDocument): JsonObject | undefined => around.get(composition.child('subject')?.string('reference') ?? '');

const readers: Readonly<Record<string, (resource: Element, place: number) => Read>> = {
  Observation(resource, place) {
    const status = resource.value['status'];
    if (status === 'entered-in-error' || status === 'cancelled') return 'empty';
    if (status === 'registered') return 'planned';
    const category = codesIn(resource.children('category')).find((code) => code === 'laboratory' || code === 'vital-signs');
    const code = concept(resource.child('code'));
    const value = observed(resource);
    if (code === undefined || (category !== 'laboratory' && category !== 'vital-signs')) return 'unknown';
    return {
      kind: 'observation',
      place,
      category,
      code,
      value,
      status: status === 'preliminary' ? 'preliminary' : 'final',
      interpretation: resource.children('interpretation').flatMap(codings),
      ranges: [],
      ...timeOf(resource, 'effective'),
    };
  },
  Immunization(resource, place) {
    const vaccine = concept(resource.child('vaccineCode'));
    if (resource.value['status'] === 'not-done') return 'negated';
    if (resource.value['status'] !== 'completed') return 'empty';
    if (vaccine === undefined) return 'unknown';
    const lot = resource.string('lotNumber')?.slice(0, 100);
    return { kind: 'immunization', place, vaccine, ...(lot === undefined ? {} : { lot }), ...timeOf(resource, 'occurrence') };
  },
  AllergyIntolerance(resource, place) {
    const agent = concept(resource.child('code'));
    const verification = codeIn(resource.child('verificationStatus'));
    if (verification === 'refuted') return 'refuted';
    if (verification === 'entered-in-error') return 'empty';
    if (agent === undefined) return 'unknown';
    const status = codeIn(resource.child('clinicalStatus'));
    const nature = resource.value['type'];
    return {
      kind: 'allergy',
      place,
      agent,
      reactions: resource.children('reaction').flatMap((reaction) => reaction.children('manifestation').flatMap((one) => concept(one) ?? [])),
      ...(nature === 'allergy' || nature === 'intolerance' ? { nature } : {}),
      ...(status === 'active' || status === 'inactive' || status === 'resolved' ? { clinicalStatus: status } : {}),
      ...(verification === 'confirmed' || verification === 'unconfirmed' ? { verification } : {}),
      ...timeOf(resource, 'onset'),
    };
  },
  Condition(resource, place) {
    const code = concept(resource.child('code'));
    const verification = codeIn(resource.child('verificationStatus'));
    if (verification === 'refuted') return 'refuted';
    if (verification === 'entered-in-error') return 'empty';
    if (code === undefined) return 'unknown';
    const status = clinicalStatuses.find((one) => one === codeIn(resource.child('clinicalStatus')));
    return {
      kind: 'condition',
      place,
      code,
      category: codesIn(resource.children('category')).includes('encounter-diagnosis') ? 'encounter-diagnosis' : 'problem-list-item',
      ...(status === undefined ? {} : { clinicalStatus: status }),
      ...(verification === 'confirmed' || verification === 'unconfirmed' ? { verification } : {}),
      ...timeOf(resource, 'onset'),
    };
  },
  MedicationStatement(resource, place) {
    const { status } = resource.value;
    if (status === 'not-taken') return 'negated';
    if (status === 'entered-in-error') return 'empty';
    const product = concept(resource.child('medicationCodeableConcept'));
    if (product === undefined) return 'unknown';
    return { kind: 'medication', place, use: status === 'intended' ? 'prescribed' : 'taken', product, ...timeOf(resource, 'effective') };
  },
  MedicationRequest(resource, place) {
    const { status, intent, doNotPerform } = resource.value;
    if (doNotPerform === true) return 'negated';
    if (status === 'entered-in-error' || status === 'cancelled') return 'empty';
    if (intent === 'proposal' || intent === 'plan' || status === 'draft') return 'planned';
    const product = concept(resource.child('medicationCodeableConcept'));
    const authored = written(resource.value['authoredOn']);
    if (product === undefined) return 'unknown';
    return { kind: 'medication', place, use: 'prescribed', product, ...(authored === undefined ? {} : { time: { kind: 'moment', at: authored } }) };
  },
  Procedure(resource, place) {
    const { status } = resource.value;
    if (status === 'not-done') return 'negated';
    if (status === 'preparation') return 'planned';
    if (status === 'entered-in-error') return 'empty';
    const code = concept(resource.child('code'));
    return code === undefined ? 'unknown' : { kind: 'procedure', place, code, ...timeOf(resource, 'performed') };
  },
};
const clinicalStatuses = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'] as const;

const codings = (element: Element): Coded[] =>
  element
    .children('coding')
    .slice(0, codingsMaximum)
    .flatMap((coding) => {
      const read = codingOf(coding, 'kept');
      return read === undefined ? [] : [{ ...read, ...(read.display === undefined ? {} : { display: read.display.slice(0, textMaximum) }) }];
    });
function concept(element: Element | undefined): Concept | undefined {
  if (element === undefined) return undefined;
  const known = codings(element);
  const text = element.string('text')?.slice(0, textMaximum) ?? known[0]?.display;
  return known.length === 0 && text === undefined ? undefined : { codings: known, ...(text === undefined ? {} : { text }) };
}
const codesIn = (elements: readonly Element[]): string[] => elements.flatMap((element) => codings(element).map(({ code }) => code));
const codeIn = (element: Element | undefined): string | undefined => (element === undefined ? undefined : codings(element)[0]?.code);

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const;
function written(text: unknown): WrittenTime | undefined {
  const span = typeof text === 'string' ? parseFhirDateTime(text, 'date') : undefined;
  if (typeof text !== 'string' || span?.ok !== true) return undefined;
  return {
    at: span.value.from,
    until: span.value.until,
    precision: (precisions as Readonly<Record<number, WrittenTime['precision']>>)[text.length] ?? 'second',
  };
}

/** `<name>DateTime`, or `<name>Period`. */
function timeOf(resource: Element, name: string): { readonly time?: ClinicalTime } {
  const at = written(resource.value[`${name}DateTime`]);
  if (at !== undefined) return { time: { kind: 'moment', at } };
  const period = resource.child(`${name}Period`);
  const [from, to] = [written(period?.value['start']), written(period?.value['end'])];
  return from === undefined && to === undefined
    ? {}
    : { time: { kind: 'period', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } };
}

const comparators = ['<', '<=', '>', '>='] as const;
function quantityIn(value: unknown): Quantity | undefined {
  if (!isObject(value) || typeof value['value'] !== 'number') return undefined;
  const unit = value['code'] ?? value['unit'];
  return { value: value['value'], ...(typeof unit !== 'string' || unit === '' || unit === '1' || unit.length > 60 ? {} : { unit }) };
}

function observed(resource: Element): ObservedValue {
  const { valueQuantity, valueString, valueBoolean, valueInteger } = resource.value;
  const quantity = quantityIn(valueQuantity);
  if (quantity !== undefined) {
    const comparator = comparators.find((one) => isObject(valueQuantity) && valueQuantity['comparator'] === one);
    return { kind: 'quantity', ...quantity, ...(comparator === undefined ? {} : { comparator }) };
  }
  if (typeof valueInteger === 'number') return { kind: 'quantity', value: valueInteger };
  if (typeof valueBoolean === 'boolean') return { kind: 'boolean', value: valueBoolean };
  if (typeof valueString === 'string' && valueString !== '') return { kind: 'text', text: valueString.slice(0, 1000) };
  const read = concept(resource.child('valueCodeableConcept'));
  return read === undefined ? { kind: 'absent' } : { kind: 'concept', concept: read };
}
