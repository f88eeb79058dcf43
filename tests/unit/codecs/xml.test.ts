// The door from bytes to a tree: what is hostile is refused by its own name, quickly, and nothing is ever fetched.

import { decodeXml, parseBase64, parseXml, scanXml, defaultXmlLimits } from '@carnet/codecs/xml';
import { describe, expect, test } from 'vitest';
import { bytesOf, compose } from '../../fixtures/cda/compose.ts';

/** The rule a document is refused by. What would hang runs into the test's own time limit; how fast is the bench's affair. */
function refusal(bytes: Uint8Array, limits = defaultXmlLimits): string {
  const read = parseXml(bytes, limits);
  if (read.ok) {
    read.value.dispose();
    return 'accepted';
  }
  return read.findings.map(({ rule }) => rule).join(' ');
}
const utf16 = (text: string, order: 'le' | 'be', mark = true): Uint8Array => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
};

describe('hostile documents', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, index) => `<!ENTITY a${index} "${'&a;'.repeat(10)}">`).join('')}]><l>&a19;</l>`;
  test.each([
    ['a document type', '<!DOCTYPE html><r/>', 'XML_DTD'],
    ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', 'XML_DTD'],
    ['entities that multiply', laughs, 'XML_DTD'],
    ['a parameter entity over the network', '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd"><r/>', 'XML_DTD'],
    ['an entity nobody declared', '<r>&x;</r>', 'XML_MAL_FORME'],
    ['200,000 levels', '<a>'.repeat(200_000), 'XML_TROP_PROFOND'],
    ['200,000 namespaced levels', Array.from({ length: 200_000 }, (_, index) => `<a xmlns:n${index}="u">`).join(''), 'XML_TROP_PROFOND'],
    ['a truncated document', compose().slice(0, 900), 'XML_MAL_FORME'],
    ['crossed tags', '<a><b></a></b>', 'XML_MAL_FORME'],
    ['two roots', '<a/><b/>', 'XML_MAL_FORME'],
    ['an attribute twice', '<a x="1" x="2"/>', 'XML_MAL_FORME'],
    ['nothing', '', 'XML_MAL_FORME'],
    ['a comment that does not end', '<a><!-- </a>', 'XML_MAL_FORME'],
    ['an attribute that does not end', `<a x="${'<b>'.repeat(1000)}`, 'XML_MAL_FORME'],
    ['a forbidden character', '<a>\u0001</a>', 'XML_MAL_FORME'],
  ])('%s', (_, text, rule) => expect(refusal(bytesOf(text))).toBe(rule));

  test('says the line and the column', () => {
    const read = parseXml(bytesOf('<a>\n  <b>\n</a>'));
    expect(read.ok ? [] : read.findings).toEqual([{ field: 'document', rule: 'XML_MAL_FORME', given: '3:5' }]);
    const declared = parseXml(bytesOf('<?xml version="1.0"?>\n <!DOCTYPE a><a/>'));
    expect(declared.ok ? [] : declared.findings[0]).toMatchObject({ rule: 'XML_DTD', given: '2:2' });
  });

  test('a document type smuggled in UTF-16, with or without its mark', () => {
    for (const order of ['le', 'be'] as const)
      for (const mark of [true, false]) expect(refusal(utf16('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', order, mark))).toBe('XML_DTD');
  });

  test('an encoding that contradicts the bytes, or that is not one of the five', () => {
    expect(refusal(utf16('<?xml version="1.0" encoding="UTF-8"?><r/>', 'le'))).toBe('XML_MAL_FORME');
    expect(refusal(bytesOf('<?xml version="1.0" encoding="UTF-16"?><r/>'))).toBe('XML_MAL_FORME');
    expect(refusal(bytesOf('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE r+AD4-<r/>'))).toBe('XML_MAL_FORME');
    expect(refusal(bytesOf('<?xml version="1.0" encoding="constructor"?><r/>'))).toBe('XML_MAL_FORME');
    expect(refusal(new Uint8Array(Buffer.from('<r>é</r>', 'latin1')))).toBe('XML_MAL_FORME');
  });

  test('more than the limits allow', () => {
    expect(refusal(bytesOf(`<r>${'<a/>'.repeat(60)}</r>`), { ...defaultXmlLimits, elements: 50 })).toBe('XML_TROP_GRAND');
    expect(refusal(bytesOf(`<r ${Array.from({ length: 60 }, (_, index) => `a${index}=""`).join(' ')}/>`), { ...defaultXmlLimits, attributes: 50 })).toBe(
      'XML_TROP_GRAND',
    );
    expect(refusal(bytesOf('<r>0123456789</r>'), { ...defaultXmlLimits, bytes: 10 })).toBe('XML_TROP_GRAND');
    expect(refusal(bytesOf('<a><a><a/></a></a>'), { ...defaultXmlLimits, depth: 2 })).toBe('accepted');
    expect(refusal(bytesOf('<a><a><a></a></a></a>'), { ...defaultXmlLimits, depth: 2 })).toBe('XML_TROP_PROFOND');
  });
});

describe('honest documents', () => {
  test.each([
    ['UTF-8 with its mark', new Uint8Array(Buffer.from('\uFEFF<r>é€</r>', 'utf8')), 'é€'],
    ['UTF-16, little end first', utf16('<?xml version="1.0" encoding="utf-16"?><r>é€</r>', 'le'), 'é€'],
    ['UTF-16, big end first', utf16('<r>é€</r>', 'be'), 'é€'],
    ['ISO-8859-1', new Uint8Array(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><r>é</r>', 'latin1')), 'é'],
    ['ISO-8859-15', new Uint8Array(Buffer.from("<?xml version='1.0' encoding='iso-8859-15'?><r>\u00A4</r>", 'latin1')), '€'],
    ['windows-1252', new Uint8Array(Buffer.from('<?xml version="1.0" encoding="Windows-1252"?><r>\u0080</r>', 'latin1')), '€'],
  ])('%s', (_, bytes, content) => {
    const read = parseXml(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    using document = read.value;
    expect(document.root.content).toBe(content);
  });

  test('instructions are kept and none is obeyed; markup quoted in texts is no markup', () => {
    const text = '<?xml-stylesheet href="file:///etc/passwd"?><r a="<!DOCTYPE"><![CDATA[<!DOCTYPE]]><!-- <!DOCTYPE --></r>'.replace(
      '"<!DOCTYPE"',
      '"&lt;!DOCTYPE"',
    );
    const read = parseXml(bytesOf(text));
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    using document = read.value;
    expect(document.toString()).toContain('<?xml-stylesheet href="file:///etc/passwd"?>');
  });

  test('a text of 12 MB, beyond the parser’s own cap', () => expect(refusal(bytesOf(`<r>${'A'.repeat(12_000_000)}</r>`))).toBe('accepted'));
  test('decoding is the only reading', () => expect(decodeXml(bytesOf('<r/>'))).toEqual({ ok: true, value: '<r/>' }));
  test('a scan finds nothing in a plain document', () => expect(scanXml(compose(), defaultXmlLimits)).toBeUndefined());
});

describe('base64', () => {
  test('is read strictly', () => {
    const read = (text: string, whiteSpace: 'folded' | 'refused' = 'refused'): unknown => {
      const bytes = parseBase64(text, 'f', whiteSpace);
      return bytes.ok ? Buffer.from(bytes.value).toString() : bytes.findings[0]?.rule;
    };
    expect(read('Ym9uam91cg==')).toBe('bonjour');
    expect(read('Ym9u\n  am91cg==', 'folded')).toBe('bonjour');
    for (const wrong of ['Ym9u\nam91cg==', 'Ym9uam91cg=', 'Ym9uam91cg', 'Ym9u-m91cg==', 'Ym9u=m91cg==', '====', 'Ym9uam91cg==AAAA'])
      expect(read(wrong)).toBe('BASE64_INVALIDE');
  });
});
