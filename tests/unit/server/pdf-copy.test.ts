// A copy on pages: long, hostile and plain documents, read back by another's reader of PDF. Every word is there, every page says whose it is.

import type { Block, ReadingView } from '@carnet/contract';
import { copyWording } from '@carnet/contract/wording';
import { instantOf } from '@carnet/domain/kernel';
import type { Picture } from '@carnet/server/interfaces/web/pdf/lay-out';
import { printCopy } from '@carnet/server/interfaces/web/pdf/print';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

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

async function read(blocks: Block[], media: readonly Picture[] = [], of: Partial<ReadingView> = {}) {
  const bytes = await printCopy({ view: { ...viewOf(blocks), ...of }, media, language: 'fr', at: instantOf(Date.parse('2026-11-23T08:00:00Z')) });
  const document = await getDocument({ data: new Uint8Array(bytes!), useSystemFonts: false }).promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, async (_, index) => document.getPage(index + 1)));
  const texts = await Promise.all(pages.map(async (page) => (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ')));
  const roles = (await Promise.all(pages.map(async (page) => page.getStructTree()))).flatMap((tree) => rolesIn(tree as Node));
  return { texts, roles: new Set(roles), told: texts.join(' '), xmp: (await document.getMetadata()).metadata, written: Buffer.from(bytes!).toString('latin1') };
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
  const { told } = await read([paragraph('Œdème α-bloquant ≥ 3 → 5 µg, ½ comprimé'), paragraph('x'.repeat(3_000)), paragraph('Douleur 😀 שלום ألم شديد')]);
  // The fonts have one shape for the micro sign and the Greek letter.
  expect(told.replaceAll('\u03BC', '\u00B5')).toContain('Œdème α-bloquant ≥ 3 → 5 µg, ½ comprimé');
  expect(told.match(/x/g)!.length).toBeGreaterThanOrEqual(3_000);
  expect(told).not.toMatch(/😀|ألم/u);
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

test('a word of four hundred signs in a narrow cell, and three hundred lines in one: nothing is lost', async () => {
  const cell = (text: string) => ({ header: false, blocks: [paragraph(text)] });
  const lines = Array.from({ length: 300 }, (_, index) => `ligne ${index}.`).join('\n');
  const { told, texts } = await read([
    {
      kind: 'table',
      head: [],
      body: [
        [cell('W'.repeat(400)), ...Array.from({ length: 5 }, () => cell('ok'))],
        [cell(lines), cell('fin')],
      ],
      foot: [],
    },
  ]);
  expect(told.match(/W/g)!.length).toBe(400);
  for (const index of [0, 150, 299]) expect(told).toContain(`ligne ${index}.`);
  expect(texts.length).toBeGreaterThan(3);
}, 60_000);

test('a title with signs of XML is written where it is read, and breaks nothing of what the file says of itself', async () => {
  const { told, xmp, written } = await read([paragraph('Rien')], [], { title: 'Bilan <b>&amp; "suite"</b>\u0001' });
  expect(told).toContain('Bilan <b>&amp; "suite"</b>');
  expect(xmp.get('dc:title')).toContain('\u2039b\u203A');
  expect(written).toContain('<pdfaid:part>2</pdfaid:part>');
});

describe('pictures', () => {
  const picture: Block = { kind: 'image', media: 0, mimeType: 'image/png', alt: 'Radiographie' };
  const png = (width: number, height: number, pixels: Uint8Array): Picture => {
    const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const chunk = (kind: string, data: Uint8Array): Buffer => {
      const framed = Buffer.concat([Buffer.alloc(4), Buffer.from(kind), data, Buffer.alloc(4)]);
      framed.writeUInt32BE(data.length);
      return framed;
    };
    const size = Buffer.alloc(13);
    size.writeUInt32BE(width);
    size.writeUInt32BE(height, 4);
    // Eight bits, with their transparency: pictures that are unpacked to be written.
    size.set([8, 6], 8);
    return { mimeType: 'image/png', bytes: Buffer.concat([head, chunk('IHDR', size), chunk('IDAT', pixels), chunk('IEND', new Uint8Array())]) };
  };

  test('one is drawn, with its words for who hears', async () => {
    const { roles, told } = await read([picture], [png(1, 1, deflateSync(Buffer.from([0, 10, 20, 30, 255])))]);
    expect(roles).toContain('Figure');
    expect(told).not.toContain('à lire dans Carnet');
  });

  test.each([
    ['says it is immense', png(60_000, 60_000, deflateSync(Buffer.alloc(64)))],
    ['does not unpack', png(2, 2, Buffer.from('not of this form'))],
    ['is none', { mimeType: 'image/png', bytes: Buffer.from('<svg/>') }],
  ])('one that %s costs its place only', async (_, bad) => {
    const { told } = await read([paragraph('Avant'), picture, paragraph('Après')], [bad]);
    expect(told).toContain('Avant');
    expect(told).toContain('Radiographie – à lire dans Carnet');
    expect(told).toContain('Après');
  });
});

test('what is too long for a copy is cut, and says so; what has no words says so', async () => {
  const { told, texts } = await read([paragraph('mot '.repeat(130_000))]);
  expect(texts.length).toBeLessThan(320);
  expect(told).toContain(copyWording.fr.cut);
  expect((await read([], [], { sections: [], unreadable: { mimeType: 'image/tiff' } })).told).toContain(copyWording.fr.unreadable);
}, 60_000);
