// A message is read one way or refused with a finding: envelopes, addressing, the header of security, parts and what stands for bytes. And the
// multiparts that others published, those broken on purpose included.

import { type SoapRead, bytesOf, namespaces, readSoap } from '@carnet/codecs/soap';
import { elementsOf } from '@carnet/codecs/xml';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  addressed,
  anonymous,
  boundary,
  type ComposedPart,
  envelope,
  multipart,
  multipartType,
  namespacesDeclared,
  part,
  rootPart,
  soapType,
  someAction,
  someMessageId,
} from '../../support/soap-compose.ts';

/** What the assertions look at; the document is given back at once. */
function seen(read: SoapRead) {
  if (!read.ok) {
    const { code, subcodes, findings } = read.misread;
    return { code, subcodes, rule: findings[0]?.rule, field: findings[0]?.field, messageId: read.messageId };
  }
  using _document = read.document;
  const { actions, messageId, to, assertion, body, parts } = read.message;
  return { actions, messageId, to, assertion: assertion?.name, body: body.name, parts: [...parts.keys()] };
}
const plain = (text: string, type = soapType) => seen(readSoap(Buffer.from(text), type));
const good = {
  actions: [someAction],
  messageId: someMessageId,
  to: 'https://ailleurs.exemple/services/registry',
  assertion: undefined,
  body: 'Question',
  parts: [],
};

describe('a message that is in order', () => {
  test('plain', () => expect(plain(envelope())).toEqual(good));
  test.each([
    ['the action in HTTP, bare or quoted', `application/soap+xml;action=${someAction}`],
    ['the action in HTTP, quoted', `Application/SOAP+XML; charset="UTF-8" ; action="${someAction}";`],
    ['no charset', 'application/soap+xml'],
  ])('%s', (_name, type) => expect(plain(envelope(), type)).toMatchObject({ ...good, actions: expect.arrayContaining([someAction]) }));
  test('whatever HTTP and MIME call it is told beside its own action', () => {
    expect(plain(envelope(), `${soapType}; action="urn:autre"`)).toEqual({ ...good, actions: [someAction, 'urn:autre'] });
    const named = {
      ...rootPart(envelope()),
      headers: rootPart('').headers.map((line) => (line.startsWith('Content-Type') ? `${line}; action="Service_Operation"` : line)),
    };
    expect(seen(readSoap(multipart(named), multipartType))).toEqual({ ...good, actions: [someAction, 'Service_Operation'] });
  });
  test.each([
    ['an empty header', envelope({ headers: '' })],
    ['no header', `<s:Envelope ${namespacesDeclared}><s:Body><q:Question xmlns:q="urn:q"/></s:Body></s:Envelope>`],
  ])('without addressing: %s', (_name, text) => {
    expect(plain(text)).toEqual({ ...good, actions: [], messageId: undefined, to: undefined });
    expect(plain(text, `${soapType}; action="urn:a"`)).toMatchObject({ actions: ['urn:a'], messageId: undefined });
  });
  test('an envelope of SOAP 1.1 in parts that say SOAP 1.2; what it says must be understood still must', () => {
    const older = (text: string): string => text.replaceAll('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/');
    const parts = (text: string) => seen(readSoap(multipart(rootPart(older(text))), multipartType));
    expect(parts(envelope())).toEqual(good);
    expect(parts(envelope({ more: '<m:Reliable xmlns:m="urn:m" s:mustUnderstand="1"/>' }))).toMatchObject({ code: 'MustUnderstand' });
    expect(parts(envelope({ more: '<m:Hop xmlns:m="urn:m" s:actor="urn:passant" s:mustUnderstand="1"/>' }))).toEqual(good);
    const mixed = envelope().replace('<s:Body>', '<n:Body xmlns:n="http://www.w3.org/2003/05/soap-envelope/">').replace('</s:Body>', '</n:Body>');
    expect(parts(mixed)).toMatchObject({ rule: 'SOAP_ENVELOPPE' });
  });
  test.each([
    [
      'other prefixes',
      envelope().replaceAll(/(<\/?)s:|\bs:(?=mustUnderstand)|(xmlns:)s(?==)/g, (_found, tag = '', declaration = '') =>
        tag === '' && declaration === '' ? 'soapenv:' : declaration === '' ? `${tag}soapenv:` : 'xmlns:soapenv',
      ),
    ],
    [
      'a default namespace',
      envelope().replaceAll('<s:', '<').replaceAll('</s:', '</').replace('xmlns:s=', 'xmlns="http://www.w3.org/2003/05/soap-envelope" xmlns:s='),
    ],
    ['headers in another order', envelope({ headers: addressed().replace(/(<a:Action.*<\/a:Action>)(.*)/, '$2$1') })],
    ['comments and lines', envelope().replaceAll('><', '>\n<!-- ici --><')],
    ['an unknown header that need not be understood', envelope({ more: '<m:ActivityId xmlns:m="urn:m" CorrelationId="1">x</m:ActivityId>' })],
    ['an unknown header for somebody on the way', envelope({ more: '<m:Hop xmlns:m="urn:m" s:role="urn:passant" s:mustUnderstand="1"/>' })],
    ['an answer for nobody', envelope().replace('addressing/anonymous', 'addressing/none')],
    ['no ReplyTo', envelope().replace(anonymous, '')],
    ['From and RelatesTo', envelope({ more: '<a:From><a:Address>urn:x</a:Address></a:From><a:RelatesTo>urn:y</a:RelatesTo><a:RelatesTo>urn:z</a:RelatesTo>' })],
    ['white space around the action', envelope({ action: `\n  ${someAction}\n ` })],
  ])('%s', (_name, text) => {
    const read = plain(text);
    expect(read).toMatchObject({ ...good });
  });
  test('UTF-16 with its mark', () => {
    const text = `\uFEFF${envelope().replace('UTF-8', 'UTF-16')}`;
    expect(seen(readSoap(Buffer.from(text, 'utf16le'), 'application/soap+xml; charset=utf-16'))).toEqual(good);
  });
  test('an assertion under wsse:Security', () => {
    const more = '<wsse:Security s:mustUnderstand="1"><wsse:BinarySecurityToken/><saml2:Assertion ID="_1"/></wsse:Security>';
    expect(plain(envelope({ more }))).toEqual({ ...good, assertion: 'Assertion' });
  });
  test('in parts, whichever stands first', () => {
    const parts = [part('one@test', 'one'), rootPart(envelope()), part('two@test', Buffer.from([0, 13, 10, 45, 45, 255]))];
    const expected = { ...good, parts: ['one@test', 'two@test'] };
    expect(seen(readSoap(multipart(...parts), multipartType))).toEqual(expected);
    const rootFirst = [parts[1]!, parts[0]!, parts[2]!];
    expect(seen(readSoap(multipart(...rootFirst), multipartType.replace(/ start="[^"]*";/, '')))).toEqual(expected);
  });
  test('in parts, with words before the first and after the last', () => {
    const bytes = Buffer.concat([Buffer.from('Ceci est un message.\r\n'), multipart(rootPart(envelope())), Buffer.from('et la suite')]);
    expect(seen(readSoap(bytes, multipartType))).toEqual(good);
  });
});

const security = '<wsse:Security><saml2:Assertion ID="_1"/></wsse:Security>';
describe('a message that is not', () => {
  test.each([
    ['SOAP 1.1 by its type', envelope(), 'text/xml; charset=utf-8', { rule: 'MEDIA_TYPE' }],
    ['no type', envelope(), '', { rule: 'MEDIA_TYPE' }],
    ['a type with a parameter twice', envelope(), 'application/soap+xml; action="a"; action="b"', { rule: 'MEDIA_TYPE' }],
    ['another charset', envelope(), 'application/soap+xml; charset=iso-8859-1', { rule: 'SOAP_ENCODAGE' }],
    ['a charset the declaration contradicts', envelope().replace('UTF-8', 'ISO-8859-1'), soapType, { rule: 'SOAP_ENCODAGE' }],
    ['nothing', '', soapType, { rule: 'XML_MAL_FORME' }],
    ['cut short', envelope().slice(0, -10), soapType, { rule: 'XML_MAL_FORME' }],
    ['a document type', envelope().replace('?>', '?><!DOCTYPE s:Envelope>'), soapType, { rule: 'XML_DTD' }],
  ])('%s', (_name, text, type, expected) => expect(plain(text, type)).toMatchObject({ code: 'Sender', ...expected }));
  test.each([
    [
      'SOAP 1.1 by its envelope',
      envelope().replaceAll('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/'),
      { code: 'VersionMismatch', rule: 'SOAP_11' },
    ],
    ['an envelope of nobody', envelope().replaceAll('http://www.w3.org/2003/05/soap-envelope', 'urn:x'), { code: 'VersionMismatch', rule: 'SOAP_ENVELOPPE' }],
    ['another document', '<a/>', { rule: 'SOAP_ENVELOPPE' }],
    ['no body', `<s:Envelope ${namespacesDeclared}><s:Header>${addressed()}</s:Header></s:Envelope>`, { rule: 'SOAP_ENVELOPPE' }],
    ['two bodies', envelope().replace('</s:Envelope>', '<s:Body><x/></s:Body></s:Envelope>'), { rule: 'SOAP_ENVELOPPE' }],
    ['two headers', envelope().replace('<s:Header>', '<s:Header/><s:Header>'), { rule: 'SOAP_ENVELOPPE' }],
    ['the body first', envelope().replace(/(<s:Header>.*<\/s:Header>)(<s:Body>.*<\/s:Body>)/, '$2$1'), { rule: 'SOAP_ENVELOPPE' }],
    ['something else in the envelope', envelope().replace('<s:Body>', '<x/><s:Body>'), { rule: 'SOAP_ENVELOPPE' }],
    ['words in the envelope', envelope().replace('<s:Body>', 'bonjour<s:Body>'), { rule: 'SOAP_ENVELOPPE' }],
    ['words in the body', envelope({ body: 'bonjour<x/>' }), { rule: 'SOAP_ENVELOPPE' }],
    ['an empty body', envelope({ body: '' }), { rule: 'SOAP_CORPS' }],
    ['two things asked', envelope({ body: '<x/><y/>' }), { rule: 'SOAP_CORPS' }],
    ['an instruction', envelope({ body: '<x><?faire ceci?></x>' }), { rule: 'SOAP_INSTRUCTION' }],
    [
      'no action',
      envelope({ headers: addressed().replace(/<a:Action.*<\/a:Action>/, '') }),
      { rule: 'WSA_ABSENT', field: 'Envelope/Header/Action', messageId: someMessageId },
    ],
    [
      'no message id',
      envelope({ headers: addressed().replace(/<a:MessageID.*<\/a:MessageID>/, '') }),
      { rule: 'WSA_ABSENT', field: 'Envelope/Header/MessageID', messageId: undefined },
    ],
    ['an empty action', envelope({ action: '' }), { rule: 'WSA_FORME' }],
    ['an action in two pieces', envelope({ action: 'urn:<b>a</b>' }), { rule: 'WSA_FORME' }],
    ['an endless message id', envelope({ messageId: `urn:${'x'.repeat(2_000)}` }), { rule: 'WSA_FORME' }],
    [
      'two actions',
      envelope({ more: '<a:Action>urn:autre</a:Action>' }),
      { rule: 'WSA_REPETE', subcodes: ['wsa:InvalidAddressingHeader', 'wsa:InvalidCardinality'] },
    ],
    ['two message ids', envelope({ more: '<a:MessageID>urn:autre</a:MessageID>' }), { rule: 'WSA_REPETE' }],
    [
      'an answer for somebody else',
      envelope().replace('http://www.w3.org/2005/08/addressing/anonymous', 'https://ailleurs.exemple/'),
      { rule: 'WSA_REPONSE', subcodes: ['wsa:InvalidAddressingHeader', 'wsa:OnlyAnonymousAddressSupported'] },
    ],
    ['faults for somebody else', envelope({ more: '<a:FaultTo><a:Address>https://ailleurs.exemple/</a:Address></a:FaultTo>' }), { rule: 'WSA_REPONSE' }],
    [
      'an answer for no address',
      envelope().replace(/<a:Address>.*<\/a:Address>/, ''),
      { rule: 'WSA_FORME', subcodes: ['wsa:InvalidAddressingHeader', 'wsa:MissingAddressInEPR'] },
    ],
    [
      'a header that must be understood',
      envelope({ more: '<m:Reliable xmlns:m="urn:m" s:mustUnderstand="1"/>' }),
      { code: 'MustUnderstand', rule: 'SOAP_ENTETE_INCONNU', messageId: someMessageId },
    ],
    ['an understanding that is neither yes nor no', envelope({ more: '<m:Reliable xmlns:m="urn:m" s:mustUnderstand="oui"/>' }), { rule: 'SOAP_ENVELOPPE' }],
    [
      'two headers of security',
      envelope({ more: security + security.replace('<saml2:Assertion ID="_1"/>', '') }),
      { rule: 'WSS_REPETE', subcodes: ['wsse:InvalidSecurity'] },
    ],
    ['two assertions', envelope({ more: security.replace('<saml2', '<saml2:Assertion ID="_0"/><saml2') }), { rule: 'WSS_REPETE' }],
    [
      'an assertion wrapped in another',
      envelope({ more: security.replace('ID="_1"/>', 'ID="_1"><saml2:Assertion ID="_2"/></saml2:Assertion>') }),
      { rule: 'WSS_REPETE' },
    ],
    ['a second assertion in the body', envelope({ more: security, body: '<x><saml2:Assertion ID="_1"/></x>' }), { rule: 'WSS_REPETE' }],
  ])('%s', (_name, text, expected) => expect(plain(text)).toMatchObject({ code: 'Sender', ...expected }));
  test('an assertion that stands elsewhere is none', () =>
    expect(plain(envelope({ body: '<x><saml2:Assertion ID="_1"/></x>' }))).toMatchObject({ assertion: undefined }));
});

describe('parts that cannot be cut in one way', () => {
  const root = rootPart(envelope());
  const whole = multipart(root, part('one@test', 'one'));
  const headers = (...lines: readonly string[]): ComposedPart => ({ headers: lines, body: 'x' });
  test.each([
    ['no boundary said', whole, multipartType.replace(/; boundary="[^"]*"/, ''), 'MIME_FRONTIERE'],
    ['another boundary said', whole, multipartType.replace(boundary, 'autre'), 'MIME_FRONTIERE'],
    ['a boundary of nothing', whole, multipartType.replace(boundary, ''), 'MIME_FRONTIERE'],
    [
      'a boundary that another begins with',
      Buffer.from(whole.toString('latin1').replace(`\r\n--${boundary}\r\n`, `\r\n--${boundary}bis\r\n`), 'latin1'),
      multipartType,
      'MIME_FRONTIERE',
    ],
    ['lines without their carriage return', Buffer.from(whole.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'), multipartType, 'MIME_FRONTIERE'],
    ['no last boundary', whole.subarray(0, -(boundary.length + 6)), multipartType, 'MIME_TRONQUE'],
    ['half a last boundary', whole.subarray(0, -4), multipartType, 'MIME_TRONQUE'],
    ['cut in the headers of a part', whole.subarray(0, whole.indexOf('one@test')), multipartType, 'MIME_TRONQUE'],
    ['a part in parts', multipart(root, headers('Content-ID: <a>', 'Content-Type: multipart/mixed; boundary=x')), multipartType, 'MIME_IMBRIQUE'],
    ['two parts of one name', multipart(root, part('one@test', '1'), part('one@test', '2')), multipartType, 'MIME_ID_DOUBLE'],
    ['a part of the root’s name', multipart(root, part('root@test', '1')), multipartType, 'MIME_ID_DOUBLE'],
    ['a part with two names', multipart(root, headers('Content-ID: <a>', 'Content-Id: <b>')), multipartType, 'MIME_ENTETES'],
    ['a header that is none', multipart(root, headers('Content-ID: <a>', 'bonjour')), multipartType, 'MIME_ENTETES'],
    ['a hundred headers', multipart(root, headers(...Array.from({ length: 100 }, (_, n) => `X-${n}: y`))), multipartType, 'MIME_ENTETES'],
    ['an endless header', multipart(root, headers(`X: ${'y'.repeat(20_000)}`)), multipartType, 'MIME_ENTETES'],
    ['quoted-printable', multipart(root, part('a', 'x', 'quoted-printable')), multipartType, 'MIME_ENCODAGE'],
    ['base64 that is not', multipart(root, part('a', 'eA=', 'base64')), multipartType, 'BASE64_INVALIDE'],
    ['too many parts', multipart(root, ...Array.from({ length: 200 }, (_, n) => part(`p${n}`, ''))), multipartType, 'TROP_DE_PARTIES'],
    ['a root that is not there', whole, multipartType.replace('root@test', 'absent@test'), 'MIME_RACINE'],
    ['a root of another type', multipart(part('root@test', envelope())), multipartType, 'MIME_RACINE'],
    ['parts of another kind', whole, multipartType.replace('application/xop+xml', 'text/html'), 'MIME_RACINE'],
    ['no part', Buffer.from(`--${boundary}--\r\n`), multipartType, 'MIME_RACINE'],
    [
      'a root in another encoding',
      multipart({ ...root, headers: root.headers.map((line) => line.replace('UTF-8', 'latin1')) }),
      multipartType,
      'SOAP_ENCODAGE',
    ],
  ])('%s', (_name, bytes, type, rule) => expect(seen(readSoap(bytes, type))).toMatchObject({ code: 'Sender', rule }));
  test('a root or a start-info that names another action: it is told', () => {
    const other = { ...root, headers: root.headers.map((line) => line.replace('application/soap+xml', 'application/soap+xml; action=urn:x')) };
    expect(seen(readSoap(multipart(other), multipartType))).toMatchObject({ actions: [someAction, 'urn:x'] });
    const type = multipartType.replace('"application/soap+xml"', '"application/soap+xml; action=\\"urn:x\\""');
    expect(seen(readSoap(whole, type))).toMatchObject({ actions: [someAction, 'urn:x'] });
  });
  test('every way to cut it short is refused', () => {
    for (let length = 0; length < whole.length - 2; length += 1) expect(readSoap(whole.subarray(0, length), multipartType).ok, `${length} bytes`).toBe(false);
  });
});

describe('what an element stands for', () => {
  const include = (href: string, inside = ''): string => `<xop:Include href="${href}">${inside}</xop:Include>`;
  const held = (content: string, ...parts: readonly ComposedPart[]) => {
    const read = readSoap(multipart(rootPart(envelope({ body: `<Document>${content}</Document>` })), ...parts), multipartType);
    if (!read.ok) throw new Error(JSON.stringify(read.misread));
    using _document = read.document;
    const bytes = bytesOf(read.message.body, read.message.parts);
    return bytes.ok ? Buffer.from(bytes.value).toString('latin1') : bytes.findings[0]!.rule;
  };
  const binary = Buffer.from([0, 13, 10, 45, 45, 117, 117, 255, 10, 13]);
  test.each([
    ['a part', include('cid:one@test'), part('one@test', binary), binary.toString('latin1')],
    ['a part by its encoded name', include('cid:http%3A%2F%2Ftempuri.org%2F1%2B2'), part('http://tempuri.org/1+2', 'a'), 'a'],
    ['an empty part', include('cid:one@test'), part('one@test', ''), ''],
    ['a part of 8 bits', include('cid:one@test'), part('one@test', binary, '8bit'), binary.toString('latin1')],
    ['a part in base64', include('cid:one@test'), part('one@test', 'Qm9u\r\nam91cg==', 'BASE64'), 'Bonjour'],
    ['a part whose name has no brackets', include('cid:one@test'), { headers: ['Content-ID: one@test'], body: 'a' }, 'a'],
    ['a part without a type', include('cid:one@test'), { headers: ['content-id:<one@test>'], body: 'a' }, 'a'],
    ['base64 in the text, wrapped', 'Qm9u\n  am91cg==', part('unused@test', 'x'), 'Bonjour'],
    ['white space around the inclusion', `\n ${include('cid:one@test')}\n`, part('one@test', 'a'), 'a'],
    ['no such part', include('cid:two@test'), part('one@test', 'a'), 'XOP_PARTIE_ABSENTE'],
    ['the root', include('cid:root@test'), part('one@test', 'a'), 'XOP_PARTIE_ABSENTE'],
    ['another address', include('https://ailleurs.exemple/a'), part('one@test', 'a'), 'XOP_FORME'],
    ['half an escape', include('cid:%E0%A4'), part('one@test', 'a'), 'XOP_FORME'],
    ['both', `Qm9u${include('cid:one@test')}`, part('one@test', 'a'), 'XOP_FORME'],
    ['two parts', include('cid:one@test') + include('cid:one@test'), part('one@test', 'a'), 'XOP_FORME'],
    ['an inclusion of something', include('cid:one@test', 'x'), part('one@test', 'a'), 'XOP_FORME'],
    ['another element', '<x/>', part('one@test', 'a'), 'XOP_FORME'],
    ['half a base64', 'Qm9', part('one@test', 'a'), 'BASE64_INVALIDE'],
  ])('%s', (_name, content, given, expected) => expect(held(content, given)).toBe(expected));
  test('a part is a view of the message, never a copy', () => {
    const bytes = multipart(rootPart(envelope()), part('one@test', 'a'.repeat(1_000)));
    const read = readSoap(bytes, multipartType);
    if (!read.ok) throw new Error('it is in order');
    using _document = read.document;
    expect(read.message.parts.get('one@test')!.buffer).toBe(bytes.buffer);
  });
});

const samples = resolve(import.meta.dirname, '../../../../shared/samples/xds/nist-toolkit');
/** Kept with the line ends of Unix, but for one: they went over HTTP with theirs. */
const withLineEnds = (text: string): Buffer => Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'), 'latin1');
const sample = (name: string): string => readFileSync(join(samples, name), 'latin1');

describe.skipIf(!existsSync(samples))('what others published (../shared/samples)', () => {
  const repositoryTests = 'it-tests_src_test_resources_war_toolkitx_testkit_tests_PnrXop_';
  const axis = (file: string): string => {
    const found = /^(?:\s*)--(\S+)/.exec(file)![1]!;
    return `multipart/related; boundary="${found}"; type="application/xop+xml"; start-info="application/soap+xml"; action="urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b"`;
  };
  test.each([
    [`${repositoryTests}Xop_body.txt`, 1],
    [`${repositoryTests}encodedURL_body.txt`, 1],
    [`${repositoryTests}NoXop_body.txt`, 0],
    ['config-datatypes_src_test_resources_multipart.body.txt', 1],
  ])('%s', (name, count) => {
    const text = sample(`mtom/${name}`);
    const read = readSoap(withLineEnds(text), axis(text));
    if (!read.ok) throw new Error(JSON.stringify(read.misread));
    using _document = read.document;
    const { message } = read;
    expect({ action: message.actions[0], body: message.body.name, parts: message.parts.size }).toEqual({
      action: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
      body: 'ProvideAndRegisterDocumentSetRequest',
      parts: count,
    });
    const documents = elementsOf(message.body).filter((one) => one.name === 'Document');
    expect(documents.length).toBeGreaterThan(0);
    for (const one of documents) expect(bytesOf(one, message.parts)).toMatchObject({ ok: true });
    // As they were saved, they are not what went over the wire, and nothing is guessed.
    expect(seen(readSoap(Buffer.from(text, 'latin1'), axis(text)))).toMatchObject({ rule: 'MIME_FRONTIERE' });
  });
  test('a document that names a part nobody sent', () => {
    const text = sample('mtom/sim-proxy_src_test_resources_sample_mtom_message.txt');
    const read = readSoap(withLineEnds(text), axis(text));
    if (!read.ok) throw new Error(JSON.stringify(read.misread));
    using _document = read.document;
    const holder = elementsOf(read.message.body).find((one) => one.name === 'Document')!;
    expect(bytesOf(holder, read.message.parts)).toMatchObject({ ok: false, findings: [{ field: 'Document', rule: 'XOP_PARTIE_ABSENTE' }] });
  });
  test('an envelope without addressing', () => {
    const text = sample('iti41/validators-registry-message_testdata_messagevalidator_soap-noaction-pnr.xml');
    expect(plain(text)).toMatchObject({ actions: [], messageId: undefined, body: 'ProvideAndRegisterDocumentSetRequest' });
  });
});

test('the namespaces are those of the standards', () => expect(namespaces.env).toBe('http://www.w3.org/2003/05/soap-envelope'));
