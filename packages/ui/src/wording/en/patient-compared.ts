// English of what a version changes, for the person whose record it is.

import type { patientCompared as french } from '../fr/patient-compared.ts';
import type { Widen } from '../widen.ts';
import { compared } from './compared.ts';

export const patientCompared: Widen<typeof french> = {
  ...compared,
  sheetSame: 'Title, type, author, date of the act and who sees it are the same.',
  facts: { ...compared.facts, sight: 'Who sees it' },
  sights: {
    open: 'Visible to professionals',
    masked: 'Hidden from professionals',
    waits: 'Not visible yet',
    representants: 'Hidden from representatives',
  },
  unknown: 'These two documents are not versions of each other that you may read.',
};
