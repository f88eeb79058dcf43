// Vite plugin: React Aria carries its own sentences in thirty-five languages; we speak two, so the others stay out of the bundle.

import type { Plugin } from 'vite';

const localeFile = /(?:^|\/)([a-z]{2}-[A-Z]{2})\.m?js$/;
const kept = new Set(['fr-FR', 'en-US']);

export function twoLanguages(): Plugin {
  return {
    name: 'carnet:two-languages',
    enforce: 'pre',
    resolveId(source, importer) {
      const locale = localeFile.exec(source)?.[1];
      return locale !== undefined && !kept.has(locale) && /react-aria|react-stately|@internationalized/.test(importer ?? '')
        ? '\0carnet:no-sentences'
        : undefined;
    },
    load(id) {
      return id === '\0carnet:no-sentences' ? 'export default {};' : undefined;
    },
  };
}
