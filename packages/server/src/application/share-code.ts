// A code the patient shows to a professional (ADR 44, issue 8): made by the patient or by who represents them, and redeemed once, with a card of
// one's own. What it gives is an autorisation as any other, for as long as was chosen, and never shortens one that holds. A code that was misread, used,
// withdrawn, that is over or of a record that closed is one that never was.

import { dossierOf, eachPart } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import { type Autorisation, type AutorisationId, type DossierId, type ShareSpan, autorisationIsValid, endOfShare } from '@carnet/domain/dossier';
import { type IdentityTraits, type PsIdNat, displayName } from '@carnet/domain/identity';
import { type Instant, type Refused, type Result, instantOf, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, FoundShare, GivenShareCode, Ports, Share, ShareGiver } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type PersonAgreement, agreementSought } from './person-agreement.ts';
import { type Allowed, withAccess } from './with-access.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

export interface AskedShare {
  readonly span: ShareSpan;
  readonly personAgreement?: PersonAgreement;
}

/** In place of the one that was being shown. */
export function makeShare(ports: Ports, caller: Caller, dossier: DossierKey, { span, personAgreement }: AskedShare): Promise<Result<Share>> {
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject: { act: 'share-made' } }, async ({ permit, tx, at, policy }) => {
    const agreed = agreementSought(permit, personAgreement);
    if (!agreed.ok) return agreed;
    const giver = { name: caller.context.actorName, representing: permit.actor.kind === 'representant' };
    return ok(await tx.shares.make(permit, { span, until: instantOf(at + policy.shareCodeMinutes * minuteMs), giver }));
  });
}

export const withdrawShare = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<undefined>> =>
  withAccess(ports, caller, { action: 'manage-accesses', dossier, subject: { act: 'share-withdrawn' } }, async ({ permit, tx }) => {
    // One that was used meanwhile, or is over, is withdrawn as well as it can be.
    await tx.shares.withdraw(permit);
    return ok(undefined);
  });

export interface ShownShare {
  readonly share: Share;
  /** Who redeemed it, and what holds now. */
  readonly redeemed?: {
    readonly by: PsIdNat;
    readonly at: Instant;
    /** Undefined: they are the médecin traitant, who needs none. */
    readonly until?: Instant;
    /** They could consult already, and longer. */
    readonly already: boolean;
  };
}

/** The last one of this person: being shown, or redeemed within the hour and not taken back. */
export function showShare(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<ShownShare | undefined>> {
  return withAccess(ports, caller, { action: 'read-accesses', dossier }, async ({ permit, tx, at }) => {
    const share = await tx.shares.last(permit, instantOf(at - hourMs));
    if (share?.redeemed === undefined) return ok(share && { share });
    const { by, at: redeemedAt } = share.redeemed;
    const { autorisations, medecinTraitant } = await tx.accesses.list(permit);
    if (medecinTraitant === by) return ok({ share, redeemed: { by, at: redeemedAt, already: true } });
    const held = autorisations.find(({ beneficiaire, ...one }) => beneficiaire.id === by && autorisationIsValid({ beneficiaire, ...one }, at));
    if (held === undefined) return ok(undefined);
    return ok({ share, redeemed: { by, at: redeemedAt, until: held.expiresAt, already: held.declaredAt < redeemedAt } });
  });
}

/** Whether the code one shows waits: asked every few seconds while it is shown, so no access and no line of the journal; it says nothing else. */
export const stateOfShare = (ports: Ports, secret: string): Promise<'waiting' | 'redeemed' | 'over'> =>
  ports.transactions.run((tx) => tx.shares.state(secret, ports.clock.now()));

export interface OfferedShare {
  readonly displayName: string;
  readonly birthDate: IdentityTraits['birthDate'];
  readonly sexe: IdentityTraits['sexe'];
  readonly giver: ShareGiver;
  readonly span: ShareSpan;
  /** If it is redeemed now. Exclusive. */
  readonly until: Instant;
}

/** Whose record, for how long, who agrees: before it is redeemed. */
export const readShare = (ports: Ports, caller: Caller, given: GivenShareCode): Promise<Result<OfferedShare>> =>
  withShare(ports, caller, given, 'share-read', async ({ permit, tx, at, policy }, found) => {
    const { traits } = await tx.dossiers.identity(permit);
    const { name, representing } = await tx.shares.giver(permit, found);
    const { birthDate, sexe } = traits;
    return ok({
      displayName: displayName(traits),
      birthDate,
      sexe,
      giver: { name, representing },
      span: found.span,
      until: endOfShare(found.span, at, policy),
    });
  });

/** The record that opens from now on. */
export const redeemShare = (ports: Ports, caller: Caller, given: GivenShareCode): Promise<Result<DossierId>> =>
  withShare(ports, caller, given, 'share-redeemed', async ({ permit, tx, at, policy }, found) => {
    const { actor } = permit;
    if (actor.kind !== 'professionnel') return refuse('FONCTION_INTERDITE');
    if (!(await tx.shares.redeem(permit, found, actor.id))) return noSuchCode;
    const expiresAt = endOfShare(found.span, at, policy);
    const standing = eachPart(permit)
      .flatMap(({ dossier }) => dossier.autorisations)
      .some(({ beneficiaire, ...one }) => beneficiaire.id === actor.id && one.expiresAt >= expiresAt && autorisationIsValid({ beneficiaire, ...one }, at));
    if (!standing && permit.dossier.medecinTraitant !== actor.id) {
      const { name, personne } = await tx.shares.giver(permit, found);
      const autorisation: Autorisation = {
        id: ports.newId() as AutorisationId,
        beneficiaire: { kind: 'professionnel', id: actor.id },
        declaredAt: at,
        declaredBy: name,
        expiresAt,
        express: true,
        givenBy: personne,
      };
      await tx.accesses.authorise(permit, autorisation);
    }
    await tx.notices.raise({ id: ports.newId(), dossier: dossierOf(permit), kind: 'code-utilise', at, actorName: caller.context.actorName });
    return ok(dossierOf(permit));
  });

const noSuchCode = refuse('CODE_PARTAGE_INVALIDE');

/**
 * The code is looked up, and whatever is found goes through the gate: a code that is none asks for a record that is none, so that it is refused,
 * traced and answered as one of a record that closed. Of codes read aloud, the wrong ones are counted by card, and a few stop it for an hour.
 */
async function withShare<T>(
  ports: Ports,
  caller: Caller,
  given: GivenShareCode,
  act: 'share-read' | 'share-redeemed',
  take: (allowed: Allowed<'redeem-share'>, found: FoundShare) => Promise<Result<T>>,
): Promise<Result<T>> {
  const at = ports.clock.now();
  const { policy } = await ports.law.at(at);
  const allowed = { tries: policy.shareCodeTries, since: instantOf(at - hourMs) };
  const tried = 'code' in given ? await ports.transactions.run((tx) => tx.shares.spendTry(actorId(caller.actor), at, allowed)) : undefined;
  if ('code' in given && tried === undefined) return stopped;
  const found = await ports.transactions.run((tx) => tx.shares.find(given, at));
  const until = act === 'share-redeemed' && found !== undefined ? { until: endOfShare(found.span, at, policy) } : {};
  const dossier = { id: found?.dossier ?? (ports.newId() as DossierId) };
  const taken = await withAccess(ports, caller, { action: 'redeem-share', dossier, subject: { act, ...until } }, (rights) =>
    found === undefined ? Promise.resolve(noSuchCode) : take(rights, found),
  );
  if (!taken.ok) return taken.refusal.code === 'DOSSIER_INEXISTANT' ? noSuchCode : taken;
  if (tried !== undefined) await ports.transactions.run((tx) => tx.shares.giveTryBack(tried));
  return taken;
}

const { refusal: tooMany } = refuse('TROP_DE_DEMANDES', [{ field: 'code', rule: 'CODES_ESSAYES' }]);
/** Of an hour that slides: the first of the tries is forgotten at the latest by then. */
const stopped: Refused = { ok: false, refusal: { ...tooMany, retryAfterSeconds: hourMs / 1000 } };
