// The body of a volet de synthèse médicale: its sections as the model nests them, each with what people read, then its entries. "Néant" and "not
// filled" are both written, each in its words.

import type { Synthesis } from '@carnet/domain/synthesis';
import { type SynthesisPart, synthesisParts } from '@carnet/domain/terminology';
import { type Markup, element } from '../xml/index.ts';
import { formatOfModels } from './format-codes.ts';
import { synthesisFrames, synthesisModel, synthesisSectionModels } from './synthesis-models.ts';
import { type LineDetails, linesContent, sectionOf } from './write-lines.ts';
import type { WrittenBody } from './write-document.ts';

export interface SynthesisWording extends LineDetails {
  readonly titles: Readonly<Record<SynthesisPart | keyof typeof synthesisFrames, string>>;
}

/** `document`: its uniqueId, under which its entries have theirs. */
export function synthesisBody(document: string, synthesis: Synthesis, words: SynthesisWording): WrittenBody {
  const parts = Object.fromEntries(synthesisParts.map((part) => [part, linesContent({ document, name: part, part }, synthesis[part], words)])) as Record<
    SynthesisPart,
    readonly Markup[]
  >;
  const section = (part: SynthesisPart): Markup => sectionOf(synthesisSectionModels[part], words.titles[part], parts[part]);
  const frame = (name: keyof typeof synthesisFrames, ...content: readonly Markup[]): Markup => sectionOf(synthesisFrames[name], words.titles[name], content);
  return {
    models: [synthesisModel],
    format: formatOfModels([synthesisModel.root])!,
    body: element(
      'structuredBody',
      {},
      frame(
        'whole',
        frame('history', section('past-medical'), section('past-surgical'), section('allergies'), section('problems')),
        frame('risks', section('risk-constitutional'), section('risk-environmental'), section('family')),
      ),
      section('results'),
      frame('plan', section('treatments')),
    ),
  };
}
