// A line of a synthesis as an entry of its section: the templates that `entries.ts` reads back to the same fact. A line without a code is an entry
// whose words are those of the narrative. Family history says the tie, never a name; results and risks are words alone, as the model has them.

import type { Coded } from '@carnet/domain/document';
import type { SynthesisLine } from '@carnet/domain/synthesis';
import type { SynthesisPart } from '@carnet/domain/terminology';
import { type Markup, element, text } from '../xml/index.ts';

/** Where an entry stands: the document's own id and its number in it, and the words of the narrative it is about. */
export interface EntryPlace {
  readonly document: string;
  readonly anchor: string;
}

const ccd = '2.16.840.1.113883.10.20.1';
const pcc = '1.3.6.1.4.1.19376.1.5.3.1.4';
const ans = '1.2.250.1.213.1.1.3';
const snomed = { codeSystem: '2.16.840.1.113883.6.96', codeSystemName: 'SNOMED CT' } as const;
const loinc = { codeSystem: '2.16.840.1.113883.6.1', codeSystemName: 'LOINC' } as const;
/** IPS absent-unknown. */
const absent = { codeSystem: '2.16.840.1.113883.5.1150.1', codeSystemName: 'AbsentOrUnknown' } as const;
const diagnosis = { code: '282291009', displayName: 'interprétation diagnostique', ...snomed } as const;

const templates = (...roots: readonly string[]): readonly Markup[] => roots.map((root) => element('templateId', { root }));
const idOf = ({ document, anchor }: EntryPlace, suffix = ''): Markup => element('id', { root: document, extension: `${anchor}${suffix}` });
const referring = ({ anchor }: EntryPlace): Markup => element('reference', { value: `#${anchor}` });
const textOf = (place: EntryPlace): Markup => element('text', {}, referring(place));
const completed = element('statusCode', { code: 'completed' });
const hl7Date = (date: string): string => date.replaceAll('-', '');

/** A coded element, its words those of the narrative. */
const coded = (name: string, code: Coded | undefined, place: EntryPlace, type?: 'CD'): Markup =>
  element(
    name,
    {
      'xsi:type': type,
      ...(code === undefined ? { nullFlavor: 'UNK' } : { code: code.code, codeSystem: code.system, displayName: code.display }),
    },
    element('originalText', {}, referring(place)),
  );

const since = (date: string | undefined, over = false): Markup =>
  element(
    'effectiveTime',
    { 'xsi:type': 'IVL_TS' },
    element('low', date === undefined ? { nullFlavor: 'UNK' } : { value: hl7Date(date) }),
    over ? element('high', { nullFlavor: 'UNK' }) : undefined,
  );

/** Entries of a heading, in the order of its lines; those of a heading that is "néant" say so in code, where there is one. */
export const synthesisEntry: Readonly<Partial<Record<SynthesisPart, (line: SynthesisLine, place: EntryPlace) => Markup>>> = {
  'problems': (line, place) => problem(line, place, 'active'),
  'past-medical': (line, place) => problem(line, place, 'completed'),
  'past-surgical': procedure,
  'allergies': allergy,
  'treatments': treatment,
  'family': relative,
};
export const noneEntry: Readonly<Partial<Record<SynthesisPart, (place: EntryPlace) => Markup>>> = {
  'problems': (place) =>
    concern(place, 'active', 'problem', since(undefined), problemObservation(place, since(undefined), none('value', 'no-known-problems', 'CD'))),
  'allergies': (place) =>
    concern(place, 'active', 'allergy', since(undefined), [
      ...allergyHead(place, element('code', { nullFlavor: 'NA' }), since(undefined)),
      none('value', 'no-known-allergies', 'CD'),
    ]),
  'past-surgical': (place) => act(place, none('code', 'no-known-procedures'), undefined),
  'treatments': (place) => administration(place, none('code', 'no-known-medications'), [since(undefined)], consumable(element('code', { nullFlavor: 'NA' }))),
};
const none = (name: string, code: string, type?: 'CD'): Markup => element(name, { 'xsi:type': type, code, ...absent });

function concern(place: EntryPlace, status: 'active' | 'completed', kind: 'problem' | 'allergy', time: Markup, observation: readonly Markup[]): Markup {
  const models = { problem: [`${pcc}.5.2`, `${ans}.39`], allergy: [`${pcc}.5.3`, `${ans}.40`] }[kind];
  return element(
    'entry',
    {},
    element(
      'act',
      { classCode: 'ACT', moodCode: 'EVN' },
      templates(`${ccd}.27`, `${pcc}.5.1`, ...models),
      idOf(place, '-suivi'),
      element('code', { nullFlavor: 'NA' }),
      element('statusCode', { code: status }),
      time,
      element(
        'entryRelationship',
        { typeCode: 'SUBJ', inversionInd: false },
        element('observation', { classCode: 'OBS', moodCode: 'EVN', negationInd: false }, ...observation),
      ),
    ),
  );
}

const problemObservation = (place: EntryPlace, time: Markup, value: Markup): readonly Markup[] => [
  ...templates(`${ccd}.28`, `${pcc}.5`, `${ans}.37`),
  idOf(place),
  element('code', diagnosis),
  textOf(place),
  completed,
  time,
  value,
];
function problem({ code, date }: SynthesisLine, place: EntryPlace, status: 'active' | 'completed'): Markup {
  const time = since(date, status === 'completed');
  return concern(place, status, 'problem', time, problemObservation(place, time, coded('value', code, place, 'CD')));
}

const act = (place: EntryPlace, code: Markup, date: string | undefined): Markup =>
  element(
    'entry',
    {},
    element(
      'procedure',
      { classCode: 'PROC', moodCode: 'EVN' },
      templates(`${pcc}.19`, `${ccd}.29`, `${ans}.62`),
      idOf(place),
      code,
      textOf(place),
      completed,
      element('effectiveTime', date === undefined ? { nullFlavor: 'UNK' } : { value: hl7Date(date) }),
    ),
  );
function procedure({ code, date }: SynthesisLine, place: EntryPlace): Markup {
  return act(place, coded('code', code, place), date);
}

const allergyHead = (place: EntryPlace, code: Markup, time: Markup): readonly Markup[] => [
  ...templates(`${ccd}.18`, `${ccd}.28`, `${pcc}.5`, `${pcc}.6`, `${ans}.41`),
  idOf(place),
  code,
  textOf(place),
  completed,
  time,
];
/** SNOMED CT. Neither is said: a propensity to adverse reactions. */
const natures = {
  allergy: { code: '609328004', displayName: 'allergie' },
  intolerance: { code: '609396006', displayName: 'intolérance non allergique' },
  unsaid: { code: '420134006', displayName: 'propension à une réaction indésirable' },
} as const;
function allergy({ code, date, nature, grave, reactions = [] }: SynthesisLine, place: EntryPlace): Markup {
  const time = since(date);
  return concern(place, 'active', 'allergy', time, [
    ...allergyHead(place, element('code', { ...natures[nature ?? 'unsaid'], ...snomed }), time),
    element('value', { 'xsi:type': 'CD', 'nullFlavor': 'UNK' }),
    element(
      'participant',
      { typeCode: 'CSM' },
      element('participantRole', { classCode: 'MANU' }, element('playingEntity', { classCode: 'MMAT' }, coded('code', code, place))),
    ),
    ...reactions.map((reaction, index) => manifestation(reaction, place, index)),
    ...(grave === true ? [criticality] : []),
    status,
  ]);
}
const manifestation = (reaction: string, place: EntryPlace, index: number): Markup =>
  element(
    'entryRelationship',
    { typeCode: 'MFST', inversionInd: false },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN', negationInd: false },
      templates(`${ccd}.28`, `${pcc}.5`, `${ans}.37`),
      idOf(place, `-reaction-${index + 1}`),
      element('code', diagnosis),
      textOf(place),
      completed,
      since(undefined),
      element('value', { 'xsi:type': 'CD', 'nullFlavor': 'UNK' }, element('originalText', {}, text(reaction))),
    ),
  );
const qualifier = (typeCode: 'REFR' | 'SUBJ', ...content: readonly (Markup | readonly Markup[])[]): Markup =>
  element(
    'entryRelationship',
    { typeCode, inversionInd: typeCode === 'SUBJ' },
    element('observation', { classCode: 'OBS', moodCode: 'EVN', negationInd: false }, ...content),
  );
const status = qualifier(
  'REFR',
  templates(`${ccd}.50`, `${ccd}.57`, `${pcc}.1.1`, `${ans}.30`),
  element('code', { code: '33999-4', displayName: 'Statut', ...loinc }),
  completed,
  element('value', { 'xsi:type': 'CE', 'code': 'active', 'displayName': 'Actif', 'codeSystem': '2.16.840.1.113883.4.642.4.1373' }),
);
const criticality = qualifier(
  'SUBJ',
  templates(`${ans}.172`, `${pcc}.13`, `${ans}.48`),
  element('code', { code: '82606-5', displayName: 'Criticité', ...loinc }),
  completed,
  element('effectiveTime', { nullFlavor: 'NA' }),
  element('value', { 'xsi:type': 'CE', 'code': 'high', 'displayName': 'Haut', 'codeSystem': '2.16.840.1.113883.4.642.4.130' }),
);

const consumable = (code: Markup): Markup =>
  element('consumable', {}, element('manufacturedProduct', {}, templates(`${ccd}.53`, `${pcc}.7.2`, `${ans}.43`), element('manufacturedMaterial', {}, code)));
const administration = (place: EntryPlace, code: Markup, how: readonly (Markup | undefined)[], product: Markup): Markup =>
  element(
    'entry',
    { typeCode: 'DRIV' },
    element(
      'substanceAdministration',
      { classCode: 'SBADM', moodCode: 'EVN' },
      templates(`${ccd}.24`, `${pcc}.7`, `${ans}.42`, `${pcc}.7.1`),
      idOf(place),
      code,
      textOf(place),
      completed,
      how,
      product,
    ),
  );
function treatment({ code, date, dose, every }: SynthesisLine, place: EntryPlace): Markup {
  const bound = (name: string): Markup => element(name, { value: dose?.value, unit: dose?.unit });
  return administration(
    place,
    element('code', { code: 'DRUG', displayName: 'Médicament', codeSystem: '2.16.840.1.113883.5.4', codeSystemName: 'HL7:ActCode' }),
    [
      since(date, true),
      every === undefined
        ? undefined
        : element('effectiveTime', { 'xsi:type': 'PIVL_TS', 'operator': 'A' }, element('period', { value: every.value, unit: every.unit })),
      dose === undefined ? undefined : element('doseQuantity', {}, bound('low'), bound('high')),
    ],
    consumable(coded('code', code, place)),
  );
}

/** RoleCode of HL7: the tie that the words say; « membre de la famille » where they say none, or several. */
const ties: readonly (readonly [RegExp, code: string, displayName: string])[] = [
  [/\bgrands?[- ]?m[eè]res?\b/i, 'GRMTH', 'Grand-mère'],
  [/\bgrands?[- ]?p[eè]res?\b/i, 'GRFTH', 'Grand-père'],
  [/\bm[eè]re\b/i, 'MTH', 'Mère'],
  [/\bp[eè]re\b/i, 'FTH', 'Père'],
  [/(?<!\p{L})s(?:œ|oe)urs?(?!\p{L})/iu, 'SIS', 'Sœur'],
  [/\bfr[eè]res?\b/i, 'BRO', 'Frère'],
  [/\bfils\b/i, 'SONC', 'Fils'],
  [/\bfilles?\b/i, 'DAUC', 'Fille'],
  [/\boncles?\b/i, 'UNCLE', 'Oncle'],
  [/\btantes?\b/i, 'AUNT', 'Tante'],
  [/\bcousine?s?\b/i, 'COUSN', 'Cousin'],
];
function tieOf(words: string): { readonly code: string; readonly displayName: string } {
  let left = words;
  const said = ties.filter(([shape]) => {
    const found = shape.test(left);
    left = left.replaceAll(new RegExp(shape.source, `${shape.flags}g`), ' ');
    return found;
  });
  const [, code = 'FAMMEMB', displayName = 'Membre de la famille'] = (said.length === 1 ? said[0] : undefined) ?? [];
  return { code, displayName };
}

function relative({ text: words, code, date }: SynthesisLine, place: EntryPlace): Markup {
  return element(
    'entry',
    {},
    element(
      'organizer',
      { classCode: 'CLUSTER', moodCode: 'EVN' },
      templates(`${ccd}.23`, `${pcc}.15`, `${ans}.59`),
      completed,
      element(
        'subject',
        { typeCode: 'SBJ' },
        templates(`${pcc}.15.2`, `${ans}.60`),
        element(
          'relatedSubject',
          { classCode: 'PRS' },
          element('code', { ...tieOf(words), codeSystem: '2.16.840.1.113883.5.111', codeSystemName: 'RoleCode' }),
        ),
      ),
      element(
        'component',
        { typeCode: 'COMP' },
        element(
          'observation',
          { classCode: 'OBS', moodCode: 'EVN' },
          templates(`${ccd}.22`, `${pcc}.13`, `${pcc}.13.3`, `${ans}.51`),
          idOf(place),
          element('code', diagnosis),
          textOf(place),
          completed,
          element('effectiveTime', date === undefined ? { nullFlavor: 'UNK' } : { value: hl7Date(date) }),
          coded('value', code, place, 'CD'),
        ),
      ),
    ),
  );
}
