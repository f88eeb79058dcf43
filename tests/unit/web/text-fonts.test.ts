// The font of the text comes in parts: the first holds all that the apps say, so that a page costs one file; the others hold the letters of names.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { firstLetters } from '@carnet/ui/vite';
import { describe, expect, test } from 'vitest';

const ui = resolve(import.meta.dirname, '../../../packages/ui/src');
const faces = [
  ...readFileSync(join(ui, 'styles/fonts.css'), 'utf8').matchAll(
    /@font-face \{[^}]*?font-style: (\w+);[^}]*?fonts\/([\w-]+)-\w+\.woff2[^}]*?unicode-range:([^;]*);/g,
  ),
].map(({ 1: style, 2: part, 3: ranges }) => ({
  name: `${part} ${style}`,
  holds: (letter: string): boolean =>
    ranges!.split(',').some((range) => {
      const [from, to] = range.trim().slice(2).split('-');
      const code = letter.codePointAt(0)!;
      return code >= Number.parseInt(from!, 16) && code <= Number.parseInt(to ?? from!, 16);
    }),
}));
const faceOf = (name: string): (typeof faces)[number] => faces.find((face) => face.name === name)!;

/** Drawn by the device, as ever: the font has no such sign. */
const drawnElsewhere = new Set('←→\n');
/** The words of a card are said in languages whose letters this font lacks. */
const said = readdirSync(join(ui, 'wording'), { withFileTypes: true, recursive: true })
  .filter((file) => file.isFile() && !file.parentPath.endsWith('card'))
  .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
  .join('');

describe('the parts of the font', () => {
  test.each(['normal', 'italic'])('each letter of the %s style has one file', (style) => {
    const parts = ['text', 'latin', 'latin-ext'].map((part) => faceOf(`${part} ${style}`));
    const shared = Array.from({ length: 0x2_2ff }, (_, code) => String.fromCodePoint(code)).filter(
      (letter) => parts.filter(({ holds }) => holds(letter)).length > 1,
    );
    expect(shared).toEqual([]);
    expect([...firstLetters].filter((letter) => !parts[0]!.holds(letter))).toEqual([]);
    expect([...'ÑñßøÅŁłŞşğİıČčžŠšỹŸĳǎ'].filter((letter) => !parts.some(({ holds }) => holds(letter)))).toEqual([]);
  });

  test('the first holds all that the apps say', () => {
    expect([...new Set(said)].filter((letter) => !firstLetters.includes(letter) && !drawnElsewhere.has(letter))).toEqual([]);
  });
});
