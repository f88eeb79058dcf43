// Easy French of what a version changes.

import type { SomePatientWords } from '../patient.ts';

export const patientCompared: NonNullable<SomePatientWords['compare']> = {
  sights: { masked: 'Caché aux professionnels' },
  whole: 'On ne peut pas comparer ces deux versions ligne par ligne. Lisez les deux.',
};
