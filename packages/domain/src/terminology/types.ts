// The types of document the DMP accepts, the class each belongs to, and the space it is shown in.
// Facts: ASS_X16-CorrespondanceType-Classe-DMP, version of 23/02/2024; labels of JDV_J07 (27/09/2024). Spaces are Carnet's (features A030).

export const loincSystem = '2.16.840.1.113883.6.1';
/** ICD-10 (CIM-10), diseases. */
export const icd10System = '2.16.840.1.113883.6.3';
/** ATC, substances of medicines. */
export const atcSystem = '2.16.840.1.113883.6.73';
/** TRE_A05, complementary types of document. */
export const complementaryTypeSystem = '1.2.250.1.213.1.1.4.12';
/** TRE_A03, classes of document. */
export const classSystem = '1.2.250.1.213.1.1.4.1';

export const documentClasses = {
  '10': 'Compte rendu',
  '11': 'Synthèse',
  '31': 'Imagerie médicale',
  '42': 'Prescription',
  '43': 'Dispensation',
  '44': 'Plan de soins, protocole de soins',
  '45': 'Traitement administré',
  '52': 'Certificat, déclaration',
  '60': 'Données de remboursement',
  '90': 'Autres documents déposés par le patient',
  '95': 'Document de gestion',
} as const;
export type ClassCode = keyof typeof documentClasses;

interface DocumentType {
  readonly label: string;
  readonly classCode: ClassCode;
}

export const documentTypes: Readonly<Record<string, DocumentType>> = {
  'AUTORIS-SOINS': { label: 'Autorisation de soins et actes non usuels sanitaires', classCode: '95' },
  'ATTEST-RESID': { label: 'Attestation de résidence', classCode: '95' },
  'ATTEST-DROITS-AM': { label: 'Attestation de droits à l’assurance maladie', classCode: '95' },
  'ATTEST-ASS-COMPL': { label: 'Attestation assurance complémentaire', classCode: '95' },
  'ATTEST-HEBGT': { label: 'Attestation d’hébergement', classCode: '95' },
  'BIL_AUTO': { label: 'CR de bilan d’évaluation de la perte d’autonomie', classCode: '10' },
  'CERT_DECL': { label: 'Certificat, déclaration', classCode: '52' },
  'DISP_AUT': { label: 'Dispensation (autre)', classCode: '43' },
  'EXPPAT_1': { label: 'Volontés et droits du patient', classCode: '90' },
  'EXPPAT_2': { label: 'Autre document du patient', classCode: '90' },
  'EXPPAT_3': { label: 'Directives anticipées', classCode: '90' },
  'IMG-KOS': { label: 'Reference d’objets d’un examen d’imagerie', classCode: '31' },
  'PROT_ALD': { label: 'Protocole de soins ALD', classCode: '44' },
  'REMB': { label: 'Données de remboursement', classCode: '60' },
  'SYNTH': { label: 'Synthèse', classCode: '11' },
  'DOCPAT01': { label: 'Synthèse déposée par le patient', classCode: '11' },
  'DOCPAT02': { label: 'Traitement ou document de soins déposé par le patient', classCode: '42' },
  'DOCPAT03': { label: 'CR déposé par le patient', classCode: '10' },
  'DOCPAT04': { label: 'Imagerie déposée par le patient', classCode: '31' },
  'DOCPAT05': { label: 'CR de biologie déposé par le patient', classCode: '10' },
  'DOCPAT06': { label: 'CR de prévention déposé par le patient', classCode: '10' },
  'DOCPAT07': { label: 'Certificat déposé par le patient', classCode: '52' },
  'DOCPAT08': { label: 'Profil médical Mon espace santé', classCode: '11' },
  'DOCPAT09': { label: 'Document administratif déposé par le patient', classCode: '95' },
  'PRESC-AAT': { label: 'Prescription arrêt de travail', classCode: '42' },
  'PRESC-BIO': { label: 'Prescription d’actes de biologie médicale', classCode: '42' },
  'PRESC-KINE': { label: 'Prescription d’actes de kinésithérapie', classCode: '42' },
  'PRESC-INF': { label: 'Prescription d’actes infirmiers', classCode: '42' },
  'PRESC-PEDI': { label: 'Prescription d’actes de pédicurie', classCode: '42' },
  'PRESC-ORTHOPHO': { label: 'Prescription d’actes d’orthophonie', classCode: '42' },
  'PRESC-ORTHOPTIE': { label: 'Prescription d’actes d’orthoptie', classCode: '42' },
  '11369-6': { label: 'Historique des vaccinations', classCode: '52' },
  '11488-4': { label: 'CR ou fiche de consultation ou de visite', classCode: '10' },
  '11490-0': { label: 'Lettre de liaison à la sortie d’un établissement de soins', classCode: '10' },
  '11502-2': { label: 'CR d’examens biologiques', classCode: '10' },
  '11505-5': { label: 'CR d’acte thérapeutique (autre)', classCode: '10' },
  '11506-3': { label: 'CR ou fiche de suivi de soins par auxiliaire médical', classCode: '10' },
  '15507-7': { label: 'CR de passage aux urgences', classCode: '10' },
  '15508-5': { label: 'CR d’accouchement', classCode: '10' },
  '18748-4': { label: 'CR d’imagerie médicale', classCode: '31' },
  '18761-7': { label: 'Note de transfert (dont lettre de liaison à l’entrée en établissement de soins)', classCode: '11' },
  '18776-5': { label: 'Plan personnalisé de soins', classCode: '44' },
  '28653-4': { label: 'Document du secteur social / médico-social', classCode: '10' },
  '29274-8': { label: 'Mesures de signes vitaux', classCode: '10' },
  '34112-3': { label: 'CR hospitalier (séjour)', classCode: '10' },
  '34133-9': { label: 'Synthèse d’épisode de soins', classCode: '11' },
  '34749-2': { label: 'CR de consultation pré-anesthésique', classCode: '10' },
  '34794-8': { label: 'CR de réunion de concertation pluridisciplinaire', classCode: '10' },
  '34842-5': { label: 'Grille d’évaluation médico-social', classCode: '11' },
  '34874-8': { label: 'CR opératoire', classCode: '10' },
  '34875-5': { label: 'Évaluation postopératoire et note de suivi', classCode: '10' },
  '47420-5': { label: 'CR de bilan fonctionnel', classCode: '10' },
  '52040-3': { label: 'Document encapsulant une image d’illustration non DICOM', classCode: '31' },
  '51969-4': { label: 'CR de génétique moléculaire', classCode: '10' },
  '55115-0': { label: 'Demande d’actes d’imagerie', classCode: '42' },
  '56445-0': { label: 'Bilan médicamenteux (Officine)', classCode: '11' },
  '57057-2': { label: 'Synthèse Salle de Naissance Mère', classCode: '11' },
  '57055-6': { label: 'Synthèse antepartum', classCode: '11' },
  '57075-4': { label: 'Synthèse Salle de Naissance Enfant', classCode: '11' },
  '57828-6': { label: 'Prescription (autre)', classCode: '42' },
  '57832-8': { label: 'Prescription de soins', classCode: '42' },
  '57833-6': { label: 'Prescription de produits de santé', classCode: '42' },
  '59283-2': { label: 'CR d’examen de l’enfant', classCode: '10' },
  '59284-0': { label: 'Attestation de consentement', classCode: '95' },
  '60568-3': { label: 'CR d’anatomie et de cytologie pathologiques', classCode: '10' },
  '60591-5': { label: 'Synthèse médicale', classCode: '11' },
  '60593-1': { label: 'Dispensation médicamenteuse', classCode: '43' },
  '61357-0': { label: 'Intervention pharmaceutique', classCode: '42' },
  '67851-6': { label: 'CR d’admission', classCode: '10' },
  '68599-0': { label: 'Synthèse psychiatrique', classCode: '11' },
  '68817-6': { label: 'Bilan de santé et de prévention de l’enfant', classCode: '11' },
  '70004-7': { label: 'CR d’acte diagnostique (autre)', classCode: '10' },
  '74207-2': { label: 'Document de liaison d’urgence', classCode: '11' },
  '74465-6': { label: 'Questionnaire patient', classCode: '90' },
  '75468-9': { label: 'Renouvellement ordonnance par pharmacien correspondant', classCode: '42' },
  '75482-0': { label: 'CR d’acte thérapeutique à visée préventive', classCode: '10' },
  '75492-9': { label: 'CR d’acte diagnostique à visée préventive ou de dépistage', classCode: '10' },
  '75496-0': { label: 'Demande d’acte de télémédecine', classCode: '10' },
  '77436-4': { label: 'CR d’anesthésie', classCode: '10' },
  '77604-7': { label: 'Planification thérapeutique', classCode: '44' },
  '78489-2': { label: 'Synthèse Enfant en Maternité', classCode: '11' },
  '78513-9': { label: 'CR de consultation en ophtalmologie', classCode: '10' },
  '78601-2': { label: 'CR d’entretien pharmaceutique', classCode: '10' },
  '80565-5': { label: 'CR d’administration de médicaments', classCode: '45' },
  '80771-9': { label: 'Projet d’accueil individualisé', classCode: '44' },
  '80788-3': { label: 'Projet personnalisé d’accompagnement', classCode: '44' },
  '80820-4': { label: 'Formulaire de conciliation médicamenteuse (Hôpital)', classCode: '11' },
  '83836-7': { label: 'Schéma dentaire', classCode: '11' },
  '83869-8': { label: 'Plan personnalisé de prévention', classCode: '44' },
  '83901-9': { label: 'Bilan psychologique', classCode: '11' },
  '83981-1': { label: 'Lettre de liaison à la sortie d’une structure sociale ou médico-sociale', classCode: '10' },
  '85208-7': { label: 'CR de télémédecine', classCode: '10' },
  '86531-1': { label: 'Attestation de sortie', classCode: '95' },
  '87273-9': { label: 'Note de vaccination', classCode: '52' },
  '88348-8': { label: 'Lettre de liaison d’entrée en structure sociale ou médico-sociale', classCode: '11' },
  '89235-6': { label: 'Synthèse Suites de Couches Mère', classCode: '11' },
  '89601-9': { label: 'Certificat médical', classCode: '52' },
  '93024-8': { label: 'CR de consultation pharmaceutique', classCode: '10' },
  '96349-6': { label: 'Lettre d’adressage', classCode: '10' },
  '96173-0': { label: 'Test rapide d’orientation diagnostique', classCode: '52' },
  '96874-3': { label: 'COVID-19 Attestation de vaccination', classCode: '52' },
};

/** The nine spaces, in the order they are shown (features A030). */
export const spaces = [
  'synthese',
  'traitement',
  'analyses',
  'imagerie',
  'comptes-rendus',
  'prevention',
  'certificats',
  'remboursements',
  'espace-personnel',
] as const;
export type Space = (typeof spaces)[number];

const spaceOfType: Readonly<Record<string, Space>> = {
  '11502-2': 'analyses',
  '60568-3': 'analyses',
  '51969-4': 'analyses',
  '96173-0': 'analyses',
  '75482-0': 'prevention',
  '75492-9': 'prevention',
  '59283-2': 'prevention',
  '83869-8': 'prevention',
  '68817-6': 'prevention',
  '11369-6': 'prevention',
  '87273-9': 'prevention',
  '96874-3': 'prevention',
};
const spaceOfClass: Readonly<Record<ClassCode, Space>> = {
  '10': 'comptes-rendus',
  '11': 'synthese',
  '31': 'imagerie',
  '42': 'traitement',
  '43': 'traitement',
  '44': 'traitement',
  '45': 'traitement',
  '52': 'certificats',
  '60': 'remboursements',
  '90': 'espace-personnel',
  '95': 'espace-personnel',
};

/** The class derived from the type (ASS_X16); undefined: the DMP does not take this type. */
export const classOfType = (typeCode: string): ClassCode | undefined =>
  Object.hasOwn(documentTypes, typeCode) ? documentTypes[typeCode]!.classCode : undefined;

/**
 * The signature of a submission set (docs/sources.md §2.2): kept and linked like a document, but not one for people. It is in no class of the
 * DMP and in no row of the habilitation matrix; its author and the médecin traitant see it, being masked to all others and to the patient.
 */
export const lotSignatureType = 'E1762';
export const lotSignatureClass = 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1';

/** Code system of a type: LOINC where the code has LOINC's shape, TRE_A05 otherwise. */
export const systemOfType = (typeCode: string): string => (/^\d+-\d$/.test(typeCode) ? loincSystem : complementaryTypeSystem);

/** Types a patient deposits: DOCPAT*, EXPPAT* and class 90. */
export const isPatientType = (typeCode: string): boolean => typeCode.startsWith('DOCPAT') || typeCode.startsWith('EXPPAT') || classOfType(typeCode) === '90';

/** The history of reimbursements. */
export const reimbursementTypes: readonly string[] = Object.keys(documentTypes).filter((typeCode) => classOfType(typeCode) === '60');

/** What the health insurance writes: reimbursements and its own attestation (L.1111-15 CSP). */
export const isInsurerType = (typeCode: string): boolean => reimbursementTypes.includes(typeCode) || typeCode === 'ATTEST-DROITS-AM';

/** Where a document is shown. What the patient deposited is shown in the patient's own space (features A032). */
export function spaceOf(typeCode: string): Space {
  const own = spaceOfType[typeCode];
  if (isPatientType(typeCode)) return 'espace-personnel';
  if (own !== undefined) return own;
  const classCode = classOfType(typeCode);
  return classCode === undefined ? 'espace-personnel' : spaceOfClass[classCode];
}

const typesBySpace: Readonly<Record<string, readonly string[] | undefined>> = Object.groupBy(Object.keys(documentTypes), spaceOf);

/** Every type shown in a space: how a list of that space is asked of the database. */
export const typesOfSpace = (space: Space): readonly string[] => typesBySpace[space] ?? [];
