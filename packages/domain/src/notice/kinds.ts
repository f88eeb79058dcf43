// What a person is told, how urgent it is, and which choice of theirs it follows. `noticeTable` is the only place where this is said.

/** What a person chooses for, each for themselves and for each record. */
export type NoticeChoice = 'dossier-cree' | 'document-nouveau' | 'premier-acces';
/** Not at all: it is in the app all the same. */
export const emailChoices = ['now', 'daily', 'weekly', 'off'] as const;
export type EmailChoice = (typeof emailChoices)[number];
export interface Chosen {
  readonly email: EmailChoice;
  /** On each device the person asked it for. */
  readonly push: boolean;
}

export interface NoticeRule {
  /** `emergency` passes quiet hours and leaves before everything else; `soon` leaves at once; `rest` may wait for others of its kind. */
  readonly urgency: 'emergency' | 'soon' | 'rest';
  /** Undefined: told at once by every channel, whatever was chosen. */
  readonly choice?: NoticeChoice;
}

export const noticeTable = {
  'dossier-cree': { urgency: 'soon', choice: 'dossier-cree' },
  'document-nouveau': { urgency: 'rest', choice: 'document-nouveau' },
  /** A document that waited is shown from now on: to the patient, or to those who represent them. */
  'document-annonce': { urgency: 'rest', choice: 'document-nouveau' },
  /** A document the patient saw was deleted by a professional. */
  'document-supprime': { urgency: 'rest', choice: 'document-nouveau' },
  'premier-acces': { urgency: 'soon', choice: 'premier-acces' },
  /** R.1111-48 CSP. */
  'bris-de-glace': { urgency: 'emergency' },
  'centre-15': { urgency: 'emergency' },
  // Who may enter the record changes, or should not have: what nobody may choose not to learn.
  'medecin-traitant': { urgency: 'soon' },
  'partage': { urgency: 'soon' },
  'majorite': { urgency: 'soon' },
  'fin-representation': { urgency: 'soon' },
  'signalement-repondu': { urgency: 'soon' },
  'acces-injustifie': { urgency: 'soon' },
  'dossier-ferme': { urgency: 'soon' },
  /** Somebody may take the whole record away. */
  'copie-prete': { urgency: 'soon' },
  /** Somebody who holds the emergency card opened it. */
  'carte-ouverte': { urgency: 'soon' },
  /** A professional used the code somebody had made to show this record. */
  'code-utilise': { urgency: 'soon' },
  /** Two records of the person are one from now on; or are two again. */
  'dossiers-reunis': { urgency: 'soon' },
  'dossiers-separes': { urgency: 'soon' },
  /** A document is put aside, its author says that it is another's; it was not theirs; it was; one of theirs had first been put elsewhere. */
  'document-ecarte': { urgency: 'soon' },
  'document-retire': { urgency: 'soon' },
  'document-remis': { urgency: 'soon' },
  'document-corrige': { urgency: 'soon' },
} as const satisfies Readonly<Record<string, NoticeRule>>;
export type NoticeKind = keyof typeof noticeTable;
export const ruleOf = (kind: NoticeKind): NoticeRule => noticeTable[kind];

export const defaultChoices: Readonly<Record<NoticeChoice, Chosen>> = {
  'dossier-cree': { email: 'now', push: true },
  'document-nouveau': { email: 'now', push: true },
  'premier-acces': { email: 'now', push: true },
};
