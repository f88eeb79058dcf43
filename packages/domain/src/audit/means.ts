// By which means whoever acted had come, told from what every line keeps: how sure it was (`authentication`), the door, the service that was open. Both
// are columns that the link of the chain covers; lines older than the first say nothing of it, and nothing is guessed.

import type { ComingMeans } from '../terminology/coming-means.ts';
import type { KeptTrace } from './trace.ts';

/** Undefined: somebody of the patient's side, a service on its own, Carnet itself, or a line older than what tells it. */
export function meansOf({ authentication, door, service }: Pick<KeptTrace, 'authentication' | 'door' | 'service'>): ComingMeans | undefined {
  switch (authentication) {
    case 'DIRECTE':
      return 'carte';
    case 'PRO_SANTE_CONNECT':
      return 'pro-sante-connect';
    case 'CERTIFICAT_DE_STRUCTURE':
      return 'certificat';
    case 'INDIRECTE_RENFORCEE':
      // A service reads with the rights of whoever opened it, and is known by its token.
      if (service !== undefined) return 'service';
      return door === 'professional' ? 'etablissement' : 'logiciel';
    default:
      return undefined;
  }
}
