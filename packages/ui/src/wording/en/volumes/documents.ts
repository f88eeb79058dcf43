// English. What the pages of documents say.

import type { PatientWords } from '../../patient.ts';
import { patientDocuments } from '../patient-documents.ts';
import { misfiled } from '../patient-misfiled.ts';

export const documents: Pick<PatientWords, 'documents' | 'misfiled'> = { documents: patientDocuments, misfiled };
