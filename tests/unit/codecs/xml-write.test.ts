// What is written can be read back as it was given, and nothing a caller says becomes markup.

import { element, escaped, markup, parseXml, text } from '@carnet/codecs/xml';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('a text and an attribute are read back as they were given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (inside, value) => {
      const read = parseXml(Buffer.from(element('a', { b: value }, text(inside))));
      expect(read.ok).toBe(true);
      if (!read.ok) return;
      using document = read.value;
      const writable = (given: string): string => given.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
      expect(document.root.content).toBe(writable(inside));
      expect(document.root.attr('b')?.value).toBe(writable(value));
    }),
  );
});

test('nothing given as text is markup', () => {
  expect(element('a', { b: '"/><c>' }, text('<d/>'), undefined, [text(1)])).toBe('<a b="&quot;/&gt;&lt;c&gt;">&lt;d/&gt;1</a>');
});

test('what is written out is read back as it was given, and nothing put in it is markup either', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const [out, made] = [markup`<a b="${escaped(value)}"><c>${escaped(value)}</c></a>`, element('a', { b: value }, element('c', {}, text(value)))];
      const [first, second] = [out, made].map((one) => {
        const read = parseXml(Buffer.from(one));
        if (!read.ok) throw new Error(read.findings[0]!.rule);
        using document = read.value;
        return [document.root.attr('b')?.value, document.root.content];
      });
      expect(first).toEqual(second);
    }),
  );
  expect(markup`<a b="${escaped('"/><c>')}">${undefined}${escaped('<d/>"')}</a>`).toBe('<a b="&quot;/&gt;&lt;c&gt;">&lt;d/&gt;&quot;</a>');
});
