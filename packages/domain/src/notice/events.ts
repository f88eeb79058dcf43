// Every event Mon espace santé tells of (docs/sources.md §5.7), and what Carnet tells of it: the kind of notice, or why there is none yet.

import type { NoticeKind } from './kinds.ts';

export type Told =
  | { readonly by: NoticeKind; readonly how?: string }
  /** What the event is about is not in the product. */
  | { readonly notYet: string }
  /** It is, and is read elsewhere. */
  | { readonly readIn: string };

const noAgenda = { notYet: 'no agenda and no appointments' } as const;
const noVaccination = { notYet: 'no vaccination record: a vaccination document is told as a document' } as const;
const noMeasure = { notYet: 'no value of a document is copied into the measures' } as const;

export const noticeEvents = {
  AJOUT_DOCUMENT: { by: 'document-nouveau' },
  MODIF_DOCUMENT: {
    by: 'document-nouveau',
    how: 'a new version is a new document that replaces the former; what changes without one (masking, archiving) is in the journal',
  },
  SUPP_DOC: { by: 'document-supprime' },
  CONSULT_DOCUMENT: { readIn: 'the journal: the first reading by each professional is told as ACCES_DMP_PS, telling each of the others would drown it' },
  ACCES_DMP_PS: { by: 'premier-acces' },
  ACCES_BRIS_GLACE: { by: 'bris-de-glace', how: 'centre 15: `centre-15`' },
  REMISE_VISIBILITE_AUTO: { by: 'document-annonce' },
  RECEPTION_MESSAGE: { notYet: 'no messages' },
  AJOUT_VACCINATION: noVaccination,
  CONSULT_VACCINATION: noVaccination,
  AJOUT_ENTOURAGE: { by: 'partage' },
  RAPPEL_RDV_PREV: noAgenda,
  RAPPEL_RDV_PREV_VACC: noAgenda,
  RAPPEL_RDV_PREV_DEPIST: noAgenda,
  RAPPEL_AGENDA: noAgenda,
  RAPPEL_RDV_USAGER: noAgenda,
  COPIE_DOC_AJOUT_GLYCEMIE: noMeasure,
  COPIE_DOC_AJOUT_HBA1C: noMeasure,
  COPIE_DOC_AJOUT_TAILLE: noMeasure,
  COPIE_DOC_AJOUT_POIDS: noMeasure,
  COPIE_DOC_AJOUT_PC: noMeasure,
  PRIMO_ALIM_MHS: { by: 'document-nouveau', how: 'the first history of reimbursements; what keeps it current is no news' },
  RAPPEL_MODIF_DA: { notYet: 'no advance directives of their own: they are documents' },
  REPONSE_SUPPORT: { by: 'signalement-repondu', how: 'the answer to a report; there is no other support in the product' },
  PARTAGE_PROFIL_AIDANT: { readIn: 'the invitation, by e-mail to whoever is invited' },
  ACCORD_PARTAGE_PROFIL: { by: 'partage' },
  REFUS_PARTAGE_PROFIL: { by: 'partage' },
  REVOCATION_PAR_AIDANT: { by: 'partage' },
  REVOCATION_PAR_AIDE: { by: 'partage', how: 'on the record of the aidant, who no longer enters the other' },
  RAPPEL_CONSENT_PASSAGE_MAJO: { by: 'majorite' },
  RAPPEL_CONSENT_RL_PASSAGE_MAJO: { by: 'fin-representation' },
} as const satisfies Readonly<Record<string, Told>>;
