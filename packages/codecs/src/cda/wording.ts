// The words the reading view needs and a document does not bring. The codec writes no sentence of its own: it is handed them.

export const cdaLabels = [
  // Terms of the header facts.
  'patient',
  'ins',
  'sex',
  'birth',
  'documentType',
  'documentDate',
  'documentVersion',
  'authors',
  'authenticator',
  'custodian',
  'mainAct',
  'otherActs',
  'encounter',
  'participants',
  'informants',
  'recipients',
  'orders',
  'replaces',
  // Parts of details: a period `{from}` – `{to}`, an open one, the names of two informants.
  'period',
  'since',
  'emergencyContact',
  'trustedPerson',
  // What stands where there is nothing to show; `{type}` is a media type.
  'untitledSection',
  'sectionWithoutText',
  'sectionEmpty',
  'mediaUnreadable',
  'mediaElsewhere',
  'attachedDocument',
  'image',
  'truncated',
  // The headings of a volet de synthèse médicale.
  'synthesis-past',
  'synthesis-risks',
  'synthesis-family',
  'synthesis-allergies',
  'synthesis-problems',
  'synthesis-treatments',
  'synthesis-results',
] as const;
export type CdaLabel = (typeof cdaLabels)[number];

export interface CdaWording {
  /** BCP 47: how dates are written. */
  readonly locale: string;
  readonly labels: Readonly<Record<CdaLabel, string>>;
}

export const filled = (label: string, values: Readonly<Record<string, string>>): string =>
  label.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
