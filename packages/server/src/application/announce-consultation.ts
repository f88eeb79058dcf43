// What consulting obliges to: the patient is told of a professional's first access, and at once of an emergency one (R.1111-48 CSP).

import { obligationsOf } from '@carnet/domain/access';
import type { Allowed } from './with-access.ts';
import type { Caller } from './caller.ts';
import type { Ports } from '../ports.ts';

export async function announceConsultation(
  ports: Ports,
  caller: Caller,
  { permit, tx, at }: Allowed<'list-documents'> | Allowed<'read-document'>,
): Promise<void> {
  const owed = obligationsOf(permit);
  if (permit.actor.kind !== 'professionnel') return;
  const about = { id: ports.newId(), dossier: permit.dossier.id, at, actorName: caller.context.actorName };
  if (owed.includes('notify-emergency')) await tx.notices.raise({ ...about, kind: 'bris-de-glace' });
  else if (owed.includes('notify-first-access') && (await tx.accesses.firstConsultation(permit, permit.actor.id)))
    await tx.notices.raise({ ...about, kind: 'premier-acces' });
}
