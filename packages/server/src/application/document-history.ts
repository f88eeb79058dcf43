// One document as people read of it: what it is, each time its content came and from whom (N1), the versions it is one of, and what this
// caller may do to it and to each of the others that are one line with it.

import type { DocumentEntry, LogicalId } from '@carnet/domain/document';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, ok } from '@carnet/domain/kernel';
import type { Directory, DocumentHistory, DocumentKey, DossierKey, Ports, Receipt } from '../ports/index.ts';
import { type Abilities, documentAbilities } from './abilities.ts';
import type { Caller } from './caller.ts';
import { fullName } from './directory-names.ts';
import { type DescribedDocument, described } from './read-document.ts';
import { withAccess } from './with-access.ts';

/** One time the content came. */
export interface Arrival {
  readonly at: Instant;
  /** As which document. */
  readonly document: LogicalId;
  readonly door?: Receipt['door'];
  /** Its authors are who it came from; of a receipt, whoever sent it again. */
  readonly from: { readonly entry: DocumentEntry } | { readonly patientSide: true } | { readonly name: string };
}
export interface Copy {
  readonly entry: DocumentEntry;
  readonly abilities: Abilities;
}
export interface ToldDocument extends DescribedDocument {
  /** Oldest first; the first is the document's own. */
  readonly arrivals: readonly Arrival[];
  /** The others that are one line with it. */
  readonly copies: readonly Copy[];
  /** Oldest first, itself among them; empty where there is no other. */
  readonly chain: readonly DocumentEntry[];
}

export function tellDocument(ports: Ports, caller: Caller, dossier: DossierKey, document: DocumentKey): Promise<Result<ToldDocument>> {
  return withAccess(ports, caller, { action: 'read-document', dossier, document }, async (allowed) => {
    const { permit, tx, policy } = allowed;
    const sheet = await described(ports, caller, allowed);
    const history = await tx.documents.history(permit);
    const arrivals = await arrivalsOf(tx.directory, history);
    const others = history.copies.filter(({ entry }) => entry.logicalId !== sheet.entry.logicalId);
    const copies: Copy[] = [];
    for (const { entry } of others) {
      const facts = await tx.facts.document(permit.dossier.id, { logicalId: entry.logicalId });
      if (facts !== undefined) copies.push({ entry, abilities: documentAbilities(permit, policy, facts) });
    }
    const received = arrivals.length > 1 ? { received: { count: arrivals.length, lastAt: arrivals.at(-1)!.at } } : {};
    return ok({ ...sheet, ...received, arrivals, copies, chain: history.versions });
  });
}

async function arrivalsOf(directory: Directory, { copies, receipts }: DocumentHistory): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = copies.map(({ entry, door }) => ({
    at: entry.depositedAt,
    document: entry.logicalId,
    from: { entry },
    ...(door === undefined ? {} : { door }),
  }));
  for (const receipt of receipts) arrivals.push({ at: receipt.at, document: receipt.document, door: receipt.door, from: await senderOf(directory, receipt) });
  return arrivals.toSorted((one, other) => one.at - other.at);
}

/** Public registers. Who is no longer in them is named by their number; a person of the patient's side is nobody's to name here. */
async function senderOf(directory: Directory, { senderKind, senderId }: Receipt): Promise<Arrival['from']> {
  switch (senderKind) {
    case 'professionnel': {
      const professionnel = await directory.professionnel(senderId as PsIdNat);
      return { name: professionnel === undefined ? senderId : fullName(professionnel) };
    }
    case 'secretariat': {
      const personnel = await directory.personnel(senderId as PsIdNat);
      const structure = personnel === undefined ? undefined : await directory.structure(personnel.structure);
      return { name: structure?.name ?? senderId };
    }
    case 'structure':
    case 'assurance-maladie':
      return { name: (await directory.structure(senderId as StructIdNat))?.name ?? senderId };
    default:
      return { patientSide: true };
  }
}
