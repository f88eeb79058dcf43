// The sandbox's professionals and structures. Those of the national sample documents keep the identifiers those documents bear, so that
// the documents can be deposited as they are; the others have numbers that nobody can have (RPPS 9970…, FINESS of department 99), valid by Luhn.

import type { AuthorityOid, Personnel, Professionnel, ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat, Structure } from '@carnet/domain/identity';
import type { PersonnelRole } from '@carnet/domain/terminology';
import { type Draw, luhnDigit } from './draw.ts';

export interface SandboxStructure extends Structure {
  readonly key: string;
}
export interface SandboxProfessional extends Professionnel {
  readonly key: string;
  readonly professionLabel: string;
  readonly story: string;
  /** Their mailbox of secure health messaging. */
  readonly email: string;
  /** Key of the structure of the card; the others of `structures` are worked in too. */
  readonly cardStructure: string;
}

interface StructureSheet {
  readonly key: string;
  readonly name: string;
  readonly sector: string;
  readonly regulates?: true;
  readonly assuranceMaladie?: true;
  /** Last arc of the OID it numbers its patients under, below the sandbox's own. */
  readonly numbersPatients?: number;
  /** Struct_IdNat of a sample document's structure; absent: drawn. */
  readonly id?: string;
}

const structureSheets: readonly StructureSheet[] = [
  { key: 'clinique-belvedere', id: '1750803447', name: 'Clinique du Belvédère', sector: 'SA01', numbersPatients: 1 },
  { key: 'centre-belvedere', id: '1120456789', name: 'Centre de soins du Belvédère', sector: 'SA05', numbersPatients: 1 },
  { key: 'labo-charmes', id: '1120459876', name: 'Laboratoire des Charmes', sector: 'SA25' },
  { key: 'labo-genetique', id: '1490012345', name: 'Laboratoire de génétique moléculaire', sector: 'SA25' },
  { key: 'radiologie-ambroise', id: '1920008059', name: 'Centre de radiologie Ambroise', sector: 'SA08' },
  { key: 'urgences-nanterre', id: '1137051849', name: 'Urgences de Nanterre', sector: 'SA01', numbersPatients: 2 },
  { key: 'pharmacie-cantons', id: '2801234567', name: 'Pharmacie des Quatre Cantons', sector: 'SA33' },
  { key: 'pharmacie-village', id: '1750512345', name: 'Pharmacie du Village', sector: 'SA33' },
  { key: 'assurance-maladie', id: '318003502400041', name: 'Assurance Maladie (fictive)', sector: 'SA41', assuranceMaladie: true },
  { key: 'caisse-fictive', name: 'Accueil de la caisse primaire fictive', sector: 'SA24' },
  { key: 'ehpad-mimosas', name: 'EHPAD Les Mimosas', sector: 'SA17' },
  { key: 'carnet-exploitation', name: 'Exploitation de Carnet (fictive)', sector: 'SA40' },
  { key: 'hopital-saint-fictif', name: 'Hôpital Saint-Fictif', sector: 'SA01', numbersPatients: 3 },
  { key: 'samu-99', name: 'SAMU 99, centre 15', sector: 'SA01', regulates: true },
  { key: 'cabinet-moreau', name: 'Cabinet du Dr Moreau', sector: 'SA07' },
  { key: 'cabinet-royer', name: 'Cabinet du Dr Royer', sector: 'SA07' },
  { key: 'sante-travail-rivage', name: 'Service de prévention et de santé au travail du Rivage', sector: 'SA07' },
  { key: 'cabinet-soins-rivage', name: 'Cabinet de soins du Rivage', sector: 'SA08' },
  // Of the stories (interfaces/sandbox/stories), and of nobody else.
  { key: 'cabinet-lambert', name: 'Cabinet du Dr Lambert', sector: 'SA07' },
  { key: 'ehpad-genets', name: 'EHPAD Les Genêts', sector: 'SA17' },
  { key: 'foyer-glycines', name: 'Foyer de vie Les Glycines', sector: 'SA16' },
  { key: 'sessad-eveil', name: 'SESSAD L’Éveil', sector: 'SA16' },
  { key: 'ime-tilleuls', name: 'IME Les Tilleuls', sector: 'SA16' },
  { key: 'aide-littoral', name: 'Aide à domicile du Littoral', sector: 'SA18' },
];

interface ProfessionalSheet {
  readonly key: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly profession: string;
  readonly specialty?: string;
  readonly label: string;
  readonly structures: readonly [string, ...string[]];
  /** RPPS of a sample document's author; absent: drawn. */
  readonly rpps?: string;
  readonly story: string;
}

const professionalSheets: readonly ProfessionalSheet[] = [
  {
    key: 'dr-boileau',
    rpps: '01234567897',
    familyName: 'BOILEAU',
    givenName: 'Charles',
    profession: '10',
    specialty: 'SM26',
    label: 'Médecin',
    structures: ['clinique-belvedere', 'centre-belvedere'],
    story: 'Auteur de la plupart des documents d’exemple nationaux. Dépose, sans autorisation de consulter.',
  },
  {
    key: 'dr-camparini',
    rpps: '01234534765',
    familyName: 'CAMPARINI',
    givenName: 'Marcel',
    profession: '10',
    specialty: 'SM03',
    label: 'Médecin',
    structures: ['labo-charmes'],
    story: 'Biologiste, auteur des comptes rendus de biologie d’exemple.',
  },
  {
    key: 'dr-bideault',
    rpps: '01234560801',
    familyName: 'BIDEAULT',
    givenName: 'Jacques',
    profession: '10',
    specialty: 'SM44',
    label: 'Médecin',
    structures: ['radiologie-ambroise'],
    story: 'Radiologue, auteur des comptes rendus d’imagerie d’exemple.',
  },
  {
    key: 'dr-petit',
    rpps: '01234545872',
    familyName: 'PETIT',
    givenName: 'Pierre',
    profession: '10',
    specialty: 'SM26',
    label: 'Médecin',
    structures: ['urgences-nanterre'],
    story: 'Urgentiste, auteur d’une fiche de transfert dont le type n’est pas admis dans le DMP.',
  },
  {
    key: 'dr-martin',
    rpps: '00100200300',
    familyName: 'MARTIN',
    givenName: 'Michel',
    profession: '10',
    specialty: 'SM01',
    label: 'Médecin',
    structures: ['labo-genetique'],
    story: 'Anatomopathologiste, premier auteur des comptes rendus de génétique d’exemple.',
  },
  {
    key: 'dr-bubon',
    rpps: '01101203565',
    familyName: 'BUBON',
    givenName: 'Thierry',
    profession: '10',
    specialty: 'SM01',
    label: 'Médecin',
    structures: ['labo-genetique'],
    story: 'Coauteur des comptes rendus de génétique d’exemple.',
  },
  {
    key: 'ph-didot',
    rpps: '07655473259',
    familyName: 'DIDOT',
    givenName: 'Pierre',
    profession: '21',
    specialty: 'A',
    label: 'Pharmacien',
    structures: ['pharmacie-cantons'],
    story: 'Pharmacien d’officine, auteur des tests rapides d’exemple.',
  },
  {
    key: 'ph-delive',
    rpps: '07505123456',
    familyName: 'DELIVE',
    givenName: 'Pierre',
    profession: '21',
    specialty: 'A',
    label: 'Pharmacien',
    structures: ['pharmacie-village'],
    story: 'Pharmacien d’officine, signataire des ordonnances d’exemple.',
  },
  {
    key: 'dr-moreau',
    familyName: 'MOREAU',
    givenName: 'Hélène',
    profession: '10',
    specialty: 'SM26',
    label: 'Médecin',
    structures: ['cabinet-moreau'],
    story: 'Généraliste dans son cabinet, médecin traitant de Dominique et de plusieurs autres : voit aussi ce qui est masqué.',
  },
  {
    key: 'dr-lefevre',
    familyName: 'LEFEVRE',
    givenName: 'Karim',
    profession: '10',
    specialty: 'SM04',
    label: 'Médecin',
    structures: ['hopital-saint-fictif'],
    story: 'Cardiologue à l’hôpital, autorisé par Dominique : ne trouve pas ce qu’elle masque.',
  },
  {
    key: 'dr-royer',
    familyName: 'ROYER',
    givenName: 'Anne',
    profession: '10',
    specialty: 'SM15',
    label: 'Médecin',
    structures: ['cabinet-royer'],
    story: 'Dermatologue sans lien avec aucun patient : refusée tant que personne ne l’autorise.',
  },
  {
    key: 'dr-valette',
    familyName: 'VALETTE',
    givenName: 'Simon',
    profession: '10',
    specialty: 'SM54',
    label: 'Médecin',
    structures: ['cabinet-royer'],
    story: 'Médecin dont la carte a été déclarée volée, et révoquée : refusée à toutes les portes.',
  },
  {
    key: 'dr-astier',
    familyName: 'ASTIER',
    givenName: 'Nadia',
    profession: '10',
    specialty: 'SM54',
    label: 'Médecin',
    structures: ['samu-99'],
    story: 'Médecin régulateur du centre 15 : ouvre un dossier sans autorisation, sauf si le patient s’y est opposé.',
  },
  {
    key: 'ide-garnier',
    familyName: 'GARNIER',
    givenName: 'Lucie',
    profession: '60',
    label: 'Infirmier',
    structures: ['cabinet-soins-rivage'],
    story: 'Infirmière libérale : sa profession ne lit pas tous les types de documents.',
  },
  {
    key: 'mk-benali',
    familyName: 'BENALI',
    givenName: 'Yanis',
    profession: '70',
    label: 'Masseur-kinésithérapeute',
    structures: ['cabinet-soins-rivage'],
    story: 'Kinésithérapeute du même cabinet que Lucie Garnier.',
  },
  {
    key: 'sf-roche',
    familyName: 'ROCHE',
    givenName: 'Clémence',
    profession: '50',
    label: 'Sage-femme',
    structures: ['hopital-saint-fictif'],
    story: 'Sage-femme à l’hôpital, suit Ruth pendant sa grossesse, et Inès en secret de sa mère.',
  },
  {
    key: 'ide-marin',
    familyName: 'MARIN',
    givenName: 'Salomé',
    profession: '60',
    label: 'Infirmier',
    structures: ['hopital-saint-fictif'],
    story: 'Infirmière à l’hôpital : ouvre un dossier quand le patient a donné son accord à l’équipe de soins.',
  },
  {
    key: 'dr-lacaze',
    familyName: 'LACAZE',
    givenName: 'Denis',
    profession: '10',
    specialty: 'SM25',
    label: 'Médecin',
    structures: ['sante-travail-rivage'],
    story: 'Médecin du travail : n’ouvre un dossier que si le patient lui en donne l’accord exprès, depuis son espace.',
  },
  {
    key: 'dr-lambert',
    familyName: 'LAMBERT',
    givenName: 'Agathe',
    profession: '10',
    specialty: 'SM26',
    label: 'Médecin',
    structures: ['cabinet-lambert'],
    story: 'Généraliste, médecin traitant de David, d’Yvette, de Marion, de Laura, de Julien et de Charlotte, dont les histoires se jouent.',
  },
  {
    key: 'ide-vidal',
    familyName: 'VIDAL',
    givenName: 'Jeanne',
    profession: '60',
    label: 'Infirmier',
    structures: ['ehpad-genets'],
    story: 'Infirmière de l’EHPAD Les Genêts : écrit le document de liaison d’urgence de ses résidents.',
  },
  {
    key: 'dr-navarro',
    familyName: 'NAVARRO',
    givenName: 'Paul',
    profession: '10',
    specialty: 'SM26',
    label: 'Médecin',
    structures: ['hopital-saint-fictif'],
    story: 'Urgentiste à l’hôpital : ouvre un dossier par bris de glace quand la personne ne peut rien dire.',
  },
  {
    key: 'ide-sorel',
    familyName: 'SOREL',
    givenName: 'Mathilde',
    profession: '60',
    label: 'Infirmier',
    structures: ['foyer-glycines'],
    story: 'Infirmière du foyer Les Glycines.',
  },
  {
    key: 'es-brun',
    familyName: 'BRUN',
    givenName: 'Elsa',
    profession: '99',
    label: 'Professionnel social ou médico-social',
    structures: ['foyer-glycines'],
    story: 'Éducatrice du foyer Les Glycines : ne lit que les documents du secteur social et médico-social.',
  },
  {
    key: 'es-perrot',
    familyName: 'PERROT',
    givenName: 'Bruno',
    profession: '99',
    label: 'Professionnel social ou médico-social',
    structures: ['sessad-eveil'],
    story: 'Éducateur du SESSAD L’Éveil, où Julien était suivi.',
  },
  {
    key: 'es-haddad',
    familyName: 'HADDAD',
    givenName: 'Leïla',
    profession: '99',
    label: 'Professionnel social ou médico-social',
    structures: ['ime-tilleuls'],
    story: 'Éducatrice de l’IME Les Tilleuls, où Julien entre.',
  },
  {
    key: 'ad-costa',
    familyName: 'COSTA',
    givenName: 'Rosa',
    profession: '99',
    label: 'Professionnel social ou médico-social',
    structures: ['aide-littoral'],
    story: 'Aide à domicile de Laura : ne lit que les documents du secteur social et médico-social.',
  },
];

/** Whose card the sandbox's authority took back. */
export const revokedKey = 'dr-valette';

export interface SandboxPersonnel extends Personnel {
  readonly key: string;
  readonly professionLabel: string;
  readonly story: string;
  readonly cardStructure: string;
}
interface PersonnelSheet {
  readonly key: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly role: PersonnelRole;
  readonly label: string;
  readonly structure: string;
  readonly story: string;
}
const personnelSheets: readonly PersonnelSheet[] = [
  {
    key: 'sec-marchal',
    familyName: 'MARCHAL',
    givenName: 'Odile',
    role: 'secretariat',
    label: 'Secrétaire médicale',
    structure: 'hopital-saint-fictif',
    story: 'Secrétaire à l’hôpital, avec une carte CPE : déclare l’équipe autorisée et dépose pour elle, ne lit rien.',
  },
  {
    key: 'pilote-saint-fictif',
    familyName: 'DELMAS',
    givenName: 'Victor',
    role: 'pilotage',
    label: 'Pilotage',
    structure: 'hopital-saint-fictif',
    story: 'Pilote le projet à l’hôpital : voit des nombres, jamais une personne.',
  },
  {
    key: 'exploitant-carnet',
    familyName: 'KELLER',
    givenName: 'Agnès',
    role: 'exploitation',
    label: 'Exploitation',
    structure: 'carnet-exploitation',
    story: 'Exploite Carnet : charge la matrice d’habilitation, règle les valeurs, n’ouvre aucun dossier.',
  },
  {
    key: 'controle-carnet',
    familyName: 'BAILLY',
    givenName: 'Solène',
    role: 'controle',
    label: 'Contrôle des accès',
    structure: 'carnet-exploitation',
    story: 'Examine les accès que les patients signalent et ceux qui sortent de l’ordinaire, sans voir ce que contiennent les dossiers.',
  },
  {
    key: 'guichet-caisse',
    familyName: 'THIBAULT',
    givenName: 'Zoé',
    role: 'guichet',
    label: 'Accueil d’une caisse',
    structure: 'caisse-fictive',
    story: 'À l’accueil de la caisse : ouvre un dossier pour qui se présente avec sa carte Vitale et donne son accord, n’en lit aucun.',
  },
  {
    key: 'sec-mimosas',
    familyName: 'GAUDRY',
    givenName: 'Pauline',
    role: 'secretariat',
    label: 'Secrétaire d’établissement',
    structure: 'ehpad-mimosas',
    story: 'Secrétaire de l’EHPAD : recueille l’accord des résidents et ouvre leurs dossiers à partir d’une liste.',
  },
  {
    key: 'identites-carnet',
    familyName: 'MAHIEU',
    givenName: 'Rosa',
    role: 'exploitation',
    label: 'Exploitation, identités',
    structure: 'carnet-exploitation',
    story: 'Exploite Carnet, à la cellule d’identitovigilance : confirme la réunion de deux dossiers que quelqu’un d’autre a proposée.',
  },
];

function structureId(sheet: StructureSheet, draw: Draw): StructIdNat {
  if (sheet.id !== undefined) return sheet.id as StructIdNat;
  const number = `99${String(draw(`finess:${sheet.key}`, 0, 999_999)).padStart(6, '0')}`;
  return `1${number}${luhnDigit(number)}` as StructIdNat;
}
/** Numbers of professionals that nobody can have: how production knows them in a database. */
const sandboxRpps = '9970';
export const sandboxPsIdNat = `8${sandboxRpps}`;
function rppsOf(sheet: ProfessionalSheet, draw: Draw): string {
  if (sheet.rpps !== undefined) return sheet.rpps;
  const number = `${sandboxRpps}${String(draw(`rpps:${sheet.key}`, 0, 999_999)).padStart(6, '0')}`;
  return `${number}${luhnDigit(number)}`;
}

export const sandboxStructures = (draw: Draw): readonly SandboxStructure[] =>
  structureSheets.map((sheet) => ({
    key: sheet.key,
    id: structureId(sheet, draw),
    name: sheet.name,
    sector: sheet.sector,
    active: true,
    ...(sheet.regulates === undefined ? {} : { regulates: sheet.regulates }),
    ...(sheet.assuranceMaladie === undefined ? {} : { assuranceMaladie: sheet.assuranceMaladie }),
    ...(sheet.numbersPatients === undefined ? {} : { identifierAuthority: `2.999.1.250.2.${sheet.numbersPatients}` as AuthorityOid }),
  }));

export function sandboxProfessionals(draw: Draw, structures: readonly SandboxStructure[]): readonly SandboxProfessional[] {
  const idOf = (key: string): StructIdNat => {
    const structure = structures.find((candidate) => candidate.key === key);
    if (structure === undefined) throw new Error(`no structure ${key} in the sandbox`);
    return structure.id;
  };
  return professionalSheets.map((sheet) => ({
    key: sheet.key,
    id: `8${rppsOf(sheet, draw)}` as PsIdNat,
    familyName: sheet.familyName,
    givenName: sheet.givenName,
    profession: sheet.profession as ProfessionCode,
    ...(sheet.specialty === undefined ? {} : { specialty: sheet.specialty as SpecialtyCode }),
    professionLabel: sheet.label,
    structures: sheet.structures.map(idOf),
    cardStructure: sheet.structures[0],
    active: true,
    email: `${sheet.key}@mssante.carnet.test`,
    story: sheet.story,
  }));
}

/** CPE cards: PS_IdNat of type 3, the structure's FINESS and a number of its own. */
export const sandboxPersonnels = (structures: readonly SandboxStructure[]): readonly SandboxPersonnel[] =>
  personnelSheets.map(({ key, familyName, givenName, role, label, structure: structureKey, story }, index) => {
    const structure = structures.find((candidate) => candidate.key === structureKey)!;
    return {
      key,
      id: `3${structure.id.slice(1)}/${String(index + 1).padStart(6, '0')}` as PsIdNat,
      familyName,
      givenName,
      role,
      structure: structure.id,
      professionLabel: label,
      cardStructure: structureKey,
      active: true,
      story,
    };
  });
