// What a provider posts when it ended a session of its own (OpenID Connect Back-Channel Logout 1.0, §2.4 to 2.6), checked to the letter. An ID token
// is signed by the same keys and a browser may hold one: the event, the `jti` and the absence of a nonce are what tells this one from it.

import { type JWTPayload, type JWTVerifyGetKey, errors, jwtVerify } from 'jose';

export interface LoggedOut {
  readonly jti: string;
  readonly subject?: string;
  readonly sid?: string;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';
/** What the standard advises providers, for those who say a longer life of it. */
export const logoutSeconds = 120;
const skewSeconds = 30;
const longestClaim = 300;

/** Undefined: not a logout token of this provider for us, now. Rejects when its keys cannot be fetched. */
export async function readLogoutToken(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, clientId }: { readonly issuer: string; readonly clientId: string },
): Promise<LoggedOut | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms: ['RS256'],
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
      maxTokenAge: logoutSeconds,
      clockTolerance: skewSeconds,
    });
    const typed = protectedHeader.typ === undefined || ['jwt', 'logout+jwt'].includes(protectedHeader.typ.toLowerCase());
    // For us alone, as an ID token.
    return typed && [payload.aud].flat().join('\n') === clientId ? whoLeft(payload) : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function whoLeft({ jti, sub, sid, nonce, events }: JWTPayload): LoggedOut | undefined {
  const told: unknown = isObject(events) && Object.hasOwn(events, event) ? events[event] : undefined;
  if (nonce !== undefined || !isObject(told) || !isText(jti)) return undefined;
  if ((sub !== undefined && !isText(sub)) || (sid !== undefined && !isText(sid)) || (sub === undefined && sid === undefined)) return undefined;
  return { jti, ...(sub === undefined ? {} : { subject: sub }), ...(sid === undefined ? {} : { sid }) };
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= longestClaim;
