// The templates of the CI-SIS ("modèles de contenus CDA", ANS, 2022 to 2025) and of the IHE profiles they are built on (PCC, XD-LAB, PHARM) that
// the reader knows, and the lists of codes that decide what a statement means.

const ihe = '1.3.6.1.4.1.19376';
const pcc = `${ihe}.1.5.3.1.4`;
const fr = '1.2.250.1.213.1.1.3';

export const templates = {
  laboratoryResult: [`${ihe}.1.3.1.6`, `${fr}.80`],
  vitalSign: [`${pcc}.13.2`, `${fr}.50`],
  immunization: [`${pcc}.12`, `${fr}.45`],
  medication: [`${pcc}.7`, `${fr}.42`, `${fr}.83`],
  dispense: [`${pcc}.7.3`, `${fr}.44`, `${fr}.204`],
  allergy: [`${pcc}.6`, `${fr}.41`],
  problem: [`${pcc}.5`, `${fr}.37`],
  problemConcern: [`${pcc}.5.2`, `${fr}.39`],
  procedure: [`${pcc}.19`, `${fr}.62`],
  /** Family history: of relatives by its very nature. */
  ofRelatives: [`${pcc}.15`, `${pcc}.13.3`, `${fr}.59`, `${fr}.51`],
} as const;
export type TemplateName = keyof typeof templates;

/** LOINC codes of sections about relatives (family history) and of what was given on the spot (treatments administered). */
export const sectionsOfRelatives: ReadonlySet<string> = new Set(['10157-6']);
export const sectionsOfAdministration: ReadonlySet<string> = new Set(['18610-6', '57072-1']);

const loinc = '2.16.840.1.113883.6.1';
const snomed = '2.16.840.1.113883.6.96';
export const codes = {
  status: { system: loinc, code: '33999-4' },
  certainty: { system: loinc, code: '66455-7' },
  criticality: { system: loinc, code: '82606-5' },
  doseNumber: { system: loinc, code: '30973-2' },
} as const;

/** IPS absent-unknown (HL7, JDV_Absent…_CISIS): the document says there is none, or that nothing is known. */
const absentOrUnknown = '2.16.840.1.113883.5.1150.1';
/** SNOMED CT, situations: no known allergy (of drugs, of food, of the environment), no problem, no medication. */
const snomedAbsences = new Set(['716186003', '409137002', '429625007', '428607008', '160244002', '160245001', '1234391001', '787481004']);

export const saysNone = (system: string, code: string): boolean =>
  (system === absentOrUnknown && code.startsWith('no-known-')) || (system === snomed && snomedAbsences.has(code));
export const saysUnknown = (system: string, code: string): boolean => system === absentOrUnknown && !code.startsWith('no-known-');

/** SNOMED CT, JDV_TypeEvenementIndesirablePrevisible_CISIS: what kind of reaction, to what. */
export const allergyTypes: Readonly<Record<string, { readonly nature: 'allergy' | 'intolerance'; readonly category?: 'medication' | 'food' | 'environment' }>> =
  {
    '609328004': { nature: 'allergy' },
    '419199007': { nature: 'allergy' },
    '416098002': { nature: 'allergy', category: 'medication' },
    '414285001': { nature: 'allergy', category: 'food' },
    '426232007': { nature: 'allergy', category: 'environment' },
    '609396006': { nature: 'intolerance' },
    '609398007': { nature: 'intolerance', category: 'medication' },
    '609397002': { nature: 'intolerance', category: 'food' },
    '609399004': { nature: 'intolerance', category: 'environment' },
    '59037007': { nature: 'intolerance', category: 'medication' },
    '235719002': { nature: 'intolerance', category: 'food' },
  };
