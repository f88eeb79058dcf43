// The four services of the national DMP and what each does: one row for each wsa:Action. A row is what makes a transaction exist: the door, the
// WSDL and the tests read this table.

import type { Service } from './call.ts';
import { habilitations } from './habilitations.ts';
import { patients } from './patients.ts';
import { registryStoredQuery } from './iti18.ts';
import { provideAndRegister } from './iti41.ts';
import { retrieveDocumentSet } from './iti43.ts';
import { updateDocumentSet } from './iti57.ts';

export const serviceNames = ['patients', 'habilitations', 'registry', 'repository'] as const;
export type ServiceName = (typeof serviceNames)[number];
/** By the path each is posted to. Programs made with the older WSDL of the DMP ask its lists and searches of people at two more. */
export const serviceAt: Readonly<Record<string, ServiceName>> = {
  ...(Object.fromEntries(serviceNames.map((name) => [name, name])) as Record<string, ServiceName>),
  patientsSpecific: 'patients',
  patientsPDQ: 'patients',
};

export const services: Readonly<Record<ServiceName, Service>> = {
  patients,
  habilitations,
  registry: {
    'urn:ihe:iti:2007:RegistryStoredQuery': registryStoredQuery,
    'urn:ihe:iti:2010:UpdateDocumentSet': updateDocumentSet,
  },
  repository: {
    'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b': provideAndRegister,
    'urn:ihe:iti:2007:RetrieveDocumentSet': retrieveDocumentSet,
  },
};
