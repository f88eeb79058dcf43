// The domain's clinical values -> FHIR data types.

import type { ClinicalTime, Concept, ObservedValue, Quantity, ReferenceRange, WrittenTime } from '@carnet/domain/clinical';
import { toIso } from '@carnet/domain/kernel';
import { toCoding } from './code-systems.ts';

export const coded = (system: string, code: string): { readonly coding: readonly object[] } => ({ coding: [{ system, code }] });

export const codeableConcept = ({ codings, text }: Concept): object => ({
  ...(codings.length === 0 ? {} : { coding: codings.map(toCoding) }),
  ...(text === undefined ? {} : { text }),
});

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });
const lengths = { year: 4, month: 7, day: 10 } as const;
/** As precisely as it was written: a year stays a year. Days are those of the French calendar. */
function dateTime({ at, precision }: WrittenTime): string {
  return precision === 'minute' || precision === 'second' ? toIso(at) : paris.format(at).slice(0, lengths[precision]);
}

/** `effectiveDateTime` or `effectivePeriod`, by the name it takes in its resource. */
export function timed(name: string, time: ClinicalTime | undefined): object {
  if (time === undefined) return {};
  if (time.kind === 'moment') return { [`${name}DateTime`]: dateTime(time.at) };
  const { from, to } = time;
  return { [`${name}Period`]: { ...(from === undefined ? {} : { start: dateTime(from) }), ...(to === undefined ? {} : { end: dateTime(to) }) } };
}
/** Where FHIR takes one moment: the beginning. */
export function beginning(time: ClinicalTime | undefined): string | undefined {
  const at = time?.kind === 'moment' ? time.at : time?.from;
  return at === undefined ? undefined : dateTime(at);
}
export const end = (time: ClinicalTime | undefined): string | undefined => (time?.kind === 'period' && time.to !== undefined ? dateTime(time.to) : undefined);

export const quantity = ({ value, unit }: Quantity): object => ({
  value,
  ...(unit === undefined ? {} : { unit, system: 'http://unitsofmeasure.org', code: unit }),
});
export const simpleQuantityRange = ({ low, high }: { readonly low?: Quantity; readonly high?: Quantity }): object => ({
  ...(low === undefined ? {} : { low: quantity(low) }),
  ...(high === undefined ? {} : { high: quantity(high) }),
});
export const referenceRange = ({ text, ...range }: ReferenceRange): object => ({ ...simpleQuantityRange(range), ...(text === undefined ? {} : { text }) });

const dataAbsentReason = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
export const dataAbsentUrl = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
/** HL7 v3 nullFlavor -> FHIR (ConceptMap cm-data-absent-reason-v3). */
const reasons: Readonly<Record<string, string>> = {
  UNK: 'unknown',
  ASKU: 'asked-unknown',
  NAV: 'temp-unknown',
  NASK: 'not-asked',
  MSK: 'masked',
  NA: 'not-applicable',
  NINF: 'negative-infinity',
  PINF: 'positive-infinity',
};

export function observedValue(value: ObservedValue): object {
  switch (value.kind) {
    case 'quantity':
      return { valueQuantity: { ...(value.comparator === undefined ? {} : { comparator: value.comparator }), ...quantity(value) } };
    case 'range':
      return { valueRange: simpleQuantityRange(value) };
    case 'concept':
      return { valueCodeableConcept: codeableConcept(value.concept) };
    case 'boolean':
      return { valueBoolean: value.value };
    case 'text':
      return { valueString: value.text };
    case 'absent':
      return { dataAbsentReason: coded(dataAbsentReason, (value.reason === undefined ? undefined : reasons[value.reason]) ?? 'unknown') };
  }
}
