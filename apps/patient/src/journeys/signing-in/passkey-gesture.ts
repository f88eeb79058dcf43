// The gestures of passkeys, asked of the browser by a library: both are fetched when the first is asked for. A gesture that gave way to another is no
// fault; the others are named, for a page to word.

import type { AddPasskey, NewPasskeyQuestion, PasskeyAnswer, PasskeyQuestion, SignInState } from '@carnet/contract';
import { callDoor } from '@carnet/ui';
import type { PatientWords } from '@carnet/ui/wording/patient';
import { WebAuthnAbortService, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { knowsPasskeys } from './knows-passkeys.ts';

export class PasskeyFault extends Error {
  readonly fault: keyof PatientWords['passkeys']['faults'];
  constructor(fault: PasskeyFault['fault'], cause?: unknown) {
    super(fault, { cause });
    this.name = 'PasskeyFault';
    this.fault = fault;
  }
}
const gaveWay = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

function faultOf(error: unknown): PasskeyFault['fault'] {
  if (!(error instanceof Error)) return 'unable';
  if (error.name === 'NotAllowedError') return 'cancelled';
  if (error.name === 'InvalidStateError') return 'known';
  return error.name === 'SecurityError' ? 'unsupported' : 'unable';
}
async function gesture<T>(ask: () => Promise<T>): Promise<T> {
  if (!knowsPasskeys()) throw new PasskeyFault('unsupported');
  try {
    return await ask();
  } catch (error) {
    throw gaveWay(error) ? error : new PasskeyFault(faultOf(error), error);
  }
}

async function askPasskey(path: string, offered?: AbortSignal): Promise<PasskeyAnswer> {
  const question = await callDoor<PasskeyQuestion>(`${path}/passkey/options`, { method: 'POST' });
  const { id, rawId, type, response } = await gesture(() => {
    offered?.throwIfAborted();
    return startAuthentication({ optionsJSON: question, useBrowserAutofill: offered !== undefined, verifyBrowserAutofillInput: false });
  });
  return { id, rawId, type, response };
}
const sendPasskey = (path: string, body: PasskeyAnswer): Promise<SignInState> => callDoor(`${path}/passkey`, { method: 'POST', body });

export const signInWithPasskey = async (path: string): Promise<SignInState> => sendPasskey(path, await askPasskey(path));

/** What the server asks is dead after five minutes: an offer nobody took is made again before. */
const offeredMs = 4 * 60_000;
const giveUp = (): void => WebAuthnAbortService.cancelCeremony();

/** Under the identifier, by a browser that can, until somebody takes it or `left` says so. Undefined: nobody did. Nobody asked for anything: only what comes of one that is taken is thrown. */
export async function offerPasskeys(path: string, left: AbortSignal): Promise<SignInState | undefined> {
  if (!knowsPasskeys() || (await PublicKeyCredential.isConditionalMediationAvailable?.()) !== true) return undefined;
  left.addEventListener('abort', giveUp);
  while (!left.aborted) {
    const renewed = setTimeout(giveUp, offeredMs);
    const answer = await askPasskey(path, left).catch((error: unknown) => (gaveWay(error) ? 'again' : 'none'));
    clearTimeout(renewed);
    if (answer === 'none') return undefined;
    if (answer !== 'again') return sendPasskey(path, answer);
  }
  return undefined;
}

export interface MadePasskey {
  readonly answer: AddPasskey['answer'];
  /** Where it is kept, when that is not in the device in hand. */
  readonly elsewhere?: 'phone' | 'key';
}
export async function makePasskey(question: NewPasskeyQuestion): Promise<MadePasskey> {
  const { id, rawId, type, response, authenticatorAttachment } = await gesture(() =>
    startRegistration({ optionsJSON: { ...question, excludeCredentials: question.excludeCredentials as never } }),
  );
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return {
    answer: { id, rawId, type, response: { clientDataJSON, attestationObject, transports } },
    ...(authenticatorAttachment === 'cross-platform' ? { elsewhere: transports.includes('hybrid') ? 'phone' : 'key' } : {}),
  };
}
