// Where sign-in begins: at the server, which sends the browser back to `backTo` once it is done.

export const signInHref = (backTo: string): string => `/auth/login?retour=${encodeURIComponent(backTo)}`;
