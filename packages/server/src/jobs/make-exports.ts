// Makes the copies people asked for, one at a time in this process, and tells each person that theirs is ready. A copy whose maker fell, or whose
// disk was full, is begun again from its beginning: what it may hold is decided when it is made, not pieced together from two moments.

import { summaryKinds } from '@carnet/codecs/fhir';
import { instantOf, plusDays } from '@carnet/domain/kernel';
import type { ExportPorts } from '../application/export-record.ts';
import { NoLongerOurs, type RecordWriter, type Sink, leaseFrom, makeExport } from '../application/make-export.ts';
import type { ClaimedExport, Ports } from '../ports/index.ts';
import { type Woken, wakeful } from './wakeful.ts';

export interface ExportMakingDeps {
  readonly ports: ExportPorts;
  readonly writerOf: (sink: Sink) => RecordWriter;
  /** Calls back when one was asked for, in any process. Resolves to what stops listening. */
  readonly onNew: (wake: () => void) => Promise<() => Promise<void>>;
  readonly onError: (error: unknown) => void;
}

/** A full disk may take a day to be seen to. */
const retryMinutes: readonly number[] = [1, 5, 15, 60, 240, 720];
/** How long the page still says that one failed, or that its time is over. */
const toldDays = 30;

export const startExportMaking = (deps: ExportMakingDeps): Promise<Woken> => wakeful({ onNew: deps.onNew, round: () => makeAll(deps), onError: deps.onError });

/** Ends those whose days are over. How many. */
export const expireExports = ({ clock, transactions }: Pick<Ports, 'clock' | 'transactions'>): Promise<number> =>
  transactions.run(({ exports }) => exports.expire(clock.now(), plusDays(clock.now(), -toldDays)));

async function makeAll(deps: ExportMakingDeps): Promise<number> {
  const { clock, newId, transactions } = deps.ports;
  for (let made = 0; ; made++) {
    const now = clock.now();
    const claimed = await transactions.run(({ exports }) => exports.claim({ now, leaseUntil: leaseFrom(now), attempt: newId() }));
    if (claimed === undefined) return made;
    await makeOne(deps, claimed);
  }
}

async function makeOne({ ports, writerOf, onError }: ExportMakingDeps, claimed: ClaimedExport): Promise<void> {
  const { clock, law, newId, transactions } = ports;
  try {
    const made = await makeExport(ports, claimed, writerOf, summaryKinds);
    if (!made.ok) return await transactions.run(({ exports }) => exports.fail(claimed, 'rights'));
    const at = clock.now();
    const { policy } = await law.at(at);
    await transactions.run(async ({ exports, notices, ties }) => {
      if (!(await exports.ready(claimed, { at, until: plusDays(at, policy.exportDays), bytes: made.value.bytes }))) return;
      // The patient's own is theirs alone; one that somebody took in their name is told to the patient and to all who represent them.
      const secret = (await ties.kindOf(claimed.personne, claimed.dossier, at)) === 'titulaire';
      await notices.raise({ id: newId(), dossier: claimed.dossier, kind: 'copie-prete', at, actorName: claimed.name, secret });
    });
  } catch (error) {
    if (error instanceof NoLongerOurs) return;
    onError(error);
    const minutes = retryMinutes[claimed.attempts - 1];
    await transactions.run(({ exports }) =>
      minutes === undefined ? exports.fail(claimed, 'error') : exports.retry(claimed, instantOf(clock.now() + minutes * 60_000)),
    );
  }
}
