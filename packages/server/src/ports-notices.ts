// What the patient is told, as the application asks it of the world. Part of ports.ts.

import type { Permit } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import type { Instant } from '@carnet/domain/kernel';

/** What the patient is told (docs/sources.md §5.7). */
export type NoticeKind = ChosenNoticeKind | 'document-annonce' | AccessNoticeKind | EmergencyNoticeKind;
/** Told by the channel the person chose for this record; `document-annonce` follows what was chosen for new documents. */
export type ChosenNoticeKind = 'dossier-cree' | 'document-nouveau' | 'premier-acces';
/** Who may enter the record changes: told by e-mail at once, whatever was chosen for the rest. */
export type AccessNoticeKind =
  | 'medecin-traitant'
  | 'partage'
  | 'majorite'
  | 'fin-representation'
  | 'signalement-repondu'
  | 'acces-injustifie'
  | 'dossier-ferme';
/** Told by e-mail at once, whatever was chosen for the rest (R.1111-48 CSP). */
export type EmergencyNoticeKind = 'bris-de-glace' | 'centre-15';
export interface Notice {
  readonly id: string;
  readonly dossier: DossierId;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly document?: LogicalId;
  /** Name of the person or structure the notice is about. */
  readonly actorName?: string;
  /** Given by the professional for entering in an emergency. */
  readonly reason?: string;
  readonly readAt?: Instant;
}
export type NoticeChannel = 'email' | 'email-digest' | 'app';
export interface NoticeStore {
  /**
   * Tells the patient and those who represent them, in this transaction: the in-app notice and, by each one's choice, the place of their
   * message in the outbox. A `secret` one, or one about a document kept from the representatives, is the patient's alone (R.1111-50 CSP).
   * A notice about a document the patient may not see yet must not be raised: the application checks.
   */
  raise(notice: Omit<Notice, 'readAt'> & { readonly secret?: boolean }): Promise<void>;
  /** The message to the médecin traitant that goes with a notice of emergency just raised. Nothing where there is none, or no mailbox of theirs is known. */
  tellMedecinTraitant(permit: Permit<'list-documents' | 'read-document'>, notice: { readonly id: string; readonly kind: EmergencyNoticeKind }): Promise<void>;
  list(
    permit: Permit<'read-notices'>,
    query: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly rows: readonly Notice[]; readonly missing: number; readonly unread: number; readonly nextCursor?: string }>;
  /** Undefined: all of them. */
  markRead(permit: Permit<'manage-notices'>, id: string | undefined, at: Instant): Promise<void>;
  preferences(permit: Permit<'read-notices'>): Promise<NoticePreferences>;
  savePreferences(permit: Permit<'manage-notices'>, preferences: NoticePreferences): Promise<void>;
}
export type NoticePreferences = Readonly<Record<ChosenNoticeKind, NoticeChannel>>;
