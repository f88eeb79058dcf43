// The habilitation matrix as the file an operator loads: CSV with semicolons, one row per cell, two head lines that date and name it.
// Every fault is named with its line; a file with one fault is refused whole. Texts are kept as they are, whatever they begin with:
// they are shown as text, and nothing here ever computes them.

import { type CivilDate, parseCivilDate } from '../kernel/instant.ts';
import type { Finding, Parsed } from '../kernel/result.ts';
import { documentTypes } from '../terminology/types.ts';
import { type HabilitationCell, type HabilitationMatrix, furtherProfessions, habilitationMatrix, habilitationProfessions } from './habilitation.ts';

/** About ten times the file of nineteen professions and all the types. */
export const habilitationFileMaximumLength = 1_048_576;
/** Enough to correct a file by; beyond, the file is not the one that was meant. */
const findingsMaximum = 200;
const sourceMaximumLength = 300;

export const habilitationColumns = ['profession', 'type', 'consultation', 'origine'] as const;
const header = habilitationColumns.join(';');
const answers: Readonly<Record<string, boolean>> = { oui: true, non: false };
const origins: Readonly<Record<string, HabilitationCell['origin']>> = { sourcé: 'sourced', prudent: 'prudent' };
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

const knownProfessions: readonly string[] = [...habilitationProfessions, ...furtherProfessions];

/** A fault of the file: `field` is its line, `ligne 12`, or `fichier` where no line is to blame. */
const atLine = (line: number): string => `ligne ${line}`;

interface Reading {
  from: CivilDate | undefined;
  source: string | undefined;
  headerSeen: boolean;
  /** Head lines read, rightly or wrongly. */
  readonly headLines: Set<string>;
  readonly cells: Map<string, Map<string, HabilitationCell>>;
  readonly findings: Finding[];
}

export function parseHabilitationFile(text: string): Parsed<HabilitationMatrix> {
  const unreadable = wholeFileFault(text);
  if (unreadable !== undefined) return { ok: false, findings: [unreadable] };
  const reading: Reading = { from: undefined, source: undefined, headerSeen: false, headLines: new Set(), cells: new Map(), findings: [] };
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries())
    readLine(reading, line.trim(), index + 1);
  findMissing(reading);
  const { from, source, cells, findings } = reading;
  if (findings.length > 0 || from === undefined || source === undefined) return { ok: false, findings: shortened(findings) };
  return { ok: true, value: habilitationMatrix({ from, source, cells }) };
}

/** Bytes that are no UTF-8 were replaced by U+FFFD when they were decoded; U+0000 is in no text. */
function wholeFileFault(text: string): Finding | undefined {
  const field = 'fichier';
  if (text.length > habilitationFileMaximumLength)
    return { field, rule: 'CONTENU_TROP_GRAND', given: String(text.length), expected: `<= ${habilitationFileMaximumLength}` };
  if (text.trim() === '') return { field, rule: 'FICHIER_VIDE' };
  return ['\uFFFD', '\u0000'].some((sign) => text.includes(sign)) ? { field, rule: 'ENCODAGE', expected: 'UTF-8' } : undefined;
}

function shortened(findings: readonly Finding[]): readonly Finding[] {
  const rest = findings.length - findingsMaximum;
  return rest <= 0 ? findings : [...findings.slice(0, findingsMaximum), { field: 'fichier', rule: 'AUTRES_FAUTES', given: String(rest) }];
}

function readLine(reading: Reading, line: string, number: number): void {
  if (line === '') return;
  if (line.startsWith('#')) return readHeadLine(reading, line, number);
  if (!reading.headerSeen) {
    reading.headerSeen = true;
    if (line !== header) reading.findings.push({ field: atLine(number), rule: 'COLONNES', given: line.slice(0, 80), expected: header });
    if (line.startsWith(habilitationColumns[0])) return;
  }
  readCell(reading, line, number);
}

/** A spreadsheet that saves the file ends these lines with its empty columns. Other head lines are comments. */
function readHeadLine(reading: Reading, line: string, number: number): void {
  const [, name, value = ''] = /^#\s*([^:]+?)\s*:\s*(.*?)[;\s]*$/.exec(line) ?? [];
  if (name !== 'en vigueur' && name !== 'source') return;
  const { headLines, findings } = reading;
  const field = atLine(number);
  if (headLines.has(name)) return void findings.push({ field, rule: 'CHAMP_REPETE', given: name });
  headLines.add(name);
  if (name === 'en vigueur') {
    const from = parseCivilDate(value, field);
    if (from.ok) reading.from = from.value;
    else findings.push(...from.findings);
  } else if (value === '') findings.push({ field, rule: 'CHAMP_VIDE', given: name });
  else if (value.length > sourceMaximumLength) findings.push({ field, rule: 'TROP_LONG', given: name, expected: `<= ${sourceMaximumLength}` });
  else reading.source = value;
}

function readCell({ cells, findings }: Reading, line: string, number: number): void {
  const columns = line.split(';').map((column) => column.trim());
  const fault = (rule: string, given: string, expected: string): void =>
    void findings.push({ field: atLine(number), rule, given: given.slice(0, 80), expected });
  if (columns.length !== habilitationColumns.length) return fault('COLONNES', line, header);
  const [profession = '', type = '', consultation = '', origine = ''] = columns;
  const [allowed, origin] = [own(answers, consultation), own(origins, origine)];
  const known = knownProfessions.includes(profession);
  if (!known) fault('PROFESSION_INCONNUE', profession, knownProfessions.join(' '));
  if (!Object.hasOwn(documentTypes, type)) fault('TYPE_INCONNU', type, 'un type de document du DMP');
  if (allowed === undefined) fault('VALEUR_HORS_LISTE', consultation, 'oui | non');
  if (origin === undefined) fault('VALEUR_HORS_LISTE', origine, 'sourcé | prudent');
  if (!known || !Object.hasOwn(documentTypes, type)) return;
  const row = cells.get(profession) ?? new Map<string, HabilitationCell>();
  cells.set(profession, row);
  if (row.has(type)) return fault('LIGNE_REPETEE', `${profession};${type}`, 'une seule ligne par profession et par type');
  // A cell whose answer cannot be read is named already: it is not missing as well.
  row.set(type, { allowed: allowed === true, origin: origin ?? 'prudent' });
}

/** What a file leaves unsaid would be closed without anybody having decided it. */
function findMissing({ headLines, headerSeen, cells, findings }: Reading): void {
  const absent = (rule: string, expected: string): void => void findings.push({ field: 'fichier', rule, expected });
  if (!headLines.has('en vigueur')) absent('CHAMP_ABSENT', '# en vigueur: AAAA-MM-JJ');
  if (!headLines.has('source')) absent('CHAMP_ABSENT', '# source: …');
  if (!headerSeen) absent('COLONNES', header);
  for (const profession of new Set([...habilitationProfessions, ...cells.keys()]))
    for (const type of Object.keys(documentTypes))
      if (cells.get(profession)?.has(type) !== true) absent('LIGNE_ABSENTE', `${profession};${type};oui|non;sourcé|prudent`);
}

/** The same file written back, to be edited and loaded again. */
export function writeHabilitationFile({ from, source, cells }: HabilitationMatrix): string {
  const word = (table: Readonly<Record<string, unknown>>, value: unknown): string => Object.keys(table).find((name) => table[name] === value)!;
  const rows = [...cells].flatMap(([profession, row]) =>
    [...row].map(([type, { allowed, origin }]) => [profession, type, word(answers, allowed), word(origins, origin)].join(';')),
  );
  return `${[`# en vigueur: ${from}`, `# source: ${source}`, header, ...rows].join('\n')}\n`;
}
