// The identifier kept on this device when its holder asks (features A018): the identifier alone, never the password, shown masked.

import { keep, recall } from '@carnet/ui';

const storageKey = 'carnet.identifiant';

export const rememberedLogin = (): string | undefined => recall(storageKey);
export const rememberLogin = (login: string | undefined): boolean => keep(storageKey, login);

/** `PATT•••••`: enough to recognise one's own, too little to use it. */
export const maskLogin = (login: string): string => `${login.slice(0, 4)}${'•'.repeat(Math.max(5, login.length - 4))}`;
