// The words of the documents written from a template: their titles, their headings and what to write under each, fields and answers. The document
// itself is in French, as the documents of a record are; the screen that is filled is in its reader's language.

import type { TemplateName } from '@carnet/domain/terminology';
import type { Bilingual } from './labels-bilingual.ts';
import { synthesisWording } from './synthesis.ts';

interface Told {
  readonly title: Bilingual;
  readonly help?: Bilingual;
}
const both = (fr: string, en: string): Bilingual => ({ fr, en });
const told = (title: Bilingual, help?: Bilingual): Told => ({ title, ...(help === undefined ? {} : { help }) });

export const templateWording: Readonly<Record<TemplateName, Required<Told>>> = {
  'discharge-letter': {
    title: both('Lettre de liaison à la sortie', 'Discharge letter'),
    help: both('À remettre au patient le jour de sa sortie.', 'Handed to the patient on the day they leave.'),
  },
  'admission-letter': {
    title: both('Lettre de liaison à l’entrée', 'Admission letter'),
    help: both('Pour l’établissement qui reçoit le patient.', 'For the hospital that takes the patient in.'),
  },
  'emergency-liaison': {
    title: both('Dossier de liaison d’urgence (DLU)', 'Emergency liaison file (DLU)'),
    help: both('Ce que les urgences doivent savoir d’un résident, de jour comme de nuit.', 'What an emergency ward must know of a resident, day or night.'),
  },
  'nursing': {
    title: both('Bilan de soins infirmiers', 'Nursing assessment'),
    help: both('Constantes, douleur, autonomie, plaies, suite des soins.', 'Vital signs, pain, autonomy, wounds, what follows.'),
  },
  'physiotherapy': {
    title: both('Bilan diagnostic kinésithérapique', 'Physiotherapy assessment'),
    help: both('Bilan, objectifs et séances, pour le médecin prescripteur.', 'Assessment, aims and sessions, for the doctor who prescribed.'),
  },
  'cancer-meeting': {
    title: both('Fiche de réunion de concertation (DCC)', 'Cancer meeting report (DCC)'),
    help: both('La proposition de la réunion pluridisciplinaire.', 'What the multidisciplinary meeting proposes.'),
  },
  'cancer-plan': {
    title: both('Programme personnalisé de soins (DCC)', 'Personal cancer care plan (DCC)'),
    help: both('Le calendrier des traitements, remis au patient.', 'The calendar of treatments, handed to the patient.'),
  },
  'alert-card': {
    title: both('Carte d’alerte (handicap)', 'Alert card (disability)'),
    help: both('Pour les urgences : le danger, comment communiquer, ce qui apaise.', 'For emergencies: the danger, how to communicate, what soothes.'),
  },
  'consultation-card': {
    title: both('Carte de consultation (handicap)', 'Consultation card (disability)'),
    help: both('Ce qu’il faut préparer avant une consultation.', 'What to prepare before a consultation.'),
  },
  'hospital-reception': {
    title: both('Fiche de liaison pour l’accueil à l’hôpital (handicap)', 'Hospital reception sheet (disability)'),
    help: both('Habitudes, aide au quotidien, repères.', 'Habits, daily help, landmarks.'),
  },
  'home-liaison': {
    title: both('Fiche de liaison établissement – domicile (handicap)', 'Liaison sheet between home and establishment (disability)'),
    help: both('Ce qui s’est passé, ce qu’il faut poursuivre.', 'What happened, what must go on.'),
  },
};

/** Of a template's own heading (`nursing.reason`), or of one that several have. */
const headings: Readonly<Record<string, Told>> = {
  'reason': told(both('Motif', 'Reason')),
  'discharge-letter.reason': told(both('Motif d’hospitalisation', 'Reason for the stay')),
  'admission-letter.reason': told(both('Motif d’hospitalisation', 'Reason for the admission')),
  'nursing.reason': told(
    both('Motif des soins', 'Reason for care'),
    both('La prescription, ou ce qui a conduit au bilan.', 'The prescription, or what led here.'),
  ),
  'physiotherapy.reason': told(both('Motif de la prise en charge', 'Reason for treatment')),
  'cancer-meeting.reason': told(both('Motif de la réunion', 'Reason for the meeting')),
  'hospital-reception.reason': told(both('Motif de la venue', 'Reason for coming')),
  'stay': told(
    both('Synthèse médicale du séjour', 'Medical summary of the stay'),
    both('Évolution, actes et examens, transfusion s’il y en a eu, état à la sortie.', 'Course, procedures, transfusion if any, state on leaving.'),
  ),
  'treatments': told(both('Traitements', 'Treatments'), both('Avec la dose et le rythme.', 'With dose and rhythm.')),
  'discharge-letter.treatments': told(
    both('Traitements prescrits à la sortie', 'Treatments prescribed on leaving'),
    both('Avec la dose, le rythme et la durée.', 'With dose, rhythm and duration.'),
  ),
  'admission-letter.treatments': told(
    both('Traitements à l’admission', 'Treatments on admission'),
    both('Avec la dose et le rythme.', 'With dose and rhythm.'),
  ),
  'stopped': told(both('Traitements arrêtés', 'Treatments stopped'), both('Avec la raison de l’arrêt.', 'With why each was stopped.')),
  'allergies': told(both('Allergies et intolérances', 'Allergies and intolerances')),
  'problems': told(both('Pathologies en cours', 'Current conditions')),
  'past-medical': told(both('Antécédents médicaux', 'Medical history')),
  'past-surgical': told(both('Antécédents chirurgicaux', 'Surgical history')),
  'pending': told(both('Résultats d’examens attendus', 'Results awaited'), both('Et qui les transmettra.', 'And who will pass them on.')),
  'follow-up': told(
    both('Suites à donner', 'What follows'),
    both('Rendez-vous, soins, surveillance, à qui s’adresser.', 'Appointments, care, watch, whom to ask.'),
  ),
  'devices': told(both('Dispositifs médicaux', 'Medical devices'), both('Implantés ou remis pendant le séjour.', 'Implanted or given during the stay.')),
  'comments': told(both('Autres informations', 'Other information')),
  'contacts': told(
    both('Personnes à prévenir et coordonnées', 'People to tell and how'),
    both('Avec l’accord de chacune : son lien avec le patient et son téléphone.', 'With the agreement of each: tie to the patient and telephone.'),
  ),
  'wishes': told(both('Volontés et orientation', 'Wishes and destination')),
  'state': told(both('État habituel', 'Usual state'), both('Ce qui est connu avant l’urgence.', 'What is known before the emergency.')),
  'results': told(both('Résultats d’examens utiles', 'Useful results')),
  'vaccines': told(both('Vaccinations', 'Vaccinations')),
  'vitals': told(both('Constantes', 'Vital signs')),
  'pain': told(both('Douleur', 'Pain')),
  'autonomy': told(both('Autonomie', 'Autonomy')),
  'wounds': told(
    both('Plaies et pansements', 'Wounds and dressings'),
    both('Une ligne par plaie : siège, taille, aspect, protocole.', 'One line for each wound: place, size, look, protocol.'),
  ),
  'care': told(both('Soins réalisés', 'Care given')),
  'conclusion': told(both('Conclusion', 'Conclusion')),
  'nursing.conclusion': told(
    both('Conclusion et suite des soins', 'Conclusion and further care'),
    both('Rythme des passages, surveillance, ce qui doit alerter.', 'How often to come, what to watch, what must alert.'),
  ),
  'prescription': told(both('Prescription', 'Prescription')),
  'assessment': told(
    both('Bilan', 'Assessment'),
    both(
      'Amplitudes, force, équilibre, gestes de la vie courante : ce qui est atteint et de combien.',
      'Range, strength, balance, daily gestures: what is affected and how much.',
    ),
  ),
  'objectives': told(
    both('Objectifs', 'Aims'),
    both('Ce que le patient pourra refaire, et vers quelle date.', 'What the patient will be able to do again, and by when.'),
  ),
  'techniques': told(both('Actes et techniques choisis', 'Techniques chosen')),
  'sessions': told(both('Séances', 'Sessions')),
  'meeting': told(both('Réunion', 'Meeting')),
  'tumour': told(both('Diagnostic', 'Diagnosis'), both('Siège, histologie, classification TNM et date.', 'Site, histology, TNM class and date.')),
  'cancer-meeting.problems': told(both('Comorbidités', 'Comorbidities')),
  'fitness': told(both('État général', 'General state')),
  'stage': told(both('Phase de la maladie', 'Phase of the disease')),
  'former-treatments': told(both('Traitements déjà reçus', 'Treatments already had')),
  'patient-wishes': told(both('Souhaits du patient', 'What the patient wishes')),
  'question': told(both('Question posée à la réunion', 'Question put to the meeting')),
  'proposal': told(both('Proposition de la réunion', 'What the meeting proposes')),
  'frame': told(both('Cadre de la proposition', 'Frame of the proposal')),
  'programme': told(
    both('Calendrier des traitements', 'Calendar of treatments'),
    both('Chaque traitement : lieu, dates prévues, médecin.', 'Each treatment: place, dates planned, doctor.'),
  ),
  'support': told(both('Soins de support et accompagnement', 'Supportive care')),
  'watch': told(both('Surveillance et effets à signaler', 'Watch, and effects to report')),
  'disability': told(both('Handicap', 'Disability')),
  'danger': told(
    both('Le danger, et quoi faire tout de suite', 'The danger, and what to do at once'),
    both('Crise, fausse route, position interdite, appareil vital.', 'Seizure, choking, forbidden position, vital device.'),
  ),
  'communication': told(both('Communiquer', 'Communicating')),
  'soothes': told(both('Ce qui apaise', 'What soothes')),
  'avoid': told(both('Ce qu’il faut éviter', 'What to avoid'), both('Bruit, lumière, contact, attente.', 'Noise, light, touch, waiting.')),
  'before': told(
    both('Avant la consultation', 'Before the consultation'),
    both('Horaire, accès, accompagnant, durée, visite à blanc.', 'Hour, access, companion, length, a first visit to get used to it.'),
  ),
  'during': told(both('Pendant la consultation', 'During the consultation')),
  'care-examination': told(both('Examens et soins : ce qui a marché', 'Examinations and care: what worked')),
  'habits': told(
    both('Habitudes de vie', 'Habits'),
    both('Sommeil, repas, toilette, objets et rituels importants.', 'Sleep, meals, washing, objects and rituals that matter.'),
  ),
  'period': told(both('Période', 'Period'), both('Du jour d’arrivée au jour de départ, et où.', 'From the day of arrival to the day of leaving, and where.')),
  'health': told(both('Santé pendant la période', 'Health during the period')),
  'home-liaison.follow-up': told(both('À poursuivre', 'To go on with')),
};

const fields: Readonly<Record<string, Bilingual>> = {
  'systolic': both('Pression systolique', 'Systolic pressure'),
  'diastolic': both('Pression diastolique', 'Diastolic pressure'),
  'heart-rate': both('Fréquence cardiaque', 'Heart rate'),
  'temperature': both('Température', 'Temperature'),
  'saturation': both('Saturation en oxygène', 'Oxygen saturation'),
  'breathing': both('Fréquence respiratoire', 'Breathing rate'),
  'weight': both('Poids', 'Weight'),
  'height': both('Taille', 'Height'),
  'glucose': both('Glycémie capillaire', 'Capillary glucose'),
  'pain': both('Intensité (EVA, 0 à 10)', 'Intensity (VAS, 0 to 10)'),
  'pain-place': both('Où, et quand', 'Where, and when'),
  'washing': both('Se laver', 'Washing'),
  'dressing': both('S’habiller', 'Dressing'),
  'eating': both('Manger', 'Eating'),
  'moving': both('Se déplacer', 'Moving about'),
  'toilet': both('Aller aux toilettes', 'Using the toilet'),
  'medicines': both('Prendre ses médicaments', 'Taking medicines'),
  'directives': both('Directives anticipées rédigées', 'Advance directives written'),
  'palliative': both('Soins palliatifs', 'Palliative care'),
  'hospital': both('Établissement souhaité', 'Hospital wished for'),
  'oriented': both('Orienté dans le temps et l’espace', 'Knows where and when they are'),
  'agitated': both('Agité', 'Agitated'),
  'calls-for-help': both('Peut alerter', 'Can call for help'),
  'sight': both('Déficit visuel', 'Poor sight'),
  'hearing': both('Déficit auditif', 'Poor hearing'),
  'speaking': both('Trouble du langage', 'Difficulty speaking'),
  'falls': both('Chutes', 'Falls'),
  'wanders': both('Déambulation', 'Wanders'),
  'restraint': both('Contention', 'Restraint'),
  'pressure-sores': both('Risque d’escarre', 'Risk of pressure sores'),
  'swallowing': both('Risque de fausse route', 'Risk of choking'),
  'prescribed': both('Date de la prescription', 'Date of the prescription'),
  'prescriber': both('Prescripteur', 'Prescriber'),
  'number': both('Nombre de séances', 'Number of sessions'),
  'a-week': both('Séances par semaine', 'Sessions a week'),
  'held': both('Date de la réunion', 'Date of the meeting'),
  'quorum': both('Quorum atteint', 'Quorum met'),
  'performance': both('Indice OMS', 'WHO performance status'),
  'phase': both('Phase', 'Phase'),
  'setting': both('Cadre', 'Frame'),
  'kind': both('Handicap principal', 'Main disability'),
  'precision': both('Précision', 'Precisely'),
  'means': both('Moyen principal', 'Main means'),
  'understands': both('Ce que la personne comprend', 'What the person understands'),
  'pain-sign': both('Comment elle montre qu’elle a mal', 'How they show pain'),
};

/** Of one field's (`means.none`), or of several. */
const choices: Readonly<Record<string, Bilingual>> = {
  'yes': both('Oui', 'Yes'),
  'no': both('Non', 'No'),
  'unknown': both('Non connu', 'Not known'),
  'alone': both('Seul', 'Alone'),
  'helped': both('Avec une aide', 'With help'),
  'done-for': both('Fait par un tiers', 'Done by somebody else'),
  'performance.0': both('0 – activité normale', '0 – normal activity'),
  'performance.1': both('1 – activité réduite', '1 – reduced activity'),
  'performance.2': both('2 – alité moins de la moitié du jour', '2 – in bed less than half the day'),
  'performance.3': both('3 – alité plus de la moitié du jour', '3 – in bed more than half the day'),
  'performance.4': both('4 – alité en permanence', '4 – always in bed'),
  'phase.first': both('Diagnostic initial', 'First diagnosis'),
  'phase.local': both('Récidive locale', 'Local recurrence'),
  'phase.metastatic': both('Métastatique', 'Metastatic'),
  'phase.remission': both('Rémission', 'Remission'),
  'setting.guideline': both('Selon un référentiel', 'By a guideline'),
  'setting.trial': both('Dans un essai clinique', 'Within a clinical trial'),
  'setting.outside': both('Hors référentiel', 'Outside guidelines'),
  'kind.motor': both('Moteur', 'Motor'),
  'kind.visual': both('Visuel', 'Visual'),
  'kind.hearing': both('Auditif', 'Hearing'),
  'kind.intellectual': both('Intellectuel', 'Intellectual'),
  'kind.psychic': both('Psychique', 'Psychic'),
  'kind.autism': both('Trouble du spectre de l’autisme', 'Autism spectrum'),
  'kind.multiple': both('Polyhandicap', 'Multiple disabilities'),
  'kind.rare': both('Handicap rare', 'Rare disability'),
  'means.speech': both('Parole', 'Speech'),
  'means.simple-words': both('Mots simples, phrases courtes', 'Simple words, short sentences'),
  'means.pictures': both('Images ou pictogrammes', 'Pictures'),
  'means.signs': both('Langue des signes', 'Sign language'),
  'means.tablet': both('Tablette ou synthèse vocale', 'Tablet or speech device'),
  'means.third-person': both('Par un proche', 'Through somebody close'),
  'means.none': both('Pas de communication connue', 'No known means'),
};

/** UCUM as it is read; none for a score. */
const units: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg', 'Cel': '°C', '{score}': '' };

export const headingTold = (template: TemplateName, heading: string): Told => headings[`${template}.${heading}`] ?? headings[heading]!;
export const fieldTold = (field: string): Bilingual => fields[field]!;
export const choiceTold = (field: string, choice: string): Bilingual => choices[`${field}.${choice}`] ?? choices[choice]!;
export const unitTold = (unit: string): string => units[unit] ?? unit;

/** Of the document itself. */
export const templateWords = (template: TemplateName) => ({
  none: synthesisWording.none,
  silent: synthesisWording.silent,
  details: synthesisWording.details,
  heading: (heading: string): string => headingTold(template, heading).title.fr,
  field: (field: string): string => fieldTold(field).fr,
  choice: (field: string, choice: string): string => choiceTold(field, choice).fr,
  unit: unitTold,
});
