// From a cookie to the caller of a use case. A professional is looked up in the directory at each request, so that a card or a
// tie to a structure that has ended stops at once; what the session remembers of them is only who, and the structure claimed.

import type { ActingProfessionnel } from '@carnet/domain/access';
import type { Professionnel, Structure } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Caller } from '../../application/caller.ts';
import type { Ports, Session } from '../../ports.ts';

export type ProfessionalIdentity = { readonly professionnel: Professionnel; readonly structure: Structure | undefined };

export async function callerOf(ports: Ports, session: Session): Promise<Result<Caller>> {
  if (session.kind === 'patient') {
    const { personne, factors, displayName } = session;
    return ok({ actor: { kind: 'titulaire', personne, factors }, mode: 'normal', context: { door: 'patient', actorName: displayName } });
  }
  const known = await lookUp(ports, session);
  if (known === undefined) return refuse('CARTE_INCONNUE');
  const { professionnel, structure } = known;
  const claimed =
    session.structure === undefined
      ? {}
      : { structure: { id: session.structure, active: structure?.active === true, regulates: structure?.regulates === true } };
  const actor: ActingProfessionnel = {
    kind: 'professionnel',
    id: professionnel.id,
    profession: professionnel.profession,
    ...(professionnel.specialty === undefined ? {} : { specialty: professionnel.specialty }),
    authentication: 'DIRECTE',
    active: professionnel.active,
    structures: professionnel.structures,
    ...claimed,
  };
  return ok({
    actor,
    mode: 'normal',
    context: { door: 'professional', actorName: nameOf(professionnel), ...(structure === undefined ? {} : { structureName: structure.name }) },
  });
}

const lookUp = (ports: Ports, session: Extract<Session, { kind: 'professionnel' }>): Promise<ProfessionalIdentity | undefined> =>
  ports.transactions.run(async ({ directory }) => {
    const professionnel = await directory.professionnel(session.professionnel);
    if (professionnel === undefined) return undefined;
    return { professionnel, structure: session.structure === undefined ? undefined : await directory.structure(session.structure) };
  });

export const nameOf = ({ givenName, familyName }: Pick<Professionnel, 'givenName' | 'familyName'>): string => `${givenName} ${familyName}`.trim();
