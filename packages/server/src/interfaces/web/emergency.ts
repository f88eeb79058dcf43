// Emergency accesses at the web door: what the patient decided in advance; a professional entering one record in an emergency, and leaving it.
// The session remembers it on the server: each later request about that record carries its mode and its reason, until it ends.

import { type Choices, type EmergencyAccess, changeChoicesSchema, enterEmergencySchema } from '@carnet/contract';
import { type DossierChoices, type DossierId, parseDossierId } from '@carnet/domain/dossier';
import { type Instant, type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { Caller } from '../../application/caller.ts';
import { changeChoices, readChoices } from '../../application/emergency-choices.ts';
import { enterEmergency } from '../../application/enter-emergency.ts';
import type { Emergency, Ports, Session } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { Call, DossierCall, WebDeps } from './web-deps.ts';

/** The emergency this session is in for this record; one that has run out is none. */
export function emergencyOf(session: Session, dossier: DossierId, at: Instant): Emergency | undefined {
  const emergency = session.kind === 'professionnel' ? session.emergencies?.[dossier] : undefined;
  return emergency !== undefined && at < emergency.until ? emergency : undefined;
}

/** The caller as this record sees them. */
export function callerFor(caller: Caller, emergency: Emergency | undefined): Caller {
  if (emergency === undefined) return caller;
  const { id, mode, reason } = emergency;
  return { ...caller, mode, emergency: id, context: { ...caller.context, ...(reason === undefined ? {} : { reason }) } };
}

export const presentEmergency = ({ mode, reason, until }: Emergency): EmergencyAccess => ({
  mode,
  ...(reason === undefined ? {} : { reason }),
  until: toIso(until),
});

/** Entering twice begins another emergency: another reason, another notice. */
export async function enter({ ports, sessions }: WebDeps, { token, caller, dossier }: DossierCall, body: unknown): Promise<Result<EmergencyAccess>> {
  const input = parseInput(enterEmergencySchema, body);
  if (!input.ok) return input;
  const entered = await enterEmergency(ports, caller, dossier, input.value);
  if (!entered.ok) return entered;
  await sessions.enterEmergency(token, entered.value.dossier, entered.value.emergency);
  return ok(presentEmergency(entered.value.emergency));
}

/** Says nothing of the record: leaving what was not entered is leaving. */
export async function leave({ sessions }: WebDeps, { token }: Call, dossier: string): Promise<Result<undefined>> {
  const id = parseDossierId(dossier);
  if (!id.ok) return refuse('DOSSIER_INEXISTANT');
  await sessions.leaveEmergency(token, id.value);
  return ok(undefined);
}

export const showChoices = (ports: Ports, { caller, dossier }: DossierCall): Promise<Result<Choices>> => readChoices(ports, caller, dossier);

export async function switchChoices(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<Choices>> {
  const input = parseInput(changeChoicesSchema, body);
  if (!input.ok) return input;
  const change = Object.fromEntries(Object.entries(input.value).filter(([, value]) => value !== undefined)) as Partial<DossierChoices>;
  return changeChoices(ports, caller, dossier, change);
}
