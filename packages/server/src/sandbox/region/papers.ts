// What carers write in the region: twenty-four types of documents, each with a body of its own. Results, prescriptions, vaccines and problems are
// said in codes too (LOINC, ATC, ICD-10), by the templates the reader of entries knows. Fictional: about nobody.

import type { Instant } from '@carnet/domain/kernel';
import { type CdaSection, escaped, hl7Time } from '../cda.ts';
import type { Dice } from './dice.ts';

interface About {
  readonly dice: Dice;
  readonly at: Instant;
  readonly age: number;
}
export interface Paper {
  readonly code: string;
  readonly title: string;
  readonly sections: (about: About) => readonly CdaSection[];
}

const loinc = '2.16.840.1.113883.6.1';
const atc = '2.16.840.1.113883.6.73';
const icd10 = '2.16.840.1.113883.6.3';
const pcc = '1.3.6.1.4.1.19376.1.5.3.1.4';

/** LOINC, name, unit, usual bounds, decimals. */
const analyses = [
  ['718-7', 'Hémoglobine', 'g/dL', 12, 16, 1],
  ['6690-2', 'Leucocytes', '10*3/uL', 4, 10, 1],
  ['777-3', 'Plaquettes', '10*3/uL', 150, 400, 0],
  ['2160-0', 'Créatinine', 'umol/L', 50, 110, 0],
  ['2345-7', 'Glycémie à jeun', 'mmol/L', 4, 6.1, 1],
  ['4548-4', 'Hémoglobine glyquée', '%', 4.5, 6.5, 1],
  ['2093-3', 'Cholestérol total', 'mmol/L', 3.5, 5.5, 1],
  ['3016-3', 'TSH', 'mUI/L', 0.4, 4, 2],
  ['1988-5', 'Protéine C réactive', 'mg/L', 1, 5, 0],
  ['2823-3', 'Potassium', 'mmol/L', 3.5, 5, 1],
] as const;
/** ATC, name, how it is taken. */
const medicines = [
  ['N02BE01', 'Paracétamol 1 g, comprimé', '1 comprimé jusqu’à 3 fois par jour si douleur'],
  ['J01CA04', 'Amoxicilline 1 g, comprimé dispersible', '1 comprimé matin et soir pendant 6 jours'],
  ['C09AA05', 'Ramipril 5 mg, comprimé', '1 comprimé le matin'],
  ['A10BA02', 'Metformine 1 000 mg, comprimé', '1 comprimé matin et soir'],
  ['C10AA05', 'Atorvastatine 20 mg, comprimé', '1 comprimé le soir'],
  ['A02BC01', 'Oméprazole 20 mg, gélule', '1 gélule le matin pendant 4 semaines'],
  ['R03AC02', 'Salbutamol 100 µg, suspension pour inhalation', '1 à 2 bouffées si gêne'],
  ['B01AC06', 'Acide acétylsalicylique 75 mg, comprimé', '1 comprimé au déjeuner'],
  ['H03AA01', 'Lévothyroxine 50 µg, comprimé', '1 comprimé le matin à jeun'],
  ['M01AE01', 'Ibuprofène 400 mg, comprimé', '1 comprimé au cours des repas, 5 jours au plus'],
] as const;
const vaccines = [
  ['J07BB02', 'Grippe, virus inactivé'],
  ['J07CA02', 'Diphtérie, tétanos, poliomyélite, coqueluche'],
  ['J07BD52', 'Rougeole, oreillons, rubéole'],
  ['J07AL02', 'Pneumocoque conjugué'],
  ['J07BN01', 'COVID-19, ARN messager'],
] as const;
const problems = [
  ['I10', 'Hypertension essentielle'],
  ['E11.9', 'Diabète de type 2 sans complication'],
  ['J45.9', 'Asthme'],
  ['M54.5', 'Lombalgie basse'],
  ['E78.0', 'Hypercholestérolémie essentielle'],
  ['M17.9', 'Gonarthrose'],
  ['F32.0', 'Épisode dépressif léger'],
  ['J06.9', 'Infection aiguë des voies respiratoires supérieures'],
] as const;
const reasons = [
  'toux depuis trois jours',
  'renouvellement du traitement',
  'douleur lombaire',
  'fatigue',
  'fièvre',
  'suivi annuel',
  'éruption cutanée',
  'maux de tête',
];
const findings = [
  'Examen clinique normal.',
  'Auscultation cardiopulmonaire sans anomalie.',
  'Abdomen souple, indolore.',
  'Tension artérielle satisfaisante.',
  'Poids stable.',
];
const plans = [
  'Revoir dans trois mois.',
  'Traitement symptomatique, revoir si persistance.',
  'Poursuite du traitement en cours.',
  'Bilan biologique demandé.',
  'Kinésithérapie prescrite.',
];
const images = [
  'Radiographie du thorax',
  'Échographie abdominale',
  'IRM du genou droit',
  'Scanner cérébral sans injection',
  'Radiographie du rachis lombaire',
  'Mammographie bilatérale',
];
const imageFindings = [
  'Pas d’anomalie décelée.',
  'Aspect en rapport avec l’âge.',
  'Discrète arthrose, sans signe de gravité.',
  'Pas de foyer parenchymateux.',
  'Absence de lésion suspecte.',
];

const prose =
  (title: string, ...sentences: readonly (readonly string[])[]): Paper['sections'] =>
  ({ dice }) => [{ title, text: sentences.map((among) => dice.pick(among)) }];
const consultation: Paper['sections'] = ({ dice, age }) => [
  { title: 'Motif', text: [`${dice.pick(reasons)}, ${age} ans.`] },
  { title: 'Examen', text: [dice.pick(findings), `Tension artérielle : ${110 + dice.below(40)}/${60 + dice.below(30)} mmHg.`] },
  { title: 'Conclusion', text: [dice.pick(plans)] },
];

const coded = (tag: string, code: string, system: string, name: string): string =>
  `<${tag} code="${code}" codeSystem="${system}" displayName="${escaped(name)}"/>`;

function results({ dice, at }: About): readonly CdaSection[] {
  const first = dice.below(analyses.length);
  const done = Array.from({ length: 3 + dice.below(4) }, (_, index) => {
    const [code, name, unit, low, high, decimals] = analyses[(first + index) % analyses.length]!;
    const value = (low + (high - low) * ((dice.below(1_300) - 150) / 1_000)).toFixed(decimals);
    return { code, name, unit, value, usual: `${low} à ${high}` };
  });
  const observation = ({ code, name, unit, value }: (typeof done)[number]): string =>
    `<entry><observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/>${coded('code', code, loinc, name)}<statusCode code="completed"/><effectiveTime value="${hl7Time(at)}"/><value xsi:type="PQ" value="${value}" unit="${unit}"/></observation></entry>`;
  return [
    {
      title: 'Résultats',
      code: '26436-6',
      text: { heads: ['Analyse', 'Résultat', 'Unité', 'Valeurs usuelles'], rows: done.map(({ name, value, unit, usual }) => [name, value, unit, usual]) },
      entries: done.map(observation).join(''),
    },
    { title: 'Commentaire', text: ['Prélèvement conforme. Résultats validés par le biologiste.'] },
  ];
}

function prescription({ dice, at }: About, mood: 'INT' | 'EVN' = 'INT'): readonly CdaSection[] {
  const first = dice.below(medicines.length);
  const taken = Array.from({ length: 1 + dice.below(3) }, (_, index) => medicines[(first + index * 3) % medicines.length]!);
  const entry = ([code, name, how]: (typeof medicines)[number]): string =>
    `<entry><substanceAdministration classCode="SBADM" moodCode="${mood}"><templateId root="${pcc}.7"/><text>${escaped(how)}</text><statusCode code="completed"/><effectiveTime xsi:type="IVL_TS"><low value="${hl7Time(at)}"/></effectiveTime><consumable><manufacturedProduct><manufacturedMaterial>${coded('code', code, atc, name)}<name>${escaped(name)}</name></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`;
  return [
    {
      title: mood === 'INT' ? 'Prescription' : 'Produits dispensés',
      code: mood === 'INT' ? '57828-6' : '60590-7',
      text: { heads: ['Produit', 'Posologie'], rows: taken.map(([, name, how]) => [name, how]) },
      entries: taken.map(entry).join(''),
    },
  ];
}

function vaccination({ dice, at }: About): readonly CdaSection[] {
  const [code, name] = dice.pick(vaccines);
  const lot = `LOT ${10_000 + dice.below(89_999)}`;
  const entry = `<entry><substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="false"><templateId root="${pcc}.12"/><statusCode code="completed"/><effectiveTime value="${hl7Time(at)}"/><consumable><manufacturedProduct><manufacturedMaterial>${coded('code', code, atc, name)}<name>${escaped(name)}</name><lotNumberText>${lot}</lotNumberText></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`;
  return [{ title: 'Vaccination', code: '11369-6', text: [`${name}, ${lot}, bien toléré.`], entries: entry }];
}

function synthesis(about: About): readonly CdaSection[] {
  const { dice, at } = about;
  const first = dice.below(problems.length);
  const known = [problems[first]!, problems[(first + 3) % problems.length]!].slice(0, 1 + dice.below(2));
  const entry = ([code, name]: (typeof problems)[number]): string =>
    `<entry><observation classCode="OBS" moodCode="EVN"><templateId root="${pcc}.5"/><code code="64572001" codeSystem="2.16.840.1.113883.6.96" displayName="Maladie"/><statusCode code="completed"/><effectiveTime><low value="${hl7Time(at)}"/></effectiveTime><value xsi:type="CD" code="${code}" codeSystem="${icd10}" displayName="${escaped(name)}"/></observation></entry>`;
  return [
    { title: 'Problèmes actifs', code: '11450-4', text: known.map(([, name]) => name), entries: known.map(entry).join('') },
    ...prescription(about),
    { title: 'Points de vigilance', text: [dice.pick(plans)] },
  ];
}

const paper = (code: string, title: string, sections: Paper['sections']): Paper => ({ code, title, sections });
export const papers = {
  consultation: paper('11488-4', 'Compte rendu de consultation', consultation),
  ordonnance: paper('57833-6', 'Prescription de médicaments', (about) => prescription(about)),
  demandeBiologie: paper(
    'PRESC-BIO',
    'Prescription d’analyses',
    prose('Analyses', ['Numération formule sanguine.', 'Bilan lipidique.', 'Créatinine, ionogramme.']),
  ),
  demandeImagerie: paper('55115-0', 'Demande d’imagerie', prose('Examen demandé', images, ['Merci de votre avis.'])),
  kinésithérapie: paper(
    'PRESC-KINE',
    'Prescription de kinésithérapie',
    prose('Actes', ['Dix séances de rééducation du rachis.', 'Quinze séances, genou droit.']),
  ),
  soinsInfirmiers: paper(
    'PRESC-INF',
    'Prescription de soins infirmiers',
    prose('Actes', ['Pansement tous les deux jours.', 'Injection quotidienne pendant dix jours.']),
  ),
  arrêt: paper('PRESC-AAT', 'Arrêt de travail', prose('Arrêt', ['Arrêt de trois jours.', 'Arrêt d’une semaine.'])),
  adressage: paper('96349-6', 'Lettre d’adressage', prose('Demande', reasons, ['Merci de le recevoir pour avis.'])),
  certificat: paper('89601-9', 'Certificat médical', prose('Certificat', ['Ne présente pas de contre-indication apparente à la pratique du sport.'])),
  synthèse: paper('60591-5', 'Synthèse médicale', synthesis),
  vaccination: paper('87273-9', 'Note de vaccination', vaccination),
  examenEnfant: paper('59283-2', 'Examen de l’enfant', ({ dice, age }) => [
    { title: 'Croissance', text: [`${3 + age * 3 + dice.below(4)} kg, ${50 + age * 7 + dice.below(8)} cm.`] },
    { title: 'Développement', text: ['Développement psychomoteur conforme à l’âge.'] },
  ]),
  ophtalmologie: paper('78513-9', 'Consultation d’ophtalmologie', prose('Examen', ['Acuité visuelle 10/10 aux deux yeux.', 'Cataracte débutante.'], plans)),
  acteDiagnostique: paper(
    '70004-7',
    'Électrocardiogramme',
    prose('Tracé', ['Rythme sinusal régulier.', 'Bloc de branche droit incomplet.'], ['Pas de trouble de la repolarisation.']),
  ),
  biologie: paper('11502-2', 'Compte rendu d’analyses', results),
  imagerie: paper('18748-4', 'Compte rendu d’imagerie', ({ dice }) => [
    { title: 'Examen', code: '18748-4', text: [dice.pick(images)] },
    { title: 'Résultat', text: [dice.pick(imageFindings)] },
    { title: 'Conclusion', text: [dice.pick(imageFindings)] },
  ]),
  pathologie: paper('60568-3', 'Compte rendu d’anatomopathologie', prose('Conclusion', ['Absence de lésion maligne.', 'Nævus bénin, exérèse complète.'])),
  urgences: paper('15507-7', 'Passage aux urgences', consultation),
  liaison: paper('11490-0', 'Lettre de liaison de sortie', (about) => [
    ...prose('Séjour', ['Hospitalisation de deux jours.'], findings)(about),
    ...prescription(about),
  ]),
  opératoire: paper('34874-8', 'Compte rendu opératoire', prose('Intervention', ['Arthroscopie du genou.', 'Chirurgie de la cataracte.'], ['Suites simples.'])),
  dispensation: paper('60593-1', 'Dispensation', (about) => prescription(about, 'EVN')),
  suiviInfirmier: paper('11506-3', 'Suivi de soins infirmiers', prose('Soins', ['Pansement refait, plaie propre.', 'Glycémie capillaire surveillée.'])),
  bilanKinésithérapie: paper('47420-5', 'Bilan de kinésithérapie', prose('Bilan', ['Mobilité améliorée.', 'Douleur en diminution.'])),
  liaisonUrgence: paper('74207-2', 'Document de liaison d’urgence', synthesis),
} as const satisfies Readonly<Record<string, Paper>>;
export type PaperKind = keyof typeof papers;
