// A care home opens the records of those who live there (A009), from its own list, a line at a time: each is decided, traced and done by itself,
// so that a list that stopped goes on where it stopped, and one that is sent again opens nothing twice. What is kept of a round is what became
// of each line, and no name: letters are printed as they are given, and kept nowhere.

import type { SaidAgreement } from '@carnet/domain/dossier';
import { displayName } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Ports, ResidentOutcome, ResidentsRound } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type OpenedFor, openIn } from './open-for.ts';
import { type Presented, standingOf } from './presented-person.ts';
import { type AllowedAcross, withAccessAcross } from './with-access.ts';

export function beginRound(ports: Ports, caller: Caller, total: number): Promise<Result<string>> {
  return withAccessAcross<'open-residents', string>(ports, caller, 'open-residents', async ({ permit, tx }) => {
    const id = ports.newId();
    await tx.rounds.begin(permit, { id, total, by: caller.context.actorName });
    return ok(id);
  });
}

const roundsShown = 20;
export const listRounds = (ports: Ports, caller: Caller): Promise<Result<readonly ResidentsRound[]>> =>
  withAccessAcross<'open-residents', readonly ResidentsRound[]>(ports, caller, 'open-residents', async ({ permit, tx }) =>
    ok(await tx.rounds.list(permit, roundsShown)),
  );

export interface ResidentAsked {
  readonly line: number;
  readonly presented: Presented;
  readonly agreement: SaidAgreement | 'refused' | 'not-asked';
  readonly email?: string;
}
export interface ResidentDone {
  readonly outcome: ResidentOutcome;
  /** Why not, where the agreement is not in order. */
  readonly rule?: string;
  /** Opened now, or before. */
  readonly found?: Extract<OpenedFor, { kind: 'opened' | 'open' }>;
}

export function openResident(ports: Ports, caller: Caller, round: string, asked: ResidentAsked): Promise<Result<ResidentDone>> {
  return withAccessAcross<'open-residents', ResidentDone>(ports, caller, 'open-residents', async (allowed) => {
    const done = await outcomeOf(ports, allowed, caller, asked);
    if (!done.ok) return done;
    const kept = await allowed.tx.rounds.keep(allowed.permit, round, asked.line, done.value.outcome);
    return kept ? done : refuse('PARAMETRE_INVALIDE', [{ field: 'roundId', rule: 'VALEUR_HORS_LISTE' }]);
  });
}

async function outcomeOf(
  ports: Ports,
  allowed: AllowedAcross<'open-residents'>,
  caller: Caller,
  { presented, agreement, email }: ResidentAsked,
): Promise<Result<ResidentDone>> {
  // Nobody is looked up whom nobody asked.
  if (agreement === 'not-asked') return ok({ outcome: 'not-asked' });
  if (agreement === 'refused') return noteRefusal(allowed, caller, presented);
  const opened = await openIn(ports, allowed, caller, { presented, said: agreement, ...(email === undefined ? {} : { email }) });
  if (!opened.ok) {
    const [finding] = opened.refusal.findings;
    return opened.refusal.code === 'PARAMETRE_INVALIDE' && finding !== undefined ? ok({ outcome: 'not-agreed', rule: finding.rule }) : opened;
  }
  const found = opened.value;
  if (found.kind === 'opened') return ok({ outcome: 'opened', found });
  return ok(found.kind === 'open' ? { outcome: 'known', found } : { outcome: found.kind });
}

/** The person said no: written down where they would read it, and nothing opens. */
async function noteRefusal(allowed: AllowedAcross<'open-residents'>, caller: Caller, presented: Presented): Promise<Result<ResidentDone>> {
  const standing = await standingOf(allowed, caller, presented);
  if (!standing.ok) return standing;
  if (standing.value.kind === 'unknown') return ok({ outcome: 'unknown' });
  const { id, traits } = standing.value.assure;
  await allowed.traceIn(id, { act: 'opening-declined', name: displayName(traits) });
  return ok({ outcome: 'refused' });
}
