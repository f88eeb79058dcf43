// Passwords are kept as argon2id PHC strings: algorithm, parameters, salt and tag together, so that parameters can rise later.
// An unknown login is checked against a decoy with the same parameters: the answer takes the same work.

import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes; some 50 ms of one core.
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const tagBytes = 32;

const phcShape = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,88})\$([A-Za-z0-9+/]{22,88})$/;
const withoutPadding = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/**
 * Derivations share libuv's four threads with every file that is read: two at once leave it half. Beyond a wait of some two seconds
 * nobody is helped by queueing; the answer is then "unavailable", for a known login and an unknown one alike.
 */
const atOnce = 2;
const mostWaiting = 60;
let running = 0;
const waiting: (() => void)[] = [];

async function deriveInTurn(parameters: Argon2Parameters): Promise<Buffer> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw Object.assign(new Error('too many passwords to derive at once'), { statusCode: 503 });
    await new Promise<void>((turn) => waiting.push(turn));
  } else {
    running++;
  }
  try {
    return await derive('argon2id', parameters);
  } finally {
    // The slot is handed over, or given back.
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}

/** The same accented letter may be typed in two Unicode forms: both are the same password. */
const messageOf = (password: string): string => password.normalize('NFKC');

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(saltBytes);
  const tag = await deriveInTurn({ message: messageOf(password), nonce, tagLength: tagBytes, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${withoutPadding(nonce)}$${withoutPadding(tag)}`;
}

/** Right password for a kept string. Undefined string (unknown login): the same work, and false. */
export async function verifyPassword(kept: string | undefined, password: string): Promise<boolean> {
  const parts = phcShape.exec(kept ?? (await decoy()));
  if (parts === null) throw new Error('a kept password is not an argon2id PHC string');
  const expected = Buffer.from(parts[5]!, 'base64');
  const tag = await deriveInTurn({
    message: messageOf(password),
    nonce: Buffer.from(parts[4]!, 'base64'),
    memory: Number(parts[1]),
    passes: Number(parts[2]),
    parallelism: Number(parts[3]),
    tagLength: expected.length,
  });
  return timingSafeEqual(tag, expected) && kept !== undefined;
}

let decoyHash: Promise<string> | undefined;
const decoy = (): Promise<string> => (decoyHash ??= hashPassword(randomBytes(32).toString('base64')));
