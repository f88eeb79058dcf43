// The volet de synthèse médicale: what it may be begun with, and what its deposit needs to know of the record. Nobody begins one who could not deposit
// it. What is drawn from documents that are kept from anybody is not proposed: whoever reads the record will read it (ADR 46).

import { type DocumentFacts, decide } from '@carnet/domain/access';
import { glanceOf } from '@carnet/domain/clinical';
import { type DocumentEntry, visibleToAll } from '@carnet/domain/document';
import type { Professionnel, Structure } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { type SynthesisDraft, draftOf, mayBeQuoted } from '@carnet/domain/synthesis';
import type { DossierIdentity, DossierKey, Ports, Stores } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { lookThrough } from './read-glance.ts';
import { type Allowed, withAccess } from './with-access.ts';

/** JDV_J66: the type of a volet de synthèse médicale, as its model says it, and the one it may also be filed under. */
export const synthesisType = 'SYNTH';
const synthesisTypes = [synthesisType, '60591-5'] as const;
/** JDV_J60. */
const synthesisFormat = 'urn:asip:ci-sis:vsm:2012';
const formersMaximum = 40;

/** What a document may be begun with, by whoever reads the record. */
export interface Drawn {
  readonly draft: SynthesisDraft<DocumentEntry>;
  /** Documents that say something in codes, and may be quoted. */
  readonly read: number;
  /** Those that are kept from somebody. */
  readonly unquoted: number;
  readonly missing: number;
  readonly more: boolean;
}
interface Formers {
  /** The last one of the record. */
  readonly former?: DocumentEntry;
  /** The caller's own last one. */
  readonly replaces?: DocumentEntry;
}
export interface BegunSynthesis extends Formers, Drawn {}

export function beginSynthesis(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<BegunSynthesis>> {
  return withAccess<'list-documents', BegunSynthesis>(
    ports,
    caller,
    { action: 'list-documents', dossier, subject: { act: 'glance-read' } },
    async (allowed) => {
      const refused = refusedDeposit(allowed);
      if (refused !== undefined) return refused;
      const [, formers, drawn] = await Promise.all([announceConsultation(ports, caller, allowed), formersOf(allowed.tx, allowed.permit), drawFrom(allowed)]);
      return ok({ ...drawn, ...formers });
    },
  );
}

/** What is kept from anybody is not quoted, and is counted. */
export async function drawFrom({ permit, tx, at, policy }: Allowed<'list-documents'>): Promise<Drawn> {
  const { said, missing, more } = await lookThrough(tx, permit, policy);
  const documents = new Map(said.map(({ entry }) => [entry.logicalId, entry]));
  const read = documents.values().filter(mayBeQuoted).toArray().length;
  return {
    draft: draftOf(
      glanceOf(
        said.filter(({ entry }) => mayBeQuoted(entry)),
        at,
      ),
    ),
    read,
    unquoted: documents.size - read,
    missing,
    more,
  };
}

/** Why the caller could not deposit what they are about to write. Nothing was deposited nor read: nothing to tell in the journal. */
export function refusedDeposit({ permit, policy }: Allowed<'list-documents'>, typeCode: string = synthesisType): Result<never> | undefined {
  const { actor, mode, at, matrix, secret } = permit;
  const document = factsToBe(permit, typeCode);
  const decision = decide({ action: 'deposit', actor, mode, at, matrix, secret, dossier: permit.dossier, document, policy });
  return decision.granted ? undefined : refuse(decision.shown);
}

const factsToBe = ({ actor, at }: Allowed<'list-documents'>['permit'], typeCode: string): DocumentFacts => ({
  typeCode,
  status: 'Approved',
  visibilite: visibleToAll,
  depositor: 'professionnel',
  depositedAt: at,
  authorIds: actor.kind === 'professionnel' ? [actor.id] : [],
  authorStructures: actor.kind === 'professionnel' && actor.structure !== undefined ? [actor.structure.id] : [],
});

async function formersOf(tx: Stores, permit: Allowed<'list-documents'>['permit']): Promise<Formers> {
  const { rows } = await tx.documents.list(permit, { types: synthesisTypes, formats: [synthesisFormat], limit: formersMaximum });
  const entries = rows.map(({ entry }) => entry);
  const [former] = entries;
  const { actor } = permit;
  const own = entries.find(({ authors }) =>
    authors.some((author) => author.kind === 'professionnel' && actor.kind === 'professionnel' && author.id === actor.id),
  );
  return { ...(former === undefined ? {} : { former }), ...(own === undefined ? {} : { replaces: own }) };
}

export interface SynthesisFrame {
  readonly identity: DossierIdentity;
  readonly author: Professionnel;
  readonly structure: Structure;
  /** The caller's own last one. */
  readonly replaces?: DocumentEntry;
}

/** Who it is about, who writes it, and where: what its header says. */
export function frameSynthesis(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<SynthesisFrame>> {
  return withAccess<'list-documents', SynthesisFrame>(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    const { permit, tx } = allowed;
    if (refusedDeposit(allowed) !== undefined) {
      // A deposit that was asked for, and refused, is a line; one that is granted is asked again by the deposit itself.
      const refused = await allowed.also({ action: 'deposit', dossier, document: { facts: factsToBe(permit, synthesisType) } });
      if (!refused.ok) return refused;
    }
    const { actor } = permit;
    if (actor.kind !== 'professionnel') return refuse('FONCTION_INTERDITE');
    // A document is kept by a structure: whoever has several says for which they act.
    const place = actor.structure?.id ?? (actor.structures.length === 1 ? actor.structures[0] : undefined);
    const [author, structure, identity, { replaces }] = await Promise.all([
      tx.directory.professionnel(actor.id),
      place === undefined ? undefined : tx.directory.structure(place),
      tx.dossiers.identity(permit),
      formersOf(tx, permit),
      announceConsultation(ports, caller, allowed),
    ]);
    if (author === undefined || structure === undefined) return refuse('STRUCTURE_INCOHERENTE');
    return ok({ identity, author, structure, ...(replaces === undefined ? {} : { replaces }) });
  });
}
