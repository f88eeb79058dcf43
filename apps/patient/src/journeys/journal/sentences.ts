// A line of the journal as a sentence, built from its codes, so that it reads in either language; consecutive identical lines are one.

import type { JournalLine } from '@carnet/contract';
import type { PatientWords } from '@carnet/ui/wording/patient';

type Words = PatientWords['journal'];

/** What an act was on, in the words of the document. */
function objectOf(words: Words, { documentTitle, typeLabel }: JournalLine): string {
  const title = documentTitle ?? typeLabel;
  return title === undefined ? words.aDocument : words.named(title);
}

export function sentenceOf(words: Words, line: JournalLine): string {
  const name = line.self ? words.you : line.actorName === '' ? words.unknownActor : line.actorName;
  const action = line.action as keyof Words['acts'];
  const object = objectOf(words, line);
  if (line.outcome === 'refused' && !line.self) return words.refusedActs[action]?.(name, object) ?? words.someAct(name, false);
  return words.acts[action]?.(name, line.self, object) ?? words.someAct(name, line.self);
}

export interface GroupedLine {
  readonly first: JournalLine;
  /** Oldest of the group: lines come newest first. */
  readonly last: JournalLine;
  readonly count: number;
}

const sameAct = (one: JournalLine, other: JournalLine): boolean =>
  one.action === other.action && one.outcome === other.outcome && one.rule === other.rule && one.mode === other.mode && one.reason === other.reason && one.actorId === other.actorId && one.documentId === other.documentId && one.structureName === other.structureName;

const parisDay = (iso: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date(iso));

/** Days, newest first, each with its lines; neighbours that say the same thing the same day are told once, with their number. */
export function groupByDay(lines: readonly JournalLine[]): readonly { readonly day: string; readonly lines: readonly GroupedLine[] }[] {
  const days: { day: string; lines: GroupedLine[] }[] = [];
  for (const line of lines) {
    const day = parisDay(line.at);
    let today = days.at(-1);
    if (today?.day !== day) days.push((today = { day, lines: [] }));
    const before = today.lines.at(-1);
    if (before !== undefined && sameAct(before.first, line)) today.lines[today.lines.length - 1] = { ...before, last: line, count: before.count + 1 };
    else today.lines.push({ first: line, last: line, count: 1 });
  }
  return days;
}
