// What the professional door says of opening for somebody who is there: who the insurer knows, what became of the opening, and the receipt, whose
// password is said once. A number that was typed is never said back.

import { type Opened, type PresentedPerson, type Receipt, type SaidAgreement, giveAccessSchema, openForSchema, presentedSchema } from '@carnet/contract';
import { personAgreementWords } from '@carnet/contract/wording';
import { type IdentityTraits, type InsOid, displayName, isMinor } from '@carnet/domain/identity';
import { type Instant, type Result, ok, parseCivilDate, refuse, toIso } from '@carnet/domain/kernel';
import type { Caller } from '../../application/caller.ts';
import { type AccessLetter, type GivenAccess, findPresented, giveAccess, mayReplace, openFor } from '../../application/open-for.ts';
import type { Presented, Standing } from '../../application/presented-person.ts';
import { candidatesOf } from './dossiers.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

export async function showPresented({ ports, insOids }: WebDeps, { caller }: Call, body: unknown): Promise<Result<PresentedPerson>> {
  const input = parseInput(presentedSchema, body);
  if (!input.ok) return input;
  const presented = presentedOf(input.value, insOids);
  if (!presented.ok) return presented;
  const found = await findPresented(ports, caller, 'open-for', presented.value);
  return found.ok ? ok(presentPerson(caller, found.value, ports.clock.now())) : found;
}

export function presentedOf(
  { ins, oid, birthDate }: { readonly ins: string; readonly oid?: string | undefined; readonly birthDate: string },
  insOids: readonly InsOid[],
): Result<Presented> {
  const inses = candidatesOf(ins, oid, insOids);
  if (!inses.ok) return inses;
  const day = parseCivilDate(birthDate, 'birthDate');
  return day.ok ? ok({ inses: inses.value, birthDate: day.value }) : refuse('PARAMETRE_INVALIDE', [{ field: 'birthDate', rule: 'DATE_FORME' }]);
}

function presentPerson(caller: Caller, standing: Standing, at: Instant): PresentedPerson {
  if (standing.kind === 'unknown') return { standing: 'unknown' };
  const { traits, contact } = standing.assure;
  const known = contact.telecoms.find(({ kind }) => kind === 'email')?.value;
  return {
    standing: standing.kind,
    identity: {
      displayName: displayName(traits),
      birthName: traits.birthName,
      birthFirstNames: traits.birthFirstNames,
      birthDate: traits.birthDate,
      sexe: traits.sexe,
      minor: isMinor(traits.birthDate, at),
    },
    ...(standing.kind === 'open' ? { access: standing.space } : {}),
    ...(mayReplace(caller, standing, at) ? { replaceable: true as const } : {}),
    ...(known === undefined ? {} : { knownEmail: known.replace(/^(.).*(?=@)/u, '$1•••••') }),
  };
}

/** The record, then the access: a letter that could not be given is asked for again, the record stays open. */
export async function openForSomebody(deps: WebDeps, { caller: said, language }: Call, body: unknown): Promise<Result<Opened>> {
  const { ports, insOids } = deps;
  const input = parseInput(openForSchema, body);
  if (!input.ok) return input;
  const presented = presentedOf(input.value, insOids);
  if (!presented.ok) return presented;
  const { agreement, email } = input.value;
  const caller = statingAgreement(said, agreement, language);
  const opened = await openFor(ports, caller, { presented: presented.value, said: agreement, ...(email === undefined ? {} : { email }) });
  if (!opened.ok) return opened;
  if (opened.value.kind !== 'opened') return ok({ standing: opened.value.kind });
  const { traits, parents } = opened.value;
  const given = email === undefined ? undefined : await giveAccess(ports, caller, 'open-for', { presented: presented.value, email }, deps.letters);
  if (given?.ok === false) return given;
  return ok({ standing: 'opened', receipt: receiptOf(deps, caller, traits, { accessOnly: false, parents, ...letterIn(given?.value, email) }) });
}

export async function giveAccessAgain(deps: WebDeps, { caller }: Call, body: unknown): Promise<Result<Opened>> {
  const input = parseInput(giveAccessSchema, body);
  if (!input.ok) return input;
  const presented = presentedOf(input.value, deps.insOids);
  if (!presented.ok) return presented;
  const { email, lost = false } = input.value;
  const given = await giveAccess(deps.ports, caller, 'open-for', { presented: presented.value, email, lost }, deps.letters);
  if (!given.ok) return given;
  if (given.value.kind !== 'given') return ok({ standing: given.value.kind });
  return ok({ standing: 'open', receipt: receiptOf(deps, caller, given.value.traits, { accessOnly: true, parents: [], ...letterIn(given.value, email) }) });
}

export const letterIn = (given: GivenAccess | undefined, email: string | undefined): { readonly letter?: AccessLetter & { readonly email: string } } =>
  given?.kind === 'given' && email !== undefined ? { letter: { ...given.letter, email } } : {};

export function receiptOf(
  { ports }: Pick<WebDeps, 'ports'>,
  { context }: Caller,
  traits: IdentityTraits,
  given: { readonly accessOnly: boolean; readonly parents: readonly string[]; readonly letter?: AccessLetter & { readonly email: string } },
): Receipt {
  const { accessOnly, parents, letter } = given;
  const at = ports.clock.now();
  return {
    displayName: displayName(traits),
    birthDate: traits.birthDate,
    openedAt: toIso(at),
    by: context.actorName,
    ...(context.structureName === undefined ? {} : { structureName: context.structureName }),
    accessOnly,
    ...(letter === undefined ? {} : { letter }),
    ...(isMinor(traits.birthDate, at) ? { parents: [...parents] } : {}),
  };
}

/** What was found of the person's own agreement, where somebody else agreed for them, is kept in the journal in the language it was said. */
export function statingAgreement(caller: Caller, agreement: SaidAgreement, language: Call['language']): Caller {
  const { sought } = agreement;
  if (sought === undefined || sought === 'refuses') return caller;
  return { ...caller, context: { ...caller.context, reason: personAgreementWords[sought][language] } };
}
