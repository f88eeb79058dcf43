// Marks what records held before their contents had marks, by the bytes of each document: one record a transaction, while the server serves,
// from where the last round stopped.

import type { DossierId } from '@carnet/domain/dossier';
import type pg from 'pg';
import type { DossierKeys } from '../dossier-keys.ts';
import { unlessAltered } from '../integrity-fault.ts';
import type { Vault } from '../vault.ts';
import { type DocumentRow, fromRow } from './document-row.ts';
import { markContents } from './same-content.ts';
import { inTransaction } from './transactions.ts';

export async function markFormerContents(pool: pg.Pool, vault: Vault, keys: DossierKeys): Promise<void> {
  for (let marked = true; marked;) marked = await inTransaction(pool, (client) => markOneRecord(client, vault, keys));
}

/** False: none is left. */
async function markOneRecord(client: pg.PoolClient, vault: Vault, keys: DossierKeys): Promise<boolean> {
  const found = await client.query<{ dossier_id: DossierId; wrapped_key: Buffer | null }>(
    'SELECT dossier_id, wrapped_key FROM dossier WHERE NOT contents_marked LIMIT 1 FOR UPDATE SKIP LOCKED',
  );
  if (found.rows[0] === undefined) return false;
  const { dossier_id: dossier, wrapped_key: wrappedKey } = found.rows[0];
  // One whose key was destroyed is recognised by nothing any more.
  if (wrappedKey !== null) {
    // Whoever deposits writes to the record's journal first: until this is over nobody does.
    await client.query('SELECT FROM trace_head WHERE dossier_id = $1 FOR UPDATE', [dossier]);
    keys.lend(dossier, wrappedKey);
    const sealer = await keys.sealer(dossier, client);
    const { rows } = await client.query<DocumentRow>(
      `SELECT * FROM document_entry e WHERE dossier_id = $1 AND is_current
        AND NOT EXISTS (SELECT FROM document_content c WHERE c.dossier_id = $1 AND c.logical_id = e.logical_id)`,
      [dossier],
    );
    const documents = rows.flatMap((row) => {
      const stored = unlessAltered(() => fromRow(sealer, row));
      return stored === undefined ? [] : [{ logicalId: stored.entry.logicalId, sha256: stored.blob.sha256 }];
    });
    if (documents.length > 0) await markContents(client, vault, dossier, documents);
  }
  await client.query('UPDATE dossier SET contents_marked = true WHERE dossier_id = $1', [dossier]);
  return true;
}
