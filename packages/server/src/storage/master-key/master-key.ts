// What wraps the keys of dossiers and of the system: a file, a command or a service. Nothing else of Carnet ever sees a master key.
// A wrapped key begins with a mark that names what wrapped it: `file` generation N is the byte N; a KMS is 0 ‖ length ‖ its own name for
// its key. So every row says by itself whether a rotation has reached it.

export interface MasterKey {
  /** What everything wrapped from now on begins with. Asked each time it matters: a rotation may have happened meanwhile. */
  mark(): Promise<Buffer>;
  /** `context` (a dossier's id, a system key's name) must be given again to unwrap. */
  wrap(context: string, key: Uint8Array): Promise<Buffer>;
  /** Throws when it was altered, was wrapped for another context, or by a key this one does not have. */
  unwrap(context: string, wrapped: Uint8Array): Promise<Buffer>;
  /** Databases made before keys were wrapped one by one had theirs derived from the file. Undefined: this is not such a file. */
  derived?(purpose: string): Promise<Buffer | undefined>;
}

/** The service or the command did not answer: nothing is known to be wrong with what is stored, the same may be asked again later. */
export class MasterKeyAway extends Error {
  /** What doors take as "come back later". */
  readonly code = 'CLE_MAITRESSE_INJOIGNABLE';
}

const kmsMark = 0;

export function markOfKms(id: string): Buffer {
  const name = Buffer.from(id, 'utf8');
  if (name.length === 0 || name.length > 255) throw new Error('a KMS names its key in 1 to 255 bytes');
  return Buffer.concat([Buffer.of(kmsMark, name.length), name]);
}

/** `file 2`, or the name a KMS gave: for whoever reads a terminal. */
export const nameOfMark = (wrapped: Uint8Array): string =>
  wrapped[0] === kmsMark ? Buffer.from(wrapped.subarray(2, 2 + wrapped[1]!)).toString('utf8') : `file ${wrapped[0]}`;

export const isOfKms = (wrapped: Uint8Array): boolean => wrapped[0] === kmsMark;
export const withoutMark = (wrapped: Uint8Array): Uint8Array => wrapped.subarray(2 + wrapped[1]!);

/** One that wraps, and former ones that still unwrap what they wrapped. */
export function withFormer(current: MasterKey, former: readonly MasterKey[]): MasterKey {
  const all = [current, ...former];
  return {
    mark: () => current.mark(),
    wrap: (context, key) => current.wrap(context, key),
    async unwrap(context, wrapped) {
      const refusals: unknown[] = [];
      for (const one of all)
        try {
          return await one.unwrap(context, wrapped);
        } catch (error) {
          refusals.push(error);
        }
      // One that is away might have been the right one.
      throw refusals.find((refusal) => refusal instanceof MasterKeyAway) ?? refusals[0];
    },
    async derived(purpose) {
      for (const one of all) {
        const found = await one.derived?.(purpose);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
