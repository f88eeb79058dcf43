// What is told when something Carnet stands on gives way: the database, a disk, the bytes of one document. Each is a refusal with its code,
// a 503 and the moment to come back; what is not recognised here is a programmer's error, and a 500.

import type { RefusalCode } from '@carnet/domain/kernel';

export interface Failure {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** Undefined: not an outage. */
export function outageOf({ code = '', message = '' }: Failure): RefusalCode | undefined {
  if (code === 'CONTENU_ALTERE') return code;
  if (cannotWrite.has(code)) return 'ECRITURE_SUSPENDUE';
  return away.has(code) || awayStates.test(code) || driverSays.test(message) ? 'SERVICE_INDISPONIBLE' : undefined;
}

/** Disk full, read-only or gone, ours or the database's: disk_full, read_only_sql_transaction. */
const cannotWrite = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'DOSSIER_DE_STOCKAGE_ABSENT', '53100', '25006']);

/** Out of reach (the database, what keeps the master key, INSi), out of descriptors, or a disk that fails or does not answer in time. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EMFILE',
  'ENFILE',
  'EIO',
  'CLE_MAITRESSE_INJOIGNABLE',
  'INSI_INJOIGNABLE',
]);

/**
 * SQLSTATE (PostgreSQL, appendix A): connection lost, resources missing, stopped or a statement out of time (57), system error (58), a lock not
 * had in time, a transaction forgotten, and what was tried several times already (serialization_failure, deadlock_detected).
 */
const awayStates = /^(?:08|53|57|58)...$|^(?:55P03|25P03|40001|40P01)$/;

/** The driver gives these no code: the pool is exhausted, the database does not answer, the connection broke. Held by tests that provoke each. */
const driverSays = /^timeout (?:exceeded when trying to connect|expired$)|^Query read timeout|^Connection terminated|^Client (?:has encountered|was closed)/;
