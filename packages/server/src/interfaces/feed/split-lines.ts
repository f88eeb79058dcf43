// The bytes of a feed as lines, however they come: plain or gzip, cut anywhere. Holds one chunk and one unfinished line, never the file.
// Against bombs: a line has a longest length, and what is unpacked may be so many times what came in, no more.

import { parseFeedRecord } from '@carnet/codecs/feed';
import { type CivilDate, faulty } from '@carnet/domain/kernel';
import { createHash } from 'node:crypto';
import { Transform, type Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FeedLine, FeedLines } from '../../application/take-intake.ts';

/** A line of the format has some hundred bytes; the longest an insured could need, with addresses and attachments, has a few thousand. */
export const lineMaximumBytes = 16 * 1024;
/** Lines alike pack some thirty times; gzip can at most a thousand. */
export const unpackedAtMost = 200;
/** Below this nobody counts. */
const unpackedFreely = 4 * 1024 * 1024;

/** What was sent cannot be read on: the lines before it stand. */
export class UnreadableFeed extends Error {
  readonly rule: 'GZIP_ALTERE' | 'ARCHIVE_DEMESUREE';
  constructor(rule: UnreadableFeed['rule'], cause?: unknown) {
    super(rule, { cause });
    this.rule = rule;
  }
}

export interface Splitting {
  readonly gzip: boolean;
  /** Number of the first line in the whole file. */
  readonly from: number;
  /** The last day a line may be dated of. */
  readonly latest: CivilDate;
}

export async function* splitLines(body: Readable, { gzip, from, latest }: Splitting): FeedLines {
  const unpacked = gzip ? gunzipped(body) : body;
  const decoder = new LineDecoder(from, latest);
  for await (const chunk of unpacked) {
    const lines = decoder.push(chunk as Buffer);
    if (lines.length > 0) yield lines;
  }
  const last = decoder.end();
  if (last !== undefined) yield [last];
}

function gunzipped(body: Readable): Readable {
  let packed = 0;
  let unpacked = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      packed += chunk.length;
      done(null, chunk);
    },
  });
  const bounding = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      if (unpacked > unpackedFreely && unpacked > packed * unpackedAtMost) done(new UnreadableFeed('ARCHIVE_DEMESUREE'));
      else done(null, chunk);
    },
  });
  // A failure reaches whoever reads the last of them.
  pipeline(body, counting, createGunzip(), bounding, () => undefined);
  const fault = (error: NodeJS.ErrnoException): Error => (error.code?.startsWith('Z_') === true ? new UnreadableFeed('GZIP_ALTERE', error) : error);
  const told = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk),
  });
  bounding.on('error', (error) => told.destroy(fault(error)));
  bounding.pipe(told);
  return told;
}

const newline = 0x0a;

class LineDecoder {
  #number: number;
  readonly #latest: CivilDate;
  /** Of the line begun; empty where its length is too great to be kept. */
  #begun: Buffer[] = [];
  #length = 0;

  constructor(from: number, latest: CivilDate) {
    this.#number = from;
    this.#latest = latest;
  }

  push(chunk: Buffer): FeedLine[] {
    const lines: FeedLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      lines.push(this.#line());
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  /** What follows the last newline, if anything does. */
  end(): FeedLine | undefined {
    return this.#length === 0 ? undefined : this.#line();
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    if (this.#length <= lineMaximumBytes) this.#begun.push(part);
    this.#length += part.length;
  }

  #line(): FeedLine {
    const bytes = this.#begun.length === 1 ? this.#begun[0]! : Buffer.concat(this.#begun);
    const tooLong = this.#length > lineMaximumBytes;
    const number = this.#number++;
    const latest = this.#latest;
    this.#begun = [];
    this.#length = 0;
    return {
      number,
      digest: () => createHash('sha256').update(bytes).digest('hex'),
      read: () =>
        tooLong ? faulty({ field: 'ligne', rule: 'LIGNE_TROP_LONGUE', expected: `<= ${lineMaximumBytes}` }) : parseFeedRecord(bytes.toString('utf8'), latest),
    };
  }
}
