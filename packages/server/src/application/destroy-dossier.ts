// Makes a record unreadable for ever by destroying its key, and proves it: a signed certificate says what, when, by whom and why.
// An operator's act, decided and traced like every other; with its trace, its certificate and its effects in one transaction.

import { actorId } from '@carnet/domain/audit';
import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DestroyedKey, Ports, SignedCertificate } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { tracedAs } from './decide-law.ts';
import { withAccessAcross } from './with-access.ts';

/** Ed25519, by the key that signs the journal; `id` is the digest of its public half. */
export interface Signer {
  readonly id: string;
  sign(text: string): Uint8Array;
}

interface Certificate extends DestroyedKey {
  readonly certificate: 'carnet-destruction-1';
  readonly dossier: DossierId;
  readonly destroyedAt: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly reason: string;
  readonly signedBy: string;
}

export function destroyDossier(
  ports: Ports,
  signer: Signer,
  caller: Caller,
  { dossier, reason }: { readonly dossier: DossierId; readonly reason: string },
): Promise<Result<SignedCertificate>> {
  return withAccessAcross(ports, tracedAs(caller, `destruction du dossier ${dossier}`, reason), 'administer', async ({ permit, tx, at }) => {
    const destroyed = await tx.keys.destroy(permit, dossier);
    if (destroyed === undefined) return refuse('DOSSIER_INEXISTANT');
    const text = JSON.stringify({
      certificate: 'carnet-destruction-1',
      dossier,
      destroyedAt: new Date(at).toISOString(),
      by: { id: actorId(permit.actor), name: caller.context.actorName },
      reason,
      ...destroyed,
      signedBy: signer.id,
    } satisfies Certificate);
    const certificate = { text, signature: signer.sign(text) };
    await tx.keys.keepCertificate(permit, dossier, certificate);
    return ok(certificate);
  });
}

/** The certificate of a destruction done before. */
export const certificateOf = (ports: Ports, caller: Caller, dossier: DossierId): Promise<Result<SignedCertificate>> =>
  withAccessAcross(ports, tracedAs(caller, `certificat de destruction du dossier ${dossier}`, ''), 'administer', async ({ permit, tx }) => {
    const kept = await tx.keys.certificate(permit, dossier);
    return kept === undefined ? refuse('DOSSIER_INEXISTANT') : ok(kept);
  });
