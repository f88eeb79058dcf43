// The patient app's words: of one's own record, and of somebody else's, where the sentences that say "your record" are replaced. Easy French
// stands over French, sentence by sentence. Each volume of them is fetched with the pages that say it.

import type { patientAccesses } from './fr/patient-accesses.ts';
import type { patient as frenchFirst } from './fr/patient.ts';
import type { account } from './fr/volumes/account.ts';
import type { documents } from './fr/volumes/documents.ts';
import type { health } from './fr/volumes/health.ts';
import type { opening } from './fr/volumes/opening.ts';
import type { preferences } from './fr/volumes/preferences.ts';
import type { record } from './fr/volumes/record.ts';
import type { rights } from './fr/volumes/rights.ts';
import { type Book, bookOf } from './book.ts';
import { type Catalogue, wordsOf } from './language.tsx';
import { type Some, over } from './over.ts';
import { typeset } from './typeset.ts';
import type { Widen } from './widen.ts';

export type FirstPatientWords = Widen<typeof frenchFirst>;
export type PatientWords = FirstPatientWords &
  Widen<typeof account> &
  Widen<typeof documents> &
  Widen<typeof health> &
  Widen<typeof opening> &
  Widen<typeof patientAccesses> &
  Widen<typeof preferences> &
  Widen<typeof record> &
  Widen<typeof rights>;
/** What is said otherwise: of somebody else's record, or in easy French. */
export type SomePatientWords = { readonly [Key in keyof PatientWords]?: Some<PatientWords[Key]> };

/** Which words each volume holds beside the first. A route names the volumes its pages say; a test reads the pages. */
export const volumes = {
  account: ['signIn', 'myAccount'],
  accesses: ['accesses', 'hidden', 'seeAs', 'inEmergency', 'journal'],
  documents: ['documents', 'misfiled', 'binders', 'compare'],
  health: ['measures', 'reminders'],
  opening: ['opening', 'opposition', 'closing', 'passkeys'],
  preferences: ['preferences', 'devices'],
  record: ['family', 'card', 'share', 'services', 'export'],
  rights: ['rights', 'reports'],
} as const satisfies Readonly<Record<string, readonly (keyof PatientWords)[]>>;
export type Volume = keyof typeof volumes;
type Said = '' | Volume;
type Loads = Readonly<Record<Said, () => Promise<object>>>;

const french: Loads = {
  '': async () => (await import('./fr/patient.ts')).patient,
  'account': async () => (await import('./fr/volumes/account.ts')).account,
  'accesses': async () => (await import('./fr/patient-accesses.ts')).patientAccesses,
  'documents': async () => (await import('./fr/volumes/documents.ts')).documents,
  'health': async () => (await import('./fr/volumes/health.ts')).health,
  'opening': async () => (await import('./fr/volumes/opening.ts')).opening,
  'preferences': async () => (await import('./fr/volumes/preferences.ts')).preferences,
  'record': async () => (await import('./fr/volumes/record.ts')).record,
  'rights': async () => (await import('./fr/volumes/rights.ts')).rights,
};
const easy: Loads = {
  '': async () => (await import('./fr-simple/patient.ts')).patient,
  'account': async () => (await import('./fr-simple/volumes/account.ts')).account,
  'accesses': async () => (await import('./fr-simple/volumes/accesses.ts')).easyAccesses,
  'documents': async () => (await import('./fr-simple/volumes/documents.ts')).documents,
  'health': async () => (await import('./fr-simple/volumes/health.ts')).health,
  'opening': async () => (await import('./fr-simple/volumes/opening.ts')).opening,
  'preferences': async () => (await import('./fr-simple/volumes/preferences.ts')).preferences,
  'record': async () => (await import('./fr-simple/volumes/record.ts')).record,
  'rights': async () => (await import('./fr-simple/volumes/rights.ts')).rights,
};
const english: Loads = {
  '': async () => (await import('./en/patient.ts')).patient,
  'account': async () => (await import('./en/volumes/account.ts')).account,
  'accesses': async () => (await import('./en/patient-accesses.ts')).patientAccesses,
  'documents': async () => (await import('./en/volumes/documents.ts')).documents,
  'health': async () => (await import('./en/volumes/health.ts')).health,
  'opening': async () => (await import('./en/volumes/opening.ts')).opening,
  'preferences': async () => (await import('./en/volumes/preferences.ts')).preferences,
  'record': async () => (await import('./en/volumes/record.ts')).record,
  'rights': async () => (await import('./en/volumes/rights.ts')).rights,
};
const frenchOther = async (): Promise<SomePatientWords> => (await import('./fr/patient-other.ts')).patientOther;
const easyOther = async (): Promise<SomePatientWords> => (await import('./fr-simple/patient-other.ts')).patientOther;
const englishOther = async (): Promise<SomePatientWords> => (await import('./en/patient-other.ts')).patientOther;

/** Each volume of the first words, under what the others say otherwise of the same keys. */
const book = (layers: readonly ((said: Said) => Promise<object>)[], finish: (words: object) => object = (words) => words): Book<PatientWords> => {
  const load = (said: Said) => async (): Promise<object> => {
    const [base, ...otherwise] = await Promise.all(layers.map((layer) => layer(said)));
    const keys = Object.keys(base!);
    return finish(
      otherwise.reduce((words, part) => over<object>(words, Object.fromEntries(Object.entries(part).filter(([key]) => keys.includes(key)))), base!),
    );
  };
  return bookOf(load(''), Object.fromEntries(Object.entries(volumes).map(([name, says]) => [name, { says, load: load(name as Volume) }])));
};

export const ownCatalogue: Catalogue<PatientWords> = {
  'fr': book([(said) => french[said]()], typeset),
  'fr-simple': book([(said) => french[said](), (said) => easy[said]()], typeset),
  'en': book([(said) => english[said]()]),
};
export const otherCatalogue: Catalogue<PatientWords> = {
  'fr': book([(said) => french[said](), frenchOther], typeset),
  'fr-simple': book([(said) => french[said](), (said) => easy[said](), frenchOther, easyOther], typeset),
  'en': book([(said) => english[said](), englishOther]),
};
export const useWords = wordsOf<PatientWords>();
