// Reads the fields of a JSON object by name and kind, gathering one finding per fault and naming those nobody asked for.

import type { Finding, Parsed } from '@carnet/domain/kernel';

export interface Fields {
  /** A text that must be there. */
  text(name: string): string;
  optionalText(name: string): string | undefined;
  texts(name: string, otherwise: readonly string[]): readonly string[];
  flag(name: string): boolean | undefined;
  integer(name: string): number | undefined;
  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise?: T): T;
  /** A text read by one of the domain's own parsers. */
  parsed<T>(name: string, parse: (text: string, field: string) => Parsed<T>, otherwise?: string): T | undefined;
  /** A value already read, held against its own rule. */
  checked<T>(name: string, value: Parsed<T>): T | undefined;
  has(name: string): boolean;
  child(name: string): Fields | undefined;
  children(name: string): readonly Fields[];
  isNull(name: string): boolean;
  /** Every field not read so far is a fault: call it last. */
  refuseOthers(): void;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `path` is where the object stands in the whole (empty at the top); faults are pushed to `findings`. */
export function readFields(json: unknown, path: string, findings: Finding[]): Fields {
  const record = isRecord(json) ? json : {};
  const read = new Set<string>();
  const pathOf = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const fault = (name: string, rule: string, given: unknown, expected?: string): void => {
    findings.push({
      field: pathOf(name),
      rule,
      ...(given === undefined ? {} : { given: JSON.stringify(given).slice(0, 80) }),
      ...(expected === undefined ? {} : { expected }),
    });
  };
  if (!isRecord(json)) findings.push({ field: path === '' ? '(case)' : path, rule: 'CHAMP_FORME', expected: 'an object' });

  const take = <T>(name: string, is: (value: unknown) => value is T, expected: string): T | undefined => {
    read.add(name);
    const value = record[name];
    if (value === undefined) return undefined;
    if (is(value)) return value;
    fault(name, 'CHAMP_FORME', value, expected);
    return undefined;
  };
  const isText = (value: unknown): value is string => typeof value === 'string';
  const optionalText = (name: string): string | undefined => take(name, isText, 'a text');

  return {
    optionalText,
    text(name) {
      const value = optionalText(name);
      if (value === undefined && record[name] === undefined) fault(name, 'CHAMP_ABSENT', undefined);
      return value ?? '';
    },
    texts: (name, otherwise) => take(name, (value): value is string[] => Array.isArray(value) && value.every(isText), 'a list of texts') ?? otherwise,
    flag: (name) => take(name, (value): value is boolean => typeof value === 'boolean', 'true or false'),
    integer: (name) => take(name, (value): value is number => Number.isSafeInteger(value), 'a whole number'),
    oneOf<T extends string>(name: string, allowed: readonly T[], otherwise?: T): T {
      const given = optionalText(name) ?? otherwise;
      const found = allowed.find((one) => one === given);
      if (found === undefined) fault(name, given === undefined ? 'CHAMP_ABSENT' : 'CODE_INCONNU', given, allowed.join(' | '));
      return found ?? allowed[0]!;
    },
    parsed(name, parse, otherwise) {
      const text = optionalText(name) ?? otherwise;
      if (text === undefined) return undefined;
      const value = parse(text, pathOf(name));
      if (value.ok) return value.value;
      findings.push(...value.findings);
      return undefined;
    },
    checked(name, value) {
      if (value.ok) return value.value;
      findings.push(...value.findings.map((finding) => ({ ...finding, field: pathOf(name) })));
      return undefined;
    },
    has: (name) => record[name] !== undefined,
    child(name) {
      read.add(name);
      return record[name] === undefined ? undefined : readFields(record[name], pathOf(name), findings);
    },
    children: (name) => (take(name, Array.isArray, 'a list') ?? []).map((one, index) => readFields(one, `${pathOf(name)}[${index}]`, findings)),
    isNull(name) {
      if (record[name] !== null) return false;
      read.add(name);
      return true;
    },
    refuseOthers() {
      for (const name of Object.keys(record)) if (!read.has(name)) fault(name, 'CHAMP_INCONNU', record[name]);
    },
  };
}
