// Every command of npm says how it is called: when it is asked, and when it cannot read what was typed; in French and English, and never with a stack.

import { type Tool, toolUsage } from '@carnet/contract/wording';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const called = (tool: Tool, ...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly told: string }> =>
  new Promise((done) => {
    // The journal's command is named by the script of npm.
    const words = [resolve(root, 'tools', tool, 'main.ts'), ...(tool === 'journal' ? ['verify'] : []), ...args];
    execFile(process.execPath, words, { cwd: root, env: { ...process.env, NODE_COMPILE_CACHE: resolve(root, '.cache/compile') } }, (error, out, told) =>
      done({ code: Number(error?.code ?? 0), out, told }),
    );
  });

test.each(Object.keys(toolUsage) as Tool[])('%s', async (tool) => {
  const usage = toolUsage[tool];
  expect(await called(tool, '--nowhere')).toEqual({ code: 2, out: '', told: `Option inconnue : --nowhere.\nUnknown option: --nowhere.\n\n${usage}\n` });
});

test('asked for, it is no fault', async () => {
  expect(await called('deposit', '--help')).toEqual({ code: 0, out: `${toolUsage.deposit}\n`, told: '' });
  expect(await called('keys', 'nothing-such')).toMatchObject({ code: 2, told: expect.stringContaining('Something is missing') });
});
