// What a person answered to the reminders of a record: one sealed text for each of them. Which reminder, and that there was one, is in no column.

import { type Permit, dossierOf } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import type { KeptAnswers } from '@carnet/domain/reminder';
import type { ReminderStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';

export const answersBinding = (dossier: DossierId, personne: string): string => `reminder_answers|${dossier}|${personne}`;

/** The law lets nobody but the patient and who represents them read or answer. */
function personIn({ actor }: Permit<'read-profile' | 'write-profile'>): PersonneId {
  invariant('personne' in actor, 'reminders are a person’s');
  return actor.personne;
}

export function reminderStore({ db, keys }: StoreContext): ReminderStore {
  return {
    async answers(permit) {
      const [dossier, personne] = [dossierOf(permit), personIn(permit)];
      const { rows } = await db.query<{ sealed: Buffer }>({
        name: 'reminder-answers',
        text: 'SELECT sealed FROM reminder_answers WHERE dossier_id = $1 AND personne = $2',
        values: [dossier, personne],
      });
      if (rows[0] === undefined) return {};
      return JSON.parse((await keys.sealer(dossier, db)).open(answersBinding(dossier, personne), rows[0].sealed).toString('utf8')) as KeptAnswers;
    },
    async saveAnswers(permit, answers) {
      const [dossier, personne] = [dossierOf(permit), personIn(permit)];
      await db.query({
        name: 'reminder-answers-save',
        text: `INSERT INTO reminder_answers (dossier_id, personne, sealed) VALUES ($1, $2, $3)
          ON CONFLICT (dossier_id, personne) DO UPDATE SET sealed = excluded.sealed`,
        values: [dossier, personne, (await keys.sealer(dossier, db)).seal(answersBinding(dossier, personne), JSON.stringify(answers))],
      });
    },
  };
}
