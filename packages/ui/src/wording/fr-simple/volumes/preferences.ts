// Easy French. What the settings of notices say.

import type { SomePatientWords } from '../../patient.ts';
import { patientPreferences, patientDevices } from '../patient-notices.ts';

export const preferences: SomePatientWords = { preferences: patientPreferences, devices: patientDevices };
