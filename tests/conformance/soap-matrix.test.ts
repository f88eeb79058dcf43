// The functional matrix over SOAP, for documents (TD2.x, TD3.x): every column of PDT-INF-526 by card and by certificate of a structure, those of
// PDT-INF-606 for professionals by a structure that names one, each cell a real message. What is expected is typed here from docs/sources.md §3.3
// and ADR 11; everything else is favourable, so that a cell that refuses does so by itself.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareCda } from '../../tools/deposit/declare.ts';
import { type FoundEntry, registryAnswer, retrievedDocuments } from '../../tools/simulator/answers.ts';
import { cdaLevel1 } from '../../tools/simulator/cda-level1.ts';
import {
  type Lps,
  asLotDocument,
  changeRestrictions,
  changeStatus,
  findDocuments,
  findReference,
  getDocuments,
  provide,
  retrieveDocuments,
} from '../../tools/simulator/lps.ts';
import type { SenderKeys } from '../../tools/simulator/sender.ts';
import type { SoapReply } from '../../tools/simulator/soap.ts';
import type { Purpose } from '../../tools/simulator/vihf.ts';
import { unlimited } from '../../tools/sandbox-server/index.ts';
import { type SoapWorld, refusalIn, startSoapWorld } from '../support/soap-world.ts';

type Transaction =
  | 'TD2.1a'
  | 'TD2.1b'
  | 'TD3.1a'
  | 'TD3.1b'
  | 'TD3.2'
  | 'TD3.3a mask'
  | 'TD3.3a unmask'
  | 'TD3.3b'
  | 'TD3.3c'
  | 'TD3.3d archive'
  | 'TD3.3d unarchive';
/** `✔` any document, `8` one's own or one's structure's only, `–` refused. One mark a mode. */
type Marks = string;
const purposeOf: Readonly<Record<string, Purpose>> = { N: 'normal', R: 'centre_15', B: 'bris_de_glace' };

interface Column {
  readonly name: string;
  readonly keys: SenderKeys;
  readonly modes: string;
  /** Whose card feeds what counts as own; a person's, since a structure that names one never feeds. */
  readonly feeds: SenderKeys;
  /** Who writes what a structure or a secretary feeds. */
  readonly author: string;
}
const hospital = 'hopital-saint-fictif';
const direct: readonly Column[] = [
  { name: 'PS non médecin', keys: { card: 'ide-marin' }, modes: 'NRB', feeds: { card: 'ide-marin' }, author: 'ide-marin' },
  { name: 'médecin', keys: { card: 'dr-lefevre' }, modes: 'NRB', feeds: { card: 'dr-lefevre' }, author: 'dr-lefevre' },
  { name: 'médecin du travail', keys: { card: 'dr-lacaze' }, modes: 'N', feeds: { card: 'dr-lacaze' }, author: 'dr-lacaze' },
  { name: 'médecin traitant', keys: { card: 'dr-moreau' }, modes: 'NB', feeds: { card: 'dr-moreau' }, author: 'dr-moreau' },
  { name: 'CPE', keys: { card: 'sec-marchal' }, modes: 'N', feeds: { card: 'sec-marchal' }, author: 'dr-lefevre' },
  { name: 'structure', keys: { card: hospital }, modes: 'NR', feeds: { card: hospital }, author: 'dr-lefevre' },
];
const indirect: readonly Column[] = direct.slice(0, 4).map((column) => ({
  ...column,
  name: `${column.name} (AIR)`,
  keys: { card: { 'dr-lacaze': 'sante-travail-rivage', 'dr-moreau': 'cabinet-moreau' }[column.keys.card] ?? hospital, person: column.keys.card },
}));

/** Rows: PS, médecin, travail, MT, CPE, structure. */
const matrix: Readonly<Record<Transaction, readonly [Marks, Marks, Marks, Marks, Marks, Marks]>> = {
  'TD2.1a': ['✔✔✔', '✔✔✔', '✔', '✔✔', '✔', '✔✔'],
  'TD2.1b': ['888', '888', '8', '88', '8', '88'],
  'TD3.1a': ['✔✔✔', '✔✔✔', '✔', '✔✔', '–', '––'],
  'TD3.1b': ['888', '888', '8', '88', '8', '88'],
  // Médecin du travail: the source says no, the law yes with express consent (ADR 11).
  'TD3.2': ['✔✔✔', '✔✔✔', '✔', '✔✔', '–', '––'],
  'TD3.3a mask': ['✔––', '✔––', '✔', '✔–', '–', '––'],
  'TD3.3a unmask': ['8––', '8––', '8', '✔–', '–', '––'],
  'TD3.3b': ['✔––', '✔––', '✔', '✔–', '–', '––'],
  'TD3.3c': ['888', '888', '8', '88', '8', '88'],
  // The source's ✔ for every physician in an emergency is narrowed to the author and the médecin traitant (ADR 11).
  'TD3.3d archive': ['8––', '888', '8', '✔✔', '–', '––'],
  'TD3.3d unarchive': ['8––', '888', '8', '✔✔', '–', '––'],
};
/** By a structure that names a person nobody feeds. */
const fed: readonly Transaction[] = ['TD2.1a', 'TD2.1b'];
const marksOf = (transaction: Transaction, column: Column): Marks => {
  const place = [...direct, ...indirect].indexOf(column) % direct.length;
  const marks = matrix[transaction][place]!;
  return column.keys.person !== undefined && fed.includes(transaction) ? marks.replaceAll(/./g, '–') : marks;
};

/** Whose word is not enough for the act (rule 110), or what the matrix does not give (rule 160): which of the two says so first. */
function refusalOf(transaction: Transaction, { keys }: Column): string {
  const indirectly = keys.person !== undefined && fed.includes(transaction);
  const asStructure = keys.person === undefined && [hospital, 'sec-marchal'].includes(keys.card) && !transaction.startsWith('TD3.3d');
  return indirectly || asStructure ? 'AUTHENTIFICATION_INSUFFISANTE' : 'FONCTION_INTERDITE';
}

let world: SoapWorld;
beforeAll(async () => {
  world = await startSoapWorld(unlimited);
  // Régulation from the hospital, and agreements for whoever has none with Dominique.
  const { query, personas } = world.server;
  await query('UPDATE structure SET regulates = true WHERE id = $1', [personas.structures.find(({ key }) => key === hospital)!.idNat]);
  const seed = await deposited('dr-lefevre', { card: 'dr-lefevre' });
  expect(seed.uniqueId).not.toBe('');
  const [record] = await query<{ dossier_id: string }>('SELECT dossier_id FROM document_entry ORDER BY entry_uuid DESC LIMIT 1');
  for (const key of ['ide-marin', 'dr-lacaze'])
    await query(
      `INSERT INTO autorisation (dossier_id, id, beneficiaire_kind, beneficiaire, declared_at, declared_by, expires_at, express)
       VALUES ($1, gen_random_uuid(), 'professionnel', $2, now(), 'test', now() + interval '1 year', true)`,
      [record!.dossier_id, personas.professionals.find((one) => one.key === key)!.idNat],
    );
});
afterAll(async () => world.close());

async function lpsOf(keys: SenderKeys, mode = 'N'): Promise<Lps> {
  const { ins, oid } = world.server.personas.patients.find(({ key }) => key === 'dominique')!;
  const purpose = purposeOf[mode]!;
  const choices = { purpose, ...(purpose === 'bris_de_glace' ? { reason: 'Malaise à domicile' } : {}) };
  return { base: world.base, sender: await world.sender(keys), patient: { ins, oid }, choices };
}

let written = 0;
function letter(author: string, structureKey: string, masked: boolean, replaces?: string) {
  const { patients, professionals, structures } = world.server.personas;
  const read = declareCda(
    cdaLevel1({
      bytes: Buffer.from(`%PDF-1.4 lettre ${++written}`),
      mimeType: 'application/pdf',
      patient: patients.find(({ key }) => key === 'dominique')!,
      author: professionals.find(({ key }) => key === author)!,
      structure: structures.find(({ key }) => key === structureKey)!,
      typeCode: '11490-0',
      title: `Lettre ${written}`,
      ...(replaces === undefined ? {} : { replaces }),
    }),
    masked,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
}
interface Labels {
  readonly masked?: boolean;
  readonly hidden?: boolean;
  readonly archived?: boolean;
}
/** A document in the record, as its médecin traitant finds it. */
async function deposited(author: string, keys: SenderKeys, { masked = false, hidden = false, archived = false }: Labels = {}): Promise<FoundEntry> {
  const lps = await lpsOf(keys);
  const declared = letter(author, lps.sender.structure.key, masked);
  const visibilite = { ...declared.metadata.visibilite, invisiblePatient: hidden };
  const reply = await provide(lps, [asLotDocument({ ...declared, metadata: { ...declared.metadata, visibilite } })]);
  expect(registryAnswer(reply).status, reply.frames.response).toBe('Success');
  const found = await getDocuments(await lpsOf({ card: 'dr-moreau' }), [declared.metadata.uniqueId]);
  const entry = registryAnswer(found).entries.at(-1);
  if (entry === undefined) throw new Error(found.frames.response);
  if (!archived) return entry;
  const archiving = await changeStatus(await lpsOf({ card: 'dr-moreau' }), entry.entryUuid, 'Approved', 'Archived');
  expect(registryAnswer(archiving).status, archiving.frames.response).toBe('Success');
  return registryAnswer(await getDocuments(await lpsOf({ card: 'dr-moreau' }), [entry.uniqueId])).entries.at(-1)!;
}

/** One document serves every cell that changes nothing of it: those that read, and those that are refused. */
const standing = new Map<string, Promise<FoundEntry>>();
function shared(author: string, keys: SenderKeys, labels: Labels): Promise<FoundEntry> {
  const name = JSON.stringify([author, keys, labels]);
  const kept = standing.get(name) ?? deposited(author, keys, labels);
  standing.set(name, kept);
  return kept;
}

/** What was asked was done: `Success`, and what it should bring. */
const done = (reply: SoapReply): boolean => registryAnswer(reply).status === 'Success';
const others = { author: 'dr-boileau', keys: { card: 'dr-boileau' } } as const;

async function asked(
  transaction: Transaction,
  column: Column,
  mode: string,
  own: boolean,
  accepted: boolean,
): Promise<{ readonly done: boolean; readonly reply: SoapReply }> {
  const lps = await lpsOf(column.keys, mode);
  const { author, keys } = own ? { author: column.author, keys: column.feeds } : others;
  const changes = accepted && !['TD3.1b', 'TD3.2'].includes(transaction);
  const entry = (labels: Labels = {}): Promise<FoundEntry> => (changes ? deposited : shared)(author, keys, labels);
  // A structure's certificate signs no set for the person it names: what is asked here is whether they may feed at all.
  const unsigned = column.keys.person === undefined ? {} : { signing: undefined };
  const verdict = (reply: SoapReply) => ({ done: done(reply), reply });
  switch (transaction) {
    case 'TD2.1a':
      return verdict(await provide(lps, [asLotDocument(letter(column.author, lps.sender.structure.key, false))], unsigned));
    case 'TD2.1b': {
      const old = await entry();
      return verdict(await provide(lps, [asLotDocument(letter(column.author, lps.sender.structure.key, false, old.uniqueId), old.entryUuid)], unsigned));
    }
    case 'TD3.1a': {
      const reply = await findDocuments(lps);
      return { done: done(reply) && registryAnswer(reply).entries.length > 0, reply };
    }
    case 'TD3.1b': {
      const reply = await findReference(lps, (await entry()).uniqueId);
      return { done: done(reply) && registryAnswer(reply).refs.length === 1, reply };
    }
    case 'TD3.2': {
      const { uniqueId, repositoryUniqueId } = await entry();
      const reply = await retrieveDocuments(lps, repositoryUniqueId!, [uniqueId]);
      return { done: done(reply) && retrievedDocuments(reply)[0]?.bytes !== undefined, reply };
    }
    case 'TD3.3a mask':
      return verdict(await changeRestrictions(lps, await entry(), ['masquePs']));
    case 'TD3.3a unmask':
      return verdict(await changeRestrictions(lps, await entry({ masked: true }), []));
    case 'TD3.3b':
      return verdict(await changeRestrictions(lps, await entry({ hidden: true }), []));
    case 'TD3.3c':
      return verdict(await changeStatus(lps, (await entry()).entryUuid, 'Approved', 'Deleted'));
    case 'TD3.3d archive':
      return verdict(await changeStatus(lps, (await entry()).entryUuid, 'Approved', 'Archived'));
    case 'TD3.3d unarchive':
      return verdict(await changeStatus(lps, (await entry({ archived: true })).entryUuid, 'Archived', 'Approved'));
  }
}

const cells = [...direct, ...indirect].flatMap((column) =>
  [...column.modes].flatMap((mode, place) =>
    (Object.keys(matrix) as Transaction[]).map((transaction) => [column.name, mode, transaction, marksOf(transaction, column)[place]!, column] as const),
  ),
);

describe('a cell of the matrix', () => {
  test.each(cells)('%s, %s, %s: %s', async (_name, mode, transaction, mark, column) => {
    if (mark !== '–') {
      const own = await asked(transaction, column, mode, mark === '8', true);
      expect(own.done, own.reply.frames.response).toBe(true);
    }
    if (mark === '✔') return;
    const refused = await asked(transaction, column, mode, mark === '–', false);
    expect(refused.done, refused.reply.frames.response).toBe(false);
    if (mark === '–') {
      expect(refused.reply.fault?.codes, refused.reply.frames.response).toEqual(['Sender', 'DMPAccessDeniedByRightsService']);
      expect(refusalIn(refused.reply.fault?.detail)?.code).toBe(refusalOf(transaction, column));
    }
  });
});
