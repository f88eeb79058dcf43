// What the region's documents say in codes, read once for each shape of document and filled in for the others: parsing two million documents that
// differ by a date, a figure and a lot would be half of what making a region costs. The shape is what is left of the entries once those are
// taken out; tests/database/populate.test.ts holds what is filled in to what the reader says of the same bytes.

import type { ClinicalContent } from '@carnet/domain/clinical';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type { Ports } from '../../ports/index.ts';
import { type SandboxCda, hl7Time, writeSandboxCda } from '../cda.ts';

/** Moments, figures and lots that no document of a region holds: found again in what is read of it. */
const markAt = instantOf(Date.UTC(1901, 1, 3, 4, 5, 6));
const secondMs = 1_000;
const figureMark = (index: number): string => `${9_876_500 + index}.25`;
const lotMark = (index: number): string => `LOT-${index}-MARK`;
const figures = /(?<= value=")-?[\d.]+(?=" unit=)/g;
const lots = /(?<=<lotNumberText>)[^<]+/g;

export class ReadOnce {
  readonly #read: Ports['readContent'];
  /** By shape: the content as JSON, its marks in place. */
  readonly #shapes = new Map<string, string | undefined>();
  constructor(read: Ports['readContent']) {
    this.#read = read;
  }

  /** Of this document. */
  content(cda: SandboxCda): ClinicalContent | undefined {
    const held: Held = { figures: [], lots: [] };
    const marked = cda.sections.map((section) =>
      section.entries === undefined ? section : { ...section, entries: markedEntries(section.entries, cda.at, held) },
    );
    const shape = JSON.stringify([cda.typeCode, marked.map(({ code, entries }) => [code, entries])]);
    if (!this.#shapes.has(shape)) {
      const content = this.#read(writeSandboxCda({ ...cda, at: markAt, sections: marked }), 'text/xml');
      this.#shapes.set(shape, content && JSON.stringify(content));
    }
    const kept = this.#shapes.get(shape);
    return kept === undefined ? undefined : (JSON.parse(filled(kept, cda.at, held)) as ClinicalContent);
  }
}

interface Held {
  readonly figures: string[];
  readonly lots: string[];
}
/** The entries with marks where the moment, the figures and the lots were, which are noted. */
const markedEntries = (entries: string, at: Instant, { figures: values, lots: names }: Held): string =>
  entries
    .replaceAll(hl7Time(at), hl7Time(markAt))
    .replaceAll(figures, (value) => figureMark(values.push(value) - 1))
    .replaceAll(lots, (lot) => lotMark(names.push(lot) - 1));

function filled(kept: string, at: Instant, { figures: values, lots: names }: Held): string {
  let content = kept.replaceAll(String(markAt), String(at)).replaceAll(String(markAt + secondMs), String(at + secondMs));
  for (const [index, value] of values.entries()) content = content.replaceAll(figureMark(index), String(Number(value)));
  for (const [index, lot] of names.entries()) content = content.replaceAll(lotMark(index), lot);
  return content;
}
