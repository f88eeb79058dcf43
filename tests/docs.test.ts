// The documentation and the code say the same: generated pages are compared with what the code gives today, examples are replayed,
// and links inside docs/ lead somewhere. CARNET_UPDATE_DOCS=1 writes the generated pages.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocumentReference } from '@carnet/codecs/fhir';
import { decide } from '@carnet/domain/access';
import { readCase } from '../tools/explain/case.ts';
import { matchesExpected } from '../tools/explain/render.ts';
import { generatedDocs } from './support/generated-docs.ts';

const root = resolve(import.meta.dirname, '..');
const docs = join(root, 'docs');

describe('generated pages', () => {
  test.each(Object.entries(generatedDocs()))('docs/%s is what the code says today', async (name, text) => {
    const file = join(docs, name);
    if (process.env['CARNET_UPDATE_DOCS'] !== undefined) await writeFile(file, text);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

describe('examples', async () => {
  const names = (await readdir(join(docs, 'examples'))).filter((name) => name.endsWith('.json'));
  test.each(names)('docs/examples/%s comes out as it says', async (name) => {
    const read = readCase(JSON.parse(await readFile(join(docs, 'examples', name), 'utf8')));
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    expect(read.value.expected).toBeDefined();
    expect(matchesExpected(decide(read.value.request), read.value.expected)).toBe(true);
  });
  test('there are some', () => expect(names.length).toBeGreaterThan(0));
});

describe('the first deposit', async () => {
  const xml = await readFile(join(docs, 'integrators/first-deposit.xml'));
  const json = await readFile(join(docs, 'integrators/first-deposit.json'));

  test('carries the document that stands beside it', () => {
    const { content } = JSON.parse(json.toString('utf8')) as { content: [{ attachment: { data: string } }] };
    expect(Buffer.from(content[0].attachment.data, 'base64').equals(xml)).toBe(true);
  });

  test('is one Carnet takes', () => {
    const read = parseDocumentReference(json, { sha1: (bytes) => createHash('sha1').update(bytes).digest('hex'), cumulAllowed: false });
    expect(read).toMatchObject({ ok: true, value: { metadata: { uniqueId: '1.2.250.1.999.8.1' } } });
  });
});

describe('links', async () => {
  const pages = [
    ...(await readdir(docs, { recursive: true })).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
  ];
  test.each(pages)('of %s lead to files that exist', async (name) => {
    const text = await readFile(join(root, name), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target));
    expect(targets.filter((target) => !existsSync(resolve(root, dirname(name), target)))).toEqual([]);
  });

  test.each(pages)('and commands of %s exist', async (name) => {
    const text = await readFile(join(root, name), 'utf8');
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const asked = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, script]) => script!);
    expect(asked.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });
});
