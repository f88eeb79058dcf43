// What one's structure fed and what was refused of it (A157, ADR 60), as far back as the policy of the day keeps it. Without any patient: a line says
// when, by which door, under which number, who sent it, and of a refusal what was answered then.

import type { PsIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, ok, plusDays } from '@carnet/domain/kernel';
import type { DepositCounts, DepositsQuery, Directory, FedDeposit, Ports, Sender } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { fullName } from './directory-names.ts';
import { withAccessAcross } from './with-access.ts';

/** `sender`: without a name, the certificate of the structure, or somebody the directory no longer knows. */
export type ListedDeposit = FedDeposit & { readonly by?: Partial<Sender> & Pick<Sender, 'kind' | 'id'> };
export interface ListedDeposits {
  readonly rows: readonly ListedDeposit[];
  readonly nextCursor?: string;
  /** Of the first page: over the whole period, whatever else is filtered. */
  readonly counts?: DepositCounts;
  readonly keptDays: number;
}
export type DepositsAsked = Omit<DepositsQuery, 'since' | 'until'> & { readonly since?: Instant; readonly until?: Instant };

export const listDeposits = (ports: Ports, caller: Caller, asked: DepositsAsked): Promise<Result<ListedDeposits>> =>
  withAccessAcross<'list-deposits', ListedDeposits>(ports, caller, 'list-deposits', async ({ permit, tx, at, policy }) => {
    const keptDays = policy.refusedDepositDays;
    const oldest = plusDays(at, -keptDays);
    const since = asked.since !== undefined && asked.since > oldest ? asked.since : oldest;
    const query = { ...asked, since, until: asked.until ?? plusDays(at, 1) };
    const page = await tx.deposits.list(permit, query);
    const counts = asked.cursor === undefined ? await tx.deposits.count(permit, query) : undefined;
    return ok({
      rows: await named(tx.directory, page.rows),
      ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
      ...(counts === undefined ? {} : { counts }),
      keptDays,
    });
  });

/** The journal names people under the key of a record: here they are named by the directories, as they are today. */
async function named(directory: Directory, rows: readonly FedDeposit[]): Promise<readonly ListedDeposit[]> {
  const ids = (kind: Sender['kind']): PsIdNat[] => [
    ...new Set(rows.flatMap((row) => (row.outcome === 'taken' && row.sender.kind === kind ? [row.sender.id as PsIdNat] : []))),
  ];
  const names = new Map((await directory.professionnels(ids('professionnel'))).map((one) => [String(one.id), fullName(one)]));
  for (const id of ids('secretariat')) {
    const person = await directory.personnel(id);
    if (person !== undefined) names.set(id, fullName(person));
  }
  return rows.map((row): ListedDeposit => {
    if (row.outcome === 'refused') return row.sent === undefined ? row : { ...row, by: row.sent.sender };
    const name = names.get(row.sender.id);
    return { ...row, by: { ...row.sender, ...(name === undefined ? {} : { name }) } };
  });
}
