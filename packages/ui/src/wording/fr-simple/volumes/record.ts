// Easy French. What the frame of a record names, and its smaller pages.

import type { SomePatientWords } from '../../patient.ts';
import { patientFamily } from '../patient-family.ts';
import { patientCard } from '../patient-card.ts';
import { patientShare } from '../patient-share.ts';
import { patientServices } from '../patient-rights.ts';
import { patientExport } from '../patient-account.ts';

export const record: SomePatientWords = { family: patientFamily, card: patientCard, share: patientShare, services: patientServices, export: patientExport };
