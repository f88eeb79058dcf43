// The intakes of the insurers' files at the operator's door: the list, one of them with its first rejects, all its rejects as a file.

import { type IntakeDetail, type Intakes, type IntakeSummary, intakeQuerySchema } from '@carnet/contract';
import { type LabelLanguage, findingSentence } from '@carnet/contract/wording';
import type { StructIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { type ReviewedIntake, listIntakes, reviewIntake } from '../../application/review-intakes.ts';
import type { Intake, IntakeReject } from '../../ports/index.ts';
import { FileAnswer } from './answer.ts';
import type { Calls } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

const rejectsShown = 100;

export function intakeRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls): void {
  const reviewed = async ({ caller }: Call, query: unknown, limit?: number): Promise<Result<ReviewedIntake>> => {
    const input = parseInput(intakeQuerySchema, query);
    if (!input.ok) return input;
    const { insurer, name } = input.value;
    const one = await reviewIntake(ports, caller, { insurer: insurer as StructIdNat, name, ...(limit === undefined ? {} : { limit }) });
    if (!one.ok) return one;
    return one.value === undefined ? refuse('DOCUMENT_INEXISTANT', [{ field: 'name', rule: 'ENVOI_INCONNU' }]) : ok(one.value);
  };
  app.get(
    '/intakes',
    call(async ({ caller }) => {
      const intakes = await listIntakes(ports, caller);
      return intakes.ok ? ok<Intakes>({ intakes: intakes.value.map((one) => presentIntake(one, one.insurerName)) }) : intakes;
    }),
  );
  app.get(
    '/intakes/one',
    call(async (current, { query }) => {
      const one = await reviewed(current, query, rejectsShown);
      return one.ok
        ? ok<IntakeDetail>({
            ...presentIntake(one.value.intake, undefined),
            rejects: one.value.rejects.map((reject) => presentReject(reject, current.language)),
          })
        : one;
    }),
  );
  app.get(
    '/intakes/rejects.csv',
    call(async (current, { query }) => {
      const one = await reviewed(current, query);
      if (!one.ok) return one;
      const file = csvOf(one.value.rejects, current.language);
      return ok(new FileAnswer(Buffer.from(`\uFEFF${file}`, 'utf8'), 'text/csv', `rejets-${one.value.intake.name}.csv`));
    }),
  );
}

const presentIntake = ({ insurer, name, begunAt, touchedAt, finished, through, counts }: Intake, insurerName: string | undefined): IntakeSummary => ({
  insurer: { code: insurer, label: insurerName ?? insurer },
  name,
  begunAt: toIso(begunAt),
  touchedAt: toIso(touchedAt),
  finished,
  lines: through,
  counts,
});

const presentReject = ({ line, field, rule, expected }: IntakeReject, language: LabelLanguage): IntakeDetail['rejects'][number] => ({
  line,
  field,
  rule,
  ...(expected === undefined ? {} : { expected }),
  text: findingSentence(rule, language),
});

/** Values are rules, names of fields and sentences of ours: none begins with a sign that a spreadsheet computes, but what is expected may. */
function csvOf(rejects: readonly IntakeReject[], language: LabelLanguage): string {
  const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const rows = rejects.map(({ line, field, rule, expected = '' }) => [String(line), field, rule, expected, findingSentence(rule, language)]);
  return [['ligne', 'champ', 'regle', 'attendu', 'texte'], ...rows].map((row) => row.map(cell).join(';')).join('\r\n');
}
