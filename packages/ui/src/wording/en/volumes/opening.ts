// English. What opening, refusing and closing a record say.

import type { PatientWords } from '../../patient.ts';
import { patientOpening, patientOpposition, patientClosing } from '../patient-opening.ts';

export const opening: Pick<PatientWords, 'opening' | 'opposition' | 'closing'> = {
  opening: patientOpening,
  opposition: patientOpposition,
  closing: patientClosing,
};
