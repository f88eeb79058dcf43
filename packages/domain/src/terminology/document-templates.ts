// Models of documents a professional writes here, as data (features A047 to A054, A157): the type each is filed under, who writes it, its headings
// in their order. Types: JDV_J66 of 27/09/2024. Headings: those of the CI-SIS volets of the same documents (LDL-EES, LDL-SES and DLU 2022.01, FRCP
// and PPS 2025.01), of décret n° 2016-995 for letters of liaison, of article R. 4321-2 of the code de la santé publique for the physiotherapist's.
// A nurse's assessment and the cards for people with a disability follow no published model: their headings are Carnet's.

import { type MeasureKindRow, diastolicCode, diastolicLimits, measureKinds, systolicCode } from './measure-kinds.ts';
import type { SynthesisPart } from './synthesis-parts.ts';
import { loincSystem } from './types.ts';

/** A figure, which has bounds, and a code where it is read again as a measure; one of a few answers; a day; some words. */
export type TemplateField =
  | ({ readonly name: string; readonly kind: 'number' } & Pick<MeasureKindRow, 'low' | 'high' | 'decimals'> & {
        readonly unit?: string;
        readonly coding?: MeasureKindRow['codings'][number];
      })
  | { readonly name: string; readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly name: string; readonly kind: 'date' | 'words' };

/** Of which the record may say something in codes: what begins the lines. */
export type CodedPart = Extract<SynthesisPart, 'past-medical' | 'past-surgical' | 'allergies' | 'problems' | 'treatments'>;
export type TemplateHeading = { readonly name: string; readonly needed: boolean } & (
  | { readonly kind: 'text' }
  | { readonly kind: 'lines'; readonly part?: CodedPart }
  | { readonly kind: 'fields'; readonly fields: readonly TemplateField[] }
);
interface Template {
  readonly typeCode: string;
  /** TRE_G15. */
  readonly writers: readonly string[];
  /** A new one takes the place of its author's former one: it says how things are, and not what happened. */
  readonly renews?: true;
  readonly headings: readonly TemplateHeading[];
}

const text = (name: string): TemplateHeading => ({ name, kind: 'text', needed: false });
const lines = (name: string, part?: CodedPart): TemplateHeading => ({ name, kind: 'lines', needed: false, ...(part === undefined ? {} : { part }) });
const fields = (name: string, ...own: readonly TemplateField[]): TemplateHeading => ({ name, kind: 'fields', needed: false, fields: own });
const needed = (heading: TemplateHeading): TemplateHeading => ({ ...heading, needed: true });

const choice = (name: string, ...choices: readonly string[]): TemplateField => ({ name, kind: 'choice', choices });
const words = (name: string): TemplateField => ({ name, kind: 'words' });
const day = (name: string): TemplateField => ({ name, kind: 'date' });
const count = (name: string, low: number, high: number): TemplateField => ({ name, kind: 'number', low, high, decimals: 0 });
const measured = (name: string, { unit, low, high, decimals, codings: [coding] }: MeasureKindRow): TemplateField => ({
  name,
  kind: 'number',
  low,
  high,
  decimals,
  unit,
  ...(coding === undefined ? {} : { coding }),
});
const loinc = (code: string, display: string): Pick<MeasureKindRow, 'codings'> => ({ codings: [{ code, system: loincSystem, display }] });

const yesNo = ['yes', 'no'] as const;
const pain = measured('pain', measureKinds.pain);
const vitals = fields(
  'vitals',
  measured('systolic', { ...measureKinds['blood-pressure'], ...loinc(systolicCode, 'Pression artérielle systolique') }),
  measured('diastolic', { ...diastolicLimits, decimals: 0, unit: 'mm[Hg]', ...loinc(diastolicCode, 'Pression artérielle diastolique') }),
  measured('heart-rate', measureKinds['heart-rate']),
  measured('temperature', measureKinds.temperature),
  measured('saturation', { ...loinc('59408-5', 'Saturation en oxygène'), unit: '%', low: 40, high: 100, decimals: 0 }),
  measured('breathing', { ...loinc('9279-1', 'Fréquence respiratoire'), unit: '/min', low: 4, high: 80, decimals: 0 }),
  measured('weight', measureKinds.weight),
  measured('height', measureKinds.height),
  measured('glucose', { ...loinc('2345-7', 'Glucose sanguin'), unit: 'g/L', low: 0.1, high: 15, decimals: 2 }),
);
const helped = ['alone', 'helped', 'done-for'] as const;
const allergies = lines('allergies', 'allergies');
const problems = lines('problems', 'problems');
const pastMedical = lines('past-medical', 'past-medical');
const pastSurgical = lines('past-surgical', 'past-surgical');
const treatments = lines('treatments', 'treatments');
const communication = fields(
  'communication',
  choice('means', 'speech', 'simple-words', 'pictures', 'signs', 'tablet', 'third-person', 'none'),
  words('understands'),
  words('pain-sign'),
);
const disability = fields(
  'disability',
  choice('kind', 'motor', 'visual', 'hearing', 'intellectual', 'psychic', 'autism', 'multiple', 'rare'),
  words('precision'),
);
const contacts = text('contacts');
const comments = text('comments');

const doctor = '10';
const nurses = ['60', '69'] as const;
/** Who looks after a person with a disability, in an establishment or at home. */
const companions = [doctor, ...nurses, '70', '91', '93', '94', '95', '96', '99'] as const;

export const documentTemplates = {
  'discharge-letter': {
    typeCode: '11490-0',
    writers: [doctor, '50'],
    headings: [
      needed(text('reason')),
      needed(text('stay')),
      treatments,
      lines('stopped'),
      allergies,
      text('pending'),
      needed(text('follow-up')),
      text('devices'),
      comments,
    ],
  },
  'admission-letter': {
    typeCode: '18761-7',
    writers: [doctor, '40', '50'],
    headings: [needed(text('reason')), needed(treatments), needed(allergies), pastMedical, pastSurgical, problems, contacts, comments],
  },
  'emergency-liaison': {
    typeCode: '74207-2',
    writers: [doctor, ...nurses],
    renews: true,
    headings: [
      needed(problems),
      pastMedical,
      needed(allergies),
      needed(treatments),
      fields('wishes', choice('directives', ...yesNo, 'unknown'), choice('palliative', ...yesNo), words('hospital')),
      fields(
        'state',
        choice('oriented', ...yesNo),
        choice('agitated', ...yesNo),
        choice('calls-for-help', ...yesNo),
        choice('sight', ...yesNo),
        choice('hearing', ...yesNo),
        choice('speaking', ...yesNo),
        choice('falls', ...yesNo),
        choice('wanders', ...yesNo),
        choice('restraint', ...yesNo),
        choice('pressure-sores', ...yesNo),
        choice('swallowing', ...yesNo),
      ),
      text('results'),
      text('vaccines'),
      contacts,
      comments,
    ],
  },
  'nursing': {
    typeCode: '11506-3',
    writers: [...nurses],
    headings: [
      needed(text('reason')),
      vitals,
      fields('pain', pain, words('pain-place')),
      fields(
        'autonomy',
        choice('washing', ...helped),
        choice('dressing', ...helped),
        choice('eating', ...helped),
        choice('moving', ...helped),
        choice('toilet', ...helped),
        choice('medicines', ...helped),
      ),
      lines('wounds'),
      text('care'),
      needed(text('conclusion')),
    ],
  },
  'physiotherapy': {
    typeCode: '47420-5',
    writers: ['70'],
    headings: [
      needed(fields('prescription', day('prescribed'), words('prescriber'))),
      needed(text('reason')),
      fields('pain', pain, words('pain-place')),
      needed(text('assessment')),
      needed(text('objectives')),
      text('techniques'),
      fields('sessions', count('number', 1, 300), count('a-week', 1, 14)),
      needed(text('conclusion')),
    ],
  },
  'cancer-meeting': {
    typeCode: '34794-8',
    writers: [doctor],
    headings: [
      needed(text('reason')),
      fields('meeting', day('held'), choice('quorum', ...yesNo)),
      needed(text('tumour')),
      pastMedical,
      problems,
      fields('fitness', choice('performance', '0', '1', '2', '3', '4'), measured('weight', measureKinds.weight), measured('height', measureKinds.height)),
      fields('stage', choice('phase', 'first', 'local', 'metastatic', 'remission', 'unknown')),
      text('results'),
      text('former-treatments'),
      text('patient-wishes'),
      needed(text('question')),
      needed(text('proposal')),
      fields('frame', choice('setting', 'guideline', 'trial', 'outside')),
    ],
  },
  'cancer-plan': {
    typeCode: '18776-5',
    writers: [doctor],
    headings: [needed(text('tumour')), needed(text('programme')), text('support'), text('watch'), contacts, comments],
  },
  'alert-card': {
    typeCode: '74207-2',
    writers: companions,
    renews: true,
    headings: [needed(disability), needed(text('danger')), communication, text('soothes'), text('avoid'), allergies, treatments, contacts],
  },
  'consultation-card': {
    typeCode: '28653-4',
    writers: companions,
    renews: true,
    headings: [needed(disability), communication, needed(text('before')), text('during'), text('care-examination'), text('soothes'), contacts],
  },
  'hospital-reception': {
    typeCode: '18761-7',
    writers: companions,
    headings: [
      needed(disability),
      needed(text('reason')),
      communication,
      fields(
        'autonomy',
        choice('washing', ...helped),
        choice('dressing', ...helped),
        choice('eating', ...helped),
        choice('moving', ...helped),
        choice('toilet', ...helped),
        choice('medicines', ...helped),
      ),
      text('habits'),
      text('avoid'),
      allergies,
      treatments,
      contacts,
    ],
  },
  'home-liaison': {
    typeCode: '83981-1',
    writers: companions,
    headings: [needed(text('period')), text('health'), needed(text('follow-up')), treatments, text('habits'), contacts, comments],
  },
} as const satisfies Readonly<Record<string, Template>>;
export type TemplateName = keyof typeof documentTemplates;
export const templateNames = Object.keys(documentTemplates) as readonly TemplateName[];
export const isTemplateName = (name: string): name is TemplateName => Object.hasOwn(documentTemplates, name);
export const templateOf = (name: TemplateName): Template => documentTemplates[name];
