// French. What opening, refusing and closing a record say.

import { patientOpening, patientOpposition, patientClosing } from '../patient-opening.ts';

export const opening = { opening: patientOpening, opposition: patientOpposition, closing: patientClosing };
