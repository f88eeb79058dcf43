// English. What the pages of documents say.

import type { PatientWords } from '../../patient.ts';
import { patientBinders } from '../patient-binders.ts';
import { patientCompared } from '../patient-compared.ts';
import { patientDocuments } from '../patient-documents.ts';
import { misfiled } from '../patient-misfiled.ts';

export const documents: Pick<PatientWords, 'documents' | 'misfiled' | 'binders' | 'compare'> = {
  documents: patientDocuments,
  misfiled,
  binders: patientBinders,
  compare: patientCompared,
};
