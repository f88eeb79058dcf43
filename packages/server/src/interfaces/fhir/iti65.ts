// ITI-65, POST /fhir: a transaction Bundle. All of it is kept or nothing; sent again byte for byte, it is answered as the first time.

import { type ProvidedBundle, type TransactionLine, documentResourceId, parseProvideBundle, writeTransactionResponse } from '@carnet/codecs/fhir';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { type Deposited, depositDocuments } from '../../application/deposit-documents.ts';
import { type FhirCall, declarationContext, mediaTypeField, servedIns } from './call.ts';
import { contentFaults, recognisable } from '../pipeline/media.ts';
import { type Existing, existing } from './if-none-exist.ts';
import { refusalOfFindings } from './outcome.ts';

export async function provideDocumentBundle(call: FhirCall): Promise<Result<object>> {
  const { ports, caller, request } = call;
  const read = parseProvideBundle(request.body as Buffer, {
    ...declarationContext(call),
    cumulAllowed: (await ports.law.at(ports.clock.now())).policy.cumulInvisiblePatientMasquePs,
  });
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'METADONNEES_INCOHERENTES') };
  const bundle = read.value;
  const served = servedIns(call, bundle.set.patient, 'List.subject');
  if (!served.ok) return served;
  const there = await documentsThere(call, bundle);
  if (!there.ok) return there;
  const content = contentFaults(bundle.documents, call.cdaSchema, {
    mediaType: () => mediaTypeField,
    inside: (index) => `entry.where(fullUrl='${bundle.documentUrls[index]}').resource/`,
  });
  if (content.length > 0) return refuse('CONTENU_REFUSE', content);
  const incoming = without(bundle, there.value);
  // Nothing is left to keep: every document of the set is in the record.
  if (incoming.documents.length + incoming.links.length + incoming.folders.length === 0)
    return ok(responseTo(request.body as Buffer, bundle, there.value, undefined));
  const deposited = await depositDocuments(ports, caller, { ins: bundle.set.patient }, { ...incoming, documents: incoming.documents.map(recognisable) });
  return deposited.ok ? ok(responseTo(request.body as Buffer, bundle, there.value, deposited.value)) : deposited;
}

/** By the place of each document in the Bundle: the one its `ifNoneExist` finds in the record. */
type There = ReadonlyMap<number, Existing>;

async function documentsThere(call: FhirCall, { documents, documentUrls, conditions }: ProvidedBundle): Promise<Result<There>> {
  const there = new Map<number, Existing>();
  for (const [index, text] of conditions.entries()) {
    if (text === undefined) continue;
    const one = await existing(call, documents[index]!, { text, field: `entry.where(fullUrl='${documentUrls[index]}').request.ifNoneExist` });
    if (!one.ok) return one;
    if (one.value !== undefined) there.set(index, one.value);
  }
  return ok(there);
}

/** What is left of a Bundle: a document that is there is filed in folders and linked to as any the record holds; what it would have said of others is not said again. */
function without(bundle: ProvidedBundle, there: There): Pick<ProvidedBundle, 'set' | 'documents' | 'folders' | 'links'> {
  const { set, folders } = bundle;
  const kept = bundle.documents.map((_, index) => index).filter((index) => !there.has(index));
  type Named = Extract<ProvidedBundle['links'][number], { kind: 'HasMember' }>['document'];
  const named = (one: Named): Named => {
    if (!('submitted' in one)) return one;
    const known = there.get(one.submitted);
    return known === undefined ? { submitted: kept.indexOf(one.submitted) } : { logicalId: known.logicalId };
  };
  const links = bundle.links.flatMap((link): ProvidedBundle['links'][number][] => {
    if (link.kind === 'HasMember') return [{ ...link, document: named(link.document) }];
    return there.has(link.document) ? [] : [{ ...link, document: kept.indexOf(link.document), to: named(link.to) }];
  });
  return { set, folders, documents: kept.map((index) => bundle.documents[index]!), links };
}

/** One line per entry of the request, in its order (FHIR R4 §3.1.0.11.2): the set, each document, and where its bytes will be found. `deposited` undefined: nothing was. */
function responseTo(body: Buffer, bundle: ProvidedBundle, there: There, deposited: Deposited | undefined): object {
  const status = deposited?.repeated === false ? '201 Created' : '200 OK';
  const sent = (
    JSON.parse(body.toString('utf8')) as {
      entry: readonly {
        fullUrl?: string;
        request?: { url?: string };
        resource: { resourceType: string; content?: readonly { attachment?: { url?: string } }[] };
      }[];
    }
  ).entry;
  const documents = sent.filter(({ resource }) => resource.resourceType === 'DocumentReference');
  const lineOf = (index: number, type: 'DocumentReference' | 'Binary'): TransactionLine => {
    const known = there.get(index);
    if (known !== undefined || deposited === undefined) return { status: '200 OK', location: `${type}/${known?.id ?? ''}` };
    const entry = deposited.entries[index - [...there.keys()].filter((before) => before < index).length]!;
    return {
      status,
      location: `${type}/${documentResourceId(deposited.dossier, entry.logicalId)}`,
      versionId: String(entry.version),
      lastModified: toIso(entry.changedAt),
    };
  };
  return writeTransactionResponse(
    sent.map((one): TransactionLine => {
      if (one.resource.resourceType === 'DocumentReference') return lineOf(bundle.documentUrls.indexOf(one.fullUrl ?? ''), 'DocumentReference');
      const owner = documents.findIndex(({ resource }) => resource.content?.[0]?.attachment?.url === one.fullUrl);
      if (one.resource.resourceType === 'Binary' && owner !== -1) return lineOf(owner, 'Binary');
      const folder = bundle.folderUrls.indexOf(one.fullUrl ?? '');
      if (folder !== -1 && deposited !== undefined) return { status, location: `List/${documentResourceId(deposited.dossier, deposited.folders[folder]!)}` };
      const kept = /List\/[0-9a-f]{64}$/.exec(one.request?.url ?? '')?.[0];
      if (kept !== undefined) return { status: '200 OK', location: kept };
      if (deposited === undefined) return { status: '200 OK' };
      return {
        status: one.resource.resourceType === 'List' ? status : '200 OK',
        location: `List/${documentResourceId(deposited.dossier, deposited.submissionSetId)}`,
      };
    }),
  );
}
