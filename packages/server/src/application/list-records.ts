// The records a person may enter: their own, and those of the people they act for. Read from their own ties, which they know already;
// what each opens is decided when it is opened. A curatelle is told, with why it opens nothing.

import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { RefusalCode } from '@carnet/domain/kernel';
import type { Ports, Tie } from '../ports/index.ts';

export interface RecordsOfPerson {
  readonly own: DossierId;
  readonly ties: readonly (Tie & { readonly because?: RefusalCode })[];
}

export function listRecords(ports: Ports, personne: PersonneId, own: DossierId): Promise<RecordsOfPerson> {
  return ports.transactions.run(async ({ ties }) => {
    const known = await ties.list(personne, ports.clock.now());
    return { own, ties: known.map((tie) => (tie.opens ? tie : { ...tie, because: 'ACTEUR_INTERDIT' as const })) };
  });
}
