// The parsers that bytes from outside reach, each with small seeds of what it is made for, driven in this process. A parser answers with a
// value or with findings; an exception that is not foreseen fails the case.

import { isCda, parseCdaHeader, readCda, readCdaEntries } from '@carnet/codecs/cda';
import { parseDocumentReference, parseFhirPathPatch, parseJson, parseJsonPatch, parseProvideBundle, parseSearch } from '@carnet/codecs/fhir';
import { parseFhirDocument, readFhirDocument, readFhirFacts } from '@carnet/codecs/fhir-document';
import { bytesOf, readSoap } from '@carnet/codecs/soap';
import { parseVihf, vihfLimits } from '@carnet/codecs/vihf';
import { readLotSignature } from '@carnet/codecs/xades';
import { elementsOf, parseXml } from '@carnet/codecs/xml';
import { verifyEnveloped } from '@carnet/codecs/xmldsig';
import { parseHabilitationFile } from '@carnet/domain/access';
import { visibleToAll } from '@carnet/domain/document';
import { signatureCrypto } from '@carnet/server/interfaces/soap/signature-crypto';
import { holderOf } from '@carnet/server/interfaces/pipeline/card';
import { readRevocationList } from '@carnet/server/interfaces/pipeline/crl-reading';
import { inspectFile } from '@carnet/server/interfaces/web/file-inspection';
import { issueCard, issueStructure, makeAuthority, newSigningKeys } from '@carnet/server/sandbox/certificates';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { clinicalBodies } from '../fixtures/cda/clinical.ts';
import { compose, level1, picture, pngBase64, section, structured, tinyPdf } from '../fixtures/cda/compose.ts';
import { testWording } from '../fixtures/cda/wording.ts';
import { fhirDocument } from '../fixtures/fhir-document.ts';
import { signAssertion, signerOf } from '../support/sign-xml.ts';
import { signLot } from '../../tools/simulator/sign.ts';
import { writeVihf } from '../support/vihf.ts';
import { hl7v3Messages, runHl7v3 } from './hl7v3.ts';
import { listToSign, signList } from '../support/revocation-lists.ts';
import { smallJpeg, smallPdf, smallPng } from '../support/small-files.ts';
import { envelope, multipart, multipartType, part, rootPart, soapType, someAction } from '../support/soap-compose.ts';
import { binary, binaryUrl, bundle, cda, comprehensive, context, documentUrl, entry, setUrl, simplified, submissionSet } from '../unit/codecs/fhir-compose.ts';
import { runXds, xdsMessages } from './xds.ts';

export interface Parser {
  readonly name: string;
  readonly seeds: readonly Buffer[];
  /** Throws for a case that fails. */
  readonly run: (bytes: Buffer) => void;
  /** Of the cases, where each takes longer than others: a part of one. */
  readonly share?: number;
}

const text = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8');
/** Every refusal says at least one thing. */
function answered(read: { readonly ok: boolean; readonly findings?: readonly unknown[] }): void {
  if (!read.ok && (read.findings?.length ?? 0) === 0) throw new Error('refused without a finding');
}
const patchContext = { visibilite: visibleToAll, cumulAllowed: false };
const inflaters = { 'deflate-raw': inflateRawSync, 'deflate': inflateSync, 'gzip': gunzipSync };
const inflate: NonNullable<NonNullable<Parameters<typeof readCda>[2]>['inflate']> = (bytes, compression, maxOutputLength) => {
  try {
    return inflaters[compression](bytes, { maxOutputLength });
  } catch {
    // As the door does: neither that form, nor within the cap.
    return undefined;
  }
};

const documents = [
  compose(),
  compose({
    body: structured(
      section(
        'S',
        '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table><list><item><linkHtml href="#x">b</linkHtml></item></list>',
        picture('p', pngBase64),
      ),
    ),
  }),
  compose({ body: level1(tinyPdf('Bonjour').toString('base64')) }),
].map(text);
const patches = [
  [{ op: 'add', path: '/securityLabel/-', value: { coding: [{ code: 'MASQUE_PS' }] } }],
  {
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'add' },
          { name: 'path', valueString: 'DocumentReference' },
          { name: 'name', valueString: 'securityLabel' },
          { name: 'value', valueCode: 'MASQUE_PS' },
        ],
      },
    ],
  },
].map(text);
const searches = [
  'patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C279035121518989&status=current&date=ge2026-01-01&date=lt2027&_count=20&_sort=-date&type=http://loinc.org%7C34133-9',
  'patient=Patient/00000000-0000-4000-8000-000000000000&identifier=urn:uuid:00000000-0000-4000-8000-000000000000,urn:oid:2.25.1&security-label=N&category=11&cursor=abc',
].map(text);
const resources = [simplified(), comprehensive()].map(text);
const bundles = [bundle(entry(setUrl, submissionSet()), entry(documentUrl, comprehensive()), entry(binaryUrl, binary(cda, 'application/xml')))].map(text);
/** The Content-Type on the first line, the body after it. */
const soapMessages = [
  [soapType, Buffer.from(envelope())],
  [
    `${soapType}; action="${someAction}"`,
    Buffer.from(envelope({ more: '<wsse:Security><saml2:Assertion ID="_1"/></wsse:Security>', body: '<Document>Qm9uam91cg==</Document>' })),
  ],
  [
    multipartType,
    multipart(
      rootPart(envelope({ body: '<a><Document><xop:Include href="cid:one%40test"/></Document><Document><xop:Include href="cid:two@test"/></Document></a>' })),
      part('one@test', Buffer.from([0, 13, 10, 45, 45, 255])),
      part('two@test', 'Qm9u\r\nam91cg==', 'base64'),
    ),
  ],
].map(([type, body]) => Buffer.concat([Buffer.from(`${String(type)}\n`), body as Buffer]));
const csv = readFileSync(resolve(import.meta.dirname, '../../packages/server/data/habilitation/2023-10-29.csv'), 'utf8').split('\n');
const withObjects = (content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream\nendobj\nstartxref\n0\n%%EOF\n'),
  ]);
const files = [smallPdf(), withObjects(deflateSync('1 0 << /Type /Catalog >>')), tinyPdf('Bonjour'), smallPng(), smallJpeg(640, 480)];

/** What OpenSSL does not take as a certificate never reaches us: the TLS handshake ends. */
function certificateIn(bytes: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch (error) {
    // Node gives some of OpenSSL's refusals no code, and all of them its words.
    if (error instanceof Error && !(error instanceof TypeError)) return undefined;
    throw error;
  }
}

export async function parsersToFuzz(): Promise<readonly Parser[]> {
  const validity = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 86_400_000) };
  const authority = await makeAuthority('Autorite', validity);
  const known = [new X509Certificate(authority.certificate.toString('pem'))];
  const person = { id: '899700000009', familyName: 'ESSAI', givenName: 'Camille', professionLabel: 'Médecin', structure: '1999999990' };
  const certificates = await Promise.all([
    issueCard(authority, person, 'authenticate', validity),
    issueStructure(authority, { id: '1999999990', name: 'Essai' }, 'authenticate', validity),
  ]);
  const signing = signerOf(await issueCard(authority, person, { sign: await newSigningKeys() }, validity));
  const lot = { uniqueId: '1.2.3', signatureId: '1.2.4', documents: [{ uniqueId: '1.2.5', bytes: documents[0]!, xml: true }] };
  const signatures = [signAssertion(writeVihf(), signing), signLot(lot, { key: signing.key, certificate: new X509Certificate(signing.certificate) })].map(text);
  const lists = [listToSign({ serials: ['0c', '00ff', '5a'.repeat(16)] }), listToSign()];
  return [
    {
      name: 'xml',
      seeds: [
        text('<a b="c">d<e/>&amp;<![CDATA[f]]><!-- g --></a>'),
        text('<?xml version="1.0" encoding="UTF-8"?><r xmlns="urn:x"><y z=\'1\'>é</y></r>'),
        ...documents,
      ],
      run: (bytes) => {
        const read = parseXml(bytes);
        answered(read);
        if (read.ok) read.value.dispose();
      },
    },
    { name: 'json', seeds: [...resources, ...patches, text('{"a":[1,-2.5e3,"\\u00e9",null,true,{"b":{}}]}')], run: (bytes) => answered(parseJson(bytes)) },
    { name: 'fhir resource', seeds: resources, run: (bytes) => answered(parseDocumentReference(bytes, context)) },
    { name: 'fhir bundle', seeds: bundles, run: (bytes) => answered(parseProvideBundle(bytes, context)) },
    { name: 'fhir search', seeds: searches, run: (bytes) => answered(parseSearch(bytes.toString('utf8'))) },
    {
      name: 'fhir patch',
      seeds: patches,
      run: (bytes) => {
        answered(parseJsonPatch(bytes, patchContext));
        answered(parseFhirPathPatch(bytes, patchContext));
      },
    },
    {
      name: 'cda',
      seeds: documents,
      run: (bytes) => {
        isCda(bytes);
        answered(parseCdaHeader(bytes));
        answered(readCda(bytes, testWording, { inflate }));
      },
    },
    {
      name: 'fhir document',
      seeds: [
        fhirDocument({
          ins: '279035121518989',
          author: { id: '899900000016', familyName: 'MOREAU', givenName: 'Claire' },
          narrative: '<p>a<b>b</b><img src="x"/></p>',
        }),
      ],
      run: (bytes) => {
        answered(parseFhirDocument(bytes));
        answered(readFhirDocument(bytes, testWording));
        readFhirFacts(bytes);
      },
    },
    {
      name: 'vihf',
      seeds: [writeVihf(), writeVihf({ conditions: '<Conditions NotBefore="2026-11-22T09:00:00Z"><OneTimeUse/></Conditions>' })].map(text),
      run: (bytes) => answered(parseVihf(bytes)),
    },
    {
      name: 'signature',
      seeds: signatures,
      run: (bytes) => {
        answered(
          verifyEnveloped(Buffer.concat([text('<_>'), bytes, text('</_>')]), signatureCrypto, {
            field: 'Assertion',
            identifier: 'ID',
            limits: vihfLimits,
            policy: { sha1: true },
          }),
        );
        answered(readLotSignature(bytes, signatureCrypto, { sha1: true }));
      },
    },
    {
      name: 'soap',
      seeds: soapMessages,
      run: (bytes) => {
        const end = bytes.indexOf(10);
        const read = readSoap(bytes.subarray(end + 1), bytes.toString('latin1', 0, Math.max(0, end)));
        if (!read.ok) return answered({ ok: false, findings: read.misread.findings });
        using _document = read.document;
        const { body, parts } = read.message;
        for (const one of [body, ...elementsOf(body)]) answered(bytesOf(one, parts));
      },
    },
    {
      name: 'what a CDA says in codes',
      share: 0.2,
      seeds: clinicalBodies.map((body) => text(compose({ body }))),
      run: (bytes) => {
        const content = readCdaEntries(bytes);
        if (content !== undefined && content.facts.length > 2001) throw new Error('more facts than the reader takes');
      },
    },
    { name: 'hl7v3', seeds: hl7v3Messages, run: runHl7v3 },
    { name: 'xds', seeds: xdsMessages, run: runXds },
    {
      name: 'pdf and pictures',
      seeds: files,
      run: (bytes) => {
        const read = inspectFile(bytes);
        if (!read.ok && read.refusal.findings.length === 0) throw new Error('refused without a finding');
      },
    },
    {
      name: 'habilitation file',
      seeds: [text(csv.slice(0, 12).join('\n')), text(csv.slice(0, 3).join('\r\n'))],
      run: (bytes) => answered(parseHabilitationFile(bytes.toString('utf8'))),
    },
    {
      name: 'certificate',
      seeds: certificates.map(({ certificate }) => Buffer.from(certificate.rawData)),
      run: (bytes) => {
        const certificate = certificateIn(bytes);
        if (certificate !== undefined) holderOf(certificate);
      },
    },
    // Signed after it was broken: the reading lies behind the signature.
    { name: 'list of revoked cards', seeds: lists, run: (bytes) => void readRevocationList(signList(authority, bytes), known) },
  ];
}
