// English. What signing in and one’s account say.

import type { PatientWords } from '../../patient.ts';
import { patientAccount, patientMyAccount } from '../patient-account.ts';

export const account: Pick<PatientWords, 'signIn' | 'myAccount'> = { signIn: patientAccount, myAccount: patientMyAccount };
