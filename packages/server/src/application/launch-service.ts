// A professional opens a service of care from a record they consult (ADR 31): decided as the reading it leads to, told as one, and a line of the
// journal that names the service before it has read anything.

import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports, Service } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

/** `service`: undefined where it is none that the caller may open; told to who may consult the record only. What comes back is all its token will open. */
export function launchService(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  service: Pick<Service, 'name'> | undefined,
): Promise<Result<{ readonly dossier: DossierId; readonly ins: Ins }>> {
  const subject = service === undefined ? {} : { subject: { act: 'service-opened', name: service.name } as const };
  return withAccess(ports, caller, { action: 'list-documents', dossier, ...subject }, async (allowed) => {
    if (service === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'service', rule: 'VALEUR_HORS_LISTE' }]);
    // Neither an emergency nor a secret is a program's to claim: what it read would be told as an ordinary reading.
    if (caller.mode !== 'normal' || caller.secret === true) return refuse('FONCTION_INTERDITE');
    await announceConsultation(ports, caller, allowed);
    const { ins } = await allowed.tx.dossiers.identity(allowed.permit);
    return ok({ dossier: allowed.permit.dossier.id, ins });
  });
}
