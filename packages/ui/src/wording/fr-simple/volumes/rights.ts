// Easy French. What the pages of rights and of reports say.

import type { SomePatientWords } from '../../patient.ts';
import { patientRights, patientReports } from '../patient-rights.ts';

export const rights: SomePatientWords = { rights: patientRights, reports: patientReports };
