// What a person may do in a record as a whole, told to the patient's app so that it holds no rule: allowed, or the code that refuses.

import { type AccessRequest, type Action, type DocumentFacts, type Permit, type Policy, decide } from '@carnet/domain/access';
import { visibleToAll } from '@carnet/domain/document';
import type { Ability } from './abilities.ts';

const recordActs = [
  'read-journal',
  'read-accesses',
  'withdraw-autorisation',
  'declare-medecin-traitant',
  'block-professionnel',
  'manage-accesses',
  'read-profile',
  'write-profile',
  'read-measures',
  'write-measures',
  'read-notices',
  'manage-notices',
  'renounce-delegation',
  'export-record',
] as const satisfies readonly Action[];
export type RecordAbilities = Readonly<Record<(typeof recordActs)[number] | 'deposit' | 'hide-from-representants', Ability>>;

export function recordAbilities(permit: Permit<'read-identity'>, policy: Policy, minor: boolean): RecordAbilities {
  const { actor, mode, at, dossier, matrix } = permit;
  const ability = (action: Action, document?: DocumentFacts): Ability => {
    const request: AccessRequest = { action, actor, mode, at, dossier, ...(document === undefined ? {} : { document }), policy, matrix };
    const decision = decide(request);
    return decision.granted ? { allowed: true } : { allowed: false, because: decision.shown };
  };
  /** Any paper of the patient's own space. */
  const paper: DocumentFacts = {
    typeCode: 'EXPPAT_2',
    status: 'Approved',
    visibilite: visibleToAll,
    depositor: 'patient',
    depositedAt: at,
    authorIds: [],
    authorStructures: [],
  };
  const hidden = { ...paper, visibilite: { ...visibleToAll, invisibleRepresentants: true } };
  return {
    'deposit': ability('deposit', paper),
    'hide-from-representants': minor ? ability('deposit', hidden) : { allowed: false, because: 'ACTE_RESERVE' },
    ...(Object.fromEntries(recordActs.map((action) => [action, ability(action)])) as Record<(typeof recordActs)[number], Ability>),
  };
}
