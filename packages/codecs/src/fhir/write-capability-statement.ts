// What the FHIR door offers, as a CapabilityStatement. It lists what is built, nothing that is planned.

import { documentReferenceProfile } from './write-document-reference.ts';
import { searchParameters } from './search-parameters.ts';

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
}

const mhdDocumentRecipient = 'https://profiles.ihe.net/ITI/MHD/CapabilityStatement/IHE.MHD.DocumentRecipient';
const mhdDocumentResponder = 'https://profiles.ihe.net/ITI/MHD/CapabilityStatement/IHE.MHD.DocumentResponder';
const interactions = (...codes: string[]): object => ({ interaction: codes.map((code) => ({ code })) });

export const writeCapabilityStatement = (server: Server): object => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: server.date,
  publisher: server.publisher,
  kind: 'instance',
  software: { name: server.software, version: server.version },
  implementation: { description: server.description, url: server.baseUrl },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'json'],
  patchFormat: ['application/json-patch+json', 'application/fhir+json'],
  instantiates: [mhdDocumentRecipient, mhdDocumentResponder],
  implementationGuide: ['https://interop.esante.gouv.fr/ig/fhir/pdsm/ImplementationGuide/ans.fhir.fr.pdsm'],
  rest: [
    {
      mode: 'server',
      security: { cors: false, description: server.security },
      resource: [
        {
          type: 'DocumentReference',
          profile: documentReferenceProfile,
          ...interactions('read', 'create', 'patch', 'search-type'),
          versioning: 'versioned',
          readHistory: false,
          updateCreate: false,
          conditionalUpdate: true,
          conditionalDelete: 'not-supported',
          searchParam: Object.entries(searchParameters).map(([name, { type }]) => ({ name, type })),
        },
        { type: 'Patient', ...interactions('search-type'), searchParam: [{ name: 'identifier', type: 'token' }] },
        { type: 'Binary', ...interactions('read') },
      ],
      ...interactions('transaction'),
    },
  ],
});
