// Reminders of health: what each person answered to them. The reminders themselves are computed when they are read, and kept nowhere.

import type { Permit } from '@carnet/domain/access';
import type { KeptAnswers } from '@carnet/domain/reminder';

export interface ReminderStore {
  /** Of the person the permit is for, about this record: nobody else's. */
  answers(permit: Permit<'read-profile' | 'write-profile'>): Promise<KeptAnswers>;
  saveAnswers(permit: Permit<'write-profile'>, answers: KeptAnswers): Promise<void>;
}
