// French. What the pages of measures and of reminders say.

import { measures } from '../measures.ts';
import { reminders } from '../reminders.ts';

export const health = { measures, reminders };
