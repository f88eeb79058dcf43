// The matrix as a file, as a table, and compared with another; and the file shipped with the program, cell by cell against what the
// texts are known to say (docs/sources.md §3.4), everything else being a default that says so.

import {
  type CellDifference,
  type HabilitationMatrix,
  compareMatrices,
  countCells,
  habilitationMatrix,
  habilitationProfessions,
  isHabilite,
  openTypes,
  parseHabilitationFile,
  writeHabilitationFile,
} from '@carnet/domain/access';
import type { CivilDate } from '@carnet/domain/kernel';
import { documentTypes } from '@carnet/domain/terminology';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedMatrix, shippedMatrixFile } from '../../../tools/explain/shipped-matrix.ts';

const types = Object.keys(documentTypes);
const shipped = readFileSync(shippedMatrixFile, 'utf8');

/** What is known second-hand, profession by profession: types it may not read, types it may. `rest`: the text says there is nothing else. */
const known: Readonly<Record<string, { readonly closed: readonly string[]; readonly open?: readonly string[]; readonly rest?: 'open' }>> = {
  '10': { closed: ['ATTEST-RESID'], rest: 'open' },
  '40': { closed: ['80788-3', '75496-0', '83981-1', '83901-9', '68599-0', 'EXPPAT_3'] },
  '60': { closed: ['75496-0', '68599-0', '83901-9', '68817-6', '89601-9'], open: ['83981-1', '88348-8', '56445-0', 'PROT_ALD'] },
  '80': { closed: ['15508-5'] },
};

describe('the file shipped with the program', () => {
  test('has nineteen professions, every type for each, and a day', () => {
    expect([...shippedMatrix.cells.keys()]).toEqual([...habilitationProfessions]);
    expect(habilitationProfessions).toHaveLength(19);
    expect(shippedMatrix.from).toBe('2023-10-29');
    expect(countCells(shippedMatrix.cells)).toMatchObject({ cells: 19 * types.length });
  });

  test.each(habilitationProfessions)('profession %s reads what is known of it, and says where every other cell comes from', (profession) => {
    const { closed, open = [], rest } = known[profession] ?? { closed: [] };
    for (const type of types) {
      const cell = shippedMatrix.cells.get(profession)?.get(type);
      const sourced = closed.includes(type) || open.includes(type) || rest === 'open';
      expect({ type, origin: cell?.origin }).toEqual({ type, origin: sourced ? 'sourced' : 'prudent' });
      if (sourced) expect({ type, allowed: cell?.allowed }).toEqual({ type, allowed: !closed.includes(type) });
      expect(isHabilite(shippedMatrix, profession, type)).toBe(cell?.allowed);
      expect(openTypes(shippedMatrix, profession).includes(type)).toBe(cell?.allowed);
    }
  });

  test.each([
    ['psychiatry', ['68599-0'], ['10']],
    ['psychological assessments', ['83901-9'], ['10', '93']],
    ['advance directives', ['EXPPAT_3'], ['10', '50', '60']],
    ['molecular genetics', ['51969-4'], ['10', '40', '50', '60']],
    ['deliveries', ['15508-5', '57057-2', '57075-4'], ['10', '40', '50', '60']],
    ['reimbursements', ['REMB'], ['10', '21', '40', '50', '60']],
    ['proofs of residence', ['ATTEST-RESID'], ['99']],
  ])('what is most private is open to few: %s', (_what, private_, professions) => {
    for (const type of private_) expect(habilitationProfessions.filter((profession) => isHabilite(shippedMatrix, profession, type))).toEqual(professions);
  });

  test('who works with the eyes reads what the eyes need', () => {
    for (const type of ['78513-9', 'PRESC-ORTHOPTIE', '57833-6'])
      for (const profession of ['28', '92']) expect(isHabilite(shippedMatrix, profession, type)).toBe(true);
    for (const type of ['11502-2', '60591-5', '34112-3']) expect(isHabilite(shippedMatrix, '28', type)).toBe(false);
  });

  test('is written back as it was read', () => {
    expect(writeHabilitationFile(shippedMatrix)).toBe(shipped);
  });
});

test('a profession or a type the matrix does not name is closed, whatever its name', () => {
  for (const profession of ['', '97', '1', '010', 'toString', '__proto__']) {
    expect(isHabilite(shippedMatrix, profession, '11488-4')).toBe(false);
    expect(openTypes(shippedMatrix, profession)).toEqual([]);
  }
  for (const type of ['', '00000-0', 'constructor', '__proto__']) expect(isHabilite(shippedMatrix, '10', type)).toBe(false);
});

describe('a file', () => {
  const rules = (text: string): readonly string[] => {
    const read = parseHabilitationFile(text);
    return read.ok ? [] : read.findings.map(({ field, rule }) => `${field} ${rule}`);
  };
  const replaced = (from: string | RegExp, to: string): string => {
    const text = shipped.replace(from, to);
    expect(text).not.toBe(shipped);
    return text;
  };
  const first = '10;AUTORIS-SOINS;oui;sourcé';
  test('its first cell is on line 4', () => expect(shipped.split('\n')[3]).toBe(first));

  test.each([
    ['as an editor on Windows writes it', `\uFEFF${shipped.replaceAll('\n', '\r\n')}`],
    ['as a spreadsheet ends its head lines', shipped.replace(/^(#.*)$/gm, '$1;;;')],
    ['with spaces, blank lines and remarks', shipped.replace('\n10;', '\n\n# relu par le service juridique\n 10 ; ').replace('2023-10-29\n', '2023-10-29  \n')],
    ['without a line end', shipped.trimEnd()],
  ])('is read %s', (_how, text) => {
    const read = parseHabilitationFile(text);
    expect(read).toMatchObject({ ok: true, value: { from: '2023-10-29', source: shippedMatrix.source } });
    expect(read.ok && compareMatrices(shippedMatrix, read.value)).toEqual([]);
  });

  test.each([
    ['an unknown profession', first, '11;AUTORIS-SOINS;oui;sourcé', ['ligne 4 PROFESSION_INCONNUE', 'fichier LIGNE_ABSENTE']],
    ['an unknown type', first, '10;00000-0;oui;sourcé', ['ligne 4 TYPE_INCONNU', 'fichier LIGNE_ABSENTE']],
    ['a type named as what every object has', first, '10;constructor;oui;sourcé', ['ligne 4 TYPE_INCONNU', 'fichier LIGNE_ABSENTE']],
    ['an answer that is none', first, '10;AUTORIS-SOINS;peut-être;sourcé', ['ligne 4 VALEUR_HORS_LISTE']],
    ['an origin that is none', first, '10;AUTORIS-SOINS;oui;supposé', ['ligne 4 VALEUR_HORS_LISTE']],
    ['two faults on one line', first, '10;AUTORIS-SOINS;toString;valueOf', ['ligne 4 VALEUR_HORS_LISTE', 'ligne 4 VALEUR_HORS_LISTE']],
    ['a line twice', first, `${first}\n${first}`, ['ligne 5 LIGNE_REPETEE']],
    ['a line twice that disagrees', first, `${first}\n10;AUTORIS-SOINS;non;prudent`, ['ligne 5 LIGNE_REPETEE']],
    ['a missing line', `${first}\n`, '', ['fichier LIGNE_ABSENTE']],
    ['a column too many', first, `${first};`, ['ligne 4 COLONNES', 'fichier LIGNE_ABSENTE']],
    ['a column too few', first, '10;AUTORIS-SOINS;oui', ['ligne 4 COLONNES', 'fichier LIGNE_ABSENTE']],
    ['a formula where a code is expected', first, `=1+1;AUTORIS-SOINS;oui;sourcé`, ['ligne 4 PROFESSION_INCONNUE', 'fichier LIGNE_ABSENTE']],
    ['columns in another order', 'profession;type;consultation;origine', 'profession;type;origine;consultation', ['ligne 3 COLONNES']],
    ['no line that names the columns', 'profession;type;consultation;origine\n', '', ['ligne 3 COLONNES']],
    ['a day that does not exist', '2023-10-29', '2023-02-29', ['ligne 1 DATE_FORME']],
    ['a day in another form', '2023-10-29', '29/10/2023', ['ligne 1 DATE_FORME']],
    ['no day', '# en vigueur: 2023-10-29\n', '', ['fichier CHAMP_ABSENT']],
    ['two days', '# en vigueur: 2023-10-29\n', '# en vigueur: 2023-10-29\n# en vigueur: 2024-01-01\n', ['ligne 2 CHAMP_REPETE']],
    ['no source', /# source: .*\n/, '', ['fichier CHAMP_ABSENT']],
    ['an empty source', /# source: .*\n/, '# source:\n', ['ligne 2 CHAMP_VIDE']],
    ['a source without end', /# source: .*\n/, `# source: ${'a'.repeat(301)}\n`, ['ligne 2 TROP_LONG']],
    ['bytes that are no UTF-8', 'sourcé', 'sourc\uFFFD', ['fichier ENCODAGE']],
    ['a zero byte', first, `${first}\u0000`, ['fichier ENCODAGE']],
  ])('is refused, and its line named: %s', (_what, from, to, expected) => {
    expect(rules(replaced(from, to))).toEqual(expected);
  });

  test.each([
    ['empty', '', ['fichier FICHIER_VIDE']],
    ['blank', ' \n\n', ['fichier FICHIER_VIDE']],
    ['larger than any matrix', `${shipped}${'#\n'.repeat(600_000)}`, ['fichier CONTENU_TROP_GRAND']],
  ])('is refused whole when it is %s', (_how, text, expected) => {
    expect(rules(text)).toEqual(expected);
  });

  test('without any cell: the first two hundred faults are named, and how many are left', () => {
    const read = parseHabilitationFile('Ceci n’est pas une matrice.');
    expect(read.ok ? [] : read.findings.slice(0, 3).map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'ligne 1 COLONNES',
      'ligne 1 COLONNES',
      'fichier CHAMP_ABSENT',
    ]);
    expect(read.ok ? 0 : read.findings.length).toBe(201);
    expect(read.ok ? undefined : read.findings.at(-1)).toMatchObject({ rule: 'AUTRES_FAUTES', given: String(19 * types.length + 4 - 200) });
  });

  test('only head lines: the columns are missing too', () => {
    expect(rules('# en vigueur: 2023-10-29\n# source: un texte\n')).toContain('fichier COLONNES');
  });

  test('may name a further profession of JDV_J65, whole', () => {
    const [one, ...others] = types.map((type) => `36;${type};${type === 'PRESC-AAT' ? 'oui' : 'non'};sourcé`);
    const read = parseHabilitationFile(`${shipped}${[one, ...others].join('\n')}`);
    expect(read.ok && openTypes(read.value, '36')).toEqual(['PRESC-AAT']);
    expect(rules(`${shipped}${others.join('\n')}`)).toEqual(['fichier LIGNE_ABSENTE']);
  });

  test('texts are kept as text, whatever they begin with', () => {
    const source = '=HYPERLINK("http://mechant.example") @SUM(1) -2+3 <b>';
    const read = parseHabilitationFile(replaced(/# source: .*/, `# source: ${source}`));
    expect(read).toMatchObject({ ok: true, value: { source } });
  });

  test('a hostile file is refused in no time', () => {
    const began = performance.now();
    for (const text of [';'.repeat(1_000_000), `# ${' '.repeat(1_000_000)}:`, `#${':'.repeat(1_000_000)}`, '10;'.repeat(300_000), '\n'.repeat(1_000_000)])
      expect(parseHabilitationFile(text).ok).toBe(false);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('two matrices compared', () => {
  const cell = (allowed: boolean, origin: 'sourced' | 'prudent' = 'prudent') => ({ allowed, origin });
  const of = (cells: Readonly<Record<string, Readonly<Record<string, ReturnType<typeof cell>>>>>): HabilitationMatrix =>
    habilitationMatrix({
      from: '2026-01-01' as CivilDate,
      source: 'un texte',
      cells: new Map(Object.entries(cells).map(([profession, row]) => [profession, new Map(Object.entries(row))])),
    });
  const summary = (differences: readonly CellDifference[]): readonly string[] =>
    differences.map(({ profession, type, change }) => `${profession} ${type} ${change}`);

  test('say what opens, what closes, and where only the origin changes', () => {
    const before = of({ '10': { a: cell(true), b: cell(false), c: cell(true), d: cell(false, 'sourced') }, '21': { a: cell(true) } });
    const after = of({
      '10': { a: cell(false), b: cell(true, 'sourced'), c: cell(true, 'sourced'), d: cell(false, 'sourced') },
      '60': { a: cell(true), b: cell(false) },
    });
    expect(summary(compareMatrices(before, after))).toEqual(['10 a closed', '10 b opened', '10 c origin', '21 a closed', '60 a opened', '60 b origin']);
    expect(compareMatrices(before, after)[0]).toEqual({ profession: '10', type: 'a', change: 'closed', before: cell(true), after: cell(false) });
    expect(compareMatrices(before, after)[3]).toEqual({ profession: '21', type: 'a', change: 'closed', before: cell(true) });
  });

  test('the same says nothing, and the other way round is the reverse', () => {
    expect(compareMatrices(shippedMatrix, shippedMatrix)).toEqual([]);
    const before = of({ '10': { a: cell(true) } });
    const after = of({ '10': { a: cell(false) } });
    expect(summary(compareMatrices(after, before))).toEqual(['10 a opened']);
  });
});
