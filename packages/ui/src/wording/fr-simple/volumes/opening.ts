// Easy French. What opening, refusing and closing a record say.

import type { SomePatientWords } from '../../patient.ts';
import { patientOpening, patientOpposition, patientClosing } from '../patient-opening.ts';

export const opening: SomePatientWords = { opening: patientOpening, opposition: patientOpposition, closing: patientClosing };
