// Checks the seals of the journal: numbers without a gap, each covering the one before, signed by a known key, its root that of the ends it
// keeps; and the copies kept outside the database, which tell an older copy from the real one.

import { type Seal, headLine, noSeal, parseSeal } from '@carnet/domain/audit';
import type { ProofFinding } from '@carnet/contract/wording';
import { type KeyObject, createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

export interface Seals {
  readonly findings: readonly ProofFinding[];
  /** Those that hold. */
  readonly held: readonly Seal[];
}

export interface SealSources {
  /** PEM. */
  readonly publicKeys: readonly string[];
  /** Directory of the copies; undefined: none to compare with. */
  readonly copies: string | undefined;
}

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const keyId = (key: KeyObject): string => sha256(key.export({ type: 'spki', format: 'der' }));

export async function checkSeals(db: pg.ClientBase, { publicKeys, copies }: SealSources): Promise<Seals> {
  const keys = new Map(publicKeys.map((pem) => createPublicKey(pem)).map((key) => [keyId(key), key]));
  const { rows } = await db.query<{ number: string; text: string; signature: Buffer }>('SELECT number, text, signature FROM trace_seal ORDER BY number');
  const findings: ProofFinding[] = [];
  const held: Seal[] = [];
  let previous = noSeal;
  for (const [index, { number, text, signature }] of rows.entries()) {
    const code = await faultOf(db, { text, signature, previous, wanted: index + 1, stored: Number(number) }, keys);
    if (code === undefined) held.push(parseSeal(text)!);
    else findings.push({ code, seal: Number(number) });
    if (code === 'SCEAU_MANQUANT') break;
    previous = sha256(text);
  }
  if (rows.length === 0) findings.push({ code: 'AUCUN_SCEAU' });
  if (copies !== undefined) findings.push(...againstCopies(copies, new Map(rows.map((row) => [Number(row.number), row.text]))));
  return { findings, held };
}

interface Given {
  readonly text: string;
  readonly signature: Buffer;
  readonly previous: string;
  readonly wanted: number;
  readonly stored: number;
}

async function faultOf(
  db: pg.ClientBase,
  { text, signature, previous, wanted, stored }: Given,
  keys: ReadonlyMap<string, KeyObject>,
): Promise<ProofFinding['code'] | undefined> {
  if (stored !== wanted) return 'SCEAU_MANQUANT';
  const seal = parseSeal(text);
  if (seal?.number !== wanted) return 'SCEAU_MODIFIE';
  const key = keys.get(seal.key);
  if (key === undefined) return 'SCEAU_CLE_INCONNUE';
  if (!verify(null, Buffer.from(text, 'utf8'), key, signature)) return 'SCEAU_MODIFIE';
  if (seal.previous !== previous) return 'SCEAU_DETACHE';
  const { root, chains } = await rootOf(db, wanted);
  return root === seal.root && chains === seal.chains ? undefined : 'SCEAU_SANS_SES_FINS';
}

const page = 10_000;

async function rootOf(db: pg.ClientBase, number: number): Promise<Pick<Seal, 'root' | 'chains'>> {
  const root = createHash('sha256');
  let chains = 0;
  await db.query(
    `DECLARE ends NO SCROLL CURSOR FOR SELECT dossier_id, sequence, encode(hash, 'hex') AS hash FROM (
      SELECT dossier_id, sequence, hash FROM trace_seal_head WHERE seal = ${number} UNION ALL SELECT dossier_id, sequence, hash FROM trace_removal WHERE seal = ${number}) e
     ORDER BY dossier_id, sequence`,
  );
  for (;;) {
    const { rows } = await db.query<{ dossier_id: string; sequence: string; hash: string }>(`FETCH ${page} FROM ends`);
    for (const { dossier_id, sequence, hash } of rows) root.update(headLine(dossier_id, Number(sequence), hash));
    chains += rows.length;
    if (rows.length < page) break;
  }
  await db.query('CLOSE ends');
  return { root: root.digest('hex'), chains };
}

/** Every copy is a seal of the database, to the letter. */
function againstCopies(directory: string, texts: ReadonlyMap<number, string>): readonly ProofFinding[] {
  if (!existsSync(directory)) return [{ code: 'COPIES_ABSENTES' }];
  const copied = readdirSync(directory)
    .filter((name) => /^\d{8}\.txt$/.test(name))
    .toSorted();
  for (const name of copied) {
    const number = Number(name.slice(0, 8));
    const text = readFileSync(join(directory, name), 'utf8');
    const kept = texts.get(number);
    if (kept === undefined) return [{ code: 'COPIE_ANCIENNE', seal: number, at: parseSeal(text)?.through ?? '' }];
    if (kept !== text) return [{ code: 'SCEAU_DIFFERENT', seal: number }];
  }
  return copied.length === 0 && texts.size > 0 ? [{ code: 'COPIES_ABSENTES' }] : [];
}
