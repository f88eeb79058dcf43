// Puts together what makes the copies people take away: the writer of the folder, who waits for it, its end, and that of its bytes. Files on their
// way, which wait beside them, end here too, lines of what was refused, and whatever bytes nothing points to.

import type { Logger } from 'pino';
import { forgetRefusedDeposits } from './application/refused-deposits.ts';
import { expireUploads } from './application/upload-document.ts';
import { machineClock } from './clock.ts';
import { recordWriter } from './interfaces/web/export/record-writer.ts';
import { expireExports, startExportMaking } from './jobs/make-exports.ts';
import { repeatEvery } from './jobs/repeat.ts';
import type { Ports } from './ports/index.ts';
import type { Storage } from './storage/index.ts';
import { exportsChannel } from './storage/postgres/export-store.ts';
import { listen } from './storage/postgres/listen.ts';

/** Bytes that no entry points to are a deposit under way, or one that was given up: a day tells them apart. */
const orphansKeptMs = 86_400_000;
/** A piece is pointed to as soon as it is written. */
const piecesKeptMs = 3_600_000;

/** Resolves, once it runs, to what stops it. */
export async function makeExports(
  ports: Ports,
  { blobs, exportBytes, uploadBytes, pool }: Storage,
  fhirUrl: string,
  log: Logger,
): Promise<() => Promise<void>> {
  const failed = (error: unknown, what: string): void => log.error({ err: error }, `not done: ${what}`);
  const ending = repeatEvery('minute', [{ what: 'copies whose time is over', run: () => expireExports(ports) }], failed);
  // Files are dated by the machine, whatever the sandbox's clock says.
  const sweeping = repeatEvery(
    'hour',
    [
      { what: 'bytes of ended copies', run: () => exportBytes.sweepOrphans(machineClock.now() - piecesKeptMs) },
      { what: 'files whose sending was not resumed', run: () => expireUploads(ports) },
      { what: 'refused deposits whose time is over', run: () => forgetRefusedDeposits(ports) },
      { what: 'bytes of files no longer on their way', run: () => uploadBytes.sweepOrphans(machineClock.now() - piecesKeptMs) },
      { what: 'orphan bytes', run: () => blobs.sweepOrphans(machineClock.now() - orphansKeptMs) },
    ],
    failed,
  );
  const making = await startExportMaking({
    ports: { ...ports, exportBytes },
    writerOf: recordWriter({ newId: ports.newId, fhirUrl }),
    onNew: (wake) => listen(pool, exportsChannel, wake),
    onError: (error) => log.error({ err: error }, 'a copy of a record was not made: it is tried again'),
  });
  return async () => {
    await Promise.all([ending.stop(), sweeping.stop(), making.stop()]);
  };
}
