// Sections of the documents written from a template: LOINC codes and templates of the CI-SIS volets that have the same heading (LDL-EES, LDL-SES and
// DLU 2022.01, FRCP and PPS 2025.01, FLUDT 2022.01). A template is named only where its section asks for no entry that is not written here; a heading
// no volet has stands without a code.

import type { TemplateName } from '@carnet/domain/terminology';
import { type SectionModel, synthesisSectionModels } from './synthesis-models.ts';

const ccd = '2.16.840.1.113883.10.20.1';
const pcc = '1.3.6.1.4.1.19376.1.5.3.1';
const ans = '1.2.250.1.213.1.1.2';

const reason: SectionModel = { templates: [`${pcc}.3.1`, `${ans}.127`], code: '42349-1', displayName: 'Motif' };
const comments: SectionModel = {
  templates: ['2.16.840.1.113883.10.12.201', '1.3.6.1.4.1.19376.1.4.1.2.16', `${ans}.73`],
  code: '55112-7',
  displayName: 'Commentaire',
};
const results: SectionModel = { templates: [`${pcc}.3.27`, `${ans}.150`], code: '30954-2', displayName: 'Résultats d’examens' };
const plan: SectionModel = { templates: [`${ccd}.10`, `${pcc}.3.31`, `${ans}.154`], code: '18776-5', displayName: 'Plan de soins' };
const function_: SectionModel = { templates: [], code: '47420-5', displayName: 'Évaluation fonctionnelle' };

const models: Readonly<Record<string, SectionModel>> = {
  reason,
  comments,
  results,
  'pending': results,
  'follow-up': plan,
  'programme': plan,
  'proposal': plan,
  'stay': { templates: [], code: '42545-4', displayName: 'Évènements observés' },
  'discharge-letter.treatments': { templates: [`${pcc}.3.22`, `${ans}.146`], code: '10183-2', displayName: 'Traitements à la sortie' },
  'admission-letter.treatments': { templates: [`${pcc}.3.20`, `${ans}.144`], code: '42346-7', displayName: 'Traitements à l’admission' },
  'treatments': synthesisSectionModels.treatments,
  'allergies': synthesisSectionModels.allergies,
  'problems': synthesisSectionModels.problems,
  'past-medical': synthesisSectionModels['past-medical'],
  'past-surgical': synthesisSectionModels['past-surgical'],
  'devices': { templates: [], code: '46264-8', displayName: 'Dispositifs médicaux' },
  'wishes': { templates: [], code: '42348-3', displayName: 'Directives anticipées' },
  'state': { templates: [], code: '42545-4', displayName: 'Évènements observés' },
  'vaccines': { templates: [], code: '11369-6', displayName: 'Historique des vaccinations' },
  'vitals': { templates: [`${ccd}.16`, `${pcc}.3.25`, `${pcc}.1.5.3.2`, `${ans}.75`], code: '8716-3', displayName: 'Signes vitaux' },
  'autonomy': function_,
  'assessment': function_,
  'fitness': { templates: [], code: '46006-3', displayName: 'Évaluation fonctionnelle' },
  'tumour': { templates: [], code: '72135-7', displayName: 'Diagnostic du cancer' },
  'stage': { templates: [], code: '18733-6', displayName: 'Phase de la maladie' },
  'former-treatments': { templates: [], code: '29554-3', displayName: 'Traitements reçus' },
  'patient-wishes': { templates: [], code: '75320-2', displayName: 'Souhaits du patient' },
  'question': { templates: [`${pcc}.3.4`, `${ans}.130`], code: '10164-2', displayName: 'Histoire de la maladie' },
};

export const templateSection = (template: TemplateName, heading: string): SectionModel | undefined => models[`${template}.${heading}`] ?? models[heading];
