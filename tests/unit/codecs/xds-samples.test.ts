// XDS messages written by others, as they were published: each is read, or refused for a reason that is true of it. Their authors bear no national
// number and their codes are of other countries: with those put right, and nothing else, the sound ones are accepted. The material lives beside the
// project and is not part of it: where it is absent the suite says so and stops.

import { type XmlElement, elementsOf, parseXml } from '@carnet/codecs/xml';
import { parseAdhocQuery, parseProvideAndRegister, parseRetrieve, parseUpdateDocumentSet } from '@carnet/codecs/xds';
import type { Parsed } from '@carnet/domain/kernel';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { camille, testOid } from '../../fixtures/cda/compose.ts';
import { sha1, xcn } from '../../fixtures/xds/compose.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/samples/xds');
const present = existsSync(folder);
if (!present) process.stdout.write('skipped: the published XDS messages are not beside the project\n');

const requests = ['AdhocQueryRequest', 'ProvideAndRegisterDocumentSetRequest', 'RetrieveDocumentSetRequest', 'SubmitObjectsRequest'] as const;
const envelope = /<((?:\w+:)?)Envelope[\s>][\s\S]*<\/\1Envelope>/;
const alone = (name: string): RegExp => new RegExp(`<((?:\\w+:)?)${name}[\\s>][\\s\\S]*?</\\1${name}>`);
/** Of an envelope, or a body by itself; listings with line numbers are read without them. */
const messageIn = (text: string): string | undefined => {
  const bare = text.replaceAll(/^ ?\d{1,3} /gm, '');
  const body = requests.map((name) => alone(name).exec(bare)).find((found) => found !== null);
  const prefix = body?.[1]?.replace(':', '') ?? '';
  return body !== undefined && (prefix === '' || body?.[0].slice(0, 600).includes(`xmlns:${prefix}=`) === true) ? body?.[0] : envelope.exec(bare)?.[0];
};
/** Of each exchange, the form whose namespaces were left in. */
const listings: Readonly<Record<string, true>> = { 'ITI-18_request_raw.xml': true, 'ITI-41_request.xml': true, 'ITI-43_request_raw.xml': true };
const files = (under: string): readonly string[] =>
  present
    ? readdirSync(join(folder, under))
        .filter(
          (name) =>
            (under !== 'epd-by-example' || listings[name] === true) &&
            requests.some((one) => (messageIn(readFileSync(join(folder, under, name), 'utf8')) ?? '').includes(one)),
        )
        .toSorted()
    : [];
const shorter = (name: string): string => name.replace(/^.*?(?:messagevalidator_|testkit_|httpParser_|test__resources__)(?=[^_])/, '');

const escapedCx = `${camille.matricule}^^^&amp;${testOid}&amp;ISO^NH`;
const patientSchemes = '(?:58a6f841|6b5aea1a|f64ffdf0)';
/** Only the patient changes, and what a test tool would fill in. */
const readdressed = (xml: string): string =>
  xml
    .replaceAll(new RegExp(`(identificationScheme="urn:uuid:${patientSchemes}[^"]*"[^>]*?\\svalue=")[^"]*"`, 'g'), `$1${escapedCx}"`)
    .replaceAll(new RegExp(`(\\svalue=")[^"]*("[^>]*identificationScheme="urn:uuid:${patientSchemes})`, 'g'), `$1${escapedCx}$2`)
    .replaceAll(/\$patient_id\$|c4d77e21d0dd487[^'<]*ISO|593603[^'<]*ISO/g, escapedCx)
    .replaceAll(/\$fol_uuid\$/g, 'urn:uuid:11111111-2222-4333-8444-555555555555')
    .replaceAll(/\$\w+_uuid\$/g, 'urn:uuid:11111111-2222-4333-8444-666666666666')
    .replaceAll(/\$docuid\d?\$|\$uid\$/g, '2.25.7')
    .replaceAll(/\$repositoryuid\$|\$repuid\$/g, '2.25.8');

const inside = (element: XmlElement, name: string): XmlElement | undefined =>
  element.name === name
    ? element
    : elementsOf(element)
        .map((child) => inside(child, name))
        .find((found) => found !== undefined);
function read<T>(xml: string, codec: (body: XmlElement) => T): T {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  using document = parsed.value;
  const body = requests.map((name) => inside(document.root, name)).find((found) => found !== undefined);
  if (body === undefined) throw new Error('no request');
  return codec(body);
}
const told = (result: Parsed<unknown>): readonly string[] =>
  result.ok ? ['accepted'] : [...new Set(result.findings.map(({ field, rule }) => `${field.replace(/\([^)]*\)/, '')} ${rule}`))].toSorted();
const messageOf = (under: string, name: string): string => readdressed(messageIn(readFileSync(join(folder, under, name), 'utf8'))!);

/** What is wrong with a query; every other is accepted. */
const queries: Readonly<Record<string, readonly string[]>> = {
  'sq-req-bad-code.xml': ['$XDSDocumentEntryClassCode CODE_FORME'],
  'sq-req-bad-pid-format.xml': ['$XDSDocumentEntryPatientId VALEUR_FORME'],
  'sq-req-bad-stat-format1.xml': ['$XDSDocumentEntryStatus VALEUR_FORME'],
  'sq-req-bad-stat-format2.xml': ['$XDSDocumentEntryStatus VALEUR_FORME'],
  'sq-req-missing-stat.xml': ['$XDSDocumentEntryStatus PARAMETRE_ABSENT'],
  'tests_11897_classcode_scheme_mismatch_query.xml': ['$XDSDocumentEntryClassCode CODE_FORME'],
  // A log of ebRIM 2.1, whose AdhocQuery is of another namespace.
  'sq-log.xml': ['AdhocQuery CHAMP_ABSENT'],
  'iti18request.xml': ['$XDSDocumentEntryPatientId VALEUR_FORME'],
  'iti51request.xml': ['AdhocQuery.id REQUETE_INCONNUE'],
  'ITI-18_request_raw.xml': ['$XDSDocumentEntryPatientId INS_OID'],
};
describe.runIf(present)('queries', () => {
  const all = ['nist-toolkit/iti18', 'ipf', 'epd-by-example']
    .flatMap((under) => files(under).map((name) => [under, name] as const))
    .filter(([under, name]) => messageOf(under, name).includes('AdhocQueryRequest'));
  test('are all here', () => expect(all.length).toBe(20));
  test.each(all)('%s %s', (under, name) => {
    expect(told(read(messageOf(under, name), parseAdhocQuery))).toEqual(queries[shorter(name)] ?? ['accepted']);
  });
});

describe.runIf(present)('requests for documents', () => {
  const all = ['nist-toolkit/iti43', 'epd-by-example']
    .flatMap((under) => files(under).map((name) => [under, name] as const))
    .filter(([under, name]) => messageOf(under, name).includes('RetrieveDocumentSetRequest'));
  test('are all here', () => expect(all.length).toBeGreaterThan(20));
  test.each(all)('%s %s', (under, name) => expect(told(read(messageOf(under, name), parseRetrieve))).toEqual(['accepted']));
});

/** Authors get a number and one institution, restrictions and specialties a code of France, numbers of patients an authority: and content to submit. */
function inFrance(xml: string): string {
  const values = (slot: string, value: string) => (text: string) =>
    text.replaceAll(
      new RegExp(`(<(\\w+:)?Slot\\s+name="${slot}"\\s*>\\s*<(?:\\w+:)?ValueList>)[\\s\\S]*?(</(?:\\w+:)?ValueList>)`, 'g'),
      (_whole, head: string, prefix: string | undefined, tail: string) => `${head}<${prefix ?? ''}Value>${value}</${prefix ?? ''}Value>${tail}`,
    );
  const person = xcn.replaceAll('&', '&amp;');
  const changes = [
    values('authorPerson', person),
    values('authorInstitution', 'Maison de santé'),
    values('authorSpecialty', 'G15_10/SM26^Médecin^1.2.250.1.213.1.1.4.5'),
    values('sourcePatientId', 'IPP-77^^^&amp;1.2.3.4&amp;ISO^PI'),
    (text: string) => text.replaceAll(/(classificationScheme="urn:uuid:f4f85eac[^"]*"[^>]*?nodeRepresentation=")[^"]*"/g, '$1N"'),
    (text: string) => text.replaceAll(/<(\w+:)?Slot\s+name="(?:hash|size|legalAuthenticator)"\s*>[\s\S]*?<\/\1?Slot>/g, ''),
    (text: string) =>
      text.replaceAll(
        /(<((?:\w+:)?)ExtrinsicObject\b[^>]*>)/g,
        (head: string, _all: string, prefix: string) =>
          `${head.replace(/mimeType="[^"]*"/, 'mimeType="text/plain"')}<${prefix}Slot name="legalAuthenticator"><${prefix}ValueList><${prefix}Value>${person}</${prefix}Value></${prefix}ValueList></${prefix}Slot>`,
      ),
    (text: string) => text.replaceAll(/<(\w+:)?Document\b[\s\S]*?<\/\1?Document>/g, ''),
    (text: string) => {
      const ids = [...text.matchAll(/<(?:\w+:)?ExtrinsicObject\b[^>]*?\sid="([^"]+)"/g)].map((match) => match[1]!);
      return text.replace(
        /(<\/(?:\w+:)?ProvideAndRegisterDocumentSetRequest>)/,
        `${ids.map((id) => `<x:Document xmlns:x="urn:ihe:iti:xds-b:2007" id="${id}">QQ==</x:Document>`).join('')}$1`,
      );
    },
  ];
  return changes.reduce((text, change) => change(text), xml);
}

/** What stays wrong once all of that is right. */
const submissions: Readonly<Record<string, readonly string[]>> = {
  // Its one association leads from the set to the association itself: the set has no member.
  'pnr-assoc-to-self.xml': ['XDSDocumentEntry.HasMember LOT_INCOMPLET'],
  // Optional for IHE, compulsory in the DMP.
  'ITI-41_request.xml': ['XDSDocumentEntry.serviceStartTime CHAMP_ABSENT'],
  'pnr-bad-uplink.xml': ['XDSDocumentEntry.author OBJET_DIFFERENT'],
  // Its event codes classify an object of another name.
  'tests_ids_2018-4801a_ValidateMetadata_metadata-evaluate.xml': ['XDSDocumentEntry.eventCodeList OBJET_DIFFERENT'],
  'tests_ids_2018-4801b_ValidateMetadata_metadata-evaluate.xml': ['XDSDocumentEntry.eventCodeList OBJET_DIFFERENT'],
};
/** Metadata-limited submissions (XDM) say nothing of patient, author or type. */
const limited = ['pnr-limited.xml', 'tests_12375_single_doc.xml', 'tests_12375_submit_single_doc.xml', 'tests_12376_single_doc.xml'];
describe.runIf(present)('submissions', () => {
  const all = ['nist-toolkit/iti41', 'epd-by-example']
    .flatMap((under) => files(under).map((name) => [under, name] as const))
    .filter(([under, name]) => messageOf(under, name).includes('ProvideAndRegisterDocumentSetRequest'));
  const provided = (xml: string) => told(read(xml, (body) => parseProvideAndRegister(body, new Map(), { sha1, cumulAllowed: false })));
  test('are all here', () => expect(all.length).toBe(26));
  test.each(all)('%s %s, as it is, names no author of France', (under, name) => {
    expect(provided(messageOf(under, name)).join(' ')).toMatch(/AUTEUR_ID_ABSENT|author CHAMP_ABSENT/);
  });
  test.each(all)('%s %s, once its authors and codes are', (under, name) => {
    const found = provided(inFrance(messageOf(under, name)));
    if (limited.includes(shorter(name))) expect(found).toContain('XDSSubmissionSet.patientId CHAMP_ABSENT');
    else expect(found).toEqual(submissions[shorter(name)] ?? ['accepted']);
  });
});

describe.runIf(present)('updates and ebRIM of older tools', () => {
  const rules = (name: string): readonly string[] =>
    told(
      read(
        inFrance(
          messageOf(
            'ipf',
            files('ipf').find((one) => one.endsWith(name))!,
          ),
        ),
        (body) => parseUpdateDocumentSet(body, { cumulAllowed: false }),
      ),
    );
  test.each([
    ['__SubmitObjectsRequest_ebrs30_update.xml', ['XDSDocumentEntry.hash CHAMP_ABSENT', 'XDSDocumentEntry.size CHAMP_ABSENT']],
    ['_update_nonstandard_association.xml', ['Association.associationType NON_PRIS_EN_CHARGE']],
    [
      'submission-set.xml',
      [
        'Association.PreviousVersion CHAMP_ABSENT',
        'XDSDocumentEntry.hash CHAMP_ABSENT',
        'XDSDocumentEntry.lid CHAMP_ABSENT',
        'XDSDocumentEntry.size CHAMP_ABSENT',
      ],
    ],
  ])('%s', (name, expected) => expect(rules(name)).toEqual(expected));
  test.each(['SubmitObjectsRequest_ebrs30.xml', 'SubmitObjectsRequest_ebrs30_2.xml', 'SubmitObjectsRequest_ebrs3_extra_metadata.xml'])(
    '%s files its codes under schemes of its own',
    (name) => {
      expect(rules(name)).toContain('XDSSubmissionSet.Classification SCHEMA_INCONNU');
    },
  );
});
