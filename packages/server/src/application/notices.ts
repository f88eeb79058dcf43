// What the patient has been told, and how the patient wants to be told (docs/sources.md §5.7).

import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, NoticeLine, NoticePreferences, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface NoticePage {
  readonly rows: readonly NoticeLine[];
  /** Of this page: notices that do not open, which were altered. */
  readonly missing: number;
  readonly unread: number;
  readonly nextCursor?: string;
}

export function readNotices(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  query: { readonly limit: number; readonly cursor?: string },
): Promise<Result<NoticePage>> {
  return withAccess(ports, caller, { action: 'read-notices', dossier }, async ({ permit, tx }) => ok(await tx.notices.list(permit, query)));
}

/** One notice, or all of them where no id is given. */
export function markNoticesRead(ports: Ports, caller: Caller, dossier: DossierKey, id: string | undefined): Promise<Result<true>> {
  return withAccess(ports, caller, { action: 'manage-notices', dossier }, async ({ permit, tx, at }) => {
    await tx.notices.markRead(permit, id, at);
    return ok(true);
  });
}

export function readNoticePreferences(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<NoticePreferences>> {
  return withAccess(ports, caller, { action: 'read-notices', dossier }, async ({ permit, tx }) => ok(await tx.notices.preferences(permit)));
}

export function saveNoticePreferences(ports: Ports, caller: Caller, dossier: DossierKey, preferences: NoticePreferences): Promise<Result<true>> {
  return withAccess(ports, caller, { action: 'manage-notices', dossier }, async ({ permit, tx }) => {
    await tx.notices.savePreferences(permit, preferences);
    return ok(true);
  });
}
