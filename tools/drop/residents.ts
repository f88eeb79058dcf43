// résidents.csv: who the folders are for, as a care home's own program exports it, opened and saved by a spreadsheet on the way (separator, quotes,
// encoding and form of dates vary). A line that is not understood is told and left out: a folder never stands for a person read by guess.

import { type Ins, parseIns, sameIns } from '@carnet/domain/identity';
import { type CivilDate, parseCivilDate } from '@carnet/domain/kernel';
import { dropColumns, dropWording, qualifiedWord } from '@carnet/contract/wording';

export interface Resident {
  readonly ins: Ins;
  readonly qualified: boolean;
  /** As it is on the disk, in NFC. */
  readonly folder: string;
}
export interface Residents {
  readonly all: readonly Resident[];
  readonly told: readonly string[];
}

type RowFault = keyof typeof dropWording.rows;
/** The NIR of people born or seen in France: what a column left empty means. */
const usualOid = '1.2.250.1.213.1.4.8';

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();
const columns = Object.entries(dropColumns) as readonly (readonly [keyof typeof dropColumns, string])[];

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What a spreadsheet on a French Windows writes unless told otherwise.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const cellsOf = (line: string, separator: string): readonly string[] =>
  line.split(new RegExp(`${separator}(?=(?:[^"]*"[^"]*")*[^"]*$)`)).map((cell) =>
    cell
      .trim()
      .replace(/^"([\s\S]*)"$/, '$1')
      .replaceAll('""', '"')
      .trim(),
  );

export function readResidents(bytes: Uint8Array): Residents {
  const lines = decoded(bytes).split(/\r\n|\r|\n/);
  const header = lines[0] ?? '';
  const separator = [';', '\t', ','].find((one) => header.includes(one)) ?? ';';
  const names = cellsOf(header, separator).map(folded);
  const absent = columns.filter(([, name]) => !names.includes(folded(name))).map(([, name]) => name);
  if (absent.length > 0) return { all: [], told: [dropWording.columnsAbsent(absent)] };
  const told: string[] = [];
  const read: Read[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.replaceAll(/[;,\t"\s]/g, '') === '') continue;
    const cells = cellsOf(line, separator);
    const one = readRow((column) => cells[names.indexOf(folded(dropColumns[column]))] ?? '');
    const fault = typeof one === 'string' ? one : read.some(({ ins }) => sameIns(ins, one.ins)) ? 'DEUX_FOIS' : undefined;
    if (fault === undefined) read.push(one as Read);
    else told.push(dropWording.row(index + 1, dropWording.rows[fault]));
  }
  return { all: withFolders(read), told };
}

interface Read {
  readonly ins: Ins;
  readonly name: string;
  readonly qualified: boolean;
}

function readRow(cell: (column: keyof typeof dropColumns) => string): Read | RowFault {
  const number = cell('ins');
  if (/^\d[.,]\d+E\+\d+$/i.test(number)) return 'INS_EN_NOTATION';
  const ins = parseIns(number, cell('oid') === '' ? usualOid : cell('oid'));
  if (!ins.ok) return ins.findings.some(({ rule }) => rule === 'INS_OID') ? 'OID_FAUX' : 'INS_FAUX';
  const [birthName, firstName] = [safe(cell('birthName')), safe(cell('firstNames').split(/[ ,]/)[0]!)];
  if (birthName === '' || firstName === '') return 'NOM_ABSENT';
  const date = dateIn(cell('birthDate'));
  if (date === undefined) return 'DATE_FAUSSE';
  const [year, month, day] = date.split('-');
  return {
    ins: ins.value,
    name: `${birthName.toUpperCase()} ${firstName} ${day}-${month}-${year}`,
    qualified: folded(cell('identity')) === folded(qualifiedWord),
  };
}

/** What no file system takes in a name, and what would lead out of the folder, leaves it. */
const safe = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}' -]/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .slice(0, 60);

/** Two people of one name and one birthday are told apart by the end of their INS: both of them, so that neither folder looks like the usual one. */
function withFolders(read: readonly Read[]): readonly Resident[] {
  const bearing = new Map<string, number>();
  for (const { name } of read) bearing.set(folded(name), (bearing.get(folded(name)) ?? 0) + 1);
  return read.map(({ ins, name, qualified }) => ({
    ins,
    qualified,
    folder: bearing.get(folded(name)) === 1 ? name : `${name} (INS ${ins.matricule.slice(-5)})`,
  }));
}

/** `2026-03-12`, `12/03/2026`, `12-03-2026`, `12.03.2026` or `20260312`. */
export function dateIn(text: string): CivilDate | undefined {
  const french = /^(\d{2})[-/.](\d{2})[-/.](\d{4})$/.exec(text);
  const whole = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  const iso = french === null ? (whole === null ? undefined : whole.slice(1).join('-')) : `${french[3]}-${french[2]}-${french[1]}`;
  const date = iso === undefined ? undefined : parseCivilDate(iso, 'date');
  return date?.ok === true ? date.value : undefined;
}
