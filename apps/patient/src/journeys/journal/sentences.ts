// A line of the journal as a sentence, built from its codes, so that it reads in either language; consecutive identical lines are one.

import type { JournalLine } from '@carnet/contract';
import type { PatientWords } from '@carnet/ui/wording/patient';
import { readableName } from '@carnet/ui/wording/readable-name';

type Words = PatientWords['journal'];

/** What an act was on, in the words of the document. */
function objectOf(words: Words, { documentTitle, typeLabel }: JournalLine): string {
  const title = documentTitle ?? typeLabel;
  return title === undefined ? words.aDocument : words.named(title);
}

/** Who acted: by name, and for whom when it was not for oneself ("Mme X, pour M. Y"). */
function actorOf(words: Words, line: JournalLine, isOwn: boolean): string {
  if (line.self) return words.you;
  const name = line.actorName === '' ? words.unknownActor : line.actorName;
  return line.forName === undefined ? name : words.actingFor(readableName(name), isOwn ? words.forYou : readableName(line.forName));
}

/** `spaceNames` are the kit's; `isOwn`: the journal is the reader's own. */
export function sentenceOf(words: Words, line: JournalLine, spaceNames: Readonly<Record<string, string>>, isOwn: boolean): string {
  if (line.action === 'sign-in') return line.byPasskey === true ? words.passkeys.signIn : words.signIns[line.outcome];
  if (line.action === 'change-password') return words.passwords[line.outcome];
  if (line.action === 'add-passkey') return words.passkeys.added[line.outcome];
  if (line.action === 'remove-passkey') return words.passkeys.removed[line.outcome];
  const name = actorOf(words, line, isOwn);
  const action = line.action as keyof Words['acts'];
  const object = objectOf(words, line);
  const { about } = line;
  if (line.outcome === 'refused' && !line.self) return words.refusedActs[action]?.(name, object) ?? words.someAct(name, false);
  if (about !== undefined && line.outcome === 'granted') {
    const whom = about.name ?? about.professionLabel ?? words.someone;
    const what = about.space === undefined ? object : words.aSpace(spaceNames[about.space] ?? about.space);
    return words.abouts[about.act](name, line.self, whom, what);
  }
  return words.acts[action]?.(name, line.self, object) ?? words.someAct(name, line.self);
}

/** By which means whoever acted had come. Of a service that was opened, the line that names it says so. */
export const meansOf = (words: Words, { means }: JournalLine): string | undefined =>
  means === undefined || means === 'service' ? undefined : words.means[means];

/** The switches as this act set them. */
export const switchesOf = (words: Words, { about }: JournalLine): readonly string[] =>
  Object.entries(about?.choices ?? {}).flatMap(([key, on]) => {
    const said = words.switches[key as keyof Words['switches']];
    return said === undefined ? [] : [on ? said.on : said.off];
  });

export interface GroupedLine {
  /** Newest of the group: lines come newest first. */
  readonly first: JournalLine;
  readonly last: JournalLine;
  readonly count: number;
  /** One's own looking around: what was looked at, and how many times each. */
  readonly looks?: ReadonlyMap<string, number>;
}

/** What the app itself asks while its owner walks through the record: told together, or it would drown the rest. */
const ownLooks: readonly string[] = ['read-identity', 'list-documents', 'read-notices', 'read-accesses', 'read-journal', 'read-profile', 'read-measures'];
const isOwnLook = (line: JournalLine): boolean => line.self && line.outcome === 'granted' && line.about === undefined && ownLooks.includes(line.action);

const sameAct = (one: JournalLine, other: JournalLine): boolean =>
  one.action === other.action &&
  one.outcome === other.outcome &&
  one.rule === other.rule &&
  one.mode === other.mode &&
  one.reason === other.reason &&
  one.byPasskey === other.byPasskey &&
  one.actorId === other.actorId &&
  one.documentId === other.documentId &&
  one.about === undefined &&
  other.about === undefined &&
  one.structureName === other.structureName &&
  one.serviceName === other.serviceName &&
  one.means === other.means;

const civil = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
const parisDay = (iso: string): string => civil.format(new Date(iso));

function startGroup(line: JournalLine): GroupedLine {
  return { first: line, last: line, count: 1, ...(isOwnLook(line) ? { looks: new Map([[line.action, 1]]) } : {}) };
}

/** The group with one more line, or undefined when the line says something else. */
function extendGroup(group: GroupedLine, line: JournalLine): GroupedLine | undefined {
  if (group.looks !== undefined)
    return isOwnLook(line)
      ? { ...group, last: line, count: group.count + 1, looks: new Map(group.looks).set(line.action, (group.looks.get(line.action) ?? 0) + 1) }
      : undefined;
  return sameAct(group.first, line) ? { ...group, last: line, count: group.count + 1 } : undefined;
}

/** Days, newest first, each with its lines; neighbours that say the same thing the same day are told once, with their number. */
export function groupByDay(lines: readonly JournalLine[]): readonly { readonly day: string; readonly lines: readonly GroupedLine[] }[] {
  const days: { day: string; lines: GroupedLine[] }[] = [];
  for (const line of lines) {
    const day = parisDay(line.at);
    let today = days.at(-1);
    if (today?.day !== day) days.push((today = { day, lines: [] }));
    const group = today.lines.at(-1);
    const extended = group === undefined ? undefined : extendGroup(group, line);
    if (extended === undefined) today.lines.push(startGroup(line));
    else today.lines[today.lines.length - 1] = extended;
  }
  return days;
}
