// French. What the pages of rights and of reports say.

import { patientRights } from '../patient-rights.ts';
import { patientReports } from '../patient-reports.ts';

export const rights = { rights: patientRights, reports: patientReports };
