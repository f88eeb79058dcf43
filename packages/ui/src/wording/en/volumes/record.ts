// English. What the frame of a record names, and its smaller pages.

import type { PatientWords } from '../../patient.ts';
import { patientFamily } from '../patient-family.ts';
import { patientCard } from '../patient-card.ts';
import { patientShare } from '../patient-share.ts';
import { patientServices } from '../patient-services.ts';
import { patientExport } from '../patient-export.ts';

export const record: Pick<PatientWords, 'family' | 'card' | 'share' | 'services' | 'export'> = {
  family: patientFamily,
  card: patientCard,
  share: patientShare,
  services: patientServices,
  export: patientExport,
};
