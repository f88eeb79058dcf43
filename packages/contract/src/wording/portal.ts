// The words of the sandbox's portal of an establishment, which opens Carnet for who signed in there.

export const portalWording = {
  title: { fr: (name: string) => `${name} : le portail (simulateur)`, en: (name: string) => `${name}: the portal (simulator)` },
  lead: {
    fr: 'Ceci est un simulateur du bac à sable : le portail d’un établissement fictif, où ses professionnels se connectent, puis ouvrent le DMP de leurs patients pour le consulter.',
    en: 'This is a simulator of the sandbox: the portal of a fictional establishment, where its professionals sign in, then open the DMP of their patients to consult it.',
  },
  who: { fr: 'Qui se connecte au portail ?', en: 'Who signs in to the portal?' },
  factors: { fr: 'Comment ?', en: 'How?' },
  two: { fr: 'Mot de passe et code sur le téléphone, puis ouvrir le DMP', en: 'Password and a code on the telephone, then open the DMP' },
  one: { fr: 'Mot de passe seul (refusé)', en: 'Password alone (refused)' },
  refused: { fr: 'Carnet a refusé :', en: 'Carnet refused:' },
} as const;
