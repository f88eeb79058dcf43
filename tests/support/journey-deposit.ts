// A professional's software deposits a small CDA by the door of the running sandbox, with the labels asked for.

import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { declareCda, readdressed } from '../../tools/deposit/declare.ts';
import { deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf, readPersonas } from '../../tools/deposit/sandbox-files.ts';
import { compose, section, structured } from '../fixtures/cda/compose.ts';

export interface Written {
  readonly title: string;
  readonly typeCode: string;
  /** Entries of its one section; absent: none. */
  readonly entries?: string;
  /** Of its section; absent: a paragraph. */
  readonly narrative?: string;
  /** Kept from those who represent the patient. */
  readonly secret?: boolean;
  /** The number the author's hospital gives the patient, and the OID of its authority. */
  readonly ipp?: { readonly value: string; readonly authority: string };
}

export async function depositFor(
  card: string,
  patient: string,
  { title, typeCode, entries = '', narrative = `<paragraph>Texte de ${title}</paragraph>`, secret = false, ipp }: Written,
): Promise<void> {
  const sandbox = resolve(process.env['CARNET_JOURNEYS_DATA_DIR']!, 'sandbox');
  const personas = await readPersonas(sandbox);
  const depositor = depositorOf(personas, card)!;
  const bytes = Buffer.from(compose({ title, typeCode, body: structured(section('Conclusion', narrative, entries)) }));
  const copy = readdressed(
    bytes,
    personas.patients.find(({ key }) => key === patient)!,
    depositor,
  );
  if (!copy.ok) throw new Error(JSON.stringify(copy.findings));
  const id = ipp === undefined ? '' : `<id root="${ipp.authority}" extension="${ipp.value}"/>`;
  const declared = declareCda(Buffer.from(Buffer.from(copy.value).toString('utf8').replace('<patientRole>', `<patientRole>${id}`)), false);
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  const { metadata, ...rest } = declared.value;
  const outcome = await deposit(
    { url: `${process.env['CARNET_JOURNEYS_TLS_URL']}/fhir`, tls: await materialOf(sandbox, depositor), form: 'ITI-65' },
    { ...rest, metadata: { ...metadata, visibilite: { ...metadata.visibilite, invisibleRepresentants: secret } } },
  );
  expect(outcome.kind).toBe('deposited');
}
