// The words of the sandbox's simulator of Pro Santé Connect.

export const connectSimulatorWording = {
  title: { fr: 'Simulateur de Pro Santé Connect', en: 'Simulator of Pro Santé Connect' },
  lead: {
    fr: 'Ceci est le simulateur du bac à sable : aucun vrai compte n’est employé, et ces professionnels sont fictifs.',
    en: 'This is the sandbox’s simulator: no real account is used, and these professionals are fictional.',
  },
  who: { fr: 'Qui se connecte avec son e-CPS ?', en: 'Who signs in with their e-CPS?' },
  known: { fr: 'Professionnels du bac à sable', en: 'Professionals of the sandbox' },
  wrong: { fr: 'Ce qui peut mal tourner', en: 'What can go wrong' },
  faults: {
    'suspendu': { fr: 'Un compte suspendu', en: 'A suspended account' },
    'inconnu': { fr: 'Un professionnel que l’annuaire de Carnet ne connaît pas', en: 'A professional Carnet’s directory does not know' },
    'autre-nom': { fr: 'Le numéro RPPS d’une personne, avec le nom d’une autre', en: 'The RPPS number of one person, with the name of another' },
    'sans-activite': { fr: 'Un professionnel sans activité en cours', en: 'A professional without any current activity' },
    'autre-profession': { fr: 'Une profession qui n’est pas celle de l’annuaire', en: 'A profession that is not the directory’s' },
    'sans-niveau': { fr: 'Une réponse qui ne dit pas le niveau d’authentification', en: 'An answer that does not say the level of authentication' },
  },
  send: { fr: 'Envoyer la demande au téléphone', en: 'Send the request to the telephone' },
  telephoneTitle: { fr: 'Simulateur de Pro Santé Connect : l’e-CPS', en: 'Simulator of Pro Santé Connect: the e-CPS' },
  shown: { fr: 'Numéro affiché par Pro Santé Connect :', en: 'Number shown by Pro Santé Connect:' },
  telephone: {
    fr: (name: string) => `Le téléphone de ${name}`,
    en: (name: string) => `The telephone of ${name}`,
  },
  question: {
    fr: 'Carnet demande à vous connaître. Touchez le numéro affiché pour approuver.',
    en: 'Carnet asks to know you. Touch the number shown to approve.',
  },
  refuse: { fr: 'Refuser', en: 'Refuse' },
  expire: { fr: 'Laisser expirer', en: 'Let it expire' },
  accountTitle: { fr: 'Simulateur de Pro Santé Connect : la session', en: 'Simulator of Pro Santé Connect: the session' },
  signedIn: {
    fr: (name: string) => `Session ouverte dans ce navigateur : ${name}. La fermer ici ferme aussi celle de Carnet.`,
    en: (name: string) => `Session open in this browser: ${name}. Closing it here closes that of Carnet too.`,
  },
  signOut: { fr: 'Se déconnecter de Pro Santé Connect', en: 'Sign out of Pro Santé Connect' },
  nobody: { fr: 'Personne n’est connecté à Pro Santé Connect dans ce navigateur.', en: 'Nobody is signed in to Pro Santé Connect in this browser.' },
} as const;
