// Whether this browser has passkeys: the old ones have nothing of that name.

export const knowsPasskeys = (): boolean => typeof PublicKeyCredential === 'function';
