// Every word of a language of the patient's app: the volumes which pages fetch one by one, together.

import type { Catalogue } from '@carnet/ui/wording';
import { type PatientWords, volumes } from '@carnet/ui/wording/patient';

export async function wholeOf(catalogue: Catalogue<PatientWords>, speech: 'fr' | 'fr-simple' | 'en'): Promise<PatientWords> {
  const book = catalogue[speech]!;
  await book.fetch(Object.keys(volumes));
  return book.words;
}
