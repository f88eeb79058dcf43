// The seven headings of a volet de synthèse médicale, in the order of the HAS (features A045). Two of them have two parts each.

export const synthesisSections = [
  { name: 'past', parts: ['past-medical', 'past-surgical'] },
  { name: 'risks', parts: ['risk-constitutional', 'risk-environmental'] },
  { name: 'family', parts: ['family'] },
  { name: 'allergies', parts: ['allergies'] },
  { name: 'problems', parts: ['problems'] },
  { name: 'treatments', parts: ['treatments'] },
  { name: 'results', parts: ['results'] },
] as const;
export type SynthesisSection = (typeof synthesisSections)[number]['name'];

export const synthesisParts = [
  'past-medical',
  'past-surgical',
  'risk-constitutional',
  'risk-environmental',
  'family',
  'allergies',
  'problems',
  'treatments',
  'results',
] as const;
export type SynthesisPart = (typeof synthesisParts)[number];
