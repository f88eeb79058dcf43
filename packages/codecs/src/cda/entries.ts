// The structured body of a CDA (level 3) -> what it says in codes. Bounded whatever the document's size, and total: hostile XML yields less, never
// an exception. Unknown entries are left and counted. What is denied, planned, or said of somebody else than the patient is no fact.

import type { ClinicalContent, ClinicalFact, Concept, LeftOut, ReportCategory, StatedAbsence } from '@carnet/domain/clinical';
import type { Coded } from '@carnet/domain/document';
import type { XmlElement } from 'libxml2-wasm';
import { parseXml } from '../xml/parse.ts';
import type { XmlLimits } from '../xml/scan.ts';
import { attribute, elementsOf } from '../xml/tree.ts';
import { hl7 } from './elements.ts';
import { type Read, type Standing, allergy, condition, follows, immunization, laboratoryOrVitalSign, medication, procedure } from './entries-facts.ts';
import { sectionsOfRelatives } from './entries-templates.ts';
import { type Budget, type Entry, Narrative, childOf, childrenOf, entryOf } from './entries-tree.ts';
import { clinicalTimeIn, codedIn, conceptIn } from './entries-values.ts';

/** Of one document. The largest CI-SIS examples have 30,000 elements and 300 statements. */
const elementsMaximum = 100_000;
const statementsMaximum = 5_000;
const factsMaximum = 2_000;
const sectionDepthMaximum = 12;

/** Types of documents that report examinations (LOINC, JDV_J66): each such document is one report. */
const reportTypes: Readonly<Record<string, ReportCategory>> = {
  '11502-2': 'laboratory',
  '18748-4': 'imaging',
  '60568-3': 'pathology',
  '51969-4': 'genetics',
};

/** Undefined: no CDA, or one without a structured body, or without any entry in it. */
export function readCdaEntries(bytes: Uint8Array, limits?: XmlLimits): ClinicalContent | undefined {
  if (!mayHaveEntries(bytes)) return undefined;
  const tree = parseXml(bytes, limits);
  if (!tree.ok) return undefined;
  using document = tree.value;
  const { root } = document;
  if (!hl7.is(root, 'ClinicalDocument')) return undefined;
  const body = hl7.first(root, 'component', 'structuredBody');
  return body === undefined ? undefined : new EntriesReader(root).content(body);
}

/** Most documents hold a file, or text: a look for the names spares them a parse. UTF-16 does not show them, and is parsed. */
function mayHaveEntries(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0) return true;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = text.indexOf('structuredBody');
  return body !== -1 && text.includes('entry', body);
}

const statementNames = new Set([
  'observation',
  'act',
  'procedure',
  'substanceAdministration',
  'supply',
  'organizer',
  'encounter',
  'observationMedia',
  'regionOfInterest',
]);

class EntriesReader {
  readonly #root: XmlElement;
  readonly #narrative: Narrative;
  readonly #budget: Budget = { elements: elementsMaximum };
  readonly #facts: ClinicalFact[] = [];
  readonly #absences: StatedAbsence[] = [];
  readonly #left: { -readonly [K in keyof LeftOut]: number } = { unknown: 0, negated: 0, refuted: 0, planned: 0, ofOthers: 0, empty: 0 };
  #places = 0;
  #truncated = false;

  constructor(root: XmlElement) {
    this.#root = root;
    this.#narrative = new Narrative(root);
  }

  content(body: XmlElement): ClinicalContent {
    this.#sections(body, false, 0);
    const report = this.#report();
    return {
      facts: report === undefined ? this.#facts : [report, ...this.#facts],
      absences: this.#absences.slice(0, 100),
      left: this.#left,
      truncated: this.#truncated || this.#budget.elements < 0,
    };
  }

  /** The document itself, where it reports examinations. */
  #report(): ClinicalFact | undefined {
    const type = hl7.first(this.#root, 'code');
    const code = type === undefined ? undefined : codedIn(entryOf(type, this.#budget));
    const category = code !== undefined && Object.hasOwn(reportTypes, code.code) ? reportTypes[code.code] : undefined;
    if (category === undefined || code === undefined) return undefined;
    const event = hl7.first(this.#root, 'documentationOf', 'serviceEvent', 'effectiveTime') ?? hl7.first(this.#root, 'effectiveTime');
    const time = event === undefined ? undefined : clinicalTimeIn(entryOf(event, this.#budget));
    const results = this.#facts.filter(({ kind }) => kind === 'observation').map(({ place }) => place);
    return { kind: 'report', place: 0, category, code: { codings: [code] }, results, ...(time === undefined ? {} : { time }) };
  }

  #sections(parent: XmlElement, ofOthers: boolean, depth: number): void {
    for (const component of hl7.children(parent, 'component'))
      for (const section of hl7.children(component, 'section')) this.#section(section, ofOthers, depth);
  }

  #section(section: XmlElement, around: boolean, depth: number): void {
    if (depth > sectionDepthMaximum) {
      this.#truncated = true;
      return;
    }
    const coded = hl7.first(section, 'code');
    const code = coded === undefined ? undefined : sectionCode(coded);
    const ofOthers = around || hl7.first(section, 'subject') !== undefined || (code !== undefined && sectionsOfRelatives.has(code.code));
    for (const entry of hl7.children(section, 'entry')) {
      if (this.#full()) return;
      for (const element of elementsOf(entry).filter(({ name }) => statementNames.has(name))) {
        const read = entryOf(element, this.#budget);
        if (read !== undefined) this.#statement(read, { ...(code === undefined ? {} : { section: code }), narrative: this.#narrative }, ofOthers);
      }
    }
    this.#sections(section, ofOthers, depth + 1);
  }

  #full(): boolean {
    const full = this.#places >= statementsMaximum || this.#facts.length >= factsMaximum || this.#budget.elements < 0;
    this.#truncated ||= full;
    return full;
  }

  #statement(entry: Entry, around: Omit<Standing, 'place'>, ofOthers: boolean): void {
    if (this.#full()) return;
    this.#places += 1;
    const standing: Standing = { ...around, place: this.#places };
    const { negationInd, nullFlavor, moodCode } = entry.attributes;
    if (negationInd === 'true') return this.#leave('negated');
    if (ofOthers || follows(entry, 'ofRelatives') || childOf(entry, 'subject') !== undefined) return this.#leave('ofOthers');
    const status = childOf(entry, 'statusCode')?.attributes['code'];
    if (nullFlavor !== undefined || status === 'nullified' || status === 'obsolete') return this.#leave('empty');
    const prescribes = entry.name === 'substanceAdministration' && moodCode === 'INT' && follows(entry, 'medication');
    if (moodCode !== 'EVN' && !prescribes) return this.#leave('planned');
    const read = factIn(entry, standing);
    if (read === 'container') return this.#below(entry, standing);
    this.#keep(read);
    // Results stand under results (an isolated germ, its antibiogram); whatever stands under another fact qualifies it.
    if ('fact' in read && read.fact.kind === 'observation') this.#below(entry, standing);
  }

  #below(entry: Entry, standing: Standing): void {
    const time = clinicalTimeIn(childOf(entry, 'effectiveTime')) ?? standing.time;
    const specimen = specimenIn(entry, standing) ?? standing.specimen;
    const { place: _place, concern: around, ...rest } = standing;
    const concern = concernIn(entry) ?? around;
    const below = {
      ...rest,
      ...(time === undefined || concern !== undefined ? {} : { time }),
      ...(specimen === undefined ? {} : { specimen }),
      ...(concern === undefined ? {} : { concern }),
    };
    for (const relation of [...childrenOf(entry, 'entryRelationship'), ...childrenOf(entry, 'component')])
      for (const statement of relation.children.filter(({ name }) => statementNames.has(name)))
        if (relation.attributes['negationInd'] === 'true') this.#leave('negated');
        else this.#statement(statement, below, false);
  }

  #keep(read: Read): void {
    if ('fact' in read) this.#facts.push(read.fact);
    else if ('absence' in read) this.#absences.push(read.absence);
    else this.#leave(read.left);
  }

  #leave(why: keyof LeftOut): void {
    this.#left[why] += 1;
  }
}

function sectionCode(coded: XmlElement): Coded | undefined {
  const [code, system, display] = ['code', 'codeSystem', 'displayName'].map((name) => attribute(coded, name));
  if (code === undefined || system === undefined || code.length > 100 || system.length > 100) return undefined;
  return { code, system, ...(display === undefined ? {} : { display: display.slice(0, 300) }) };
}

/** A problem or an allergy is followed under an act of concern, whose status is that of the following. */
function concernIn(entry: Entry): Standing['concern'] {
  if (
    entry.name !== 'act' ||
    childOf(entry, 'statusCode') === undefined ||
    !childrenOf(entry, 'templateId').some(({ attributes }) => attributes['root'] === concernTemplate)
  )
    return undefined;
  const status = childOf(entry, 'statusCode')!.attributes['code'];
  return { ...(status === undefined ? {} : { status }), isProblem: follows(entry, 'problemConcern') };
}
/** PCC, Concern Entry: of problems and of allergies. */
const concernTemplate = '1.3.6.1.4.1.19376.1.5.3.1.4.5.1';

const specimenIn = (entry: Entry, { narrative }: Standing): Concept | undefined =>
  conceptIn(childOf(entry, 'specimen', 'specimenRole', 'specimenPlayingEntity', 'code'), narrative);

/** By its template; `container`: what stands below it is looked at instead. */
function factIn(entry: Entry, standing: Standing): Read | 'container' {
  switch (entry.name) {
    case 'observation':
      if (follows(entry, 'laboratoryResult')) return laboratoryOrVitalSign(entry, standing, 'laboratory');
      if (follows(entry, 'vitalSign')) return laboratoryOrVitalSign(entry, standing, 'vital-signs');
      if (follows(entry, 'allergy')) return allergy(entry, standing);
      if (follows(entry, 'problem')) return condition(entry, standing);
      return { left: 'unknown' };
    case 'substanceAdministration':
      if (follows(entry, 'immunization')) return immunization(entry, standing);
      return follows(entry, 'medication') ? medication(entry, standing) : { left: 'unknown' };
    case 'supply':
      return follows(entry, 'dispense') ? medication(entry, standing) : { left: 'unknown' };
    case 'procedure':
      return follows(entry, 'procedure') ? procedure(entry, standing) : { left: 'unknown' };
    case 'act':
    case 'organizer':
      return childrenOf(entry, 'entryRelationship').length + childrenOf(entry, 'component').length > 0 ? 'container' : { left: 'unknown' };
    default:
      return { left: 'unknown' };
  }
}
