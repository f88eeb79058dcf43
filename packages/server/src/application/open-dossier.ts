// The identity of a record: shown to a professional who may consult it, and written on what the patient's side deposits.

import { type Result, ok } from '@carnet/domain/kernel';
import type { IdentityStatus, Professionnel } from '@carnet/domain/identity';
import type { DossierIdentity, DossierKey, Ports } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { type Allowed, withAccess } from './with-access.ts';

export interface OpenedDossier extends DossierIdentity {
  readonly medecinTraitant?: Professionnel;
  readonly status: IdentityStatus;
  /** Told to professionals alone: they are the ones who could write in the wrong record. */
  readonly hasNamesake?: boolean;
}

export function openDossier(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<OpenedDossier>> {
  const open = async ({ permit, tx }: Allowed<'list-documents'> | Allowed<'read-identity'>): Promise<Result<OpenedDossier>> => {
    const identity = await tx.dossiers.identity(permit);
    const medecinTraitant = permit.dossier.medecinTraitant === undefined ? undefined : await tx.directory.professionnel(permit.dossier.medecinTraitant);
    return ok({ ...identity, status: permit.dossier.identity, ...(medecinTraitant === undefined ? {} : { medecinTraitant }) });
  };
  if ('personne' in caller.actor) return withAccess(ports, caller, { action: 'read-identity', dossier }, open);
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const hasNamesake = await allowed.tx.dossiers.hasNamesake(allowed.permit);
    const opened = await open(allowed);
    return opened.ok ? ok({ ...opened.value, hasNamesake }) : opened;
  });
}
