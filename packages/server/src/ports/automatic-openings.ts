// Records that open by themselves, as the application asks it of the world: who is informed, how, until when they may oppose, and who did.
// Part of the ports.

import type { PermitAcross } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { PostalAddress } from '@carnet/domain/identity';
import type { CivilDate, Instant } from '@carnet/domain/kernel';
import type { OppositionMeans } from '@carnet/domain/terminology';

/** Whom the information is written to: the person, or the insured person a child is attached to. `none`: the insurer has neither address. */
export type Addressee =
  | { readonly channel: 'email'; readonly email: string }
  | { readonly channel: 'letter'; readonly address: PostalAddress }
  | { readonly channel: 'none' };
export interface NewInformation {
  readonly to: Addressee;
  /** As the letter names who it is for. */
  readonly toName: string;
  /** Whose record opens, where it is not the reader's. */
  readonly aboutName?: string;
  /** Begins when an e-mail is written, or the day a letter is printed. Absent: waits to be printed. */
  readonly opensOn?: CivilDate;
}
/** What is written to somebody, ready to be sent. */
export interface Information extends NewInformation {
  /** Sixteen characters that oppose: kept sealed, and found by a keyed hash. */
  readonly code: string;
  readonly opensOn: CivilDate;
}
export interface DueOpening {
  readonly dossier: DossierId;
  readonly informedAt: Instant;
  readonly opensOn: CivilDate;
}
export interface NewOpposition {
  readonly means: OppositionMeans;
  /** Who recorded it. */
  readonly by: string;
  /** What proves it: the reference of a letter, of a call, of a form. */
  readonly proof?: string;
}
export interface FoundCode {
  readonly dossier: DossierId;
  readonly name: string;
  readonly opensOn: CivilDate;
}
export interface OpeningCounts {
  /** Covered by a regime that is served, without a record. */
  readonly waiting: number;
  readonly informed: Readonly<Record<'email' | 'letter', number>>;
  readonly lettersToPrint: number;
  readonly unreachable: number;
  readonly opposed: number;
  readonly opened: number;
  /** Next days on which records open, with how many; fourteen at most. */
  readonly coming: readonly { readonly day: CivilDate; readonly count: number }[];
}

type InformPermit = PermitAcross<'inform-assures'>;
type OpposePermit = PermitAcross<'record-opposition'>;
export interface OpeningStore {
  /** Nobody informed them yet. Names them, and yields nothing of what they hold. */
  toInform(after: DossierId | undefined, limit: number): Promise<readonly DossierId[]>;
  /** Written down with its code, and the place of its e-mail in the outbox. False: done meanwhile. */
  inform(permit: InformPermit, dossier: DossierId, information: NewInformation): Promise<boolean>;
  /** Whose weeks have passed that day, in order; after this one. */
  due(today: CivilDate, after: DueOpening | undefined, limit: number): Promise<readonly DueOpening[]>;
  postpone(dossier: DossierId, until: CivilDate): Promise<void>;
  /** Under a regime of consent nothing that was told opens: all that runs is set aside, and told anew should the regime change. How many. */
  setAside(at: Instant, limit: number): Promise<number>;
  /** What the e-mail says. Undefined: it has no reason to leave any more. */
  mail(dossier: DossierId): Promise<Information | undefined>;
  /** The mail server never took it: a letter is written instead, from which the weeks count anew. */
  mailFailed(dossier: DossierId): Promise<void>;
  /** Letters that wait, printed now: their weeks count from today. The run is named by its moment. */
  printLetters(permit: PermitAcross<'administer'>, opensOn: CivilDate, limit: number): Promise<number>;
  /** The letters of one run. */
  letters(permit: PermitAcross<'administer'>, run: Instant): Promise<readonly Information[]>;
  /** Latest first. */
  printRuns(permit: PermitAcross<'administer'>): Promise<readonly { readonly at: Instant; readonly count: number }[]>;
  /** Whoever holds the code needs no permit. Undefined: no such code. */
  byCode(code: string): Promise<FoundCode | undefined>;
  /** When it was recorded: now, or before. Whoever opens a record meanwhile waits for it, or is waited for. */
  oppose(permit: OpposePermit, dossier: DossierId, opposition: NewOpposition): Promise<Instant>;
  counts(permit: PermitAcross<'administer'>, today: CivilDate): Promise<OpeningCounts>;
}
