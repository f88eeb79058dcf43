// What an emergency card offers: what holds today, once each, hidden lines marked, none apart from not said.

import type { ClinicalFact } from '@carnet/domain/clinical';
import type { LogicalId } from '@carnet/domain/document';
import { type CardSources, chosenFor, offerCard } from '@carnet/domain/emergency';
import { instantOf } from '@carnet/domain/kernel';
import { icd10System } from '@carnet/domain/terminology';
import { expect, it } from 'vitest';

const at = instantOf(Date.UTC(2026, 10, 23));
const years = (ago: number) => instantOf(at - ago * 366 * 86_400_000);
const since = (ago: number) => ({ kind: 'moment', at: { at: years(ago), until: years(ago), precision: 'day' } }) as const;
const concept = (code: string, text = code) => ({ codings: [{ code, system: icd10System }], text });
const condition = (code: string, more: Partial<Extract<ClinicalFact, { kind: 'condition' }>> = {}): ClinicalFact => ({
  kind: 'condition',
  place: 1,
  code: concept(code),
  category: 'problem-list-item',
  ...more,
});
const medication = (code: string, ago: number, to?: number): ClinicalFact => ({
  kind: 'medication',
  place: 2,
  use: 'prescribed',
  product: concept(code),
  time: to === undefined ? since(ago) : { kind: 'period', from: since(ago).at, to: since(to).at },
});
let documents = 0;
const from = (fact: ClinicalFact, masquePs = false): CardSources['facts'][number] => ({
  fact,
  source: {
    logicalId: `00000000-0000-4000-8000-${String(++documents).padStart(12, '0')}` as LogicalId,
    serviceStart: years(0.1),
    visibilite: { masquePs, invisiblePatient: false, invisibleRepresentants: false },
  },
});
const nothing: CardSources = { facts: [], absent: [], said: {}, directives: false, at };
const codes = (sources: Partial<CardSources>): readonly string[] =>
  offerCard({ ...nothing, ...sources }).lines.map(
    ({ part, codings, text, masked }) => `${part} ${codings[0]?.code ?? text}${masked === true ? ' hidden' : ''}`,
  );

it('keeps what holds today: nothing resolved, no treatment of long ago or ended, no finding of an old visit', () => {
  const facts = [
    condition('I10'),
    condition('J06.9', { clinicalStatus: 'resolved' }),
    condition('J18.9', { category: 'encounter-diagnosis', time: since(2) }),
    condition('Z95.0', { time: since(9) }),
    medication('ramipril', 0.5),
    medication('amoxicilline', 3),
    medication('prednisone', 0.5, 0.4),
    { kind: 'allergy', place: 3, agent: concept('Z88.0'), reactions: [], clinicalStatus: 'inactive' } as const,
  ];
  expect(codes({ facts: facts.map((fact) => from(fact)) })).toEqual(['implants Z95.0', 'treatments ramipril', 'conditions I10']);
});

it('says a thing once, by an open document where there is one', () => {
  expect(
    codes({ facts: [from(condition('I10', { time: since(0) }), true), from(condition('I10', { time: since(5) })), from(condition('F32.0'), true)] }),
  ).toEqual(['conditions F32.0 hidden', 'conditions I10']);
});

it('tells none from not said, and leaves out what is not chosen', () => {
  const offer = offerCard({ ...nothing, absent: ['allergy', 'medication'], said: { emergencyContacts: 'none' }, doctor: 'Paul DURAND', directives: true });
  expect(offer.none).toEqual(['allergies', 'contacts', 'treatments']);
  expect(offer.lines.map(({ key }) => key)).toEqual(['doctor', 'directives']);
  expect(chosenFor(offer, ['none/contacts', 'doctor'], true)).toEqual({ lines: [], none: ['contacts'] });
  expect(chosenFor(offer, ['none/contacts', 'doctor'], false)).toMatchObject({ lines: [{ key: 'doctor' }], none: [] });
  // Somebody who has an allergy has not none.
  expect(offerCard({ ...nothing, absent: ['allergy'], said: { allergies: ['Arachide'] } }).none).toEqual([]);
});
