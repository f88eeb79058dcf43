// Records to put stored queries and updates to: opened, fed and asked through the use cases, on a real PostgreSQL, at a time the test sets.

import type { Actor } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type {
  AssociationKind,
  DocumentEntry,
  EntryUuid,
  LogicalId,
  ObjectIds,
  RegistryObjects,
  StoredQuery,
  SubmissionSet,
  UniqueId,
} from '@carnet/domain/document';
import { type Instant, type Result, instantOf } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { type Deposited, type IncomingDocument, depositDocuments } from '@carnet/server/application/deposit-documents';
import type { IncomingFolder, IncomingLink } from '@carnet/server/application/file-submission';
import { type RegistryAnswer, queryRegistry } from '@carnet/server/application/query-registry';
import type { Ports } from '@carnet/server/ports';
import type { NewDossier, Storage } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { portsOn } from './ports.ts';
import { doctor, newDossier, newEntry, newSet, noon } from './records.ts';

export const author = doctor('70000000001');
export const second = doctor('70000000002');
export const traitant = doctor('70000000003');
/** Has no agreement: feeds without consulting. */
export const stranger = doctor('70000000004');

export const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'soap', actorName: `nom de ${actorId(actor)}` } });
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
export const approved = ['Approved'] as const;
export const uuids = (...values: readonly string[]): ObjectIds => ({ by: 'entryUuid', values });
export const uuidsOf = ({ documents }: RegistryObjects): readonly EntryUuid[] => documents.map(({ entryUuid }) => entryUuid).toSorted();
export const linksOf = ({ associations }: RegistryObjects): readonly `${AssociationKind} ${string} ${string}`[] =>
  associations.map(({ kind, source, target }) => `${kind} ${source} ${target}` as const).toSorted();

export function incomingDocument(dossier: NewDossier, over: Partial<DocumentEntry> & { readonly replaced?: LogicalId } = {}): IncomingDocument {
  const bytes = Buffer.from(randomUUID());
  const { replaced, ...rest } = over;
  const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = newEntry(dossier.ins, bytes, { author: author.id, over: rest });
  return { metadata, bytes, ...(replaced === undefined ? {} : { replaces: { logicalId: replaced } }) };
}
export const incomingFolder = (over: Partial<IncomingFolder> = {}): IncomingFolder => ({
  uniqueId: `1.2.250.1.999.3.${Math.floor(Math.random() * 1e12)}` as UniqueId,
  title: 'Suivi de grossesse',
  codes: [{ code: 'GROSSESSE', system: '1.2.250.1.999.8' }],
  ...over,
});
export function incomingSet(dossier: NewDossier): Omit<SubmissionSet, 'id' | 'submittedAt'> {
  const { id: _, submittedAt: __, ...set } = newSet(newEntry(dossier.ins, Buffer.from('x'), { author: author.id }));
  return set;
}

interface Sent {
  readonly documents?: readonly IncomingDocument[];
  readonly folders?: readonly IncomingFolder[];
  readonly links?: readonly IncomingLink[];
}
export interface RegistryWorld {
  readonly ports: Ports;
  now(): Instant;
  later(minutes: number): void;
  /** Back to noon. */
  reset(): void;
  /** A record whose médecin traitant is `traitant`, and that `author` and `second` may consult. */
  open(over?: Partial<NewDossier>): Promise<NewDossier>;
  send(dossier: NewDossier, actor: Actor, sent: Sent): Promise<Result<Deposited>>;
  deposit(dossier: NewDossier, over?: Parameters<typeof incomingDocument>[1]): Promise<DocumentEntry>;
  ask(dossier: NewDossier, actor: Actor, query: StoredQuery): Promise<RegistryAnswer>;
}

export function registryWorld(storage: Storage): RegistryWorld {
  let now: Instant = noon;
  const ports = portsOn(storage, () => now);
  const send: RegistryWorld['send'] = (dossier, actor, { documents = [], ...filing }) =>
    depositDocuments(ports, by(actor), { ins: dossier.ins }, { set: incomingSet(dossier), documents, ...filing });
  return {
    ports,
    send,
    now: () => now,
    later: (minutes) => void (now = instantOf(now + minutes * 60_000)),
    reset: () => void (now = noon),
    async open(over = {}) {
      const dossier = newDossier({ medecinTraitant: traitant.id, ...over });
      await storage.registry.openDossier(dossier);
      for (const actor of [author, second]) value(await declareAutorisation(ports, by(actor), { id: dossier.id }, 'me'));
      return dossier;
    },
    deposit: async (dossier, over) => value(await send(dossier, author, { documents: [incomingDocument(dossier, over)] })).entries[0]!,
    ask: async (dossier, actor, query) => value(await queryRegistry(ports, by(actor), { ins: dossier.ins }, query, 'LeafClass')),
  };
}
