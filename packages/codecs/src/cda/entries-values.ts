// HL7 v3 data types of an entry (CD, PQ, IVL, TS, INT, BL, ST) -> the domain's values. What is null or cannot be read is undefined, never guessed.

import type { ClinicalTime, Concept, ObservedValue, Quantity, ReferenceRange, WrittenTime } from '@carnet/domain/clinical';
import type { Coded } from '@carnet/domain/document';
import { type Entry, type Narrative, childOf, childrenOf } from './entries-tree.ts';
import { parseHl7Time } from './hl7-time.ts';

const codeMaximum = 100;
const displayMaximum = 300;
const textMaximum = 1000;
const codingsMaximum = 10;

const oid = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;

/** A code in a system an OID names. */
export function codedIn(entry: Entry | undefined): Coded | undefined {
  const { code, codeSystem, displayName } = entry?.attributes ?? {};
  if (code === undefined || code.trim() === '' || code.length > codeMaximum || codeSystem === undefined || !oid.test(codeSystem)) return undefined;
  return { code: code.trim(), system: codeSystem, ...(displayName === undefined ? {} : { display: displayName.slice(0, displayMaximum) }) };
}

/** A coded element with its translations, and its words: its own, those of the narrative it refers to, or `named`. */
export function conceptIn(entry: Entry | undefined, narrative: Narrative, named?: string): Concept | undefined {
  if (entry === undefined && (named === undefined || named === '')) return undefined;
  const codings = (entry === undefined ? [] : [entry, ...childrenOf(entry, 'translation')])
    .map(codedIn)
    .filter((coded): coded is Coded => coded !== undefined)
    .slice(0, codingsMaximum);
  const text = (named ?? '') || wordsOf(entry, narrative) || entry?.attributes['displayName']?.slice(0, displayMaximum);
  return codings.length === 0 && (text === undefined || text === '') ? undefined : { codings, ...(text === undefined || text === '' ? {} : { text }) };
}

function wordsOf(entry: Entry | undefined, narrative: Narrative): string | undefined {
  const original = childOf(entry, 'originalText');
  if (original === undefined) return undefined;
  const reference = childOf(original, 'reference')?.attributes['value'];
  return (reference === undefined ? original.text(displayMaximum) : narrative.at(reference)) || undefined;
}

function timeIn(entry: Entry | undefined): WrittenTime | undefined {
  const value = entry?.attributes['value'];
  if (value === undefined) return undefined;
  const read = parseHl7Time(value, 'effectiveTime');
  return read.ok ? read.value : undefined;
}

/** A moment, or an interval by its ends; of a set of times, the first interval. */
export function clinicalTimeIn(entry: Entry | undefined): ClinicalTime | undefined {
  if (entry === undefined) return undefined;
  const at = timeIn(entry);
  if (at !== undefined) return { kind: 'moment', at };
  const from = timeIn(childOf(entry, 'low'));
  const to = timeIn(childOf(entry, 'high'));
  if (from !== undefined || to !== undefined) return { kind: 'period', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return clinicalTimeIn(childOf(entry, 'comp'));
}

const decimal = /^[+-]?\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,2})?$/;
export function numberIn(text: string | undefined): number | undefined {
  const written = text?.trim();
  return written === undefined || !decimal.test(written) ? undefined : Number(written);
}

export function quantityIn(entry: Entry | undefined): Quantity | undefined {
  const value = numberIn(entry?.attributes['value']);
  if (value === undefined) return undefined;
  const unit = entry?.attributes['unit']?.trim();
  // UCUM's unity is no unit.
  return { value, ...(unit === undefined || unit === '' || unit === '1' || unit.length > 60 ? {} : { unit }) };
}

/** One end of an interval is a bound: `≤ 0,128`; both make a range. */
function boundsIn(entry: Entry): ObservedValue | undefined {
  const [low, high] = [childOf(entry, 'low'), childOf(entry, 'high')];
  const [least, most] = [quantityIn(low), quantityIn(high)];
  if (least !== undefined && most !== undefined) return { kind: 'range', low: least, high: most };
  const open = (end: Entry | undefined): boolean => end?.attributes['inclusive'] === 'false';
  if (most !== undefined) return { kind: 'quantity', ...most, comparator: open(high) ? '<' : '<=' };
  if (least !== undefined) return { kind: 'quantity', ...least, comparator: open(low) ? '>' : '>=' };
  return undefined;
}

export function observedIn(entry: Entry | undefined, narrative: Narrative): ObservedValue {
  if (entry === undefined) return { kind: 'absent' };
  const { nullFlavor, type = '' } = entry.attributes;
  const read = nullFlavor === undefined ? valueOfType(entry, type.replace(/^.*:/, ''), narrative) : undefined;
  return read ?? { kind: 'absent', ...(nullFlavor === undefined ? {} : { reason: nullFlavor.slice(0, 20) }) };
}

function valueOfType(entry: Entry, type: string, narrative: Narrative): ObservedValue | undefined {
  switch (type) {
    case 'PQ':
    case 'INT':
    case 'REAL':
    case 'MO': {
      const quantity = quantityIn(entry);
      return quantity && { kind: 'quantity', ...quantity };
    }
    case 'IVL_PQ':
    case 'IVL_INT':
    case 'IVL_REAL':
      return boundsIn(entry);
    case 'CD':
    case 'CE':
    case 'CO':
    case 'CV': {
      const concept = conceptIn(entry, narrative);
      return concept && { kind: 'concept', concept };
    }
    case 'BL':
      return entry.attributes['value'] === 'true' || entry.attributes['value'] === 'false'
        ? { kind: 'boolean', value: entry.attributes['value'] === 'true' }
        : undefined;
    case 'ST':
    case 'ED': {
      const reference = childOf(entry, 'reference')?.attributes['value'];
      const text = reference === undefined ? entry.text(textMaximum) : narrative.at(reference);
      return text === undefined || text === '' || entry.attributes['representation'] === 'B64' ? undefined : { kind: 'text', text };
    }
    default:
      return undefined;
  }
}

export function rangesIn(observation: Entry): ReferenceRange[] {
  return childrenOf(observation, 'referenceRange')
    .slice(0, 5)
    .flatMap((range): ReferenceRange[] => {
      const told = childOf(range, 'observationRange');
      const value = childOf(told, 'value');
      const [low, high] = [quantityIn(childOf(value, 'low')), quantityIn(childOf(value, 'high'))];
      const text = childOf(told, 'text')?.text(displayMaximum);
      const read = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }), ...(text === undefined || text === '' ? {} : { text }) };
      return Object.keys(read).length === 0 ? [] : [read];
    });
}
