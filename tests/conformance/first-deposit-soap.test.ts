// The commands of docs/integrators/first-deposit-soap.md, run in the order of the page against a real server: each line the page shows is said.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SoapWorld, startSoapWorld } from '../support/soap-world.ts';

const root = join(import.meta.dirname, '../..');
let world: SoapWorld;
beforeAll(async () => {
  world = await startSoapWorld();
});
afterAll(async () => world.close());

const said = (args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const environment = { CARNET_DATA_DIR: dirname(world.server.sandbox), CARNET_TLS_PORT: new URL(world.base).port };
    execFile(process.execPath, [join(root, 'tools/simulator/main.ts'), ...args], { cwd: root, env: { ...process.env, ...environment } }, (_fault, out, error) =>
      resolve(out + error),
    );
  });

interface Command {
  readonly args: readonly string[];
  readonly shows: readonly string[];
}
function commandsOf(page: string): readonly Command[] {
  const blocks = [...page.matchAll(/^```console\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.trimEnd().split('\n'));
  const starts = lines.flatMap((line, index) => (line.startsWith('$ npm run simulator -- ') ? [index] : []));
  return starts.map((start, order) => ({
    args: lines[start]!.replace('$ npm run simulator -- ', '').split(' '),
    shows: lines.slice(start + 1, starts[order + 1] ?? lines.length).filter((line) => !line.startsWith('$')),
  }));
}

test('every command says what the page shows', async () => {
  const commands = commandsOf(await readFile(join(root, 'docs/integrators/first-deposit-soap.md'), 'utf8'));
  expect(commands).toHaveLength(12);
  let uniqueId = '2.25.ID';
  for (const { args, shows } of commands) {
    const output = await said(args.map((word) => word.replace('2.25.ID', uniqueId)));
    if (uniqueId === '2.25.ID') uniqueId = /uniqueId {2}(2\.25\.\d+)/.exec(output)?.[1] ?? uniqueId;
    for (const line of shows) expect(output, args.join(' ')).toContain(line.replace('2.25.ID', uniqueId));
  }
});
