// The sandbox's patients, each with a story. The two patients of the national sample documents bear those documents' identities;
// every matricule is under the test OID with a valid key. What a story says of access (médecin traitant, autorisations, blocages,
// oppositions) is seeded; nothing else is promised by it.

import type { CivilDate } from '@carnet/domain/kernel';
import { type DossierChoices, type RepresentationKind, defaultChoices } from '@carnet/domain/dossier';
import { type IdentityTraits, type Ins, type Matricule, matriculeKey } from '@carnet/domain/identity';
import type { Draw } from './draw.ts';

export interface SeededAutorisation {
  /** Key of a professional, or of a structure for the whole care team. */
  readonly for: string;
  readonly declaredDaysAgo: number;
}

export interface SeededRepresentation {
  readonly key: string;
  readonly kind: RepresentationKind;
  /** Reference of the judgment; a parent needs none. */
  readonly measure?: string;
}

export interface SandboxPatient {
  readonly key: string;
  readonly ins: Ins;
  /** The latest first. */
  readonly formerIns: readonly Ins[];
  readonly traits: IdentityTraits;
  readonly login: string;
  /** Must be changed at first sign-in. */
  readonly password: string;
  readonly email: string;
  readonly story: string;
  /** The patients this person represents, or assists, and by what. */
  readonly actsFor: readonly SeededRepresentation[];
  /** Key of a professional. */
  readonly medecinTraitant?: string;
  readonly autorisations: readonly SeededAutorisation[];
  /** Keys of professionals kept out. */
  readonly blocages: readonly string[];
  readonly choices: DossierChoices;
  readonly life: 'ouvert' | 'ferme';
}

interface PatientSheet {
  readonly key: string;
  readonly birthName: string;
  readonly birthFirstNames: string;
  readonly usedName?: string;
  readonly usedFirstName?: string;
  readonly birthDate: string;
  readonly sexe: 'F' | 'M';
  readonly birthPlaceCog: string;
  /** Of a sample document; absent: drawn from the traits. */
  readonly matricule?: string;
  /** First figure of the matricule where it no longer says the civil sex (a change of civil status keeps the number). */
  readonly matriculeSex?: '1' | '2';
  /** Order numbers of the NIA this person had before, and the legacy INS-C on an old access sheet. */
  readonly formerly?: { readonly nia: string; readonly insC: string };
  readonly story: string;
  readonly actsFor?: readonly SeededRepresentation[];
  readonly medecinTraitant?: string;
  readonly autorisations?: readonly SeededAutorisation[];
  readonly blocages?: readonly string[];
  readonly choices?: Partial<DossierChoices>;
  readonly life?: 'ouvert' | 'ferme';
}

/** Kept from Inès's mother (sandbox/stories.ts). */
export const secretActStory = { patient: 'ines', author: 'sf-roche', daysAgo: 12 } as const;
/** Whom Bernard chose, and for what. */
export const aidantStory = { patient: 'bernard', aidant: 'alix', categories: ['traitement', 'comptes-rendus'], days: 300 } as const;

const sheets: readonly PatientSheet[] = [
  {
    key: 'dominique',
    birthName: 'PAT-TROIS',
    birthFirstNames: 'DOMINIQUE MARIE-LOUISE',
    birthDate: '1979-03-28',
    sexe: 'F',
    birthPlaceCog: '51215',
    matricule: '279035121518989',
    medecinTraitant: 'dr-moreau',
    autorisations: [{ for: 'dr-lefevre', declaredDaysAgo: 20 }],
    story: 'La patiente des documents d’exemple nationaux. Son médecin traitant est le Dr Moreau ; elle a autorisé le Dr Lefevre.',
  },
  {
    key: 'ruth',
    birthName: 'NESSI',
    birthFirstNames: 'RUTH ISABELLE',
    usedName: 'DECOURCY',
    birthDate: '1977-07-14',
    sexe: 'F',
    birthPlaceCog: '75115',
    matricule: '277076322082910',
    medecinTraitant: 'dr-moreau',
    autorisations: [{ for: 'sf-roche', declaredDaysAgo: 60 }],
    actsFor: [{ key: 'leo', kind: 'parent' }],
    story: 'La mère des documents d’exemple nationaux, qui porte un nom d’usage. Suivie par la sage-femme Clémence Roche ; mère de Léo.',
  },
  {
    key: 'camille',
    birthName: 'VASSEUR',
    birthFirstNames: 'CAMILLE JEANNE',
    birthDate: '1988-11-03',
    sexe: 'F',
    birthPlaceCog: '59350',
    medecinTraitant: 'dr-moreau',
    autorisations: [
      { for: 'dr-lefevre', declaredDaysAgo: 400 },
      { for: 'cabinet-soins-rivage', declaredDaysAgo: 10 },
    ],
    story: 'Une adulte : l’autorisation du Dr Lefevre a expiré, toute l’équipe du cabinet du Rivage est autorisée.',
  },
  {
    key: 'leo',
    birthName: 'DECOURCY',
    birthFirstNames: 'LÉO',
    birthDate: '2018-05-21',
    sexe: 'M',
    birthPlaceCog: '75115',
    medecinTraitant: 'dr-moreau',
    story: 'Un enfant de huit ans, fils de Ruth : trop jeune pour un espace à lui, sa mère ouvre son dossier depuis le sien.',
  },
  {
    key: 'ines',
    birthName: 'CHERIF',
    birthFirstNames: 'INÈS SOPHIA',
    birthDate: '2010-02-09',
    sexe: 'F',
    birthPlaceCog: '13055',
    story: 'Une adolescente de seize ans, avec son propre espace : une consultation de la sage-femme Clémence Roche y est, que sa mère ne voit nulle part.',
  },
  {
    key: 'samira',
    birthName: 'CHERIF',
    birthFirstNames: 'SAMIRA',
    birthDate: '1981-09-17',
    sexe: 'F',
    birthPlaceCog: '99352',
    actsFor: [{ key: 'ines', kind: 'parent' }],
    story: 'La mère d’Inès, née à l’étranger : ouvre le dossier de sa fille, sans rien y trouver de ce qui est secret.',
  },
  {
    key: 'marcel',
    birthName: 'ANDREANI',
    birthFirstNames: 'MARCEL ANTOINE',
    birthDate: '1941-12-30',
    sexe: 'M',
    birthPlaceCog: '2A004',
    autorisations: [{ for: 'ide-garnier', declaredDaysAgo: 30 }],
    story: 'Né à Ajaccio (matricule en 2A), sous tutelle de Solange, qui ouvre son dossier ; l’infirmière Lucie Garnier passe chaque jour.',
  },
  {
    key: 'solange',
    birthName: 'ANDREANI',
    birthFirstNames: 'SOLANGE',
    usedName: 'PELISSIER',
    birthDate: '1969-06-05',
    sexe: 'F',
    birthPlaceCog: '2B033',
    actsFor: [{ key: 'marcel', kind: 'tuteur', measure: 'TJ Ajaccio, 12/03/2024, n° 24/00117 (fictif)' }],
    story: 'Tutrice de son père Marcel, née à Bastia (matricule en 2B).',
  },
  {
    key: 'bernard',
    birthName: 'FOURNIER',
    birthFirstNames: 'BERNARD',
    birthDate: '1957-08-19',
    sexe: 'M',
    birthPlaceCog: '44109',
    medecinTraitant: 'dr-moreau',
    story: 'Sous curatelle de Nicole : consent et consulte seul. A choisi Alix comme aidante, pour ses traitements et ses comptes rendus.',
  },
  {
    key: 'nicole',
    birthName: 'FOURNIER',
    birthFirstNames: 'NICOLE',
    usedName: 'AUBRY',
    birthDate: '1960-02-24',
    sexe: 'F',
    birthPlaceCog: '44109',
    actsFor: [{ key: 'bernard', kind: 'curateur', measure: 'TJ Nantes, 05/09/2023, n° 23/00841 (fictif)' }],
    story: 'Curatrice de son frère Bernard : l’assiste, sans accès à son dossier.',
  },
  {
    key: 'odette',
    birthName: 'LEMAIRE',
    birthFirstNames: 'ODETTE',
    birthDate: '1933-01-12',
    sexe: 'F',
    birthPlaceCog: '21231',
    life: 'ferme',
    story: 'Décédée : son dossier est fermé.',
  },
  {
    key: 'jean-1',
    birthName: 'MERCIER',
    birthFirstNames: 'JEAN',
    birthDate: '1972-04-15',
    sexe: 'M',
    birthPlaceCog: '69383',
    medecinTraitant: 'dr-moreau',
    story: 'Homonyme de Jean Mercier : même nom, même jour, même ville, seul le matricule les distingue.',
  },
  { key: 'jean-2', birthName: 'MERCIER', birthFirstNames: 'JEAN', birthDate: '1972-04-15', sexe: 'M', birthPlaceCog: '69383', story: 'L’autre Jean Mercier.' },
  {
    key: 'alix',
    birthName: 'GUILLOT',
    birthFirstNames: 'ALIX MARIE',
    birthDate: '2004-10-08',
    sexe: 'F',
    birthPlaceCog: '35238',
    story: 'Jumelle de Maud, aidante de Bernard.',
  },
  { key: 'maud', birthName: 'GUILLOT', birthFirstNames: 'MAUD MARIE', birthDate: '2004-10-08', sexe: 'F', birthPlaceCog: '35238', story: 'Jumelle d’Alix.' },
  {
    key: 'sacha',
    birthName: 'PERRIN',
    birthFirstNames: 'SACHA',
    birthDate: '1995-03-02',
    sexe: 'F',
    birthPlaceCog: '67482',
    matriculeSex: '1',
    medecinTraitant: 'dr-moreau',
    story: 'A changé de prénom et de sexe à l’état civil : son matricule est resté le même.',
  },
  {
    key: 'roland',
    birthName: 'TESSIER',
    birthFirstNames: 'ROLAND',
    birthDate: '1964-07-27',
    sexe: 'M',
    birthPlaceCog: '97411',
    blocages: ['dr-royer'],
    choices: { opposesBrisDeGlace: true, opposesCentre15: true },
    story: 'Refuse tout accès en urgence et a bloqué le Dr Royer.',
  },
  {
    key: 'hortense',
    birthName: 'DELMAS',
    birthFirstNames: 'HORTENSE',
    birthDate: '1953-06-18',
    sexe: 'F',
    birthPlaceCog: '34172',
    medecinTraitant: 'dr-moreau',
    autorisations: [{ for: 'dr-lefevre', declaredDaysAgo: 15 }],
    story: 'L’Assurance Maladie a versé ses deux ans de remboursements. Son médecin traitant est le Dr Moreau ; elle a autorisé le Dr Lefevre.',
  },
  {
    key: 'amara',
    birthName: 'DIARRA',
    birthFirstNames: 'AMARA',
    birthDate: '1990-06-11',
    sexe: 'F',
    birthPlaceCog: '99335',
    medecinTraitant: 'dr-moreau',
    formerly: { nia: '8900699335417', insC: '0413578625190347761205' },
    story: 'Née à l’étranger : a eu un numéro d’attente (NIA) avant son matricule, et un INS-C sur une ancienne feuille. Chacun mène à son dossier.',
  },
  // Whose stories are played (interfaces/sandbox/stories), and nobody else's.
  {
    key: 'david',
    birthName: 'ROUSSEL',
    birthFirstNames: 'DAVID',
    birthDate: '1946-02-17',
    sexe: 'M',
    birthPlaceCog: '62041',
    medecinTraitant: 'dr-lambert',
    story: 'Vit à l’EHPAD Les Genêts : son histoire se joue, de la chute au retour.',
  },
  {
    key: 'yvette',
    birthName: 'CARON',
    birthFirstNames: 'YVETTE MARIE',
    birthDate: '1938-05-09',
    sexe: 'F',
    birthPlaceCog: '59606',
    medecinTraitant: 'dr-lambert',
    story: 'Vit à l’EHPAD Les Genêts : son histoire se joue, quand sa pochette se perd en route.',
  },
  {
    key: 'marion',
    birthName: 'LEGRAND',
    birthFirstNames: 'MARION',
    birthDate: '1985-09-23',
    sexe: 'F',
    birthPlaceCog: '80021',
    medecinTraitant: 'dr-lambert',
    story: 'Vit au foyer Les Glycines : son histoire se joue, des examens à leurs résultats.',
  },
  {
    key: 'laura',
    birthName: 'BESSON',
    birthFirstNames: 'LAURA',
    birthDate: '1974-12-01',
    sexe: 'F',
    birthPlaceCog: '76540',
    medecinTraitant: 'dr-lambert',
    story: 'Vit chez elle, où plusieurs intervenants se succèdent : ses deux histoires se jouent.',
  },
  {
    key: 'julien',
    birthName: 'AUBERT',
    birthFirstNames: 'JULIEN',
    birthDate: '2016-06-30',
    sexe: 'M',
    birthPlaceCog: '60057',
    medecinTraitant: 'dr-lambert',
    story: 'Un enfant suivi par un SESSAD, qui entre en IME : son histoire se joue.',
  },
  {
    key: 'sandrine',
    birthName: 'AUBERT',
    birthFirstNames: 'SANDRINE',
    birthDate: '1984-03-14',
    sexe: 'F',
    birthPlaceCog: '60057',
    actsFor: [{ key: 'julien', kind: 'parent' }],
    story: 'La mère de Julien : ouvre le dossier de son fils.',
  },
  {
    key: 'charlotte',
    birthName: 'MAILLARD',
    birthFirstNames: 'CHARLOTTE',
    birthDate: '1998-08-05',
    sexe: 'F',
    birthPlaceCog: '02691',
    medecinTraitant: 'dr-lambert',
    story: 'Accompagnée chez elle : son histoire se joue, à la suite d’une vaccination.',
  },
];

const matriculeOf = (sheet: PatientSheet, draw: Draw): Matricule =>
  sheet.matricule === undefined ? drawnMatricule(sheet, draw) : (sheet.matricule as Matricule);

/** Of test range, with its key. */
export function drawnMatricule(sheet: Pick<PatientSheet, 'key' | 'sexe' | 'matriculeSex' | 'birthDate' | 'birthPlaceCog'>, draw: Draw): Matricule {
  const sex = sheet.matriculeSex ?? (sheet.sexe === 'M' ? '1' : '2');
  const [year, month] = sheet.birthDate.split('-');
  const order = String(draw(`matricule:${sheet.key}`, 1, 899)).padStart(3, '0');
  const number = `${sex}${year!.slice(2)}${month!}${sheet.birthPlaceCog}${order}`;
  return `${number}${matriculeKey(number)}` as Matricule;
}

const formerOf = ({ nia, insC }: { readonly nia: string; readonly insC: string }): readonly Ins[] => [
  { matricule: `${nia}${matriculeKey(nia)}` as Matricule, oid: '1.2.250.1.213.1.4.10' },
  { matricule: insC as Matricule, oid: '1.2.250.1.213.1.4.2' },
];

const birds = ['Mesange', 'Alouette', 'Hirondelle', 'Bouvreuil', 'Fauvette', 'Chardonneret', 'Rossignol', 'Sittelle', 'Roitelet', 'Bergeronnette'];
const passwordOf = (key: string, draw: Draw): string =>
  `${birds[draw(`bird:${key}`, 0, birds.length - 1)]!}-${draw(`number:${key}`, 1000, 9999)}-${birds[draw(`other-bird:${key}`, 0, birds.length - 1)]!}`;

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const loginOf = (sheet: PatientSheet): string => {
  const rank = /-(\d)$/.exec(sheet.key)?.[1] ?? '';
  return `${plain(sheet.birthFirstNames.split(' ')[0]!)}.${plain(sheet.birthName).replaceAll(/[^a-z]/g, '')}${rank}`;
};

export const sandboxPatients = (draw: Draw): readonly SandboxPatient[] =>
  sheets.map((sheet) => {
    const login = loginOf(sheet);
    return {
      key: sheet.key,
      ins: { matricule: matriculeOf(sheet, draw), oid: '1.2.250.1.213.1.4.10' },
      formerIns: sheet.formerly === undefined ? [] : formerOf(sheet.formerly),
      traits: {
        birthName: sheet.birthName,
        birthFirstNames: sheet.birthFirstNames,
        birthDate: sheet.birthDate as CivilDate,
        sexe: sheet.sexe,
        birthPlaceCog: sheet.birthPlaceCog,
        ...(sheet.usedName === undefined ? {} : { usedName: sheet.usedName }),
        ...(sheet.usedFirstName === undefined ? {} : { usedFirstName: sheet.usedFirstName }),
      },
      login,
      password: passwordOf(sheet.key, draw),
      email: `${login}@carnet.test`,
      story: sheet.story,
      actsFor: sheet.actsFor ?? [],
      ...(sheet.medecinTraitant === undefined ? {} : { medecinTraitant: sheet.medecinTraitant }),
      autorisations: sheet.autorisations ?? [],
      blocages: sheet.blocages ?? [],
      choices: { ...defaultChoices, ...sheet.choices },
      life: sheet.life ?? 'ouvert',
    };
  });
