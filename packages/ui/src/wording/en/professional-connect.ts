// English of signing in by Pro Santé Connect.

import type { connect as french } from '../fr/professional-connect.ts';
import type { Widen } from '../widen.ts';

const again = 'Start again from this page.';
const support = 'If it goes on, call support with the code below.';

export const connect: Widen<typeof french> = {
  title: 'With your e-CPS',
  lead: 'Pro Santé Connect asks you to approve on your telephone, or reads your card. There is nothing to install here.',
  action: 'Sign in with Pro Santé Connect',
  simulated: 'In the sandbox, a simulator answers in its place.',
  refused: 'Pro Santé Connect did not sign you in',
  left: 'You are signed out.',
  ended:
    'Your session has ended. That happens after thirty minutes without doing anything, four hours after coming by Pro Santé Connect, or by signing out of it. Sign in again to go on.',
  reasons: {
    PSC_DEMANDE_PERDUE: `The request has expired, or began in another browser. ${again}`,
    PSC_REFUSE: `The request was refused on your telephone, or your e-CPS account is suspended. ${again} If you refused nothing, check your e-CPS with the Agence du Numérique en Santé.`,
    PSC_EXPIRE: `Nobody answered on the telephone in time. Keep it near you. ${again}`,
    PSC_INDISPONIBLE: 'Pro Santé Connect does not answer. Try again in a few minutes, or read your card.',
    PSC_REPONSE_REFUSEE: `The answer is not the one Carnet expected. ${again} ${support}`,
    PSC_NIVEAU_INSUFFISANT: 'The answer does not say that you were authenticated with your card or your e-CPS. A record opens with nothing less.',
    PSC_IDENTITE_DISCORDANTE:
      'The name and the RPPS number received are not those of one person in the directory. Have your registration checked with your professional body.',
    PSC_INCONNU:
      'Your number is not in Carnet’s directory of health professionals. Check your RPPS registration with your professional body. A secretary signs in with their card.',
    PSC_SUSPENDU: 'The directory says that you no longer practise. If that is wrong, see your professional body.',
    PSC_PROFESSION_DISCORDANTE: 'The profession received is not the directory’s. Have your RPPS registration brought up to date with your professional body.',
    PSC_SANS_ACTIVITE:
      'No structure is known to both Pro Santé Connect and the directory. Have your activity in the RPPS brought up to date with your professional body.',
  },
};
