// A representation ends by itself, at majority or at the term of a measure: the rules stop opening the record at that very instant. This
// tells it, once, to both: the new adult, or the person whose measure ended, and each person who represented them (features A174).

import type { DossierId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type { EndedRepresentation, NoticeKind, Ports, Stores } from '../ports/index.ts';

const batchSize = 200;

/** How many had ended and were told. */
export function tellEndedRepresentations(ports: Ports): Promise<number> {
  const now = ports.clock.now();
  return ports.transactions.run(async (tx) => {
    const ended = await tx.due.takeEndedRepresentations(now, batchSize);
    // Two parents leave one record: its holder is told once.
    const told = new Set<DossierId>();
    for (const one of ended) {
      if (one.ownDossier !== undefined) await tell(ports, tx, one.ownDossier, 'fin-representation', now, one.names.titulaire);
      if (one.toldBefore || told.has(one.dossier)) continue;
      told.add(one.dossier);
      if (await passesToAdult(tx, one, now)) await tell(ports, tx, one.dossier, 'majorite', now);
      else await tell(ports, tx, one.dossier, 'fin-representation', now, one.names.representant);
    }
    return ended.length;
  });
}

const passesToAdult = async (tx: Stores, { kind, dossier }: EndedRepresentation, now: Instant): Promise<boolean> =>
  kind === 'parent' && !(await tx.facts.isMinor(dossier, now));

const tell = (ports: Ports, tx: Stores, dossier: DossierId, kind: NoticeKind, at: Instant, actorName?: string): Promise<void> =>
  tx.notices.raise({ id: ports.newId(), dossier, kind, at, ...(actorName === undefined ? {} : { actorName }) });
