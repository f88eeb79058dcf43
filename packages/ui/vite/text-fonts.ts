// Vite plugin: the font of the text in two files a style. Nearly every page needs the first alone; the second, fetched by the browser where
// a letter of it is on the page, is for names from elsewhere. Weights are those that styles name (300 to 700).

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

const weights = { wght: { min: 300, max: 700 } };
const ascii = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index)).join('');
/** French and English to the letter, and the signs that the apps say. `fonts.css` names the same. */
export const firstLetters = `${ascii}\u00A0\u202F\u2011«»°·²³×’‘“”–—…•€‹›↑↓−àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ`;

const require = createRequire(import.meta.url);
const files = join(dirname(require.resolve('@fontsource-variable/atkinson-hyperlegible-next/package.json')), 'files');
const sourceOf = (style: string, script: string): string => join(files, `atkinson-hyperlegible-next-${script}-wght-${style}.woff2`);

/** Made once for the same letters of the same font, under `node_modules`, which no build shares with another copy of the sources. */
async function made(directory: string, name: string, source: string, letters: string): Promise<void> {
  const file = join(directory, `${name}.woff2`);
  if (existsSync(file)) return;
  const bytes = await subsetFont(readFileSync(source), letters, { targetFormat: 'woff2', variationAxes: weights });
  // Two apps may be built at once: what stands there is whole.
  const written = `${file}.${process.pid}`;
  writeFileSync(written, bytes);
  renameSync(written, file);
}

const range = (from: number, to: number): string => Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');
/** Latin-1 and what is left of the font's Latin file; letters of the names of Europe. */
const otherLetters = {
  'latin': `${range(0xa1, 0xff)}\u0131\u02C6\u02DA\u02DC\u0304\u0308${range(0x2010, 0x2044)}\u2122\u2212\u2215`,
  'latin-ext': `${range(0x100, 0x24f)}${range(0x1e00, 0x1eff)}`,
};

export function textFonts(): Plugin {
  return {
    name: 'carnet:text-fonts',
    async config() {
      const mark = createHash('sha256')
        .update(JSON.stringify([weights, firstLetters, otherLetters, require('subset-font/package.json').version]))
        .update(readFileSync(sourceOf('normal', 'latin')))
        .digest('hex')
        .slice(0, 16);
      const directory = resolve(files, '../../../.cache/carnet-fonts', mark);
      mkdirSync(directory, { recursive: true });
      for (const style of ['normal', 'italic']) {
        await made(directory, `text-${style}`, sourceOf(style, 'latin'), firstLetters);
        for (const [script, letters] of Object.entries(otherLetters)) await made(directory, `${script}-${style}`, sourceOf(style, script), letters);
      }
      return { resolve: { alias: { '@carnet/fonts': directory } } };
    },
  };
}
