// Reminders of health, on the patient's side only.

import { type Reminders, answerReminderSchema } from '@carnet/contract';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { ReminderReason } from '@carnet/domain/reminder';
import { isReminderCode, rowOfReminder } from '@carnet/domain/terminology';
import { answerReminder, readReminders } from '../../application/reminders.ts';
import type { Ports } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall } from './web-deps.ts';

const presentReason = (reason: ReminderReason): Reminders['due'][number]['reason'] =>
  reason.kind === 'document' ? { kind: 'document', documentId: reason.document, title: reason.title } : reason;

export async function showReminders(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<Reminders>> {
  const read = await readReminders(ports, caller, dossier);
  if (!read.ok) return read;
  return ok({
    due: read.value.due.map(({ code, reason }) => ({ code, reason: presentReason(reason), source: rowOfReminder(code).source })),
    answered: read.value.answered.map(({ code, answer, until }) => ({ code, answer, ...(until === undefined ? {} : { until }) })),
  });
}

export async function changeReminder(ports: Ports, { caller, dossier }: DossierCall, code: string, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(answerReminderSchema, body);
  if (!input.ok) return input;
  if (!isReminderCode(code)) return refuse('PARAMETRE_INVALIDE', [{ field: 'code', rule: 'VALEUR_HORS_LISTE' }]);
  return answerReminder(ports, caller, dossier, code, input.value.answer);
}
