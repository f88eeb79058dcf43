// The table of calls of the JSON API. A test finds every route the server declares in it, and no other (openapi.test.ts); what tests of the doors read
// is held against its shapes.

import type { ApiCalls } from './call.ts';
import { entryCalls } from './entry.ts';
import { patientCalls } from './patient.ts';
import { professionalCalls } from './professional.ts';
import { steeringCalls } from './steering.ts';

export type { ApiCall } from './call.ts';
export const apiCalls: ApiCalls = { ...entryCalls, ...patientCalls, ...professionalCalls, ...steeringCalls };
