// The patient closes their record, and reopens it as it was.

import { type ClosedByPatient, closeRecordSchema } from '@carnet/contract';
import { type Result, ok, toIso } from '@carnet/domain/kernel';
import { closeRecord } from '../../application/close-record.ts';
import { reopenRecord } from '../../application/reopen-record.ts';
import type { Ports } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall } from './web-deps.ts';

export async function closeByPatient(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<ClosedByPatient>> {
  const input = parseInput(closeRecordSchema, body);
  if (!input.ok) return input;
  const { reason } = input.value;
  const closed = await closeRecord(ports, caller, dossier, { motive: 'demande-patient', ...(reason === undefined ? {} : { reason }) });
  return closed.ok ? ok({ at: toIso(closed.value.closing.at), keptUntil: closed.value.keptUntil }) : closed;
}

export const reopenByPatient = (ports: Ports, { caller, dossier }: DossierCall): Promise<Result<true>> =>
  reopenRecord(ports, caller, dossier, { agreed: true });
