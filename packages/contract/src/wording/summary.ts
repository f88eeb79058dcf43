// The International Patient Summary that Carnet draws from documents, in words: in French, its language, since what it quotes is.

/** By section of the summary. `none`: the documents say there is none. `unknown`: no document says anything. */
export const summaryWording = {
  title: 'Synthèse du patient, tirée des documents de son dossier',
  sections: {
    problems: { title: 'Problèmes actifs', none: 'Aucun problème connu, d’après les documents.' },
    past: { title: 'Antécédents', none: 'Aucun antécédent connu, d’après les documents.' },
    medications: { title: 'Traitements', none: 'Aucun traitement connu, d’après les documents.' },
    allergies: { title: 'Allergies et intolérances', none: 'Aucune allergie connue, d’après les documents.' },
    immunizations: { title: 'Vaccinations', none: 'Aucune vaccination connue, d’après les documents.' },
    procedures: { title: 'Actes', none: 'Aucun acte connu, d’après les documents.' },
    results: { title: 'Résultats', none: 'Aucun résultat connu, d’après les documents.' },
    vitalSigns: { title: 'Signes vitaux et mesures', none: 'Aucune mesure connue, d’après les documents.' },
  },
  unknown: 'Les documents consultables ne disent rien sous forme codée : ce n’est pas une absence.',
  columns: { what: 'Quoi', value: 'Valeur', when: 'Quand', source: 'Document' },
} as const;
