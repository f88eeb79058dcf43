// On the day the policy sets, what waited for an announcement is shown to the patient (TD3.3b, automatic): Carnet acts as `systeme`, by the
// same rules and the same use case as a professional, traced as they are, and the patient is told then and not before.

import { plusDays } from '@carnet/domain/kernel';
import type { Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { changeDocument } from './change-document.ts';

const carnet: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'job', actorName: 'Carnet' } };
const batchSize = 200;

/** How many were released. What is refused, or was changed meanwhile, is left to the next round and to whoever reads the log. */
export async function releaseAnnouncements(ports: Ports): Promise<number> {
  const now = ports.clock.now();
  const { policy } = await ports.law.at(now);
  const until = plusDays(now, -policy.announcementDelayDays);
  const due = await ports.transactions.run(({ due: calendar }) => calendar.awaitingAnnouncement(until, batchSize));
  const refused: string[] = [];
  for (const { dossier, document } of due) {
    const shown = await changeDocument(ports, carnet, { dossier: { id: dossier }, document: { logicalId: document }, acts: ['show-to-patient'] });
    if (!shown.ok) refused.push(shown.refusal.code);
  }
  if (refused.length > 0) throw new Error(`${refused.length} of ${due.length} documents were not released: ${[...new Set(refused)].join(', ')}`);
  return due.length;
}
