// A record opened for somebody who is there: at the counter of a caisse, in a pharmacy or a practice (A008), in the care home where they live
// (A009). The person is found by their card, the insurer says who they are, the agreement is said aloud and written down with who said it.
// Whoever opens reads nothing of the record: what they are told is what they came with, and whether a record is open.

import type { OpeningAgreement, PersonneId, DossierId, SaidAgreement } from '@carnet/domain/dossier';
import { parseAgreement } from '@carnet/domain/dossier';
import { type IdentityTraits, displayName, isMinor } from '@carnet/domain/identity';
import { type Instant, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { OpeningForAnother, Ports } from '../ports/index.ts';
import { type Begun, beginRecord } from './begin-record.ts';
import type { Caller } from './caller.ts';
import { type Presented, type Standing, standingOf } from './presented-person.ts';
import { type AllowedAcross, withAccessAcross } from './with-access.ts';

type Opening = Exclude<OpeningForAnother, 'open-ayant-droit'>;

/** Who they are, said back; each look that finds somebody is a line of the journal their record has or will have. */
export function findPresented(ports: Ports, caller: Caller, action: Opening, presented: Presented): Promise<Result<Standing>> {
  return withAccessAcross<Opening, Standing>(ports, caller, action, async (allowed) => {
    const standing = await standingOf(allowed, caller, presented);
    if (standing.ok && standing.value.kind !== 'unknown') await allowed.traceIn(standing.value.assure.id);
    return standing;
  });
}

export type OpenedFor = Exclude<Standing, { kind: 'openable' }> | ({ readonly kind: 'opened'; readonly traits: IdentityTraits } & Begun);
export interface OpeningAsked {
  readonly presented: Presented;
  readonly said: SaidAgreement;
  readonly email?: string;
}

/** Nothing is done where the record is open already, or cannot be opened: the standing says why. Refuses without the agreement of who must give it. */
export const openFor = (ports: Ports, caller: Caller, asked: OpeningAsked): Promise<Result<OpenedFor>> =>
  withAccessAcross<'open-for', OpenedFor>(ports, caller, 'open-for', (allowed) => openIn(ports, allowed, caller, asked));

/** The same in a transaction under way. */
export async function openIn(
  ports: Ports,
  allowed: AllowedAcross<Opening>,
  caller: Caller,
  { presented, said, email }: OpeningAsked,
): Promise<Result<OpenedFor>> {
  const standing = await standingOf(allowed, caller, presented);
  if (!standing.ok) return standing;
  const found = standing.value;
  if (found.kind === 'unknown') return ok(found);
  if (found.kind !== 'openable') {
    await allowed.traceIn(found.assure.id);
    return ok(found);
  }
  const { assure } = found;
  const { traits } = assure;
  const agreement = parseAgreement(said, traits.birthDate, allowed.at);
  if (!agreement.ok) return refuse('PARAMETRE_INVALIDE', agreement.findings);
  const person = email === undefined ? assure : { ...assure, contact: { ...assure.contact, telecoms: [{ kind: 'email' as const, value: email }] } };
  const begun = await beginRecord(ports, allowed, caller, person, { subject: { act: 'opened-for', name: agreeing(agreement.value, traits) } });
  return begun === undefined ? refuse('VERSION_PERIMEE', [{ field: 'ins', rule: 'DOSSIER_DEJA_OUVERT' }]) : ok({ kind: 'opened', traits, ...begun });
}

/** As the journal will name who agreed. */
const agreeing = ({ by, name }: OpeningAgreement, traits: IdentityTraits): string => (by === 'personne' ? displayName(traits) : name!);

/** Whom an access letter is for. */
export interface LetterHolder {
  readonly personne: PersonneId;
  readonly dossier: DossierId;
  readonly displayName: string;
  readonly birthYear: string;
  readonly email: string;
}
export interface AccessLetter {
  readonly login: string;
  /** Said once, to be printed: kept nowhere in clear. */
  readonly initialPassword: string;
}
export interface AccessAsked {
  readonly presented: Presented;
  readonly email: string;
  /** They chose a password, and can no longer enter: no password, or no longer that e-mail address. */
  readonly lost?: boolean;
}
/** Whoever holds a means of entering is asked for it everywhere else; an identity card is compared with the person at a caisse alone. */
export const mayReplace = ({ actor }: Caller, standing: Standing, at: Instant): boolean =>
  actor.kind === 'guichet' && standing.kind === 'open' && standing.space === 'opened' && !isMinor(standing.assure.traits.birthDate, at);

export type GivenAccess = { readonly kind: 'given'; readonly letter: AccessLetter; readonly traits: IdentityTraits } | Standing;

/**
 * The person's own access to their open record: a permanent identifier and an initial password, or a new one as long as the first was never
 * used. Nobody gets one for a minor, whose parents open the record from their own; nor in the place of whoever has chosen a password, but at the
 * counter of a caisse, for who says they can no longer enter (`lost`): the letter then takes the place of their password and address (passkeys
 * stay, ADR 57), and only the caisse replaces it.
 */
export function giveAccess(
  ports: Ports,
  caller: Caller,
  action: Opening,
  { presented, email, lost = false }: AccessAsked,
  issue: (holder: LetterHolder, lost: boolean) => Promise<AccessLetter | undefined>,
): Promise<Result<GivenAccess>> {
  return withAccessAcross<Opening, GivenAccess>(ports, caller, action, async (allowed: AllowedAcross<Opening>) => {
    const standing = await standingOf(allowed, caller, presented);
    if (!standing.ok || standing.value.kind === 'unknown') return standing;
    const { assure } = standing.value;
    const { traits } = assure;
    const replaces = lost && mayReplace(caller, standing.value, allowed.at);
    if (standing.value.kind !== 'open' || (standing.value.space === 'opened' && !replaces) || isMinor(traits.birthDate, allowed.at)) {
      await allowed.traceIn(assure.id);
      return standing;
    }
    await allowed.traceIn(assure.id, { act: replaces ? 'access-replaced' : 'access-given', name: displayName(traits) });
    const holder = { personne: standing.value.titulaire, dossier: assure.id, displayName: displayName(traits), birthYear: traits.birthDate.slice(0, 4), email };
    const letter = await issue(holder, replaces);
    // Changed at this very moment, by whoever holds the first letter; or to replace, where there is none of their own.
    return letter === undefined
      ? refuse('VERSION_PERIMEE', [{ field: 'ins', rule: replaces ? 'ACCES_ABSENT' : 'ACCES_DEJA_UTILISE' }])
      : ok({ kind: 'given', letter, traits });
  });
}
