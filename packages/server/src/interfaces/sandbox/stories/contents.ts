// What carers write in the stories. Fictional, about nobody.

import type { WrittenContent } from '@carnet/domain/feeding';
import { type Paper, papers } from '../../../sandbox/region/papers.ts';

type Content = Partial<WrittenContent>;
const lines = (...texts: readonly string[]) => ({ lines: texts.map((text) => ({ text })), none: texts.length === 0 });
const prose = (code: string, title: string, ...sections: readonly (readonly [string, string])[]): Paper => ({
  code,
  title,
  sections: () => sections.map(([heading, text]) => ({ title: heading, text: [text] })),
});

/** What the emergency department needs of somebody who cannot say it. */
export const davidLiaison: Content = {
  lines: {
    'problems': lines('Fibrillation atriale', 'Insuffisance rénale chronique modérée'),
    'past-medical': lines('Accident ischémique transitoire en 2021'),
    'allergies': lines('Pénicilline : éruption étendue en 2009'),
    'treatments': lines('Apixaban 2,5 mg, matin et soir', 'Bisoprolol 2,5 mg, le matin', 'Paracétamol 1 g, si douleur'),
  },
  fields: { wishes: { directives: 'yes', palliative: 'no' }, state: { 'oriented': 'yes', 'falls': 'yes', 'hearing': 'no', 'pressure-sores': 'no' } },
  texts: {
    contacts: 'Sa fille, à prévenir à toute heure. Infirmière de l’EHPAD : poste de soins du premier étage.',
    comments: 'Entend mal de l’oreille droite.',
  },
};
export const davidLetter: Content = {
  texts: {
    'reason': 'Chute de sa hauteur à l’EHPAD, sous anticoagulant.',
    'stay': 'Scanner cérébral sans saignement. Plaie du cuir chevelu suturée. Surveillance de vingt-quatre heures sans complication.',
    'follow-up': 'Fils à retirer dans dix jours. Surveiller la conscience pendant quarante-huit heures ; reprendre l’anticoagulant dès ce soir.',
  },
  lines: { treatments: lines('Apixaban 2,5 mg, matin et soir', 'Bisoprolol 2,5 mg, le matin', 'Paracétamol 1 g, trois fois par jour pendant cinq jours') },
};
export const yvetteLiaison: Content = {
  lines: {
    problems: lines('Maladie d’Alzheimer', 'Diabète de type 2'),
    allergies: lines('Produits de contraste iodés : malaise en 2015'),
    treatments: lines(
      'Insuline glargine, 18 unités le soir',
      'Metformine 500 mg, matin et soir',
      'Donépézil 10 mg, le soir',
      'Ramipril 5 mg, le matin',
      'Macrogol, un sachet le matin',
      'Vitamine D, une ampoule par trimestre',
    ),
  },
  fields: {
    wishes: { directives: 'unknown', palliative: 'no' },
    state: { 'oriented': 'no', 'agitated': 'no', 'calls-for-help': 'no', 'wanders': 'yes', 'swallowing': 'yes' },
  },
  texts: { contacts: 'Son fils, personne de confiance.', comments: 'Ne sait pas dire son âge ni ses traitements. Repas mixés.' },
};
export const lauraNursing: Content = {
  texts: { reason: 'Pansement d’un ulcère de jambe.', conclusion: 'Passage tous les deux jours ; revoir avec le médecin dans quinze jours.' },
  lines: { wounds: lines('Ulcère de la jambe gauche, 3 cm, propre') },
  fields: {
    vitals: { systolic: '132', diastolic: '78', weight: '71' },
    pain: { 'pain': '3', 'pain-place': 'Jambe gauche' },
    autonomy: { washing: 'helped', dressing: 'helped', eating: 'alone', moving: 'helped' },
  },
};
export const lauraPhysiotherapy: Content = {
  fields: { prescription: { prescribed: '2026-01-05', prescriber: 'Dr Lambert' }, sessions: { 'number': '20', 'a-week': '2' } },
  texts: {
    assessment: 'Marche avec une canne dans l’appartement ; se relève seule d’une chaise, pas du sol.',
    reason: 'Reprendre confiance à la marche après un hiver sans sortir.',
    objectives: 'Sortir seule jusqu’à la boulangerie.',
    conclusion: 'Vingt séances, à domicile.',
  },
};
export const lauraPlan = prose(
  '80788-3',
  'Projet personnalisé d’accompagnement',
  ['Ce que souhaite Laura', 'Rester chez elle, et refaire ses courses elle-même au printemps.'],
  ['Qui passe, et quand', 'Aide à domicile chaque matin ; infirmière un jour sur deux ; kinésithérapeute deux fois par semaine.'],
);
export const lauraLetter: Content = {
  texts: {
    'reason': 'Infection de la plaie de la jambe gauche.',
    'stay': 'Antibiotique par voie veineuse pendant trois jours, évolution favorable.',
    'follow-up': 'Pansement tous les jours pendant une semaine. Pas de rééducation avant la fin de l’antibiotique.',
  },
};
export const marionBiology = papers.biologie;
export const marionImaging = prose(
  '18748-4',
  'Radiographie du bassin',
  ['Examen', 'Radiographie du bassin de face, après une douleur de la hanche droite.'],
  ['Conclusion', 'Pas de fracture. Coxarthrose débutante à droite.'],
);
export const julienConsultation = prose(
  '11488-4',
  'Consultation avant l’entrée en IME',
  ['Examen', 'Bon état général. Épilepsie équilibrée par le traitement actuel.'],
  ['Conclusion', 'Pas de contre-indication à la vie en collectivité.'],
);
export const julienPlan = prose(
  '80788-3',
  'Projet personnalisé d’accompagnement',
  ['Ce que Julien sait faire', 'S’habille seul si on lui montre les images dans l’ordre. Dit oui et non.'],
  ['Ce qui l’aide', 'Un lieu calme, et savoir ce qui vient ensuite.'],
);
export const julienLetter: Content = {
  texts: {
    'period': 'Suivi au SESSAD depuis ses trois ans, à domicile et à l’école.',
    'follow-up': 'Garder les images de la journée ; prévenir d’un changement la veille.',
    'habits': 'Mange seul, lentement. N’aime pas le bruit des chaises.',
  },
};
export const julienCard: Content = {
  fields: { disability: { kind: 'autism' }, communication: { 'means': 'pictures', 'pain-sign': 'Se mord la main' } },
  texts: { before: 'Lui montrer la salle en photographie avant d’y entrer.', soothes: 'Sa balle bleue.' },
};
export const charlotteVaccination = papers.vaccination;
