// The two gestures of WebAuthn, asked for and verified: nothing of accounts here. A challenge is random, lives five minutes, serves once, and
// belongs to one sign-in or one session; the person is verified by their device each time; no attestation is wanted, and none is followed.

import type { AddPasskey, NewPasskeyQuestion, PasskeyAnswer, PasskeyQuestion } from '@carnet/contract';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import { randomBytes } from 'node:crypto';
import type { OidcArtefactStore, Passkey } from '../../ports/index.ts';

/** To whom passkeys answer: the host and the origin under which browsers see us. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}
export const relyingPartyOf = (origin: string): RelyingParty => ({ id: new URL(origin).hostname, origin });

/** Long enough to fetch a security key, or to read a code on a telephone's screen. */
export const challengeMinutes = 5;
const timeout = challengeMinutes * 60_000;
/** Ed25519, ES256, and RS256 for older Windows. */
const algorithms = [-8, -7, -257];

const model = 'PasskeyChallenge';
interface Challenge {
  readonly challenge: string;
  readonly userHandle?: string;
}
const random = (): string => randomBytes(32).toString('base64url');

async function newChallenge(artefacts: OidcArtefactStore, of: string, more: Pick<Challenge, 'userHandle'> = {}): Promise<string> {
  const challenge = random();
  await artefacts.upsert(model, of, { challenge, ...more }, challengeMinutes * 60);
  return challenge;
}
/** What was asked, never to be asked again; undefined: too late, used, or nothing was. */
export const takeChallenge = (artefacts: OidcArtefactStore, of: string): Promise<Challenge | undefined> =>
  artefacts.take(model, of) as Promise<Challenge | undefined>;

export const askToSignIn = async (artefacts: OidcArtefactStore, { id: rpId }: RelyingParty, of: string): Promise<PasskeyQuestion> => ({
  rpId,
  challenge: await newChallenge(artefacts, of),
  timeout,
  userVerification: 'required',
});

export async function askForNew(
  artefacts: OidcArtefactStore,
  { id }: RelyingParty,
  of: string,
  { displayName, known }: { readonly displayName: string; readonly known: readonly Passkey[] },
): Promise<NewPasskeyQuestion> {
  const userHandle = known[0]?.userHandle ?? random();
  return {
    rp: { id, name: 'Carnet' },
    user: { id: userHandle, name: displayName, displayName },
    challenge: await newChallenge(artefacts, of, { userHandle }),
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout,
    attestation: 'none',
    excludeCredentials: known.map(({ credential, transports }) => ({ id: credential, type: 'public-key', transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  };
}

export interface Verified {
  readonly userVerified: boolean;
  readonly counter: number;
}

/** Undefined: the signature, the challenge, the place or the owner is not the one expected. Verified user and counter are the caller's to judge. */
export async function verifySignIn(
  { id, origin }: RelyingParty,
  { id: credential, rawId, type, response: { userHandle, ...response } }: PasskeyAnswer,
  { challenge }: Challenge,
  passkey: Passkey,
): Promise<Verified | undefined> {
  if (userHandle !== passkey.userHandle) return undefined;
  const read = await unlessRefused(() =>
    verifyAuthenticationResponse({
      response: { id: credential, rawId, type, response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: false,
      // The library would judge the counter before the signature: the store does, once who says it is known.
      credential: { id: passkey.credential, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')), counter: 0 },
    }),
  );
  return read?.verified === true ? { userVerified: read.authenticationInfo.userVerified, counter: read.authenticationInfo.newCounter } : undefined;
}

/** Undefined: it is not what was asked for. */
export async function verifyNew(
  { id, origin }: RelyingParty,
  { id: credential, rawId, type, response: { clientDataJSON, attestationObject } }: AddPasskey['answer'],
  { challenge }: Challenge,
): Promise<(Verified & { readonly credential: string; readonly publicKey: string }) | undefined> {
  const read = await unlessRefused(async () => {
    if (!attestsNothing(attestationObject)) return undefined;
    return verifyRegistrationResponse({
      response: { id: credential, rawId, type, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    });
  });
  if (read?.verified !== true || read.registrationInfo.credential.id !== credential) return undefined;
  const { userVerified, credential: kept } = read.registrationInfo;
  return { userVerified, counter: kept.counter, credential, publicKey: Buffer.from(kept.publicKey).toString('base64url') };
}

/** None, or the authenticator's own signature. A chain of certificates was not asked for, and following one would fetch addresses written in it. */
function attestsNothing(attestationObject: string): boolean {
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')));
  const format: string = decoded.get('fmt');
  return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined);
}

/** The library refuses by throwing, whatever the bytes: here all of them came from a browser. */
async function unlessRefused<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}
