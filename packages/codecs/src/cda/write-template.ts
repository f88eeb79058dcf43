// The body of a document written from a template: a section for each heading that is filled, in their order; one that must be there and says
// nothing says so. Lines and figures that have codes are entries too, read again as facts of the record.

import { type WrittenContent, blockOf, figureOf, isFilled, textOf, valueOf } from '@carnet/domain/feeding';
import type { CivilDate } from '@carnet/domain/kernel';
import { type TemplateField, type TemplateHeading, type TemplateName, templateOf } from '@carnet/domain/terminology';
import { type Markup, element, text } from '../xml/index.ts';
import { templateSection } from './template-models.ts';
import { type WrittenBody, modelless, paragraphsOf } from './write-document.ts';
import { type LineDetails, linesContent, sectionOf } from './write-lines.ts';

export interface TemplateWords extends LineDetails {
  readonly heading: (heading: string) => string;
  readonly field: (field: string) => string;
  readonly choice: (field: string, choice: string) => string;
  readonly unit: (unit: string) => string;
}
export interface WrittenTemplate {
  readonly template: TemplateName;
  readonly content: WrittenContent;
  /** Its uniqueId, under which its entries have theirs. */
  readonly document: string;
  /** The day figures were taken. */
  readonly act: CivilDate;
}

export function templateBody(written: WrittenTemplate, words: TemplateWords): WrittenBody {
  const { template, content } = written;
  const sections = templateOf(template)
    .headings.filter((heading) => heading.needed || isFilled(content, heading))
    .map((heading) => sectionOf(templateSection(template, heading.name), words.heading(heading.name), contentOf(written, heading, words)));
  return { ...modelless, body: element('structuredBody', {}, sections) };
}

function contentOf({ content, document, act }: WrittenTemplate, heading: TemplateHeading, words: TemplateWords): readonly Markup[] {
  const { name } = heading;
  switch (heading.kind) {
    case 'text':
      return [element('text', {}, ...paragraphsOf(textOf(content, name) || words.silent))];
    case 'lines':
      return linesContent({ document, name, ...(heading.part === undefined ? {} : { part: heading.part }) }, blockOf(content, name), words);
    case 'fields': {
      const filled = heading.fields.map((field) => ({ field, value: valueOf(content, name, field.name) })).filter(({ value }) => value !== '');
      if (filled.length === 0) return [element('text', {}, ...paragraphsOf(words.silent))];
      const rows = filled.map(({ field, value }) =>
        element(
          'tr',
          {},
          element('td', {}, text(words.field(field.name))),
          element('td', {}, element('content', { ID: `${name}-${field.name}` }, text(readable(field, value, words)))),
        ),
      );
      return [element('text', {}, element('table', {}, element('tbody', {}, rows))), ...figures(filled, { document, heading: name, act })];
    }
  }
}

function readable(field: TemplateField, value: string, words: TemplateWords): string {
  switch (field.kind) {
    case 'number':
      return [value.replace('.', ','), field.unit === undefined ? '' : words.unit(field.unit)].filter((part) => part !== '').join('\u00A0');
    case 'choice':
      return words.choice(field.name, value);
    case 'date':
      return value.split('-').toReversed().join('/');
    case 'words':
      return value;
  }
}

interface FiguresPlace {
  readonly document: string;
  readonly heading: string;
  readonly act: CivilDate;
}
const templates = (...roots: readonly string[]): readonly Markup[] => roots.map((root) => element('templateId', { root }));
const loinc = { codeSystemName: 'LOINC' } as const;

/** Those that have a code: one group of signs, each with its value (CI-SIS, FR-Signes-vitaux-observes). */
function figures(filled: readonly { readonly field: TemplateField; readonly value: string }[], { document, heading, act }: FiguresPlace): readonly Markup[] {
  const time = element('effectiveTime', { value: act.replaceAll('-', '') });
  const observations = filled.flatMap(({ field, value }) => {
    const figure = figureOf(value);
    if (field.kind !== 'number' || field.coding === undefined || figure === undefined) return [];
    const { code, system, display } = field.coding;
    return [
      element(
        'component',
        { typeCode: 'COMP' },
        element(
          'observation',
          { classCode: 'OBS', moodCode: 'EVN' },
          templates('2.16.840.1.113883.10.20.1.31', '1.3.6.1.4.1.19376.1.5.3.1.4.13', '1.3.6.1.4.1.19376.1.5.3.1.4.13.2', '1.2.250.1.213.1.1.3.50'),
          element('id', { root: document, extension: `${heading}-${field.name}` }),
          element('code', { code, codeSystem: system, displayName: display, ...loinc }),
          element('text', {}, element('reference', { value: `#${heading}-${field.name}` })),
          element('statusCode', { code: 'completed' }),
          time,
          element('value', { 'xsi:type': 'PQ', 'value': figure, 'unit': field.unit }),
        ),
      ),
    ];
  });
  if (observations.length === 0) return [];
  return [
    element(
      'entry',
      {},
      element(
        'organizer',
        { classCode: 'CLUSTER', moodCode: 'EVN' },
        templates('2.16.840.1.113883.10.20.1.32', '2.16.840.1.113883.10.20.1.35', '1.3.6.1.4.1.19376.1.5.3.1.4.13.1', '1.2.250.1.213.1.1.3.49'),
        element('id', { root: document, extension: heading }),
        element('code', { code: '85353-1', displayName: 'Signes vitaux', codeSystem: '2.16.840.1.113883.6.1', ...loinc }),
        element('statusCode', { code: 'completed' }),
        time,
        ...observations,
      ),
    ),
  ];
}
