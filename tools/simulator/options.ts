// The command line of `npm run simulator`, and the program it makes: who speaks, about whom, how.

import { join, resolve } from 'node:path';
import type { parseArgs } from 'node:util';
import { simulatorWording as say } from '@carnet/contract/wording';
import { type PersonaPatient, type Personas, readPersonas } from '../deposit/sandbox-files.ts';
import { Misused } from '../command-line.ts';
import type { Lps } from './lps.ts';
import { senderOf } from './sender.ts';
import type { SoapReply } from './soap.ts';
import { tellFrames } from './tell.ts';
import type { Purpose, VihfChoices } from './vihf.ts';

/** Nothing was sent; the message says why. */
export class NotSent extends Error {}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
export const known = {
  'card': text,
  'person': text,
  'structure': text,
  'patient': text,
  'purpose': text,
  'reason': text,
  'vihf': text,
  'secret': flag,
  'frames': flag,
  'url': { type: 'string', default: `https://localhost:${process.env['CARNET_TLS_PORT'] ?? '8443'}/si-dmp-server/v2/services` },
  'data-dir': { type: 'string', default: process.env['CARNET_DATA_DIR'] ?? 'var' },
  'action': text,
  'role': text,
  'since': text,
  'date-type': text,
  'name': text,
  'first-name': text,
  'birth-date': text,
  'sex': text,
  'city': text,
  'postal-code': text,
  'street': text,
  'phone': text,
  'mail': text,
  'why': text,
  'mode': text,
  'replaces': text,
  'author': text,
  'type': { type: 'string', default: '11488-4' },
  'title': text,
  'as-is': flag,
  'mask': flag,
  'unmask': flag,
  'hide': text,
  'show': text,
  'archive': flag,
  'unarchive': flag,
  'no-signature': flag,
  'inline': flag,
  'all': flag,
  'out': text,
} as const;

export type Options = ReturnType<typeof parseArgs<{ options: typeof known }>>['values'];

export interface Session {
  readonly transaction: string;
  /** What follows the transaction on the line. */
  readonly target: string | undefined;
  readonly options: Options;
  readonly personas: Personas;
  readonly lps: Lps;
  readonly patient: PersonaPatient | undefined;
  /** Where the state of searches is kept. */
  readonly stateFile: string;
}

export async function openSession(options: Options, [transaction, target]: readonly string[]): Promise<Session> {
  if (transaction === undefined || options.card === undefined) throw new Misused();
  const dataDir = resolve(options['data-dir']);
  const sandbox = join(dataDir, 'sandbox');
  const personas = await readPersonas(sandbox).catch(() => {
    throw new NotSent(say.noSandbox(sandbox));
  });
  const patient = options.patient === undefined ? undefined : keyed('patient', options.patient, personas.patients);
  const people = [...personas.professionals, ...personas.personnels];
  keyed('card', options.card, [...people, ...personas.structures]);
  if (options.person !== undefined) keyed('person', options.person, people);
  if (options.structure !== undefined) keyed('structure', options.structure, personas.structures);
  const { card, person, structure } = options;
  const sender = await senderOf(sandbox, personas, {
    card,
    ...(person === undefined ? {} : { person }),
    ...(structure === undefined ? {} : { structure }),
  });
  if (sender === undefined) throw new Misused();
  const choices: VihfChoices = {
    ...(options.purpose === undefined ? {} : { purpose: options.purpose as Purpose }),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.vihf === undefined ? {} : { version: options.vihf as '3.0' | '4.0' }),
    ...(options.secret ? { secret: true } : {}),
  };
  const lps: Lps = { base: options.url, sender, choices, ...(patient === undefined ? {} : { patient }) };
  const stateFile = join(dataDir, 'simulator', `${person ?? card}-${patient?.key ?? 'personne'}.json`);
  return { transaction: transaction.toLowerCase(), target, options, personas, lps, patient, stateFile };
}

export function keyed<T extends { readonly key: string }>(option: string, key: string, among: readonly T[]): T {
  const found = among.find((one) => one.key === key);
  if (found === undefined)
    throw new NotSent(
      say.unknownKey(
        option,
        key,
        among.map((one) => one.key),
      ),
    );
  return found;
}

/** Throws what is missing, in words. */
export function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotSent(say.needs(what));
  return value;
}
export function oneOf<T extends string>(value: string | undefined, option: string, choices: Readonly<Record<string, T>>): T {
  const chosen = choices[value ?? ''];
  return needed(chosen, `--${option} ${Object.keys(choices).join('|')}`);
}

/** The reply, its frames shown when they are asked for. */
export async function sent({ options }: Session, reply: Promise<SoapReply>): Promise<SoapReply> {
  const answered = await reply.catch((error: NodeJS.ErrnoException) => {
    throw new NotSent(say.noServer(options.url, error.code ?? error.message));
  });
  if (options.frames) tellFrames(answered.frames);
  return answered;
}
