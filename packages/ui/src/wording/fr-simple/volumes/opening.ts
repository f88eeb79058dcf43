// Easy French. What opening, refusing and closing a record say, and passkeys, which few pages do.

import type { SomePatientWords } from '../../patient.ts';
import { patientOpening, patientOpposition, patientClosing } from '../patient-opening.ts';
import { patientPasskeys } from '../patient-passkeys.ts';

export const opening: SomePatientWords = { opening: patientOpening, opposition: patientOpposition, closing: patientClosing, passkeys: patientPasskeys };
