// The backup the configuration asks for, kept by a running server: bytes that are not what was stored are counted and told to the log.

import type { Logger } from 'pino';
import type { Metrics } from './interfaces/operations/metrics.ts';
import { type KeptBackup, type Marking, keptBackup } from './storage/backup/index.ts';

/** Undefined: none is asked for. */
export function openBackup(
  { backup, ...more }: Omit<Marking, 'backup'> & { readonly backup: string | undefined },
  metrics: Metrics,
  log: Logger,
): KeptBackup | undefined {
  if (backup === undefined) return undefined;
  return keptBackup({ backup, ...more }, (address) => {
    metrics.integrityFault('blob');
    log.error({ place: 'blob', reference: address }, 'integrity: stored bytes are not what was stored');
  });
}
