// A document as it is being written from its template. Pure; the page shows it.

import type { DepositTemplate, Problem, TemplateDraft, TemplateForm } from '@carnet/contract';
import { type Draft, hiddenFrom, today } from '../deposit/draft.ts';
import { type LineChange, type WrittenPart, begunPart, keptLines, sentLines, writeLines } from '../writing/lines.ts';

export interface Filled extends Pick<Draft, 'serviceDate' | 'sight' | 'fromRepresentants'> {
  readonly texts: Readonly<Record<string, string>>;
  readonly lines: Readonly<Record<string, WrittenPart>>;
  /** By heading, then by field. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Takes the place of one's own former one, where there is one. */
  readonly renews: boolean;
}
export type Change =
  | { readonly kind: 'start'; readonly filled: Filled }
  | { readonly kind: 'text'; readonly heading: string; readonly text: string }
  | { readonly kind: 'field'; readonly heading: string; readonly field: string; readonly value: string }
  | { readonly kind: 'set'; readonly values: Partial<Pick<Filled, 'serviceDate' | 'sight' | 'fromRepresentants' | 'renews'>> }
  | { readonly kind: 'lines'; readonly change: LineChange };

export const begun = ({ headings }: TemplateForm, draft: TemplateDraft | undefined): Filled => ({
  texts: {},
  fields: {},
  lines: Object.fromEntries(headings.filter(({ kind }) => kind === 'lines').map(({ name }) => [name, begunPart(name, draft?.parts[name])])),
  serviceDate: today(),
  sight: 'all',
  fromRepresentants: false,
  renews: true,
});

export function fill(filled: Filled, change: Change): Filled {
  switch (change.kind) {
    case 'start':
      return change.filled;
    case 'text':
      return { ...filled, texts: { ...filled.texts, [change.heading]: change.text } };
    case 'field':
      return { ...filled, fields: { ...filled.fields, [change.heading]: { ...filled.fields[change.heading], [change.field]: change.value } } };
    case 'set':
      return { ...filled, ...change.values };
    case 'lines':
      return { ...filled, lines: writeLines(filled.lines, change.change) };
  }
}

export const toDeposit = (filled: Filled, attempt: string, former: string | undefined): DepositTemplate => ({
  attempt,
  serviceDate: filled.serviceDate,
  texts: filled.texts,
  fields: filled.fields,
  lines: Object.fromEntries(Object.entries(filled.lines).map(([name, part]) => [name, sentLines(part)])),
  ...hiddenFrom(filled),
  ...(former !== undefined && filled.renews ? { replaces: former } : {}),
});

/** A draft of another version of this template is none. */
export const isFilled = (value: unknown, { headings }: TemplateForm): value is Filled => {
  const kept = value as Partial<Filled> | null;
  return (
    typeof kept?.texts === 'object' &&
    typeof kept.fields === 'object' &&
    typeof kept.serviceDate === 'string' &&
    headings.every(({ kind, name }) => kind !== 'lines' || Array.isArray(kept.lines?.[name]?.lines))
  );
};

/** What is wrong, by what it is about: `reason`, `vitals.systolic`, `serviceDate`, or the key of a line. */
export type Faults = ReadonlyMap<string, string>;
const linePlace = /^([a-z-]+)\.lines\.(\d+)\./;

export function faultsOf(findings: Problem['findings'], { lines }: Filled): Faults {
  const faults = new Map<string, string>();
  for (const { field, text, expected } of findings ?? []) {
    if (text === undefined) continue;
    const [, heading, place] = linePlace.exec(field) ?? [];
    const part = heading === undefined ? undefined : lines[heading];
    const key = part === undefined ? field : keptLines(part)[Number(place)]?.key;
    if (key !== undefined) faults.set(key, expected === undefined ? text : `${text} (${expected})`);
  }
  return faults;
}

/** The same without what is about this heading, this field or this line, which has just changed. */
export function without(faults: Faults, change: Change): Faults {
  const touched = (key: string): boolean => {
    switch (change.kind) {
      case 'text':
        return key === change.heading;
      case 'field':
        return key === change.heading || key === `${change.heading}.${change.field}`;
      case 'lines':
        return key === change.change.part || ('key' in change.change && key === change.change.key);
      case 'set':
        return key in change.values;
      case 'start':
        return true;
    }
  };
  return new Map([...faults].filter(([key]) => !touched(key)));
}
