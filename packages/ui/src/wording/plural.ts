// Plurals by Intl, with an explicit zero where a language says it otherwise.

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

const rules = new Map<string, Intl.PluralRules>();

export function plural(language: string, count: number, forms: Forms): string {
  if (count === 0 && forms.zero !== undefined) return forms.zero;
  let rule = rules.get(language);
  if (rule === undefined) rules.set(language, (rule = new Intl.PluralRules(language)));
  return forms[rule.select(count)] ?? forms.other;
}

const numbers = new Map<string, Intl.NumberFormat>();

export function formatNumber(language: string, value: number): string {
  let number = numbers.get(language);
  if (number === undefined) numbers.set(language, (number = new Intl.NumberFormat(language)));
  return number.format(value);
}
