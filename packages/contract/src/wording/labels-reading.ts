// The words of a reading view that a document does not bring: terms of its header, and what stands where there is nothing to show.

import type { Bilingual } from './labels-bilingual.ts';

export const readingLabels = {
  patient: { fr: 'Patient', en: 'Patient' },
  ins: { fr: 'Matricule INS', en: 'INS number' },
  sex: { fr: 'Sexe', en: 'Sex' },
  birth: { fr: 'Naissance', en: 'Birth' },
  documentType: { fr: 'Type de document', en: 'Type of document' },
  documentDate: { fr: 'Date du document', en: 'Date of the document' },
  documentVersion: { fr: 'Version', en: 'Version' },
  authors: { fr: 'Auteurs', en: 'Authors' },
  authenticator: { fr: 'Responsable du document', en: 'Responsible for the document' },
  custodian: { fr: 'Conservé par', en: 'Kept by' },
  mainAct: { fr: 'Acte principal', en: 'Main act' },
  otherActs: { fr: 'Autres actes', en: 'Other acts' },
  encounter: { fr: 'Prise en charge', en: 'Encounter' },
  participants: { fr: 'Autres participants', en: 'Other participants' },
  informants: { fr: 'Proches et informateurs', en: 'Relatives and informants' },
  recipients: { fr: 'Destinataires', en: 'Recipients' },
  orders: { fr: 'En réponse à la demande', en: 'In answer to the request' },
  replaces: { fr: 'Remplace', en: 'Replaces' },
  period: { fr: '{from} – {to}', en: '{from} – {to}' },
  since: { fr: 'début : {from}', en: 'from {from}' },
  emergencyContact: { fr: 'Personne à prévenir', en: 'Emergency contact' },
  trustedPerson: { fr: 'Personne de confiance', en: 'Trusted person' },
  untitledSection: { fr: 'Section sans titre', en: 'Untitled section' },
  sectionWithoutText: {
    fr: 'Cette section contient des données que l’auteur n’a pas mises en texte. Téléchargez l’original pour les lire.',
    en: 'This section holds data its author did not put into text. Download the original to read it.',
  },
  sectionEmpty: { fr: 'Rien n’est écrit dans cette section.', en: 'Nothing is written in this section.' },
  mediaUnreadable: {
    fr: 'Un élément joint ({type}) ne peut pas être affiché ici. Téléchargez l’original pour l’ouvrir.',
    en: 'An attached item ({type}) cannot be shown here. Download the original to open it.',
  },
  mediaElsewhere: {
    fr: 'Un élément joint est conservé hors du document et ne peut pas être affiché.',
    en: 'An attached item is kept outside the document and cannot be shown.',
  },
  attachedDocument: { fr: 'Document joint', en: 'Attached document' },
  image: { fr: 'Image du document', en: 'Image of the document' },
  'synthesis-past': { fr: '1. Antécédents personnels', en: '1. Personal history' },
  'synthesis-risks': { fr: '2. Facteurs de risque', en: '2. Risk factors' },
  'synthesis-family': { fr: '3. Antécédents familiaux significatifs', en: '3. Significant family history' },
  'synthesis-allergies': { fr: '4. Allergies et intolérances', en: '4. Allergies and intolerances' },
  'synthesis-problems': { fr: '5. Problèmes chroniques', en: '5. Chronic problems' },
  'synthesis-treatments': { fr: '6. Traitements au long cours', en: '6. Long-term treatments' },
  'synthesis-results': { fr: '7. Examens significatifs', en: '7. Significant tests' },
  truncated: {
    fr: 'Ce document est très long : la suite n’est pas affichée ici. Téléchargez l’original pour tout lire.',
    en: 'This document is very long: the rest is not shown here. Download the original to read it all.',
  },
  comments: { fr: 'Commentaire', en: 'Comment' },
} as const satisfies Record<string, Bilingual>;
export type ReadingLabel = keyof typeof readingLabels;

/** Of a copy on pages. */
export const copyWording = {
  fr: {
    page: 'page {page} / {pages}',
    copy: 'Copie d’un document du dossier médical partagé, faite par Carnet. Le document déposé fait foi.',
    missingSigns: 'Des signes de ce document ne s’écrivent pas dans cette copie (\uFFFD). Lisez le document dans Carnet.',
    cut: 'Cette copie s’arrête ici : le document est trop long. Lisez la suite dans Carnet.',
    notShown: 'à lire dans Carnet',
    unreadable: 'Le contenu de ce document ne se met pas en pages. Prenez l’original dans Carnet.',
  },
  en: {
    page: 'page {page} / {pages}',
    copy: 'Copy of a document of the shared health record, made by Carnet. The document deposited is what counts.',
    missingSigns: 'Some signs of this document cannot be written in this copy (\uFFFD). Read the document in Carnet.',
    cut: 'This copy stops here: the document is too long. Read the rest in Carnet.',
    notShown: 'to be read in Carnet',
    unreadable: 'The content of this document cannot be laid out on pages. Take the original in Carnet.',
  },
} as const;
