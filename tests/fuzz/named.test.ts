// The attacks that have a name, at the parser they are made for: refused, for the right reason, in little time and memory. And the inputs
// that fuzzing found, kept from the day they were mended.

import { parseCdaHeader, readCda } from '@carnet/codecs/cda';
import { parseJson, parseProvideBundle, parseSearch } from '@carnet/codecs/fhir';
import { bytesOf as bytesIn, readSoap } from '@carnet/codecs/soap';
import { elementsOf, parseXml } from '@carnet/codecs/xml';
import { inspectFile } from '@carnet/server/interfaces/web/file-inspection';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytesOf, compose, level1 } from '../fixtures/cda/compose.ts';
import { testWording } from '../fixtures/cda/wording.ts';
import { envelope, multipart, multipartType, part, rootPart } from '../support/soap-compose.ts';
import { context } from '../unit/codecs/fhir-compose.ts';

const rulesOf = (read: { readonly ok: boolean; readonly findings?: readonly { readonly rule: string }[] }): readonly string[] =>
  read.ok ? [] : (read.findings ?? []).map(({ rule }) => rule);
/** Milliseconds of processor, which other programs do not change. */
function processorOf(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
/** Two seconds at most for anybody; none of these comes near. */
function expectQuick(act: () => void): void {
  expect(processorOf(act)).toBeLessThan(2_000);
}

const laughs = `<!DOCTYPE a [<!ENTITY b0 "ha">${Array.from({ length: 30 }, (_, level) => `<!ENTITY b${level + 1} "&b${level};&b${level};">`).join('')}]><a>&b30;</a>`;
describe('XML', () => {
  test.each([
    ['an external entity (XXE)', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'XML_DTD'],
    ['an external document type', '<!DOCTYPE a SYSTEM "http://elsewhere.test/a.dtd"><a/>', 'XML_DTD'],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://elsewhere.test/b"> %b;]><a/>', 'XML_DTD'],
    ['a billion laughs', laughs, 'XML_DTD'],
    ['an entity nobody declared', '<a>&b;</a>', 'XML_MAL_FORME'],
    ['a million levels', '<a>'.repeat(1_000_000), 'XML_TROP_PROFOND'],
    ['a million attributes', `<a ${Array.from({ length: 1_000_001 }, (_, n) => `a${n}=""`).join(' ')}/>`, 'XML_TROP_GRAND'],
    ['two attributes of one name', '<a b="" b=""/>', 'XML_MAL_FORME'],
    ['a tag that never ends', `<a ${'b'.repeat(5_000_000)}`, 'XML_MAL_FORME'],
    ['a quote that never ends', `<a b="${"<c d='".repeat(500_000)}`, 'XML_MAL_FORME'],
    ['comments in each other', `<a>${'<!--'.repeat(500_000)}</a>`, 'XML_MAL_FORME'],
  ])('%s', (_name, text, rule) => {
    expectQuick(() => expect(rulesOf(parseXml(Buffer.from(text)))).toEqual([rule]));
  });
  test('an inclusion is a piece of markup, and includes nothing', () => {
    const read = parseXml(Buffer.from('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></a>'));
    if (!read.ok) throw new Error('it is well formed');
    using document = read.value;
    expect(document.root.content).toBe('');
  });
  test.each([
    ['an overlong slash', 'c0af'],
    ['an overlong nothing', 'c080'],
    ['half a pair', 'eda080'],
    ['beyond Unicode', 'f4908080'],
  ])('UTF-8 with %s', (_name, hex) => {
    const bytes = Buffer.concat([Buffer.from('<a>'), Buffer.from(hex, 'hex'), Buffer.from('</a>')]);
    expect(parseXml(bytes).ok).toBe(false);
    expect(rulesOf(parseJson(Buffer.concat([Buffer.from('"'), Buffer.from(hex, 'hex'), Buffer.from('"')])))).toEqual(['JSON_MAL_FORME']);
  });
});

const wide = 'a'.repeat(69);
const related = `multipart/related; type="application/xop+xml"; boundary="${wide}b"`;
describe('SOAP and MTOM', () => {
  const rulesIn = (bytes: Buffer, type: string): readonly string[] => {
    const read = readSoap(bytes, type);
    if (read.ok) read.document.dispose();
    return read.ok ? [] : read.misread.findings.map(({ rule }) => rule);
  };
  test.each([
    ['a billion laughs', Buffer.from(laughs), 'application/soap+xml', 'XML_DTD'],
    ['a million headers', Buffer.from(envelope({ more: '<x/>'.repeat(1_000_000) })), 'application/soap+xml', 'XML_TROP_GRAND'],
    ['twenty megabytes that are nearly the boundary', Buffer.from(`\r\n--${wide}`.repeat(280_000)), related, 'MIME_FRONTIERE'],
    ['the same, of one letter', Buffer.from(`--${wide}b\r\n\r\n${'\r\n--a'.repeat(4_000_000)}`), related, 'MIME_TRONQUE'],
    ['a million parts', Buffer.from(`--${wide}b\r\n\r\n\r\n`.repeat(200_000)), related, 'TROP_DE_PARTIES'],
    ['a header without end', Buffer.from(`--${wide}b\r\nX: ${'y'.repeat(20_000_000)}`), related, 'MIME_ENTETES'],
    ['a header folded without end', Buffer.from(`--${wide}b\r\nX: ${'\r\n '.repeat(2_600)}\r\n\r\n\r\n--${wide}b--`), related, 'MIME_RACINE'],
    ['a type of a million parameters', Buffer.from(envelope()), `application/soap+xml${';a="\\\\"'.repeat(1_000_000)}`, 'MEDIA_TYPE'],
    ['a type of quotes', Buffer.from(envelope()), `application/soap+xml;a=${'"\\'.repeat(2_000)}`, 'MEDIA_TYPE'],
  ])('%s', (_name, bytes, type, rule) => {
    expectQuick(() => expect(rulesIn(bytes, type)).toEqual([rule]));
  });
  test('one part that stands for forty thousand documents is held once', () => {
    const many = envelope({ body: `<a>${'<D><xop:Include href="cid:one@test"/></D>'.repeat(40_000)}</a>` });
    const bytes = multipart(rootPart(many), part('one@test', Buffer.alloc(1_000_000)));
    expectQuick(() => {
      const read = readSoap(bytes, multipartType);
      if (!read.ok) throw new Error(JSON.stringify(read.misread));
      using _document = read.document;
      for (const one of elementsOf(read.message.body)) {
        const held = bytesIn(one, read.message.parts);
        if (!held.ok || held.value.buffer !== bytes.buffer) throw new Error('a copy');
      }
    });
  });
});

describe('JSON', () => {
  test.each([
    ['a million levels', '['.repeat(1_000_000), 'JSON_MAL_FORME'],
    ['a hundred thousand levels, closed', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'JSON_TROP_PROFOND'],
    ['a key twice', '{"a":1,"a":2}', 'JSON_CLE_DOUBLE'],
    ['a key twice, once in disguise', '{"resourceType":1,"resource\\u0054ype":2}', 'JSON_CLE_DOUBLE'],
  ])('%s', (_name, text, rule) => {
    expectQuick(() => expect(rulesOf(parseJson(Buffer.from(text)))).toEqual([rule]));
  });
  test('a name that would change what a copy is is refused; a name of every object’s ancestor is a name like another', () => {
    expect(rulesOf(parseJson('{"__proto__":{"admin":true}}'))).toEqual(['JSON_CLE_RESERVEE']);
    expect(parseJson('{"constructor":{"prototype":{"admin":true}}}').ok).toBe(true);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
  test.each(['9'.repeat(100_000), `1e${'9'.repeat(100)}`, `-0.${'0'.repeat(100_000)}1`])('a huge number is no resource, and no infinity inside', (number) => {
    expectQuick(() =>
      expect(parseProvideBundle(Buffer.from(`{"resourceType":"Bundle","type":"transaction","total":${number},"entry":[${number}]}`), context).ok).toBe(false),
    );
  });
  test('ten thousand entries that are nothing', () => {
    expectQuick(() =>
      expect(parseProvideBundle(Buffer.from(`{"resourceType":"Bundle","type":"transaction","entry":[${'{},'.repeat(9_999)}{}]}`), context).ok).toBe(false),
    );
  });
});

describe('searches', () => {
  test.each([
    ['a huge count', '_count=99999999999999999999'],
    ['a million commas', `patient.identifier=x&status=${','.repeat(1_000_000)}`],
    ['a hundred thousand parameters', 'date=ge2026&'.repeat(100_000)],
    ['half an escape', 'patient=%E0%A4'],
    ['backslashes without end', `identifier=${'\\'.repeat(500_000)}`],
  ])('%s', (_name, query) => {
    expectQuick(() => expect(parseSearch(query).ok).toBe(false));
  });
});

/** Fifty megabytes of nothing in fifty kilobytes. */
const nothing = Buffer.alloc(50 * 1024 * 1024);
const pdf = (inside: string | Buffer): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(inside), Buffer.from('\nstartxref\n0\n%%EOF\n')]);
const ruleOfFile = (bytes: Buffer): string | undefined => {
  const read = inspectFile(bytes);
  return read.ok ? undefined : read.refusal.findings[0]?.rule;
};
const objectStream = (content: Buffer): Buffer => Buffer.concat([Buffer.from('<< /Type /ObjStm >>\nstream\n'), content, Buffer.from('\nendstream\n')]);

describe('bombs', () => {
  test('a compressed part of a CDA opens to its cap and no further', () => {
    const bomb = gzipSync(nothing).toString('base64');
    const document = compose({ body: level1(bomb).replace('representation="B64"', 'representation="B64" compression="GZ"') });
    expectQuick(() => {
      expect(parseCdaHeader(bytesOf(document)).ok).toBe(true);
      const asked: number[] = [];
      readCda(bytesOf(document), testWording, {
        inflate: (_bytes, _compression, cap) => {
          asked.push(cap);
          return undefined;
        },
      });
      for (const cap of asked) expect(cap).toBeLessThanOrEqual(100 * 1024 * 1024);
    });
  });
  test('a PDF whose streams open to more than it may is not read', () => {
    const bomb = deflateSync(nothing);
    expectQuick(() => expect(ruleOfFile(pdf(Buffer.concat([objectStream(bomb), objectStream(bomb)])))).toBe('PDF_ILLISIBLE'));
  });
  test.each([
    ['that names a million object streams and holds none', '/ObjStm '.repeat(1_000_000), 'PDF_ILLISIBLE'],
    ['whose streams never end', '/ObjStm\nstream\n'.repeat(200_000), undefined],
    ['whose streams all end at the same place', `${'/ObjStm\nstream\n'.repeat(200_000)}${'x'.repeat(5_000_000)}endstream`, 'PDF_ILLISIBLE'],
    ['of escapes', '/#4'.repeat(2_000_000), undefined],
  ])('a PDF %s', (_name, inside, rule) => {
    expectQuick(() => expect(ruleOfFile(pdf(inside))).toBe(rule));
  });
  test('a picture of more pixels than anybody has', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452ffffffffffffffff08060000001f15c4890000000049454e44ae426082', 'hex');
    expect(ruleOfFile(png)).toBe('IMAGE_TROP_GRANDE');
  });
  test('a picture of a million empty segments', () => {
    const jpeg = Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(4_000_000, Buffer.from('ffe00002', 'hex')), Buffer.from('ffd9', 'hex')]);
    expectQuick(() => expect(ruleOfFile(jpeg)).toBe('IMAGE_TRONQUEE'));
  });
});
