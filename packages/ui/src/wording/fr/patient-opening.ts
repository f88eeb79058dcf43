// French of the opening of one's record, online.

export const patientOpening = {
  title: 'Créer mon dossier',
  step: (step: number) => `Étape ${step} sur 3`,
  lead: 'Deux minutes, avec votre carte Vitale et votre messagerie. Recopiez ce qui est écrit sur la carte.',
  findLogin: {
    title: 'Retrouver mon identifiant',
    lead: 'Recopiez ce qui est écrit sur votre carte Vitale. Un code part à l’adresse électronique de votre espace ; votre identifiant s’affiche ensuite.',
  },
  fields: {
    matricule: 'Numéro de sécurité sociale',
    familyName: 'Nom',
    firstName: 'Prénom',
    birthDate: 'Date de naissance',
  },
  help: {
    matricule: '15 chiffres, clé comprise. Les espaces ne comptent pas.',
    familyName: 'De naissance ou d’usage, comme sur la carte.',
    firstName: 'Le premier suffit.',
  },
  missing: {
    matricule: 'Écrivez votre numéro de sécurité sociale.',
    familyName: 'Écrivez votre nom.',
    firstName: 'Écrivez votre prénom.',
    birthDate: 'Écrivez votre date de naissance.',
  },
  send: 'Recevoir un code',
  free: 'C’est gratuit, du début à la fin.',
  child: {
    title: 'Pour un enfant',
    body: 'Son dossier s’ouvre par le parent auquel il est rattaché : au guichet de sa caisse, ou depuis l’espace du parent.',
  },
  hasLetter: 'J’ai déjà un identifiant : me connecter',

  code: {
    sent: 'Si ces renseignements sont ceux d’une personne que son assurance maladie connaît, un code vient de partir à l’adresse électronique qu’elle détient.',
    verify: 'Continuer',
    resent: 'C’est refait. L’ancien code ne sert plus.',
    correct: 'Corriger mes renseignements',
  },
  nothing: {
    title: 'Rien reçu après quelques minutes ?',
    reasons: [
      'Regardez dans les courriers indésirables, et dans une adresse plus ancienne.',
      'Un chiffre, le nom, le prénom ou la date diffèrent de ce que votre caisse connaît : corrigez, puis recommencez.',
      'Votre caisse n’a pas votre adresse électronique : donnez-la-lui, dans votre compte en ligne ou à son guichet.',
      'Votre régime n’est pas encore servi. Ceux qui le sont : régime général, Cavimac, ENIM, MGP, MNH, Solsantis, Harmonie Fonction Publique, CANSSM, LMDE.',
    ],
    next: 'Sans messagerie, votre dossier s’ouvre au guichet de votre caisse, avec votre carte Vitale. Pour protéger chacun, cette page dit la même chose à tout le monde.',
  },

  agreement: {
    title: (name: string) => `Bonjour ${name}`,
    lead: (address: string) => `Le code est le bon. Nous vous écrirons à ${address}.`,
    points: [
      'Vos professionnels de santé pourront y déposer vos documents, et votre caisse l’historique de vos remboursements.',
      'Personne ne le lit sans votre accord, sauf votre médecin traitant, et en urgence si vous ne vous y opposez pas.',
      'Chaque accès est noté. Vous masquez ce que vous voulez, vous fermez le dossier quand vous voulez.',
    ],
    knownOpen: [
      'Votre dossier est déjà ouvert : il l’a été sans opposition de votre part, ou à un guichet.',
      'Choisissez un mot de passe pour y entrer. Vous pourrez le fermer aussitôt, si vous le souhaitez.',
    ],
    knownClosed: [
      'Votre dossier existe, et il est fermé.',
      'Choisissez un mot de passe, qui sera le vôtre. Pour le rouvrir, appelez ensuite l’aide, dont le numéro est en bas de page.',
    ],
    opposed: 'Vous vous étiez opposé à son ouverture le',
    opposedTakenBack: 'En l’ouvrant, vous revenez sur cette opposition.',
    tick: 'J’ai compris, et j’accepte que mon dossier médical partagé soit ouvert.',
    tickKnown: 'J’ai compris, et je veux entrer dans mon dossier.',
    missing: 'Cochez pour donner votre accord. Sans lui, rien n’est ouvert.',
    open: 'Ouvrir mon dossier',
    enter: 'Entrer dans mon dossier',
    newCode: 'Demander un nouveau code',
    free: 'Vous pouvez quitter cette page : rien n’est fait tant que vous n’avez pas confirmé.',
  },

  done: {
    title: 'C’est fait',
    lead: 'Votre dossier est ouvert, et vous y êtes connecté.',
    identifier: 'Votre identifiant',
    identifierName: 'l’identifiant',
    keep: 'Notez-le, ou laissez votre navigateur le retenir : il ne change jamais et vous sera demandé à chaque connexion, avec votre mot de passe et un code.',
    enter: 'Entrer dans mon dossier',
  },
  hasSpace: {
    open: { title: 'Vous avez déjà un dossier', lead: 'Il est ouvert. Connectez-vous avec votre identifiant.' },
    closed: { title: 'Votre dossier est fermé', lead: 'Il est gardé dix ans. Pour le rouvrir, appelez l’aide, dont le numéro est en bas de page.' },
    lost: 'Mot de passe oublié ? La page de connexion vous en fait choisir un autre.',
    signIn: 'Me connecter',
  },
  notServed: {
    title: 'Votre régime n’est pas encore servi',
    lead: (name: string) => `${name}, votre caisse ne transmet encore rien à Carnet : votre dossier ne peut pas s’ouvrir en ligne.`,
    list: 'Régimes servis : régime général, Cavimac, ENIM, MGP, MNH, Solsantis, Harmonie Fonction Publique, CANSSM, LMDE.',
    next: 'Dès que votre caisse sera raccordée, vous en serez informé. D’ici là, votre médecin garde vos documents, et vous pouvez les lui demander.',
  },
};

/** Opposing an opening that was announced. */
export const patientOpposition = {
  title: 'S’opposer à l’ouverture d’un dossier',
  lead: 'Avec le code de la lettre ou du courriel qui annonce l’ouverture. Vous n’avez pas de raison à donner.',
  code: 'Code de la lettre',
  codeHelp: '16 signes. Les espaces et les tirets ne comptent pas.',
  missing: 'Écrivez le code de la lettre ou du courriel.',
  next: 'Continuer',
  noCode: 'Pas de code ? Écrivez à votre caisse, ou dites-le à son guichet : votre opposition y est enregistrée de la même façon.',
  retype: 'Écrire le code',
  announced: (name: string) => `Le dossier médical partagé de ${name} s’ouvrira le`,
  means:
    'Si vous vous y opposez, rien n’est ouvert et rien n’y est déposé. Vos soins et vos remboursements ne changent pas. Vous pourrez l’ouvrir plus tard, quand vous voudrez.',
  oppose: 'Je m’oppose à cette ouverture',
  letOpen: 'Laisser ouvrir',
  already: { title: 'Votre opposition est déjà enregistrée', lead: (name: string) => `Le dossier de ${name} ne s’ouvrira pas.` },
  openAfterAll: 'L’ouvrir quand même',
  done: {
    title: 'Votre opposition est enregistrée',
    lead: (name: string) => `Le dossier de ${name} ne s’ouvrira pas.`,
    proof: 'Preuve à garder',
    at: 'Opposition enregistrée le',
    later: 'Elle est gardée, scellée, avec sa date et la façon dont elle a été dite. Pour revenir dessus, il suffit d’ouvrir le dossier.',
    print: 'Imprimer cette page',
  },
  opened: {
    title: 'Ce dossier est déjà ouvert',
    lead: (name: string) => `Le dossier de ${name} est ouvert. Vous pouvez y entrer et le fermer : l’effet est le même.`,
    enter: 'Entrer pour le fermer',
  },
};

/** Closing one's record, and reopening it. */
export const patientClosing = {
  title: 'Fermer mon dossier',
  lead: 'Vous pouvez le fermer quand vous voulez, et le rouvrir plus tard.',
  ask: 'Fermer mon dossier',
  points: [
    'Plus personne ne le consulte : ni vous, ni vos médecins, ni les urgences.',
    'Plus personne n’y dépose rien. Un professionnel qui cherche apprend seulement qu’il est fermé.',
    'Vos proches et vos aidants n’y entrent plus.',
    'Il est gardé dix ans, scellé, puis détruit. Jusque-là, vous le rouvrez tel qu’il était.',
  ],
  before: 'Avant de fermer, gardez une copie chez vous. Si vous oubliez, vous pourrez encore la demander dossier fermé.',
  reason: 'Pourquoi',
  reasonHelp: 'Si vous voulez le dire. Gardé scellé avec la fermeture.',
  confirm: 'Fermer le dossier',
  closed: {
    title: 'Votre dossier est fermé',
    lead: 'Personne ne le consulte ni ne l’alimente.',
    reopens: 'Il est gardé dix ans après sa fermeture. Si vous le rouvrez, vous le retrouvez tel qu’il était, avec les mêmes accès.',
    reopen: 'Rouvrir mon dossier',
  },
};
