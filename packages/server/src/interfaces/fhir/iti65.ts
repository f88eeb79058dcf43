// ITI-65, POST /fhir: a transaction Bundle. All of it is kept or nothing; sent again byte for byte, it is answered as the first time.

import { type ProvidedBundle, type TransactionLine, documentResourceId, parseProvideBundle, writeTransactionResponse } from '@carnet/codecs/fhir';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { type Deposited, depositDocuments } from '../../application/deposit-documents.ts';
import { type FhirCall, declarationContext, mediaTypeField, servedIns } from './call.ts';
import { contentFaults, recognisable } from '../pipeline/media.ts';
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
  const content = contentFaults(bundle.documents, call.cdaSchema, {
    mediaType: () => mediaTypeField,
    inside: (index) => `entry.where(fullUrl='${bundle.documentUrls[index]}').resource/`,
  });
  if (content.length > 0) return refuse('CONTENU_REFUSE', content);
  const deposited = await depositDocuments(ports, caller, { ins: bundle.set.patient }, { ...bundle, documents: bundle.documents.map(recognisable) });
  return deposited.ok ? ok(responseTo(request.body as Buffer, bundle, deposited.value)) : deposited;
}

/** One line per entry of the request, in its order (FHIR R4 §3.1.0.11.2): the set, each document, and where its bytes will be found. */
function responseTo(body: Buffer, bundle: ProvidedBundle, { submissionSetId, entries, folders, dossier, repeated }: Deposited): object {
  const status = repeated ? '200 OK' : '201 Created';
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
    const entry = entries[index]!;
    return {
      status,
      location: `${type}/${documentResourceId(dossier, entry.logicalId)}`,
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
      if (folder !== -1) return { status, location: `List/${documentResourceId(dossier, folders[folder]!)}` };
      const kept = /List\/[0-9a-f]{64}$/.exec(one.request?.url ?? '')?.[0];
      if (kept !== undefined) return { status: '200 OK', location: kept };
      return { status: one.resource.resourceType === 'List' ? status : '200 OK', location: `List/${documentResourceId(dossier, submissionSetId)}` };
    }),
  );
}
