export { type KeptBackup, keptBackup } from './keep.ts';
export type { Marking } from './mark.ts';
export { pruneBackup } from './prune.ts';
export { CannotRestore, restore } from './restore.ts';
export { adminUrlOf, bringUpToNow, takeBackup } from './take.ts';
export { verifyBackup } from './verify.ts';
