// What consulting obliges to: the patient is told of a professional's first access; and at once of an emergency one, with the médecin
// traitant (R.1111-48 CSP), once for each emergency session.

import { obligationsOf } from '@carnet/domain/access';
import type { Allowed } from './with-access.ts';
import type { Caller } from './caller.ts';
import type { Ports } from '../ports/index.ts';

/** The patient was told already, or is whoever reads: nobody is told anything of this access. */
export const announcesNothing = ({ actor, mode, dossier, action }: Allowed<'list-documents' | 'read-document'>['permit']): boolean =>
  actor.kind === 'professionnel' && dossier.toldOpenly === true && !obligationsOf({ actor, mode, action }).includes('notify-emergency');

export async function announceConsultation(
  ports: Ports,
  caller: Caller,
  { permit, tx, at, policy }: Allowed<'list-documents'> | Allowed<'read-document'> | Allowed<'read-measures'>,
): Promise<void> {
  const owed = obligationsOf(permit);
  if (permit.actor.kind !== 'professionnel') return;
  const { actorName, reason } = caller.context;
  const professionnel = permit.actor.id;
  const about = { id: ports.newId(), dossier: permit.dossier.id, at, actorName, secret: permit.secret };
  if (owed.includes('notify-emergency')) {
    // Told apart, so that what happened in secret does not keep quiet what did not.
    const session = permit.secret ? `${caller.emergency ?? ''}:secret` : caller.emergency;
    const emergency = { professionnel, session, lastingHours: policy.brisDeGlaceHours };
    if (!(await tx.accesses.firstOfEmergency(permit, emergency))) return;
    const kind = permit.mode === 'centre_15' ? 'centre-15' : 'bris-de-glace';
    await tx.notices.raise({ ...about, kind, ...(reason === undefined ? {} : { reason }) });
    await tx.notices.tellMedecinTraitant(permit, { id: about.id, kind });
  } else if (owed.includes('notify-first-access') && (await tx.accesses.firstConsultation(permit, professionnel)))
    await tx.notices.raise({ ...about, kind: 'premier-acces' });
}
