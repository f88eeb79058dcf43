// npm run explain -- --trace <id>: why was this refused, or allowed? What the trace kept, what the rule says and where it comes from, who can
// change it; then the same decision taken again on the facts and the law of that moment, and whether it agrees.

import { type Rule, actions, decide, rules } from '@carnet/domain/access';
import { type AccessRefusalCode, toIso } from '@carnet/domain/kernel';
import { refusalWording, ruleKeepers, ruleSentences } from '@carnet/contract/wording';
import pg from 'pg';
import { renderExplanation } from './render.ts';
import { type TraceRow, findTraces, rebuildRequest } from './trace-facts.ts';

export interface TraceExplanation {
  readonly text: string;
  /** `agrees`: decided again, it comes out the same. `differs`: it does not. `kept-only`: it could not be decided again. `unknown`: no such trace. */
  readonly outcome: 'agrees' | 'differs' | 'kept-only' | 'unknown';
}

/** `id`: of the trace, as the journal gives it; or of the request, as a refusal shows it (`X-Request-Id`), which may have left several. */
async function explainTraces(db: pg.ClientBase, id: string): Promise<TraceExplanation> {
  const explained: TraceExplanation[] = [];
  for (const trace of await findTraces(db, id)) explained.push(await explainTrace(db, trace));
  const worst = (['differs', 'agrees', 'kept-only'] as const).find((outcome) => explained.some((one) => one.outcome === outcome));
  if (worst === undefined) return { text: `Aucune trace, ni aucune demande, ${id} dans cette base.`, outcome: 'unknown' };
  return { text: explained.map(({ text }) => text).join('\n\n'), outcome: worst };
}

async function explainTrace(db: pg.ClientBase, trace: TraceRow): Promise<TraceExplanation> {
  const kept = keptLines(trace);
  const decidable = Object.hasOwn(actions, trace.action) && (rules.some(({ code }) => code === trace.rule) || trace.rule === null);
  const rebuilt = decidable ? await rebuildRequest(db, trace) : undefined;
  const add = (lines: readonly string[], outcome: TraceExplanation['outcome']): TraceExplanation => ({ text: [...kept, '', ...lines].join('\n'), outcome });
  if (rebuilt === undefined)
    return add(['Rien à rejouer : la trace ne concerne aucun dossier, ou un document qui n’existait pas, ou une connexion.'], 'kept-only');
  const decision = decide(rebuilt.request);
  const agrees = (decision.granted ? null : decision.rule) === trace.rule;
  const title = 'La même demande, décidée de nouveau sur les faits et la loi de ce moment :';
  return add(
    [
      renderExplanation({ title, request: rebuilt.request }).text,
      '',
      `Matrice d’habilitation en vigueur depuis le ${rebuilt.request.matrix.from} : ${rebuilt.request.matrix.source}`,
      `Pris tel quel, faute de ligne datée : ${[...new Set(rebuilt.assumed)].join(' ; ')}.`,
      agrees
        ? 'D’ACCORD : la décision rejouée est celle de la trace.'
        : 'EN DÉSACCORD : un des faits pris tels quels a changé depuis, ou n’était pas celui-là.',
    ],
    agrees ? 'agrees' : 'differs',
  );
}

function keptLines(trace: TraceRow): readonly string[] {
  const { id, at, action, outcome, rule, mode, actorKind, actorId, profession, structure, door, document, typeCode, secret } = trace;
  const lines = [
    `Trace ${id}`,
    `${toIso(at)}, porte ${door} : ${action}, mode ${mode}${secret ? ', connexion secrète' : ''}`,
    `par ${actorKind} ${actorId}${profession === null ? '' : `, profession ${profession}`}${structure === null ? '' : `, structure ${structure}`}`,
    `authentification ${trace.authentication ?? 'non gardée'}, demande ${trace.requestId ?? 'sans identifiant'}`,
    `dossier ${trace.dossier}${document === null ? '' : `, document ${document}`}${typeCode === null ? '' : ` (${typeCode})`}`,
    outcome === 'granted' ? 'ACCORDÉ.' : `REFUSÉ par ${rule}.`,
  ];
  if (rule === null) return lines;
  const row = rules.find(({ code }) => code === rule);
  return row === undefined ? [...lines, `Ce qu’elle dit : ${sentenceOf(rule)}`] : [...lines, ...ruleLines(row)];
}

const ruleLines = ({ code, source, level }: Rule): readonly string[] => [
  `Ce que dit la règle : ${ruleSentences[code].fr}`,
  `Sa source : ${source}. ${level === 'core' ? 'Rien ne la lève.' : 'Une urgence peut la lever.'}`,
  `Qui peut y changer quelque chose : ${ruleKeepers[code].fr}`,
];
/** Of a refusal that is no rule of access: the document did not exist. */
const sentenceOf = (code: string): string =>
  Object.hasOwn(refusalWording, code) ? refusalWording[code as AccessRefusalCode].why.fr : 'un code d’une autre version de Carnet.';

/** Reads in one transaction that can write nothing. */
export async function explainTraceIn(databaseUrl: string, id: string): Promise<TraceExplanation> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await explainTraces(client, id);
  } finally {
    await client.end();
  }
}
