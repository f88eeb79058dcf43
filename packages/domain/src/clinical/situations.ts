// Which facts count in which situation, and which treatments are told first there. Tables of 2026-11-23, by code first, by the words of documents that
// write no code. Nothing is concluded: a line that counts in no situation is still in the record at a glance.
// Sources: ATC index of the WHO (2026) for classes; SFAR, gestion périopératoire des traitements chroniques, for what is told before an anaesthesia;
// ICD-10, chapters IV and IX; LOINC 2.81 for results.

import { type Situation, type WatchedClass, situations, watchedClasses } from '../terminology/situations.ts';
import { atcSystem, icd10System, loincSystem } from '../terminology/types.ts';
import { type ClinicalFact, type Concept, conceptOf } from './clinical-fact.ts';

interface Medicines {
  /** Beginnings of ATC codes. */
  readonly atc: readonly string[];
  /** Whole words without accents: substances, and brands that a prescription writes alone. */
  readonly words: RegExp;
  readonly in: readonly Situation[];
}
const words = (...all: readonly string[]): RegExp => new RegExp(`\\b(?:${all.join('|')})\\b`, 'u');

const medicines: Readonly<Record<WatchedClass, Medicines>> = {
  'antithrombotic': {
    // N02BA01: an aspirin taken against pain thins blood all the same.
    atc: ['B01', 'N02BA01'],
    words: words(
      'kardegic',
      'aspegic',
      'aspirine?',
      'acetylsalicyl\\w+',
      'clopidogrel',
      'plavix',
      'prasugrel',
      'efient',
      'ticagrelor',
      'brilique',
      'warfarine?',
      'coumadine',
      'fluindione',
      'previscan',
      'acenocoumarol',
      'sintrom',
      'rivaroxaban',
      'xarelto',
      'apixaban',
      'eliquis',
      'dabigatran',
      'pradaxa',
      '\\w*heparine?',
      'enoxaparine?',
      'lovenox',
      'tinzaparine?',
      'innohep',
      'fondaparinux',
      'arixtra',
    ),
    in: ['emergency', 'anaesthesia', 'heart', 'medicines'],
  },
  'glucose-lowering': {
    atc: ['A10'],
    words: words(
      'insulines?',
      'metformine?',
      'glucophage',
      'gli(?:clazide|mepiride|benclamide|pizide)',
      '\\w+gliflozine?',
      '\\w+gliptine?',
      '\\w+glutide',
      'repaglinide',
    ),
    in: ['emergency', 'anaesthesia', 'medicines'],
  },
  'corticosteroid': {
    atc: ['H02'],
    words: words('prednisone', 'prednisolone', 'cortancyl', 'solupred', 'methylprednisolone', 'hydrocortisone', 'dexamethasone'),
    in: ['emergency', 'anaesthesia'],
  },
  'antiepileptic': {
    atc: ['N03'],
    words: words('valpro\\w+', 'depakine', 'lamotrigine', 'lamictal', 'levetiracetam', 'keppra', 'carbamazepine', 'tegretol', 'lacosamide'),
    in: ['emergency', 'anaesthesia'],
  },
  'opioid': {
    atc: ['N02A', 'N07BC'],
    words: words('morphine', 'oxycodone', 'fentanyl', 'tramadol', 'codeine', 'buprenorphine', 'subutex', 'methadone', 'hydromorphone'),
    in: ['emergency', 'anaesthesia', 'medicines'],
  },
  'renin-angiotensin': { atc: ['C09'], words: words('\\w{3,}pril', '\\w{2,}sartan', 'entresto'), in: ['anaesthesia', 'heart'] },
  'beta-blocker': {
    atc: ['C07'],
    words: words('(?:aten|bisopr|metopr|nebiv|propran|carvedil|acebut|celipr|sot|nad|labetal)olol', 'carvedilol', 'labetalol'),
    in: ['anaesthesia', 'heart'],
  },
  'mao-inhibitor': { atc: ['N06AF', 'N06AG'], words: words('iproniazide', 'moclobemide', 'marsilid'), in: ['emergency', 'anaesthesia'] },
  'lithium': { atc: ['N05AN'], words: words('lithium', 'teralithe'), in: ['emergency', 'anaesthesia', 'medicines'] },
};

/** LOINC codes of what is looked at, by what they say. */
const results = {
  bloodGroup: ['882-1', '883-9', '10331-7'],
  haemostasis: ['6301-6', '5902-2', '5894-1', '3173-2', '14979-9', '3255-7', '777-3', '718-7'],
  kidney: ['14682-9', '2160-0', '33914-3', '62238-1', '98979-8', '2823-3', '2951-2'],
  sugar: ['4548-4', '59261-8', '14749-6', '2339-0', '2345-7', '14771-0', '1558-6'],
  heart: ['33762-6', '30934-4', '89579-7', '67151-1', '6598-7', '10839-9', '10230-1', '8867-4', '8480-6', '8462-4', '85354-9', '29463-7'],
  lipids: ['2089-1', '13457-7', '22748-8', '39469-2', '2085-9', '14646-4', '2093-3', '14647-2', '2571-8', '14927-8'],
} as const;
const resultsIn: Readonly<Record<Situation, ReadonlySet<string>>> = {
  emergency: new Set([...results.bloodGroup, ...results.haemostasis, ...results.kidney, ...results.sugar]),
  anaesthesia: new Set([...results.bloodGroup, ...results.haemostasis, ...results.kidney, ...results.sugar]),
  heart: new Set([...results.heart, ...results.lipids, ...results.kidney, ...results.sugar, '6301-6']),
  medicines: new Set([...results.kidney, ...results.sugar, '6301-6', '29463-7']),
};

/** Diseases of the heart and the vessels, diabetes, lipids, and what was put into a heart. */
const heartCodes = /^(?:I\d|E1[0-4]|E78|Z95)/u;
const heartWords = new RegExp(
  [
    'cardi\\w+|coeur|coronar\\w+|angor|infarctus|syndrome coronarien|fibrillation|flutter|arythmie|tachycardie|bradycardie',
    'hypertension|hta|valvul\\w+|aort\\w+|mitral\\w*|endocardite|pericardite|stent\\w*|pontage\\w*|pacemaker|stimulateur|defibrillateur',
    'diabet\\w+|dyslipid\\w+|hypercholesterol\\w+|avc|accident vasculaire|arteri\\w+|embolie|phlebite|thrombose',
  ]
    .map((group) => `\\b(?:${group})\\b`)
    .join('|'),
  'u',
);
/** Medicines of the heart (ATC C) and antithrombotics. */
const heartMedicines = /^(?:C|B01)/u;

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/œ/giu, 'oe').toLowerCase();
const saidOf = ({ codings, text = '' }: Concept): string => folded([text, ...codings.map(({ display }) => display ?? '')].join(' '));
const codesOf = ({ codings }: Concept, system: string): readonly string[] => codings.filter((one) => one.system === system).map(({ code }) => code);

/** The class of a treatment that is told first somewhere. By its ATC code; by its words only where it has none: a code says what it is and what it is not. */
export function watchedClassOf(fact: ClinicalFact): WatchedClass | undefined {
  if (fact.kind !== 'medication') return undefined;
  const codes = codesOf(fact.product, atcSystem);
  const said = saidOf(fact.product);
  return watchedClasses.find((one) =>
    codes.length > 0 ? codes.some((code) => medicines[one].atc.some((start) => code.startsWith(start))) : medicines[one].words.test(said),
  );
}

/** The situations in which its class is told first. */
export const watchedIn = (watched: WatchedClass): readonly Situation[] => medicines[watched].in;

/** Where a line of the record at a glance counts. Allergies count everywhere; vaccines are read in an emergency. */
export const situationsOf = (fact: ClinicalFact): readonly Situation[] => situations.filter((situation) => counts(fact, situation));

function counts(fact: ClinicalFact, situation: Situation): boolean {
  const concept = conceptOf(fact);
  switch (fact.kind) {
    case 'allergy':
      return true;
    case 'immunization':
      return situation === 'emergency';
    case 'medication':
      return situation !== 'heart' || isOfHeart(fact, concept);
    case 'condition':
    case 'procedure':
      return situation !== 'heart' || codesOf(concept, icd10System).some((code) => heartCodes.test(code)) || heartWords.test(saidOf(concept));
    case 'observation':
      return codesOf(concept, loincSystem).some((code) => resultsIn[situation].has(code));
    case 'report':
      return false;
  }
}

function isOfHeart(fact: ClinicalFact, concept: Concept): boolean {
  const codes = codesOf(concept, atcSystem);
  if (codes.length > 0) return codes.some((code) => heartMedicines.test(code));
  const watched = watchedClassOf(fact);
  return watched !== undefined && watchedIn(watched).includes('heart');
}
