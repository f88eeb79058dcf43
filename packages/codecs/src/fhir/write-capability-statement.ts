// What the FHIR door offers, as a CapabilityStatement. It lists what is built, nothing that is planned: a test holds it against the routes.

import { clinicalResources } from './clinical-search.ts';
import { changesOperation, failedEventsOperation, replayOperation } from './definitions.ts';
import { changesSearch } from './search-changes.ts';
import { listSearch } from './search-lists.ts';
import { type DirectoryType, agreementSearch, directorySearches, journalSearch } from './search-others.ts';
import { documentReferenceSearch } from './search-parameters.ts';
import { listed } from './search-reading.ts';
import { topicExtensionUrl, topicUrls } from './subscription.ts';
import { definitionResources } from './write-definitions.ts';
import { auditEventProfile } from './write-audit-event.ts';
import { documentReferenceProfile } from './write-document-reference.ts';

export interface Server {
  readonly baseUrl: string;
  readonly software: string;
  readonly version: string;
  /** Of this statement: YYYY-MM-DD. */
  readonly date: string;
  readonly publisher: string;
  readonly description: string;
  /** How a caller is known (mutual TLS), in a sentence. */
  readonly security: string;
  /** The door of services: what it serves, and where tokens are had (SMART App Launch 2.2). Absent: the door of cards. */
  readonly apps?: {
    readonly endpoints: Readonly<Record<'authorization_endpoint' | 'token_endpoint' | 'revocation_endpoint' | 'introspection_endpoint', string>>;
    /** Of services opened from a record: they add nothing. */
    readonly readOnly?: true;
  };
}

const mhdDocumentRecipient = 'https://profiles.ihe.net/ITI/MHD/CapabilityStatement/IHE.MHD.DocumentRecipient';
const mhdDocumentResponder = 'https://profiles.ihe.net/ITI/MHD/CapabilityStatement/IHE.MHD.DocumentResponder';
const pdsm = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition';
const interactions = (...codes: string[]): object => ({ interaction: codes.map((code) => ({ code })) });
const token = (name: string): object => ({ name, type: 'token' });

/** Decisions that no element says: docs/integrators/fhir-decisions.md says why. */
const documentReference = `Une suppression est un PATCH de status en entered-in-error ; securityLabel se lit et se change comme un ensemble ; id ne change pas avec les métadonnées ; If-Match est facultatif et fait verrou (412) ; une période sans fin finit quand elle commence.`;

const subscriptions = (): object => ({
  type: 'Subscription',
  extension: Object.values(topicUrls).map((topic) => ({ url: topicExtensionUrl, valueCanonical: topic })),
  supportedProfile: ['http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription'],
  documentation:
    'Abonnements (rest-hook, id-only ou empty, signés) à ce qui est nouveau dans un dossier. $failed-events : ce qui n’a pas pu être remis ; $replay : le remettre.',
  ...interactions('read', 'create', 'delete', 'search-type'),
  searchParam: listed(changesSearch).filter(({ name }) => name.startsWith('patient')),
  operation: [
    { name: 'status', definition: 'http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-status' },
    { name: 'events', definition: 'http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-events' },
    { name: 'failed-events', definition: failedEventsOperation },
    { name: 'replay', definition: replayOperation },
  ],
});

const resources = (): readonly object[] => [
  {
    type: 'DocumentReference',
    profile: documentReferenceProfile,
    supportedProfile: [`${pdsm}/pdsm-simplified-publish`],
    documentation: documentReference,
    ...interactions('read', 'create', 'patch', 'search-type'),
    versioning: 'versioned',
    readHistory: false,
    updateCreate: false,
    conditionalCreate: true,
    conditionalRead: 'not-match',
    conditionalUpdate: true,
    conditionalDelete: 'not-supported',
    referencePolicy: ['literal', 'logical', 'resolves'],
    searchInclude: ['DocumentReference:patient', 'DocumentReference:subject'],
    searchParam: listed(documentReferenceSearch),
    operation: [
      {
        name: 'changes',
        definition: changesOperation,
        documentation: `GET ou POST DocumentReference/$changes : ce qui est nouveau depuis un curseur, en un appel. Paramètres : ${listed(changesSearch)
          .map(({ name }) => name)
          .join(', ')}.`,
      },
    ],
  },
  {
    type: 'List',
    supportedProfile: [`${pdsm}/pdsm-submissionset-comprehensive`, `${pdsm}/pdsm-folder-comprehensive`],
    ...interactions('read', 'search-type'),
    searchInclude: ['List:item'],
    searchParam: listed(listSearch),
  },
  {
    type: 'Patient',
    ...interactions('read', 'search-type'),
    searchParam: [token('identifier')],
    operation: [{ name: 'summary', definition: 'http://hl7.org/fhir/uv/ips/OperationDefinition/summary' }],
  },
  { type: 'Binary', ...interactions('read'), conditionalRead: 'not-match' },
  {
    type: 'Consent',
    documentation:
      'Autorisations, blocages, oppositions et médecin traitant. Recherche : TD1.6 ; avec actor soi-même et sans patient : TD0.4. Création : TD0.3 (AJOUT). PATCH de status en inactive : TD0.3 (SUPPRESSION).',
    ...interactions('create', 'patch', 'search-type'),
    searchInclude: ['Consent:patient'],
    searchParam: listed(agreementSearch),
  },
  subscriptions(),
  { type: 'AuditEvent', supportedProfile: [auditEventProfile], ...interactions('search-type'), searchParam: listed(journalSearch) },
  ...(Object.keys(directorySearches) as DirectoryType[]).map((type) => ({
    type,
    ...interactions('read', 'search-type'),
    searchParam: listed(directorySearches[type]),
  })),
  ...clinicalResources(),
  { type: 'Device', supportedProfile: ['http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice'], ...interactions('read') },
  ...definitionResources(),
];

const smartSecurity = (description: string, { endpoints }: NonNullable<Server['apps']>): object => ({
  extension: [
    {
      url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
      extension: [
        { url: 'authorize', valueUri: endpoints.authorization_endpoint },
        { url: 'token', valueUri: endpoints.token_endpoint },
        { url: 'revoke', valueUri: endpoints.revocation_endpoint },
        { url: 'introspect', valueUri: endpoints.introspection_endpoint },
      ],
    },
  ],
  cors: true,
  service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
  description,
});

/** A service reads and adds; it changes nothing that is there. */
const resourcesForApps = (): readonly object[] => [
  {
    type: 'DocumentReference',
    profile: documentReferenceProfile,
    ...interactions('read', 'create', 'search-type'),
    searchParam: listed(documentReferenceSearch),
  },
  { type: 'Binary', ...interactions('read') },
  { type: 'Patient', ...interactions('read') },
  ...clinicalResources(),
  { type: 'Device', ...interactions('read') },
  subscriptions(),
  ...definitionResources(),
];

interface Offered {
  readonly type?: string;
  readonly interaction?: readonly { readonly code: string }[];
}
/** Opened from a record, it reads what those are about: a person's documents, and what they say. */
export const readingsForApps = (): readonly object[] => {
  const apart = [subscriptions(), ...definitionResources()].map(({ type }: Offered) => type);
  return resourcesForApps()
    .filter(({ type }: Offered) => !apart.includes(type))
    .map((resource: Offered) => ({ ...resource, interaction: resource.interaction?.filter(({ code }) => code === 'read' || code === 'search-type') }));
};

export const writeCapabilityStatement = (server: Server): object => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: server.date,
  publisher: server.publisher,
  kind: 'instance',
  software: { name: server.software, version: server.version },
  implementation: { description: server.description, url: server.baseUrl },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'json', 'application/fhir+xml', 'xml'],
  patchFormat: ['application/json-patch+json', 'application/xml-patch+xml', 'application/fhir+json', 'application/fhir+xml'],
  implementationGuide: ['https://interop.esante.gouv.fr/ig/fhir/pdsm/ImplementationGuide/ans.fhir.fr.pdsm'],
  instantiates: [mhdDocumentRecipient, mhdDocumentResponder],
  rest: [
    {
      mode: 'server',
      ...(server.apps === undefined
        ? { security: { cors: false, description: server.security }, resource: resources(), ...interactions('transaction') }
        : { security: smartSecurity(server.security, server.apps), resource: server.apps.readOnly === true ? readingsForApps() : resourcesForApps() }),
    },
  ],
});
