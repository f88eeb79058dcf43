// French. What signing in and one’s account say.

import { patientAccount, patientMyAccount } from '../patient-account.ts';

export const account = { signIn: patientAccount, myAccount: patientMyAccount };
