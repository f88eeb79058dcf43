// The volet de synthèse médicale of the CI-SIS (VSM 2013.10, model 1.2.250.1.213.1.1.1.13): its sections, as they nest, with their LOINC codes and the
// templates of HL7 (CCD), of IHE PCC and of the ANS. The nesting is the model's; the order people read is that of the seven headings.

import type { SynthesisPart, SynthesisSection } from '@carnet/domain/terminology';

export const synthesisModel = { root: '1.2.250.1.213.1.1.1.13', extension: '201310' } as const;

export interface SectionModel {
  readonly templates: readonly string[];
  /** LOINC. */
  readonly code: string;
  readonly displayName: string;
}
const ccd = '2.16.840.1.113883.10.20.1';
const pcc = '1.3.6.1.4.1.19376.1.5.3.1';
const ans = '1.2.250.1.213.1.1.2';

/** What holds the others. */
export const synthesisFrames = {
  whole: { templates: [`${ans}.29`], code: '46612-8', displayName: 'Conclusions de synthèse' },
  history: { templates: [`${ans}.30`], code: '34117-2', displayName: 'Historique et physique' },
  risks: { templates: [`${ans}.31`], code: '57207-3', displayName: 'Facteurs de risque présents ou passés affectant l’état de santé et/ou une circonstance' },
  plan: { templates: [`${ans}.32`], code: '18776-5', displayName: 'Plan de traitement' },
} as const satisfies Readonly<Record<string, SectionModel>>;

export const synthesisSectionModels = {
  // The model has no section of its own for them: one of risks, without a template.
  'risk-constitutional': { templates: [], code: '57207-3', displayName: synthesisFrames.risks.displayName },
  'problems': { templates: [`${ccd}.11`, `${pcc}.3.6`, `${ans}.132`], code: '11450-4', displayName: 'Liste des problèmes actifs' },
  'past-medical': { templates: [`${pcc}.3.8`, `${ans}.134`], code: '11348-0', displayName: 'Antécédents médicaux' },
  'past-surgical': { templates: [`${ccd}.12`, `${pcc}.3.11`, `${pcc}.3.12`, `${ans}.136`], code: '47519-4', displayName: 'Historique des actes' },
  'allergies': { templates: [`${ccd}.2`, `${pcc}.3.13`, `${ans}.137`], code: '48765-2', displayName: 'Allergies et hypersensibilités' },
  'risk-environmental': { templates: [`${ccd}.15`, `${pcc}.3.16`], code: '29762-2', displayName: 'Habitus, Mode de vie' },
  'family': { templates: [`${ccd}.4`, `${pcc}.3.14`, `${pcc}.3.15`, `${ans}.139`], code: '10157-6', displayName: 'Historique des pathologies familiales' },
  'results': { templates: [`${pcc}.3.27`, `${ans}.150`], code: '30954-2', displayName: 'Résultats d’examens' },
  'treatments': { templates: [`${ccd}.8`, `${pcc}.3.19`, `${ans}.143`], code: '10160-0', displayName: 'Traitements' },
} as const satisfies Readonly<Record<SynthesisPart, SectionModel>>;

/** Which heading a section of a synthesis is read under, whoever wrote it. */
export const headingOfSection: Readonly<Record<string, SynthesisSection>> = {
  '11348-0': 'past',
  '47519-4': 'past',
  '57207-3': 'risks',
  '29762-2': 'risks',
  '10161-8': 'risks',
  '10157-6': 'family',
  '48765-2': 'allergies',
  '11450-4': 'problems',
  '18776-5': 'treatments',
  '10160-0': 'treatments',
  '30954-2': 'results',
};
