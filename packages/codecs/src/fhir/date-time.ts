// FHIR dateTime and instant (R4 §2.24.0.1): a year, a month, a day, or a moment with its offset. What is left out makes a span, not midnight.

import { type Instant, type Parsed, faulty, instantOf, parseCivilDate, parseInstant, parsed } from '@carnet/domain/kernel';
import { type Span, fromParisClock } from '../cda/hl7-time.ts';

const partialShape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const momentShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(\.\d+)?)?/;

/** A day is one of the French calendar: it starts at midnight in Paris. */
const paris = (year: number, month: number, day: number): Instant => instantOf(fromParisClock(Date.UTC(year, month, day)));

export function parseFhirDateTime(text: string, field: string): Parsed<Span> {
  const partial = partialShape.exec(text);
  if (partial === null) return momentSpan(text, field);
  const [, year, month, day] = partial;
  const first = parseCivilDate(`${year}-${month ?? '01'}-${day ?? '01'}`, field);
  if (!first.ok) return faulty({ field, rule: 'DATE_FORME', given: text, expected: 'AAAA[-MM[-JJ]]' });
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const until = day !== undefined ? paris(y, m, d + 1) : month !== undefined ? paris(y, m + 1, 1) : paris(y + 1, 0, 1);
  return parsed({ from: paris(y, m, d), until });
}

function momentSpan(text: string, field: string): Parsed<Span> {
  const at = parseInstant(text, field);
  if (!at.ok) return at;
  const written = momentShape.exec(text)!;
  const length = written[1] !== undefined ? 1 : written[0].length > 16 ? 1000 : 60_000;
  return parsed({ from: at.value, until: instantOf(at.value + length) });
}
