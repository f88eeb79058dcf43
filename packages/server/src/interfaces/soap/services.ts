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
