// The register of the law: what was decided, by whom and why, and what is added to it. Only ever added to: the server's role may not do else.

import type { HabilitationMatrix } from '@carnet/domain/access';
import type { PsIdNat } from '@carnet/domain/identity';
import type { CivilDate } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type { Decided, LawRegister } from '../../ports/index.ts';
import type { Vault } from '../vault.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { cellCounts, holdLaw, insertMatrix, matrixRows, policyRows, readMatrix, settingOf } from './law-rows.ts';

interface SealedDecision {
  readonly name: string;
  readonly reason: string;
}
const bindingOf = (id: string): string => `law|${id}`;
export const sealDecision = (vault: Vault, id: string, { name, reason }: SealedDecision): Buffer =>
  vault.sealSystem(bindingOf(id), JSON.stringify({ name, reason } satisfies SealedDecision));

export function lawRegister({ db, vault }: StoreContext): LawRegister {
  const opened = (id: string, sealed: Buffer): SealedDecision => JSON.parse(vault.openSystem(bindingOf(id), sealed).toString('utf8')) as SealedDecision;
  const addMatrix = async (from: CivilDate, source: string, decided: Decided, cells: HabilitationMatrix['cells'] | undefined): Promise<void> => {
    const id = randomUUID();
    const row = { id, from, source, decidedBy: decided.by, decidedAt: toTimestamp(decided.at), sealed: sealDecision(vault, id, decided) };
    await insertMatrix(db, row, cells);
  };
  return {
    hold: () => holdLaw(db),
    async matrices() {
      const [rows, counts] = [await matrixRows(db), await cellCounts(db)];
      return rows.map(({ id, from_day: from, withdrawn, source, decided_by: by, decided_at: at, sealed }) => ({
        id,
        from,
        withdrawn,
        source,
        counts: counts.get(id) ?? { cells: 0, open: 0, sourced: 0 },
        decidedAt: at,
        ...(by === null ? {} : { decided: { by: by as PsIdNat, at, ...opened(id, sealed) } }),
      }));
    },
    matrix: (_permit, { id, from, source }) => readMatrix(db, { id, from_day: from, source }),
    putInForce: (_permit, { from, source, cells }, decided) => addMatrix(from, source, decided, cells),
    withdrawMatrix: (_permit, from, decided) => addMatrix(from, '', decided, undefined),
    async changes() {
      return (await policyRows(db)).map((row) => ({
        ...settingOf(row),
        decided: { by: row.decided_by as PsIdNat, at: row.decided_at, ...opened(row.id, row.sealed) },
      }));
    },
    async change(_permit, { key, from, value }, decided) {
      const id = randomUUID();
      await db.query({
        name: 'law-policy-add',
        text: 'INSERT INTO policy_change (id, key, value, from_day, decided_by, decided_at, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        values: [id, key, value === undefined ? null : JSON.stringify(value), from, decided.by, toTimestamp(decided.at), sealDecision(vault, id, decided)],
      });
    },
  };
}
