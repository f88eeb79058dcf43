// Vite plugin: serves and ships, under `pdf/`, what pdf.js fetches beside its worker (character maps, the fourteen standard fonts,
// decoders without WebAssembly), so that nothing comes from elsewhere at run time.

import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { Plugin } from 'vite';

const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const wanted: readonly { readonly folder: string; readonly keeps: (name: string) => boolean }[] = [
  { folder: 'cmaps', keeps: (name) => extname(name) === '.bcmap' },
  { folder: 'standard_fonts', keeps: (name) => ['.pfb', '.ttf'].includes(extname(name)) },
  { folder: 'wasm', keeps: (name) => name.endsWith('_nowasm_fallback.js') },
];
const files = (): string[] =>
  wanted.flatMap(({ folder, keeps }) =>
    readdirSync(join(root, folder))
      .filter(keeps)
      .map((name) => `${folder}/${name}`),
  );

export function pdfAssets(): Plugin {
  return {
    name: 'carnet:pdf-assets',
    configureServer(server) {
      const known = new Set(files());
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?')[0]!.split('/pdf/')[1];
        if (path === undefined || !known.has(path)) return next();
        if (path.endsWith('.js')) response.setHeader('content-type', 'text/javascript');
        response.end(readFileSync(join(root, path)));
      });
    },
    generateBundle() {
      for (const path of files()) this.emitFile({ type: 'asset', fileName: `pdf/${path}`, source: readFileSync(join(root, path)) });
    },
  };
}
