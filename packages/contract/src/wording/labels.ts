// Labels the server puts beside a code, in the caller's language: professions, types and classes of document, words of a reading view.
// French labels of types come from the domain's table; everything else is here. Never a bare code on a screen.

import { type PersonnelRole, classOfType, documentClasses, documentTypes, lotSignatureType } from '@carnet/domain/terminology';
import type { Bilingual, LabelLanguage } from './labels-bilingual.ts';
import { professions, specialties, specialtiesThatName, unknownProfession } from './labels-professions.ts';
import { classesInEnglish, typesInEnglish } from './labels-types.ts';

export type { Bilingual, LabelLanguage } from './labels-bilingual.ts';

/** `Médecin généraliste`, `Médecin, cardiologie et maladies vasculaires`, `Infirmier`. */
export function professionLabel(language: LabelLanguage, profession: string, specialty?: string): string {
  const naming = specialty === undefined ? undefined : specialtiesThatName[specialty];
  if (naming !== undefined) return naming[language];
  const name = (professions[profession] ?? unknownProfession)[language];
  const knowHow = specialty === undefined ? undefined : specialties[specialty]?.[language];
  return knowHow === undefined ? name : `${name}, ${knowHow}`;
}

/** Holders of a CPE card, by what they do in their structure. */
export const personnelLabels: Readonly<Record<PersonnelRole, Bilingual>> = {
  secretariat: { fr: 'Secrétariat', en: 'Secretary' },
  pilotage: { fr: 'Pilotage de la structure', en: 'Steering of the structure' },
  exploitation: { fr: 'Exploitation de Carnet', en: 'Operation of Carnet' },
  controle: { fr: 'Contrôle des accès', en: 'Review of accesses' },
  guichet: { fr: 'Accueil d’une caisse', en: 'Counter of a caisse' },
};

/** Reads the author's specialty of XDS metadata (JDV_J01): `G15_10/SM26`, `G15_60`. Undefined: not a code of a profession. */
export function authorSpecialtyLabel(language: LabelLanguage, code: string): string | undefined {
  const parts = /^G15_(\d{2})(?:\/([A-Z]{2,3}\d{2}))?$/.exec(code);
  return parts === null ? undefined : professionLabel(language, parts[1]!, parts[2]);
}

const unknownType: Bilingual = { fr: 'Document', en: 'Document' };
/** Met in the journal only: no list has it. */
const lotSignature: Bilingual = { fr: 'Signature d’un envoi', en: 'Signature of a submission' };
const hasOwn = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

export function typeLabel(language: LabelLanguage, typeCode: string): string {
  if (typeCode === lotSignatureType) return lotSignature[language];
  const french = hasOwn(documentTypes, typeCode)?.label ?? unknownType.fr;
  return language === 'fr' ? french : (hasOwn(typesInEnglish, typeCode) ?? french);
}

/** The class is derived from the type; a type outside the table has no class. */
export function classLabel(language: LabelLanguage, typeCode: string): string {
  return classCodeLabel(language, classOfType(typeCode) ?? '');
}

/** The class by its own code. */
export const classCodeLabel = (language: LabelLanguage, code: string): string =>
  hasOwn<string>(language === 'fr' ? documentClasses : classesInEnglish, code) ?? unknownType[language];

export { type ReadingLabel, copyWording, readingLabels } from './labels-reading.ts';
