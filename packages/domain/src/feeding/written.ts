// A document written from a template: what each heading holds, and every fault of it by the field it stands in, so that its author is told where.

import { type Finding, parseCivilDate } from '../kernel/index.ts';
import { isWrittenDate, synthesisLinesMaximum, synthesisTextMaximum } from '../synthesis/synthesis.ts';
import type { SynthesisBlock } from '../synthesis/synthesis.ts';
import { type TemplateField, type TemplateHeading, type TemplateName, templateOf } from '../terminology/document-templates.ts';

/** By the name of a heading; of one that is not filled, nothing. Figures are as they are typed: `38,5`. */
export interface WrittenContent {
  readonly texts: Readonly<Record<string, string>>;
  readonly lines: Readonly<Record<string, SynthesisBlock>>;
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const headingTextMaximum = 5_000;
export const fieldWordsMaximum = 200;

export const blockOf = ({ lines }: WrittenContent, heading: string): SynthesisBlock => lines[heading] ?? { lines: [], none: false };
export const textOf = ({ texts }: WrittenContent, heading: string): string => (texts[heading] ?? '').trim();
export const valueOf = ({ fields }: WrittenContent, heading: string, field: string): string => (fields[heading]?.[field] ?? '').trim();

/** Undefined: no figure. Written with a comma or a point. */
export function figureOf(value: string): number | undefined {
  return /^\d{1,6}(?:[.,]\d{1,6})?$/.test(value) ? Number(value.replace(',', '.')) : undefined;
}

/** Says something, be it that there is nothing. */
export function isFilled(content: WrittenContent, heading: TemplateHeading): boolean {
  switch (heading.kind) {
    case 'text':
      return textOf(content, heading.name) !== '';
    case 'lines': {
      const { lines, none } = blockOf(content, heading.name);
      return none || lines.length > 0;
    }
    case 'fields':
      return heading.fields.some(({ name }) => valueOf(content, heading.name, name) !== '');
  }
}

/** `reason`, `treatments.lines.0.text`, `vitals.systolic`: the heading, then where in it. */
export function writtenFaults(template: TemplateName, content: WrittenContent): readonly Finding[] {
  const { headings } = templateOf(template);
  const known = new Set(headings.map(({ name, kind }) => `${kind}.${name}`));
  const findings: Finding[] = [
    ...Object.keys(content.texts).map((name) => `text.${name}`),
    ...Object.keys(content.lines).map((name) => `lines.${name}`),
    ...Object.keys(content.fields).map((name) => `fields.${name}`),
  ]
    .filter((path) => !known.has(path))
    .map((path) => ({ field: path.slice(0, 100), rule: 'CHAMP_INCONNU' }));
  for (const heading of headings) {
    if (heading.needed && !isFilled(content, heading)) findings.push({ field: heading.name, rule: 'CHAMP_ABSENT' });
    findings.push(...faultsIn(content, heading));
  }
  return findings;
}

function faultsIn(content: WrittenContent, heading: TemplateHeading): readonly Finding[] {
  const { name } = heading;
  switch (heading.kind) {
    case 'text':
      return textOf(content, name).length > headingTextMaximum ? [{ field: name, rule: 'TROP_LONG', expected: `≤ ${headingTextMaximum}` }] : [];
    case 'lines':
      return linesFaults(name, blockOf(content, name));
    case 'fields': {
      const unknown = Object.keys(content.fields[name] ?? {}).filter((field) => heading.fields.every((one) => one.name !== field));
      return [
        ...unknown.map((field) => ({ field: `${name}.${field.slice(0, 60)}`, rule: 'CHAMP_INCONNU' })),
        ...heading.fields.flatMap((field) => {
          const value = valueOf(content, name, field.name);
          const fault = value === '' ? undefined : fieldFault(field, value);
          return fault === undefined ? [] : [{ field: `${name}.${field.name}`, ...fault }];
        }),
        ...pressureFaults(content, heading.name),
      ];
    }
  }
}

function linesFaults(name: string, { lines, none }: SynthesisBlock): readonly Finding[] {
  const findings: Finding[] = [];
  if (none && lines.length > 0) findings.push({ field: `${name}.none`, rule: 'NEANT_AVEC_LIGNES' });
  if (lines.length > synthesisLinesMaximum) findings.push({ field: name, rule: 'CARDINALITE', expected: `≤ ${synthesisLinesMaximum}` });
  for (const [index, { text, date }] of lines.entries()) {
    const field = `${name}.lines.${index}`;
    if (text.trim() === '') findings.push({ field: `${field}.text`, rule: 'CHAMP_ABSENT' });
    if (text.length > synthesisTextMaximum) findings.push({ field: `${field}.text`, rule: 'TROP_LONG', expected: `≤ ${synthesisTextMaximum}` });
    if (date !== undefined && !isWrittenDate(date)) findings.push({ field: `${field}.date`, rule: 'DATE_FORME' });
  }
  return findings;
}

function fieldFault(field: TemplateField, value: string): Omit<Finding, 'field'> | undefined {
  switch (field.kind) {
    case 'number': {
      const figure = figureOf(value);
      const expected = `${field.low} – ${field.high}`;
      if (figure === undefined || figure < field.low || figure > field.high) return { rule: 'MESURE_HORS_LIMITES', expected };
      const decimals = /[.,](\d+)$/.exec(value)?.[1]?.length ?? 0;
      return decimals > field.decimals ? { rule: 'MESURE_TROP_PRECISE', expected: `≤ ${field.decimals}` } : undefined;
    }
    case 'choice':
      return field.choices.includes(value) ? undefined : { rule: 'VALEUR_HORS_LISTE' };
    case 'date':
      return parseCivilDate(value, 'date').ok ? undefined : { rule: 'DATE_FORME' };
    case 'words':
      return value.length > fieldWordsMaximum ? { rule: 'TROP_LONG', expected: `≤ ${fieldWordsMaximum}` } : undefined;
  }
}

/** One of the two says nothing; the systolic is the higher. */
function pressureFaults(content: WrittenContent, heading: string): readonly Finding[] {
  const [systolic, diastolic] = ['systolic', 'diastolic'].map((name) => figureOf(valueOf(content, heading, name)));
  if (systolic === undefined && diastolic === undefined) return [];
  const field = `${heading}.${systolic === undefined ? 'systolic' : 'diastolic'}`;
  if (systolic === undefined || diastolic === undefined)
    return valueOf(content, heading, field.slice(heading.length + 1)) === '' ? [{ field, rule: 'CHAMP_ABSENT' }] : [];
  return diastolic >= systolic ? [{ field, rule: 'PRESSION_INVERSEE', expected: `< ${systolic}` }] : [];
}
