// Aidants (features N7), and shares for a few days (A115): whom the patient, or who represents them, lets in, to which spaces, until when.
// Each is invited by name and e-mail; what the person sees and does is decided by the rules at every access, until the end date.

import { displayName, isMinor, majorityAt } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import { startOfDayInParis } from '@carnet/domain/kernel';
import { dayAfter } from '@carnet/domain/access';
import { type Space, spaces } from '@carnet/domain/terminology';
import type { AidantShare, DossierKey, NewInvitation, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { forPatientSide } from './patient-side.ts';
import { type PersonAgreement, agreementSought } from './person-agreement.ts';
import { type Allowed, withAccess } from './with-access.ts';

/** A code that sleeps in a mailbox is a key left under the mat. */
export const invitationDays = 7;

export type InvitationAsked = { readonly name: string; readonly email: string; readonly personAgreement?: PersonAgreement | undefined } & (
  | { readonly kind: 'aidant'; readonly categories: readonly Space[]; readonly lastDay: CivilDate }
  | { readonly kind: 'temporary'; readonly days?: number | undefined }
);
export interface Invited {
  readonly share: AidantShare;
  /** To be mailed, and kept nowhere. */
  readonly code: string;
}

export function inviteAidant(ports: Ports, caller: Caller, dossier: DossierKey, asked: InvitationAsked): Promise<Result<Invited>> {
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject: { act: 'aidant-invited', name: asked.name } }, async (allowed) => {
    const { permit, tx, at, policy } = allowed;
    const agreed = agreementSought(permit, asked.personAgreement);
    if (!agreed.ok) return agreed;
    const { traits } = await tx.dossiers.identity(permit);
    const days = asked.kind === 'temporary' ? (asked.days ?? policy.temporaryShareDefaultDays) : undefined;
    if (days !== undefined && days > policy.temporaryShareMaximumDays)
      return refuse('PARAMETRE_INVALIDE', [
        { field: 'days', rule: 'DUREE_TROP_LONGUE', given: String(days), expected: `≤ ${policy.temporaryShareMaximumDays}` },
      ]);
    const wanted = asked.kind === 'temporary' ? plusDays(at, days!) : endOf(asked.lastDay);
    const until = await endOfShare(allowed, wanted);
    if (!until.ok) return until;
    const invitation: NewInvitation = {
      id: ports.newId(),
      names: { aidant: asked.name, titulaire: displayName(traits), invitedBy: caller.context.actorName },
      email: asked.email,
      categories: asked.kind === 'temporary' ? spaces : [...new Set(asked.categories)],
      temporary: asked.kind === 'temporary',
      invitedAt: at,
      // Nobody accepts what has ended.
      invitationExpiresAt: Math.min(plusDays(at, invitationDays), until.value) as Instant,
      until: until.value,
    };
    const code = await tx.delegations.invite(permit, invitation, policy.aidantsPerPerson);
    return code === undefined
      ? refuse('LIMITE_ATTEINTE', [{ field: 'aidants', rule: 'AIDANTS_PAR_PERSONNE', expected: String(policy.aidantsPerPerson) }])
      : ok({ share: invitation, code });
  });
}

const endOf = (lastDay: CivilDate): Instant => startOfDayInParis(dayAfter(lastDay));

/** Whom the parents let in leaves with them: at majority at the latest (features A174). */
async function endOfShare({ permit, tx, at }: Allowed<'manage-accesses'>, wanted: Instant): Promise<Result<Instant>> {
  if (wanted <= at) return refuse('PARAMETRE_INVALIDE', [{ field: 'until', rule: 'JOUR_PASSE' }]);
  const { birthDate } = (await tx.dossiers.identity(permit)).traits;
  return ok(isMinor(birthDate, at) ? (Math.min(wanted, majorityAt(birthDate)) as Instant) : wanted);
}

export interface AidantsOfRecord {
  readonly shares: readonly AidantShare[];
  readonly at: Instant;
  readonly maximum: number;
  readonly temporaryShare: { readonly defaultDays: number; readonly maximumDays: number };
}

export function listAidants(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<AidantsOfRecord>> {
  return withAccess(ports, caller, { action: forPatientSide(caller, 'read-accesses'), dossier }, async ({ permit, tx, at, policy }) =>
    ok({
      shares: await tx.delegations.list(permit),
      at,
      maximum: policy.aidantsPerPerson,
      temporaryShare: { defaultDays: policy.temporaryShareDefaultDays, maximumDays: policy.temporaryShareMaximumDays },
    }),
  );
}

export interface ShareChange {
  readonly categories?: readonly Space[] | undefined;
  readonly lastDay?: CivilDate | undefined;
  readonly personAgreement?: PersonAgreement | undefined;
}

export async function changeAidant(ports: Ports, caller: Caller, dossier: DossierKey, id: string, change: ShareChange): Promise<Result<AidantShare>> {
  const found = await findShare(ports, caller, dossier, id);
  if (!found.ok) return found;
  const known = found.value;
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject: { act: 'aidant-changed', name: known.names.aidant } }, async (allowed) => {
    const { permit, tx, policy, at } = allowed;
    const agreed = agreementSought(permit, change.personAgreement);
    if (!agreed.ok) return agreed;
    const until = change.lastDay === undefined ? undefined : await endOfShare(allowed, endOf(change.lastDay));
    if (until !== undefined && !until.ok) return until;
    // A share for a few days stays one.
    if (known.temporary && until !== undefined && until.value > plusDays(at, policy.temporaryShareMaximumDays))
      return refuse('PARAMETRE_INVALIDE', [{ field: 'until', rule: 'DUREE_TROP_LONGUE', expected: `≤ ${policy.temporaryShareMaximumDays}` }]);
    const changed = await tx.delegations.change(permit, id, { categories: change.categories, until: until?.value });
    return changed ? ok((await tx.delegations.list(permit)).find((share) => share.id === id)!) : shareUnknown;
  });
}

/** Ends the share, and tells who had it, or withdraws the invitation; ending what has ended is done. */
export async function endAidant(ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<true>> {
  const known = await findShare(ports, caller, dossier, id);
  if (!known.ok) return known;
  const subject = { act: 'aidant-ended', name: known.value.names.aidant } as const;
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject }, async ({ permit, tx, at }) => {
    const { own } = await tx.delegations.end(permit, id);
    // On their own record: they enter this one no more.
    if (own !== undefined) await tx.notices.raise({ id: ports.newId(), dossier: own, kind: 'partage', at });
    return ok(true);
  });
}

/** An aidant gives up their own access; the patient is told. */
export function renounceDelegation(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<true>> {
  return withAccess(ports, caller, { action: 'renounce-delegation', dossier }, async ({ permit, tx, at }) => {
    if (permit.actor.kind !== 'aidant') return refuse('FONCTION_INTERDITE');
    await tx.delegations.renounce(permit, permit.actor.personne);
    await tx.notices.raise({ id: ports.newId(), dossier: permit.dossier.id, kind: 'partage', at, actorName: caller.context.actorName });
    return ok(true);
  });
}

/** Read first, so that the journal names whom the act is about. */
async function findShare(ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<AidantShare>> {
  const listed = await listAidants(ports, caller, dossier);
  if (!listed.ok) return listed;
  const share = listed.value.shares.find((one) => one.id === id);
  return share === undefined ? shareUnknown : ok(share);
}

const shareUnknown = refuse('PARAMETRE_INVALIDE', [{ field: 'aidantId', rule: 'PARTAGE_INCONNU' }]);
