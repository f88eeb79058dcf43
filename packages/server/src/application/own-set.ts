// Submission sets that Carnet makes itself: whatever changes in a record comes with one, so that software which asks what is new since its last
// call is told of it, whichever door it came by. They name Carnet, and nobody of those who act for the patient.

import { type SubmissionSet, type SubmissionSetId, oidOfUuid } from '@carnet/domain/document';
import type { Ins } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { Ports } from '../ports/index.ts';

/** Carnet as a source of submission sets: an OID of its own under the UUID arc, the same in every installation. */
export const carnetSourceId = '2.25.188236044961930373417923372513137842816';
/** TRE_R209 `07`, consultations and outside care. */
export const consultations = { code: '07', system: '1.2.250.1.213.2.2' } as const;

export const ownSet = (ports: Ports, patient: Ins, at: Instant): SubmissionSet => ({
  id: ports.newId() as SubmissionSetId,
  uniqueId: oidOfUuid(ports.newId()),
  sourceId: carnetSourceId,
  contentType: consultations,
  submittedAt: at,
  author: { kind: 'systeme', id: carnetSourceId, name: 'Carnet' },
  patient,
});
