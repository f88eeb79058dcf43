// The words of the sandbox's own pages.

export const sandboxWording = {
  title: { fr: 'Le bac à sable', en: 'The sandbox' },
  lead: {
    fr: 'Toutes ces personnes sont fictives. Leurs matricules sont sous un OID de test ; rien ici n’ouvre autre chose que ce bac à sable.',
    en: 'All these people are fictional. Their numbers are under a test OID; nothing here opens anything but this sandbox.',
  },
  clock: { fr: 'L’horloge dit', en: 'The clock says' },
  inbox: { fr: 'La boîte aux lettres de tout le monde', en: 'Everybody’s inbox' },
  empty: { fr: 'Aucun message.', en: 'No message.' },
  patients: { fr: 'Les patients', en: 'Patients' },
  passwords: {
    fr: 'Mots de passe initiaux : chacun doit être changé à la première connexion. Le code à usage unique arrive dans la boîte aux lettres.',
    en: 'Initial passwords: each must be changed at the first sign-in. The one-time code comes to the inbox.',
  },
  patientColumns: {
    fr: ['Nom', 'Identifiant', 'Mot de passe initial', 'Courriel', 'INS', 'Histoire'],
    en: ['Name', 'Identifier', 'Initial password', 'E-mail', 'INS', 'Story'],
  },
  cards: { fr: 'Les cartes', en: 'Cards' },
  cardColumns: { fr: ['Carte', 'Nom', 'Profession', 'Structure', 'Histoire'], en: ['Card', 'Name', 'Profession', 'Structure', 'Story'] },
  tryCard: { fr: 'Présenter une carte depuis un terminal', en: 'Presenting a card from a terminal' },
} as const;

/** Printed in the terminal of `npm start`. */
export const welcomeWording = {
  ready: 'Carnet est prêt.',
  patients: 'Patients       ',
  professionals: 'Professionnels ',
  software: 'Logiciels      ',
  docs: 'Documentation  ',
  sandbox: 'Bac à sable    ',
  signIns: 'Trois personnes à essayer (identifiant, mot de passe) :',
  initialPassword: 'initial, à changer :',
  ownPassword: 'celui que vous avez choisi',
  mail: 'Les codes de connexion arrivent ici :',
  card: 'Une carte de professionnel, depuis un terminal :',
  stop: 'Ctrl-C arrête tout.',
  portTaken: (port: number): string =>
    `Le port ${port} est déjà pris : un Carnet tourne peut-être déjà. Sinon, choisissez-en d’autres avec CARNET_HTTP_PORT et CARNET_TLS_PORT.`,
} as const;
