// Accounts of patients and sessions of browsers, in the domain's words: who signed in, from where, by which factors, and what slows a guess down.

import type { AccountAct } from '@carnet/domain/audit';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { Clock, Courier, Emergency } from './index.ts';
import type { PasskeyStore } from './passkeys.ts';

/** What a person recognises one of their sessions by. Absent: the browser did not say. */
export interface SessionDevice {
  readonly browser?: 'Chrome' | 'Edge' | 'Firefox' | 'Opera' | 'Safari' | 'Samsung Internet';
  readonly system?: 'Android' | 'iPad' | 'iPhone' | 'Linux' | 'macOS' | 'Windows';
}
export interface OpenSession {
  readonly openedAt: Instant;
  /** Known to half a minute. */
  readonly lastUsedAt: Instant;
  readonly device: SessionDevice;
  /** The one that asks. */
  readonly current: boolean;
}
export interface ConnectedBy {
  readonly idToken: string;
  readonly structures: readonly StructIdNat[];
  /** What the provider calls them, and its session where it names it: by these it says that it ended it. Absent: the session is older than this. */
  readonly subject?: string;
  readonly sid?: string;
}
/** A browser's session: opened by the OIDC sign-in (patients), by a card over mutual TLS or Pro Santé Connect (professionals). Kept by the hash of its token. */
export type Session = {
  readonly openedAt: Instant;
  readonly expiresAt: Instant;
} & (
  | {
      readonly kind: 'patient';
      readonly personne: PersonneId;
      readonly dossier: DossierId;
      readonly displayName: string;
      readonly factors: 1 | 2;
      /** Absent: the session is older than this. */
      readonly device?: SessionDevice;
      readonly previousSignInAt?: Instant;
    }
  | {
      readonly kind: 'professionnel';
      readonly professionnel: PsIdNat;
      readonly structure?: StructIdNat;
      /** SHA-256 of the card's certificate. Absent: no card was read. */
      readonly certificate?: string;
      /** Came by Pro Santé Connect: what its session is ended with, and the structures it named, which are all there is to act for. */
      readonly connect?: ConnectedBy;
      /** Came by their establishment (accès indirect renforcé), whose certificate this is: acts for `structure` and no other, and does not feed. */
      readonly air?: { readonly certified: StructIdNat };
      /** What a list of revoked cards names it by: the authority's SHA-256, the serial in hex. */
      readonly issued?: { readonly authority: string; readonly serial: string };
      /** Records entered in an emergency during this session. */
      readonly emergencies?: Readonly<Record<DossierId, Emergency>>;
      /** Records whose acts are secret from here on (R.1111-50 CSP). */
      readonly secrets?: Readonly<Record<DossierId, true>>;
    }
);
export interface SessionStore {
  /** The token to put in the cookie: 256 random bits, never stored as it is. */
  open(session: Session): Promise<string>;
  /** Undefined: unknown, closed, expired, or idle for too long. Prolongs the idle delay. */
  find(token: string): Promise<Session | undefined>;
  /** What names the session of this token elsewhere, and opens nothing. */
  markOf(token: string): string;
  /** As `find`, but that nobody is there: the idle delay goes on. */
  byMark(mark: string): Promise<Session | undefined>;
  /** Changes the structure a professional acts for; ends the emergencies entered for the other. */
  actFor(token: string, structure: StructIdNat | undefined): Promise<void>;
  enterEmergency(token: string, dossier: DossierId, emergency: Emergency): Promise<void>;
  leaveEmergency(token: string, dossier: DossierId): Promise<void>;
  enterSecret(token: string, dossier: DossierId): Promise<void>;
  leaveSecret(token: string, dossier: DossierId): Promise<void>;
  close(token: string): Promise<void>;
  /** Those opened by this session of the provider, or where it names none by this person there; how many. */
  closeConnected(ended: Pick<ConnectedBy, 'subject' | 'sid'>): Promise<number>;
  /** A patient's live sessions, the one of this token first, then the last used first. */
  openOf(personne: PersonneId, token: string): Promise<readonly OpenSession[]>;
  /** Every session of this person but the one of this token. */
  closeOthers(personne: PersonneId, token: string): Promise<void>;
  /** Every session of this person: the password was changed by recovery. */
  closeAllOf(personne: PersonneId): Promise<void>;
}

/** A person's means of signing in. The login is permanent (features A016); texts about the person are kept sealed. */
export interface Account {
  readonly personne: PersonneId;
  /** The record this person opens on. */
  readonly dossier: DossierId;
  readonly login: string;
  readonly displayName: string;
  /** Where one-time codes and notices go. */
  readonly email: string;
  /** Known only to keep it out of passwords. */
  readonly birthYear?: string;
  /** PHC string: algorithm, parameters, salt and tag. */
  readonly passwordHash: string;
  /** The password is the one of the access letter: it opens nothing but its own change (features A015). */
  readonly passwordIsInitial: boolean;
}
export interface AccountStore {
  /** False: the login, or the person, has an account already. Nothing is changed then. */
  create(account: Omit<Account, 'passwordIsInitial'>, at: Instant): Promise<boolean>;
  /** A new initial password and address, as long as nobody ever changed one or entered. False: they did; nothing is changed then. */
  renewInitial(personne: PersonneId, renewed: Pick<Account, 'passwordHash' | 'email'>, at: Instant): Promise<boolean>;
  /** The same for whoever lost what they sign in with: the password they chose is dead. False: they have no account. */
  replaceLost(personne: PersonneId, replaced: Pick<Account, 'passwordHash' | 'email'>, at: Instant): Promise<boolean>;
  byLogin(login: string): Promise<Account | undefined>;
  byPersonne(personne: PersonneId): Promise<Account | undefined>;
  /** The chosen password; the initial one is dead from then on. */
  changePassword(personne: PersonneId, passwordHash: string, at: Instant): Promise<void>;
  /** Remembers this sign-in and tells when the one before was. */
  recordSignIn(personne: PersonneId, at: Instant): Promise<Instant | undefined>;
}

export type CodePurpose = 'sign-in' | 'recovery' | 'opening';
/** One code at a time per purpose and subject (the sign-in under way, or the account that is recovered). */
export interface OneTimeCode {
  readonly purpose: CodePurpose;
  readonly subject: string;
  readonly code: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
}
export interface OneTimeCodeStore {
  /** Keeps the code by its keyed hash; any earlier one for this subject is dead. False: the earlier one was sent after `notSentSince`. */
  issue(code: OneTimeCode, notSentSince: Instant): Promise<boolean>;
  /** When the live code was sent and when it ends; undefined: there is none. */
  find(purpose: CodePurpose, subject: string): Promise<Pick<OneTimeCode, 'sentAt' | 'expiresAt'> | undefined>;
  /** Counts one try, then compares. False: wrong, used, expired, dead, or tried too often. `keep` leaves a right code alive. */
  redeem(
    given: Pick<OneTimeCode, 'purpose' | 'subject' | 'code'>,
    limits: { readonly at: Instant; readonly tries: number; readonly keep?: boolean },
  ): Promise<boolean>;
}

/** A sign-in under way: the password was right, the code is awaited. */
export interface SignInProgress {
  readonly uid: string;
  readonly personne: PersonneId;
  readonly startedAt: Instant;
  /** The initial password must be changed and no new one was given yet. */
  readonly awaitsNewPassword: boolean;
  /** Given at this sign-in; becomes the account's once the code is right. */
  readonly newPasswordHash?: string;
}
export interface SignInProgressStore {
  save(progress: SignInProgress): Promise<void>;
  find(uid: string): Promise<SignInProgress | undefined>;
  close(uid: string): Promise<void>;
  /** Every sign-in under way of this person: what they were begun with is no longer the password. */
  closeAllOf(personne: PersonneId): Promise<void>;
}

/** Failures that slow the next try down, counted before the try so that parallel guesses count too. */
export interface AttemptStore {
  /** Counts one failure in advance. Undefined: go on. Otherwise refused until then, nothing counted; `first`: nobody was told of this delay yet. */
  reserve(key: AttemptKey, policy: AttemptPolicy, at: Instant): Promise<{ readonly until: Instant; readonly first: boolean } | undefined>;
  /** The try was right. `all` forgets every failure of the key, `this-one` only the one counted in advance. */
  forgive(key: AttemptKey, what: 'all' | 'this-one'): Promise<void>;
}
export type AttemptKey = { readonly kind: 'login' | 'code' | 'recovery' | 'opening' | 'address'; readonly value: string };
export interface AttemptPolicy {
  /** Failures that cost nothing. */
  readonly freeFailures: number;
  /** Delay after the first failure beyond; it doubles with each one. */
  readonly firstDelaySeconds: number;
  readonly longestDelaySeconds: number;
  /** A key without failure for so long starts again at zero. */
  readonly forgottenAfterSeconds: number;
}

/** The OIDC provider's own artefacts (codes, grants, browser sessions, interactions), by model and id. */
export interface OidcArtefactStore {
  upsert(model: string, id: string, payload: Readonly<Record<string, unknown>>, expiresInSeconds: number | undefined): Promise<void>;
  find(model: string, id: string): Promise<Record<string, unknown> | undefined>;
  findByUid(model: string, uid: string): Promise<Record<string, unknown> | undefined>;
  consume(model: string, id: string): Promise<void>;
  /** Finds and destroys at once: of those who come together, one is given it. */
  take(model: string, id: string): Promise<Record<string, unknown> | undefined>;
  destroy(model: string, id: string): Promise<void>;
  revokeByGrantId(grantId: string): Promise<void>;
}
/** Deletes what has expired of sign-ins and sessions; how many rows. */
export type SignInSweep = (now: Instant) => Promise<number>;
/** Secrets generated once and kept sealed: signing keys, cookie keys. */
export interface SystemSecrets {
  /** The secret of this name; `generate` makes it the first time, and one only wins when several processes start together. */
  obtain(name: string, generate: () => Promise<string>): Promise<string>;
}

/** Whether somebody is old enough for an account of their own: by their own record, and the policy of the day. Unknown: no. */
export type AccountAge = (account: Pick<Account, 'dossier'>) => Promise<boolean>;

/** What the patient's sign-in asks of the world. */
export interface AccountPorts {
  readonly hasAccountAge: AccountAge;
  /** A line of the holder's journal. */
  readonly traceAccount: (act: AccountAct) => Promise<void>;
  readonly clock: Clock;
  readonly accounts: AccountStore;
  readonly passkeys: PasskeyStore;
  readonly codes: OneTimeCodeStore;
  readonly progress: SignInProgressStore;
  readonly attempts: AttemptStore;
  readonly sessions: SessionStore;
  readonly artefacts: OidcArtefactStore;
  readonly secrets: SystemSecrets;
  readonly courier: Courier;
}
