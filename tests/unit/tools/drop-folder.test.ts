// What the drop folder understands of a list of residents as a spreadsheet leaves it, of the names secretaries give to files, and of a file that has
// not come whole.

import { type DropFault, dropWording as say } from '@carnet/contract/wording';
import { type CivilDate } from '@carnet/domain/kernel';
import { type StructIdNat } from '@carnet/domain/identity';
import { expect, test } from 'vitest';
import { type Feeder, draw, isWhole } from '../../../tools/drop/declare.ts';
import { readName, typeWords } from '../../../tools/drop/file-name.ts';
import { readResidents } from '../../../tools/drop/residents.ts';
import { armand, camille, pngBase64, testOid, tinyPdf } from '../../fixtures/cda/compose.ts';

const header = 'INS;OID;Nom de naissance;Prénoms;Date de naissance;Identité';
const row = (ins: string, ...more: readonly string[]): string => [ins, testOid, ...more].join(';');
const list = (...rows: readonly string[]) => readResidents(Buffer.from([header, ...rows].join('\r\n')));
const folders = (...rows: readonly string[]): readonly string[] => list(...rows).all.map(({ folder }) => folder);

test('a list is read as spreadsheets save it', () => {
  const usual = `${header}\n${row(camille.matricule, 'Fontanel', 'Camille Rose', '17/05/1984', 'Qualifiée')}`;
  const expected = [{ ins: { matricule: camille.matricule, oid: testOid }, qualified: true, folder: 'FONTANEL Camille 17-05-1984' }];
  const forms = [
    Buffer.from(usual),
    Buffer.from(`\uFEFF${usual.replaceAll('\n', '\r\n')}\r\n;;;;;\r\n`),
    Buffer.from(usual.replaceAll(';', '\t')),
    Buffer.from(usual.replaceAll(';', ',').replace('Fontanel', '"Fontanel"')),
    Buffer.from(usual, 'latin1'),
    Buffer.from(usual.replace('17/05/1984', '1984-05-17').replace(camille.matricule, camille.matricule.replace(/(.{6})/, '$1 '))),
  ];
  for (const form of forms) expect(readResidents(form)).toEqual({ all: expected, told: [] });
});

test('a line that is not understood is told and makes no folder', () => {
  const good = [camille.matricule, 'Fontanel', 'Camille', '17/05/1984', ''] as const;
  const faults: readonly (readonly [string, keyof typeof say.rows])[] = [
    [row('2,84056E+14', ...good.slice(1)), 'INS_EN_NOTATION'],
    [row(`${camille.matricule.slice(0, 13)}00`, ...good.slice(1)), 'INS_FAUX'],
    [row(...good).replace(testOid, '1.2.3'), 'OID_FAUX'],
    [row(good[0], ' ', ...good.slice(2)), 'NOM_ABSENT'],
    [row(good[0], good[1], good[2], '31/02/1984', ''), 'DATE_FAUSSE'],
  ];
  for (const [line, why] of faults) expect(list(line)).toEqual({ all: [], told: [say.row(2, say.rows[why])] });
  expect(list(row(...good), row(...good)).told).toEqual([say.row(3, say.rows.DEUX_FOIS)]);
  expect(readResidents(Buffer.from('INS;Nom\n'))).toEqual({
    all: [],
    told: [say.columnsAbsent(['OID', 'Nom de naissance', 'Prénoms', 'Date de naissance', 'Identité'])],
  });
});

test('namesakes of one birthday have folders that tell them apart, and no name leads elsewhere', () => {
  const named = ['Martin', 'Jean', '01/02/1940', 'qualifiée'] as const;
  expect(folders(row(camille.matricule, ...named), row(armand.matricule, ...named))).toEqual([
    `MARTIN Jean 01-02-1940 (INS ${camille.matricule.slice(-5)})`,
    `MARTIN Jean 01-02-1940 (INS ${armand.matricule.slice(-5)})`,
  ]);
  expect(folders(row(camille.matricule, '../../etc', '..\\x:*?', '01/02/1940', ''))).toEqual(['ETC x 01-02-1940']);
});

const today = '2026-11-23' as CivilDate;
test('a file says its type, its date and its title', () => {
  const said = { typeCode: '57833-6', date: '2026-03-12', title: 'Renouvellement' };
  for (const name of ['ordonnance_2026-03-12_Renouvellement.pdf', 'Ordonnance - 12-03-2026 - Renouvellement.PDF', 'ORDONNANCE_20260312_Renouvellement.pdf'])
    expect(readName(name, today)).toEqual(said);
  expect(readName(`${camille.matricule}_compte-rendu_12.03.2026.pdf`, today)).toEqual({
    matricule: camille.matricule,
    typeCode: '11488-4',
    date: '2026-03-12',
    title: 'CR ou fiche de consultation ou de visite',
  });
  expect(readName('34112-3_2026-03-12_Séjour_de mars.pdf', today)).toMatchObject({ typeCode: '34112-3', title: 'Séjour de mars' });
  for (const [word] of typeWords) expect(readName(`${word}_2026-03-12.pdf`, today)).toMatchObject({ date: '2026-03-12' });
});

test.each<[string, DropFault]>([
  ['scan0001.pdf', 'NOM_SANS_TYPE'],
  ['constructor_2026-03-12.pdf', 'NOM_SANS_TYPE'],
  ['DOCPAT01_2026-03-12.pdf', 'NOM_SANS_TYPE'],
  ['REMB_2026-03-12.pdf', 'NOM_SANS_TYPE'],
  ['ordonnance.pdf', 'NOM_SANS_DATE'],
  ['ordonnance_2026-02-30.pdf', 'NOM_SANS_DATE'],
  ['ordonnance_2026-11-24.pdf', 'DATE_FUTURE'],
  [`ordonnance_2026-03-12_${'a'.repeat(129)}.pdf`, 'TITRE_TROP_LONG'],
])('%s: %s', (name, fault) => expect(readName(name, today)).toBe(fault));

const feeder: Feeder = { id: '1639999918' as StructIdNat, name: 'EHPAD', sector: 'SA17' };
const residents = list(
  row(camille.matricule, 'Fontanel', 'Camille', '17/05/1984', 'qualifiée'),
  row(armand.matricule, 'Orsini', 'Armand', '09/03/1951', 'validée'),
).all;
const [hers, his] = residents.map(({ folder }) => folder) as [string, string];
const file = 'ordonnance_2026-03-12.pdf';
const drawn = (name: string, folder: string | undefined, bytes: Uint8Array = tinyPdf('one')) =>
  draw({ file: name, folder, bytes }, residents, feeder, Date.parse(`${today}T12:00:00Z`));

test('one file is one document, whenever and however often it is drawn', () => {
  const [first, again, other] = [drawn(file, hers), drawn(`${camille.matricule}_${file}`, undefined), drawn(file, hers, tinyPdf('two'))];
  if (first.kind !== 'declared' || again.kind !== 'declared' || other.kind !== 'declared') throw new Error('refused');
  expect(again.declared.metadata).toEqual(first.declared.metadata);
  expect(other.declared.metadata.uniqueId).not.toBe(first.declared.metadata.uniqueId);
  expect(first.declared.metadata).toMatchObject({ patient: { matricule: camille.matricule }, authors: [{ kind: 'systeme', institution: { id: feeder.id } }] });
});

test.each<[string, string, string | undefined, DropFault]>([
  ['nobody is named', file, undefined, 'NOM_SANS_RESIDENT'],
  ['a folder of nobody', file, 'FONTANEL Camille', 'RESIDENT_INCONNU'],
  ['a number of nobody', `284056311304299_${file}`, undefined, 'RESIDENT_INCONNU'],
  ['the folder of one, the number of another', `${armand.matricule}_${file}`, hers, 'AUTRE_RESIDENT'],
  ['an identity that is not qualified', file, his, 'IDENTITE_NON_QUALIFIEE'],
])('%s', (_why, name, folder, code) => expect(drawn(name, folder)).toMatchObject({ kind: 'refused', issues: [{ code }] }));

test('what a file is, is told by its bytes', () => {
  expect(drawn('ordonnance_2026-03-12.png', hers)).toMatchObject({ declared: { metadata: { mimeType: 'application/pdf' } } });
  expect(drawn(file, hers, Buffer.from('MZ hello'))).toMatchObject({ issues: [{ code: 'FICHIER_FORMAT' }] });
});

test('half a file has no end', () => {
  const png = Buffer.from(pngBase64, 'base64');
  for (const whole of [tinyPdf('x'), png, Buffer.from('<ClinicalDocument></ClinicalDocument>\n')]) {
    expect(isWhole(whole)).toBe(true);
    expect(isWhole(whole.subarray(0, whole.length - 16))).toBe(false);
  }
});
