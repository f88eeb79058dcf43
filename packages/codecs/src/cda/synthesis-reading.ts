// A volet de synthèse médicale as people read it: its seven headings in their order (features A045), whoever wrote it and however the model nests
// its sections. A heading the document has no section for says so; what stands under none comes last: nothing of the document is lost.

import { type SynthesisSection, synthesisSections } from '@carnet/domain/terminology';
import type { XmlElement } from 'libxml2-wasm';
import { attribute } from '../xml/tree.ts';
import { hl7 } from './elements.ts';
import { type ReadingSection, textBlock } from './reading-view.ts';
import { headingOfSection, synthesisModel } from './synthesis-models.ts';
import type { CdaWording } from './wording.ts';

export const isSynthesis = (root: XmlElement): boolean =>
  hl7.children(root, 'templateId').some((template) => attribute(template, 'root') === synthesisModel.root);

/** `codes`: of each section, by its id in the view. */
export function underHeadings(sections: readonly ReadingSection[], codes: ReadonlyMap<string, string>, { labels }: CdaWording): ReadingSection[] {
  const found = new Map<SynthesisSection, ReadingSection[]>();
  const others: ReadingSection[] = [];
  const sort = (section: ReadingSection): void => {
    const heading = headingOfSection[codes.get(section.id) ?? ''];
    if (section.blocks.length > 0) {
      const alone = { ...section, sections: [] };
      if (heading === undefined) others.push(alone);
      else found.set(heading, [...(found.get(heading) ?? []), alone]);
    }
    for (const below of section.sections) sort(below);
  };
  for (const section of sections) sort(section);
  // It says that it follows the model, and does not: as it is written.
  if (found.size === 0) return [...sections];
  const headings = synthesisSections.map(({ name }): ReadingSection => {
    const [first, ...rest] = found.get(name) ?? [];
    const title = labels[`synthesis-${name}`];
    if (first === undefined) return { id: `synthesis-${name}`, title, level: 2, blocks: [textBlock(labels.sectionEmpty)], sections: [] };
    if (rest.length === 0) return { ...first, title, level: 2 };
    return { id: `synthesis-${name}`, title, level: 2, blocks: [], sections: [first, ...rest].map((section) => ({ ...section, level: 3 })) };
  });
  return [...headings, ...others.map((section) => ({ ...section, level: 2 }))];
}

/** LOINC codes of sections, by the id the view gives them. */
export function codesOfSections(body: XmlElement): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const visit = (parent: XmlElement, prefix: string): void => {
    const sections = hl7.children(parent, 'component').flatMap((component) => hl7.children(component, 'section'));
    for (const [index, section] of sections.entries()) {
      const id = `${prefix}-${index + 1}`;
      const code = attribute(hl7.first(section, 'code'), 'code');
      if (code !== undefined) codes.set(id, code);
      visit(section, id);
    }
  };
  visit(body, 'section');
  return codes;
}
