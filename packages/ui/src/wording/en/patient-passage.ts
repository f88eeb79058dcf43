// English of what comes into a record file by file, and leaves it whole or through a service: lines of the journal.

import type { passageActs as french } from '../fr/patient-passage.ts';
import type { Widen } from '../widen.ts';

const who = (name: string, self: boolean): string => (self ? 'You' : name);

export const passageActs: Widen<typeof french> = {
  'service-opened': (name, self, whom) => `${who(name, self)} opened the record in the service ${whom}`,
  'upload-begun': (name, self) => `${who(name, self)} began to send a document`,
  'export-asked': (name, self) => `${who(name, self)} asked for a copy of the whole record`,
  'export-downloaded': (name, self) => `${who(name, self)} asked to download the copy of the whole record`,
  'export-deleted': (name, self) => `${who(name, self)} deleted the copy of the whole record`,
};
