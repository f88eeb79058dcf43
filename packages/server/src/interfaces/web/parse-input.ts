// What comes in at the web door, through the contract's schemas: unknown fields refused, every fault named by field and rule.

import type { ZodError, ZodObject, output } from 'zod';
import { type Finding, type Result, ok, refuse } from '@carnet/domain/kernel';

type Issue = ZodError['issues'][number];

/** Nothing was given where the fault lies. */
const absent = (input: unknown, path: Issue['path']): boolean =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key], input) === undefined;

const ruleOf = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_big':
      return 'TROP_LONG';
    case 'too_small':
      return 'TROP_COURT';
    case 'invalid_value':
      return 'VALEUR_HORS_LISTE';
    default:
      return 'FORME';
  }
};

const findingsOf = (error: ZodError, input: unknown): readonly Finding[] =>
  error.issues.flatMap((issue): readonly Finding[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.').slice(0, 80), rule: 'CHAMP_INCONNU' }))
      : [
          {
            field: issue.path.join('.'),
            rule: absent(input, issue.path) ? 'CHAMP_ABSENT' : ruleOf(issue),
            ...('values' in issue ? { expected: issue.values.map(String).join(' | ') } : {}),
          },
        ],
  );

/** Never echoes what was given: a password or an identifier may be in it. */
export function parseInput<S extends ZodObject>(schema: S, input: unknown): Result<output<S>> {
  const result = schema.strict().safeParse(input ?? {});
  return result.success ? ok(result.data as output<S>) : refuse('PARAMETRE_INVALIDE', findingsOf(result.error, input));
}
