// French of what is read aloud, and of words explained in documents.

export const aloud = {
  listen: 'Écouter',
  bar: 'Lecture à voix haute',
  pause: 'Pause',
  resume: 'Reprendre',
  previous: 'Phrase précédente',
  next: 'Phrase suivante',
  stop: 'Arrêter la lecture',
  speed: 'Vitesse',
  slower: 'Plus lentement',
  faster: 'Plus vite',
  speedIs: (hundredths: number) => `× ${String(hundredths / 100).replace('.', ',')}`,
  nothing: 'Il n’y a pas de texte à lire ici.',
  noVoice: 'Cet appareil n’a pas de voix pour lire à voix haute. Ses réglages permettent souvent d’en ajouter une.',
};

export const terms = {
  general: (day: string) => `Explication générale, du ${day}. Elle ne dit rien de votre résultat : parlez-en à votre médecin.`,
};
