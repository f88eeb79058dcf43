// The card kept on this device, to be read without a network: where its owner asked for it, until they sign out. Encrypted with a key that this
// browser made and gives to nobody, not even to this page: what is copied off the disk is not read elsewhere.

import type { CardContent } from '@carnet/contract';
import { isKept, keptDatabase, noteKept } from './kept-mark.ts';

const store = 'carte';

export interface KeptCard {
  readonly content: CardContent;
  readonly madeAt: string;
  readonly until: string;
  readonly token: string;
}
interface Sealed {
  readonly key: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

export const canKeep = (): boolean => globalThis.isSecureContext && 'indexedDB' in globalThis;

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the browser’s store refused')));
  });

async function opened<T>(mode: IDBTransactionMode, act: (kept: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const request = indexedDB.open(keptDatabase, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store));
  const database = await answered(request);
  try {
    return await answered(act(database.transaction(store, mode).objectStore(store)));
  } finally {
    database.close();
  }
}

export async function keepCard(card: KeptCard): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(card)));
  await opened('readwrite', (kept) => kept.put({ key, iv, bytes } satisfies Sealed, 'card'));
  noteKept();
}

/** Undefined: none is kept here, or it no longer opens. */
export async function readKept(): Promise<KeptCard | undefined> {
  if (!isKept() || !canKeep()) return undefined;
  const sealed = (await opened('readonly', (kept) => kept.get('card'))) as Sealed | undefined;
  if (sealed === undefined) return undefined;
  const clear = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, sealed.key, sealed.bytes);
  return JSON.parse(new TextDecoder().decode(clear)) as KeptCard;
}
