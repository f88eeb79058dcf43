// The cookies that carry a browser's session, one per app: each is sent to its own part of the API and to nothing else.
// The value is the token of SessionStore; HttpOnly, SameSite=Lax, Secure as soon as the origin is https.

export const patientSessionCookie = { name: 'carnet_patient', path: '/api/patient' } as const;
export const professionalSessionCookie = { name: 'carnet_pro', path: '/api/pro' } as const;
export const steeringSessionCookie = { name: 'carnet_pilotage', path: '/api/pilotage' } as const;

export interface SessionCookieOptions {
  readonly path: string;
  readonly httpOnly: true;
  readonly sameSite: 'lax';
  readonly secure: boolean;
}
export const sessionCookieOptions = (cookie: { readonly path: string }, origin: string): SessionCookieOptions => ({
  path: cookie.path,
  httpOnly: true,
  sameSite: 'lax',
  secure: origin.startsWith('https:'),
});
