// What each rule of access says, in one sentence a patient or an integrator can read. Used by `npm run explain` and docs/rules.md;
// what a refused caller reads is another text, since it must not tell more than they may know.

import type { AccessRefusalCode } from '@carnet/domain/kernel';
import type { Bilingual } from './labels-bilingual.ts';

export const ruleSentences: Readonly<Record<AccessRefusalCode, Bilingual>> = {
  ACTEUR_INTERDIT: {
    fr: 'Une personne n’entre que dans son propre dossier.',
    en: 'A person enters no record but their own.',
  },
  AUTHENTIFICATION_INSUFFISANTE: {
    fr: 'La preuve d’identité donnée ne suffit pas : un patient donne son mot de passe et un code à usage unique, une structure ne consulte jamais, un accès indirect n’alimente pas.',
    en: 'The proof of identity is too weak: a patient gives a password and a one-time code, a structure never consults, an indirect access never feeds.',
  },
  STRUCTURE_INCOHERENTE: {
    fr: 'Le professionnel doit être en exercice et rattaché à la structure qu’il annonce, et cette structure doit être en activité.',
    en: 'The professional must be practising and tied to the structure they claim, and that structure must be active.',
  },
  FONCTION_INTERDITE: {
    fr: 'La matrice des droits fonctionnels ne donne pas cette action à ce profil dans ce mode d’accès.',
    en: 'The functional matrix does not give this action to this kind of actor in this mode.',
  },
  DOSSIER_INEXISTANT: {
    fr: 'Aucun dossier ne répond à ce qui est demandé.',
    en: 'No record answers to what was asked.',
  },
  DOSSIER_FERME: {
    fr: 'Le dossier est fermé : on peut seulement savoir qu’il l’est.',
    en: 'The record is closed: only that fact can be asked.',
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
    fr: 'Consulter demande l’accord du patient, donné à ce professionnel ou à sa structure ; le médecin traitant en est dispensé.',
    en: 'Consulting needs the patient’s agreement, given to this professional or their structure; the médecin traitant needs none.',
  },
  AUTORISATION_EXPIREE: {
    fr: 'L’accord du patient a pris fin et doit être redemandé.',
    en: 'The patient’s agreement has ended and must be asked for again.',
  },
  CONSENTEMENT_TRAVAIL_ABSENT: {
    fr: 'Un médecin du travail ne consulte qu’avec l’accord exprès du patient.',
    en: 'An occupational physician consults only with the patient’s express agreement.',
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
    fr: 'Le patient a masqué ce document aux professionnels, sauf à son auteur et au médecin traitant.',
    en: 'The patient masked this document to professionals, except its author and the médecin traitant.',
  },
  DOCUMENT_INVISIBLE_PATIENT: {
    fr: 'Le document attend que le contenu en soit annoncé au patient par un professionnel.',
    en: 'The document waits for a professional to announce its content to the patient.',
  },
  DOCUMENT_INVISIBLE_REPRESENTANTS: {
    fr: 'Le document, ou l’acte secret dont il vient, est caché aux représentants et aux aidants.',
    en: 'The document, or the secret act it comes from, is hidden from representatives and carers.',
  },
  CATEGORIE_NON_PARTAGEE: {
    fr: 'Cet aidant ou ce service n’a pas reçu cette catégorie de documents.',
    en: 'This carer or service was not granted this category of documents.',
  },
  DEPOSANT_NON_AUTEUR: {
    fr: 'On dépose ce dont on est l’auteur : le professionnel ou sa structure nommés dans le document, le patient pour ses propres types de documents.',
    en: 'One deposits what one wrote: the professional or the structure named in the document, the patient for the patient’s own types.',
  },
  ACTE_RESERVE: {
    fr: 'Remplacer, supprimer ou démasquer revient à l’auteur ; démasquer aussi au médecin traitant, et supprimer ses propres dépôts au patient.',
    en: 'Replacing, deleting or unmasking belongs to the author; unmasking also to the médecin traitant, deleting their own deposits to the patient.',
  },
};
