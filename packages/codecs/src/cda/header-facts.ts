// What of a CDA header is worth reading beside the body: who the document is about, who wrote it, when and where the act took place.
// Terms come from the wording; details are the document's own words, names and dates.

import type { XmlElement } from 'libxml2-wasm';
import { attribute } from '../xml/tree.ts';
import { isInsOid } from '@carnet/domain/identity';
import { folded, hl7 } from './elements.ts';
import { mainAct } from './header.ts';
import { type Hl7Time, parseHl7Time } from './hl7-time.ts';
import { personName } from './participants.ts';
import type { HeaderFact } from './reading-view.ts';
import { type CdaLabel, type CdaWording, filled } from './wording.ts';

/** One header cannot fill a screen: so many details per term, so many characters each. */
const detailsMaximum = 40;
const charactersMaximum = 300;

const displayOf = (coded: XmlElement | undefined): string => folded(attribute(coded, 'displayName') ?? attribute(coded, 'code') ?? '');
const joined = (parts: readonly string[], separator = ', '): string => parts.filter((part) => part !== '').join(separator);

/** `MME Jeanne NESSI`: prefix, first name, family name, suffix. */
function nameText(name: XmlElement | undefined): string {
  const { familyName, givenName } = personName(name);
  return joined([folded(hl7.first(name, 'prefix')?.content ?? ''), givenName, familyName, folded(hl7.first(name, 'suffix')?.content ?? '')], ' ');
}

const organizationText = (organization: XmlElement | undefined): string => folded(hl7.first(organization, 'name')?.content ?? '');

function roleText(role: XmlElement | undefined): string {
  const person = nameText(
    hl7.first(role, 'assignedPerson', 'name') ??
      hl7.first(role, 'associatedPerson', 'name') ??
      hl7.first(role, 'relatedPerson', 'name') ??
      hl7.first(role, 'informationRecipient', 'name'),
  );
  const device = hl7.first(role, 'assignedAuthoringDevice');
  const machine = folded(hl7.first(device, 'softwareName')?.content ?? '') || folded(hl7.first(device, 'manufacturerModelName')?.content ?? '');
  const organization = organizationText(
    hl7.first(role, 'representedOrganization') ?? hl7.first(role, 'scopingOrganization') ?? hl7.first(role, 'receivedOrganization'),
  );
  return joined([person || machine, displayOf(hl7.first(role, 'code')), organization]);
}

class Facts {
  readonly facts: HeaderFact[] = [];
  readonly #root: XmlElement;
  readonly #wording: CdaWording;

  constructor(root: XmlElement, wording: CdaWording) {
    this.#root = root;
    this.#wording = wording;
  }

  add(label: CdaLabel, details: readonly string[]): void {
    const kept = details
      .filter((detail) => detail !== '')
      .slice(0, detailsMaximum)
      .map((detail) => detail.slice(0, charactersMaximum));
    if (kept.length > 0) this.facts.push({ term: this.#wording.labels[label], details: [...new Set(kept)] });
  }

  date(time: XmlElement | undefined): string {
    const value = attribute(time, 'value');
    const read = value === undefined ? undefined : parseHl7Time(value, 'time');
    return read?.ok === true ? dateText(read.value, this.#wording.locale) : '';
  }

  period(time: XmlElement | undefined): string {
    const { labels } = this.#wording;
    const from = this.date(hl7.first(time, 'low') ?? time);
    const to = this.date(hl7.first(time, 'high'));
    if (from !== '' && to !== '' && from !== to) return filled(labels.period, { from, to });
    return from !== '' && hl7.first(time, 'low') !== undefined && to === '' ? filled(labels.since, { from }) : from || to;
  }

  patient(): void {
    const role = hl7.first(this.#root, 'recordTarget', 'patientRole');
    const patient = hl7.first(role, 'patient');
    const ins = hl7.children(role, 'id').find((id) => isInsOid(attribute(id, 'root') ?? ''));
    const birthPlace = folded(hl7.first(patient, 'birthplace', 'place', 'addr', 'city')?.content ?? '');
    this.add('patient', [nameText(hl7.first(patient, 'name'))]);
    this.add('ins', [attribute(ins, 'extension') ?? '']);
    this.add('sex', [displayOf(hl7.first(patient, 'administrativeGenderCode'))]);
    this.add('birth', [joined([this.date(hl7.first(patient, 'birthTime')), birthPlace])]);
  }

  document(): void {
    this.add('documentType', [displayOf(hl7.first(this.#root, 'code'))]);
    this.add('documentDate', [this.date(hl7.first(this.#root, 'effectiveTime'))]);
    this.add('documentVersion', [attribute(hl7.first(this.#root, 'versionNumber'), 'value') ?? '']);
    this.add(
      'authors',
      hl7.children(this.#root, 'author').map((author) => joined([roleText(hl7.first(author, 'assignedAuthor')), this.date(hl7.first(author, 'time'))])),
    );
    this.add(
      'authenticator',
      hl7
        .children(this.#root, 'legalAuthenticator')
        .map((signer) => joined([roleText(hl7.first(signer, 'assignedEntity')), this.date(hl7.first(signer, 'time'))])),
    );
    this.add('custodian', [organizationText(hl7.first(this.#root, 'custodian', 'assignedCustodian', 'representedCustodianOrganization'))]);
  }

  acts(): void {
    const main = mainAct(this.#root);
    const events = hl7.children(this.#root, 'documentationOf').flatMap((documentation) => hl7.children(documentation, 'serviceEvent'));
    const text = (event: XmlElement | undefined): string =>
      joined([displayOf(hl7.first(event, 'code')), this.period(hl7.first(event, 'effectiveTime')), roleText(hl7.first(event, 'performer', 'assignedEntity'))]);
    this.add('mainAct', [text(main)]);
    this.add('otherActs', events.filter((event) => main === undefined || !event.isSameNode(main)).map(text));
    const encounter = hl7.first(this.#root, 'componentOf', 'encompassingEncounter');
    const facility = hl7.first(encounter, 'location', 'healthCareFacility');
    const place = folded(hl7.first(facility, 'location', 'name')?.content ?? '');
    this.add('encounter', [
      joined([displayOf(hl7.first(encounter, 'code')), this.period(hl7.first(encounter, 'effectiveTime')), place, displayOf(hl7.first(facility, 'code'))]),
    ]);
  }

  people(): void {
    const { labels } = this.#wording;
    this.add(
      'participants',
      hl7
        .children(this.#root, 'participant')
        .map((participant) => joined([displayOf(hl7.first(participant, 'functionCode')), roleText(hl7.first(participant, 'associatedEntity'))])),
    );
    const informant = (element: XmlElement): string => {
      const related = hl7.first(element, 'relatedEntity');
      const kind = { ECON: labels.emergencyContact, NOK: labels.trustedPerson }[attribute(related, 'classCode') ?? ''];
      return joined([kind ?? '', roleText(related ?? hl7.first(element, 'assignedEntity'))]);
    };
    this.add('informants', hl7.children(this.#root, 'informant').map(informant));
    this.add(
      'recipients',
      hl7.children(this.#root, 'informationRecipient').map((recipient) => roleText(hl7.first(recipient, 'intendedRecipient'))),
    );
    const idText = (id: XmlElement | undefined): string => attribute(id, 'extension') ?? attribute(id, 'root') ?? '';
    this.add(
      'orders',
      hl7.children(this.#root, 'inFulfillmentOf').map((fulfilled) => idText(hl7.first(fulfilled, 'order', 'id'))),
    );
    this.add(
      'replaces',
      hl7
        .children(this.#root, 'relatedDocument')
        .filter((related) => attribute(related, 'typeCode') === 'RPLC')
        .map((related) => idText(hl7.first(related, 'parentDocument', 'id'))),
    );
  }
}

function dateText(time: Hl7Time, locale: string): string {
  const day: Intl.DateTimeFormatOptions = {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    ...(time.precision === 'year' ? {} : { month: 'long' }),
    ...(time.precision === 'year' || time.precision === 'month' ? {} : { day: 'numeric' }),
  };
  const clock: Intl.DateTimeFormatOptions = time.precision === 'minute' || time.precision === 'second' ? { hour: '2-digit', minute: '2-digit' } : {};
  return new Intl.DateTimeFormat(locale, { ...day, ...clock }).format(time.at);
}

export function headerFacts(root: XmlElement, wording: CdaWording): HeaderFact[] {
  const facts = new Facts(root, wording);
  facts.patient();
  facts.document();
  facts.acts();
  facts.people();
  return facts.facts;
}
