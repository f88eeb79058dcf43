// The query of $changes: whose record, and since which cursor.

import { type Parsed, parsed } from '@carnet/domain/kernel';
import {
  type PageDraft,
  type ParameterTable,
  type PatientDraft,
  type ReadSearch,
  pageParameters,
  patientParameters,
  patientSynonyms,
  readParameters,
} from './search-reading.ts';
import type { PatientKey } from './search-values.ts';

export interface ChangesSearch {
  readonly patient?: PatientKey;
  readonly cursor?: string;
  /** 0: the cursor alone; anything else is everything. */
  readonly count?: number;
}
type Draft = PatientDraft & PageDraft;

export const changesSearch: ParameterTable<Draft> = { parameters: { ...patientParameters, ...pageParameters }, synonyms: patientSynonyms };

export function parseChangesQuery(query: string): Parsed<ReadSearch<ChangesSearch>> {
  const draft: Draft = {};
  const read = readParameters(query, changesSearch, draft);
  return read.ok ? parsed({ search: draft, ignored: read.value.ignored }) : read;
}
