// French. What the frame of a record names, and its smaller pages.

import { patientFamily } from '../patient-family.ts';
import { patientCard } from '../patient-card.ts';
import { patientShare } from '../patient-share.ts';
import { patientServices } from '../patient-services.ts';
import { patientExport } from '../patient-export.ts';

export const record = { family: patientFamily, card: patientCard, share: patientShare, services: patientServices, export: patientExport };
