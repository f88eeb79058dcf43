// The signature of a submission set held against the set and against who deposits it (TD2.1; docs/sources.md §2.2). One answer: it is theirs and
// names exactly what was sent, or why not.

import { type LotContent, manifestFaults, readLotSignature } from '@carnet/codecs/xades';
import { actorId } from '@carnet/domain/audit';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { SoapCall } from './call.ts';
import { signatureCrypto } from './signature-crypto.ts';
import { readSigningCertificate } from './signing-certificate.ts';

const keyField = 'Signature/KeyInfo';

/** `signature`: bytes of the document of the signature's own entry. */
export async function checkLotSignature(
  { caller, ports, revocations, authorities }: Pick<SoapCall, 'caller' | 'ports' | 'revocations' | 'authorities'>,
  signature: Uint8Array,
  lot: LotContent,
): Promise<Result<true>> {
  const { policy } = await ports.law.at(ports.clock.now());
  const accepted = { sha1: policy.sha1Signatures };
  const read = readLotSignature(signature, signatureCrypto, accepted);
  if (!read.ok) return refuse('LOT_SIGNATURE_REFUSEE', read.findings);
  const signedBy = readSigningCertificate(read.value.certificate, keyField, { revocations, authorities }, Date.now());
  if (!signedBy.ok) return signedBy.refusal.code === 'SERVICE_INDISPONIBLE' ? signedBy : refuse('LOT_SIGNATURE_REFUSEE', signedBy.refusal.findings);
  if (signedBy.value.holder.id !== actorId(caller.actor)) return refuse('LOT_SIGNATURE_REFUSEE', [{ field: keyField, rule: 'LOT_SIGNATAIRE' }]);
  const faults = manifestFaults(read.value.manifest, lot, signatureCrypto, accepted);
  return faults.length === 0 ? ok(true) : refuse('LOT_SIGNATURE_REFUSEE', faults);
}
