// The cookies that carry a browser's session, one per app. Over TLS they bear the prefix __Host-: no other host and no page in clear can
// have set one (a browser then takes no path but /; each API reads its own cookie only). In clear, which is the sandbox on its own machine,
// each is bound to the path of its API. The value is the token of SessionStore; HttpOnly, SameSite=Lax.

const cookies = {
  patient: { name: 'carnet_patient', path: '/api/patient' },
  professionnel: { name: 'carnet_pro', path: '/api/pro' },
  pilotage: { name: 'carnet_pilotage', path: '/api/pilotage' },
} as const;

export interface SessionCookie {
  readonly name: string;
  readonly options: { readonly path: string; readonly httpOnly: true; readonly sameSite: 'lax'; readonly secure: boolean };
}

export const isSecure = (origin: string): boolean => origin.startsWith('https:');

/** `__Secure-` for those that stay bound to the path of one sign-in. */
export const cookiePrefix = (origin: string, prefix: '__Host-' | '__Secure-'): string => (isSecure(origin) ? prefix : '');

/** `origin`: how the browser sees us. */
export function sessionCookie(app: keyof typeof cookies, origin: string): SessionCookie {
  const secure = isSecure(origin);
  const { name, path } = cookies[app];
  return { name: `${cookiePrefix(origin, '__Host-')}${name}`, options: { path: secure ? '/' : path, httpOnly: true, sameSite: 'lax', secure } };
}
