// What is sent to a person by mail. Neither health content nor an identifier of the person is ever part of it.

import type { CivilDate } from '@carnet/domain/kernel';
import type { CodePurpose } from './accounts.ts';
import type { NoticeCount, ToProfessionnel } from './notices.ts';

/** Not taken: the code of who refused it, or of the network; `afterSeconds`: not to be tried before, it says. */
export type Posted = { readonly taken: true } | { readonly taken: false; readonly why: string; readonly afterSeconds?: number };
/** The `id` of a message of the outbox makes its Message-ID: a second delivery of it can be told by the receiving side. */
export interface Courier {
  /** False: the mail server did not take it. So for each of them. */
  sendCode(message: { readonly to: string; readonly purpose: CodePurpose; readonly code: string; readonly minutes: number }): Promise<boolean>;
  /** `atCounter`: another password was handed over there, and perhaps another address noted; to the former address and to the new one. */
  sendPasswordChanged(message: { readonly to: string; readonly atCounter?: true }): Promise<boolean>;
  sendPasskeyChanged(message: { readonly to: string; readonly what: 'added' | 'removed' }): Promise<boolean>;
  /** To an adult who is invited to be an aidant: who invites, and the code that finds the invitation. */
  sendInvitation(message: { readonly to: string; readonly inviter: string; readonly code: string; readonly days: number }): Promise<boolean>;
  /** That a record will open that day, and the code that opposes it. `forAnother`: a child's, of whoever reads. */
  sendOpening(message: {
    readonly id: string;
    readonly to: string;
    readonly code: string;
    readonly opensOn: CivilDate;
    readonly forAnother: boolean;
  }): Promise<Posted>;
  sendNotices(message: { readonly id: string; readonly to: string; readonly notices: readonly NoticeCount[] }): Promise<Posted>;
  /** Asked for by the reader, to see whether mails arrive. */
  sendTrial(message: { readonly to: string }): Promise<boolean>;
  /** To a médecin traitant of an emergency, or to who read a record of a correction of its identity. Names nobody: the record's address opens to their card only. */
  sendToProfessionnel(message: ToProfessionnel): Promise<Posted>;
}
