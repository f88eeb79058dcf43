// The signature of a submission set held against the set and against who deposits it (TD2.1; docs/sources.md §2.2). One answer: it is theirs and
// names exactly what was sent, or why not.

import { type LotContent, manifestFaults, readLotSignature } from '@carnet/codecs/xades';
import { actorId } from '@carnet/domain/audit';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Card } from '../pipeline/card.ts';
import type { SoapCall } from './call.ts';
import { signatureCrypto } from './signature-crypto.ts';
import { readSigningCertificate } from './signing-certificate.ts';
import { speaksFor } from './vihf-coherence.ts';

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
  if (!(await isTheirs(signedBy.value.holder, caller, ports))) return refuse('LOT_SIGNATURE_REFUSEE', [{ field: keyField, rule: 'LOT_SIGNATAIRE' }]);
  const faults = manifestFaults(read.value.manifest, lot, signatureCrypto, accepted);
  return faults.length === 0 ? ok(true) : refuse('LOT_SIGNATURE_REFUSEE', faults);
}

/** The card of the person, or the certificate of the structure that acts. */
async function isTheirs({ kind, id }: Card, { actor }: SoapCall['caller'], { transactions }: SoapCall['ports']): Promise<boolean> {
  if (actor.kind !== 'structure' && actor.kind !== 'assurance-maladie') return kind === 'professionnel' && id === actorId(actor);
  const structure = await transactions.run(({ directory }) => directory.structure(actor.id));
  return kind === 'structure' && structure !== undefined && speaksFor(id, structure);
}
