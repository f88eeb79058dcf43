// Easy French. What the pages of measures and of reminders say.

import type { SomePatientWords } from '../../patient.ts';
import { measures, reminders } from '../patient-health.ts';

export const health: SomePatientWords = { measures, reminders };
