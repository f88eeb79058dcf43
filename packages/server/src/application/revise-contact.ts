// TD1.3: how the person is reached, who is said to stand for them, and what they decided for an emergency: read by whoever may know who the
// record is about, revised by the patient's side, or by a professional for whoever has no space of their own. Identity traits are not among
// it: they come with the INS.

import type { DossierChoices } from '@carnet/domain/dossier';
import type { ContactDetails } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierIdentity, DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type PersonAgreement, agreementSought } from './person-agreement.ts';
import { withAccess } from './with-access.ts';

export interface AdministrativeData {
  readonly identity: DossierIdentity;
  readonly contact: ContactDetails;
  /** Names of those who represent the person by law today. */
  readonly representants: readonly string[];
  readonly choices: DossierChoices;
}

export function readAdministrativeData(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<AdministrativeData>> {
  return withAccess(ports, caller, { action: 'read-identity', dossier }, async ({ permit, tx }) =>
    ok({
      identity: await tx.dossiers.identity(permit),
      contact: await tx.dossiers.contact(permit),
      representants: await tx.dossiers.representants(permit),
      choices: permit.dossier.choices,
    }),
  );
}

export interface Revision {
  readonly contact: ContactDetails;
  /** The two oppositions a professional may be told of. */
  readonly choices?: Pick<Partial<DossierChoices>, 'opposesBrisDeGlace' | 'opposesCentre15'>;
  readonly personAgreement?: PersonAgreement;
}

export function reviseContact(ports: Ports, caller: Caller, dossier: DossierKey, { contact, choices = {}, personAgreement }: Revision): Promise<Result<true>> {
  return withAccess(ports, caller, { action: 'revise-contact', dossier }, async ({ permit, tx, also }) => {
    const agreed = agreementSought(permit, personAgreement);
    if (!agreed.ok) return agreed;
    await tx.dossiers.saveContact(permit, contact);
    const before = permit.dossier.choices;
    const changed = Object.fromEntries(Object.entries(choices).filter(([key, value]) => before[key as keyof DossierChoices] !== value));
    if (Object.keys(changed).length > 0) {
      // A line of its own, that says which switches.
      const traced = await also({ action: 'revise-contact', dossier, subject: { act: 'choices-changed', choices: changed } });
      if (!traced.ok) return traced;
      await tx.dossiers.saveChoices(permit, changed);
    }
    return ok(true);
  });
}
