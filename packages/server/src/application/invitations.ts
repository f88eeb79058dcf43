// An invitation, for the adult who holds its code and is signed in to their own account: what it would share, accepted once, or refused.
// Whoever holds the code has been told what it says; a code that is wrong, used, withdrawn or too old is answered alike.

import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FoundInvitation, Ports, Stores } from '../ports/index.ts';

export interface Invitee {
  readonly personne: PersonneId;
  /** Their own record: it says whether they are of age. */
  readonly own: DossierId;
  readonly name: string;
}

const invalid = refuse('INVITATION_INVALIDE');
const impossible = (rule: 'MINEUR' | 'SOI_MEME_OU_DEJA_LIE'): Result<never> => refuse('AIDANT_IMPOSSIBLE', [{ field: 'code', rule }]);

export function lookAtInvitation(ports: Ports, code: string): Promise<Result<FoundInvitation>> {
  return ports.transactions.run(async (tx) => {
    const found = await tx.delegations.find(code, ports.clock.now());
    return found === undefined ? invalid : ok(found);
  });
}

/** From then on the person asks for this record as its aidant; what they do there is decided and traced as theirs. */
export async function acceptInvitation(ports: Ports, { personne, own, name }: Invitee, code: string): Promise<Result<DossierId>> {
  const at = ports.clock.now();
  const { policy } = await ports.law.at(at);
  return ports.transactions.run(async (tx): Promise<Result<DossierId>> => {
    const invitation = await tx.delegations.find(code, at);
    if (invitation === undefined) return invalid;
    if (!(await isAdult(tx, { personne, own }, at))) return impossible('MINEUR');
    const outcome = await tx.delegations.accept(invitation, { personne, name, at, maximum: policy.personsPerAidant });
    switch (outcome) {
      case 'tied':
        return impossible('SOI_MEME_OU_DEJA_LIE');
      case 'too-many':
        return refuse('LIMITE_ATTEINTE', [{ field: 'code', rule: 'PERSONNES_PAR_AIDANT', expected: String(policy.personsPerAidant) }]);
      case 'used':
        return invalid;
      case 'accepted':
        await tx.notices.raise({ id: ports.newId(), dossier: invitation.dossier, kind: 'partage', at, actorName: name });
        return ok(invitation.dossier);
    }
  });
}

export function refuseInvitation(ports: Ports, code: string): Promise<Result<true>> {
  const at = ports.clock.now();
  return ports.transactions.run(async (tx): Promise<Result<true>> => {
    const invitation = await tx.delegations.find(code, at);
    if (invitation === undefined) return invalid;
    await tx.delegations.refuse(invitation, at);
    await tx.notices.raise({ id: ports.newId(), dossier: invitation.dossier, kind: 'partage', at, actorName: invitation.names.aidant });
    return ok(true);
  });
}

/** By the birth date of their own record; without one, nobody knows, and the answer is no. */
const isAdult = async (tx: Stores, { personne, own }: Pick<Invitee, 'personne' | 'own'>, at: Parameters<Stores['facts']['isMinor']>[1]): Promise<boolean> =>
  (await tx.ties.kindOf(personne, own, at)) === 'titulaire' && !(await tx.facts.isMinor(own, at));
