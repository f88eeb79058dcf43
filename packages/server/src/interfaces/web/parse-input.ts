// What comes in at the web door, through the contract's schemas: unknown fields refused, every fault named by field and rule.

import type { ZodError, ZodObject, output } from 'zod';
import { type Finding, type Result, ok, refuse } from '@carnet/domain/kernel';

const ruleOf = (issue: ZodError['issues'][number]): string => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'CHAMP_INCONNU';
    case 'too_big':
      return 'TROP_LONG';
    case 'too_small':
      return 'TROP_COURT';
    case 'invalid_type':
      return 'input' in issue && issue.input === undefined ? 'CHAMP_ABSENT' : 'FORME';
    case 'invalid_value':
      return 'VALEUR_HORS_LISTE';
    default:
      return 'FORME';
  }
};

const findingsOf = (error: ZodError): readonly Finding[] =>
  error.issues.flatMap((issue): readonly Finding[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.').slice(0, 80), rule: 'CHAMP_INCONNU' }))
      : [{ field: issue.path.join('.'), rule: ruleOf(issue), ...('values' in issue ? { expected: issue.values.map(String).join(' | ') } : {}) }],
  );

/** Never echoes what was given: a password or an identifier may be in it. */
export function parseInput<S extends ZodObject>(schema: S, input: unknown): Result<output<S>> {
  const result = schema.strict().safeParse(input ?? {});
  return result.success ? ok(result.data as output<S>) : refuse('PARAMETRE_INVALIDE', findingsOf(result.error));
}
