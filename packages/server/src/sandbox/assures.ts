// The sandbox's people whom the insurer covers and who have no record yet: adults of listed regimes, one whom the insurer reaches by letter
// only, one of a regime that Carnet does not serve, a minor attached to her mother, one who opposed. Every patient is covered too.

import type { Regime } from '@carnet/domain/dossier';
import type { IdentityTraits, Ins } from '@carnet/domain/identity';
import type { CivilDate } from '@carnet/domain/kernel';
import type { Draw } from './draw.ts';
import { drawnMatricule } from './patients.ts';

export interface SandboxAssure {
  readonly key: string;
  readonly ins: Ins;
  readonly traits: IdentityTraits;
  readonly regime: Regime;
  /** Absent: reached by letter. */
  readonly email?: string;
  readonly address?: { readonly lines: readonly string[]; readonly postalCode: string; readonly city: string };
  /** Keys of assurés they are covered through. */
  readonly attachedTo: readonly string[];
  readonly opposed: boolean;
  readonly story: string;
}

interface Sheet {
  readonly key: string;
  readonly birthName: string;
  readonly birthFirstNames: string;
  readonly birthDate: string;
  readonly sexe: 'F' | 'M';
  readonly birthPlaceCog: string;
  readonly regime?: Regime;
  readonly address?: SandboxAssure['address'];
  readonly attachedTo?: readonly string[];
  readonly opposed?: true;
  readonly story: string;
}

/** They live in the EHPAD Les Mimosas, where their mail comes too. */
const resident = (key: string, birthName: string, birthFirstNames: string, birthDate: string, sexe: 'F' | 'M', birthPlaceCog: string): Sheet => ({
  key,
  birthName,
  birthFirstNames,
  birthDate,
  sexe,
  birthPlaceCog,
  address: { lines: ['EHPAD Les Mimosas (fictif)', '4 allée des Mimosas'], postalCode: '99000', city: 'VILLE-FICTIVE' },
  story: 'Réside à l’EHPAD Les Mimosas, sans dossier.',
});

const sheets: readonly Sheet[] = [
  {
    key: 'nadege',
    birthName: 'LACROIX',
    birthFirstNames: 'NADÈGE',
    birthDate: '1986-05-12',
    sexe: 'F',
    birthPlaceCog: '31555',
    story: 'Assurée du régime général, sans dossier : l’ouvre en ligne.',
  },
  {
    key: 'mila',
    birthName: 'LACROIX',
    birthFirstNames: 'MILA',
    birthDate: '2019-09-30',
    sexe: 'F',
    birthPlaceCog: '31555',
    attachedTo: ['nadege'],
    story: 'Fille de Nadège, sur sa carte Vitale : son dossier s’ouvre par sa mère.',
  },
  {
    key: 'gaspard',
    birthName: 'ROUSSEL',
    birthFirstNames: 'GASPARD LOUIS',
    birthDate: '1974-01-22',
    sexe: 'M',
    birthPlaceCog: '33063',
    story: 'Assuré du régime général, sans dossier.',
  },
  {
    key: 'yvonne',
    birthName: 'KERVELLA',
    birthFirstNames: 'YVONNE ANNE',
    birthDate: '1938-03-03',
    sexe: 'F',
    birthPlaceCog: '29019',
    regime: 'enim',
    address: { lines: ['Résidence du Phare fictif', '12 quai des Essais'], postalCode: '29200', city: 'BREST' },
    story: 'Assurée de l’ENIM, sans adresse électronique : informée par lettre.',
  },
  {
    key: 'etienne',
    birthName: 'MAGNIN',
    birthFirstNames: 'ÉTIENNE',
    birthDate: '1951-10-17',
    sexe: 'M',
    birthPlaceCog: '25056',
    regime: 'cavimac',
    story: 'Assuré de la Cavimac, sans dossier.',
  },
  {
    key: 'fatou',
    birthName: 'DIALLO',
    birthFirstNames: 'FATOU',
    birthDate: '1992-12-08',
    sexe: 'F',
    birthPlaceCog: '99335',
    regime: 'mnh',
    story: 'Assurée de la MNH, née à l’étranger, sans dossier.',
  },
  {
    key: 'quentin',
    birthName: 'PAOLI',
    birthFirstNames: 'QUENTIN',
    birthDate: '2003-06-25',
    sexe: 'M',
    birthPlaceCog: '2B033',
    regime: 'lmde',
    story: 'Étudiant assuré par la LMDE, né à Bastia, sans dossier.',
  },
  {
    key: 'rene',
    birthName: 'SZYMANSKI',
    birthFirstNames: 'RENÉ JOSEPH',
    birthDate: '1947-02-11',
    sexe: 'M',
    birthPlaceCog: '62498',
    regime: 'canssm',
    story: 'Ancien mineur, assuré de la CANSSM, sans dossier.',
  },
  {
    key: 'claire',
    birthName: 'AMSELLEM',
    birthFirstNames: 'CLAIRE ESTHER',
    birthDate: '1968-08-29',
    sexe: 'F',
    birthPlaceCog: '75111',
    regime: 'mgp',
    story: 'Assurée de la MGP, sans dossier.',
  },
  {
    key: 'bastien',
    birthName: 'VIDAL',
    birthFirstNames: 'BASTIEN',
    birthDate: '1990-04-04',
    sexe: 'M',
    birthPlaceCog: '81004',
    regime: 'msa',
    story: 'Exploitant agricole, assuré de la MSA, que Carnet ne sert pas encore.',
  },
  {
    key: 'ludivine',
    birthName: 'CHARPENTIER',
    birthFirstNames: 'LUDIVINE',
    birthDate: '1979-11-19',
    sexe: 'F',
    birthPlaceCog: '45234',
    opposed: true,
    story: 'S’est opposée à l’ouverture de son dossier : rien ne l’ouvre sans elle.',
  },
  {
    key: 'honore',
    birthName: 'BELLEROSE',
    birthFirstNames: 'HONORÉ',
    birthDate: '1962-07-07',
    sexe: 'M',
    birthPlaceCog: '97209',
    story: 'Assuré du régime général, né à Fort-de-France, sans dossier.',
  },
  {
    key: 'noe',
    birthName: 'VASSEUR',
    birthFirstNames: 'NOÉ',
    birthDate: '2026-10-28',
    sexe: 'M',
    birthPlaceCog: '59350',
    attachedTo: ['camille', 'sacha'],
    story: 'Nouveau-né, rattaché à ses deux parents, Camille et Sacha : l’une ou l’autre ouvre son dossier, les deux le représentent.',
  },
  {
    key: 'nino',
    birthName: 'VASSEUR',
    birthFirstNames: 'NINO',
    birthDate: '2017-04-18',
    sexe: 'M',
    birthPlaceCog: '59350',
    attachedTo: ['camille', 'sacha'],
    story: 'Frère aîné de Noé, sans dossier.',
  },
  {
    key: 'pascal',
    birthName: 'DECOURCY',
    birthFirstNames: 'PASCAL HENRI',
    birthDate: '1975-01-30',
    sexe: 'M',
    birthPlaceCog: '75115',
    attachedTo: ['ruth'],
    story: 'Mari de Ruth, couvert par elle : adulte, il a son propre dossier et son propre accès quand il le demande.',
  },
  resident('simone', 'BRUGUIERE', 'SIMONE LÉA', '1934-06-02', 'F', '34172'),
  resident('albert', 'CHAUVIN', 'ALBERT', '1931-12-11', 'M', '53130'),
  resident('germaine', 'OLIVIER', 'GERMAINE ROSE', '1937-09-24', 'F', '83137'),
  resident('raymond', 'DUBREUIL', 'RAYMOND', '1936-02-27', 'M', '86194'),
  resident('huguette', 'SALOMON', 'HUGUETTE', '1933-03-19', 'F', '54395'),
  resident('fernand', 'LEBLOND', 'FERNAND JULES', '1930-08-08', 'M', '76540'),
  resident('colette', 'MARCHETTI', 'COLETTE', '1939-05-15', 'F', '06088'),
  resident('gisele', 'ROUVIER', 'GISÈLE', '1935-10-04', 'F', '30189'),
];

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export const sandboxAssures = (draw: Draw): readonly SandboxAssure[] =>
  sheets.map(({ key, birthName, birthFirstNames, birthDate, sexe, birthPlaceCog, regime = 'general', address, attachedTo = [], opposed = false, story }) => ({
    key,
    ins: { matricule: drawnMatricule({ key, sexe, birthDate, birthPlaceCog }, draw), oid: '1.2.250.1.213.1.4.10' },
    traits: { birthName, birthFirstNames, birthDate: birthDate as CivilDate, sexe, birthPlaceCog },
    regime,
    ...(address === undefined ? {} : { address }),
    ...(address !== undefined || attachedTo.length > 0 ? {} : { email: `${plain(birthFirstNames.split(' ')[0]!)}.${plain(birthName)}@carnet.test` }),
    attachedTo,
    opposed,
    story,
  }));
