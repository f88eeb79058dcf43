// What the listener of cards shows and trusts: the configured files, or those the sandbox made for itself.

import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import type { SandboxMaterial } from './sandbox/material.ts';

export async function tlsMaterial(config: Config, sandbox: SandboxMaterial | undefined): Promise<{ cert: Buffer; key: Buffer; ca: Buffer }> {
  const files = [
    config.tlsCertificateFile ?? sandbox?.serverCertificateFile,
    config.tlsKeyFile ?? sandbox?.serverKeyFile,
    config.cardAuthorityFile ?? sandbox?.authorityFile,
  ];
  const [cert, key, ca] = await Promise.all(
    files.map((file) => {
      if (file === undefined) throw new Error('CARNET_TLS_CERT_FILE, CARNET_TLS_KEY_FILE and CARNET_CARD_CA_FILE are needed');
      return readFile(file);
    }),
  );
  return { cert: cert!, key: key!, ca: ca! };
}
