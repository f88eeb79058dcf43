// Easy French of the measures of health and of reminders.

import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

const paper = 'Carnet ne voit pas un vaccin écrit sur papier. Si c’est fait, touchez « C’est fait ».';
const who = 'Demandez au médecin, à l’infirmier, à la sage-femme ou au pharmacien.';

export const measures: Some<PatientWords['measures']> = {
  lead: 'Ce que vous mesurez, et ce que les laboratoires ont trouvé.',
  known: 'Mesures choisies',
  kinds: {
    'bmi': 'Poids et taille ensemble (IMC)',
    'heart-rate': 'Battements du cœur',
    'glucose': 'Sucre dans le sang (glycémie)',
    'interstitial-glucose': 'Sucre mesuré sous la peau',
    'hba1c': 'Sucre dans le sang depuis trois mois (HbA1c)',
    'glucose-management': 'Sucre dans le sang, calculé par l’appareil',
    'head-circumference': 'Tour de tête',
  },
  units: { '/min': 'battements par minute' },
  see: (kind) => `Voir le dessin : ${kind}`,
  withdrawWhat: 'Personne ne la verra plus. Le journal écrit que vous avez retiré une mesure.',
  field: (unit) => `Nombre, en ${unit}`,
  systolic: 'Premier nombre de la tension, en mmHg',
  diastolic: 'Deuxième nombre de la tension, en mmHg',
  commentHelp: 'Un texte court. Par exemple : après le repas.',
  save: 'Garder',
  saved: 'Carnet a gardé la mesure.',
  beyond: (low, high, unit) => `Ce n’est pas possible. Il faut un nombre entre ${low} et ${high} ${unit}.`,
  inverted: 'Le deuxième nombre est plus petit que le premier. Vérifiez.',
  precise: (decimals) => `Pas plus de ${decimals} chiffre après la virgule.`,
  future: 'Cette date n’est pas encore arrivée.',
  tooLong: 'C’est trop long. Écrivez un texte plus court.',
  empty: { title: 'Il n’y a pas encore de mesure', body: 'Ajoutez votre première mesure : un seul nombre.', pro: 'Il n’y a pas de mesure.' },
  columns: { value: 'Nombre', origin: 'D’où il vient', actions: 'Que faire' },
  tableOf: (kind) => `${kind} : tous les nombres`,
  origins: {
    representant: 'Écrit par un représentant',
    computed: 'Calculé avec le poids et la taille',
  },
  summary: (count, last, day, low, high) =>
    count === 1 ? `Une mesure : ${last}, le ${day}.` : `${count} mesures. La dernière : ${last}, le ${day}. De ${low} à ${high}.`,
  legend: { target: (value) => `à atteindre : ${value}` },
  more: (left) => `Voir ${left} de plus`,
  bounded: 'Carnet ne montre pas les mesures les plus anciennes.',
  hide: 'Cacher aux professionnels',
  hideHelp: 'Les professionnels ne verront plus cette mesure. Votre médecin traitant la voit toujours. La personne qui l’a faite aussi.',
  hidden: 'Caché aux professionnels',
  fromDocuments: 'Prendre les nombres des documents',
  fromDocumentsHelp: 'Carnet ajoute les résultats du laboratoire au dessin.',
  target: 'HbA1c à atteindre',
  targetHelp: 'Choisissez ce nombre avec votre médecin. Il est montré sur le dessin.',
  targetSave: 'Garder',
  targetFault: 'Écrivez un nombre entre 4 et 12, ou rien.',
  chosen: 'Carnet a gardé votre choix.',
};

export const reminders: Some<PatientWords['reminders']> = {
  lead: 'Ce qui est conseillé à votre âge, ou avec une maladie. Carnet n’a pas trouvé que c’est fait. Carnet regarde seulement quand vous ouvrez cette page. Carnet ne le dit à personne.',
  settings: 'Mes rappels et mes réponses',
  kinds: {
    'fundus': {
      title: 'Un examen des yeux (le fond de l’œil)',
      what: 'Le diabète peut abîmer les yeux, même si vous voyez bien. Cet examen le montre à temps. Il est conseillé chaque année. Parfois, tous les deux ans : demandez au médecin.',
      missing: 'Carnet ne trouve pas cet examen depuis un an. Vous l’avez peut-être fait à l’hôpital. Si c’est fait, touchez « C’est fait ».',
    },
    'influenza': {
      what: `La grippe est plus grave après 65 ans. Le vaccin se fait chaque automne. ${who}`,
      missing: `Carnet ne trouve pas ce vaccin depuis septembre. ${paper}`,
    },
    'covid': {
      what: `Après 65 ans, ce vaccin se fait chaque automne. Le même jour que le vaccin de la grippe, si vous voulez. ${who}`,
      missing: `Carnet ne trouve pas ce vaccin depuis septembre. ${paper}`,
    },
    'diphtheria': {
      title: 'Le vaccin diphtérie, tétanos, poliomyélite',
      what: 'La protection baisse avec le temps. Ce vaccin se refait : à 6 ans, entre 11 et 13 ans, à 25 ans. Puis à 45 ans, à 65 ans, et tous les dix ans.',
      missing: `Carnet ne trouve pas ce vaccin. ${paper}`,
    },
    'papillomavirus': {
      what: 'Il protège les filles et les garçons de plusieurs cancers. Il faut deux piqûres, entre 11 et 14 ans.',
      missing: `Carnet ne trouve pas ce vaccin. Il a peut-être été fait au collège. ${paper}`,
    },
    'meningococcus': {
      title: 'Le vaccin contre les méningites (ACWY)',
      what: 'La méningite est une maladie grave du cerveau. Il faut une piqûre, entre 11 et 14 ans. Même si d’autres vaccins sont faits.',
      missing: `Carnet ne trouve pas ce vaccin à cet âge. Il a peut-être été fait au collège. ${paper}`,
    },
    'shingles': {
      what: 'Le zona fait très mal à la peau. La douleur peut durer longtemps. Il faut deux piqûres. Attendez deux mois ou plus entre les deux.',
      missing: `Carnet ne trouve pas ce vaccin. ${paper}`,
    },
    'pneumococcus': {
      what: 'Ce microbe peut rendre très malade : les poumons, le cerveau. Une seule piqûre suffit.',
      missing: `Carnet ne trouve pas ce vaccin. ${paper}`,
    },
    'respiratory-syncytial': {
      title: 'Le vaccin contre le virus VRS',
      what: 'Le VRS est un virus de l’hiver. Il peut être grave après 75 ans. Une seule piqûre suffit, si possible en automne.',
      missing: `Carnet ne trouve pas ce vaccin. ${paper}`,
    },
  },
  reasons: {
    age: (age) => `Ce vaccin est conseillé à partir de ${age} ans.`,
    declared: 'Il est écrit dans les informations de santé : diabète.',
    document: 'Un document parle de diabète :',
    medicines: 'Il y a des médicaments donnés souvent contre le diabète.',
  },
  notThat: 'Pas de diabète ? Le dire ici',
  source: (publisher, title, year) => `D’après : ${publisher}, « ${title} », ${year}`,
  said: {
    done: 'Carnet l’a noté : c’est fait.',
    later: 'Carnet le redira dans un mois.',
    refused: 'Carnet ne le redira plus.',
    shown: 'Carnet pourra le redire.',
  },
  answers: { later: 'Plus tard' },
  until: 'Revient si besoin :',
};
