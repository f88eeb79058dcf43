// Enters in the directory of traits the records opened before there was one: at the start of a server, once, some hundreds at a time.

import type { DossierId } from '@carnet/domain/dossier';
import type pg from 'pg';
import type { DossierKeys } from '../dossier-keys.ts';
import type { Vault } from '../vault.ts';
import { type SealedIdentity, identityBinding } from './dossier-bindings.ts';
import { listTraits, strictHash } from './trait-hash.ts';
import { inTransaction } from './transactions.ts';

const batch = 500;

export async function listFormerTraits(pool: pg.Pool, vault: Vault, keys: DossierKeys): Promise<void> {
  for (let found = batch; found === batch;) {
    found = await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ dossier_id: DossierId; wrapped_key: Buffer | null; sealed: Buffer }>({
        text: 'SELECT dossier_id, wrapped_key, sealed FROM dossier WHERE NOT traits_listed OR (traits_hash IS NULL AND wrapped_key IS NOT NULL) ORDER BY dossier_id LIMIT $1 FOR UPDATE SKIP LOCKED',
        values: [batch],
      });
      for (const { dossier_id: dossier, wrapped_key: wrappedKey, sealed } of rows) {
        // One whose key was destroyed is found by nothing any more.
        if (wrappedKey === null) continue;
        keys.lend(dossier, wrappedKey);
        const identity = JSON.parse((await keys.sealer(dossier, client)).open(identityBinding(dossier), sealed).toString('utf8')) as SealedIdentity;
        await listTraits(client, vault, dossier, identity.traits);
        await client.query({ text: 'UPDATE dossier SET traits_hash = $2 WHERE dossier_id = $1', values: [dossier, strictHash(vault, identity.traits)] });
      }
      await client.query({ text: 'UPDATE dossier SET traits_listed = true WHERE dossier_id = ANY ($1::uuid[])', values: [rows.map((row) => row.dossier_id)] });
      return rows.length;
    });
  }
}
