// A care home's list at the professional door: read without looking anybody up, then worked through ten lines at a time, each with its letter
// where there is an address. What could not be done is said line by line; the next lines go on.

import {
  type CheckedResidents,
  type Receipt,
  type ResidentsDone,
  type Rounds,
  beginRoundSchema,
  openResidentsSchema,
  residentsListSchema,
} from '@carnet/contract';
import { findingSentence } from '@carnet/contract/wording';
import { parseResidentsList } from '@carnet/domain/dossier';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { giveAccess } from '../../application/open-for.ts';
import { type ResidentDone, beginRound, listRounds, openResident } from '../../application/residents.ts';
import { letterIn, presentedOf, receiptOf, statingAgreement } from './openings.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

export async function checkResidents({ language }: Call, body: unknown): Promise<Result<CheckedResidents>> {
  const input = parseInput(residentsListSchema, body);
  if (!input.ok) return input;
  const read = parseResidentsList(input.value.list);
  if (!read.ok) return refuse('PARAMETRE_INVALIDE', read.findings);
  const { residents, faults } = read.value;
  return ok({
    residents: residents.map(({ line, name, matricule, birthDate, agreement, email }) => ({
      line,
      name,
      ins: matricule,
      birthDate,
      agreement:
        typeof agreement === 'string'
          ? agreement
          : {
              by: agreement.by,
              ...(agreement.name === undefined ? {} : { name: agreement.name }),
              ...(agreement.sought === undefined ? {} : { sought: agreement.sought }),
            },
      ...(email === undefined ? {} : { email }),
    })),
    faults: faults.map(({ line, rule }) => ({ line, rule, text: findingSentence(rule, language) })),
  });
}

export async function openRound({ ports }: WebDeps, { caller }: Call, body: unknown): Promise<Result<{ readonly id: string }>> {
  const input = parseInput(beginRoundSchema, body);
  if (!input.ok) return input;
  const id = await beginRound(ports, caller, input.value.total);
  return id.ok ? ok({ id: id.value }) : id;
}

export async function showRounds({ ports }: WebDeps, { caller }: Call): Promise<Result<Rounds>> {
  const rounds = await listRounds(ports, caller);
  return rounds.ok ? ok({ rounds: rounds.value.map(({ at, counts, ...round }) => ({ ...round, at: toIso(at), counts: [...counts] })) }) : rounds;
}

type Line = ResidentsDone['lines'][number];

export async function openResidents(deps: WebDeps, call: Call, round: string, body: unknown): Promise<Result<ResidentsDone>> {
  const input = parseInput(openResidentsSchema, body);
  if (!input.ok) return input;
  const lines: Line[] = [];
  for (const { line, agreement, email, ...presentation } of input.value.residents) {
    const presented = presentedOf(presentation, deps.insOids);
    if (!presented.ok) {
      lines.push({ line, outcome: 'not-agreed', why: findingSentence(presented.refusal.findings[0]?.rule ?? 'INS_FORME', call.language) });
      continue;
    }
    const caller = typeof agreement === 'string' ? call.caller : statingAgreement(call.caller, agreement, call.language);
    const done = await openResident(deps.ports, caller, round, {
      line,
      presented: presented.value,
      agreement,
      ...(email === undefined ? {} : { email }),
    });
    // Stopped, or not theirs to do: what was done before stays done, and the whole answer says why the rest is not.
    if (!done.ok) return done;
    const given = await letterFor(deps, { ...call, caller }, presented.value, email, done.value);
    if (given?.ok === false) return given;
    lines.push(presentLine(deps, call, line, email, done.value, given?.value));
  }
  return ok({ lines });
}

type Given = Awaited<ReturnType<typeof giveAccess>>;

/** To whoever is reached by mail, opened now or before, as long as they have not used one. */
async function letterFor(
  { ports, letters }: WebDeps,
  { caller }: Call,
  presented: Parameters<typeof giveAccess>[3]['presented'],
  email: string | undefined,
  { found }: ResidentDone,
): Promise<Given | undefined> {
  if (email === undefined || found === undefined || (found.kind === 'open' && found.space === 'opened')) return undefined;
  return giveAccess(ports, caller, 'open-residents', { presented, email }, letters);
}

function presentLine(
  deps: WebDeps,
  { caller, language }: Call,
  line: number,
  email: string | undefined,
  done: ResidentDone,
  given: Extract<Given, { ok: true }>['value'] | undefined,
): Line {
  const { outcome, rule, found } = done;
  const letter = letterIn(given, email);
  // Nothing new to hand over: the record was open, and no letter was given.
  const isWorthPrinting = found?.kind === 'opened' || letter.letter !== undefined;
  const receipt: Receipt | undefined =
    found === undefined || !isWorthPrinting
      ? undefined
      : receiptOf(deps, caller, found.kind === 'opened' ? found.traits : found.assure.traits, {
          accessOnly: found.kind === 'open',
          parents: found.kind === 'opened' ? found.parents : [],
          ...letter,
        });
  return { line, outcome, ...(rule === undefined ? {} : { why: findingSentence(rule, language) }), ...(receipt === undefined ? {} : { receipt }) };
}
