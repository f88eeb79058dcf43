// Keys and sealing. What a person typed or is known by is sealed with its dossier's key; that key, and the system's own, are random and kept
// wrapped by the master key, which never comes here (master-key/). A dossier's key has generations: the byte in front of what is sealed says
// which; the last one seals, the others still open. Never logs, never returns a key in clear.

import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import { type KeyObject, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { keyBytes, openInSteps, openWith, sealInSteps, sealWith } from './aes-gcm.ts';
import { type Alarm, IntegrityFault, UnknownKeyGeneration, placeOf, referenceOf } from './integrity-fault.ts';
import type { MasterKey } from './master-key/master-key.ts';

/** One byte names a generation, from 1. */
const mostGenerations = 255;
const systemGeneration = 1;

/** Seals and opens for one dossier. `binding` names the exact place, table first: `document_entry|<dossier>|<entry>|<version>`. */
export interface Sealer {
  /** Of the key that seals: what is sealed begins with it. */
  readonly generation: number;
  seal(binding: string, clear: string | Uint8Array): Buffer;
  /** Throws an IntegrityFault when the bytes were altered, moved, or sealed with a key this dossier does not have. */
  open(binding: string, sealed: Uint8Array): Buffer;
  /** The same for documents, which may be large: others are served between two steps. */
  sealInSteps(binding: string, clear: Uint8Array): Promise<Buffer>;
  openInSteps(binding: string, sealed: Uint8Array): Promise<Buffer>;
}

export interface Vault {
  /** A new key for this dossier, wrapped: the only form in which it is stored. */
  newDossierKey(dossier: DossierId): Promise<Buffer>;
  /** The same, and its sealer: nothing is unwrapped that was just wrapped. */
  newDossier(dossier: DossierId): Promise<{ readonly wrappedKey: Buffer; readonly sealer: Sealer }>;
  /** The sealer of this dossier. Rejects when the wrapped key is not this dossier's. */
  sealer(dossier: DossierId, wrappedKey: Uint8Array): Promise<Sealer>;
  /** The same key with one more generation, which seals from then on. */
  nextGeneration(dossier: DossierId, wrappedKey: Uint8Array): Promise<Buffer>;
  /** Secrets of no dossier: an account's e-mail, a trace about a record that does not exist. */
  sealSystem(binding: string, clear: string | Uint8Array): Buffer;
  openSystem(binding: string, sealed: Uint8Array): Buffer;
  /** Keyed hash under which a value is found again without being stored: 32 bytes, different for each purpose (`ins`, `login`). */
  blindIndex(purpose: string, text: string): Buffer;
  /** The same under a key of this record's own: two records that hold one value do not show it. */
  recordIndex(purpose: string, dossier: DossierId, text: string): Buffer;
}

export interface SystemKeys {
  readonly blindIndex: Uint8Array;
  readonly directory: Uint8Array;
}

export function createVault(master: MasterKey, systemKeys: SystemKeys, alarm: Alarm): Vault {
  const indexing = createSecretKey(Buffer.from(systemKeys.blindIndex));
  const directory = createSecretKey(Buffer.from(systemKeys.directory));
  /** By purpose, of the record asked last: a record's hashes are asked for together. */
  const last = new Map<string, { readonly dossier: DossierId; readonly key: KeyObject }>();
  const recordKey = (purpose: string, dossier: DossierId): KeyObject => {
    const known = last.get(purpose);
    if (known?.dossier === dossier) return known.key;
    // As an object: of bytes, Node first throws and catches an error, which costs four times the hash.
    const key = createSecretKey(blindIndex(`${purpose}-key`, dossier));
    last.set(purpose, { dossier, key });
    return key;
  };
  const blindIndex = (purpose: string, text: string): Buffer => createHmac('sha256', indexing).update(`${purpose}\0${text}`, 'utf8').digest();
  return {
    newDossierKey: (dossier) => master.wrap(dossier, randomBytes(keyBytes)),
    async newDossier(dossier) {
      const ring = randomBytes(keyBytes);
      const wrappedKey = await master.wrap(dossier, ring);
      return { wrappedKey, sealer: sealerOf(keysOf(ring), alarm) };
    },
    async sealer(dossier, wrappedKey) {
      return sealerOf(keysOf(await master.unwrap(dossier, wrappedKey)), alarm);
    },
    async nextGeneration(dossier, wrappedKey) {
      const ring = await master.unwrap(dossier, wrappedKey);
      invariant(ring.length / keyBytes < mostGenerations, 'a dossier’s key has room for another generation');
      return master.wrap(dossier, Buffer.concat([ring, randomBytes(keyBytes)]));
    },
    sealSystem: (binding, clear) => sealWith(directory, systemGeneration, binding, clear),
    openSystem: (binding, sealed) => checked(binding, sealed, alarm, () => openWith(directory, binding, sealed)),
    blindIndex,
    recordIndex: (purpose, dossier, text) => createHmac('sha256', recordKey(purpose, dossier)).update(text, 'utf8').digest(),
  };
}

/** The generations one after the other. */
function keysOf(ring: Buffer): readonly KeyObject[] {
  invariant(ring.length > 0 && ring.length % keyBytes === 0, 'a dossier’s key is a whole number of generations');
  return Array.from({ length: ring.length / keyBytes }, (_, index) => createSecretKey(ring.subarray(index * keyBytes, (index + 1) * keyBytes)));
}

function sealerOf(keys: readonly KeyObject[], alarm: Alarm): Sealer {
  const generation = keys.length;
  const current = keys.at(-1)!;
  const keyFor = (binding: string, sealed: Uint8Array): KeyObject => {
    const key = keys[(sealed[0] ?? 0) - 1];
    // No alarm yet: whoever asked asks once more with the dossier's key read anew.
    if (key === undefined) throw new UnknownKeyGeneration(placeOf(binding), referenceOf(sealed), 'sealed with a key that is not at hand');
    return key;
  };
  return {
    generation,
    seal: (binding, clear) => sealWith(current, generation, binding, clear),
    open: (binding, sealed) => {
      const key = keyFor(binding, sealed);
      return checked(binding, sealed, alarm, () => openWith(key, binding, sealed));
    },
    sealInSteps: (binding, clear) => sealInSteps(current, generation, binding, clear),
    openInSteps: async (binding, sealed) => {
      const key = keyFor(binding, sealed);
      return openInSteps(key, binding, sealed).catch((cause: unknown) => {
        throw raised(binding, sealed, alarm, cause);
      });
    },
  };
}

function checked<T>(binding: string, sealed: Uint8Array, alarm: Alarm, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw raised(binding, sealed, alarm, cause);
  }
}

function raised(binding: string, sealed: Uint8Array, alarm: Alarm, cause: unknown): IntegrityFault {
  const fault = new IntegrityFault(placeOf(binding), referenceOf(sealed), 'does not open: altered, moved, or sealed with another key', cause);
  alarm(fault);
  return fault;
}
