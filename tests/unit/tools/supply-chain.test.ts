// What ships and what must not: the bill of materials names every package with its content and a licence we may ship; no secret lies in
// the repository, whatever its shape.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly { readonly license?: { readonly id?: string }; readonly expression?: string }[];
}

test('npm run sbom: CycloneDX, each package by its content, under a licence we may ship', () => {
  const command = manifest.scripts['sbom']!.split(' ');
  expect(command[0]).toBe('npm');
  const { npm_execpath: npm } = process.env;
  const [program, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const written = execFileSync(program, [...first, ...command.slice(1)], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const bill = JSON.parse(written) as { readonly bomFormat: string; readonly components: readonly Component[] };
  expect(bill.bomFormat).toBe('CycloneDX');
  const others = bill.components.filter(({ purl }) => !purl.startsWith('pkg:npm/%40carnet/'));
  expect(others.length).toBeGreaterThan(50);
  expect(others.filter(({ hashes }) => !hashes?.some(({ alg, content }) => alg === 'SHA-512' && /^[0-9a-f]{128}$/.test(content)))).toEqual([]);
  const may = new Set([
    'MIT',
    'MIT-0',
    'ISC',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BlueOak-1.0.0',
    '0BSD',
    'OFL-1.1',
    'MPL-2.0',
    'PostgreSQL',
    'EUPL-1.2',
  ]);
  /** Whose manifest names none: as their LICENSE file says. */
  const inTheirFile: Readonly<Record<string, string>> = { 'png-js': 'MIT' };
  const licences = (one: Component): readonly string[] =>
    (one.licenses ?? [{ expression: inTheirFile[one.name] ?? 'none' }]).map(({ license, expression }) => license?.id ?? expression ?? 'none');
  const mayShip = (licence: string): boolean => licence.split(' AND ').every((id) => may.has(id));
  for (const [name, licence] of Object.entries(inTheirFile))
    expect(readFileSync(join(root, `node_modules/${name}/LICENSE`), 'utf8').startsWith(`${licence} License`)).toBe(true);
  expect(others.filter((one) => !licences(one).some(mayShip)).map((one) => `${one.name}: ${licences(one).join()}`)).toEqual([]);
}, 60_000);

describe('no secret in the repository', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)) && statSync(join(root, file)).size < 2_000_000);
  /** In pieces, so that this file is none of them. */
  const shapes: Readonly<Record<string, RegExp>> = {
    'a private key': new RegExp(`-----BEGIN ${'(?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?'}PRIVATE ${'KEY'}(?: BLOCK)?-----\\s*[A-Za-z0-9+/=]{20}`),
    'a token of a forge': /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{30,})\b/,
    'a key of a cloud': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{35}\b|\bSK[0-9a-f]{32}\b/,
    'a token of a chat': /\bxox[abprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T/,
    'a signed token': /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/,
    'a password in an address':
      /\b(?:postgres(?:ql)?|smtps?|https?|s3|redis|amqp):\/\/[^\s:/@'"`$<>]+:(?!secret@|mot-de-passe@|password@|…)[^\s:/@'"`$<>{]{6,}@/,
  };
  const isText = (bytes: Buffer): boolean => !bytes.subarray(0, 4096).includes(0);
  test.each(Object.entries(shapes))('%s', (_what, shape) => {
    const found = files.filter((file) => {
      const bytes = readFileSync(join(root, file));
      return isText(bytes) && shape.test(bytes.toString('utf8'));
    });
    expect(found).toEqual([]);
  });
  test('by its name', () =>
    expect(files.filter((file) => /\.(?:pem|key|p12|pfx|jks|kdbx|env)$|(?:^|\/)(?:id_[a-z0-9]+|\.env[^/]*|\.netrc|\.pgpass)$/.test(file))).toEqual([]));
  test('what the product writes of secrets is outside of it', () => {
    const ignored = (path: string): boolean => {
      try {
        return execFileSync('git', ['check-ignore', path], { cwd: root, encoding: 'utf8' }).trim() === path;
      } catch (error) {
        // 1: not ignored; anything else is a fault of git.
        if ((error as { status?: number }).status === 1) return false;
        throw error;
      }
    };
    expect(['var/master.key', 'var/sandbox/ca-key.pem'].filter((path) => !ignored(path))).toEqual([]);
  });
});
