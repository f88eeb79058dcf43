// An emergency access: bris de glace by a professional, or the regulation of a centre 15 (L.1111-17 I, R.1111-48 CSP). Entering is itself a
// consultation: decided, traced and announced before anything is shown. Who may, and what the patient opposed, the rules decide.

import { type Finding, type Result, instantOf, ok, refuse } from '@carnet/domain/kernel';
import type { DossierId } from '@carnet/domain/dossier';
import type { DossierKey, Emergency, EmergencyMode, Ports } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

/** A word is no reason, and what is read by a patient must be readable. */
export const reasonLength = { shortest: 10, longest: 500 } as const;

export interface EmergencyRequest {
  readonly mode: EmergencyMode;
  readonly reason?: string | undefined;
}

/** The same caller, in an emergency. A bris de glace says why; the centre 15 may. */
export function inEmergency(caller: Caller, { mode, reason }: EmergencyRequest, session?: string): Result<Caller> {
  const given = reason?.trim() ?? '';
  const fault = reasonFault(given, mode);
  if (fault !== undefined) return refuse('PARAMETRE_INVALIDE', [fault]);
  return ok({
    ...caller,
    mode,
    ...(session === undefined ? {} : { emergency: session }),
    context: { ...caller.context, ...(given === '' ? {} : { reason: given }) },
  });
}

function reasonFault(given: string, mode: EmergencyMode): Finding | undefined {
  if (given === '') return mode === 'bris_de_glace' ? { field: 'reason', rule: 'CHAMP_ABSENT' } : undefined;
  if (given.length < reasonLength.shortest) return { field: 'reason', rule: 'TROP_COURT', expected: String(reasonLength.shortest) };
  return given.length > reasonLength.longest ? { field: 'reason', rule: 'TROP_LONG', expected: String(reasonLength.longest) } : undefined;
}

export interface EnteredEmergency {
  readonly dossier: DossierId;
  readonly emergency: Emergency;
}

/** Opens an emergency session on one record, for a door that keeps sessions. It ends with the session, at the latest after the hours of the policy. */
export async function enterEmergency(ports: Ports, caller: Caller, dossier: DossierKey, asked: EmergencyRequest): Promise<Result<EnteredEmergency>> {
  const id = ports.newId();
  const entering = inEmergency(caller, asked, id);
  if (!entering.ok) return entering;
  const { reason } = entering.value.context;
  return withAccess(ports, entering.value, { action: 'list-documents', dossier }, async (allowed) => {
    await announceConsultation(ports, entering.value, allowed);
    const until = instantOf(allowed.at + allowed.policy.brisDeGlaceHours * 3_600_000);
    return ok({ dossier: allowed.permit.dossier.id, emergency: { id, mode: asked.mode, ...(reason === undefined ? {} : { reason }), until } });
  });
}
