// Every template, as it is written: valid by the published schema, read under its headings in their order, nothing of what was typed lost; what has
// codes is read back to the same facts. The schema lies beside the project: where it is absent this says so and holds the rest.

import { readCda, readCdaEntries, templateBody, writeCda } from '@carnet/codecs/cda';
import { readingViewSchema } from '@carnet/contract';
import { choiceTold, fieldTold, headingTold, templateWording, templateWords } from '@carnet/contract/wording';
import type { ObservationFact } from '@carnet/domain/clinical';
import { type WrittenContent, writtenFaults } from '@carnet/domain/feeding';
import type { CivilDate } from '@carnet/domain/kernel';
import { type TemplateName, classOfType, templateNames, templateOf } from '@carnet/domain/terminology';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testWording } from '../../fixtures/cda/wording.ts';
import { synthesisHeader } from '../../fixtures/synthesis.ts';
import { emptyContent, fullContent } from '../../fixtures/templates.ts';
import { type Schema, openSchema, schemaPresent } from '../../support/xsd.ts';

if (!schemaPresent) process.stdout.write('skipped: the published CDA schema is not beside the project\n');

const act = '2026-11-20' as CivilDate;
const written = (template: TemplateName, content: WrittenContent): Uint8Array => {
  const { models, body } = templateBody({ template, content, document: synthesisHeader.uniqueId, act }, templateWords(template));
  return writeCda({ ...synthesisHeader, models, title: templateWording[template].title.fr }, body);
};
const view = (bytes: Uint8Array) => {
  const read = readCda(bytes, testWording);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return readingViewSchema.parse(read.value.view);
};

describe.each(templateNames.map((name) => [name] as const))('%s', (name) => {
  const { headings, typeCode } = templateOf(name);
  const full = fullContent(name);
  test('is of a type of the DMP, and its words are all there', () => {
    expect(classOfType(typeCode)).toBeDefined();
    for (const language of ['fr', 'en'] as const) {
      expect(templateWording[name].help[language]).not.toBe('');
      const fields = headings.flatMap((heading) => (heading.kind === 'fields' ? heading.fields : []));
      const words = [
        ...headings.map((heading) => headingTold(name, heading.name).title[language]),
        ...fields.map((field) => fieldTold(field.name)[language]),
        ...fields.flatMap((field) => (field.kind === 'choice' ? field.choices.map((choice) => choiceTold(field.name, choice)[language]) : [])),
      ];
      expect(words.filter((word) => word === '')).toEqual([]);
    }
  });
  test('filled, has no fault; empty, says what it must hold', () => {
    expect(writtenFaults(name, full)).toEqual([]);
    expect(writtenFaults(name, emptyContent)).toEqual(
      headings.filter(({ needed }) => needed).map((heading) => ({ field: heading.name, rule: 'CHAMP_ABSENT' })),
    );
  });
  test('is read under its headings, in their order, with all that was typed', () => {
    const { sections } = view(written(name, full));
    expect(sections.map(({ title }) => title)).toEqual(headings.map((heading) => headingTold(name, heading.name).title.fr));
    const told = JSON.stringify(sections);
    for (const heading of headings)
      if (heading.kind === 'text') expect(told).toContain(`Texte de ${heading.name}.`);
      else if (heading.kind === 'lines') expect(told).toContain(JSON.stringify(full.lines[heading.name]!.lines[0]!.text).slice(1, -1));
      else for (const field of heading.fields) expect(told).toContain(fieldTold(field.name).fr);
    expect(JSON.stringify(view(written(name, emptyContent)).sections.map(({ title }) => title))).toBe(
      JSON.stringify(headings.filter(({ needed }) => needed).map((heading) => headingTold(name, heading.name).title.fr)),
    );
  });
  test('what has codes is read back: treatments, allergies, figures', () => {
    const read = readCdaEntries(written(name, full));
    const kinds = new Set(read?.facts.map(({ kind }) => kind));
    const parts = new Set(headings.flatMap((heading) => (heading.kind === 'lines' && heading.part !== undefined ? [heading.part] : [])));
    expect(kinds.has('medication')).toBe(parts.has('treatments'));
    expect(kinds.has('allergy')).toBe(parts.has('allergies'));
    const coded = headings.flatMap((heading) =>
      heading.kind === 'fields' ? heading.fields.flatMap((field) => (field.kind === 'number' && field.coding !== undefined ? [field.coding.code] : [])) : [],
    );
    const observed = (read?.facts ?? []).filter((fact): fact is ObservationFact => fact.kind === 'observation');
    expect(observed.map(({ code }) => code.codings[0]?.code)).toEqual(coded);
    expect(read?.left.unknown ?? 0).toBe(0);
  });
});

test('a figure is read back with its value, its unit and its day', () => {
  const content: WrittenContent = { ...emptyContent, fields: { vitals: { systolic: '128', diastolic: '74', temperature: '38,5' }, pain: { pain: '4' } } };
  const facts = readCdaEntries(written('nursing', content))!.facts as readonly ObservationFact[];
  expect(facts.map(({ code, value, category, time }) => [code.codings[0]!.code, value, category, time?.kind === 'moment' && time.at.precision])).toEqual([
    ['8480-6', { kind: 'quantity', value: 128, unit: 'mm[Hg]' }, 'vital-signs', 'day'],
    ['8462-4', { kind: 'quantity', value: 74, unit: 'mm[Hg]' }, 'vital-signs', 'day'],
    ['8310-5', { kind: 'quantity', value: 38.5, unit: 'Cel' }, 'vital-signs', 'day'],
    ['72514-3', { kind: 'quantity', value: 4, unit: '{score}' }, 'vital-signs', 'day'],
  ]);
  expect(JSON.stringify(view(written('nursing', content)).sections)).toMatch(/38,5\s°C/);
});

describe('by the published schema', () => {
  let schema: Schema | undefined;
  beforeAll(() => {
    schema = schemaPresent ? openSchema('cda/CDA_extended.xsd') : undefined;
  });
  afterAll(() => schema?.close());
  test.runIf(schemaPresent).each(templateNames.flatMap((name) => [[name, 'filled', fullContent(name)] as const, [name, 'empty', emptyContent] as const]))(
    '%s, %s, is valid',
    (name, _how, content) => {
      expect(schema!.faults(written(name, content))).toEqual([]);
    },
  );
});
