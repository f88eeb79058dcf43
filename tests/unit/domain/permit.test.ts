// A permission is a type: forging a Permit, forgetting it, or using one for another action must not compile.
// Runs the compiler on snippets and demands the error it gives for each; one honest snippet shows that the others fail for that reason.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
await mkdir(join(root, '.cache'), { recursive: true });
const folder = await mkdtemp(join(root, '.cache/permit-'));

const header = `
import { type AccessRequest, type Permit, decide } from '@carnet/domain/access';
import type { BlobRef, BlobStore } from '../../packages/server/src/ports/index.ts';
declare const blobs: BlobStore; declare const blob: BlobRef;
declare const request: AccessRequest<'read-document'>; declare const masking: AccessRequest<'mask'>;
`;
const snippets = {
  'honest': { source: 'const d = decide(request); export const read = d.granted ? blobs.read(d.permit, blob) : undefined;', errors: [] },
  'forgotten': { source: 'export const read = (blobs.read as (blob: BlobRef) => unknown)(blob);', errors: ['TS2352'] },
  'forged': {
    source:
      "const { at, actor, mode } = request; export const read = blobs.read({ action: 'read-document', actor, mode, at, dossier: request.dossier!, secret: false, matrix: request.matrix }, blob);",
    errors: ['TS2741'],
  },
  'of-another-action': { source: 'const d = decide(masking); export const read = d.granted ? blobs.read(d.permit, blob) : undefined;', errors: ['TS2379'] },
  'not-asked-whether-granted': { source: 'export const read = blobs.read(decide(request).permit, blob);', errors: ['TS2339'] },
  'declared-by-hand': {
    source:
      "export const permit: Permit<'read-document'> = { action: 'read-document', actor: request.actor, mode: request.mode, at: request.at, dossier: request.dossier!, secret: false, matrix: request.matrix };",
    errors: ['TS2741'],
  },
} as const;

let said = '';
beforeAll(async () => {
  await Promise.all(Object.entries(snippets).map(([name, { source }]) => writeFile(join(folder, `${name}.ts`), `${header}${source}\n`)));
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [], compilerOptions: { noUnusedLocals: false } }),
  );
  const compiler = promisify(execFile)(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'], { cwd: folder });
  said = await compiler.then(
    ({ stdout }) => stdout,
    (failed: { stdout: string }) => failed.stdout,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(Object.entries(snippets))('%s', (name, { errors }) => {
  const own = said.split('\n').filter((line) => line.startsWith(`${name}.ts(`));
  expect(own.map((line) => /error (TS\d+)/.exec(line)?.[1])).toEqual(errors);
});
