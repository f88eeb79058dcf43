// The four services of the national DMP and what each does: one row for each wsa:Action. A row is what makes a transaction exist: the door, the
// WSDL and the tests read this table.

import type { Service } from './call.ts';
import { habilitations } from './habilitations.ts';
import { patients } from './patients.ts';

export const serviceNames = ['patients', 'habilitations', 'registry', 'repository'] as const;
export type ServiceName = (typeof serviceNames)[number];

export const services: Readonly<Record<ServiceName, Service>> = {
  patients,
  habilitations,
  registry: {},
  repository: {},
};
