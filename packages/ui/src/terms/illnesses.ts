// Names of illnesses and states, and the short forms physicians write them in.

import type { TermGroup } from './term.ts';

export const illnesses: TermGroup = {
  sources: [
    'https://duhta.unistra.fr/dictionnaire2.html (Université de Strasbourg, « Acronymes et définitions »)',
    'https://medlineplus.gov/healthtopics.html (U.S. National Library of Medicine)',
  ],
  terms: [
    {
      said: ['HTA', 'hypertension artérielle'],
      fr: ['Hypertension artérielle', 'Le sang appuie trop fort dans les artères.'],
      en: ['High blood pressure', 'Blood presses too hard in the arteries.'],
    },
    {
      said: ['AVC', 'accident vasculaire cérébral'],
      fr: ['Accident vasculaire cérébral', 'Le sang n’arrive plus dans une partie du cerveau, ou il y saigne.'],
      en: ['Stroke', 'Blood no longer reaches a part of the brain, or bleeds into it.'],
    },
    {
      said: ['AIT', 'accident ischémique transitoire'],
      fr: ['Accident ischémique transitoire', 'Le sang manque un court moment dans une partie du cerveau.'],
      en: ['Transient ischaemic attack', 'A part of the brain lacks blood for a short time.'],
    },
    {
      said: ['IDM', 'infarctus du myocarde', 'infarctus', 'SCA'],
      fr: ['Infarctus', 'Le sang n’arrive plus dans une partie du cœur. On dit aussi : crise cardiaque.'],
      en: ['Heart attack', 'Blood no longer reaches a part of the heart.'],
    },
    {
      said: ['insuffisance cardiaque'],
      fr: ['Insuffisance cardiaque', 'Le cœur n’envoie plus assez de sang dans le corps.'],
      en: ['Heart failure', 'The heart no longer sends enough blood around the body.'],
    },
    {
      said: ['ACFA', 'fibrillation atriale', 'fibrillation auriculaire'],
      fr: ['Fibrillation atriale', 'Le cœur bat de façon irrégulière, souvent trop vite.'],
      en: ['Atrial fibrillation', 'The heart beats irregularly, often too fast.'],
    },
    {
      said: ['BPCO', 'bronchopneumopathie'],
      fr: ['BPCO', 'Une maladie des bronches qui dure. L’air passe mal dans les poumons.'],
      en: ['COPD', 'A lasting illness of the airways. Air passes badly into the lungs.'],
    },
    {
      said: ['SAOS', 'apnée du sommeil', 'apnées du sommeil'],
      fr: ['Apnées du sommeil', 'La respiration s’arrête plusieurs fois pendant le sommeil.'],
      en: ['Sleep apnoea', 'Breathing stops several times during sleep.'],
    },
    {
      said: ['DT1', 'DT2', 'DNID', 'DID'],
      fr: ['Diabète', 'Une maladie qui dure : il y a trop de sucre dans le sang.'],
      en: ['Diabetes', 'A lasting illness: there is too much sugar in blood.'],
    },
    {
      said: ['hypoglycémie'],
      fr: ['Hypoglycémie', 'Il n’y a pas assez de sucre dans le sang.'],
      en: ['Hypoglycaemia', 'There is not enough sugar in blood.'],
    },
    {
      said: ['dyslipidémie', 'hypercholestérolémie'],
      fr: ['Dyslipidémie', 'Il y a trop de graisses dans le sang, ou elles sont mal réparties.'],
      en: ['Dyslipidaemia', 'There is too much fat in blood, or not the right kinds.'],
    },
    {
      said: ['anémie'],
      fr: ['Anémie', 'Le sang manque de globules rouges ou d’hémoglobine. On se sent souvent fatigué.'],
      en: ['Anaemia', 'Blood lacks red cells or haemoglobin. One often feels tired.'],
    },
    {
      said: ['IRC', 'MRC', 'insuffisance rénale', 'maladie rénale chronique'],
      fr: ['Insuffisance rénale', 'Les reins nettoient moins bien le sang.'],
      en: ['Kidney failure', 'The kidneys clean blood less well.'],
    },
    {
      said: ['RGO', 'reflux gastro-œsophagien'],
      fr: ['Reflux', 'Ce qui est dans l’estomac remonte vers la gorge et brûle.'],
      en: ['Acid reflux', 'What is in the stomach comes up towards the throat and burns.'],
    },
    {
      said: ['MICI'],
      fr: ['Maladies inflammatoires de l’intestin', 'Des maladies de l’intestin qui durent. Par exemple : la maladie de Crohn.'],
      en: ['Inflammatory bowel disease', 'Lasting illnesses of the bowel, such as Crohn’s disease.'],
    },
    {
      said: ['TVP', 'phlébite', 'thrombose'],
      fr: ['Thrombose', 'Un caillot de sang bouche un vaisseau. Dans une veine, on dit aussi : phlébite.'],
      en: ['Thrombosis', 'A clot of blood blocks a vessel, often a vein.'],
    },
    {
      said: ['embolie pulmonaire'],
      fr: ['Embolie pulmonaire', 'Un caillot de sang bouche un vaisseau du poumon.'],
      en: ['Pulmonary embolism', 'A clot of blood blocks a vessel of the lung.'],
    },
    {
      said: ['AOMI', 'artériopathie'],
      fr: ['Artériopathie des jambes', 'Les artères des jambes sont en partie bouchées.'],
      en: ['Peripheral artery disease', 'The arteries of the legs are partly blocked.'],
    },
    {
      said: ['SEP', 'sclérose en plaques'],
      fr: ['Sclérose en plaques', 'Une maladie du cerveau et des nerfs, qui vient souvent par poussées.'],
      en: ['Multiple sclerosis', 'An illness of the brain and nerves, often coming in attacks.'],
    },
    {
      said: ['œdème', 'oedème', 'OMI', 'OAP'],
      fr: ['Œdème', 'De l’eau s’accumule dans une partie du corps, qui gonfle.'],
      en: ['Oedema', 'Water gathers in a part of the body, which swells.'],
      easy: 'Il y a trop d’eau dans une partie du corps. Cette partie gonfle.',
    },
    {
      said: ['ischémie', 'ischémique'],
      fr: ['Ischémie', 'Le sang n’arrive pas assez dans une partie du corps.'],
      en: ['Ischaemia', 'Not enough blood reaches a part of the body.'],
    },
    {
      said: ['sténose'],
      fr: ['Sténose', 'Un passage devenu trop étroit. Par exemple : dans une artère.'],
      en: ['Stenosis', 'A passage that became too narrow, in an artery for example.'],
    },
    {
      said: ['dyspnée'],
      fr: ['Dyspnée', 'On respire avec peine, on est essoufflé.'],
      en: ['Dyspnoea', 'Breathing is hard; one is out of breath.'],
    },
    {
      said: ['tachycardie'],
      fr: ['Tachycardie', 'Le cœur bat plus vite que d’habitude.'],
      en: ['Tachycardia', 'The heart beats faster than usual.'],
    },
    {
      said: ['bradycardie'],
      fr: ['Bradycardie', 'Le cœur bat plus lentement que d’habitude.'],
      en: ['Bradycardia', 'The heart beats slower than usual.'],
    },
    {
      said: ['asthénie'],
      fr: ['Asthénie', 'Une grande fatigue.'],
      en: ['Asthenia', 'Great tiredness.'],
    },
    {
      said: ['céphalée'],
      fr: ['Céphalées', 'Des maux de tête.'],
      en: ['Headache', 'Pain in the head.'],
      easy: 'Un mal de tête.',
    },
    {
      said: ['prurit'],
      fr: ['Prurit', 'Des démangeaisons : la peau gratte.'],
      en: ['Pruritus', 'Itching.'],
    },
    {
      said: ['érythème'],
      fr: ['Érythème', 'Une rougeur de la peau.'],
      en: ['Erythema', 'Redness of the skin.'],
    },
    {
      said: ['apyrétique', 'apyrexie'],
      fr: ['Apyrétique', 'Sans fièvre.'],
      en: ['Afebrile', 'Without fever.'],
    },
    {
      said: ['asymptomatique'],
      fr: ['Asymptomatique', 'Sans aucun signe que l’on ressent.'],
      en: ['Asymptomatic', 'Without any sign one feels.'],
    },
    {
      said: ['bénin', 'bénigne'],
      fr: ['Bénin', 'Sans gravité. D’une tumeur : ce n’est pas un cancer.'],
      en: ['Benign', 'Not serious. Of a tumour: not a cancer.'],
    },
    {
      said: ['nodule'],
      fr: ['Nodule', 'Une petite boule dans le corps. Elle est le plus souvent sans gravité.'],
      en: ['Nodule', 'A small lump in the body, most often not serious.'],
    },
    {
      said: ['adénopathie'],
      fr: ['Adénopathie', 'Un ganglion qui a gonflé. Les ganglions aident à se défendre des microbes.'],
      en: ['Swollen node', 'A lymph node that has swollen. Nodes help to fight germs.'],
    },
    {
      said: ['métastase'],
      fr: ['Métastase', 'Un cancer qui s’est étendu à une autre partie du corps.'],
      en: ['Metastasis', 'A cancer that has spread to another part of the body.'],
    },
    {
      said: ['ATCD', 'antécédent'],
      fr: ['Antécédents', 'Les maladies et les opérations que la personne ou sa famille ont eues.'],
      en: ['History', 'The illnesses and operations a person, or their family, has had.'],
    },
    {
      said: ['ALD', 'affection de longue durée'],
      fr: ['Affection de longue durée', 'Une maladie longue. L’Assurance Maladie rembourse tous les soins de cette maladie.'],
      en: ['Long-term illness (ALD)', 'A long illness. Assurance Maladie pays for the care it needs.'],
      easy: 'Une maladie longue. L’Assurance Maladie rembourse mieux les soins de cette maladie.',
    },
    {
      said: ['bilatéral', 'bilatérale'],
      fr: ['Bilatéral', 'Des deux côtés du corps.'],
      en: ['Bilateral', 'On both sides of the body.'],
    },
    {
      said: ['étiologie'],
      fr: ['Étiologie', 'La cause d’une maladie.'],
      en: ['Aetiology', 'The cause of an illness.'],
    },
    {
      said: ['comorbidité'],
      fr: ['Comorbidité', 'Une autre maladie que la personne a en même temps.'],
      en: ['Comorbidity', 'Another illness the person has at the same time.'],
    },
    {
      said: ['pronostic'],
      fr: ['Pronostic', 'Ce que l’on attend de la suite d’une maladie.'],
      en: ['Prognosis', 'What is expected of the course of an illness.'],
    },
  ],
};
