// TD1.1: opens the record of a person who has none. Whoever opens it for somebody says that the person agreed; Carnet itself opens where the
// law asks for no more than the absence of an opposition (L.1111-13-1 CSP). The person is told, and the opening is the first line of the journal.

import type { DossierChoices, DossierId, DossierLife, PersonneId } from '@carnet/domain/dossier';
import { type ContactDetails, type IdentityTraits, type Ins, isInsC } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Ports } from '../ports/index.ts';
import { beginRecord } from './begin-record.ts';
import type { Caller } from './caller.ts';
import { withAccessAcross } from './with-access.ts';

export interface Creating {
  readonly ins: Ins;
  /** The five traits that qualify the INS: from the téléservice INSi, not typed. */
  readonly traits: IdentityTraits;
  /** Absent: as the insurer reaches them, where it knows them. */
  readonly contact?: ContactDetails;
  readonly choices?: Partial<DossierChoices>;
  /** The person agrees to the opening. */
  readonly agreed: boolean;
}
/** `known`: this INS has a record, and whether it is open; nothing was done. */
export type Creation =
  | { readonly kind: 'created'; readonly dossier: DossierId; readonly titulaire: PersonneId }
  | { readonly kind: 'known'; readonly life: DossierLife };

export function createRecord(ports: Ports, caller: Caller, { ins, traits, contact, choices, agreed }: Creating): Promise<Result<Creation>> {
  return withAccessAcross<'create-record', Creation>(ports, caller, 'create-record', async ({ permit, tx, at, traceIn }) => {
    // What Carnet opens by itself, it opens because nobody opposed it in time: whoever asks it to holds the regime in force.
    if (!agreed && permit.actor.kind !== 'systeme') return refuse('TRANSITION_INTERDITE', [{ field: 'agreed', rule: 'ACCORD_ABSENT' }]);
    if (isInsC(ins)) return refuse('INS_INVALIDE', [{ field: 'ins', rule: 'INS_C_ANCIEN' }]);
    const known = await tx.facts.dossier({ ins }, permit.actor);
    // Answered, and so traced: it says that there is a record.
    if (known !== undefined) return ok({ kind: 'known', life: known.life });
    // Whom the insurer knows has an id already, and what was written under it is there at once.
    const assure = await tx.assures.find(permit, ins);
    // By itself, never against what the person said; at their own request, it takes that back.
    if (!agreed && assure?.opposedAt !== undefined) return refuse('TRANSITION_INTERDITE', [{ field: 'agreed', rule: 'OPPOSITION_OUVERTURE' }]);
    const { id, rattachements } = assure ?? { id: ports.newId() as DossierId, rattachements: [] };
    const reached = contact ?? assure?.contact;
    const person = { id, ins, traits, rattachements, ...(reached === undefined ? {} : { contact: reached }) };
    const begun = await beginRecord(ports, { permit, tx, at, traceIn }, caller, person, choices === undefined ? {} : { choices });
    if (begun === undefined) return refuse('VERSION_PERIMEE', [{ field: 'ins', rule: 'DOSSIER_DEJA_OUVERT' }]);
    return ok({ kind: 'created', dossier: begun.dossier, titulaire: begun.titulaire });
  });
}
