// What codes are called on an emergency card, in seven languages. A table of our own, of 23/11/2026: substances by their international non-proprietary names
// (WHO), illnesses after the titles of ICD-10 in each language; nobody but Carnet has proof-read it. What it does not know is shown as its author
// wrote it, marked as not translated. Columns: fr, en, es, de, it, pt, ar.

import type { CardLanguage } from '@carnet/contract';

const order: readonly CardLanguage[] = ['fr', 'en', 'es', 'de', 'it', 'pt', 'ar'];
type Row = readonly [fr: string, en: string, es: string, de: string, it: string, pt: string, ar: string];

const atc = '2.16.840.1.113883.6.73';
const icd10 = '2.16.840.1.113883.6.3';

/** ATC, fifth level. */
const substances: Readonly<Record<string, Row>> = {
  A02BC01: ['Oméprazole', 'Omeprazole', 'Omeprazol', 'Omeprazol', 'Omeprazolo', 'Omeprazol', 'أوميبرازول'],
  A10BA02: ['Metformine', 'Metformin', 'Metformina', 'Metformin', 'Metformina', 'Metformina', 'ميتفورمين'],
  B01AA03: ['Warfarine', 'Warfarin', 'Warfarina', 'Warfarin', 'Warfarin', 'Varfarina', 'وارفارين'],
  B01AC06: [
    'Acide acétylsalicylique (aspirine)',
    'Acetylsalicylic acid (aspirin)',
    'Ácido acetilsalicílico (aspirina)',
    'Acetylsalicylsäure (Aspirin)',
    'Acido acetilsalicilico (aspirina)',
    'Ácido acetilsalicílico (aspirina)',
    'حمض أسيتيل الساليسيليك (أسبرين)',
  ],
  C09AA05: ['Ramipril', 'Ramipril', 'Ramipril', 'Ramipril', 'Ramipril', 'Ramipril', 'راميبريل'],
  C10AA05: ['Atorvastatine', 'Atorvastatin', 'Atorvastatina', 'Atorvastatin', 'Atorvastatina', 'Atorvastatina', 'أتورفاستاتين'],
  H03AA01: [
    'Lévothyroxine sodique',
    'Levothyroxine sodium',
    'Levotiroxina sódica',
    'Levothyroxin-Natrium',
    'Levotiroxina sodica',
    'Levotiroxina sódica',
    'ليفوثيروكسين الصوديوم',
  ],
  J01CA04: ['Amoxicilline', 'Amoxicillin', 'Amoxicilina', 'Amoxicillin', 'Amoxicillina', 'Amoxicilina', 'أموكسيسيلين'],
  J01CE01: ['Benzylpénicilline', 'Benzylpenicillin', 'Bencilpenicilina', 'Benzylpenicillin', 'Benzilpenicillina', 'Benzilpenicilina', 'بنزيل بنسلين'],
  J01EC01: ['Sulfaméthoxazole', 'Sulfamethoxazole', 'Sulfametoxazol', 'Sulfamethoxazol', 'Sulfametoxazolo', 'Sulfametoxazol', 'سلفاميثوكسازول'],
  M01AE01: ['Ibuprofène', 'Ibuprofen', 'Ibuprofeno', 'Ibuprofen', 'Ibuprofene', 'Ibuprofeno', 'إيبوبروفين'],
  N02BE01: ['Paracétamol', 'Paracetamol (acetaminophen)', 'Paracetamol', 'Paracetamol', 'Paracetamolo', 'Paracetamol', 'باراسيتامول'],
  R03AC02: ['Salbutamol', 'Salbutamol', 'Salbutamol', 'Salbutamol', 'Salbutamolo', 'Salbutamol', 'سالبوتامول'],
};

/** ICD-10. */
const illnesses: Readonly<Record<string, Row>> = {
  'E10': ['Diabète de type 1', 'Type 1 diabetes', 'Diabetes de tipo 1', 'Typ-1-Diabetes', 'Diabete di tipo 1', 'Diabetes tipo 1', 'السكري من النوع الأول'],
  'E11': ['Diabète de type 2', 'Type 2 diabetes', 'Diabetes de tipo 2', 'Typ-2-Diabetes', 'Diabete di tipo 2', 'Diabetes tipo 2', 'السكري من النوع الثاني'],
  'E78.0': [
    'Hypercholestérolémie essentielle',
    'Pure hypercholesterolaemia',
    'Hipercolesterolemia pura',
    'Reine Hypercholesterinämie',
    'Ipercolesterolemia pura',
    'Hipercolesterolemia pura',
    'فرط كوليسترول الدم الصافي',
  ],
  'F32.0': [
    'Épisode dépressif léger',
    'Mild depressive episode',
    'Episodio depresivo leve',
    'Leichte depressive Episode',
    'Episodio depressivo lieve',
    'Episódio depressivo leve',
    'نوبة اكتئاب خفيفة',
  ],
  'I10': [
    'Hypertension artérielle',
    'High blood pressure (hypertension)',
    'Hipertensión arterial',
    'Bluthochdruck (Hypertonie)',
    'Ipertensione arteriosa',
    'Hipertensão arterial',
    'ارتفاع ضغط الدم',
  ],
  'J06.9': [
    'Infection aiguë des voies respiratoires supérieures',
    'Acute upper respiratory infection',
    'Infección aguda de las vías respiratorias superiores',
    'Akute Infektion der oberen Atemwege',
    'Infezione acuta delle vie respiratorie superiori',
    'Infeção aguda das vias respiratórias superiores',
    'عدوى حادة في الجهاز التنفسي العلوي',
  ],
  'J45': ['Asthme', 'Asthma', 'Asma', 'Asthma bronchiale', 'Asma', 'Asma', 'الربو'],
  'M17': [
    'Arthrose du genou',
    'Osteoarthritis of the knee',
    'Artrosis de rodilla',
    'Kniearthrose',
    'Artrosi del ginocchio',
    'Artrose do joelho',
    'الفصال العظمي في الركبة',
  ],
  'M54.5': ['Lombalgie', 'Low back pain', 'Lumbago', 'Kreuzschmerz', 'Lombalgia', 'Lombalgia', 'ألم أسفل الظهر'],
  'Z88.0': [
    'Allergie à la pénicilline',
    'Allergy to penicillin',
    'Alergia a la penicilina',
    'Penicillinallergie',
    'Allergia alla penicillina',
    'Alergia à penicilina',
    'حساسية من البنسلين',
  ],
  'Z95.0': [
    'Stimulateur ou défibrillateur cardiaque',
    'Pacemaker or cardiac defibrillator',
    'Marcapasos o desfibrilador cardíaco',
    'Herzschrittmacher oder Defibrillator',
    'Pacemaker o defibrillatore cardiaco',
    'Pacemaker ou desfibrilhador cardíaco',
    'منظم ضربات القلب أو مزيل رجفان',
  ],
  'Z95.2': [
    'Prothèse de valve cardiaque',
    'Prosthetic heart valve',
    'Válvula cardíaca protésica',
    'Künstliche Herzklappe',
    'Protesi valvolare cardiaca',
    'Prótese valvular cardíaca',
    'صمام قلبي اصطناعي',
  ],
  'Z96.6': ['Prothèse articulaire', 'Joint prosthesis', 'Prótesis articular', 'Gelenkprothese', 'Protesi articolare', 'Prótese articular', 'مفصل اصطناعي'],
};

const tables: Readonly<Record<string, Readonly<Record<string, Row>>>> = { [atc]: substances, [icd10]: illnesses };

/** By the first code that is known; of an illness without a row, by its category (`E11.9` is told as `E11`). Undefined: none is. */
export function labelOf(language: CardLanguage, codes: readonly { readonly system: string; readonly code: string }[]): string | undefined {
  for (const { system, code } of codes) {
    const table = tables[system];
    const row = table?.[code] ?? (system === icd10 ? table?.[code.split('.')[0]!] : undefined);
    if (row !== undefined) return row[order.indexOf(language)];
  }
  return undefined;
}
