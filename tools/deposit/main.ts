// npm run deposit -- <file> --card <key>: deposits a document with a card of the sandbox over FHIR, as a vendor's software would, and says in
// plain words what became of it. Exit code: 0 deposited, 1 refused, 2 not sent.

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { parseArgs } from 'node:util';
import { depositWording as say, findingSentence, typeLabel } from '@carnet/contract/wording';
import type { Parsed } from '@carnet/domain/kernel';
import { spaceOf } from '@carnet/domain/terminology';
import { Misused, runCommand } from '../command-line.ts';
import { type Declared, declareCda, declareFile, isCda, mediaTypeOf, readdressed } from './declare.ts';
import { type Depositor, type Personas, depositorOf, materialOf, readPersonas } from './sandbox-files.ts';
import { type DepositOutcome, type Sender, deposit } from './deposit.ts';

const known = {
  'card': { type: 'string' },
  'as': { type: 'string' },
  'url': { type: 'string', default: `https://localhost:${process.env['CARNET_TLS_PORT'] ?? '8443'}/fhir` },
  'simple': { type: 'boolean', default: false },
  'mask': { type: 'boolean', default: false },
  'type': { type: 'string', default: '11488-4' },
  'title': { type: 'string' },
  'data-dir': { type: 'string', default: process.env['CARNET_DATA_DIR'] ?? 'var' },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof known }>>['values'];

async function run(options: Options, [file]: readonly string[]): Promise<number> {
  if (file === undefined || options.card === undefined) throw new Misused();
  const sandbox = join(resolve(options['data-dir']), 'sandbox');
  const personas = await readPersonas(sandbox).catch(() => {
    throw new Error(say.noSandbox(sandbox));
  });
  const depositor = depositorOf(personas, options.card);
  if (depositor === undefined)
    throw new Error(
      say.unknownCard(
        options.card,
        [...personas.professionals, ...personas.structures].map(({ key }) => key),
      ),
    );
  const declared = declare(file, await readFile(file), personas, depositor, options);
  if (!declared.ok) {
    console.error(say.unreadable);
    for (const { field, rule, given, expected } of declared.findings) console.error(say.finding(field, findingSentence(rule, 'fr'), given, expected));
    return 2;
  }
  const sender: Sender = { url: options.url, tls: await materialOf(sandbox, depositor), form: options.simple ? 'ITI-105' : 'ITI-65' };
  const outcome = await deposit(sender, declared.value).catch((error: NodeJS.ErrnoException) => {
    throw new Error(say.noServer(options.url, error.code ?? error.message));
  });
  return tell(outcome, declared.value);
}

function declare(file: string, bytes: Uint8Array, personas: Personas, depositor: Depositor, options: Options): Parsed<Declared> {
  const patient = options.as === undefined ? undefined : personas.patients.find(({ key }) => key === options.as);
  if (options.as !== undefined && patient === undefined)
    throw new Error(
      say.unknownPatient(
        options.as,
        personas.patients.map(({ key }) => key),
      ),
    );
  const mimeType = mediaTypeOf(file);
  if (mimeType !== undefined && !isCda(bytes)) {
    if (patient === undefined) throw new Error(say.needsPatient);
    return declareFile(
      { file, bytes, mimeType, typeCode: options.type, ...(options.title === undefined ? {} : { title: options.title }) },
      patient,
      depositor,
      options.mask,
    );
  }
  if (patient === undefined) return declareCda(bytes, options.mask);
  const copy = readdressed(bytes, patient, depositor);
  return copy.ok ? declareCda(copy.value, options.mask) : copy;
}

function tell(outcome: DepositOutcome, { metadata }: Declared): number {
  if (outcome.kind === 'refused') {
    console.error(say.refused(outcome.status));
    for (const { text, field } of outcome.issues) console.error(`  • ${field === undefined ? '' : `${field} : `}${text}`);
    return 1;
  }
  if (outcome.replacedUnknown) console.log(say.replacedUnknown);
  console.log(outcome.kind === 'already-there' ? say.alreadyThere : say.deposited);
  console.log(
    say.details(metadata.title, typeLabel('fr', metadata.type.code), say.spaces[spaceOf(metadata.type.code)], outcome.id, metadata.patient.matricule),
  );
  return 0;
}

await runCommand('deposit', known, run);
