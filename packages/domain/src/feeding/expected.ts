// What each profession is expected to feed a record with, as dated data (features A157, A045 to A049), and what it writes most often: the first
// says what is missing, the second only orders a list. No right comes from here.

import type { CivilDate } from '../kernel/instant.ts';

/** Whose document fills the line: anybody's, one of the structure acted for, or the caller's own. */
export type FilledBy = 'anyone' | 'structure' | 'me';
export interface ExpectedDocument {
  readonly typeCode: string;
  readonly by: FilledBy;
}
/** Who feeds, and for whom. */
export interface Feeder {
  readonly profession: string;
  readonly specialty?: string;
  /** TRE_R02, of the structure acted for. */
  readonly sector?: string;
  /** Of this record. */
  readonly medecinTraitant: boolean;
}

interface Row {
  readonly when: (feeder: Feeder) => boolean;
  readonly documents: readonly ExpectedDocument[];
}
const doctor = '10';
const generalists = ['SM26', 'SM53', 'SM54'];
const biologists = ['SM03', 'SM63', 'SM64', 'SM65', 'SM66', 'SM67'];
const radiologists = ['SM44', 'SM55', 'SM74', 'SM80'];
const oncologists = ['SM23', 'SM35', 'SM36', 'SM37', 'SM45'];
const pathologists = ['SM01'];
const hospitals = ['SA01', 'SA02', 'SA03', 'SA04', 'SA36'];
const has = (list: readonly string[], value: string | undefined): boolean => value !== undefined && list.includes(value);
const oneOf =
  (...professions: readonly string[]) =>
  ({ profession }: Feeder): boolean =>
    professions.includes(profession);
const specialist =
  (list: readonly string[]) =>
  ({ profession, specialty }: Feeder): boolean =>
    profession === doctor && has(list, specialty);

const rows: readonly Row[] = [
  // Volet de synthèse médicale.
  { when: ({ medecinTraitant }) => medecinTraitant, documents: [{ typeCode: '60591-5', by: 'anyone' }] },
  // Dossier communicant de cancérologie: the meeting's report, then the plan of care (CI-SIS volet PPS, 2022.01 and 2025.01).
  {
    when: specialist(oncologists),
    documents: [
      { typeCode: '34794-8', by: 'anyone' },
      { typeCode: '18776-5', by: 'anyone' },
    ],
  },
  { when: (feeder) => specialist(biologists)(feeder) || feeder.sector === 'SA25', documents: [{ typeCode: '11502-2', by: 'structure' }] },
  { when: specialist(radiologists), documents: [{ typeCode: '18748-4', by: 'me' }] },
  { when: specialist(pathologists), documents: [{ typeCode: '60568-3', by: 'me' }] },
  {
    when: ({ profession, specialty }) =>
      profession === doctor && specialty !== undefined && ![generalists, biologists, radiologists, pathologists].some((list) => list.includes(specialty)),
    documents: [{ typeCode: '11488-4', by: 'me' }],
  },
  // Bilan diagnostic kinésithérapique; bilan de soins infirmiers.
  { when: oneOf('70'), documents: [{ typeCode: '47420-5', by: 'me' }] },
  { when: oneOf('60'), documents: [{ typeCode: '11506-3', by: 'me' }] },
  {
    when: ({ profession, sector }) => (profession === doctor || profession === '50') && has(hospitals, sector),
    documents: [
      { typeCode: '11490-0', by: 'structure' },
      { typeCode: '34112-3', by: 'structure' },
    ],
  },
  // Établissements for old people: the document of emergency liaison (DLU). For people with a disability: the letters of liaison.
  { when: ({ sector }) => sector === 'SA17', documents: [{ typeCode: '74207-2', by: 'anyone' }] },
  {
    when: ({ sector }) => sector === 'SA16',
    documents: [
      { typeCode: '88348-8', by: 'structure' },
      { typeCode: '83981-1', by: 'structure' },
    ],
  },
];

/** The table in force, and the text it was read in. */
export const expectedTable = {
  from: '2016-11-01' as CivilDate,
  source: 'Cnam, « Dossier médical partagé : les documents attendus par profession »',
} as const;

/** What this feeder is expected to have put in the record, each type once, in the order of the table. */
export function expectedOf(feeder: Feeder): readonly ExpectedDocument[] {
  const found = new Map<string, ExpectedDocument>();
  for (const { when, documents } of rows) if (when(feeder)) for (const one of documents) if (!found.has(one.typeCode)) found.set(one.typeCode, one);
  return [...found.values()];
}

const carer: readonly string[] = ['11506-3', '47420-5', '96349-6'];
/** By profession, the most frequent first: Carnet's own order. */
const usual: Readonly<Record<string, readonly string[]>> = {
  '10': ['11488-4', '96349-6', '57833-6', 'PRESC-BIO', '55115-0', '89601-9', '57832-8', 'PROT_ALD'],
  '21': ['60593-1', '78601-2', '56445-0', '61357-0', '87273-9'],
  '40': ['11488-4', '83836-7', '57833-6', '34874-8'],
  '50': ['11488-4', '15508-5', '57833-6', 'PRESC-BIO', '55115-0'],
  '60': ['11506-3', '80565-5', '29274-8', '87273-9', '34842-5'],
  '70': ['47420-5', '11506-3', '96349-6'],
  '80': carer,
  '86': ['11502-2'],
  '91': carer,
  '92': carer,
  '93': ['83901-9', '11506-3'],
  '94': carer,
  '95': carer,
  '96': carer,
  '98': ['18748-4'],
  '99': ['28653-4', '80788-3', '83981-1', '88348-8'],
};

/** What is expected of this feeder, then what their profession writes most. */
export const usualTypes = (feeder: Feeder): readonly string[] => [
  ...new Set([...expectedOf(feeder).map(({ typeCode }) => typeCode), ...(Object.hasOwn(usual, feeder.profession) ? usual[feeder.profession]! : [])]),
];
