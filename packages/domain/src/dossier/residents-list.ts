// A care home's list of its residents, pasted from a spreadsheet or saved as CSV: one line of names of columns, then one line each, with what
// was said of the opening of their record (A009). Every fault is named with its line and none hides another; a right line is kept beside a
// wrong one, so that the rest can go ahead. What a line says is never repeated in a fault.

import { type CivilDate, parseCivilDate } from '../kernel/instant.ts';
import type { Finding, Parsed } from '../kernel/result.ts';
import type { SaidAgreement } from './opening-agreement.ts';

/** A house of residents has some eighty; the largest a few hundred. */
export const residentsMaximum = 500;
/** A line is short: this many signs hold five hundred of the longest. */
export const residentsListMaximumLength = 200_000;
const fieldMaximumLength = 120;

export interface ResidentLine {
  /** As a spreadsheet numbers them, the names of columns being the first. */
  readonly line: number;
  /** For whoever reads the screen; nothing is looked up by it. */
  readonly name: string;
  /** Fifteen characters, not checked yet. */
  readonly matricule: string;
  readonly birthDate: CivilDate;
  readonly agreement: SaidAgreement | 'refused' | 'not-asked';
  readonly email?: string;
}
export interface ResidentsList {
  readonly residents: readonly ResidentLine[];
  /** `field`: the line, `ligne 12`. */
  readonly faults: readonly (Finding & { readonly line: number })[];
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

/** A column is known by one of these words in its name. */
const columnWords = {
  matricule: ['ins', 'matricule', 'nir', 'securite sociale'],
  birthDate: ['naissance', 'birth'],
  name: ['nom', 'resident', 'name'],
  agreement: ['accord', 'consentement', 'agreement'],
  representant: ['representant', 'tuteur', 'guardian'],
  sought: ['avis', 'own agreement'],
  email: ['courriel', 'mail'],
} as const;
type Column = keyof typeof columnWords;
const needed: readonly Column[] = ['matricule', 'birthDate', 'agreement'];
/** What the fault says is expected. */
export const residentColumns = 'INS ; nom ; naissance ; accord ; représentant ; avis de la personne ; courriel';

const agreements: Readonly<Record<string, 'personne' | 'tuteur' | 'habilitation_familiale' | 'curateur' | 'refused' | 'not-asked'>> = {
  '': 'not-asked',
  'non demande': 'not-asked',
  'pas demande': 'not-asked',
  'a demander': 'not-asked',
  'not asked': 'not-asked',
  'oui': 'personne',
  'personne': 'personne',
  'd accord': 'personne',
  'yes': 'personne',
  'non': 'refused',
  'refus': 'refused',
  'refuse': 'refused',
  'no': 'refused',
  'tuteur': 'tuteur',
  'tutrice': 'tuteur',
  'tutelle': 'tuteur',
  'habilitation': 'habilitation_familiale',
  'habilitation familiale': 'habilitation_familiale',
  'curateur': 'curateur',
  'curatrice': 'curateur',
  'curatelle': 'curateur',
};
const opinions: Readonly<Record<string, SaidAgreement['sought']>> = {
  'd accord': 'agrees',
  'oui': 'agrees',
  'yes': 'agrees',
  'ne peut pas': 'cannot-express',
  'ne peut s exprimer': 'cannot-express',
  'ne peut pas s exprimer': 'cannot-express',
  'cannot express': 'cannot-express',
  'refuse': 'refuses',
  'refus': 'refuses',
  'non': 'refuses',
  'no': 'refuses',
};

/** Refuses the whole only where no line can be read: too long, empty, names of columns missing. */
export function parseResidentsList(text: string): Parsed<ResidentsList> {
  const whole = (rule: string, expected: string): Parsed<never> => ({ ok: false, findings: [{ field: 'list', rule, expected }] });
  if (text.length > residentsListMaximumLength) return whole('CONTENU_TROP_GRAND', `<= ${residentsListMaximumLength}`);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return whole('FICHIER_VIDE', residentColumns);
  const separator = ['\t', ';', ','].find((sign) => lines[first]!.includes(sign)) ?? ';';
  const columns = columnsOf(cellsOf(lines[first]!, separator));
  if (needed.some((column) => columns[column] === undefined)) return whole('COLONNES', residentColumns);
  const rows = lines.flatMap((line, index) =>
    index <= first || line.replaceAll(separator, '').trim() === '' ? [] : [{ line: index + 1, cells: cellsOf(line, separator) }],
  );
  if (rows.length === 0) return whole('FICHIER_VIDE', residentColumns);
  if (rows.length > residentsMaximum) return whole('LISTE_TROP_LONGUE', `<= ${residentsMaximum}`);
  const residents: ResidentLine[] = [];
  const faults: (Finding & { readonly line: number })[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    const read = readResident(line, (column) => cells[columns[column] ?? -1] ?? '', seen);
    if (read.ok) residents.push(read.value);
    else faults.push(...read.findings.map((finding) => ({ ...finding, line })));
  }
  return { ok: true, value: { residents, faults } };
}

function columnsOf(names: readonly string[]): Partial<Record<Column, number>> {
  const found: Partial<Record<Column, number>> = {};
  for (const [index, name] of names.entries()) {
    const words = fold(name);
    const column = (Object.keys(columnWords) as Column[]).find(
      (one) => found[one] === undefined && columnWords[one].some((word) => ` ${words} `.includes(` ${word} `) || words.startsWith(word)),
    );
    if (column !== undefined) found[column] = index;
  }
  return found;
}

function readResident(line: number, cell: (column: Column) => string, seen: Set<string>): Parsed<ResidentLine> {
  const findings: Finding[] = [];
  const fault = (rule: string, expected?: string): void =>
    void findings.push({ field: `ligne ${line}`, rule, ...(expected === undefined ? {} : { expected }) });
  const matricule = cell('matricule').replaceAll(/[\s.]/g, '').toUpperCase();
  if (!/^[0-9AB]{15}$/.test(matricule)) fault('INS_FORME', '15 caractères');
  else if (seen.has(matricule)) fault('RESIDENT_REPETE', 'un résident par ligne');
  seen.add(matricule);
  const birthDate = parseCivilDate(isoOf(cell('birthDate')), `ligne ${line}`);
  if (!birthDate.ok) fault('DATE_FORME', 'JJ/MM/AAAA');
  const said = fold(cell('agreement'));
  const agreement = Object.hasOwn(agreements, said) ? agreements[said]! : undefined;
  if (agreement === undefined) fault('ACCORD_ILLISIBLE', 'oui | tuteur | habilitation | refus | non demandé');
  if (agreement === 'curateur') fault('CURATEUR_NE_CONSENT_PAS');
  const opinion = fold(cell('sought'));
  const sought = Object.hasOwn(opinions, opinion) ? opinions[opinion] : undefined;
  if (opinion !== '' && sought === undefined) fault('AVIS_ILLISIBLE', 'd’accord | ne peut pas s’exprimer | refuse');
  const byGuardian = agreement === 'tuteur' || agreement === 'habilitation_familiale';
  const representant = cell('representant');
  if (byGuardian && representant === '') fault('REPRESENTANT_ABSENT');
  if (byGuardian && opinion === '') fault('ACCORD_NON_RECHERCHE');
  const email = cell('email');
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) fault('COURRIEL_FORME');
  if (findings.length > 0 || !birthDate.ok || agreement === undefined) return { ok: false, findings };
  return {
    ok: true,
    value: {
      line,
      name: cell('name'),
      matricule,
      birthDate: birthDate.value,
      agreement: agreementOf(agreement, representant, sought),
      ...(email === '' ? {} : { email }),
    },
  };
}

function agreementOf(agreement: (typeof agreements)[string], name: string, sought: SaidAgreement['sought']): ResidentLine['agreement'] {
  if (agreement === 'refused' || agreement === 'not-asked') return agreement;
  if (agreement !== 'tuteur' && agreement !== 'habilitation_familiale') return { by: agreement };
  // Whoever is against it is not opened for, whatever who represents them says.
  return sought === 'refuses' ? 'refused' : { by: agreement, name, sought };
}

/** `31/12/1938`, `31.12.1938` or `1938-12-31`. */
function isoOf(text: string): string {
  const french = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  return french === null ? text : `${french[3]}-${french[2]!.padStart(2, '0')}-${french[1]!.padStart(2, '0')}`;
}

/** Quotes as spreadsheets write them: doubled inside, around whatever holds the separator. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < line.length; index++) {
    const sign = line[index]!;
    if (sign === '"') {
      if (quoted && line[index + 1] === '"') {
        cell += '"';
        index++;
      } else quoted = !quoted;
    } else if (sign === separator && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell].map((one) => one.trim().slice(0, fieldMaximumLength));
}
