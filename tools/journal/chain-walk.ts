// Walks one chain of the journal, line after line, and keeps the first thing that does not hold: a line altered, missing or added, or a whole
// chain rewritten, which the seals tell. Holds one line at a time, whatever the length of the chain.

import { type Chained, chainInput } from '@carnet/domain/audit';
import { createHash } from 'node:crypto';
import type { ProofFinding } from '@carnet/contract/wording';

export interface Line {
  readonly id: string;
  readonly sequence: number;
  /** Undefined: a moment the journal does not write (finer than a millisecond). */
  readonly chained: Chained | undefined;
  /** Lower-case hex SHA-256, as the following. */
  readonly sealedDigest: string;
  readonly previous: string;
  readonly hash: string;
  /** For whoever reads the finding. */
  readonly at: string;
}
interface End {
  readonly sequence: number;
  readonly hash: string;
}
export interface SealedEnd extends End {
  readonly seal: number;
}

/** Before the first line of a chain. */
const start: End = { sequence: 0, hash: '0'.repeat(64) };
const linkOf = ({ previous, chained, sequence, sealedDigest }: Line): string | undefined =>
  chained === undefined
    ? undefined
    : createHash('sha256')
        .update(Buffer.from(previous, 'hex'))
        .update(chainInput(chained, sequence, sealedDigest), 'utf8')
        .digest('hex');

export class ChainWalk {
  readonly #chain: string;
  readonly #end: End | undefined;
  /** In the order of their sequences. */
  readonly #sealed: readonly SealedEnd[];
  /** The last line removed at the end of its retention: the chain goes on from there. */
  readonly #removed: End;
  #finding: ProofFinding | undefined;
  /** Lines of the next place: one, unless some were added. */
  #waiting: Line[] = [];
  #last: Line | undefined;
  #nextSealed = 0;

  constructor(chain: string, end: End | undefined, sealed: readonly SealedEnd[], removed: End = start) {
    this.#chain = chain;
    this.#end = end;
    this.#sealed = sealed;
    this.#removed = removed;
  }

  /** Lines come in the order of their sequences. */
  add(line: Line): void {
    if (this.#finding !== undefined) return;
    if (this.#waiting.length > 0 && this.#waiting[0]!.sequence !== line.sequence) {
      this.#settle(line.previous);
      this.#waiting = [];
    }
    this.#waiting.push(line);
  }

  /** The first thing that does not hold, once every line was added. */
  finish(): ProofFinding | undefined {
    if (this.#waiting.length > 0) this.#settle(this.#end?.hash);
    this.#settleEnd();
    return this.#finding;
  }

  #fault(code: ProofFinding['code'], about: Omit<ProofFinding, 'code' | 'chain'>): void {
    this.#finding ??= { code, chain: this.#chain, ...about };
  }
  #faultAt(code: ProofFinding['code'], { sequence, id, at }: Line): void {
    this.#fault(code, { sequence, id, at });
  }

  /** `followedBy`: the hash that the place after this one, or the end of the chain, says this one has. */
  #settle(followedBy: string | undefined): void {
    if (this.#finding !== undefined) return;
    const [line, ...others] = this.#waiting.toSorted((one, other) => Number(other.hash === followedBy) - Number(one.hash === followedBy)) as [Line, ...Line[]];
    if (others.length > 0) return this.#faultAt('LIGNE_AJOUTEE', others[0]!);
    const { sequence: reached, hash: wanted } = this.#last ?? this.#removed;
    const expected = reached + 1;
    if (line.sequence < expected) return this.#faultAt('LIGNE_AJOUTEE', line);
    if (line.sequence > expected) return this.#fault('LIGNES_MANQUANTES', { ...this.#between(expected, line.sequence - 1), before: line.at });
    const sound = linkOf(line) === line.hash;
    // Sound by itself and not tied to the one before: that one was altered, and its own hash with it.
    if (line.previous !== wanted) return this.#faultAt('LIGNE_MODIFIEE', sound && this.#last !== undefined ? this.#last : line);
    if (!sound) return this.#faultAt('LIGNE_MODIFIEE', line);
    this.#meetSealedEnd(line);
    this.#last = line;
  }

  #between(from: number, to: number): { readonly sequence: number; readonly upTo?: number } {
    return { sequence: from, ...(to > from ? { upTo: to } : {}) };
  }

  #meetSealedEnd(line: Line): void {
    while (this.#sealed[this.#nextSealed] !== undefined && this.#sealed[this.#nextSealed]!.sequence < line.sequence) this.#nextSealed++;
    const sealed = this.#sealed[this.#nextSealed];
    if (sealed?.sequence !== line.sequence || sealed.hash === line.hash) return;
    const before = Math.max(this.#sealed[this.#nextSealed - 1]?.sequence ?? 0, this.#removed.sequence);
    this.#fault('CHAINE_REECRITE', { ...this.#between(before + 1, line.sequence), at: line.at, seal: sealed.seal });
  }

  #settleEnd(): void {
    if (this.#finding !== undefined) return;
    const { sequence: reached, hash } = this.#last ?? this.#removed;
    const sealed = this.#sealed.at(-1);
    const end = this.#end;
    if (sealed !== undefined && sealed.sequence > reached)
      return this.#fault('LIGNES_MANQUANTES', { ...this.#between(reached + 1, sealed.sequence), seal: sealed.seal });
    if (end === undefined) return this.#fault('FIN_DE_CHAINE_ABSENTE', { sequence: reached });
    if (end.sequence > reached) return this.#fault('LIGNES_MANQUANTES', this.#between(reached + 1, end.sequence));
    const last = this.#last;
    if (last === undefined) return end.hash === hash ? undefined : this.#fault('FIN_DE_CHAINE_ABSENTE', { sequence: reached });
    if (end.sequence < reached) return this.#faultAt('LIGNE_AJOUTEE', last);
    if (end.hash !== hash) this.#faultAt('LIGNE_MODIFIEE', last);
  }
}
