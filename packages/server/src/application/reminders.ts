// Reminders (features A078): computed when the patient, or who represents them, asks, from what that person may see of the record and nothing else;
// written nowhere, told to nobody. What somebody answers is remembered, sealed, for themselves.

import { type Result, civilDateInParis, ok } from '@carnet/domain/kernel';
import { historyPeriod } from '@carnet/domain/reimbursement';
import { type KeptAnswer, type Reminder, type SourcedFact, answersInForce, remindersDue, withAnswer } from '@carnet/domain/reminder';
import { type ReminderAnswer, type ReminderCode, diabetesCodes } from '@carnet/domain/terminology';
import type { DossierKey, FoundContent, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface Reminders {
  readonly due: readonly Reminder[];
  /** Not shown, since this person said so. */
  readonly answered: readonly (KeptAnswer & { readonly code: ReminderCode })[];
}

export function readReminders(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<Reminders>> {
  return withAccess(ports, caller, { action: 'read-profile', dossier }, async ({ permit, tx, at, policy, also }) => {
    const documents = await also({ action: 'list-documents', dossier: { id: permit.dossier.id } });
    if (!documents.ok) return documents;
    const today = civilDateInParis(at);
    const { diabetes } = await tx.profiles.read(permit);
    const { traits } = await tx.dossiers.identity(permit);
    const answers = await tx.reminders.answers(permit);
    const found = [
      await tx.clinical.find(documents.value, { kinds: ['immunization'] }),
      ...(diabetes === undefined ? [await tx.clinical.find(documents.value, { kinds: ['condition'], codes: diabetesCodes.map((code) => ({ code })) })] : []),
    ];
    const due = remindersDue({
      today,
      birthDate: traits.birthDate,
      ...(diabetes === undefined ? {} : { diabetes }),
      lines: await tx.history.linesSeen(documents.value, historyPeriod(today, policy.historyMonths).from),
      facts: found.flatMap(factsOf),
      answers,
    });
    return ok({ due, answered: answersInForce(answers, today) });
  });
}

const factsOf = ({ documents }: FoundContent): readonly SourcedFact[] =>
  documents.flatMap(({ entry, content }) => content.facts.map((fact) => ({ fact, source: entry })));

export function answerReminder(ports: Ports, caller: Caller, dossier: DossierKey, code: ReminderCode, answer: ReminderAnswer): Promise<Result<undefined>> {
  return withAccess(ports, caller, { action: 'write-profile', dossier }, async ({ permit, tx, at }) => {
    const answers = await tx.reminders.answers(permit);
    await tx.reminders.saveAnswers(permit, withAnswer(answers, code, answer, civilDateInParis(at)));
    return ok(undefined);
  });
}
