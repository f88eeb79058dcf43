// A volet de synthèse médicale (arrêté du 28 novembre 2013; HAS, November 2012): seven headings, each with lines, or said to be "néant", or left
// unfilled, which is told apart from "néant". A line is what its author signs: the words first, and the code they stand for where it has one.

import type { Quantity } from '../clinical/clinical-fact.ts';
import type { Coded } from '../document/document-entry.ts';
import { type Finding, parseCivilDate } from '../kernel/index.ts';
import { type SynthesisPart, synthesisParts } from '../terminology/synthesis-parts.ts';
import { namedRelative } from './named-relative.ts';

export interface SynthesisLine {
  readonly text: string;
  /** In the system it came in: CIM-10, ATC, CIS, CCAM, SNOMED CT. An author who changes the words takes the code away. */
  readonly code?: Coded;
  /** As precise as it is known: `2019`, `2019-04`, `2019-04-12`. */
  readonly date?: string;
  /** Allergies. */
  readonly nature?: 'allergy' | 'intolerance';
  readonly grave?: boolean;
  readonly reactions?: readonly string[];
  /** Treatments: so much, once in every such duration. */
  readonly dose?: Quantity;
  readonly every?: Quantity;
}
export interface SynthesisBlock {
  readonly lines: readonly SynthesisLine[];
  /** Its author says that there is none. */
  readonly none: boolean;
}
export type Synthesis = Readonly<Record<SynthesisPart, SynthesisBlock>>;

/** Of one heading: a synthesis of more is none. */
export const synthesisLinesMaximum = 60;
export const synthesisTextMaximum = 300;

const dateShape = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?$/;
export const isWrittenDate = (date: string): boolean => dateShape.test(date) && (date.length < 10 || parseCivilDate(date, 'date').ok);

/** Every fault, by the field it stands in: `family.lines.0.text`. */
export function synthesisFaults(synthesis: Synthesis): readonly Finding[] {
  const findings: Finding[] = [];
  for (const part of synthesisParts) {
    const { lines, none } = synthesis[part];
    if (none && lines.length > 0) findings.push({ field: `${part}.none`, rule: 'NEANT_AVEC_LIGNES' });
    if (lines.length > synthesisLinesMaximum) findings.push({ field: `${part}.lines`, rule: 'CARDINALITE', expected: `≤ ${synthesisLinesMaximum}` });
    for (const [index, { text, date }] of lines.entries()) {
      const field = `${part}.lines.${index}`;
      if (text.trim() === '') findings.push({ field: `${field}.text`, rule: 'CHAMP_ABSENT' });
      if (text.length > synthesisTextMaximum) findings.push({ field: `${field}.text`, rule: 'TROP_LONG', expected: `≤ ${synthesisTextMaximum}` });
      if (date !== undefined && !isWrittenDate(date)) findings.push({ field: `${field}.date`, rule: 'DATE_FORME' });
      // What is found is never told again: it is the name of somebody else than the patient.
      if (part === 'family' && namedRelative(text) !== undefined) findings.push({ field: `${field}.text`, rule: 'PARENT_NOMME' });
    }
  }
  if (synthesisParts.every((part) => isSilent(synthesis[part]))) findings.push({ field: 'synthesis', rule: 'CONTENU_VIDE' });
  return findings;
}

/** Neither filled nor said to be "néant". */
export const isSilent = ({ lines, none }: SynthesisBlock): boolean => lines.length === 0 && !none;
