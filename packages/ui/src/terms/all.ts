// The whole table, fetched when a document that may hold such words is read. Words with two usual meanings (IPP, RCP, ADP, PAS…) are left out:
// an explanation that may be another word's is worse than none.

import { blood } from './blood.ts';
import { care } from './care.ts';
import { examinations } from './examinations.ts';
import { illnesses } from './illnesses.ts';
import type { TermGroup } from './term.ts';

export const termGroups: readonly TermGroup[] = [blood, examinations, illnesses, care];
