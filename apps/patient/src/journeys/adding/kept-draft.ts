// The document somebody is adding, kept on this device until it is deposited, given up, or its person signs out; a day at most. A closed tab, an
// ended session or a dead network then costs nothing. Encrypted with a key that this browser made and gives to nobody, not even to this page; shown
// to the person whose it is, in the record it was for, and to nobody else.

import { serverNow } from '@carnet/ui';
import type { Draft } from './details-fields.tsx';
import { draftDatabase, forgetDraft, isDraftKept, noteDraft } from './draft-mark.ts';

const store = 'ajout';
const keptMs = 24 * 3_600_000;

export interface DraftOwner {
  readonly personneId: string;
  readonly dossierId: string;
}
export interface KeptDraft {
  readonly draft: Draft;
  readonly file?: File;
}
interface Written extends DraftOwner {
  readonly draft: Draft;
  readonly at: number;
  readonly file?: { readonly name: string; readonly type: string };
}
/** A file on its way, part by part: known by its content and by who will not see it, both of which are said at its beginning. */
export interface BegunUpload {
  readonly id: string;
  readonly sha256: string;
  readonly secret: boolean;
}
interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

const canKeep = (): boolean => globalThis.isSecureContext && 'indexedDB' in globalThis;

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the browser’s store refused')));
  });

interface Entries {
  readonly read: (name: string) => Promise<unknown>;
  readonly write: (name: string, value: unknown) => Promise<unknown>;
}

async function opened<T>(act: (entries: Entries) => Promise<T>): Promise<T> {
  const request = indexedDB.open(draftDatabase, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store));
  const database = await answered(request);
  // Another tab signs out: the store is let go, or it would wait for this one.
  database.addEventListener('versionchange', () => database.close());
  try {
    return await act({
      read: (name) => answered(database.transaction(store, 'readonly').objectStore(store).get(name)),
      write: (name, value) => answered(database.transaction(store, 'readwrite').objectStore(store).put(value, name)),
    });
  } finally {
    database.close();
  }
}

const seal = async (key: CryptoKey, clear: BufferSource): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, clear) };
};
const open = (key: CryptoKey, { iv, bytes }: Sealed): Promise<ArrayBuffer> => crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes);

async function sealingKey({ read, write }: Entries): Promise<CryptoKey> {
  const known = (await read('key')) as CryptoKey | undefined;
  const key = known ?? (await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']));
  if (known === undefined) await write('key', key);
  return key;
}
const sealJson = (key: CryptoKey, value: unknown): Promise<Sealed> => seal(key, new TextEncoder().encode(JSON.stringify(value)));
const openJson = async (key: CryptoKey, sealed: Sealed): Promise<unknown> => JSON.parse(new TextDecoder().decode(await open(key, sealed))) as unknown;

/** One after the other: what was typed last is what is kept. */
let writing: Promise<void> = Promise.resolve();
const inTurn = (act: () => Promise<void>): Promise<void> => (writing = writing.then(act, act));

/** The file itself only where it is another than before: it may be large. */
export const keepDraft = (owner: DraftOwner, { draft, file }: KeptDraft, fileChanged: boolean): Promise<void> =>
  inTurn(async () => {
    if (!canKeep()) return;
    await opened(async (entries) => {
      const { write } = entries;
      const key = await sealingKey(entries);
      if (fileChanged && file !== undefined) await write('file', await seal(key, await file.arrayBuffer()));
      const written: Written = { ...owner, draft, at: serverNow().getTime(), ...(file === undefined ? {} : { file: { name: file.name, type: file.type } }) };
      await write('draft', await sealJson(key, written));
    });
    noteDraft();
  });

/** Undefined: none is kept, or it is too old, or another person's, and then it is gone; or it is for another record, and stays for it. */
export async function readDraft({ personneId, dossierId }: DraftOwner): Promise<KeptDraft | undefined> {
  if (!isDraftKept() || !canKeep()) return undefined;
  const found = await opened(async ({ read }): Promise<KeptDraft | 'none' | 'elsewhere'> => {
    const [key, sealed] = [(await read('key')) as CryptoKey | undefined, (await read('draft')) as Sealed | undefined];
    if (key === undefined || sealed === undefined) return 'none';
    const written = (await openJson(key, sealed)) as Written;
    if (written.personneId !== personneId || serverNow().getTime() - written.at > keptMs) return 'none';
    if (written.dossierId !== dossierId) return 'elsewhere';
    const { draft, file } = written;
    const bytes = file === undefined ? undefined : ((await read('file')) as Sealed | undefined);
    return { draft, ...(file === undefined || bytes === undefined ? {} : { file: new File([await open(key, bytes)], file.name, { type: file.type }) }) };
  }).catch(() => 'none' as const);
  if (found === 'none') forgetDraft();
  return typeof found === 'string' ? undefined : found;
}

export const keepUpload = (owner: DraftOwner, upload: BegunUpload): Promise<void> =>
  inTurn(async () => {
    if (!canKeep()) return;
    await opened(async (entries) => entries.write('upload', await sealJson(await sealingKey(entries), { ...owner, ...upload })));
    noteDraft();
  });

/** Where the sending of this person, to this record, may go on. */
export async function readUpload({ personneId, dossierId }: DraftOwner): Promise<BegunUpload | undefined> {
  if (!isDraftKept() || !canKeep()) return undefined;
  return opened(async ({ read }) => {
    const [key, sealed] = [(await read('key')) as CryptoKey | undefined, (await read('upload')) as Sealed | undefined];
    if (key === undefined || sealed === undefined) return undefined;
    const kept = (await openJson(key, sealed)) as DraftOwner & BegunUpload;
    return kept.personneId === personneId && kept.dossierId === dossierId ? kept : undefined;
  }).catch(() => undefined);
}

/** After whatever is still being written. */
export const dropDraft = (): Promise<void> => inTurn(async () => forgetDraft());
