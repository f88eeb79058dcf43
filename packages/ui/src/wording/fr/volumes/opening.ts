// French. What opening, refusing and closing a record say, and passkeys, which few pages do.

import { patientOpening, patientOpposition, patientClosing } from '../patient-opening.ts';
import { patientPasskeys } from '../patient-passkeys.ts';

export const opening = { opening: patientOpening, opposition: patientOpposition, closing: patientClosing, passkeys: patientPasskeys };
