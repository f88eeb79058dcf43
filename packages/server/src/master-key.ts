// The key that wraps every record's key, read from its file: 32 bytes, written in base64. The sandbox makes its own the first time;
// production never does. Losing it loses every record; whoever has it and the database reads everything.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const keyBytes = 32;

export function readMasterKey(file: string, mayMake: boolean): Buffer {
  if (!existsSync(file) && mayMake) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== keyBytes) throw new Error(`${file} must hold ${keyBytes} bytes in base64`);
  return key;
}
