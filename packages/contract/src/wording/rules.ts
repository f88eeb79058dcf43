// What each rule of access says, in one sentence a patient or an integrator can read. Used by `npm run explain` and docs/rules.md;
// what a refused caller reads is another text, since it must not tell more than they may know.

import type { AccessRefusalCode } from '@carnet/domain/kernel';
import type { Bilingual } from './labels-bilingual.ts';

export const ruleSentences: Readonly<Record<AccessRefusalCode, Bilingual>> = {
  ACTEUR_INTERDIT: {
    fr: 'On n’entre que dans son dossier, ou dans celui où la loi ou le patient vous donne une place. Une curatelle n’en donne aucune, une tutelle ou l’autorité parentale jusqu’à leur terme, un héritier si le défunt n’a pas refusé. L’assurance maladie, le pilotage et l’exploitation ne lisent jamais un dossier.',
    en: 'One enters one’s own record, or one where the law or the patient gives a place. A curatelle gives none, a tutelle or parental authority until their term, an heir if the deceased did not refuse. The health insurance, those who steer and those who operate never read a record.',
  },
  AUTHENTIFICATION_INSUFFISANTE: {
    fr: 'La preuve d’identité donnée ne suffit pas : une personne donne son mot de passe et un code à usage unique, une structure et un secrétariat ne consultent jamais, un accès indirect n’alimente pas.',
    en: 'The proof of identity is too weak: a person gives a password and a one-time code, a structure and a secretariat never consult, an indirect access never feeds.',
  },
  STRUCTURE_INCOHERENTE: {
    fr: 'Le professionnel, ou le secrétariat, doit être en exercice et rattaché à la structure qu’il annonce, et cette structure doit être en activité.',
    en: 'The professional, or the secretariat, must be practising and tied to the structure they claim, and that structure must be active.',
  },
  FONCTION_INTERDITE: {
    fr: 'La matrice des droits fonctionnels ne donne pas cette action à ce rôle dans ce mode d’accès ; le mode du centre 15 est réservé à une structure qui régule. Ouvrir et rouvrir un dossier n’est donné aux professionnels que si la politique du jour le dit.',
    en: 'The functional matrix does not give this action to this role in this mode; the mode of the centre 15 is for a structure that regulates. Opening and reopening a record is given to professionals only where the policy of the day says so.',
  },
  DOSSIER_INEXISTANT: {
    fr: 'Aucun dossier ne répond à ce qui est demandé.',
    en: 'No record answers to what was asked.',
  },
  DOSSIER_FERME: {
    fr: 'Le dossier est fermé : on peut seulement savoir qu’il l’est, et le rouvrir. Après un décès, la procédure des héritiers reste ouverte.',
    en: 'The record is closed: that fact can be asked, and it can be reopened; nothing else. After a death the heirs’ procedure stays open.',
  },
  IDENTITE_NON_QUALIFIEE: {
    fr: 'L’identité n’est pas qualifiée (confirmée par INSi et par une pièce d’identité) : professionnels, structures et assurance maladie n’alimentent pas ce dossier. Le patient, lui, dépose encore dans son espace.',
    en: 'The identity is not qualified (confirmed by INSi and by an identity document): professionals, structures and the insurer do not feed this record. The patient still deposits in their own space.',
  },
  PS_BLOQUE: {
    fr: 'Le patient a bloqué ce professionnel, qui peut encore déposer mais plus consulter.',
    en: 'The patient blocked this professional, who may still deposit but no longer consult.',
  },
  OPPOSITION_BRIS_DE_GLACE: {
    fr: 'Le patient s’est opposé à l’accès en bris de glace.',
    en: 'The patient opposed break-glass access.',
  },
  OPPOSITION_CENTRE_15: {
    fr: 'Le patient s’est opposé à l’accès du centre 15.',
    en: 'The patient opposed access by the emergency call centre.',
  },
  AUTORISATION_ABSENTE: {
    fr: 'Consulter, changer les coordonnées ou fermer le dossier demande l’accord du patient, donné à ce professionnel ou à sa structure ; le médecin traitant, et celui que le patient a fait administrateur, en sont dispensés.',
    en: 'Consulting, changing the contact details or closing the record needs the patient’s agreement, given to this professional or their structure; the médecin traitant, and whom the patient made administrateur, need none.',
  },
  AUTORISATION_EXPIREE: {
    fr: 'L’accord du patient a pris fin et doit être redemandé.',
    en: 'The patient’s agreement has ended and must be asked for again.',
  },
  CONSENTEMENT_TRAVAIL_ABSENT: {
    fr: 'Un médecin du travail ne consulte qu’avec l’accord exprès que le patient lui a donné lui-même, à son nom ; ni l’urgence ni l’accord donné à son service n’en tiennent lieu.',
    en: 'An occupational physician consults only with the express agreement the patient gave in person, to them by name; neither an emergency nor an agreement given to their service replaces it.',
  },
  HABILITATION_ABSENTE: {
    fr: 'La matrice d’habilitation n’ouvre pas ce type de document à cette profession.',
    en: 'The habilitation matrix does not open this type of document to this profession.',
  },
  DOCUMENT_SUPPRIME: {
    fr: 'Le document est supprimé : seuls son auteur et le médecin traitant en voient encore la trace, jamais s’il venait du patient.',
    en: 'The document is deleted: only its author and the médecin traitant still see that it existed, never when it was the patient’s.',
  },
  DOCUMENT_MASQUE_PS: {
    fr: 'Le patient a masqué ce document, à tous les professionnels ou à celui-ci, à sa profession ou à sa structure. L’auteur et le médecin traitant le lisent toujours ; l’urgence, seulement si le patient l’a permis.',
    en: 'The patient masked this document, to all professionals or to this one, their profession or their structure. Its author and the médecin traitant always read it; an emergency, only if the patient permitted it.',
  },
  DOCUMENT_INVISIBLE_PATIENT: {
    fr: 'Le document attend que le contenu en soit annoncé au patient par un professionnel.',
    en: 'The document waits for a professional to announce its content to the patient.',
  },
  DOCUMENT_INVISIBLE_REPRESENTANTS: {
    fr: 'Le document, ou l’acte secret dont il vient, est caché à ceux qui représentent le patient : représentants, aidants, services qu’ils ont appairés, héritiers.',
    en: 'The document, or the secret act it comes from, is hidden from those who stand for the patient: representatives, carers, services they paired, heirs.',
  },
  CATEGORIE_NON_PARTAGEE: {
    fr: 'Le partage avec cet aidant ou ce service a pris fin, ou ne comprend pas cette catégorie de documents.',
    en: 'The share with this carer or service has ended, or does not include this category of documents.',
  },
  DEPOSANT_NON_AUTEUR: {
    fr: 'On dépose ce dont on est l’auteur : le professionnel ou la structure nommés dans le document ; le patient, et ceux qui agissent pour lui, dans son espace personnel ; l’assurance maladie, ses remboursements et son attestation.',
    en: 'One deposits what one wrote: the professional or the structure named in the document; the patient, and those who act for the patient, in the patient’s own space; the health insurance its reimbursements and its attestation.',
  },
  ACTE_RESERVE: {
    fr: 'Remplacer et supprimer reviennent à l’auteur ou à sa structure ; démasquer et archiver, aussi au médecin traitant ; ce que le patient a déposé lui revient, à lui et à ses représentants. Un document à annoncer n’est pas remis de lui-même avant son jour. Fermer, rouvrir un dossier et en changer les coordonnées revient à la personne dès qu’elle, ou qui la représente, a ouvert son espace.',
    en: 'Replacing and deleting belong to the author or the author’s structure; unmasking and archiving to the médecin traitant too; what the patient deposited to the patient and their representatives. A document to be announced is not released by itself before its day. Closing and reopening a record and changing its contact details belong to the person as soon as they, or who represents them, have opened their space.',
  },
};

/** Who can change what each rule said no to: the end of the answer to "why was this refused?". */
export const ruleKeepers: Readonly<Record<AccessRefusalCode, Bilingual>> = {
  ACTEUR_INTERDIT: {
    fr: 'Le patient, en invitant un aidant ou en appairant un service ; le juge, pour une mesure. Personne, pour l’assurance maladie, le pilotage et l’exploitation.',
    en: 'The patient, by inviting a carer or pairing a service; the judge, for a measure. Nobody, for the health insurance, those who steer and those who operate.',
  },
  AUTHENTIFICATION_INSUFFISANTE: { fr: 'L’appelant, avec une preuve plus forte.', en: 'The caller, with a stronger proof.' },
  STRUCTURE_INCOHERENTE: {
    fr: 'L’annuaire : la structure y déclare qui exerce chez elle.',
    en: 'The directory: the structure declares there who works in it.',
  },
  FONCTION_INTERDITE: { fr: 'La loi : la matrice est la même pour tous.', en: 'The law: the matrix is the same for all.' },
  DOSSIER_INEXISTANT: { fr: 'Personne : il n’y a pas de dossier sous cette identité.', en: 'Nobody: there is no record under this identity.' },
  DOSSIER_FERME: { fr: 'Le patient, en rouvrant son dossier.', en: 'The patient, by reopening the record.' },
  IDENTITE_NON_QUALIFIEE: {
    fr: 'L’exploitant, une fois l’identité confirmée par INSi et par une pièce d’identité.',
    en: 'The operator, once INSi and an identity document confirm the identity.',
  },
  PS_BLOQUE: { fr: 'Le patient ou son représentant, en levant le blocage.', en: 'The patient or their representative, by lifting the block.' },
  OPPOSITION_BRIS_DE_GLACE: {
    fr: 'Le patient ou son représentant, dans ses choix d’urgence.',
    en: 'The patient or their representative, among the emergency choices.',
  },
  OPPOSITION_CENTRE_15: {
    fr: 'Le patient ou son représentant, dans ses choix d’urgence.',
    en: 'The patient or their representative, among the emergency choices.',
  },
  AUTORISATION_ABSENTE: {
    fr: 'Le patient, en donnant son accord : il le donne lui-même, ou le professionnel l’enregistre.',
    en: 'The patient, by agreeing: in person, or through the professional who records it.',
  },
  AUTORISATION_EXPIREE: { fr: 'Le patient, en renouvelant son accord.', en: 'The patient, by renewing the agreement.' },
  CONSENTEMENT_TRAVAIL_ABSENT: { fr: 'Le patient seul, depuis son espace.', en: 'The patient alone, from their own space.' },
  HABILITATION_ABSENTE: {
    fr: 'L’arrêté : qui exploite Carnet charge la matrice officielle.',
    en: 'The decree: who operates Carnet loads the official matrix.',
  },
  DOCUMENT_SUPPRIME: { fr: 'Personne : une suppression ne se défait pas.', en: 'Nobody: a deletion is not undone.' },
  DOCUMENT_MASQUE_PS: {
    fr: 'Le patient ou son représentant, l’auteur, le médecin traitant, en démasquant.',
    en: 'The patient or their representative, the author, the médecin traitant, by unmasking.',
  },
  DOCUMENT_INVISIBLE_PATIENT: {
    fr: 'Un professionnel autorisé, en annonçant ; sinon le délai en vigueur.',
    en: 'An authorised professional, by announcing it; otherwise the delay in force.',
  },
  DOCUMENT_INVISIBLE_REPRESENTANTS: {
    fr: 'Un professionnel autorisé, avec l’accord du patient : c’est irréversible.',
    en: 'An authorised professional, with the patient’s agreement: it cannot be undone.',
  },
  CATEGORIE_NON_PARTAGEE: {
    fr: 'Le patient ou son représentant, en partageant cette catégorie ou en renouvelant le partage.',
    en: 'The patient or their representative, by sharing this category or renewing the share.',
  },
  DEPOSANT_NON_AUTEUR: { fr: 'L’auteur, en déposant lui-même.', en: 'The author, by depositing it.' },
  ACTE_RESERVE: { fr: 'Celui à qui l’acte revient, en le faisant.', en: 'Whoever the act belongs to, by doing it.' },
};
