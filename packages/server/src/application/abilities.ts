// What a caller may do to a document, told to the apps so that they hold no rule: allowed, or the code of the row that refuses.

import { type AccessRequest, type Action, type DocumentFacts, type Permit, type Policy, decide } from '@carnet/domain/access';
import type { RefusalCode } from '@carnet/domain/kernel';

export interface Ability {
  readonly allowed: boolean;
  readonly because?: RefusalCode;
}
export const documentActs = [
  'mask',
  'unmask',
  'delete',
  'report-misfiled',
  'show-to-patient',
  'show-to-representants',
  'archive',
  'unarchive',
] as const satisfies readonly Action[];
export type Abilities = Readonly<Record<(typeof documentActs)[number], Ability>>;

/** `document`: the permit's own, or another of the record that this caller sees too. */
export function documentAbilities(permit: Permit<'read-document'>, policy: Policy, document: DocumentFacts | undefined = permit.document): Abilities {
  const ability = (action: Action): Ability => {
    const { actor, mode, at, dossier, matrix } = permit;
    const request: AccessRequest = { action, actor, mode, at, dossier, ...(document === undefined ? {} : { document }), policy, matrix };
    const decision = decide(request);
    return decision.granted ? { allowed: true } : { allowed: false, because: decision.shown };
  };
  return Object.fromEntries(documentActs.map((action) => [action, ability(action)])) as Abilities;
}
