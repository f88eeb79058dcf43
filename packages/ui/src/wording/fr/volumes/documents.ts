// French. What the pages of documents say.

import { patientDocuments } from '../patient-documents.ts';
import { misfiled } from '../patient-misfiled.ts';

export const documents = { documents: patientDocuments, misfiled };
