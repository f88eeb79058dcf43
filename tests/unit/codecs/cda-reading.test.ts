// The reading view: the whole narrative, its pictures and PDFs, nothing that could run in a browser, always within bounds,
// and always of the shape the apps are promised.

import { type Block, type CdaReading, type Inline, type ReadingOptions, readCda } from '@carnet/codecs/cda';
import { readingViewSchema } from '@carnet/contract';
import { inflateRawSync, gunzipSync, gzipSync, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytesOf, camille, compose, level1, picture, pngBase64, practice, section, structured, tinyPdf } from '../../fixtures/cda/compose.ts';
import { testWording } from '../../fixtures/cda/wording.ts';

function read(text: string, options: ReadingOptions = {}): CdaReading {
  const reading = readCda(bytesOf(text), testWording, options);
  if (!reading.ok) throw new Error(JSON.stringify(reading.findings));
  expect(readingViewSchema.parse(reading.value.view)).toEqual(reading.value.view);
  return reading.value;
}
const rules = (text: string): string[] => {
  const reading = readCda(bytesOf(text), testWording);
  return reading.ok ? [] : reading.findings.map(({ rule }) => rule);
};
const blocks = (narrative: string, entries = '', options: ReadingOptions = {}): Block[] =>
  read(compose({ body: structured(section('S', narrative, entries)) }), options).view.sections[0]!.blocks;
const text = (value: string): Inline => ({ kind: 'text', text: value });
const para = (...children: Inline[]): Block => ({ kind: 'paragraph', children });

describe('narrative', () => {
  test('paragraphs, breaks, styles, white space folded', () => {
    expect(
      blocks('  Un\n   mot <content styleCode="Bold">gras</content>,<br/>un <content styleCode="BoldItalics">autre</content>, H<sub>2</sub>O, m<sup>3</sup>  '),
    ).toEqual([
      para(
        text('Un mot '),
        { kind: 'styled', style: 'strong', children: [text('gras')] },
        text(','),
        { kind: 'break' },
        text('un '),
        { kind: 'styled', style: 'emphasis', children: [{ kind: 'styled', style: 'strong', children: [text('autre')] }] },
        text(', H'),
        { kind: 'styled', style: 'sub', children: [text('2')] },
        text('O, m'),
        { kind: 'styled', style: 'sup', children: [text('3')] },
      ),
    ]);
    expect(blocks('<paragraph styleCode="Underline">A</paragraph><paragraph><caption>Titre</caption>B</paragraph><br/><paragraph> </paragraph>')).toEqual([
      para({ kind: 'styled', style: 'underline', children: [text('A')] }),
      { kind: 'paragraph', caption: [text('Titre')], children: [text('B')] },
    ]);
  });

  test('what was struck out is shown so', () =>
    expect(blocks('<content revised="delete">ancien</content><content revised="insert"> neuf</content>')).toEqual([
      para({ kind: 'styled', style: 'deleted', children: [text('ancien')] }, text(' neuf')),
    ]));

  test('lists in lists', () => {
    expect(
      blocks(
        '<list listType="ordered"><caption>Plan</caption><item>un</item><item><caption>b</caption>deux<list><item>deux bis</item></list></item><item/></list>',
      ),
    ).toEqual([
      {
        kind: 'list',
        ordered: true,
        caption: [text('Plan')],
        items: [
          { blocks: [para(text('un'))] },
          { caption: [text('b')], blocks: [para(text('deux')), { kind: 'list', ordered: false, items: [{ blocks: [para(text('deux bis'))] }] }] },
        ],
      },
    ]);
  });

  test('tables: headers, scopes, spans, alignment inherited, foot, blocks inside cells', () => {
    const [table] = blocks(`<table><caption>Résultats</caption><thead align="center"><tr><th>Analyse</th><th colspan="2" align="right">Valeur</th></tr></thead>
      <tfoot><tr><td>fin</td></tr></tfoot>
      <tbody><tr><th rowspan="3">Glycémie</th><td colspan="0">5,1<paragraph>à jeun</paragraph></td></tr><tr><td colspan="999999"/></tr><tr><th>seul</th></tr></tbody></table>`);
    expect(table).toEqual({
      kind: 'table',
      caption: [text('Résultats')],
      head: [
        [
          { header: true, scope: 'col', align: 'center', blocks: [para(text('Analyse'))] },
          { header: true, scope: 'col', colSpan: 2, align: 'right', blocks: [para(text('Valeur'))] },
        ],
      ],
      body: [
        [
          { header: true, scope: 'row', rowSpan: 3, blocks: [para(text('Glycémie'))] },
          { header: false, blocks: [para(text('5,1')), para(text('à jeun'))] },
        ],
        [{ header: false, blocks: [] }],
        [{ header: true, scope: 'col', blocks: [para(text('seul'))] }],
      ],
      foot: [[{ header: false, blocks: [para(text('fin'))] }]],
    });
  });

  test('an empty table is no table', () => expect(blocks('A<table><tbody><tr><td> </td></tr></tbody></table>')).toEqual([para(text('A'))]));

  test('links lead to safe places only', () => {
    const hrefs = (href: string): string[] => {
      const found: string[] = [];
      const visit = (inline: Inline): void => {
        if (inline.kind === 'link') found.push(inline.href);
        if ('children' in inline) for (const child of inline.children) visit(child);
      };
      for (const block of blocks(`<content ID="ici">x</content> <linkHtml href="${href}">lien</linkHtml>`))
        if (block.kind === 'paragraph') for (const child of block.children) visit(child);
      return found;
    };
    expect(hrefs('https://exemple.fr/a?b=c')).toEqual(['https://exemple.fr/a?b=c']);
    expect(hrefs('mailto:a@b.fr')).toEqual(['mailto:a@b.fr']);
    expect(hrefs('tel:+33 1 23')).toEqual(['tel:+33 1 23']);
    expect(hrefs('#ici')).toEqual(['#section-1']);
    for (const unsafe of [
      'javascript:alert(1)',
      ' JavaScript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'http://exemple.fr',
      '//exemple.fr',
      'file:///etc/passwd',
      'annexe.pdf',
      '#ailleurs',
      '',
    ])
      expect(hrefs(unsafe.replaceAll('\n', '&#10;'))).toEqual([]);
  });

  test('a link without text shows where it led', () => expect(blocks('<linkHtml href="annexe.pdf"/>')).toEqual([para(text('annexe.pdf'))]));

  test('footnotes and their calls bear the same id', () => {
    expect(blocks('A<footnote ID="f9">note</footnote>B<footnoteRef IDREF="f9"/>')).toEqual([
      para(text('A'), { kind: 'footnote', id: 'note-1', children: [text('note')] }, text('B'), { kind: 'footnote', id: 'note-1', children: [] }),
    ]);
  });

  test('an element nobody knows shows its content; nothing of another namespace or script runs', () => {
    expect(blocks('<script>alert(1)</script><x:y xmlns:x="urn:x">z</x:y>&lt;b&gt;')).toEqual([para(text('alert(1)'), text('z'), text('<b>'))]);
  });

  test('comments and instructions do not stop the text', () => expect(blocks('A<?stop?>B<!-- C -->D')).toEqual([para(text('A'), text('B'), text('D'))]));
});

describe('sections', () => {
  test('nested, titled, anchored', () => {
    const { sections } = read(compose({ body: structured(section('Un', 'a', '', [section('Un bis', 'b')]), section('', 'c')) })).view;
    expect(sections.map(({ id, title, level }) => [id, title, level])).toEqual([
      ['section-1', 'Un', 2],
      ['section-2', '[untitledSection]', 2],
    ]);
    expect(sections[0]!.sections.map(({ id, title, level }) => [id, title, level])).toEqual([['section-1-1', 'Un bis', 3]]);
  });
  test('without text say so', () => {
    expect(blocks('', '<entry><act classCode="ACT" moodCode="EVN"/></entry>')).toEqual([para(text('[sectionWithoutText]'))]);
    expect(blocks('')).toEqual([para(text('[sectionEmpty]'))]);
  });
});

describe('media', () => {
  test('a picture inside a table cell', () => {
    const reading = read(
      compose({
        body: structured(
          section(
            'S',
            '<table><tbody><tr><td><renderMultiMedia referencedObject="p1"><caption>Genou droit</caption></renderMultiMedia></td></tr></tbody></table>',
            picture('p1', pngBase64),
          ),
        ),
      }),
    );
    expect(reading.view.sections[0]!.blocks[0]).toMatchObject({
      kind: 'table',
      body: [[{ blocks: [{ kind: 'image', media: 0, mimeType: 'image/png', alt: 'Genou droit' }] }]],
    });
    expect(reading.media.map(({ mimeType, bytes }) => [mimeType, bytes.length])).toEqual([['image/png', Buffer.from(pngBase64, 'base64').length]]);
  });
  test('called twice, kept once; not called, shown after the text', () => {
    expect(
      blocks('<renderMultiMedia referencedObject="p1"/>x<renderMultiMedia referencedObject="p1"/>', picture('p1', pngBase64) + picture('p2', pngBase64)),
    ).toMatchObject([{ kind: 'image', media: 0 }, { kind: 'paragraph' }, { kind: 'image', media: 0 }, { kind: 'image', media: 1, alt: '[image]' }]);
  });
  test('a region stands for the picture it outlines', () => {
    const region = `<entry><regionOfInterest classCode="ROIOVL" moodCode="EVN" ID="zone"><id root="1.2"/><code code="CIRCLE"/><value value="1"/><entryRelationship typeCode="SUBJ">${picture('p1', pngBase64).replace('<entry>', '').replace('</entry>', '')}</entryRelationship></regionOfInterest></entry>`;
    expect(blocks('<renderMultiMedia referencedObject="zone"/>', region)).toMatchObject([{ kind: 'image', media: 0 }]);
  });
  test('is what its bytes are, whatever it claims', () => {
    const pdf = tinyPdf('Bonjour').toString('base64');
    expect(blocks('', picture('p1', pdf, 'image/png'))).toMatchObject([{ kind: 'pdf', media: 0, title: '[attachedDocument]' }]);
    expect(blocks('', picture('p1', Buffer.from('<svg onload="alert(1)"/>').toString('base64'), 'image/png'))).toEqual([
      para(text('[mediaUnreadable image/png]')),
    ]);
    expect(blocks('', picture('p1', Buffer.from('II*\0').toString('base64'), 'image/tiff'))).toEqual([para(text('[mediaUnreadable image/tiff]'))]);
  });
  test('broken or missing is said, and noted', () => {
    const broken = read(
      compose({
        body: structured(section('S', '<renderMultiMedia referencedObject="p1"/><renderMultiMedia referencedObject="absent"/>', picture('p1', '!!!'))),
      }),
    );
    expect(broken.view.sections[0]!.blocks).toEqual([para(text('[mediaUnreadable image/png]')), para(text('[mediaElsewhere]'))]);
    expect(broken.findings.map(({ rule }) => rule)).toEqual(['BASE64_INVALIDE']);
  });
  test('elsewhere is not fetched', () =>
    expect(
      blocks(
        '',
        '<entry><observationMedia classCode="OBS" moodCode="EVN"><value mediaType="image/png"><reference value="http://127.0.0.1:1/x.png"/></value></observationMedia></entry>',
      ),
    ).toEqual([para(text('[mediaElsewhere]'))]));
  test('compressed, when there is something to unpack it', () => {
    const png = Buffer.from(pngBase64, 'base64');
    const inflate = (bytes: Uint8Array, compression: string, maxOutputLength: number): Uint8Array =>
      compression === 'gzip' ? gunzipSync(bytes, { maxOutputLength }) : inflateRawSync(bytes, { maxOutputLength });
    const packed =
      picture('a', gzipSync(png).toString('base64'), 'image/png', ' compression="GZ"') +
      picture('b', deflateRawSync(png).toString('base64'), 'image/png', ' compression="DF"');
    expect(blocks('', packed, { inflate })).toMatchObject([{ kind: 'image' }, { kind: 'image' }]);
    expect(blocks('', packed)).toEqual([para(text('[mediaUnreadable image/png]')), para(text('[mediaUnreadable image/png]'))]);
  });
  test('no more than the limits', () => {
    const three = ['a', 'b', 'c'].map((id) => picture(id, pngBase64)).join('');
    expect(blocks('', three, { media: { count: 2, bytes: 1_000_000 } }).map(({ kind }) => kind)).toEqual(['image', 'image', 'paragraph']);
    expect(blocks('', three, { media: { count: 9, bytes: 100 } }).map(({ kind }) => kind)).toEqual(['image', 'paragraph', 'paragraph']);
  });
});

describe('level 1 bodies', () => {
  test('a PDF', () => {
    const pdf = tinyPdf('Compte rendu');
    const reading = read(compose({ title: 'Lettre', body: level1(pdf.toString('base64').replaceAll(/(.{76})/g, '$1\r\n')) }));
    expect(reading.view).toMatchObject({ blocks: [{ kind: 'pdf', media: 0, title: 'Lettre' }], sections: [] });
    expect(Buffer.from(reading.media[0]!.bytes).equals(pdf)).toBe(true);
  });
  test('a picture', () =>
    expect(read(compose({ body: level1(pngBase64, 'image/png') })).view.blocks).toMatchObject([{ kind: 'image', alt: 'Synthèse de printemps' }]));
  test('text, encoded or not', () => {
    const expected = [para(text('Bonjour,')), para(text('une ligne'), { kind: 'break' }, text('puis deux'))];
    expect(read(compose({ body: '<nonXMLBody><text mediaType="text/plain">Bonjour,\n\nune ligne\npuis deux</text></nonXMLBody>' })).view.blocks).toEqual(
      expected,
    );
    expect(read(compose({ body: level1(Buffer.from('Bonjour,\r\n\r\nune ligne\r\npuis deux').toString('base64'), 'text/plain') })).view.blocks).toEqual(
      expected,
    );
  });
  test('what cannot be shown is named', () => {
    for (const mediaType of ['text/rtf', 'image/tiff', 'application/x-whatever'])
      expect(read(compose({ body: level1(Buffer.from('{\\rtf1}').toString('base64'), mediaType) })).view).toMatchObject({
        blocks: [],
        unreadable: { mimeType: mediaType },
      });
  });
  test('broken base64 is refused', () => {
    expect(rules(compose({ body: level1('JVBERi0*') }))).toEqual(['BASE64_INVALIDE']);
    expect(rules(compose({ body: level1('Ym9', 'text/plain') }))).toEqual(['BASE64_INVALIDE']);
  });
});

describe('what is no document', () => {
  test('is refused by name', () => {
    expect(rules('<Bundle/>')).toEqual(['CDA_RACINE']);
    expect(rules(compose({ body: '<other/>' }))).toEqual(['CDA_CORPS']);
    expect(rules('<ClinicalDocument')).toEqual(['XML_MAL_FORME']);
  });
});

describe('header facts', () => {
  const facts = new Map(
    read(
      compose({
        extra:
          '<informant><relatedEntity classCode="ECON"><code code="SIS" codeSystem="2.16.840.1.113883.5.111" displayName="Sœur"/><relatedPerson><name><family>FONTANEL</family><given>Lise</given></name></relatedPerson></relatedEntity></informant>',
      }),
    ).view.header.map(({ term, details }) => [term, details] as const),
  );
  test.each([
    ['[patient]', ['CAMILLE FONTANEL']],
    ['[ins]', [camille.matricule]],
    ['[birth]', ['17 mai 1984, CLERMONT-FERRAND']],
    ['[authors]', [`Odile VERNEUIL, Médecin généraliste, ${practice.name}, 2 avril 2026 à 10:15`]],
    ['[custodian]', [practice.name]],
    ['[mainAct]', ['Consultation, 2 avril 2026 à 09:00 – 2 avril 2026 à 09:30']],
    ['[otherActs]', ['Antécédents seulement']],
    ['[encounter]', ['Cabinet individuel']],
    ['[informants]', ['[emergencyContact], Lise FONTANEL, Sœur']],
  ])('%s', (term, details) => expect(facts.get(term)).toEqual(details));
});

describe('bounds', () => {
  test('a narrative beyond them is cut, and says so first', () => {
    const view = read(compose({ body: structured(section('S', '<paragraph>mot</paragraph>'.repeat(5000)), section('T', 'suite')) }), {
      narrativeUnits: 1000,
    }).view;
    expect(view.blocks).toEqual([para(text('[truncated]'))]);
    expect(view.sections[0]!.blocks.length).toBeLessThan(1000);
    expect(view.sections[1]!.blocks).toEqual([para(text('[truncated]'))]);
  });
  test('50,000 cells', () => {
    const row = `<tr>${'<td>1</td>'.repeat(50)}</tr>`;
    const document = bytesOf(compose({ body: structured(section('S', `<table><tbody>${row.repeat(1000)}</tbody></table>`)) }));
    expect(readCda(document, testWording).ok).toBe(true);
  });
  test('lists as deep as XML may be', () => {
    const depth = 90;
    expect(read(compose({ body: structured(section('S', `${'<list><item>a'.repeat(depth)}${'</item></list>'.repeat(depth)}`)) })).view.sections).toHaveLength(
      1,
    );
  });
});
