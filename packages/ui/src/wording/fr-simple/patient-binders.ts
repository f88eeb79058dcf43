// Easy French of pins and binders.

import type { SomePatientWords } from '../patient.ts';

export const patientBinders: NonNullable<SomePatientWords['binders']> = {
  own: 'Vous seul voyez vos classeurs. Un classeur ne change pas vos documents.',
  empty: { body: 'Mettez ensemble les documents qui parlent de la même chose. Par exemple : une opération.' },
  emptyOne: { body: 'Ouvrez un document. Touchez « Ranger » pour le mettre ici.' },
};
