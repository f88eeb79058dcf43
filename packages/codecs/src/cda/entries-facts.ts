// One statement of an entry -> one fact, by its template. Each reader yields the fact, that the document states an absence, or nothing where
// what makes the fact (its code, its product, its value) is not there.

import type { AllergyFact, ClinicalFact, ClinicalStatus, ClinicalTime, Concept, MedicationFact, ObservationFact, StatedAbsence } from '@carnet/domain/clinical';
import type { Coded } from '@carnet/domain/document';
import { type Entry, type Narrative, childOf, childrenOf, templatesOf } from './entries-tree.ts';
import { type TemplateName, allergyTypes, codes, saysNone, saysUnknown, sectionsOfAdministration, templates } from './entries-templates.ts';
import { clinicalTimeIn, codedIn, conceptIn, numberIn, observedIn, quantityIn, rangesIn } from './entries-values.ts';

/** Where a statement stands. */
export interface Standing {
  readonly place: number;
  readonly section?: Coded;
  readonly narrative: Narrative;
  /** Of the statements around it, where it gives none of its own. */
  readonly time?: ClinicalTime;
  readonly specimen?: Concept;
  /** Of the concern act around it. */
  readonly concern?: { readonly status?: string; readonly isProblem: boolean };
}
export type Read = { readonly fact: ClinicalFact } | { readonly absence: StatedAbsence } | { readonly left: 'empty' | 'refuted' | 'unknown' };

export const follows = (entry: Entry, name: TemplateName): boolean => {
  const followed = templatesOf(entry);
  return templates[name].some((template) => followed.has(template));
};

const told = ({ place, section }: Standing) => ({ place, ...(section === undefined ? {} : { section }) });
const timed = (entry: Entry, standing: Standing): { readonly time?: ClinicalTime } => {
  const time =
    childrenOf(entry, 'effectiveTime')
      .map(clinicalTimeIn)
      .find((one) => one !== undefined) ?? standing.time;
  return time === undefined ? {} : { time };
};

/** The observations that qualify a statement, each said to be so. */
const qualifiers = (entry: Entry): readonly Entry[] =>
  childrenOf(entry, 'entryRelationship')
    .filter(({ attributes }) => attributes['negationInd'] !== 'true')
    .flatMap((relation) => childrenOf(relation, 'observation'))
    .filter(({ attributes }) => attributes['negationInd'] !== 'true');
const qualifier = (entry: Entry, { system, code }: { readonly system: string; readonly code: string }): Entry | undefined =>
  qualifiers(entry).find((one) => {
    const coded = childOf(one, 'code')?.attributes;
    return coded?.['code'] === code && coded['codeSystem'] === system;
  });
const qualifierCode = (entry: Entry, coded: { readonly system: string; readonly code: string }): string | undefined =>
  childOf(qualifier(entry, coded), 'value')?.attributes['code'];

/** The absence this concept states, if it states one. */
function absenceIn(of: StatedAbsence['of'], concept: Concept | undefined, { section }: Standing): Read | undefined {
  if (concept?.codings.some(({ system, code }) => saysUnknown(system, code)) === true) return { left: 'empty' };
  if (concept?.codings.some(({ system, code }) => saysNone(system, code)) !== true) return undefined;
  return { absence: { of, concept, ...(section === undefined ? {} : { section }) } };
}

export function laboratoryOrVitalSign(entry: Entry, standing: Standing, category: ObservationFact['category']): Read {
  const code = conceptIn(childOf(entry, 'code'), standing.narrative);
  if (code === undefined) return { left: 'empty' };
  const value = observedIn(childOf(entry, 'value'), standing.narrative);
  const interpretation = childrenOf(entry, 'interpretationCode')
    .map(codedIn)
    .filter((coded): coded is Coded => coded !== undefined)
    .slice(0, 5);
  // A heading of other results has nothing of its own to say.
  if (value.kind === 'absent' && value.reason === undefined && interpretation.length === 0) return { left: 'empty' };
  const method = conceptIn(childOf(entry, 'methodCode'), standing.narrative);
  const written = childOf(entry, 'statusCode')?.attributes['code'];
  return {
    fact: {
      kind: 'observation',
      ...told(standing),
      ...timed(entry, standing),
      category,
      code,
      value,
      status: written === 'aborted' || written === 'cancelled' ? 'cancelled' : written === 'active' ? 'preliminary' : 'final',
      interpretation,
      ranges: rangesIn(entry),
      ...(method === undefined ? {} : { method }),
      ...(standing.specimen === undefined ? {} : { specimen: standing.specimen }),
    },
  };
}

/** The product of a `consumable` or a `product`: its codes, those of its classes (ATC), its name. */
function productIn(around: Entry | undefined, narrative: Narrative): Concept | undefined {
  const material = childOf(around, 'manufacturedProduct', 'manufacturedMaterial');
  const name = childOf(material, 'name');
  const concept = conceptIn(childOf(material, 'code'), narrative, name?.attributes['nullFlavor'] === undefined ? name?.text(300) : undefined);
  const classes = childrenOf(material, 'asSpecializedKind')
    .map((kind) => codedIn(childOf(kind, 'generalizedMedicineClass', 'code')))
    .filter((coded): coded is Coded => coded !== undefined)
    .slice(0, 3);
  if (concept === undefined) return classes.length === 0 ? undefined : { codings: classes };
  return { ...concept, codings: [...concept.codings, ...classes.filter(({ code }) => !concept.codings.some((known) => known.code === code))] };
}

export function immunization(entry: Entry, standing: Standing): Read {
  const { narrative } = standing;
  const material = childOf(entry, 'consumable', 'manufacturedProduct', 'manufacturedMaterial');
  const vaccine = productIn(childOf(entry, 'consumable'), narrative);
  const absence = absenceIn('immunization', vaccine, standing) ?? absenceIn('immunization', conceptIn(childOf(entry, 'code'), narrative), standing);
  if (absence !== undefined) return absence;
  if (vaccine === undefined) return { left: 'empty' };
  const series = codedIn(childOf(entry, 'code'));
  const lot = childOf(material, 'lotNumberText')?.text(60);
  const dose = numberIn(childOf(qualifier(entry, codes.doseNumber), 'value')?.attributes['value']);
  const route = conceptIn(childOf(entry, 'routeCode'), narrative);
  const site = conceptIn(childOf(entry, 'approachSiteCode'), narrative);
  return {
    fact: {
      kind: 'immunization',
      ...told(standing),
      ...timed(entry, standing),
      vaccine,
      ...(series === undefined ? {} : { series }),
      ...(lot === undefined || lot === '' ? {} : { lot }),
      ...(dose === undefined || !Number.isInteger(dose) || dose < 1 ? {} : { dose }),
      ...(route === undefined ? {} : { route }),
      ...(site === undefined ? {} : { site }),
    },
  };
}

export function medication(entry: Entry, standing: Standing): Read {
  const { narrative, section } = standing;
  const product = productIn(childOf(entry, 'consumable') ?? childOf(entry, 'product'), narrative);
  const absence = absenceIn('medication', product, standing) ?? absenceIn('medication', conceptIn(childOf(entry, 'code'), narrative), standing);
  if (absence !== undefined) return absence;
  if (product === undefined) return { left: 'empty' };
  const use: MedicationFact['use'] =
    entry.name === 'supply'
      ? 'dispensed'
      : entry.attributes['moodCode'] !== 'EVN'
        ? 'prescribed'
        : section !== undefined && sectionsOfAdministration.has(section.code)
          ? 'administered'
          : 'taken';
  // The mode of administration stands in the statement, or in the first of the statements below it that say how it changes over time.
  const administration = childOf(entry, 'doseQuantity') !== undefined ? entry : (childOf(entry, 'entryRelationship', 'substanceAdministration') ?? entry);
  const dose = childOf(administration, 'doseQuantity');
  const [low, high] = [quantityIn(childOf(dose, 'low') ?? dose), quantityIn(childOf(dose, 'high'))];
  const every = everyIn(administration) ?? everyIn(entry);
  const route = conceptIn(childOf(entry, 'routeCode'), narrative);
  const quantity = entry.name === 'supply' ? numberIn(childOf(entry, 'quantity')?.attributes['value']) : undefined;
  return {
    fact: {
      kind: 'medication',
      ...told(standing),
      ...(entry.name === 'supply' ? suppliedAt(entry, standing) : timed(entry, standing)),
      use,
      product,
      ...(low === undefined && high === undefined ? {} : { dose: { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) } }),
      ...(every === undefined ? {} : { every }),
      ...(route === undefined ? {} : { route }),
      ...(quantity === undefined ? {} : { quantity }),
    },
  };
}

/** What was handed over was so when its performer did, or the statement was written. */
function suppliedAt(entry: Entry, standing: Standing): { readonly time?: ClinicalTime } {
  const time = clinicalTimeIn(childOf(entry, 'performer', 'time')) ?? clinicalTimeIn(childOf(entry, 'author', 'time'));
  return time === undefined ? timed(entry, standing) : { time };
}

const everyIn = (entry: Entry): MedicationFact['every'] =>
  childrenOf(entry, 'effectiveTime')
    .flatMap((time) => [time, ...childrenOf(time, 'comp')])
    .map((time) => quantityIn(childOf(time, 'period')))
    .find((period) => period !== undefined);

const clinicalStatuses: ReadonlySet<string> = new Set<ClinicalStatus>(['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved']);
/** As it is said, or as the concern it is followed under has it (PCC, Concern Entry: its act is completed once nobody is concerned any more). */
function clinicalStatusIn(entry: Entry, { concern }: Standing): ClinicalStatus | undefined {
  const said = qualifierCode(entry, codes.status);
  if (said !== undefined && clinicalStatuses.has(said)) return said as ClinicalStatus;
  if (clinicalTimeIn(childOf(entry, 'effectiveTime'))?.kind === 'period' && clinicalTimeHasEnd(entry)) return 'resolved';
  if (concern?.status === 'active') return 'active';
  return concern?.status === undefined ? undefined : 'inactive';
}
const clinicalTimeHasEnd = (entry: Entry): boolean => {
  const time = clinicalTimeIn(childOf(entry, 'effectiveTime'));
  return time?.kind === 'period' && time.to !== undefined;
};

const certaintyIn = (entry: Entry): 'confirmed' | 'unconfirmed' | 'refuted' | undefined => {
  const said = qualifierCode(entry, codes.certainty);
  return said === 'confirmed' || said === 'unconfirmed' || said === 'refuted' ? said : undefined;
};

export function allergy(entry: Entry, standing: Standing): Read {
  const { narrative } = standing;
  const type = childOf(entry, 'code');
  const value = conceptIn(childOf(entry, 'value'), narrative);
  const absence = absenceIn('allergy', value, standing) ?? absenceIn('allergy', conceptIn(type, narrative), standing);
  if (absence !== undefined) return absence;
  const verification = certaintyIn(entry);
  if (verification === 'refuted') return { left: 'refuted' };
  const playing = childOf(
    childrenOf(entry, 'participant').find(({ attributes }) => attributes['typeCode'] === 'CSM'),
    'participantRole',
    'playingEntity',
  );
  const agent = conceptIn(childOf(playing, 'code'), narrative, childOf(playing, 'name')?.text(300));
  // Without an agent, a coded value says to what; a word of the narrative (« Oui ») does not, and the kind of allergy is all that is known.
  const coded = value !== undefined && value.codings.length > 0 ? value : undefined;
  const known = agent ?? coded ?? (value === undefined ? undefined : conceptIn(type, narrative));
  if (known === undefined) return { left: 'empty' };
  const kind = Object.hasOwn(allergyTypes, type?.attributes['code'] ?? '') ? allergyTypes[type!.attributes['code']!]! : undefined;
  const clinicalStatus = clinicalStatusIn(entry, standing);
  const criticality = qualifierCode(entry, codes.criticality);
  const reactions = [...(agent === undefined || coded === undefined ? [] : [coded]), ...manifestations(entry, narrative)].slice(0, 10);
  return {
    fact: {
      kind: 'allergy',
      ...told(standing),
      ...timed(entry, standing),
      agent: known,
      ...kind,
      ...(clinicalStatus === undefined ? {} : { clinicalStatus }),
      ...(verification === undefined ? {} : { verification }),
      ...(criticality !== undefined && isCriticality(criticality) ? { criticality } : {}),
      reactions,
    },
  };
}
const isCriticality = (code: string): code is NonNullable<AllergyFact['criticality']> => code === 'low' || code === 'high' || code === 'unable-to-assess';

/** Reactions that were observed: a reaction said not to have been is none. */
const manifestations = (entry: Entry, narrative: Narrative): Concept[] =>
  childrenOf(entry, 'entryRelationship')
    .filter(({ attributes }) => attributes['typeCode'] === 'MFST' && attributes['negationInd'] !== 'true')
    .flatMap((relation) => childrenOf(relation, 'observation'))
    .filter(({ attributes }) => attributes['negationInd'] !== 'true')
    .map((observation) => conceptIn(childOf(observation, 'value'), narrative))
    .filter((concept): concept is Concept => concept !== undefined);

export function condition(entry: Entry, standing: Standing): Read {
  const code = conceptIn(childOf(entry, 'value'), standing.narrative);
  const absence = absenceIn('condition', code, standing);
  if (absence !== undefined) return absence;
  if (code === undefined) return { left: 'empty' };
  const verification = certaintyIn(entry);
  if (verification === 'refuted') return { left: 'refuted' };
  const clinicalStatus = clinicalStatusIn(entry, standing);
  return {
    fact: {
      kind: 'condition',
      ...told(standing),
      ...timed(entry, standing),
      code,
      category: standing.concern?.isProblem === true ? 'problem-list-item' : 'encounter-diagnosis',
      ...(clinicalStatus === undefined ? {} : { clinicalStatus }),
      ...(verification === undefined ? {} : { verification }),
    },
  };
}

export function procedure(entry: Entry, standing: Standing): Read {
  const code = conceptIn(childOf(entry, 'code'), standing.narrative);
  const absence = absenceIn('procedure', code, standing);
  if (absence !== undefined) return absence;
  if (code === undefined) return { left: 'empty' };
  const site = conceptIn(childOf(entry, 'targetSiteCode'), standing.narrative);
  return { fact: { kind: 'procedure', ...told(standing), ...timed(entry, standing), code, ...(site === undefined ? {} : { site }) } };
}
