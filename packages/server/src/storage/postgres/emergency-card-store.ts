// Emergency cards: one sealed copy for each person and record, its token in it. Whoever holds the token finds it by a keyed hash; a code is kept
// by a keyed hash too, and its wrong tries are counted in one statement, so that two at once are two.

import { type Permit, dossierOf, eachPart } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { type Instant, instantOf, invariant } from '@carnet/domain/kernel';
import { randomBytes } from 'node:crypto';
import type { CardContent, EmergencyCard, EmergencyCardStore, FoundCard } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

export const cardBinding = (dossier: DossierId, personne: string): string => `emergency_card|${dossier}|${personne}`;
const tokenShape = /^[A-Za-z0-9_-]{22}$/;

interface Row {
  made_at: Instant;
  until: Instant;
  code_hash: Buffer | null;
  tries: number;
  sealed: Buffer;
}
interface Sealed {
  readonly token: string;
  readonly content: CardContent;
}

/** The law lets nobody but the patient and who represents them make one. */
function makerIn({ actor }: Permit<'read-profile' | 'write-profile'>): PersonneId {
  invariant('personne' in actor, 'a card is a person’s');
  return actor.personne;
}

export function emergencyCardStore({ db, keys, vault }: StoreContext): EmergencyCardStore {
  const tokenHash = (token: string): Buffer => vault.blindIndex('card-token', token);
  const codeHash = (dossier: DossierId, personne: PersonneId, code: string): Buffer => vault.blindIndex('card-code', `${dossier}|${personne}|${code}`);

  const read = async (dossier: DossierId, personne: PersonneId): Promise<EmergencyCard | undefined> => {
    const { rows } = await db.query<Row>({
      name: 'card-read',
      text: 'SELECT made_at, until, code_hash, tries, sealed FROM emergency_card WHERE dossier_id = $1 AND personne = $2',
      values: [dossier, personne],
    });
    const [row] = rows;
    if (row === undefined) return undefined;
    const { token, content } = JSON.parse((await keys.sealer(dossier, db)).open(cardBinding(dossier, personne), row.sealed).toString('utf8')) as Sealed;
    return { token, madeAt: row.made_at, until: row.until, withCode: row.code_hash !== null, triesLeft: row.tries, content };
  };
  /** In whichever of the person's records it was made. */
  const placed = async (permit: Permit<'read-profile' | 'write-profile'>): Promise<{ readonly in: DossierId; readonly card: EmergencyCard } | undefined> => {
    for (const part of eachPart(permit)) {
      const card = await read(dossierOf(part), makerIn(permit));
      if (card !== undefined) return { in: dossierOf(part), card };
    }
    return undefined;
  };

  return {
    own: async (permit) => (await placed(permit))?.card,
    async make(permit, { content, until, code, tries }) {
      const personne = makerIn(permit);
      const before = await placed(permit);
      const dossier = before?.in ?? dossierOf(permit);
      const token = before?.card.token ?? randomBytes(16).toString('base64url');
      const sealed = (await keys.sealer(dossier, db)).seal(cardBinding(dossier, personne), JSON.stringify({ token, content } satisfies Sealed));
      await db.query({
        name: 'card-make',
        text: `INSERT INTO emergency_card (dossier_id, personne, made_at, until, code_hash, tries, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)
          ON CONFLICT (dossier_id, personne) DO UPDATE SET made_at = excluded.made_at, until = excluded.until, code_hash = excluded.code_hash,
            tries = excluded.tries, told_at = NULL, sealed = excluded.sealed`,
        values: [
          dossier,
          personne,
          toTimestamp(permit.at),
          toTimestamp(until),
          code === undefined ? null : codeHash(dossier, personne, code),
          code === undefined ? 0 : tries,
          sealed,
        ],
      });
      if (before === undefined)
        await db.query({
          name: 'card-token-keep',
          text: 'INSERT INTO emergency_card_directory (token_hash, dossier_id, personne) VALUES ($1, $2, $3)',
          values: [tokenHash(token), dossier, personne],
        });
      return { token, madeAt: permit.at, until, withCode: code !== undefined, triesLeft: code === undefined ? 0 : tries, content };
    },
    async withdraw(permit) {
      let withdrawn = false;
      for (const part of eachPart(permit)) {
        const values = [dossierOf(part), makerIn(permit)];
        await db.query({ name: 'card-token-forget', text: 'DELETE FROM emergency_card_directory WHERE dossier_id = $1 AND personne = $2', values });
        const { rowCount } = await db.query({ name: 'card-withdraw', text: 'DELETE FROM emergency_card WHERE dossier_id = $1 AND personne = $2', values });
        withdrawn ||= rowCount === 1;
      }
      return withdrawn;
    },

    async find(token, at) {
      if (!tokenShape.test(token)) return undefined;
      const { rows } = await db.query<{ dossier_id: DossierId; personne: PersonneId }>({
        name: 'card-find',
        text: `SELECT c.dossier_id, c.personne FROM emergency_card_directory d JOIN emergency_card c ON c.dossier_id = d.dossier_id AND c.personne = d.personne
          WHERE d.token_hash = $1 AND c.until > $2`,
        values: [tokenHash(token), toTimestamp(at)],
      });
      return rows[0] && { dossier: rows[0].dossier_id, personne: rows[0].personne };
    },
    async tryCode({ dossier, personne }: FoundCard, code) {
      const { rows } = await db.query<{ right: boolean }>({
        name: 'card-try-code',
        text: `UPDATE emergency_card SET tries = CASE WHEN code_hash = $3 THEN tries ELSE tries - 1 END
          WHERE dossier_id = $1 AND personne = $2 AND code_hash IS NOT NULL AND tries > 0 RETURNING code_hash = $3 AS "right"`,
        values: [dossier, personne, codeHash(dossier, personne, code)],
      });
      return rows[0] === undefined ? 'closed' : rows[0].right ? 'right' : 'wrong';
    },
    open: (permit, personne) => read(dossierOf(permit), personne),
    async tell(permit, personne, withinMs) {
      const { rowCount } = await db.query({
        name: 'card-tell',
        text: 'UPDATE emergency_card SET told_at = $3 WHERE dossier_id = $1 AND personne = $2 AND (told_at IS NULL OR told_at <= $4)',
        values: [dossierOf(permit), personne, toTimestamp(permit.at), toTimestamp(instantOf(permit.at - withinMs))],
      });
      return rowCount === 1;
    },
  };
}
