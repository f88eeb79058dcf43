// A copy on pages: long, hostile and plain documents, read back by another's reader of PDF. Every word is there, every page says whose it is.

import type { Block, ReadingView } from '@carnet/contract';
import { copyWording } from '@carnet/contract/wording';
import { instantOf } from '@carnet/domain/kernel';
import { printCopy } from '@carnet/server/interfaces/web/pdf/print';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';

const paragraph = (text: string): Block => ({ kind: 'paragraph', children: [{ kind: 'text', text }] });
const viewOf = (blocks: Block[]): ReadingView => ({
  title: 'Bilan de soins',
  header: [
    { term: 'Patient', details: ['DOMINIQUE PAT-TROIS'] },
    { term: 'Matricule INS', details: ['279035121518989'] },
    { term: 'Auteurs', details: ['Lucie GARNIER, 23 novembre 2026'] },
    { term: 'Date du document', details: ['23 novembre 2026'] },
  ],
  blocks: [],
  sections: [{ id: 'section-1', title: 'Constantes', level: 2, blocks, sections: [] }],
});

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
}
const rolesIn = ({ role, children = [] }: Node): readonly string[] => [...(role === undefined ? [] : [role]), ...children.flatMap(rolesIn)];

async function read(blocks: Block[]) {
  const bytes = await printCopy({ view: viewOf(blocks), media: [], language: 'fr', at: instantOf(Date.parse('2026-11-23T08:00:00Z')) });
  const document = await getDocument({ data: new Uint8Array(bytes!), useSystemFonts: false }).promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, async (_, index) => document.getPage(index + 1)));
  const texts = await Promise.all(pages.map(async (page) => (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ')));
  const roles = (await Promise.all(pages.map(async (page) => page.getStructTree()))).flatMap((tree) => rolesIn(tree as Node));
  return { texts, roles: new Set(roles), told: texts.join(' ') };
}

test('three hundred rows: on as many pages as it takes, each with the patient, the author and its number', async () => {
  const row = (index: number) => [`Mesure ${index}`, `${index} mmHg`].map((text, column) => ({ header: column === 0, blocks: [paragraph(text)] }));
  const { texts, roles, told } = await read([{ kind: 'table', head: [], body: Array.from({ length: 300 }, (_, index) => row(index)), foot: [] }]);
  expect(texts.length).toBeGreaterThan(5);
  for (const [index, text] of texts.entries()) {
    expect(text).toContain('DOMINIQUE PAT-TROIS – Matricule INS 279035121518989');
    expect(text).toContain('Lucie GARNIER, 23 novembre 2026');
    expect(text).toContain(`page ${index + 1} / ${texts.length}`);
  }
  for (let index = 0; index < 300; index += 1) expect(told).toContain(`Mesure ${index} `);
  for (const role of ['Document', 'H1', 'H2', 'Table', 'TR', 'TH', 'TD']) expect(roles).toContain(role);
}, 60_000);

test('accents and signs are written, a word without end is cut into lines, a sign the fonts have not is shown as missing and said so', async () => {
  const { told } = await read([paragraph('Œdème α-bloquant ≥ 3 → 5 µg, ½ comprimé'), paragraph('x'.repeat(3_000)), paragraph('Douleur 😀 שלום')]);
  // The fonts have one shape for the micro sign and the Greek letter.
  expect(told.replaceAll('\u03BC', '\u00B5')).toContain('Œdème α-bloquant ≥ 3 → 5 µg, ½ comprimé');
  expect(told.match(/x/g)!.length).toBeGreaterThanOrEqual(3_000);
  expect(told).not.toContain('😀');
  expect(told).toContain('\uFFFD');
  expect(told).toContain(copyWording.fr.missingSigns.slice(0, 40));
  expect((await read([paragraph('Rien que des lettres')])).told).not.toContain(copyWording.fr.missingSigns.slice(0, 40));
}, 60_000);

test('lists, captions, cells of several rows, what is struck out', async () => {
  const cell = (text: string, rowSpan?: number) => ({ header: false, blocks: [paragraph(text)], ...(rowSpan === undefined ? {} : { rowSpan }) });
  const { told, roles } = await read([
    { kind: 'list', ordered: true, items: [{ blocks: [paragraph('PLAVIX 75 mg')] }, { blocks: [paragraph('Vitamine D')] }] },
    { kind: 'table', head: [], body: [[cell('Glycémie', 2), cell('1,05')], [cell('0,98')]], foot: [] },
    { kind: 'paragraph', children: [{ kind: 'styled', style: 'deleted', children: [{ kind: 'text', text: 'deux comprimés' }] }] },
    { kind: 'pdf', media: 0, title: 'Compte rendu' },
  ]);
  for (const words of ['1. ', 'PLAVIX 75 mg', '2. ', '0,98', 'deux comprimés', 'Compte rendu – à lire dans Carnet']) expect(told).toContain(words);
  for (const role of ['L', 'LI', 'LBody', 'P']) expect(roles).toContain(role);
}, 60_000);
