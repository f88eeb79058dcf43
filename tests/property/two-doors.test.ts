// Whatever is deposited, replaced, masked, archived or deleted, by SOAP or by FHIR, in any order: both doors then say the same of each document
// to each reader (ids, hash, size, status, labels, bytes), and open it to the same people.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { declareCda } from '../../tools/deposit/declare.ts';
import { deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf } from '../../tools/deposit/sandbox-files.ts';
import { type FoundEntry, registryAnswer, retrievedDocuments } from '../../tools/simulator/answers.ts';
import { cdaLevel1 } from '../../tools/simulator/cda-level1.ts';
import { type Lps, asLotDocument, changeRestrictions, changeStatus, getDocuments, provide, retrieveDocuments } from '../../tools/simulator/lps.ts';
import type { SoapReply } from '../../tools/simulator/soap.ts';
import { newUniqueId } from '../../tools/simulator/xds.ts';
import { unlimited } from '../../tools/sandbox-server/index.ts';
import { type SoapWorld, startSoapWorld } from '../support/soap-world.ts';

/** Writes and changes everything. */
const author = 'dr-lefevre';
/** The médecin traitant, the author, somebody authorised by nobody, a depositor who may not consult. */
const readers = ['dr-moreau', author, 'dr-royer', 'dr-boileau'];

let world: SoapWorld;
beforeAll(async () => {
  world = await startSoapWorld(unlimited);
});
afterAll(async () => world.close());

const patient = () => world.server.personas.patients.find(({ key }) => key === 'dominique')!;
async function lpsOf(card: string): Promise<Lps> {
  const { ins, oid } = patient();
  return { base: world.base, sender: await world.sender({ card }), patient: { ins, oid } };
}

interface Written {
  readonly uniqueId: string;
  readonly fhirId: string;
}
let letters = 0;
function letter(replaces?: string) {
  const { structure, professional } = depositorOf(world.server.personas, author)!;
  const read = declareCda(
    cdaLevel1({
      bytes: Buffer.from(`%PDF-1.4 ${++letters}`),
      mimeType: 'application/pdf',
      patient: patient(),
      author: professional!,
      structure,
      typeCode: '11490-0',
      title: `Lettre ${letters}`,
      uniqueId: newUniqueId(),
      ...(replaces === undefined ? {} : { replaces }),
    }),
    false,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
}

type Door = 'soap' | 'fhir';
type Act = 'mask' | 'unmask' | 'archive' | 'unarchive' | 'delete';
const acts: readonly Act[] = ['mask', 'unmask', 'archive', 'unarchive', 'delete'];

/** The newest version as this card finds it over SOAP. */
async function found(card: string, uniqueId: string): Promise<FoundEntry | undefined> {
  const { entries } = registryAnswer(await getDocuments(await lpsOf(card), [uniqueId]));
  return entries.toSorted((one, other) => Number(one.version) - Number(other.version)).at(-1);
}

/** Over either door; the document that stands for it in FHIR. Undefined: refused. */
async function write(door: Door, old: Written | undefined): Promise<Written | undefined> {
  const declared = letter(old?.uniqueId);
  const { uniqueId } = declared.metadata;
  const { ins, oid } = patient();
  if (door === 'fhir') {
    const tls = await materialOf(world.server.sandbox, depositorOf(world.server.personas, author)!);
    const outcome = await deposit({ url: world.server.url, tls, form: 'ITI-65' }, declared);
    return outcome.kind === 'refused' || outcome.replacedUnknown ? undefined : { uniqueId, fhirId: outcome.id };
  }
  const replaced = old === undefined ? undefined : (await found('dr-moreau', old.uniqueId))?.entryUuid;
  if (old !== undefined && replaced === undefined) return undefined;
  const reply = await provide(await lpsOf(author), [asLotDocument(declared, replaced)]);
  if (registryAnswer(reply).status !== 'Success') return undefined;
  const search = await world.server.ask(
    'dr-moreau',
    'GET',
    `/DocumentReference?patient.identifier=urn:oid:${oid}%7C${ins}&status=current&identifier=urn:oid:${uniqueId}`,
  );
  return { uniqueId, fhirId: String(search.json['entry'][0].resource.id) };
}

const succeeded = (reply: SoapReply): boolean => registryAnswer(reply).status === 'Success';
async function act(door: Door, kind: Act, { uniqueId, fhirId }: Written): Promise<boolean> {
  const lps = await lpsOf(author);
  const entry = await found(author, uniqueId);
  if (entry === undefined) return false;
  if (door === 'soap')
    switch (kind) {
      case 'mask':
        return succeeded(await changeRestrictions(lps, entry, ['masquePs']));
      case 'unmask':
        return succeeded(await changeRestrictions(lps, entry, []));
      case 'archive':
        return succeeded(await changeStatus(lps, entry.entryUuid, 'Approved', 'Archived'));
      case 'unarchive':
        return succeeded(await changeStatus(lps, entry.entryUuid, 'Archived', 'Approved'));
      case 'delete':
        return succeeded(await changeStatus(lps, entry.entryUuid, 'Approved', 'Deleted'));
    }
  const path = (expression: string, operation: object) => ({
    resourceType: 'Parameters',
    parameter: [{ name: 'operation', part: [{ name: 'path', valueString: expression }, ...Object.values(operation)] }],
  });
  const isMasked = entry.confidentiality.includes('MASQUE_PS');
  if (kind === 'mask' && isMasked) return false;
  const archived = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived';
  const bodies: Readonly<Record<Act, readonly [type: string, body: unknown]>> = {
    mask: [
      'application/json-patch+json',
      [{ op: 'add', path: '/securityLabel/-', value: { coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code: 'MASQUE_PS' }] } }],
    ],
    unmask: ['application/fhir+json', path("DocumentReference.securityLabel.where(coding.code = 'MASQUE_PS')", [{ name: 'type', valueCode: 'delete' }])],
    archive: ['application/json-patch+json', [{ op: 'add', path: '/extension/0', value: { url: archived, valueBoolean: true } }]],
    unarchive: ['application/json-patch+json', [{ op: 'replace', path: '/extension/0/valueBoolean', value: false }]],
    delete: ['application/json-patch+json', [{ op: 'replace', path: '/status', value: 'entered-in-error' }]],
  };
  const [type, body] = bodies[kind];
  const reply = await world.server.ask(author, 'PATCH', `/DocumentReference/${fhirId}`, { headers: { 'content-type': type }, body: JSON.stringify(body) });
  return reply.status < 300;
}

/** What a door says of a document to a reader; undefined: nothing. */
interface Said {
  readonly uniqueId: string;
  readonly lid: string;
  readonly entryUuid: string;
  readonly version: string;
  readonly hash: string;
  readonly size: number;
  readonly status: string;
  readonly masked: boolean;
  readonly bytes: string | undefined;
}
async function saidBySoap(card: string, uniqueId: string): Promise<Said | undefined> {
  const entry = await found(card, uniqueId);
  if (entry === undefined) return undefined;
  const [document] = retrievedDocuments(await retrieveDocuments(await lpsOf(card), entry.repositoryUniqueId!, [uniqueId]));
  return {
    uniqueId: entry.uniqueId,
    lid: entry.lid,
    entryUuid: entry.entryUuid,
    version: entry.version,
    hash: entry.hash!,
    size: entry.size!,
    status: entry.status ?? '',
    masked: entry.confidentiality.includes('MASQUE_PS'),
    bytes: document?.bytes?.toString(),
  };
}
/** Found as ITI-67 finds: a list on both sides. */
async function saidByFhir(card: string, uniqueId: string): Promise<Said | undefined> {
  const { ins, oid } = patient();
  const search = await world.server.ask(
    card,
    'GET',
    `/DocumentReference?patient.identifier=urn:oid:${oid}%7C${ins}&status=current,superseded,entered-in-error&identifier=urn:oid:${uniqueId}`,
  );
  const json = (search.json['entry'] as { resource: Record<string, any> }[] | undefined)?.[0]?.resource;
  if (json === undefined) return undefined;
  const { attachment } = json['content'][0] as { attachment: { hash: string; size: number; url: string } };
  const content = await world.server.ask(card, 'GET', new URL(attachment.url).pathname.replace('/fhir', ''));
  const archived = ((json['extension'] ?? []) as { valueBoolean?: boolean }[]).some(({ valueBoolean }) => valueBoolean === true);
  const labels = (json['securityLabel'] as { coding: { code: string }[] }[]).flatMap(({ coding }) => coding.map(({ code }) => code));
  const identifier = (use: string): string => (json['identifier'] as { use: string; value: string }[]).find((one) => one.use === use)?.value ?? '';
  const statuses: Readonly<Record<string, string>> = {
    'current': archived ? 'Archived' : 'Approved',
    'superseded': 'Deprecated',
    'entered-in-error': 'Deleted',
  };
  return {
    uniqueId: String(json['masterIdentifier'].value).replace('urn:oid:', ''),
    lid: identifier('usual'),
    entryUuid: identifier('official'),
    version: String(json['meta'].versionId),
    hash: Buffer.from(attachment.hash, 'base64').toString('hex'),
    size: attachment.size,
    status: statuses[String(json['status'])] ?? '',
    masked: labels.includes('MASQUE_PS'),
    bytes: content.status === 200 ? content.body.toString() : undefined,
  };
}

type What = Act | 'deposit' | 'replace';
const doors = fc.constantFrom<Door>('soap', 'fhir');
const steps = fc.array(fc.record({ door: doors, what: fc.constantFrom<What>('deposit', 'deposit', 'replace', ...acts), which: fc.nat(20) }), {
  minLength: 6,
  maxLength: 9,
});

const step = (door: Door, what: What, which = 0) => ({ door, what, which });
/** Every act by every door, each undoing what the other did. */
const everything = [
  ...(['soap', 'fhir'] as const).flatMap((door) => {
    const other = door === 'soap' ? 'fhir' : 'soap';
    return [step(door, 'mask'), step(other, 'unmask'), step(door, 'archive'), step(other, 'unarchive')];
  }),
  step('fhir', 'replace'),
  step('soap', 'replace', 1),
  step('fhir', 'deposit'),
  step('soap', 'deposit'),
  step('fhir', 'delete', 4),
  step('soap', 'delete', 3),
];

test('both doors tell one truth', async () => {
  const done = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(steps, doors, async (sequence, firstDoor) => {
      const documents = [(await write(firstDoor, undefined))!];
      for (const { door, what, which } of sequence) {
        const one = documents[which % documents.length]!;
        const written = what === 'deposit' || what === 'replace' ? await write(door, what === 'replace' ? one : undefined) : undefined;
        if (written !== undefined) documents.push(written);
        const worked = written !== undefined || (acts.includes(what as Act) && (await act(door, what as Act, one)));
        if (worked) done.set(`${door} ${what}`, (done.get(`${door} ${what}`) ?? 0) + 1);
      }
      for (const { uniqueId } of documents)
        for (const card of readers) expect(await saidBySoap(card, uniqueId), `${card} ${uniqueId}`).toEqual(await saidByFhir(card, uniqueId));
    }),
    { numRuns: 5, seed: 20260110, endOnFailure: true, examples: [[everything, 'soap']] },
  );
  // Each kind of act was done by each door, or nothing was proved.
  for (const what of ['deposit', 'replace', ...acts])
    for (const door of ['soap', 'fhir']) expect(done.get(`${door} ${what}`) ?? 0, `${door} ${what}`).toBeGreaterThan(0);
}, 180_000);
