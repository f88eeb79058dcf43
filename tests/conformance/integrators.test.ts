// The commands of docs/integrators/labels.md, read from the page and sent in its order to a real server: each answers what the page says.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STATUS_CODES } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

const pages = join(import.meta.dirname, '../../docs/integrators');
let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(async () => fhir.close());

interface Command {
  readonly card: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly path: string;
  /** The status line under it. */
  readonly says: string;
}

/** Words as a shell takes them: quotes, `'\''`, and lines joined by a backslash. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:'[^']*'|\\'|[^\s'\\]+)+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\(')/g, (_whole, quoted?: string, escaped?: string) => escaped ?? quoted ?? ''),
  );

function commandsOf(page: string): readonly Command[] {
  return [...page.matchAll(/^\$ as-(\w+) ((?:[^\n]*\\\n)*[^\n]*)\n(HTTP[^\n]*)$/gm)].map(([, card = '', rest = '', says = '']) => {
    const words = wordsOf(rest.replaceAll('\\\n', ' '));
    const after = (flag: string): readonly string[] => words.flatMap((word, index) => (words[index - 1] === flag ? [word] : []));
    const [body] = after('--data');
    return {
      card: `dr-${card}`,
      method: after('-X')[0] ?? 'GET',
      headers: Object.fromEntries(after('-H').map((header) => [header.slice(0, header.indexOf(':')), header.slice(header.indexOf(':') + 1).trim()])),
      ...(body === undefined ? {} : { body }),
      path: words.at(-1)!.replace('https://localhost:8443/fhir', ''),
      says,
    };
  });
}

test('labels, archive and deletion answer as the page says', async () => {
  const deposit = JSON.parse(await readFile(join(pages, 'first-deposit.json'), 'utf8')) as object;
  const hidden = { ...deposit, securityLabel: [{ coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code: 'INVISIBLE_PATIENT' }] }] };
  const headers = { 'content-type': 'application/fhir+json' };
  const created = await fhir.ask('dr-boileau', 'POST', '/DocumentReference', { headers, body: JSON.stringify(hidden) });
  expect(created.status).toBe(201);
  const id = String(created.json['id']);
  const commands = commandsOf(await readFile(join(pages, 'labels.md'), 'utf8'));
  expect(commands).toHaveLength(10);
  for (const { card, method, path, says, ...options } of commands) {
    const answer = await fhir.ask(card, method, path.replace('ID', id), options);
    expect([method, options.body, `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`], answer.codes.join(' ')).toEqual([method, options.body, says]);
  }
});
