// A part of the application that was asked for and did not come. Where a newer version took the place of the one that a window was left on, the
// page takes it, by itself and once; where the network is lost, that is said.

import { waitedFor } from './under-way.ts';

export class UnreachedError extends Error {
  override readonly name = 'UnreachedError';
  /** A newer version is there, to be taken. */
  readonly isReplaced: boolean;
  constructor(isReplaced: boolean, cause: unknown) {
    super('a part of the application did not arrive', { cause });
    this.isReplaced = isReplaced;
  }
}

const reloadedKey = 'carnet.recharge';
/** A version that lacks a part of itself would be loaded for ever. */
const onceInMs = 60_000;

/** The server answers, and does not have the part. The query keeps the answer from being one that this device holds. */
async function isReplaced(): Promise<boolean> {
  if (Date.now() - Number(sessionStorage.getItem(reloadedKey) ?? 0) < onceInMs) return false;
  try {
    return (await fetch(`${import.meta.env.BASE_URL}?version`, { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** The same answer; what kept it from coming, told apart from a page that broke. */
export async function arrived<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await waitedFor(part);
  } catch (cause) {
    throw cause instanceof UnreachedError ? cause : new UnreachedError(await isReplaced(), cause);
  }
}

/** The page where one is by now: what was pressed is not lost. */
export function takeNewVersion(): void {
  sessionStorage.setItem(reloadedKey, String(Date.now()));
  location.reload();
}
