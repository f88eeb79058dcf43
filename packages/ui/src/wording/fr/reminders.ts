// French of the reminders of health. They recall what is recommended to everybody of that age or with that illness; they never say that somebody is ill.

import { formatNumber as number, plural } from '../plural.ts';

const bySyringe = 'Le médecin, l’infirmier, la sage-femme ou le pharmacien le fait.';

export const reminders = {
  title: (count: number) => plural('fr', count, { one: 'Votre rappel', other: 'Vos rappels' }),
  page: 'Rappels de santé',
  lead: 'Ce qui est conseillé à votre âge, ou avec une maladie, et dont le carnet ne trouve pas trace. Carnet le regarde quand vous ouvrez cette page, et n’en parle à personne : ni courriel, ni notification.',
  none: 'Rien à vous rappeler aujourd’hui.',
  all: (count: number) => `Voir les ${number('fr', count)} rappels`,
  settings: 'Rappels, et ce que vous y avez répondu',
  kinds: {
    'fundus': {
      title: 'Un examen du fond de l’œil',
      what: 'Le diabète peut abîmer l’œil sans que l’on voie moins bien. Cet examen le montre à temps. Il est conseillé chaque année ; le médecin dit quand tous les deux ans suffisent.',
      missing:
        'Les remboursements des douze derniers mois ne montrent pas cet examen. Il a pu être fait pendant une consultation ou à l’hôpital : dites alors que c’est fait.',
    },
    'influenza': {
      title: 'Le vaccin contre la grippe',
      what: `La grippe est plus souvent grave après 65 ans. Le vaccin se refait chaque automne. ${bySyringe}`,
      missing: 'Le carnet n’en trouve pas trace depuis septembre. Un vaccin noté sur papier ne se voit pas ici : dites alors que c’est fait.',
    },
    'covid': {
      title: 'Le vaccin contre le Covid-19',
      what: `Après 65 ans, il se refait chaque automne, le même jour que celui de la grippe si l’on veut. ${bySyringe}`,
      missing: 'Le carnet n’en trouve pas trace depuis septembre. Un vaccin noté sur papier ne se voit pas ici : dites alors que c’est fait.',
    },
    'diphtheria': {
      title: 'Le rappel diphtérie, tétanos, poliomyélite',
      what: 'La protection baisse avec le temps. Ce rappel se fait à 6 ans, entre 11 et 13 ans, à 25, 45 et 65 ans, puis tous les dix ans.',
      missing: 'Le carnet n’en trouve pas trace récente. Un vaccin noté sur papier ne se voit pas ici : dites alors que c’est fait.',
    },
    'papillomavirus': {
      title: 'Le vaccin contre les papillomavirus',
      what: 'Il protège les filles et les garçons de plusieurs cancers. Entre 11 et 14 ans, deux injections suffisent.',
      missing: 'Le carnet n’en trouve pas trace. Un vaccin noté sur papier, ou fait au collège, ne se voit pas ici : dites alors que c’est fait.',
    },
    'meningococcus': {
      title: 'Le vaccin contre les méningocoques ACWY',
      what: 'Il protège de méningites graves. Une injection, entre 11 et 14 ans, quels que soient les vaccins reçus avant.',
      missing: 'Le carnet n’en trouve pas trace à cet âge. Un vaccin noté sur papier, ou fait au collège, ne se voit pas ici : dites alors que c’est fait.',
    },
    'shingles': {
      title: 'Le vaccin contre le zona',
      what: 'Il évite le zona, et les douleurs qui durent après lui. Deux injections, à deux mois d’écart au moins.',
      missing: 'Le carnet n’en trouve pas trace. Un vaccin noté sur papier ne se voit pas ici : dites alors que c’est fait.',
    },
    'pneumococcus': {
      title: 'Le vaccin contre le pneumocoque',
      what: 'Ce microbe cause des pneumonies et des méningites. Une seule injection suffit.',
      missing: 'Le carnet n’en trouve pas trace. Un vaccin noté sur papier ne se voit pas ici : dites alors que c’est fait.',
    },
    'respiratory-syncytial': {
      title: 'Le vaccin contre le virus respiratoire syncytial (VRS)',
      what: 'Ce virus de l’hiver peut être grave après 75 ans. Une seule injection, de préférence en automne.',
      missing: 'Le carnet n’en trouve pas trace. Un vaccin noté sur papier ne se voit pas ici : dites alors que c’est fait.',
    },
  },
  why: 'Pourquoi ce rappel ?',
  reasons: {
    age: (age: number) => `Le calendrier des vaccinations le conseille à partir de ${number('fr', age)} ans.`,
    declared: 'Les informations de santé du carnet indiquent un diabète.',
    document: 'Un document du carnet parle d’un diabète :',
    medicines: 'Les remboursements montrent des médicaments donnés le plus souvent contre le diabète.',
  },
  notThat: 'Pas de diabète ? Le dire dans les informations de santé',
  source: (publisher: string, title: string, year: string) => `Source : ${publisher}, « ${title} », ${year}`,
  done: 'C’est fait',
  doneThat: (what: string) => `C’est fait : ${what}`,
  later: 'Dans un mois',
  laterThat: (what: string) => `Me le redire dans un mois : ${what}`,
  refuse: 'Ne plus me le rappeler',
  refuseThat: (what: string) => `Ne plus me le rappeler : ${what}`,
  said: {
    done: 'C’est noté : c’est fait.',
    later: 'C’est noté : ce rappel reviendra dans un mois.',
    refused: 'C’est noté : ce rappel ne reviendra pas.',
    shown: 'C’est noté : ce rappel reviendra s’il y a lieu.',
  },
  answeredTitle: 'Ce que vous avez répondu',
  answers: { done: 'C’est fait', later: 'À plus tard', refused: 'Vous n’en voulez plus' },
  until: 'Revient s’il y a lieu :',
  takeBack: 'Me le rappeler',
  takeBackThat: (what: string) => `Me le rappeler : ${what}`,
};
