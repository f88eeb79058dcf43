// What the law leaves to the patient and to who represents them (R.1111-46, R.1111-49 CSP), where the action itself is open to professionals
// too: anybody else then asks to manage accesses, which the table refuses them, and the refusal is traced.

import type { Action } from '@carnet/domain/access';
import type { Caller } from './caller.ts';

export const isPatientSide = ({ actor }: Pick<Caller, 'actor'>): boolean => actor.kind === 'titulaire' || actor.kind === 'representant';

export const forPatientSide = <A extends Action>(caller: Caller, action: A): A | 'manage-accesses' => (isPatientSide(caller) ? action : 'manage-accesses');
