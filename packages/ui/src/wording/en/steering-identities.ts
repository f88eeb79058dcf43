// English of identitovigilance.

import type { Widen } from '../widen.ts';
import type { identities as french } from '../fr/steering-identities.ts';

export const identities: Widen<typeof french> = {
  title: 'Identities',
  lead: 'Who the records are about, and how sure it is. Every look and every change is written in the person’s journal.',
  search: 'INS number',
  searchHelp: 'Current or former, INS-C included.',
  searchAction: 'Open the identity',
  missing: 'Type a number.',
  wrongIns: 'This is not an INS number: 13 characters and a key of 2 figures, or the 22 figures of an INS-C.',
  back: 'Back to identities',
  openedOn: 'Record opened on',
  nothing: { title: 'Nothing to examine', why: 'No record has the traits of another, and every identity is qualified.' },
  pairs: {
    title: 'Same traits, two records',
    why: 'One person opened twice, or two namesakes born the same day in the same place. Open one: the other is shown beside it.',
  },
  shared: {
    title: 'One hospital number, several records',
    why: 'The hospital gave the same number (IPP) to several people: nobody is found by that number any more. Tell the hospital.',
  },
  notQualified: { title: 'Identities not qualified', why: 'These records receive no more documents from professionals.' },
  statuses: {
    provisoire: 'Provisional identity: neither INSi nor an identity document',
    recuperee: 'Retrieved identity: given by INSi, no identity document checked',
    validee: 'Validated identity: document checked, no answer of INSi',
    qualifiee: 'Qualified identity: INSi and an identity document agree',
  },
  ins: 'INS number',
  insName: 'the INS number',
  former: 'Former identifiers',
  birthName: 'Birth name',
  firstNames: 'Birth first names',
  usedName: 'Name used',
  birthDate: 'Birth date',
  sex: 'Sex',
  sexes: { F: 'Female', M: 'Male', I: 'Undetermined' },
  birthPlace: 'Birth place (official geographical code)',
  opened: 'Record opened on',
  local: 'Numbers in hospitals (IPP)',
  localName: 'the patient number',
  surer: 'Make this identity surer',
  surerWhy: 'An identity is qualified when INSi gives it and a high-trust identity document confirms it. Only then may the record be fed.',
  askInsi: 'Ask INSi',
  documentChecked: 'Identity document checked',
  checked: 'Noted: the identity document was checked.',
  doubt: 'Cast doubt',
  doubtConfirm: 'Cast doubt on this identity',
  doubtWhat:
    'The identity becomes provisional again: professionals, structures and the insurer deposit nothing in this record until it is qualified again. The record can still be read.',
  doubted: 'The identity is provisional.',
  outcomes: {
    confirmed: { title: 'INSi confirms this identity', what: 'Same number, same traits.' },
    renumbered: { title: 'The person has a new number', what: 'It replaces the former one, which still leads to this record.' },
    corrected: {
      title: 'INSi gives other traits',
      what: 'They replace those of the record. Check them on an identity document: the identity is retrieved, and no longer qualified.',
    },
    contradicted: {
      title: 'INSi gives somebody else’s number',
      what: 'These traits are not those of this number: INSi no longer confirms the identity, and the record is fed no more.',
    },
    unknown: { title: 'INSi finds nobody', what: 'INSi no longer confirms the identity. Check the traits on an identity document.' },
    several: { title: 'INSi finds several people', what: 'Perfect namesakes: nothing changed. Take the number from the carte Vitale or a document.' },
  },
  apart: 'They are two people',
  apartWhy: 'The pair leaves the list; the decision is written in the journal of both records.',
  apartDone: 'Noted: two people, two records.',
};
