// A FHIR document as content: what it says of itself, the narrative that cannot run, what it says in codes, and what is refused of hostile JSON.

import { type Inline, type Block } from '@carnet/codecs/cda';
import { parseFhirDocument, readFhirDocument, readFhirFacts } from '@carnet/codecs/fhir-document';
import { readingViewSchema } from '@carnet/contract';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testWording } from '../../fixtures/cda/wording.ts';
import { type FhirDocumentOptions, fhirDocument, pictureOf } from '../../fixtures/fhir-document.ts';

const told = { ins: '279035121518989', author: { id: '899900000016', familyName: 'MOREAU', givenName: 'Claire' }, uniqueId: 'urn:oid:2.25.77' };
const made = (options: Partial<FhirDocumentOptions> = {}): Buffer => fhirDocument({ ...told, ...options });
const rules = (bytes: Uint8Array): readonly string[] => {
  const read = parseFhirDocument(bytes);
  return read.ok ? [] : read.findings.map(({ field, rule }) => `${field} ${rule}`);
};
function view(bytes: Uint8Array) {
  const read = readFhirDocument(bytes, testWording);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  expect(readingViewSchema.parse(read.value.view)).toEqual(read.value.view);
  return read.value;
}
const blocks = (narrative: string): readonly Block[] => view(made({ narrative })).view.sections[0]!.blocks.filter(({ kind }) => kind !== 'pdf');
const text = (value: string): Inline => ({ kind: 'text', text: value });
const para = (...children: Inline[]): Block => ({ kind: 'paragraph', children });

describe('what it says of itself', () => {
  test('is read as the header of a CDA is', () => {
    const read = parseFhirDocument(made());
    expect(read).toMatchObject({
      ok: true,
      value: {
        uniqueId: '2.25.77',
        type: { code: '11488-4', system: '2.16.840.1.113883.6.1' },
        title: 'Synthèse',
        creationTime: Date.parse('2026-01-12T08:30:00Z'),
        patient: { matricule: told.ins },
        authors: [{ kind: 'professionnel', id: told.author.id, familyName: 'MOREAU', givenName: 'Claire' }],
        languageCode: 'fr-FR',
      },
    });
  });
  test.each<readonly [string, (bundle: Record<string, any>) => void, string]>([
    ['no identifier', (bundle) => delete bundle['identifier'], 'Bundle.identifier CHAMP_ABSENT'],
    ['no author', (bundle) => delete bundle['entry'][0].resource.author, 'Bundle.entry[0].resource.author CHAMP_ABSENT'],
    ['an author nobody knows', (bundle) => (bundle['entry'][0].resource.author = [{ reference: 'Practitioner/none' }]), 'REFERENCE_INTROUVABLE'],
    ['a patient without an INS', (bundle) => (bundle['entry'][1].resource.identifier = []), 'Bundle.entry[0].resource.subject INS_ABSENT'],
    ['a wrong key of INS', (bundle) => (bundle['entry'][1].resource.identifier[0].value = '279035121518900'), 'INS_CLE'],
    ['a status that is none', (bundle) => (bundle['entry'][0].resource.status = 'entered-in-error'), 'Bundle.entry[0].resource.status STATUT'],
    ['another type of Bundle', (bundle) => (bundle['type'] = 'collection'), 'document CONTENU_NON_FHIR'],
    ['no Composition first', (bundle) => bundle['entry'].reverse(), 'document CONTENU_NON_FHIR'],
    ['one fullUrl twice', (bundle) => (bundle['entry'][2].fullUrl = bundle['entry'][1].fullUrl), 'FULLURL_DOUBLE'],
  ])('refuses %s', (_what, change, expected) => expect(rules(made({ change })).join('\n')).toContain(expected));

  test.each([
    ['no JSON', '{"resourceType":"Bundle"', 'JSON_MAL_FORME'],
    ['a key twice', '{"resourceType":"Bundle","type":"document","type":"document"}', 'JSON_CLE_DOUBLE'],
    ['a key of the language', '{"resourceType":"Bundle","__proto__":{"type":"document"}}', 'JSON_CLE_RESERVEE'],
    ['the same in disguise', '{"resourceType":"Bundle","__pro\\u0074o__":{}}', 'JSON_CLE_RESERVEE'],
    ['a depth nobody needs', `{"resourceType":"Bundle","entry":${'['.repeat(2000)}${']'.repeat(2000)}}`, 'JSON_TROP_PROFOND'],
    ['another resource', '{"resourceType":"Patient"}', 'CONTENU_NON_FHIR'],
    ['a lone value', '[]', 'CONTENU_NON_FHIR'],
    ['what is too large', `{"resourceType":"Bundle","x":"${'a'.repeat(21 * 1024 * 1024)}"}`, 'CONTENU_TROP_GRAND'],
  ])('refuses %s', (_what, json, rule) => expect(rules(Buffer.from(json)).join('\n')).toContain(rule));
});

describe('the narrative', () => {
  test('keeps paragraphs, styles, lists, tables and names of characters', () => {
    expect(blocks('<h2>Bilan</h2><p>Un <b>gras</b>,<br/>caf&eacute;&nbsp;; <i>ici</i></p>')).toEqual([
      para({ kind: 'styled', style: 'strong', children: [text('Bilan')] }),
      para(text('Un '), { kind: 'styled', style: 'strong', children: [text('gras')] }, text(','), { kind: 'break' }, text('café ; '), {
        kind: 'styled',
        style: 'emphasis',
        children: [text('ici')],
      }),
    ]);
    expect(blocks('<ol><li>un</li><li>deux<ul><li>bis</li></ul></li></ol>')).toEqual([
      {
        kind: 'list',
        ordered: true,
        items: [{ blocks: [para(text('un'))] }, { blocks: [para(text('deux')), { kind: 'list', ordered: false, items: [{ blocks: [para(text('bis'))] }] }] }],
      },
    ]);
    expect(blocks('<table><caption>T</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td colspan="2" align="right">1</td></tr></tbody></table>')).toEqual(
      [
        {
          kind: 'table',
          caption: [text('T')],
          head: [[{ header: true, scope: 'col', blocks: [para(text('A'))] }]],
          body: [[{ header: false, colSpan: 2, align: 'right', blocks: [para(text('1'))] }]],
          foot: [],
        },
      ],
    );
  });
  test.each([
    ['a script', '<p>a<script>alert(1)</script></p>', [para(text('a'))]],
    ['a frame', '<p>a</p><iframe src="https://mal.example">b</iframe>', [para(text('a'))]],
    ['a style', '<style>p{background:url(https://mal.example)}</style><p style="position:fixed">a</p>', [para(text('a'))]],
    ['a handler', '<p onclick="alert(1)" onmouseover="x()">a</p>', [para(text('a'))]],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>b</text></svg><p>a</p>', [para(text('a'))]],
    ['an address that runs', '<p><a href="javascript:alert(1)">a</a></p>', [para(text('a'))]],
    ['an address in disguise', '<p><a href=" &#106;avascript:alert(1)">a</a></p>', [para(text('a'))]],
    ['a page as data', '<p><a href="data:text/html,x">a</a></p>', [para(text('a'))]],
    ['a picture elsewhere', '<p><img src="https://mal.example/pixel.png" alt="a"/></p>', [para(text('a'))]],
    ['a picture that is a page', `<p><img src="data:image/png;base64,${Buffer.from('<svg/>').toString('base64')}" alt="a"/></p>`, [para(text('a'))]],
    ['a form', '<form action="https://mal.example"><input name="x"/></form><p>a</p>', [para(text('a'))]],
  ])('lets nothing through of %s', (_what, narrative, expected) => expect(blocks(narrative)).toEqual(expected));

  test('that is no XML, declares a type or calls an entity is left out, and said so', () => {
    for (const narrative of ['<p>a', '<!DOCTYPE x [<!ENTITY e "b">]><p>&e;</p>', '<p>&inconnue;</p>']) {
      const { view: shown, findings } = view(made({ narrative }));
      expect(shown.sections[0]!.blocks[0]).toEqual(para(text(testWording.labels.sectionWithoutText)));
      expect(findings.map(({ field }) => field)).toContain('Bundle.entry[0].resource.section[0].text.div');
    }
  });
  test('shows the pictures and the files it carries, the sections inside sections, and who and when', () => {
    const { view: shown, media } = view(made({ narrative: `<p>Radio <img src="${pictureOf}" alt="genou"/></p>` }));
    expect(media.map(({ mimeType }) => mimeType)).toEqual(['image/png', 'application/pdf']);
    expect(shown.sections[0]!.blocks).toEqual([
      para(text('Radio')),
      { kind: 'image', media: 0, mimeType: 'image/png', alt: 'genou' },
      { kind: 'pdf', media: 1, title: testWording.labels.attachedDocument },
    ]);
    expect(shown.sections[1]!.sections.map(({ id, title, level }) => [id, title, level])).toEqual([['section-2-1', 'Allergies', 3]]);
    expect(Object.fromEntries(shown.header.map(({ term, details }) => [term, details]))).toMatchObject({
      [testWording.labels.patient]: ['Dominique MARTIN'],
      [testWording.labels.authors]: ['Claire MOREAU'],
      [testWording.labels.ins]: [told.ins],
    });
  });
  test('is cut where it has no end', () => {
    const { view: shown } = view(made({ narrative: `<p>${'<b>x</b>'.repeat(99_000)}</p>`.repeat(1) }));
    expect(JSON.stringify(shown).length).toBeLessThan(20_000_000);
    expect(() => view(made({ narrative: '<div>'.repeat(500) + '</div>'.repeat(500) }))).not.toThrow();
  });
});

test('what it says in codes makes facts; what is refuted or of somebody else makes none', () => {
  const content = readFhirFacts(made());
  expect(content?.facts).toEqual([
    {
      kind: 'immunization',
      place: 1,
      vaccine: {
        codings: [{ code: 'J07CA02', system: 'http://hl7.org/fhir/sid/atc', display: 'Vaccin diphtérie, tétanos' }],
        text: 'Vaccin diphtérie, tétanos',
      },
      lot: 'L42',
      time: { kind: 'moment', at: { at: Date.parse('2026-01-11T23:00:00Z'), until: Date.parse('2026-01-12T23:00:00Z'), precision: 'day' } },
    },
  ]);
  expect(content?.left).toMatchObject({ refuted: 1, ofOthers: 1 });
  expect(readFhirFacts(Buffer.from('{}'))).toBeUndefined();
});

const samples = resolve(import.meta.dirname, '../../../../shared/samples/fhir');
const published = ['ihe-mhd/Bundle-ex-fhir-document-bundle.json', 'pdsm4dmp-eeds/Bundle-example-annexe-fhir-document__2.json'];
test.skipIf(!existsSync(samples)).each(published)('the published %s reads whole (kept beside the project)', (name) => {
  const { view: shown } = view(readFileSync(join(samples, name)));
  expect(shown.title).not.toBe('');
  expect(shown.sections.every(({ blocks: told }) => told.length > 0)).toBe(true);
});
