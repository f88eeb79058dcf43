// What the name of a PDF or an image says: `[INS_]type_date_title`, as a secretary types it (accents, capitals and ` - ` instead of `_` do not matter).

import type { DropFault } from '@carnet/contract/wording';
import { type CivilDate } from '@carnet/domain/kernel';
import { documentTypes, isInsurerType, isPatientType } from '@carnet/domain/terminology';
import { dateIn } from './residents.ts';

/** The words a care home uses, for the types of document it writes or receives. */
const words: Readonly<Record<string, string>> = {
  'ordonnance': '57833-6',
  'compte rendu': '11488-4',
  'hospitalisation': '34112-3',
  'urgences': '15507-7',
  'biologie': '11502-2',
  'imagerie': '18748-4',
  'certificat': '89601-9',
  'vaccination': '87273-9',
  'dlu': '74207-2',
  'liaison entree': '88348-8',
  'liaison sortie': '83981-1',
  'courrier': '96349-6',
  'synthese': '60591-5',
  'soins': '11506-3',
  'bilan': '47420-5',
  'autonomie': 'BIL_AUTO',
  'psychologie': '83901-9',
  'projet': '80788-3',
  'plan de soins': '18776-5',
  'social': '28653-4',
};
export const typeWords: readonly (readonly [string, string])[] = Object.entries(words).map(([word, code]) => [word, documentTypes[code]!.label]);

export interface NamedFile {
  /** 15 characters, whose key is yet to be checked. */
  readonly matricule?: string;
  readonly typeCode: string;
  readonly date: CivilDate;
  readonly title: string;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[-\s]+/g, ' ')
    .trim();
const extension = /\.[^.]*$/;
const titleMaximum = 128;

function typeIn(part: string): string | undefined {
  const code = part.trim().toUpperCase();
  if (Object.hasOwn(documentTypes, code)) return isPatientType(code) || isInsurerType(code) ? undefined : code;
  const word = folded(part);
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** The first part, where it has the form of a matricule: even before the rest is known to be well named. */
export const matriculeIn = (file: string): string | undefined => /^[1-8]\d{4}(?:\d{2}|2[AB])\d{8}(?=_| - |\.)/i.exec(file)?.[0].toUpperCase();

export function readName(file: string, today: CivilDate): NamedFile | DropFault {
  const parts = file
    .normalize('NFC')
    .replace(extension, '')
    .split(/_+| - /)
    .map((part) => part.trim());
  const matricule = matriculeIn(file);
  const [type = '', date = '', ...rest] = matricule === undefined ? parts : parts.slice(1);
  const typeCode = typeIn(type);
  if (typeCode === undefined) return 'NOM_SANS_TYPE';
  const on = dateIn(date);
  if (on === undefined) return 'NOM_SANS_DATE';
  if (on > today) return 'DATE_FUTURE';
  const title =
    rest
      .join(' ')
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .trim() || documentTypes[typeCode]!.label;
  if (title.length > titleMaximum) return 'TITRE_TROP_LONG';
  return { typeCode, date: on, title, ...(matricule === undefined ? {} : { matricule }) };
}
