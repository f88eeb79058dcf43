// Who sees a measure. No text of the law has a row for measures: each is decided as a document of the type « Mesures de signes vitaux », which
// the habilitation matrix and the nine spaces know. Hiding a kind of measures is masking them; what was done in secret is hidden from those
// who represent the patient. Nothing here decides: the table of rules does, on these facts (ADR 36).

import type { DocumentFacts } from '../access/request.ts';
import type { PsIdNat } from '../identity/professionnel.ts';
import { type MeasureKind, measureTypeCode } from '../terminology/measure-kinds.ts';
import type { Measure } from './measure.ts';

/** What the patient chose. */
export interface MeasureSettings {
  /** Kinds that professionals do not see (their médecin traitant does). */
  readonly hidden: readonly MeasureKind[];
  /** Values of documents stand on the curves too. */
  readonly fromDocuments: boolean;
  /** Of the HbA1c, in %: the line on its curve. */
  readonly hba1cTarget?: number;
}
export const defaultMeasureSettings: MeasureSettings = { hidden: [], fromDocuments: true };

export const measureFacts = (
  { id, kind, enteredBy, enteredAt, secret }: Pick<Measure, 'id' | 'kind' | 'enteredBy' | 'enteredAt' | 'secret'>,
  { hidden }: Pick<MeasureSettings, 'hidden'>,
): DocumentFacts => ({
  measure: id,
  typeCode: measureTypeCode,
  status: 'Approved',
  visibilite: { masquePs: hidden.includes(kind), invisiblePatient: false, invisibleRepresentants: secret === true },
  depositor: enteredBy.kind === 'professionnel' ? 'professionnel' : 'patient',
  depositedAt: enteredAt,
  authorIds: enteredBy.kind === 'professionnel' ? [enteredBy.id as PsIdNat] : [],
  authorStructures: [],
  ...(enteredBy.kind === 'service-tiers' ? { service: enteredBy.id } : {}),
});
