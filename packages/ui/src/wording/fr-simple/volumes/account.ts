// Easy French. What signing in and one’s account say.

import type { SomePatientWords } from '../../patient.ts';
import { patientAccount, patientMyAccount } from '../patient-account.ts';

export const account: SomePatientWords = { signIn: patientAccount, myAccount: patientMyAccount };
