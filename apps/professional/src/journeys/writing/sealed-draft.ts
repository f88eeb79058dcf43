// An unfinished document outlives its tab: sealed (AES-256-GCM) with a key of the session, which the server gives and which is nowhere on this device.
// Once the session is over it is noise, and the next opening of the page removes it. Where the browser refuses storage, nothing is kept.

import { keep, recall } from '@carnet/ui';

const nonceBytes = 12;

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (one) => one.codePointAt(0)!);
const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));

export interface SealedDraft {
  /** Undefined: none, or one of another session. */
  open(): Promise<unknown>;
  save(draft: unknown): Promise<boolean>;
  clear(): void;
  /** For good: what is still being sealed is not kept. */
  forget(): void;
}

/** `place` names what is written, and of which record. */
export function sealedDraft(place: string, draftKey: string): SealedDraft {
  const key = crypto.subtle.importKey('raw', fromBase64(draftKey), 'AES-GCM', false, ['encrypt', 'decrypt']);
  // The record it is about is sealed with it: moved under another record, it opens no more.
  const additionalData = new TextEncoder().encode(place);
  let forgotten = false;
  return {
    async open() {
      const kept = recall(place);
      if (kept === undefined) return undefined;
      try {
        const bytes = fromBase64(kept);
        const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, nonceBytes), additionalData }, await key, bytes.slice(nonceBytes));
        return JSON.parse(new TextDecoder().decode(opened)) as unknown;
      } catch {
        keep(place, undefined);
        return undefined;
      }
    },
    async save(draft) {
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, await key, new TextEncoder().encode(JSON.stringify(draft)));
      return !forgotten && keep(place, toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)])));
    },
    clear() {
      keep(place, undefined);
    },
    forget() {
      forgotten = true;
      keep(place, undefined);
    },
  };
}
