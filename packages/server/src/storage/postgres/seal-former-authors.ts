// Seals the names of who recorded agreements before they were sealed: at the start of a server, once, some hundreds at a time.

import type { DossierId } from '@carnet/domain/dossier';
import type pg from 'pg';
import type { DossierKeys } from '../dossier-keys.ts';
import { autorisationBinding } from './access-store.ts';
import { inTransaction } from './transactions.ts';

const batch = 500;

export async function sealFormerAuthors(pool: pg.Pool, keys: DossierKeys): Promise<void> {
  for (let found = batch; found === batch;) {
    found = await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ dossier_id: DossierId; id: string; declared_by: string; destroyed: boolean }>({
        text: `SELECT a.dossier_id, a.id, a.declared_by, d.wrapped_key IS NULL AS destroyed FROM autorisation a LEFT JOIN dossier d USING (dossier_id)
          WHERE a.sealed IS NULL ORDER BY a.dossier_id LIMIT $1 FOR UPDATE OF a SKIP LOCKED`,
        values: [batch],
      });
      for (const { dossier_id: dossier, id, declared_by: name, destroyed } of rows) {
        // A record whose key was destroyed keeps nothing of anybody.
        const sealed = destroyed ? Buffer.alloc(0) : (await keys.sealer(dossier, client)).seal(autorisationBinding(dossier, id), name);
        await client.query('UPDATE autorisation SET sealed = $3, declared_by = NULL WHERE dossier_id = $1 AND id = $2', [dossier, id, sealed]);
      }
      return rows.length;
    });
  }
}
