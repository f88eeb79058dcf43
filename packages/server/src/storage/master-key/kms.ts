// A master key that never comes here: a command or a service wraps and unwraps (docs/operations/keys.md gives the few JSON messages).
// What is wrapped carries the digest of its context, checked on the way back: a KMS that knows nothing of contexts serves as well, as long
// as it authenticates what it encrypts.

import { createHash, timingSafeEqual } from 'node:crypto';
import { type MasterKey, isOfKms, markOfKms, withoutMark } from './master-key.ts';

export type KmsRequest =
  | { readonly operation: 'current' }
  | { readonly operation: 'wrap'; readonly context: string; readonly key: string }
  | { readonly operation: 'unwrap'; readonly context: string; readonly id: string; readonly wrapped: string };
/** Sends one message and yields what was answered, still to be checked. Rejects with MasterKeyAway when nobody answers. */
export type KmsCall = (request: KmsRequest) => Promise<unknown>;

const digestBytes = 32;
const digestOf = (context: string): Buffer => createHash('sha256').update(`carnet|${context}`, 'utf8').digest();

export function kmsMasterKey(call: KmsCall): MasterKey {
  return {
    mark: async () => markOfKms(textOf(await call({ operation: 'current' }), 'id')),
    async wrap(context, key) {
      const clear = Buffer.concat([digestOf(context), key]);
      const answer = await call({ operation: 'wrap', context, key: clear.toString('base64') });
      return Buffer.concat([markOfKms(textOf(answer, 'id')), bytesOf(answer, 'wrapped')]);
    },
    async unwrap(context, wrapped) {
      if (!isOfKms(wrapped)) throw new Error('this key was wrapped by a master key file, not by the KMS');
      const id = Buffer.from(wrapped.subarray(2, 2 + wrapped[1]!)).toString('utf8');
      const answer = await call({ operation: 'unwrap', context, id, wrapped: Buffer.from(withoutMark(wrapped)).toString('base64') });
      const clear = bytesOf(answer, 'key');
      if (clear.length <= digestBytes || !timingSafeEqual(clear.subarray(0, digestBytes), digestOf(context)))
        throw new Error('the KMS opened a key of another context');
      return clear.subarray(digestBytes);
    },
  };
}

function textOf(answer: unknown, field: string): string {
  const value = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)[field] : undefined;
  if (typeof value !== 'string' || value === '') throw new Error(`the KMS answered without ${field}`);
  return value;
}

function bytesOf(answer: unknown, field: string): Buffer {
  const text = textOf(answer, field);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== text) throw new Error(`the KMS answered a ${field} that is not base64`);
  return bytes;
}
