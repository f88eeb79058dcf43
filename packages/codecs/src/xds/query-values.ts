// The values of a stored query's parameters (ITI TF-2 §3.18.4.1.2.3): text between apostrophes (doubled inside), bare numbers, lists between
// parentheses, a list going on over several Values, a parameter given several times. Read once, strictly: what is not of that form is a fault.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';

export type ParameterValue = { readonly text: string } | { readonly number: string };
/** One appearance of a parameter: alternatives. Several appearances must all be met. */
export type Appearance = readonly ParameterValue[];

const valueMaximum = 500;
const item = /[ \t\r\n]*(?:'((?:[^']|'')*)'|([+-]?\d+(?:\.\d+)?))[ \t\r\n]*/y;

/** One Value: a value, or a list of them. */
function parseParameterValue(text: string, field: string): Parsed<readonly ParameterValue[]> {
  const trimmed = text.trim();
  const inList = trimmed.startsWith('(');
  const wrong = (): Parsed<never> => faulty({ field, rule: 'VALEUR_FORME', given: text.slice(0, 140), expected: inList ? "('a','b')" : "'a' | 1" });
  if (inList !== trimmed.endsWith(')')) return wrong();
  const body = inList ? trimmed.slice(1, -1) : trimmed;
  const values: ParameterValue[] = [];
  item.lastIndex = 0;
  for (;;) {
    const found = item.exec(body);
    if (found === null) return wrong();
    values.push(found[1] === undefined ? { number: found[2]! } : { text: found[1].replaceAll("''", "'") });
    if (values.length > valueMaximum) return faulty({ field, rule: 'CARDINALITE', given: `> ${valueMaximum}`, expected: `≤ ${valueMaximum}` });
    const at = item.lastIndex;
    if (at === body.length) break;
    if (!inList || body[at] !== ',') return wrong();
    item.lastIndex = at + 1;
  }
  return parsed(values);
}

/** The parameters of one query, each with its appearances, and which were asked for: the others are not known. */
export class Parameters {
  readonly findings: Finding[] = [];
  readonly #given = new Map<string, Appearance[]>();
  readonly #asked = new Set<string>();

  /** One Slot: its Values together make one list. */
  add(name: string, values: readonly string[]): void {
    const appearance = values.flatMap((value): readonly ParameterValue[] => {
      const read = parseParameterValue(value, name);
      if (!read.ok) this.findings.push(...read.findings);
      return read.ok ? read.value : [];
    });
    this.#given.set(name, [...(this.#given.get(name) ?? []), appearance]);
  }

  fault(name: string, rule: string, given?: string, expected?: string): void {
    this.findings.push({
      field: name,
      rule,
      ...(given === undefined ? {} : { given: given.slice(0, 140) }),
      ...(expected === undefined ? {} : { expected }),
    });
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  /** Every appearance. */
  all(name: string): readonly Appearance[] {
    this.#asked.add(name);
    return this.#given.get(name) ?? [];
  }

  /** Alternatives of a parameter that may be given once. */
  list(name: string): Appearance | undefined {
    const [first, ...others] = this.all(name);
    if (others.length > 0) this.fault(name, 'PARAMETRE_REPETE', String(others.length + 1), '1');
    return first === undefined || first.length === 0 ? undefined : first;
  }

  /** The one value of a parameter that has one. */
  single(name: string): ParameterValue | undefined {
    const list = this.list(name);
    if (list !== undefined && list.length > 1) this.fault(name, 'PARAMETRE_REPETE', String(list.length), '1');
    return list?.[0];
  }

  texts(name: string, appearance: Appearance | undefined = this.list(name)): readonly string[] | undefined {
    return appearance?.flatMap((value) => {
      if ('text' in value) return [value.text];
      this.fault(name, 'VALEUR_FORME', value.number, "'…'");
      return [];
    });
  }

  require(name: string): void {
    if (!this.has(name)) this.fault(name, 'PARAMETRE_ABSENT');
  }

  /** Names nobody asked for. */
  unknown(): readonly string[] {
    return [...this.#given.keys()].filter((name) => !this.#asked.has(name));
  }
}
