// French of the receipt that is handed over when a record is opened for somebody. Printed beside its English: both are always there.

export const receipt = {
  title: 'Votre dossier médical est ouvert',
  accessTitle: 'Votre accès à votre dossier médical',
  givenBy: (name: string, structure: string | undefined, day: string) => `Remis par ${name}${structure === undefined ? '' : `, ${structure}`}, le ${day}.`,
  login: 'Votre identifiant, pour toujours',
  password: 'Votre mot de passe initial',
  passwordNote: 'Le mot de passe initial se tape tel quel, avec ses tirets. Il ne sert qu’une fois.',
  steps: 'Pour vous connecter la première fois',
  openSite: (site: string) => `Sur un téléphone, une tablette ou un ordinateur, ouvrez ${site}`,
  firstSteps: ['Tapez votre identifiant, puis le mot de passe initial.', 'Choisissez votre propre mot de passe.'],
  typeCode: (email: string) => `Tapez le code reçu par courriel à ${email}`,
  keep: 'Gardez ce papier chez vous jusque-là, puis gardez seulement l’identifiant. Ne donnez jamais votre mot de passe ni un code, à personne.',
  paper: {
    title: 'Sans internet',
    lines: [
      'Votre dossier se remplit sans que vous ayez rien à faire.',
      'Pour un accès en ligne, plus tard : revenez à l’accueil de votre caisse, ou voyez un pharmacien ou un soignant, avec votre carte Vitale, une pièce d’identité et une adresse électronique.',
      'Pour une copie sur papier, ou pour savoir qui l’a lu : demandez à votre médecin.',
      'Une personne de confiance peut vous aider : vous la choisirez une fois votre accès remis.',
    ],
  },
  child: {
    title: 'Le dossier d’un enfant',
    parents: (names: string) => `Ouvert par ${names}, depuis son propre espace, à « Mes proches ».`,
    noParent: 'Dès que l’un de ses parents rattachés a son propre espace, il l’y trouve, à « Mes proches ».',
    majority: 'À dix-huit ans, l’enfant seul l’ouvre.',
  },
  rights: 'C’est gratuit. Vous décidez qui le lit, vous voyez qui l’a lu, et vous pouvez le fermer à tout moment. L’assurance maladie n’y lit rien.',
};
