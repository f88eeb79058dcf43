// What is looked at: pictures of the body, records of the heart and the brain, what a physician measures.

import type { TermGroup } from './term.ts';

export const examinations: TermGroup = {
  sources: ['https://www.chu-lyon.fr/node/1535 (Hospices civils de Lyon, « Examens d’imagerie »)', 'https://medlineplus.gov/diagnosticimaging.html'],
  terms: [
    {
      said: ['IRM', 'imagerie par résonance magnétique'],
      fr: ['Imagerie par résonance magnétique', 'Un examen sans rayons X. Un gros aimant fait des images de l’intérieur du corps.'],
      en: ['MRI', 'An examination without X-rays. A large magnet makes pictures of the inside of the body.'],
    },
    {
      said: ['scanner', 'TDM', 'tomodensitométrie', 'scanographie'],
      fr: ['Scanner', 'Un examen aux rayons X. Il fait des images du corps en tranches.'],
      en: ['CT scan', 'An X-ray examination that makes pictures of the body in slices.'],
    },
    {
      said: ['échographie'],
      fr: ['Échographie', 'Un examen sans rayons X. Des ultrasons font des images de l’intérieur du corps.'],
      en: ['Ultrasound', 'An examination without X-rays. Sound waves make pictures of the inside of the body.'],
      easy: 'Un examen qui ne fait pas mal. Une petite machine glisse sur la peau et fait des images.',
    },
    {
      said: ['doppler', 'échodoppler', 'écho-doppler'],
      fr: ['Doppler', 'Une échographie qui montre comment le sang circule.'],
      en: ['Doppler', 'An ultrasound that shows how blood flows.'],
    },
    {
      said: ['ETT', 'échocardiographie', 'échographie cardiaque'],
      fr: ['Échographie du cœur', 'Une échographie qui montre le cœur en train de battre.'],
      en: ['Echocardiogram', 'An ultrasound that shows the heart as it beats.'],
    },
    {
      said: ['FEVG', 'fraction d’éjection'],
      fr: ['Fraction d’éjection', 'La part du sang que le cœur envoie à chaque battement.'],
      en: ['Ejection fraction', 'The share of blood the heart sends out at each beat.'],
    },
    {
      said: ['radiographie', 'cliché'],
      fr: ['Radiographie', 'Une image de l’intérieur du corps, faite avec des rayons X.'],
      en: ['X-ray', 'A picture of the inside of the body, made with X-rays.'],
    },
    {
      said: ['scintigraphie'],
      fr: ['Scintigraphie', 'Un examen. On injecte un produit un peu radioactif, qui montre un organe.'],
      en: ['Scintigraphy', 'A slightly radioactive product is injected, and shows an organ.'],
    },
    {
      said: ['TEP', 'TEP-scan', 'PET-scan', 'tomographie par émission de positons'],
      fr: ['TEP', 'Un examen. Un produit un peu radioactif montre les cellules très actives.'],
      en: ['PET scan', 'An examination. A slightly radioactive product shows very active cells.'],
    },
    {
      said: ['mammographie'],
      fr: ['Mammographie', 'Une radiographie des seins.'],
      en: ['Mammogram', 'An X-ray of the breasts.'],
    },
    {
      said: ['ostéodensitométrie'],
      fr: ['Ostéodensitométrie', 'Un examen qui mesure si les os sont solides.'],
      en: ['Bone density scan', 'An examination that measures how strong the bones are.'],
    },
    {
      said: ['angiographie', 'coronarographie'],
      fr: ['Angiographie', 'Des images des vaisseaux du sang. Celles du cœur s’appellent une coronarographie.'],
      en: ['Angiogram', 'Pictures of blood vessels; of the heart’s own, a coronary angiogram.'],
    },
    {
      said: ['produit de contraste', 'gadolinium', 'injection iodée'],
      fr: ['Produit de contraste', 'Un produit donné avant l’examen. Il rend les images plus nettes.'],
      en: ['Contrast agent', 'A product given before the examination. It makes pictures clearer.'],
    },
    {
      said: ['endoscopie', 'fibroscopie'],
      fr: ['Endoscopie', 'Un examen avec un tuyau fin et une petite caméra, pour voir dans le corps.'],
      en: ['Endoscopy', 'A thin tube with a small camera looks inside the body.'],
    },
    {
      said: ['coloscopie', 'colonoscopie'],
      fr: ['Coloscopie', 'Un examen de l’intestin, avec un tuyau fin et une petite caméra.'],
      en: ['Colonoscopy', 'A thin tube with a small camera looks at the bowel.'],
    },
    {
      said: ['cœlioscopie', 'coelioscopie', 'laparoscopie'],
      fr: ['Cœlioscopie', 'Une opération par de petits trous dans le ventre, avec une caméra.'],
      en: ['Keyhole surgery', 'An operation through small holes in the belly, with a camera.'],
    },
    {
      said: ['ECG', 'électrocardiogramme'],
      fr: ['Électrocardiogramme', 'Un dessin du rythme du cœur. Il ne fait pas mal.'],
      en: ['Electrocardiogram', 'A drawing of the rhythm of the heart. It does not hurt.'],
    },
    {
      said: ['holter', 'MAPA'],
      fr: ['Holter', 'Un petit appareil que l’on porte un jour ou plus. Il suit le cœur ou la tension.'],
      en: ['Holter', 'A small device worn for a day or more. It follows the heart or blood pressure.'],
    },
    {
      said: ['EEG', 'électroencéphalogramme'],
      fr: ['Électroencéphalogramme', 'Un dessin de l’activité du cerveau. Il ne fait pas mal.'],
      en: ['Electroencephalogram', 'A drawing of the activity of the brain. It does not hurt.'],
    },
    {
      said: ['EMG', 'électromyogramme'],
      fr: ['Électromyogramme', 'Un examen des nerfs et des muscles.'],
      en: ['Electromyogram', 'An examination of nerves and muscles.'],
    },
    {
      said: ['EFR', 'spirométrie', 'explorations fonctionnelles respiratoires'],
      fr: ['Exploration du souffle', 'On souffle dans un appareil. Il mesure comment marchent les poumons.'],
      en: ['Lung function test', 'You blow into a device. It measures how the lungs work.'],
    },
    {
      said: ['VEMS'],
      fr: ['VEMS', 'L’air que l’on souffle en une seconde, le plus fort possible.'],
      en: ['FEV1', 'The air blown out in one second, as hard as possible.'],
    },
    {
      said: ['saturation en oxygène', 'SpO2', 'SaO2'],
      fr: ['Saturation', 'La quantité d’oxygène dans le sang, mesurée souvent au bout du doigt.'],
      en: ['Oxygen saturation', 'The oxygen in blood, often measured on a fingertip.'],
    },
    {
      said: ['ponction lombaire'],
      fr: ['Ponction lombaire', 'Une piqûre dans le bas du dos. On prend un peu du liquide autour des nerfs.'],
      en: ['Lumbar puncture', 'A needle in the lower back takes a little of the fluid around the nerves.'],
    },
    {
      said: ['fond d’œil', 'fond d’oeil'],
      fr: ['Fond d’œil', 'Un examen qui regarde le fond de l’œil.'],
      en: ['Eye fundus', 'An examination that looks at the back of the eye.'],
    },
    {
      said: ['IMC', 'indice de masse corporelle'],
      fr: ['Indice de masse corporelle', 'Un nombre qui compare le poids et la taille.'],
      en: ['Body mass index', 'A number that compares weight with height.'],
    },
    {
      said: ['pression artérielle', 'tension artérielle', 'mmHg'],
      fr: ['Tension artérielle', 'La force du sang dans les artères. Elle se dit en deux nombres.'],
      en: ['Blood pressure', 'The force of blood in the arteries, told in two numbers.'],
    },
    {
      said: ['auscultation'],
      fr: ['Auscultation', 'Le médecin écoute le cœur ou les poumons avec un stéthoscope.'],
      en: ['Auscultation', 'The physician listens to the heart or lungs with a stethoscope.'],
    },
    {
      said: ['palpation'],
      fr: ['Palpation', 'Le médecin touche le corps avec les mains pour chercher ce qui ne va pas.'],
      en: ['Palpation', 'The physician feels the body with the hands.'],
    },
  ],
};
