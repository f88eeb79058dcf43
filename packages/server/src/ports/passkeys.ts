// Passkeys of an account: what signs in by one gesture on a device that checks who makes it, with neither password nor code.

import type { PersonneId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';

export interface Passkey {
  readonly id: string;
  readonly personne: PersonneId;
  /** The person's own words for it. */
  readonly name: string;
  /** What the authenticator calls it; base64url, as the next two. */
  readonly credential: string;
  readonly publicKey: string;
  /** What the authenticator calls its owner: random, the same for every passkey of one person, and nothing else of theirs. */
  readonly userHandle: string;
  /** How the authenticator is reached (`internal`, `hybrid`, `usb`…), for the browser to ask the right way. */
  readonly transports: readonly string[];
  readonly addedAt: Instant;
  readonly lastUsedAt?: Instant;
}
export interface PasskeyStore {
  /** Oldest first. */
  listOf(personne: PersonneId): Promise<readonly Passkey[]>;
  byCredential(credential: string): Promise<Passkey | undefined>;
  /** `counter`: what the authenticator says it counted. False: this credential is known already, whoever has it. */
  add(passkey: Omit<Passkey, 'lastUsedAt'>, counter: number): Promise<boolean>;
  /** False: this person has none of this id. So for `remove`. */
  rename(personne: PersonneId, id: string, name: string): Promise<boolean>;
  remove(personne: PersonneId, id: string): Promise<boolean>;
  /** False: the counter did not go up, of an authenticator that counts: there may be two of them. Nothing is kept then. */
  use(id: string, counter: number, at: Instant): Promise<boolean>;
}
