// GET /fhir/metadata, open to all: what this door can do, in FHIR's own words (CapabilityStatement).

const pdsm = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition';

/** Search parameters of ITI-67 this door understands, with their FHIR types. */
export const documentSearchParameters = {
  'patient.identifier': 'token',
  'patient': 'reference',
  'status': 'token',
  'identifier': 'token',
  'type': 'token',
  'category': 'token',
  'setting': 'token',
  'facility': 'token',
  'format': 'token',
  'security-label': 'token',
  'creation': 'date',
  'date': 'date',
  'period': 'date',
  'author.identifier': 'token',
} as const;

export const capabilityStatement = (baseUrl: string, date: string): object => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date,
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  patchFormat: ['application/json-patch+json', 'application/fhir+json'],
  software: { name: 'Carnet' },
  implementation: { description: 'Carnet, dossier médical partagé', url: baseUrl },
  instantiates: ['https://interop.esante.gouv.fr/ig/fhir/pdsm/CapabilityStatement/PDSmResponder', 'https://interop.esante.gouv.fr/ig/fhir/pdsm/CapabilityStatement/PDSmRecipient'],
  rest: [
    {
      mode: 'server',
      security: {
        cors: false,
        service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'Certificates' }] }],
        description: 'TLS mutuel : carte de professionnel (consulte et alimente) ou certificat de structure (alimente seulement).',
      },
      interaction: [{ code: 'transaction', documentation: 'ITI-65' }],
      resource: [
        { type: 'Patient', interaction: [{ code: 'search-type', documentation: 'TD0.2' }], searchParam: [{ name: 'identifier', type: 'token' }] },
        {
          type: 'DocumentReference',
          supportedProfile: [`${pdsm}/pdsm-comprehensive-document-reference`, `${pdsm}/pdsm-simplified-publish`],
          interaction: [
            { code: 'create', documentation: 'ITI-105' },
            { code: 'search-type', documentation: 'ITI-67' },
            { code: 'read' },
            { code: 'patch', documentation: 'visibilité : securityLabel' },
          ],
          versioning: 'versioned-update',
          conditionalUpdate: false,
          searchParam: Object.entries(documentSearchParameters).map(([name, type]) => ({ name, type })),
        },
        { type: 'Binary', interaction: [{ code: 'read', documentation: 'ITI-68' }] },
      ],
    },
  ],
});
