// English. What the settings of notices say.

import type { PatientWords } from '../../patient.ts';
import { patientPreferences, patientDevices } from '../patient-preferences.ts';

export const preferences: Pick<PatientWords, 'preferences' | 'devices'> = { preferences: patientPreferences, devices: patientDevices };
