// Reads the fields of one JSON object, each by its kind, and gathers every fault. A field nobody asked for is a fault too: what the format
// does not name has no place in it (no amount, no rate: A080). Values are never repeated in a fault: they may be somebody's.

import { type CivilDate, type Finding, parseCivilDate } from '@carnet/domain/kernel';

export type JsonObject = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A control, a lone surrogate, or U+FFFD left by bytes that were no UTF-8. */
const unprintable = /[\p{Cc}\uFFFD]|\p{Surrogate}/u;

export class Fields {
  readonly findings: Finding[] = [];
  readonly #object: JsonObject;
  readonly #prefix: string;
  readonly #asked = new Set<string>();

  constructor(object: JsonObject, prefix = '') {
    this.#object = object;
    this.#prefix = prefix;
  }

  fault(field: string, rule: string, expected?: string): undefined {
    this.findings.push({ field: this.#prefix + field, rule, ...(expected === undefined ? {} : { expected }) });
    return undefined;
  }

  /** As it came; null is absent. */
  raw(field: string): unknown {
    this.#asked.add(field);
    return this.#object[field] ?? undefined;
  }

  optionalText(field: string, maximum: number): string | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.trim() === '' || value.length > maximum || unprintable.test(value))
      return this.fault(field, 'CHAMP_FORME', `texte, 1 à ${maximum} signes`);
    return value;
  }
  text(field: string, maximum: number): string {
    return this.optionalText(field, maximum) ?? this.#missing(field, '');
  }

  optionalCode(field: string, shape: RegExp, expected: string): string | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    return typeof value === 'string' && shape.test(value) ? value : this.fault(field, 'CHAMP_FORME', expected);
  }
  code(field: string, shape: RegExp, expected: string): string {
    return this.optionalCode(field, shape, expected) ?? this.#missing(field, '');
  }

  optionalInteger(field: string, minimum: number, maximum: number): number | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    if (!Number.isInteger(value) || (value as number) < minimum || (value as number) > maximum)
      return this.fault(field, 'CHAMP_FORME', `entier, ${minimum} à ${maximum}`);
    return value as number;
  }
  integer(field: string, minimum: number, maximum: number): number {
    return this.optionalInteger(field, minimum, maximum) ?? this.#missing(field, minimum);
  }

  flag(field: string): boolean {
    const value = this.raw(field);
    if (value !== undefined && typeof value !== 'boolean') this.fault(field, 'CHAMP_FORME', 'true | false');
    return value === true;
  }

  optionalDate(field: string): CivilDate | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    const read = typeof value === 'string' ? parseCivilDate(value, field) : undefined;
    return read?.ok === true ? read.value : this.fault(field, 'DATE_FORME', 'AAAA-MM-JJ');
  }
  date(field: string): CivilDate {
    return this.optionalDate(field) ?? this.#missing(field, '' as CivilDate);
  }

  list(field: string, maximum: number): readonly unknown[] {
    const value = this.raw(field);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.length <= maximum) return value as readonly unknown[];
    this.fault(field, 'CHAMP_FORME', `liste, ${maximum} éléments au plus`);
    return [];
  }

  /** The fields that nobody asked for. To be called last. */
  refuseOthers(): void {
    for (const field of Object.keys(this.#object)) if (!this.#asked.has(field)) this.fault(field.slice(0, 40).replaceAll(/[^\w-]/g, '?'), 'CHAMP_INCONNU');
  }

  /** Absent and faulty fields are told once each; what is returned goes nowhere. */
  #missing<T>(field: string, placeholder: T): T {
    if (!this.findings.some((finding) => finding.field === this.#prefix + field)) this.fault(field, 'CHAMP_ABSENT');
    return placeholder;
  }
}
