// How medicines are taken, what kinds there are, and the words of a stay.

import type { TermGroup } from './term.ts';

export const care: TermGroup = {
  sources: [
    'https://fr.wikipedia.org/wiki/Voie_d%27administration (voies d’administration)',
    'EDQM Standard Terms : formes et voies d’administration',
    'https://medlineplus.gov/druginformation.html (U.S. National Library of Medicine)',
  ],
  terms: [
    {
      said: ['per os', 'voie orale'],
      fr: ['Par la bouche', 'Le médicament s’avale.'],
      en: ['By mouth', 'The medicine is swallowed.'],
    },
    {
      said: ['sous-cutané', 'sous-cutanée', 'S/C'],
      fr: ['Sous la peau', 'Une piqûre faite juste sous la peau.'],
      en: ['Under the skin', 'An injection made just under the skin.'],
    },
    {
      said: ['intramusculaire', 'intra-musculaire'],
      fr: ['Dans un muscle', 'Une piqûre faite dans un muscle. Par exemple : dans le haut du bras.'],
      en: ['Into a muscle', 'An injection into a muscle, in the upper arm for example.'],
    },
    {
      said: ['intraveineux', 'intraveineuse', 'intra-veineux', 'intra-veineuse', 'IVL', 'IVD'],
      fr: ['Dans une veine', 'Le médicament va directement dans le sang, par une veine.'],
      en: ['Into a vein', 'The medicine goes straight into blood, by a vein.'],
    },
    {
      said: ['perfusion', 'VVP', 'voie veineuse périphérique'],
      fr: ['Perfusion', 'Un liquide passe lentement dans une veine, par un petit tuyau.'],
      en: ['Drip', 'A liquid goes slowly into a vein through a small tube.'],
    },
    {
      said: ['sublingual', 'sublinguale'],
      fr: ['Sous la langue', 'Le médicament fond sous la langue.'],
      en: ['Under the tongue', 'The medicine melts under the tongue.'],
    },
    {
      said: ['transdermique'],
      fr: ['À travers la peau', 'Le médicament passe à travers la peau. Par exemple : avec un timbre collé.'],
      en: ['Through the skin', 'The medicine goes through the skin, from a patch for example.'],
    },
    {
      said: ['topique', 'application locale', 'usage local'],
      fr: ['Sur place', 'Le médicament se met sur la partie du corps à soigner.'],
      en: ['Topical', 'The medicine is put on the part of the body it treats.'],
    },
    {
      said: ['posologie'],
      fr: ['Posologie', 'Combien prendre de médicament, quand, et pendant combien de temps.'],
      en: ['Dosage', 'How much medicine to take, when, and for how long.'],
    },
    {
      said: ['à jeun'],
      fr: ['À jeun', 'Sans avoir mangé depuis plusieurs heures.'],
      en: ['Fasting', 'Without having eaten for several hours.'],
    },
    {
      said: ['DCI'],
      fr: ['Dénomination commune', 'Le nom du produit actif du médicament, et non sa marque.'],
      en: ['International name', 'The name of the active product of a medicine, not its brand.'],
    },
    {
      said: ['contre-indication', 'contre-indiqué', 'contre-indiquée'],
      fr: ['Contre-indication', 'Une raison de ne pas prendre un médicament ou de ne pas faire un soin.'],
      en: ['Contraindication', 'A reason not to take a medicine or not to have a treatment.'],
    },
    {
      said: ['effet indésirable', 'effets indésirables'],
      fr: ['Effet indésirable', 'Une gêne causée par un médicament.'],
      en: ['Side effect', 'Something unpleasant that a medicine causes.'],
    },
    {
      said: ['anticoagulant', 'AVK', 'AOD', 'HBPM'],
      fr: ['Anticoagulant', 'Un médicament qui aide à éviter les caillots de sang.'],
      en: ['Anticoagulant', 'A medicine that helps to avoid clots of blood.'],
    },
    {
      said: ['antiagrégant', 'antiagrégant plaquettaire', 'AAP'],
      fr: ['Antiagrégant', 'Un médicament qui empêche les plaquettes du sang de se coller.'],
      en: ['Antiplatelet', 'A medicine that keeps platelets from sticking together.'],
    },
    {
      said: ['antibiotique', 'antibiothérapie', 'ATB'],
      fr: ['Antibiotique', 'Un médicament contre les bactéries. Il n’agit pas sur les virus.'],
      en: ['Antibiotic', 'A medicine against bacteria. It does not act on viruses.'],
    },
    {
      said: ['AINS', 'anti-inflammatoire'],
      fr: ['Anti-inflammatoire', 'Un médicament contre l’inflammation, la douleur et la fièvre.'],
      en: ['Anti-inflammatory', 'A medicine against inflammation, pain and fever.'],
    },
    {
      said: ['corticoïde', 'corticothérapie', 'corticostéroïde'],
      fr: ['Corticoïde', 'Un médicament puissant contre l’inflammation. On dit aussi : cortisone.'],
      en: ['Corticosteroid', 'A strong medicine against inflammation, such as cortisone.'],
    },
    {
      said: ['diurétique'],
      fr: ['Diurétique', 'Un médicament qui fait uriner plus. Il enlève l’eau en trop.'],
      en: ['Diuretic', 'A medicine that makes one pass more water.'],
    },
    {
      said: ['bêta-bloquant', 'bêtabloquant', 'β-bloquant'],
      fr: ['Bêtabloquant', 'Un médicament qui calme le cœur et fait baisser la tension.'],
      en: ['Beta-blocker', 'A medicine that calms the heart and lowers blood pressure.'],
    },
    {
      said: ['IEC', 'ARA2', 'ARA II', 'sartan'],
      fr: ['Médicament de la tension', 'Un médicament qui fait baisser la tension et protège le cœur.'],
      en: ['Blood pressure medicine', 'A medicine that lowers blood pressure and protects the heart.'],
    },
    {
      said: ['statine'],
      fr: ['Statine', 'Un médicament qui fait baisser le cholestérol.'],
      en: ['Statin', 'A medicine that lowers cholesterol.'],
    },
    {
      said: ['inhibiteur de la pompe à protons'],
      fr: ['Inhibiteur de la pompe à protons', 'Un médicament qui rend l’estomac moins acide.'],
      en: ['Proton pump inhibitor', 'A medicine that makes the stomach less acid.'],
    },
    {
      said: ['antalgique', 'analgésique'],
      fr: ['Antalgique', 'Un médicament contre la douleur.'],
      en: ['Painkiller', 'A medicine against pain.'],
    },
    {
      said: ['chimiothérapie'],
      fr: ['Chimiothérapie', 'Un traitement contre le cancer, avec des médicaments.'],
      en: ['Chemotherapy', 'A treatment of cancer with medicines.'],
    },
    {
      said: ['radiothérapie'],
      fr: ['Radiothérapie', 'Un traitement contre le cancer, avec des rayons.'],
      en: ['Radiotherapy', 'A treatment of cancer with rays.'],
    },
    {
      said: ['anesthésie', 'rachianesthésie', 'péridurale'],
      fr: ['Anesthésie', 'Un produit qui empêche d’avoir mal pendant un soin. Il peut aussi faire dormir.'],
      en: ['Anaesthesia', 'A product that prevents pain during care. It may also make one sleep.'],
    },
    {
      said: ['ambulatoire'],
      fr: ['Ambulatoire', 'On entre à l’hôpital et on en sort le même jour.'],
      en: ['Day care', 'One comes to hospital and leaves the same day.'],
    },
    {
      said: ['HAD', 'hospitalisation à domicile'],
      fr: ['Hospitalisation à domicile', 'Les soins de l’hôpital, donnés chez soi.'],
      en: ['Hospital at home', 'The care of a hospital, given at home.'],
    },
    {
      said: ['soins de suite'],
      fr: ['Soins de suite', 'Des soins pour reprendre des forces après l’hôpital.'],
      en: ['Rehabilitation care', 'Care to recover strength after hospital.'],
    },
    {
      said: ['réunion de concertation pluridisciplinaire'],
      fr: ['Réunion de concertation', 'Plusieurs médecins décident ensemble du meilleur traitement.'],
      en: ['Multidisciplinary meeting', 'Several physicians decide together on the best treatment.'],
    },
    {
      said: ['kinésithérapie', 'masso-kinésithérapie'],
      fr: ['Kinésithérapie', 'Des exercices et des massages pour mieux bouger ou mieux respirer.'],
      en: ['Physiotherapy', 'Exercises and massage to move or breathe better.'],
    },
    {
      said: ['prophylaxie', 'prophylactique'],
      fr: ['Prophylaxie', 'Ce que l’on fait pour éviter une maladie.'],
      en: ['Prophylaxis', 'What is done to avoid an illness.'],
    },
    {
      said: ['palliatif', 'palliatifs', 'palliative'],
      fr: ['Soins palliatifs', 'Des soins contre la douleur et l’inconfort, quand une maladie est grave.'],
      en: ['Palliative care', 'Care against pain and discomfort in a serious illness.'],
    },
  ],
};
