// The explanation of a case as text: the request in one line, every rule with what it did and where it comes from, the decision.

import { type AccessRequest, type Decision, type Action, actions, decide, explain } from '@carnet/domain/access';
import { toIso } from '@carnet/domain/kernel';
import { ruleSentences } from '@carnet/contract/wording';
import type { AccessCase, Expected } from './case.ts';

const outcomeWords = { 'refuses': 'REFUSE', 'lifted': 'levée', 'passes': 'passe', 'not reached': '·' } as const;

/** Whether the decision is the one the case expects; true when it expects nothing. */
export function matchesExpected(decision: Decision<Action>, expected: Expected | undefined): boolean {
  if (expected === undefined) return true;
  if (!decision.granted) return !expected.granted && expected.rule === decision.rule && expected.shown === decision.shown;
  return expected.granted && (expected.obligations === undefined || expected.obligations.join() === decision.obligations.join());
}

function requestLine({ action, mode, at, actor, document }: AccessRequest): string {
  const who =
    actor.kind === 'professionnel' ? `professionnel ${actor.id}, profession ${actor.profession}` : 'id' in actor ? `${actor.kind} ${actor.id}` : actor.kind;
  const what = document === undefined ? '' : `, document ${document.typeCode} (${document.status})`;
  return `${action} (${actions[action]}), mode ${mode}, le ${toIso(at)}, par ${who}${what}`;
}

export function renderExplanation({ title, request, expected }: AccessCase): { readonly text: string; readonly asExpected: boolean } {
  const decision = decide(request);
  const lines = [title, requestLine(request), ''];
  for (const { rule, outcome } of explain(request)) {
    lines.push(
      `${String(rule.order).padStart(3)}  ${outcomeWords[outcome].padEnd(6)}  ${rule.code} (${rule.level}) · ${rule.source}`,
      `             ${ruleSentences[rule.code].fr}`,
    );
  }
  lines.push('');
  if (decision.granted) lines.push(`Décision : ACCORDÉ. Obligations : ${decision.obligations.join(', ')}.`);
  else
    lines.push(
      `Décision : REFUSÉ par ${decision.rule}.`,
      decision.shown === decision.rule ? `L’appelant lit : ${decision.shown}.` : `L’appelant lit : ${decision.shown} (la trace garde ${decision.rule}).`,
    );
  const asExpected = matchesExpected(decision, expected);
  if (expected !== undefined) lines.push(asExpected ? 'Conforme à ce que le cas attend.' : `NON CONFORME : le cas attend ${JSON.stringify(expected)}.`);
  return { text: lines.join('\n'), asExpected };
}
