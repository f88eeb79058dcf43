// What laboratories measure: in blood, then in urine and elsewhere.

import type { TermGroup } from './term.ts';

export const blood: TermGroup = {
  sources: [
    'LOINC, traduction française (ANS, jeu de valeurs du compte rendu d’examens de biologie médicale) : noms des analyses',
    'https://respifil.fr/?p=32014 (filière de santé RespiFIL, « Bilan sanguin »)',
    'https://medlineplus.gov/lab-tests/ (U.S. National Library of Medicine)',
  ],
  terms: [
    {
      said: ['NFS', 'N.F.S.', 'numération formule sanguine', 'numération globulaire', 'hémogramme'],
      fr: ['Numération formule sanguine', 'Un examen de sang. Il compte les globules rouges, les globules blancs et les plaquettes.'],
      en: ['Full blood count', 'A blood test. It counts red cells, white cells and platelets.'],
    },
    {
      said: ['hémoglobine'],
      fr: ['Hémoglobine', 'La partie des globules rouges qui transporte l’oxygène dans le corps.'],
      en: ['Haemoglobin', 'The part of red blood cells that carries oxygen around the body.'],
    },
    {
      said: ['hématocrite'],
      fr: ['Hématocrite', 'La part du sang occupée par les globules rouges.'],
      en: ['Haematocrit', 'The share of blood taken up by red cells.'],
    },
    {
      said: ['hématie', 'érythrocyte', 'globule rouge'],
      fr: ['Globules rouges', 'Les cellules du sang qui transportent l’oxygène. On dit aussi : hématies, érythrocytes.'],
      en: ['Red blood cells', 'The cells of blood that carry oxygen.'],
    },
    {
      said: ['leucocyte', 'globule blanc'],
      fr: ['Globules blancs', 'Les cellules du sang qui défendent le corps contre les microbes. On dit aussi : leucocytes.'],
      en: ['White blood cells', 'The cells of blood that defend the body against germs.'],
    },
    {
      said: ['polynucléaire', 'neutrophile', 'éosinophile', 'basophile'],
      fr: ['Polynucléaires', 'Une sorte de globules blancs. On en distingue trois : neutrophiles, éosinophiles, basophiles.'],
      en: ['Granulocytes', 'A kind of white blood cell: neutrophils, eosinophils and basophils.'],
      easy: 'Une sorte de globules blancs. Il y a trois sortes : neutrophiles, éosinophiles, basophiles.',
    },
    {
      said: ['lymphocyte'],
      fr: ['Lymphocytes', 'Une sorte de globules blancs. Ils apprennent à reconnaître les microbes.'],
      en: ['Lymphocytes', 'A kind of white blood cell. They learn to recognise germs.'],
    },
    {
      said: ['monocyte'],
      fr: ['Monocytes', 'Une sorte de globules blancs. Ils mangent les microbes et les cellules mortes.'],
      en: ['Monocytes', 'A kind of white blood cell. They clear away germs and dead cells.'],
    },
    {
      said: ['Plaquettes', 'plaquettes sanguines', 'thrombocyte'],
      fr: ['Plaquettes', 'De très petites parties du sang. Elles aident à arrêter un saignement.'],
      en: ['Platelets', 'Very small parts of blood. They help to stop bleeding.'],
    },
    {
      said: ['VGM'],
      fr: ['Volume globulaire moyen', 'La taille moyenne des globules rouges.'],
      en: ['Mean cell volume', 'The average size of red blood cells.'],
    },
    {
      said: ['CCMH', 'TCMH'],
      fr: ['Hémoglobine dans les globules rouges', 'Dit combien il y a d’hémoglobine dans chaque globule rouge.'],
      en: ['Haemoglobin in red cells', 'Says how much haemoglobin there is in each red cell.'],
    },
    {
      said: ['réticulocyte'],
      fr: ['Réticulocytes', 'Des globules rouges tout neufs. Ils montrent si le corps en fabrique.'],
      en: ['Reticulocytes', 'Brand-new red blood cells. They show whether the body is making some.'],
    },
    {
      said: ['CRP', 'C.R.P.', 'protéine C-réactive', 'protéine C réactive'],
      fr: ['Protéine C-réactive', 'Une protéine du sang. Elle monte quand il y a une inflammation ou une infection.'],
      en: ['C-reactive protein', 'A protein in blood. It rises with inflammation or infection.'],
    },
    {
      said: ['VS', 'vitesse de sédimentation'],
      fr: ['Vitesse de sédimentation', 'Un examen de sang. Il cherche une inflammation dans le corps.'],
      en: ['Sedimentation rate', 'A blood test that looks for inflammation in the body.'],
    },
    {
      said: ['procalcitonine'],
      fr: ['Procalcitonine', 'Une mesure dans le sang. Elle aide à chercher une infection par une bactérie.'],
      en: ['Procalcitonin', 'Measured in blood. Helps to look for a bacterial infection.'],
    },
    {
      said: ['glycémie', 'glucose'],
      fr: ['Glycémie', 'La quantité de sucre dans le sang. On la mesure souvent à jeun.'],
      en: ['Blood glucose', 'The amount of sugar in blood, often measured before eating.'],
      easy: 'C’est le sucre dans le sang. On le mesure souvent avant de manger.',
    },
    {
      said: ['HbA1c', 'hémoglobine glyquée', 'hémoglobine glycosylée'],
      fr: ['Hémoglobine glyquée', 'Un examen de sang. Il montre le sucre moyen des deux à trois derniers mois.'],
      en: ['Glycated haemoglobin', 'A blood test. It shows the average blood sugar of the last two to three months.'],
    },
    {
      said: ['HGPO', 'hyperglycémie provoquée'],
      fr: ['Hyperglycémie provoquée par voie orale', 'On boit du sucre, puis on mesure le sucre dans le sang plusieurs fois.'],
      en: ['Oral glucose tolerance test', 'You drink sugar, then blood sugar is measured several times.'],
    },
    {
      said: ['insulinémie', 'insuline'],
      fr: ['Insuline', 'L’insuline fait baisser le sucre dans le sang. Le corps la fabrique. C’est aussi un médicament.'],
      en: ['Insulin', 'Insulin lowers blood sugar. The body makes it; it is also a medicine.'],
    },
    {
      said: ['créatinine', 'créatininémie'],
      fr: ['Créatinine', 'Un déchet que les reins enlèvent du sang. Elle aide à voir comment marchent les reins.'],
      en: ['Creatinine', 'A waste that kidneys take out of blood. It helps to see how the kidneys work.'],
    },
    {
      said: ['DFG', 'DFGe', 'débit de filtration glomérulaire', 'clairance de la créatinine'],
      fr: ['Débit de filtration des reins', 'Une estimation du travail des reins : ce qu’ils nettoient de sang par minute.'],
      en: ['Glomerular filtration rate', 'An estimate of how the kidneys work: the blood they clean each minute.'],
    },
    {
      said: ['urée', 'urémie'],
      fr: ['Urée', 'Un déchet des protéines. Les reins l’enlèvent du sang.'],
      en: ['Urea', 'A waste of proteins. The kidneys take it out of blood.'],
    },
    {
      said: ['acide urique', 'uricémie'],
      fr: ['Acide urique', 'Un déchet présent dans le sang. Il y en a trop dans la goutte, par exemple.'],
      en: ['Uric acid', 'A waste found in blood. There is too much of it in gout, for example.'],
      easy: 'Un déchet dans le sang. Il peut faire mal aux articulations : c’est la goutte.',
    },
    {
      said: ['ionogramme'],
      fr: ['Ionogramme', 'La mesure des sels du corps : sodium, potassium, chlore.'],
      en: ['Electrolytes', 'The salts of the body: sodium, potassium, chloride.'],
    },
    {
      said: ['natrémie', 'sodium'],
      fr: ['Sodium', 'Un sel du sang. Il aide le corps à garder la bonne quantité d’eau.'],
      en: ['Sodium', 'A salt in blood. It helps the body to keep the right amount of water.'],
    },
    {
      said: ['kaliémie', 'potassium'],
      fr: ['Potassium', 'Un sel du sang. Il est important pour le cœur et les muscles.'],
      en: ['Potassium', 'A salt in blood. It matters for the heart and the muscles.'],
    },
    {
      said: ['chlorémie'],
      fr: ['Chlore', 'Un sel du sang. On le mesure avec le sodium et le potassium.'],
      en: ['Chloride', 'A salt in blood, measured with sodium and potassium.'],
    },
    {
      said: ['calcémie', 'calcium'],
      fr: ['Calcium', 'Un minéral du sang et des os.'],
      en: ['Calcium', 'A mineral of blood and bones.'],
      easy: 'Le calcium est dans le sang et dans les os. Il rend les os solides.',
    },
    {
      said: ['phosphore', 'phosphorémie', 'phosphatémie'],
      fr: ['Phosphore', 'Un minéral du sang et des os, mesuré souvent avec le calcium.'],
      en: ['Phosphate', 'A mineral of blood and bones, often measured with calcium.'],
    },
    {
      said: ['magnésium', 'magnésémie'],
      fr: ['Magnésium', 'Un minéral du sang. Il sert aux muscles et aux nerfs.'],
      en: ['Magnesium', 'A mineral in blood. Muscles and nerves need it.'],
    },
    {
      said: ['bicarbonate', 'réserve alcaline'],
      fr: ['Bicarbonates', 'Une mesure dans le sang. Elle dit si le sang est trop acide ou non.'],
      en: ['Bicarbonate', 'Measured in blood. Says whether blood is too acid or not.'],
    },
    {
      said: ['gaz du sang', 'GDS'],
      fr: ['Gaz du sang', 'Un examen de sang, souvent au poignet. Il mesure l’oxygène et le gaz carbonique.'],
      en: ['Blood gases', 'A blood test, often at the wrist. It measures oxygen and carbon dioxide.'],
    },
    {
      said: ['bilan lipidique', 'exploration d’une anomalie lipidique', 'EAL'],
      fr: ['Bilan lipidique', 'La mesure des graisses du sang : cholestérol et triglycérides.'],
      en: ['Lipid profile', 'The fats of blood: cholesterol and triglycerides.'],
    },
    {
      said: ['cholestérol'],
      fr: ['Cholestérol', 'Une graisse du sang. Le corps en a besoin, mais trop abîme les artères.'],
      en: ['Cholesterol', 'A fat in blood. The body needs some; too much harms the arteries.'],
    },
    {
      said: ['LDL', 'LDL-cholestérol', 'LDL cholestérol'],
      fr: ['LDL-cholestérol', 'Le cholestérol qui peut se déposer dans les artères.'],
      en: ['LDL cholesterol', 'The cholesterol that may settle in the arteries.'],
    },
    {
      said: ['HDL', 'HDL-cholestérol', 'HDL cholestérol'],
      fr: ['HDL-cholestérol', 'Le cholestérol qui repart des artères vers le foie.'],
      en: ['HDL cholesterol', 'The cholesterol that leaves the arteries for the liver.'],
    },
    {
      said: ['triglycéride'],
      fr: ['Triglycérides', 'Des graisses du sang. Le sucre et l’alcool les font monter.'],
      en: ['Triglycerides', 'Fats in blood. Sugar and alcohol make them rise.'],
    },
    {
      said: ['transaminase', 'ASAT', 'ALAT', 'TGO', 'TGP', 'SGOT', 'SGPT'],
      fr: ['Transaminases (ASAT, ALAT)', 'Des substances du foie et des muscles. Elles montent dans le sang quand ils souffrent.'],
      en: ['Transaminases (AST, ALT)', 'Substances of the liver and muscles. They rise in blood when these are harmed.'],
    },
    {
      said: ['gamma-GT', 'gamma GT', 'GGT', 'gamma-glutamyl transférase', 'γGT'],
      fr: ['Gamma-GT', 'Une substance du foie, mesurée dans le sang.'],
      en: ['Gamma-GT', 'A substance of the liver, measured in blood.'],
    },
    {
      said: ['phosphatase alcaline', 'phosphatases alcalines', 'PAL'],
      fr: ['Phosphatases alcalines', 'Des substances du foie et des os, mesurées dans le sang.'],
      en: ['Alkaline phosphatase', 'Substances of the liver and bones, measured in blood.'],
    },
    {
      said: ['bilirubine'],
      fr: ['Bilirubine', 'Un produit du sang usé, que le foie élimine. En trop, elle jaunit la peau.'],
      en: ['Bilirubin', 'Made from worn-out blood and removed by the liver. Too much turns the skin yellow.'],
    },
    {
      said: ['lipase', 'lipasémie', 'amylase'],
      fr: ['Lipase', 'Une substance du pancréas, un organe près de l’estomac. Elle aide à digérer.'],
      en: ['Lipase', 'A substance of the pancreas, an organ near the stomach. It helps digestion.'],
    },
    {
      said: ['albumine', 'albuminémie'],
      fr: ['Albumine', 'La principale protéine du sang. Elle montre, entre autres, si l’on est bien nourri.'],
      en: ['Albumin', 'The main protein of blood. Among other things, it shows whether one is well fed.'],
    },
    {
      said: ['électrophorèse des protéines', 'EPP', 'protéines totales', 'protidémie'],
      fr: ['Protéines du sang', 'La mesure des protéines du sang, toutes ensemble ou une par une.'],
      en: ['Blood proteins', 'The proteins of blood, all together or one by one.'],
    },
    {
      said: ['ferritine', 'ferritinémie'],
      fr: ['Ferritine', 'Elle montre les réserves de fer du corps.'],
      en: ['Ferritin', 'It shows the iron the body keeps in store.'],
    },
    {
      said: ['transferrine', 'coefficient de saturation'],
      fr: ['Transferrine', 'Elle transporte le fer dans le sang.'],
      en: ['Transferrin', 'It carries iron in blood.'],
    },
    {
      said: ['vitamine D', '25-OH vitamine D', 'vitamine B12', 'folate', 'vitamine B9'],
      fr: ['Vitamine', 'Une substance dont le corps a besoin en petite quantité. Elle vient surtout des aliments.'],
      en: ['Vitamin', 'A substance the body needs in small amounts, mostly from food.'],
    },
    {
      said: ['TSH', 'TSHus', 'T.S.H.'],
      fr: ['TSH', 'Une hormone qui commande la thyroïde. Elle aide à voir comment marche cette glande du cou.'],
      en: ['TSH', 'A hormone that drives the thyroid. It helps to see how this gland of the neck works.'],
      easy: 'Un examen du sang. Il dit si la thyroïde marche bien. La thyroïde est dans le cou.',
    },
    {
      said: ['T3 libre', 'T4 libre', 'T3L', 'T4L', 'thyroxine', 'FT4', 'FT3'],
      fr: ['Hormones de la thyroïde', 'Les hormones que fabrique la thyroïde, une glande du cou.'],
      en: ['Thyroid hormones', 'The hormones made by the thyroid, a gland of the neck.'],
    },
    {
      said: ['PSA', 'antigène prostatique spécifique'],
      fr: ['PSA', 'Une substance de la prostate, mesurée dans le sang. Elle peut monter pour plusieurs raisons.'],
      en: ['PSA', 'A substance of the prostate, measured in blood. It may rise for several reasons.'],
    },
    {
      said: ['β-HCG', 'bêta-HCG', 'bHCG', 'HCG'],
      fr: ['HCG', 'L’hormone de la grossesse. On la cherche dans le sang ou dans l’urine.'],
      en: ['HCG', 'The hormone of pregnancy, looked for in blood or urine.'],
    },
    {
      said: ['INR'],
      fr: ['INR', 'Une mesure du temps que met le sang à coaguler, sous certains médicaments.'],
      en: ['INR', 'A measure of how long blood takes to clot, with certain medicines.'],
      easy: 'Un examen du sang. Il surveille les médicaments qui rendent le sang plus liquide.',
    },
    {
      said: ['taux de prothrombine', 'TCA', 'temps de céphaline activée', 'temps de Quick'],
      fr: ['Coagulation', 'Un examen de sang. Il regarde comment le sang forme un caillot.'],
      en: ['Clotting', 'A blood test that looks at how blood forms a clot.'],
    },
    {
      said: ['D-dimères', 'D-dimère', 'ddimères'],
      fr: ['D-dimères', 'Un examen de sang. Il aide à chercher un caillot dans une veine.'],
      en: ['D-dimer', 'A blood test that helps to look for a clot in a vein.'],
    },
    {
      said: ['fibrinogène'],
      fr: ['Fibrinogène', 'Une protéine qui aide le sang à former un caillot.'],
      en: ['Fibrinogen', 'A protein that helps blood to clot.'],
    },
    {
      said: ['troponine'],
      fr: ['Troponine', 'Une substance du cœur. Elle monte dans le sang quand le cœur souffre.'],
      en: ['Troponin', 'A substance of the heart. It rises in blood when the heart is harmed.'],
    },
    {
      said: ['BNP', 'NT-proBNP'],
      fr: ['BNP', 'Une substance fabriquée par le cœur. Elle monte quand le cœur se fatigue.'],
      en: ['BNP', 'A substance made by the heart. It rises when the heart is under strain.'],
    },
    {
      said: ['CPK', 'créatine kinase'],
      fr: ['CPK', 'Une substance des muscles, mesurée dans le sang.'],
      en: ['CK', 'A substance of the muscles, measured in blood.'],
    },
    {
      said: ['LDH'],
      fr: ['LDH', 'Une substance présente dans presque tout le corps. Elle monte quand des cellules s’abîment.'],
      en: ['LDH', 'A substance of almost all the body. It rises when cells are damaged.'],
    },
    {
      said: ['sérologie'],
      fr: ['Sérologie', 'Un examen de sang. Il cherche si le corps a déjà rencontré un microbe.'],
      en: ['Serology', 'A blood test. It looks for whether the body has met a germ before.'],
    },
    {
      said: ['anticorps', 'immunoglobuline'],
      fr: ['Anticorps', 'Des défenses que le corps fabrique contre un microbe, ou après un vaccin.'],
      en: ['Antibodies', 'Defences the body makes against a germ, or after a vaccine.'],
    },
    {
      said: ['RAI', 'recherche d’agglutinines irrégulières'],
      fr: ['Recherche d’anticorps irréguliers', 'Un examen de sang. On le fait avant une transfusion ou pendant une grossesse.'],
      en: ['Irregular antibody screen', 'A blood test made before a transfusion or during pregnancy.'],
    },
    {
      said: ['rhésus'],
      fr: ['Rhésus', 'Une partie du groupe sanguin : positif (+) ou négatif (−).'],
      en: ['Rhesus', 'A part of the blood group: positive (+) or negative (−).'],
    },
    {
      said: ['ECBU', 'examen cytobactériologique des urines'],
      fr: ['Examen des urines', 'Un examen de l’urine. Il cherche une infection et le microbe en cause.'],
      en: ['Urine culture', 'A test of urine. It looks for an infection and the germ that causes it.'],
    },
    {
      said: ['protéinurie', 'albuminurie', 'microalbuminurie'],
      fr: ['Protéines dans l’urine', 'On cherche dans l’urine des protéines que les reins devraient garder.'],
      en: ['Protein in urine', 'Looks in urine for proteins that the kidneys should keep.'],
    },
    {
      said: ['antibiogramme'],
      fr: ['Antibiogramme', 'Un essai au laboratoire. Il dit quels antibiotiques peuvent agir sur le microbe.'],
      en: ['Antibiogram', 'A laboratory trial. It says which antibiotics may act on the germ.'],
    },
    {
      said: ['hémoculture'],
      fr: ['Hémoculture', 'Un examen de sang. Il cherche des microbes dans le sang.'],
      en: ['Blood culture', 'A blood test that looks for germs in blood.'],
    },
    {
      said: ['PCR'],
      fr: ['PCR', 'Un examen de laboratoire. Il cherche un microbe, même en très petite quantité.'],
      en: ['PCR', 'A laboratory test. It looks for a germ, even a very small amount.'],
    },
    {
      said: ['biopsie'],
      fr: ['Biopsie', 'On prend un tout petit morceau du corps pour le regarder au microscope.'],
      en: ['Biopsy', 'A very small piece of the body is taken and looked at under a microscope.'],
    },
    {
      said: ['anatomopathologie', 'anatomopathologique', 'histologie', 'histologique'],
      fr: ['Anatomopathologie', 'L’étude au microscope d’un petit morceau du corps.'],
      en: ['Pathology', 'A small piece of the body studied under a microscope.'],
    },
    {
      said: ['frottis'],
      fr: ['Frottis', 'On prend quelques cellules avec une petite brosse, pour les regarder au microscope.'],
      en: ['Smear', 'A few cells are taken with a small brush, and looked at under a microscope.'],
    },
    {
      said: ['valeur de référence', 'valeurs usuelles', 'valeur usuelle', 'valeurs de référence'],
      fr: ['Valeurs de référence', 'Les valeurs de la plupart des gens. En dehors, ce n’est pas toujours grave.'],
      en: ['Reference values', 'The values most people have. Outside them is not always serious.'],
    },
  ],
};
