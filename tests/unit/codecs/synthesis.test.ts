// A synthesis written as a CDA: valid by the published schema, read back to the same facts, shown under its seven headings in their order.

import { parseCdaHeader, readCda, readCdaEntries, synthesisBody, writeCda } from '@carnet/codecs/cda';
import { synthesisWording } from '@carnet/contract/wording';
import { readingViewSchema } from '@carnet/contract';
import type { ClinicalFact } from '@carnet/domain/clinical';
import type { Synthesis } from '@carnet/domain/synthesis';
import { synthesisParts } from '@carnet/domain/terminology';
import { describe, expect, test } from 'vitest';
import { bytesOf, compose } from '../../fixtures/cda/compose.ts';
import { cis, emptySynthesis, fullSynthesis, icd, synthesisHeader } from '../../fixtures/synthesis.ts';
import { testWording } from '../../fixtures/cda/wording.ts';

const written = (synthesis: Synthesis): Uint8Array => {
  const { models, body } = synthesisBody(synthesisHeader.uniqueId, synthesis, synthesisWording);
  return writeCda({ ...synthesisHeader, models }, body);
};
const factsOf = (synthesis: Synthesis): readonly ClinicalFact[] => readCdaEntries(written(synthesis))!.facts;

describe('the document', () => {
  test('says what it is, by whom, in the national format', () => {
    const read = parseCdaHeader(written(fullSynthesis));
    expect(read).toMatchObject({
      ok: true,
      value: { type: { code: 'SYNTH' }, title: 'Synthèse médicale', format: { code: 'urn:asip:ci-sis:vsm:2012' }, authors: [{ id: '899700218896' }] },
    });
  });
});

describe('its entries', () => {
  const facts = factsOf(fullSynthesis);
  const of = <K extends ClinicalFact['kind']>(kind: K) => facts.filter((fact): fact is Extract<ClinicalFact, { kind: K }> => fact.kind === kind);
  test('are read back as the facts that were written: problems and antecedents', () => {
    expect(of('condition')).toMatchObject([
      {
        code: { codings: [{ code: 'N10', system: icd, display: 'Pyélonéphrite aiguë' }], text: 'Pyélonéphrite aiguë' },
        clinicalStatus: 'inactive',
        category: 'problem-list-item',
        time: { kind: 'period', from: { precision: 'month' } },
      },
      { code: { codings: [{ code: 'E11.9' }], text: 'Diabète de type 2' }, clinicalStatus: 'active', time: { from: { precision: 'year' } } },
    ]);
    expect(of('procedure')).toMatchObject([{ code: { codings: [], text: 'Appendicectomie' }, time: { at: { precision: 'year' } } }]);
  });
  test('allergies with what is grave', () => {
    const [penicillin, lactose, latex] = of('allergy');
    expect(penicillin).toMatchObject({
      agent: { codings: [{ code: '373270004' }], text: 'Pénicilline' },
      nature: 'allergy',
      criticality: 'high',
      clinicalStatus: 'active',
      time: { from: { precision: 'day' } },
      reactions: [{ codings: [], text: 'Urticaire' }],
    });
    expect(lactose).toMatchObject({ agent: { codings: [], text: 'Lactose <cru> & "dérivés"' }, nature: 'intolerance' });
    expect(lactose).not.toHaveProperty('criticality');
    expect(latex).not.toHaveProperty('nature');
  });
  test('treatments with their dose', () => {
    expect(of('medication')).toMatchObject([
      {
        use: 'taken',
        product: { codings: [{ code: '63564053', system: cis }], text: 'PLAVIX 75 mg' },
        dose: { low: { value: 1, unit: '{tablet}' }, high: { value: 1, unit: '{tablet}' } },
        every: { value: 24, unit: 'h' },
      },
      { product: { codings: [], text: 'Vitamine D, une ampoule par trimestre' } },
    ]);
  });
  test('make no fact of the patient with what relatives had, nor with risks', () => {
    expect(facts).toHaveLength(8);
    expect(readCdaEntries(written(fullSynthesis))!.left).toMatchObject({ ofOthers: 2, unknown: 0 });
    expect(Buffer.from(written(fullSynthesis)).toString()).toContain('code="MTH"');
    expect(Buffer.from(written(fullSynthesis)).toString()).toContain('code="GRFTH"');
  });
  test('say « néant » in codes where there is a code for it', () => {
    const all = Object.fromEntries(synthesisParts.map((part) => [part, { lines: [], none: true }])) as unknown as Synthesis;
    const read = readCdaEntries(written(all))!;
    expect(read.facts).toEqual([]);
    expect(read.absences.map(({ of: kind, concept }) => `${kind} ${concept.codings[0]?.code}`).toSorted()).toEqual([
      'allergy no-known-allergies',
      'condition no-known-problems',
      'medication no-known-medications',
      'procedure no-known-procedures',
    ]);
    expect(readCdaEntries(written(emptySynthesis))).toBeUndefined();
  });
});

describe('as people read it', () => {
  const view = (bytes: Uint8Array) => {
    const read = readCda(bytes, testWording);
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    return readingViewSchema.parse(read.value.view);
  };
  const headings = ['past', 'risks', 'family', 'allergies', 'problems', 'treatments', 'results'].map((name) => `[synthesis-${name}]`);
  test('has its seven headings in their order, each with its parts', () => {
    const { sections } = view(written(fullSynthesis));
    expect(sections.map(({ title }) => title)).toEqual(headings);
    expect(sections.map((section) => section.sections.map(({ title }) => title))).toEqual([
      ['Antécédents médicaux', 'Antécédents chirurgicaux'],
      ['Facteurs de risque constitutionnels', 'Facteurs de risque environnementaux'],
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(JSON.stringify(sections[5])).toContain('PLAVIX 75 mg');
    expect(JSON.stringify(sections[5])).toContain('1 comprimé – 1 fois par jour – depuis 11/08/2019');
    expect(new Set(sections.flatMap((section) => [section.id, ...section.sections.map(({ id }) => id)])).size).toBe(11);
  });
  test('tells « néant » from what is not filled', () => {
    const told = JSON.stringify(
      view(written({ ...fullSynthesis, allergies: { lines: [], none: true }, problems: { lines: [], none: false } })).sections.slice(3, 5),
    );
    expect(told).toContain('Néant');
    expect(told).toContain('Non renseigné');
  });
  test('loses nothing of another author’s: what stands under no heading comes last, a heading that is missing says so', () => {
    const loinc = (code: string, title: string, text: string): string =>
      `<component><section><code code="${code}" codeSystem="2.16.840.1.113883.6.1"/><title>${title}</title><text>${text}</text></section></component>`;
    const body = `<structuredBody>${loinc('48767-8', 'Autre', 'Un mot')}${loinc('30954-2', 'Examens', 'ECG')}</structuredBody>`;
    const foreign = compose({ body }).replace(/<id /, '<templateId root="1.2.250.1.213.1.1.1.13"/><id ');
    const { sections } = view(bytesOf(foreign));
    expect(sections.map(({ title }) => title)).toEqual([...headings, 'Autre']);
    expect(JSON.stringify(sections[6])).toContain('ECG');
    expect(JSON.stringify(sections[0])).toContain('[sectionEmpty]');
  });
});
