// Documents put in a record through the FHIR door, by whoever the test says, with whatever metadata it needs.

import type { DocumentMetadata } from '@carnet/domain/document';
import { randomUUID } from 'node:crypto';
import { type Declared, declareFile } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import type { FhirServer, Reply } from './fhir-server.ts';

export const fhirJson = { 'content-type': 'application/fhir+json' };

export interface DepositOptions {
  readonly patient?: string;
  readonly author?: string;
  readonly masked?: boolean;
  readonly title?: string;
  readonly typeCode?: string;
  readonly metadata?: Partial<DocumentMetadata>;
  /** Of the resource, once written. */
  readonly change?: (resource: Record<string, any>) => void;
}
export interface Deposit {
  readonly id: string;
  readonly declared: Declared;
  readonly reply: Reply;
}

/** A PDF of the professional whose card it is. */
export function declaredPdf(
  fhir: FhirServer,
  { patient = 'dominique', author = 'dr-moreau', masked = false, title = 'Note', typeCode = '11488-4', metadata = {} }: DepositOptions = {},
): Declared {
  const bytes = tinyPdf(randomUUID());
  const persona = fhir.personas.patients.find(({ key }) => key === patient)!;
  const declared = declareFile({ file: 'x.pdf', bytes, mimeType: 'application/pdf', typeCode, title }, persona, depositorOf(fhir.personas, author)!, masked);
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  return { ...declared.value, metadata: { ...declared.value.metadata, ...metadata } };
}

export async function deposit(fhir: FhirServer, options: DepositOptions = {}): Promise<Deposit> {
  const declared = declaredPdf(fhir, options);
  const resource = structuredClone(simplifiedPublish(declared)) as Record<string, any>;
  options.change?.(resource);
  const reply = await fhir.ask(options.author ?? 'dr-moreau', 'POST', '/DocumentReference', { headers: fhirJson, body: JSON.stringify(resource) });
  if (reply.status !== 201) throw new Error(`${reply.status} ${reply.body.toString('utf8')}`);
  return { id: String(reply.json['id']), declared, reply };
}

export const insOf = (fhir: FhirServer, patient: string): string => fhir.personas.patients.find(({ key }) => key === patient)!.ins;
export const recordOf = (fhir: FhirServer, patient: string): string => `patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C${insOf(fhir, patient)}`;

/** Ids of the resources of a Bundle that match. */
export const matchesIn = ({ json }: Reply): readonly string[] =>
  ((json['entry'] ?? []) as readonly { readonly resource: { readonly id: string }; readonly search: { readonly mode: string } }[])
    .filter(({ search }) => search.mode === 'match')
    .map(({ resource }) => resource.id);
export const linkIn = ({ json }: Reply, relation: string): string | undefined =>
  (json['link'] as readonly { readonly relation: string; readonly url: string }[]).find((link) => link.relation === relation)?.url;
