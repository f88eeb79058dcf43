// English. What the pages of measures and of reminders say.

import type { PatientWords } from '../../patient.ts';
import { measures } from '../measures.ts';
import { reminders } from '../reminders.ts';

export const health: Pick<PatientWords, 'measures' | 'reminders'> = { measures, reminders };
