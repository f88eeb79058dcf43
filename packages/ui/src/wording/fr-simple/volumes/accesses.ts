// Easy French. What the pages of accesses and of the journal say.

import type { SomePatientWords } from '../../patient.ts';
import { accesses, hidden, seeAs, inEmergency } from '../patient-accesses.ts';
import { journal } from '../patient-journal.ts';

export const easyAccesses: SomePatientWords = { accesses, hidden, seeAs, inEmergency, journal };
