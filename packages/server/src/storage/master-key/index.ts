// The master key a configuration names: `file:` a file of generations, `exec:` a command, `https:` a service.

import { fileURLToPath } from 'node:url';
import { commandCall } from './command.ts';
import { type FileMasterKey, ensureMasterKeyFile, fileMasterKey } from './file.ts';
import { type KmsTls, httpsCall } from './https.ts';
import { kmsMasterKey } from './kms.ts';
import { type MasterKey, withFormer } from './master-key.ts';

export { fileMasterKey } from './file.ts';
export type { KmsTls } from './https.ts';
export { type MasterKey, MasterKeyAway, nameOfMark } from './master-key.ts';

export interface MasterKeyConfig {
  readonly url: string;
  /** Of what wrapped keys before, and is still needed for those not wrapped anew. */
  readonly formerUrls: readonly string[];
  readonly tls: KmsTls;
  /** Makes the file where there is none: the sandbox only. */
  readonly mayMake: boolean;
}
export interface OpenedMasterKey {
  readonly master: MasterKey;
  /** Undefined: generations are the KMS's own business. */
  readonly file: FileMasterKey | undefined;
}

export function openMasterKey({ url, formerUrls, tls, mayMake }: MasterKeyConfig): OpenedMasterKey {
  const fileOf = (one: string): FileMasterKey | undefined => (one.startsWith('file:') ? fileMasterKey(fileURLToPath(one)) : undefined);
  const keyOf = (one: string): MasterKey =>
    fileOf(one) ?? kmsMasterKey(one.startsWith('exec:') ? commandCall(decodeURIComponent(new URL(one).pathname)) : httpsCall(one, tls));
  if (mayMake && url.startsWith('file:')) ensureMasterKeyFile(fileURLToPath(url));
  const file = fileOf(url);
  return { master: withFormer(file ?? keyOf(url), formerUrls.map(keyOf)), file };
}
