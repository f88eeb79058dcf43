// From a SOAP message to the caller of a use case: the card on the socket, the assertion in the message, the certificate that signed it and the
// directory are held against one another, and all must agree (ADR 19). What fails is a refusal with its code; nothing is presumed. What is
// read of the assertion is read from the bytes whose signature was checked.

import type { SoapMessage } from '@carnet/codecs/soap';
import { type Vihf, type VihfSoftware, parseVihf, vihfLimits } from '@carnet/codecs/vihf';
import { elementsOf, parseXml } from '@carnet/codecs/xml';
import { standingAlone, verifyEnveloped } from '@carnet/codecs/xmldsig';
import type { InsOid, PsIdNat } from '@carnet/domain/identity';
import type { Policy } from '@carnet/domain/access';
import { type Finding, type Result, instantOf, ok, refuse, toIso } from '@carnet/domain/kernel';
import { createHash } from 'node:crypto';
import type { Caller } from '../../application/caller.ts';
import { inEmergency } from '../../application/enter-emergency.ts';
import type { Directory, Ports } from '../../ports/index.ts';
import { type Arrival, structureCaller } from '../pipeline.ts';
import type { EstablishedCaller } from '../pipeline/air.ts';
import { type Card, cardOf } from '../pipeline/card.ts';
import { callerOfCardHolder } from '../pipeline/card-holder.ts';
import { signatureCrypto } from './signature-crypto.ts';
import { type SigningCertificate, type SigningTrust, readSigningCertificate } from './signing-certificate.ts';
import { disagreements, modeOf, strangeToDirectory } from './vihf-coherence.ts';

export interface VihfDeps extends SigningTrust {
  readonly ports: Ports;
  /** Authorities of the INS this server serves. */
  readonly insOids: readonly InsOid[];
}
export interface VihfArrival extends Arrival {
  readonly message: Pick<SoapMessage, 'assertion' | 'messageId'>;
}

export async function callerByVihf(deps: VihfDeps, { socket, requestId, message }: VihfArrival): Promise<Result<EstablishedCaller>> {
  const { ports, insOids } = deps;
  const card = cardOf(socket, deps.revocations);
  if (!card.ok) return card;
  // Assertions are dated by the machine that makes them, as cards are: the sandbox's clock, which can be moved, is not theirs.
  const now = Date.now();
  const { policy } = await ports.law.at(ports.clock.now());
  const read = readAssertion(deps, message, policy, now);
  if (!read.ok) return read;
  const { vihf, signedBy } = read.value;
  const period = periodOf(vihf, policy);
  const late = outOf(period, now);
  if (late !== undefined) return refuse('VIHF_PERIME', [late]);
  const faults = disagreements(vihf, card.value, signedBy);
  if (faults.length > 0) return refuse(faults.some(({ rule }) => rule === 'VIHF_TITULAIRES_DIFFERENTS') ? 'CERTIFICAT_REFUSE' : 'IDENTITE_NON_ETABLIE', faults);
  if (vihf.patient !== undefined && !insOids.includes(vihf.patient.oid))
    return refuse('INS_INVALIDE', [{ field: patientField, rule: 'INS_OID', given: vihf.patient.oid, expected: insOids.join(' | ') }]);
  return ports.transactions.run(async ({ directory, soapMessages }, last) => {
    // Asked at once: of whoever is strange, who they would be is not told.
    const [strange, caller] = await Promise.all([strangeToDirectory(directory, vihf, card.value), callerFor(directory, vihf, card.value, requestId)]);
    if (strange.length > 0) return refuse('IDENTITE_NON_ETABLIE', strange);
    if (!caller.ok) return caller;
    last();
    const admitted = await soapMessages.admit(markOf(vihf, card.value, message), instantOf(period.until));
    if (!admitted) return refuse('VIHF_REJOUE', [{ field: vihf.oneTime ? 'Assertion/@ID' : 'wsa:MessageID', rule: 'MESSAGE_REJOUE' }]);
    return ok({ caller: caller.value, patient: vihf.patient, authenticatedAt: instantOf(vihf.authenticatedAt) });
  });
}

/** The same for an assertion that comes alone, in no message: it serves once. `xml`: its bytes. */
export async function callerByAssertion(deps: VihfDeps, { xml, ...arrival }: Arrival & { readonly xml: Uint8Array }): Promise<Result<EstablishedCaller>> {
  // In an element of ours, as it stands in a message: what carries more than itself does not read.
  const read = parseXml(Buffer.concat([Buffer.from('<_>'), xml, Buffer.from('</_>')]), vihfLimits);
  if (!read.ok) return refuse('VIHF_INVALIDE', read.findings);
  using document = read.value;
  const [assertion, ...others] = elementsOf(document.root);
  if (assertion === undefined || others.length > 0) return refuse('VIHF_INVALIDE', [{ field: 'assertion', rule: 'VIHF_RACINE' }]);
  return await callerByVihf(deps, { ...arrival, message: { assertion } });
}

const patientField = 'Assertion/AttributeStatement/urn:oasis:names:tc:xacml:2.0:resource:resource-id';
const reasonField = 'Assertion/AttributeStatement/Mode_Acces_Raison';

/** The facts of the assertion, once its signature holds and its certificate is one of ours. */
function readAssertion(
  trust: SigningTrust,
  { assertion }: VihfArrival['message'],
  policy: Policy,
  now: number,
): Result<{ readonly vihf: Vihf; readonly signedBy: SigningCertificate }> {
  if (assertion === undefined) return refuse('VIHF_ABSENT', [{ field: 'Envelope/Header/Security/Assertion', rule: 'CHAMP_ABSENT' }]);
  const signature = verifyEnveloped(standingAlone(assertion), signatureCrypto, {
    field: 'Assertion',
    identifier: 'ID',
    limits: vihfLimits,
    policy: { sha1: policy.sha1Signatures },
  });
  if (!signature.ok) return refuse('VIHF_SIGNATURE_REFUSEE', signature.findings);
  const signedBy = readSigningCertificate(signature.value.certificate, 'Assertion/Signature/KeyInfo', trust, now);
  if (!signedBy.ok) return signedBy;
  const vihf = parseVihf(signature.value.signed);
  return vihf.ok ? ok({ vihf: vihf.value, signedBy: signedBy.value }) : refuse('VIHF_INVALIDE', vihf.findings);
}

const minute = 60_000;

interface Period {
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
}

/**
 * As it says, at most the policy's minutes after it was made; without an end of its own, the policy's minutes after its user signed in. The
 * clocks of both sides may differ by the policy's skew.
 */
function periodOf(vihf: Vihf, { vihfMinutes, vihfSkewMinutes }: Policy): Period {
  const { issuedAt, authenticatedAt, notBefore = issuedAt, notOnOrAfter } = vihf;
  const life = vihfMinutes * minute;
  const skew = vihfSkewMinutes * minute;
  return {
    from: Math.max(issuedAt, authenticatedAt, notBefore) - skew,
    until: (notOnOrAfter === undefined ? authenticatedAt + life : Math.min(notOnOrAfter, issuedAt + life)) + skew,
  };
}

function outOf({ from, until }: Period, now: number): Finding | undefined {
  const given = toIso(instantOf(now));
  if (now < from) return { field: 'Assertion/Conditions', rule: 'VIHF_FUTUR', given, expected: `>= ${toIso(instantOf(from))}` };
  return now >= until ? { field: 'Assertion/Conditions', rule: 'VIHF_PASSE', given, expected: `< ${toIso(instantOf(until))}` } : undefined;
}

/** The same message with the same assertion, by the same certificate; an assertion for one use is spent by its first message. */
const markOf = ({ id, oneTime }: Vihf, { certificate }: Card, { messageId }: VihfArrival['message']): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(oneTime ? [certificate, id] : [certificate, id, messageId]))
    .digest();

async function callerFor(directory: Directory, vihf: Vihf, card: Card, requestId: string): Promise<Result<Caller>> {
  const software = softwareOf(vihf.software);
  const context = { door: 'soap', requestId, ...(software === '' ? {} : { software }) } as const;
  const mode = modeOf(vihf, card);
  const caller =
    mode === 'INDIRECTE'
      ? await structureCaller(directory, { id: vihf.structure }, context, 'normal')
      : // Answered for by strangeToDirectory, which says whether the directory knows them.
        await callerOfCardHolder(directory, { id: vihf.nameId as PsIdNat, structure: vihf.structure }, context, 'normal');
  if (!caller.ok) return caller;
  const { actor } = caller.value;
  const established: Caller = {
    ...caller.value,
    ...(actor.kind === 'professionnel' && mode === 'INDIRECTE_RENFORCEE' ? { actor: { ...actor, authentication: mode } } : {}),
    ...(vihf.secret ? { secret: true } : {}),
  };
  if (vihf.purpose === 'normal') return ok(established);
  const entered = inEmergency(established, { mode: vihf.purpose, reason: vihf.reason });
  return entered.ok
    ? entered
    : refuse(
        'VIHF_INVALIDE',
        entered.refusal.findings.map((finding) => ({ ...finding, field: reasonField })),
      );
}

/** Kept in the trace, as a product says of itself at the other doors: cut short, and with nothing but plain letters. */
const softwareOf = ({ name = '', version = '', homologation }: VihfSoftware): string =>
  [name, version, ...(homologation === undefined ? [] : [`(${homologation})`])]
    .join(' ')
    .replaceAll(/[^\x20-\x7E\u00C0-\u017F]/g, '')
    .trim()
    .slice(0, 80);
