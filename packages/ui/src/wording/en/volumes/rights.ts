// English. What the pages of rights and of reports say.

import type { PatientWords } from '../../patient.ts';
import { patientRights } from '../patient-rights.ts';
import { patientReports } from '../patient-reports.ts';

export const rights: Pick<PatientWords, 'rights' | 'reports'> = { rights: patientRights, reports: patientReports };
