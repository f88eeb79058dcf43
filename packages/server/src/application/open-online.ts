// A person opens their own record online, once a code sent where the insurer reaches them came back. Who asks is looked up by INS and traits
// together: one that does not match the other finds nobody. Carnet opens, in the person's name and with the agreement they gave.

import { type Assure, type CardTraits, type DossierId, type DossierLife, type PersonneId, isThem } from '@carnet/domain/dossier';
import { type Ins, displayName } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import type { Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { createRecord } from './create-record.ts';
import { withAccessAcross } from './with-access.ts';

/** `candidates`: the number that was typed, under each authority this installation takes. */
export interface Asking {
  readonly candidates: readonly Ins[];
  readonly traits: CardTraits;
  /** Of the answer, for the trace. */
  readonly requestId: string;
}
export interface Asker {
  readonly assure: Assure;
  /** Where the insurer reaches them; for an ayant droit without an address, nothing. */
  readonly email?: string;
  readonly record?: { readonly id: DossierId; readonly life: DossierLife; readonly titulaire: PersonneId };
}

const byItself = (requestId: string, actorName: string, reason?: string): Caller => ({
  actor: { kind: 'systeme' },
  mode: 'normal',
  context: { door: 'patient', actorName, requestId, ...(reason === undefined ? {} : { reason }) },
});

/** Undefined: the insurer knows nobody by this number and these traits. */
export function findAsker(ports: Ports, { candidates, traits, requestId }: Asking): Promise<Result<Asker | undefined>> {
  const caller = byItself(requestId, 'Carnet');
  return withAccessAcross<'find-assure', Asker | undefined>(ports, caller, 'find-assure', async ({ permit, tx }) => {
    for (const ins of candidates) {
      const assure = await tx.assures.find(permit, ins);
      if (assure === undefined || !isThem(traits, assure.traits)) continue;
      const email = assure.contact.telecoms.find(({ kind }) => kind === 'email')?.value;
      const facts = await tx.facts.dossier({ ins }, permit.actor);
      const record = facts === undefined ? {} : { record: { id: facts.id, life: facts.life, titulaire: facts.titulaire } };
      return ok({ assure, ...(email === undefined ? {} : { email }), ...record });
    }
    return ok(undefined);
  });
}

/** Refuses as `create-record` does: somebody opened it meanwhile. `agreement`: what the person agreed to, as the journal will say it. */
export async function openOnline(
  ports: Ports,
  { assure: { ins, traits } }: Asker,
  { agreement, requestId }: { readonly agreement: string; readonly requestId: string },
): Promise<Result<{ readonly dossier: DossierId; readonly titulaire: PersonneId }>> {
  const created = await createRecord(ports, byItself(requestId, displayName(traits), agreement), { ins, traits, agreed: true });
  if (!created.ok) return created;
  return created.value.kind === 'created'
    ? ok(created.value)
    : { ok: false, refusal: { code: 'VERSION_PERIMEE', findings: [{ field: 'ins', rule: 'DOSSIER_DEJA_OUVERT' }] } };
}
