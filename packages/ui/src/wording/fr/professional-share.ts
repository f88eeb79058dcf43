// French of the code a patient shows, as the professional reads and redeems it.

export const share = {
  title: 'Code montré par le patient',
  link: 'Scanner ou saisir le code du patient',
  linkHelp: 'Il le montre depuis son Carnet : le dossier s’ouvre avec son accord.',
  lead: 'Le patient le montre depuis « Montrer mon dossier », dans son Carnet, ou vous le dit. Il sert une fois, pendant quelques minutes.',
  scan: {
    start: 'Scanner avec la caméra',
    stop: 'Arrêter la caméra',
    looking: 'Placez le code QR devant la caméra.',
    refused: 'La caméra n’est pas disponible, ou n’a pas été permise. Saisissez le code que dit le patient.',
    video: 'Image de la caméra',
  },
  code: {
    label: 'Code que dit le patient',
    help: 'Neuf signes, par groupes de trois. Ni O ni zéro, ni I ni 1.',
    action: 'Lire le code',
    missing: 'Saisissez les neuf signes du code.',
    wrongShape: 'Un code a neuf signes, des chiffres de 2 à 9 et des lettres. Relisez-le avec le patient.',
  },
  invalid: {
    title: 'Ce code n’ouvre rien',
    why: 'Il est mal lu, déjà utilisé, retiré, ou son temps est passé.',
    what: 'Relisez-le avec le patient, ou demandez-lui d’en montrer un nouveau.',
  },
  stopped: {
    title: 'Trop de codes n’ont pas été reconnus',
    why: 'Pour que personne ne devine un code, votre carte ne peut plus en saisir pendant une heure au plus.',
    what: 'Scannez le code QR du patient : cela reste possible. Ou cherchez son dossier par l’INS.',
  },
  blocked: {
    title: 'Le patient vous a fermé son dossier',
    why: 'Vous êtes parmi les professionnels qu’il a bloqués : son code ne peut pas vous l’ouvrir. Lui seul peut revenir sur ce choix.',
  },
  closedRole: {
    title: 'Ce code s’adresse à un soignant',
    why: 'Il ouvre le dossier à un professionnel de santé, avec sa propre carte. Votre carte ne le permet pas.',
    travail: 'Un médecin du travail est autorisé par son nom : demandez au patient de vous chercher dans « Qui y accède ».',
  },
  offered: {
    title: 'Ce patient vous montre son dossier',
    giver: 'Accord donné par',
    self: 'le patient lui-même',
    representing: (name: string) => `${name}, qui le représente`,
    span: 'Durée de l’accord',
    until: 'Fin de l’accès',
    born: 'Naissance',
    check: 'Vérifiez que c’est la personne qui est devant vous.',
    open: 'Ouvrir le dossier',
    other: 'Ce n’est pas cette personne',
    traced: 'Le journal de cette personne dira que vous avez utilisé ce code, et elle en sera prévenue aussitôt.',
  },
  spans: {
    consultation: 'le temps d’une consultation',
    day: '24 heures',
    usual: 'celle d’une autorisation habituelle',
  },
} as const;
