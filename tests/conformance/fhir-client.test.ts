// A public client, written by others for any FHIR server, works with this door as it is: statement, search over GET and POST, pages, read,
// create, patch, transaction, references, refusals. Only the card is ours to hand it: it speaks through Node's own fetch.

import { Agent, type Dispatcher, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provideBundle, simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { declaredPdf, deposit, insOf } from '../support/fhir-deposits.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

type Json = Record<string, any>;
/** What of it is used here. */
interface PublicClient {
  capabilityStatement(): Promise<Json>;
  search(asked: { readonly resourceType: string; readonly searchParams: Json; readonly options?: { readonly postSearch?: boolean } }): Promise<Json>;
  nextPage(asked: { readonly bundle: Json }): Promise<Json | undefined>;
  read(asked: { readonly resourceType: string; readonly id: string }): Promise<Json>;
  create(asked: { readonly resourceType: string; readonly body: object }): Promise<Json>;
  patch(asked: { readonly resourceType: string; readonly id: string; readonly jsonPatch: readonly object[] }): Promise<Json>;
  transaction(asked: { readonly body: object }): Promise<Json>;
  smartAuthMetadata(): Promise<Readonly<Record<string, URL>>>;
  resolve(asked: { readonly reference: string; readonly context?: Json }): Promise<Json>;
}
/** By a name the type check does not follow: the types of the package are for browsers too. */
const packageName: string = 'fhir-kit-client';

let fhir: FhirServer;
let client: PublicClient;
let Client: new (options: { baseUrl: string }) => PublicClient;
let before: Dispatcher;
beforeAll(async () => {
  fhir = await startFhirServer();
  const { ca, cert, key } = await fhir.material('dr-moreau');
  before = getGlobalDispatcher();
  setGlobalDispatcher(new Agent({ connect: { ca, cert: cert!, key: key! } }));
  ({ Client } = (await import(packageName)) as { Client: typeof Client });
  client = new Client({ baseUrl: fhir.url });
});
afterAll(async () => {
  setGlobalDispatcher(before);
  await fhir.close();
});

const patient = (): Json => ({ 'patient.identifier': `urn:oid:1.2.250.1.213.1.4.10|${insOf(fhir, 'dominique')}` });
const idsIn = (bundle: Json | undefined): readonly string[] =>
  ((bundle?.['entry'] ?? []) as { resource: Json }[]).map(({ resource }) => resource['id'] as string);

test('a public client works unmodified', async () => {
  expect(await client.capabilityStatement()).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });

  const created = await client.create({ resourceType: 'DocumentReference', body: simplifiedPublish(declaredPdf(fhir, { title: 'Par un client public' })) });
  const id = String(created['id']);
  expect(await client.read({ resourceType: 'DocumentReference', id })).toMatchObject({ id, status: 'current' });
  expect(await client.transaction({ body: provideBundle(declaredPdf(fhir)) })).toMatchObject({ type: 'transaction-response' });

  const found = await client.search({ resourceType: 'DocumentReference', searchParams: { ...patient(), _id: id } });
  expect(idsIn(found)).toEqual([id]);
  expect(idsIn(await client.search({ resourceType: 'DocumentReference', searchParams: { ...patient(), _id: id }, options: { postSearch: true } }))).toEqual([
    id,
  ]);

  for (let n = 0; n < 3; n += 1) await deposit(fhir);
  const ids: string[] = [];
  let page: Json | undefined = await client.search({ resourceType: 'DocumentReference', searchParams: { ...patient(), _count: 2 } });
  const total = page['total'] as number;
  for (; page !== undefined; page = await client.nextPage({ bundle: page })) ids.push(...idsIn(page));
  expect({ ids: ids.length, distinct: new Set(ids).size }).toEqual({ ids: total, distinct: total });

  const masking = { op: 'add', path: '/securityLabel/-', value: { coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code: 'MASQUE_PS' }] } };
  expect((await client.patch({ resourceType: 'DocumentReference', id, jsonPatch: [masking] }))['securityLabel']).toHaveLength(2);

  const [list] = (await client.search({ resourceType: 'List', searchParams: { ...patient(), code: 'submissionset' } }))['entry'] as { resource: Json }[];
  const member = String(list!.resource['entry'][0].item.reference);
  expect(await client.resolve({ reference: member })).toMatchObject({ resourceType: 'DocumentReference' });
  expect(await client.resolve({ reference: String(list!.resource['source'].reference), context: list!.resource })).toMatchObject({ id: 'author' });

  const refused = await client.read({ resourceType: 'DocumentReference', id: '0'.repeat(64) }).catch((error: unknown) => error as Json);
  expect(refused['response']).toMatchObject({ status: 404, data: { resourceType: 'OperationOutcome' } });
});

test('and finds where a service asks for its token', async () => {
  const service = new Client({ baseUrl: `${fhir.server.httpUrl}/fhir` });
  expect(await service.capabilityStatement()).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  const { authorizeUrl, tokenUrl } = await service.smartAuthMetadata();
  expect([authorizeUrl?.href, tokenUrl?.href]).toEqual([`${fhir.server.httpUrl}/oidc/auth`, `${fhir.server.httpUrl}/oidc/token`]);
});
