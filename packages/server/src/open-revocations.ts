// The lists of revoked cards: read before the first card is, and kept up to date.

import type { Logger } from 'pino';
import { type Config, certificatesOf } from './config.ts';
import { type KeptRevocations, keepRevocations } from './interfaces/pipeline/revocations.ts';
import { repeatEvery } from './jobs/repeat.ts';
import type { Opened } from './opened.ts';
import type { SandboxMaterial } from './sandbox/material.ts';

/** Read before the first card is; what cannot be read is said, and tried again every hour. */
export async function openRevocations(config: Config, sandbox: SandboxMaterial | undefined, log: Logger, opened: Opened): Promise<KeptRevocations> {
  const own = sandbox === undefined ? [] : [sandbox.revocationFile];
  const revocations = keepRevocations({
    sources: config.cardRevocationLists.length > 0 ? config.cardRevocationLists : own,
    authorities: certificatesOf(config.cardAuthorityFile ?? sandbox?.authorityFile),
    graceHours: config.cardRevocationGraceHours,
    onFault: (error, source) => log.error({ err: error, list: source }, 'a list of revoked cards could not be read'),
  });
  await revocations.refresh();
  const refreshed = repeatEvery('hour', [{ what: 'revoked cards', run: revocations.refresh }], (error) => log.error({ err: error }, 'lists not read'));
  opened.add(() => refreshed.stop());
  return revocations;
}
