// A KMS behind a command: one process per message, JSON on its standard input and output, nothing on its command line. Its complaints go to
// the terminal of the server and are never read. Any tool can be plugged by a script: pkcs11-tool, a vendor's client.

import { spawn } from 'node:child_process';
import type { KmsCall } from './kms.ts';
import { MasterKeyAway } from './master-key.ts';

const timeoutMs = 15_000;
const longestAnswer = 64 * 1024;

/** `program`: an absolute path; no shell stands between. */
export const commandCall =
  (program: string): KmsCall =>
  (request) =>
    new Promise((answered, failed) => {
      const away = (why: string, cause?: unknown): void => failed(new MasterKeyAway(`the command of the master key: ${why}`, { cause }));
      const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'], timeout: timeoutMs, killSignal: 'SIGKILL' });
      const heard: Buffer[] = [];
      child.once('error', (error) => away('could not be run', error));
      // It may end without reading all that it is sent: its exit says why.
      child.stdin.once('error', () => undefined);
      child.stdout.on('data', (bytes: Buffer) => {
        heard.push(bytes);
        if (Buffer.concat(heard).length > longestAnswer) child.kill('SIGKILL');
      });
      child.once('close', (code, signal) => {
        if (code !== 0) return away(signal === null ? `ended with code ${code}` : 'took too long or said too much');
        try {
          answered(JSON.parse(Buffer.concat(heard).toString('utf8')));
        } catch (error) {
          away('did not answer in JSON', error);
        }
        return undefined;
      });
      child.stdin.end(JSON.stringify(request));
    });
