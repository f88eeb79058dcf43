// Aidants at the patient's door: whom the patient lets in; and for who is invited, the invitation behind the code they were mailed.

import {
  type Aidant,
  type Aidants,
  type Invitation,
  changeAidantSchema,
  invitationCodeSchema,
  inviteNamedAidantSchema,
  inviteTemporarySchema,
} from '@carnet/contract';
import { type CivilDate, type Instant, type Result, ok, parseCivilDate, refuse, toIso } from '@carnet/domain/kernel';
import { type InvitationAsked, changeAidant, endAidant, invitationDays, inviteAidant, listAidants, renounceDelegation } from '../../application/aidants.ts';
import { type Invitee, acceptInvitation, lookAtInvitation, refuseInvitation } from '../../application/invitations.ts';
import type { AidantShare, Ports } from '../../ports/index.ts';
import { stating } from './accesses.ts';
import { parseInput } from './parse-input.ts';
import type { Call, DossierCall, WebDeps } from './web-deps.ts';

export async function showAidants(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<Aidants>> {
  const listed = await listAidants(ports, caller, dossier);
  if (!listed.ok) return listed;
  const { shares, at, maximum, temporaryShare } = listed.value;
  return ok({ aidants: shares.map((share) => presentShare(share, at)), maximum, temporaryShare });
}

/** An invitation whose mail was not taken is withdrawn: nobody could ever accept it. */
export async function invite({ ports, courier }: WebDeps, call: DossierCall, body: unknown): Promise<Result<Aidant>> {
  const asked = askedOf(body);
  if (!asked.ok) return asked;
  const { caller, dossier } = call;
  const invited = await inviteAidant(ports, stating(call, asked.value.personAgreement), dossier, asked.value);
  if (!invited.ok) return invited;
  const { share, code } = invited.value;
  const sent = await courier.sendInvitation({ to: share.email, inviter: share.names.invitedBy, code, days: invitationDays });
  if (sent) return ok(presentShare(share, ports.clock.now()));
  const ended = await endAidant(ports, caller, dossier, share.id);
  return ended.ok ? refuse('SERVICE_INDISPONIBLE') : ended;
}

export async function changeShare(ports: Ports, call: DossierCall, id: string, body: unknown): Promise<Result<Aidant>> {
  const input = parseInput(changeAidantSchema, body);
  if (!input.ok) return input;
  const lastDay = input.value.until === undefined ? undefined : dayOf(input.value.until);
  if (lastDay !== undefined && !lastDay.ok) return lastDay;
  const { categories, personAgreement } = input.value;
  const change = { categories, lastDay: lastDay?.value, personAgreement };
  const changed = await changeAidant(ports, stating(call, personAgreement), call.dossier, id, change);
  return changed.ok ? ok(presentShare(changed.value, ports.clock.now())) : changed;
}

export async function endShare(ports: Ports, { caller, dossier }: DossierCall, id: string): Promise<Result<undefined>> {
  const ended = await endAidant(ports, caller, dossier, id);
  return ended.ok ? ok(undefined) : ended;
}

export async function renounce(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<undefined>> {
  const renounced = await renounceDelegation(ports, caller, dossier);
  return renounced.ok ? ok(undefined) : renounced;
}

export async function showInvitation(ports: Ports, body: unknown): Promise<Result<Invitation>> {
  const input = parseInput(invitationCodeSchema, body);
  if (!input.ok) return input;
  const found = await lookAtInvitation(ports, input.value.code);
  if (!found.ok) return found;
  const { names, categories, temporary, until, invitationExpiresAt } = found.value;
  return ok({
    invitedBy: names.invitedBy,
    displayName: names.titulaire,
    categories: [...categories],
    temporary,
    until: toIso(until),
    expiresAt: toIso(invitationExpiresAt),
  });
}

export async function accept(ports: Ports, call: Call, body: unknown): Promise<Result<{ readonly dossierId: string }>> {
  const input = parseInput(invitationCodeSchema, body);
  if (!input.ok) return input;
  const invitee = inviteeOf(call);
  if (!invitee.ok) return invitee;
  const accepted = await acceptInvitation(ports, invitee.value, input.value.code);
  return accepted.ok ? ok({ dossierId: accepted.value }) : accepted;
}

export async function decline(ports: Ports, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(invitationCodeSchema, body);
  if (!input.ok) return input;
  const refused = await refuseInvitation(ports, input.value.code);
  return refused.ok ? ok(undefined) : refused;
}

const inviteeOf = ({ session }: Call): Result<Invitee> =>
  session.kind === 'patient' ? ok({ personne: session.personne, own: session.dossier, name: session.displayName }) : refuse('FONCTION_INTERDITE');

function askedOf(body: unknown): Result<InvitationAsked> {
  if ((body as { kind?: unknown } | undefined)?.kind === 'temporary') return parseInput(inviteTemporarySchema, body);
  const input = parseInput(inviteNamedAidantSchema, body);
  if (!input.ok) return input;
  const { until, ...asked } = input.value;
  const lastDay = dayOf(until);
  return lastDay.ok ? ok({ ...asked, lastDay: lastDay.value }) : lastDay;
}

function dayOf(text: string): Result<CivilDate> {
  const day = parseCivilDate(text, 'until');
  return day.ok ? ok(day.value) : refuse('PARAMETRE_INVALIDE', day.findings);
}

function stateOf({ acceptedAt, ended, until, invitationExpiresAt }: AidantShare, at: Instant): Aidant['state'] {
  if (ended !== undefined) return acceptedAt === undefined && ended.by === 'aidant' ? 'refused' : 'ended';
  if (acceptedAt !== undefined) return at < until ? 'active' : 'ended';
  return at < invitationExpiresAt ? 'invited' : 'expired';
}

const presentShare = (share: AidantShare, at: Instant): Aidant => ({
  id: share.id,
  name: share.names.aidant,
  ...(share.names.account === undefined ? {} : { accountName: share.names.account }),
  email: share.email,
  state: stateOf(share, at),
  categories: [...share.categories],
  temporary: share.temporary,
  invitedBy: share.names.invitedBy,
  invitedAt: toIso(share.invitedAt),
  invitationExpiresAt: toIso(share.invitationExpiresAt),
  ...(share.acceptedAt === undefined ? {} : { acceptedAt: toIso(share.acceptedAt) }),
  until: toIso(share.until),
  ...(share.ended === undefined ? {} : { endedAt: toIso(share.ended.at), endedBy: share.ended.by }),
  ...(share.lastAccessAt === undefined ? {} : { lastAccessAt: toIso(share.lastAccessAt) }),
});
