// npm run drop -- <folder> --card <structure> | --certificate <file> --key <file> --sector <code>: watches a folder, and deposits what is put there
// in the name of a structure, by its certificate alone: it feeds, and never reads. Exit code: 0 stopped or, `--once`, done; 2 not begun.

import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { parseArgs } from 'node:util';
import { depositWording, dropWording as say } from '@carnet/contract/wording';
import { parseStructIdNat } from '@carnet/domain/identity';
import { Misused, runCommand } from '../command-line.ts';
import { type TlsMaterial, depositorOf, materialOf, readPersonas } from '../deposit/sandbox-files.ts';
import type { Feeder } from './declare.ts';
import { DropFolder } from './watch.ts';

const known = {
  'card': { type: 'string' },
  'certificate': { type: 'string' },
  'key': { type: 'string' },
  'authority': { type: 'string' },
  'sector': { type: 'string' },
  'once': { type: 'boolean', default: false },
  'url': { type: 'string', default: `https://localhost:${process.env['CARNET_TLS_PORT'] ?? '8443'}/fhir` },
  'data-dir': { type: 'string', default: process.env['CARNET_DATA_DIR'] ?? 'var' },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof known }>>['values'];
interface Identity {
  readonly tls: TlsMaterial;
  readonly sector: string;
}
/** A whole image over a care home's line, and the server's own time. */
const timeoutMilliseconds = 120_000;

async function run(options: Options, [folder]: readonly string[]): Promise<number> {
  if (folder === undefined) throw new Misused();
  const root = resolve(folder);
  if (
    !(await stat(root).then(
      (found) => found.isDirectory(),
      () => false,
    ))
  )
    throw new Error(say.noFolder(root));
  const { tls, sector } = options.card === undefined ? await ownIdentity(options) : await sandboxIdentity(options, options.card);
  const feeder = feederOf(tls.cert, sector);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  console.log(say.started(root, feeder.name, options.url));
  await new DropFolder(root, { url: options.url, tls, form: 'ITI-65', timeoutMilliseconds }, feeder).run(stop.signal, options.once);
  if (stop.signal.aborted) console.log(say.stopped);
  return 0;
}

async function ownIdentity({ certificate, key, authority, sector }: Options): Promise<Identity> {
  if (certificate === undefined || key === undefined || sector === undefined) throw new Misused(say.noMaterial);
  const [cert, own] = await Promise.all([readFile(certificate), readFile(key)]);
  const passphrase = process.env['CARNET_DROP_PASSPHRASE'];
  const opened = createPrivateKey({ key: own, ...(passphrase === undefined ? {} : { passphrase }) });
  const ca = authority === undefined ? Buffer.from(rootCertificates.join('\n')) : await readFile(authority);
  return { tls: { ca, cert, key: Buffer.from(opened.export({ format: 'pem', type: 'pkcs8' })) }, sector };
}

async function sandboxIdentity(options: Options, card: string): Promise<Identity> {
  const sandbox = join(resolve(options['data-dir']), 'sandbox');
  const personas = await readPersonas(sandbox).catch(() => {
    throw new Error(depositWording.noSandbox(sandbox));
  });
  const depositor = depositorOf(personas, card);
  if (depositor === undefined)
    throw new Error(
      depositWording.unknownCard(
        card,
        personas.structures.map(({ key }) => key),
      ),
    );
  return { tls: await materialOf(sandbox, depositor), sector: depositor.structure.sector };
}

/** Whose certificate it is, as the IGC-Santé lays its subject out. */
function feederOf(pem: Buffer, sector: string): Feeder {
  const lines = new X509Certificate(pem).subject.split('\n');
  const said = (attribute: string): string => lines.find((line) => line.startsWith(`${attribute}=`))?.slice(attribute.length + 1) ?? '';
  const id = parseStructIdNat(said('OU'));
  if (!id.ok || said('SN') !== '') throw new Error(say.notAStructure);
  return { id: id.value, name: said('CN'), sector };
}

await runCommand('drop', known, run);
