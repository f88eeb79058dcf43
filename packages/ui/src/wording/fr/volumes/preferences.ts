// French. What the settings of notices say.

import { patientPreferences, patientDevices } from '../patient-preferences.ts';

export const preferences = { preferences: patientPreferences, devices: patientDevices };
