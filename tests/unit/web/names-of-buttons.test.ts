// A button whose name also says of whom it acts (`renew`, `renewOf`) keeps in that name the words read on it (WCAG 2.5.3): whoever speaks to the
// device says what they see.

import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { professional as professionalEnglish } from '@carnet/ui/wording/en/professional';
import { steering as steeringEnglish } from '@carnet/ui/wording/en/steering';
import { professional } from '@carnet/ui/wording/fr/professional';
import { steering } from '@carnet/ui/wording/fr/steering';
import { otherCatalogue, ownCatalogue } from '@carnet/ui/wording/patient';
import { describe, expect, test } from 'vitest';
import { wholeOf } from '../../support/whole-words.ts';

const root = resolve(import.meta.dirname, '../../..');
/** The words that name a control, as the pages write it: `aria-label={words.renewOf(name)}`. */
const named: ReadonlySet<string> = new Set(
  ['apps', 'packages/ui/src'].flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx') && !file.includes('node_modules'))
      .flatMap((file) => [...readFileSync(resolve(root, folder, file), 'utf8').matchAll(/aria-label=\{[^}]*?\b(\w+(?:Of|That))\(/g)].map(([, name]) => name!)),
  ),
);
const given = ['AAA', 'BBB', 'CCC'] as const;
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');

/** Each pair of a button's words and of its name, where the name says something else. */
function parted(words: unknown, place: string): readonly string[] {
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, value]) => {
    const shown = named.has(key) ? /^(.+)(?:Of|That)$/.exec(key)![1] : undefined;
    const read = shown === undefined ? undefined : (words as Readonly<Record<string, unknown>>)[shown];
    if (typeof read !== 'string' || typeof value !== 'function') return parted(value, `${place}.${key}`);
    const name = String((value as (...all: readonly string[]) => unknown)(...given));
    return plain(name).includes(plain(read)) ? [] : [`${place}.${key}: « ${read} », « ${name} »`];
  });
}

const spoken = ['fr', 'fr-simple', 'en'] as const;
describe('what is read on a button is in its name', () => {
  test.each(spoken)('in the patient’s app, %s', async (speech) => {
    const own = await wholeOf(ownCatalogue, speech);
    expect([...parted(own, 'own'), ...parted(await wholeOf(otherCatalogue, speech), 'other')]).toEqual([]);
  });
  test('in the professionals’ app and in steering', () => {
    expect(Object.entries({ professional, professionalEnglish, steering, steeringEnglish }).flatMap(([app, words]) => parted(words, app))).toEqual([]);
  });
  test('a name that says something else is found', () => {
    expect(named).toContain('endOf');
    const words = {
      part: { end: 'Arrêter', endOf: (name: string) => `Ne plus partager avec ${name}`, stop: 'Stop', stopOf: (name: string) => `Stop ${name}` },
    };
    expect(parted(words, '')).toEqual(['.part.endOf: « Arrêter », « Ne plus partager avec AAA »']);
  });
});
