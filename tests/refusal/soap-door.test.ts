// The SOAP door against whoever is not let in and whatever is no message: each is a fault with a code, French and English, the page that explains,
// whom it answers and the id of the answer; never a 5xx, never a document held in memory for somebody who may not send it.

import { request } from 'node:https';
import type { ClientRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer } from '../../tools/deposit/send.ts';
import { type Tree, all, first, readTree } from '../../tools/simulator/soap.ts';
import { addressed, boundary, envelope, multipart, multipartType, part, rootPart, soapType, someMessageId } from '../support/soap-compose.ts';
import { type SoapWorld, refusalIn, startSoapWorld } from '../support/soap-world.ts';

let world: SoapWorld;
beforeAll(async () => {
  world = await startSoapWorld();
}, 180_000);
afterAll(async () => world.close());

interface Seen {
  readonly status: number;
  /** Widest first, with their prefixes. */
  readonly codes: readonly string[];
  readonly refusal: string | undefined;
  readonly rules: readonly string[];
  readonly relatesTo: string | undefined;
}
const envelopeIn = (answer: Answer): Tree => {
  const start = answer.body.indexOf('<?xml');
  const end = answer.body.lastIndexOf('Envelope>') + 'Envelope>'.length;
  const tree = readTree(answer.body.subarray(start, end));
  if (tree === undefined) throw new Error(`no envelope: ${answer.body.toString('utf8').slice(0, 500)}`);
  return tree;
};
/** What every fault owes, and what is particular to this one. */
function seen(answer: Answer): Seen {
  const tree = envelopeIn(answer);
  const refusal = refusalIn(tree);
  const said = all(tree, 'Text');
  expect(said.map(({ attributes }) => attributes['lang'])).toEqual(['fr', 'en']);
  for (const { text } of said) expect(text.length).toBeGreaterThan(20);
  expect(refusal?.request).toBe(answer.headers['x-request-id']);
  expect(refusal?.page).toBe(`${new URL(world.base).origin}/docs/erreurs#${refusal?.code}`);
  expect(all(tree, 'finding').flatMap(({ children }) => children.map(({ attributes }) => attributes['lang']))).toEqual(
    refusal!.rules.flatMap(() => ['fr', 'en']),
  );
  expect(answer.headers['cache-control']).toContain('no-store');
  return {
    status: answer.status,
    codes: [first(tree, 'Code'), ...all(tree, 'Subcode')].map((code) => code!.children[0]!.text),
    refusal: refusal?.code,
    rules: refusal?.rules ?? [],
    relatesTo: first(tree, 'RelatesTo')?.text,
  };
}
const unspecified = 'http://www.w3.org/2005/08/addressing/unspecified';
const question = envelope();
const post = async (
  card: string,
  path: string,
  type: string | undefined,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Seen> => seen(await world.post(card, path, type, body, headers));

describe('who shows no card that is good', () => {
  test.each([
    ['none', 'CERTIFICAT_ABSENT', 'env:DMPInvalidCertificate'],
    ['refused/expired', 'CERTIFICAT_EXPIRE', 'env:DMPInvalidCertificate'],
    ['refused/other-authority', 'CERTIFICAT_REFUSE', 'env:DMPInvalidCertificate'],
    ['dr-valette', 'CERTIFICAT_REVOQUE', 'env:DMPInvalidCertificate'],
  ])('%s', async (card, code, subcode) => {
    expect(await post(card, '/registry', soapType, question)).toEqual({
      status: 400,
      codes: ['env:Sender', subcode],
      refusal: code,
      rules: [],
      relatesTo: unspecified,
    });
  });
  test('is told in several parts where the answer would be', async () => {
    const answer = await world.post('none', '/repository', `${soapType}; action="urn:ihe:iti:2007:RetrieveDocumentSet"`, question);
    expect(answer.headers['content-type']).toMatch(/^multipart\/related; boundary="[^"]+"; type="application\/xop\+xml"/);
    expect(seen(answer).refusal).toBe('CERTIFICAT_ABSENT');
  });
});

describe('what is no message', () => {
  test.each([
    ['SOAP 1.1', 'text/xml; charset=utf-8', question, 415, 'SOAP_11'],
    ['a form', 'application/x-www-form-urlencoded', 'a=b', 415, 'MEDIA_TYPE'],
    ['no type', undefined, question, 415, 'MEDIA_TYPE'],
    ['a type that is none', ';;;', question, 415, 'MEDIA_TYPE'],
    ['JSON in its clothes', soapType, '{"a":1}', 400, 'XML_MAL_FORME'],
    ['nothing', soapType, '', 400, 'XML_MAL_FORME'],
    ['an entity', soapType, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 400, 'XML_DTD'],
    [
      'an envelope of SOAP 1.1',
      soapType,
      question.replaceAll('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/'),
      400,
      'SOAP_11',
    ],
    ['two bodies', soapType, question.replace('</s:Envelope>', '<s:Body/></s:Envelope>'), 400, 'SOAP_ENVELOPPE'],
    ['half a multipart', multipartType, multipart(rootPart(question)).subarray(0, -6), 400, 'MIME_TRONQUE'],
    ['a multipart without its boundary', multipartType.replace(boundary, 'x'), multipart(rootPart(question)), 400, 'MIME_FRONTIERE'],
    ['two parts of one name', multipartType, multipart(rootPart(question), part('a', '1'), part('a', '2')), 400, 'MIME_ID_DOUBLE'],
  ])('%s', async (_name, type, body, status, rule) => {
    const found = await post('dr-moreau', '/registry', type, body);
    expect(found).toMatchObject({ status, refusal: 'REQUETE_MALFORMEE', rules: [rule], relatesTo: unspecified });
    expect(found.codes[0]).toBe(rule === 'SOAP_11' && status === 400 ? 'env:VersionMismatch' : 'env:Sender');
  });
  test('compressed: nothing is opened', async () =>
    expect(await post('dr-moreau', '/registry', soapType, question, { 'content-encoding': 'gzip' })).toMatchObject({ status: 415, rules: ['MEDIA_TYPE'] }));
  test('a header that must be understood and is not', async () => {
    const found = await post('dr-moreau', '/registry', soapType, envelope({ more: '<m:Reliable xmlns:m="urn:m" s:mustUnderstand="1"/>' }));
    expect(found).toEqual({
      status: 400,
      codes: ['env:MustUnderstand'],
      refusal: 'REQUETE_MALFORMEE',
      rules: ['SOAP_ENTETE_INCONNU'],
      relatesTo: someMessageId,
    });
  });
  test('the action of HTTP is not that of the message', async () =>
    expect(await post('dr-moreau', '/registry', `${soapType}; action="urn:ihe:iti:2007:RetrieveDocumentSet"`, question)).toMatchObject({
      status: 400,
      codes: ['env:Sender', 'wsa:InvalidAddressingHeader', 'wsa:ActionMismatch'],
      rules: ['WSA_ACTION_DIFFERENTE'],
      relatesTo: someMessageId,
    }));
  test.each([
    [
      'without addressing: the action is that of HTTP',
      '/registry',
      `${soapType}; action="urn:ihe:iti:2007:RegistryStoredQuery"`,
      '<q:Question xmlns:q="urn:q"/>',
    ],
    ['without addressing, without action: the body says what is asked', '/registry', soapType, '<q:AdhocQueryRequest xmlns:q="urn:q"/>'],
    ['at an older path', '/patientsSpecific', soapType, '<q:patientList xmlns:q="urn:q"/>'],
  ])('%s', async (_name, path, type, body) =>
    expect(await post('dr-moreau', path, type, envelope({ headers: '', body }))).toMatchObject({ refusal: 'VIHF_ABSENT', relatesTo: unspecified }),
  );
  test('without addressing, nothing says what is asked', async () =>
    expect(await post('dr-moreau', '/registry', soapType, envelope({ headers: '' }))).toMatchObject({
      codes: ['env:Sender', 'wsa:MessageAddressingHeaderRequired'],
      rules: ['WSA_ABSENT'],
    }));
  test('no action', async () =>
    expect(await post('dr-moreau', '/registry', soapType, envelope({ headers: addressed().replace(/<a:Action.*<\/a:Action>/, '') }))).toMatchObject({
      status: 400,
      codes: ['env:Sender', 'wsa:MessageAddressingHeaderRequired'],
      rules: ['WSA_ABSENT'],
    }));
  test.each([
    ['an action of nobody', '/registry', 'urn:rien'],
    ['the action of another service', '/patients', 'urn:ihe:iti:2007:RegistryStoredQuery'],
    ['a name every object has', '/registry', 'constructor'],
  ])('%s', async (_name, path, action) =>
    expect(await post('dr-moreau', path, soapType, envelope({ action }))).toMatchObject({
      status: 400,
      codes: ['env:Sender', 'wsa:ActionNotSupported'],
      refusal: 'NON_PRIS_EN_CHARGE',
      rules: ['WSA_ACTION_INCONNUE'],
      relatesTo: someMessageId,
    }),
  );
  test('a service of nobody', async () =>
    expect(await post('dr-moreau', '/patientCertif', soapType, question)).toMatchObject({ status: 404, rules: ['ADRESSE_INCONNUE'] }));
});

/** A request whose head is sent, and of whose body only `sent` is. */
async function begun(
  path: string,
  headers: Readonly<Record<string, string>>,
  sent = '',
): Promise<{ readonly outgoing: ClientRequest; readonly answer: Promise<Answer> }> {
  const { ca, cert, key } = await world.server.material('dr-moreau');
  const outgoing = request(`${world.base}${path}`, { method: 'POST', ca, cert, key, agent: false, headers: { 'content-type': soapType, ...headers } });
  const answer = new Promise<Answer>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => parts.push(chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts) }));
    });
  });
  // Whoever gives up before the answer hears of it here.
  answer.catch((error: unknown) => error);
  outgoing.write(sent);
  outgoing.flushHeaders();
  return { outgoing, answer };
}

describe('what is too much', () => {
  test.each([
    ['a question of five megabytes', '/registry', 5 * 1024 * 1024],
    ['documents beyond the law of the day', '/repository', 133 * 1024 * 1024],
  ])('%s is refused before a byte of it is read', async (_name, path, length) => {
    const { outgoing, answer } = await begun(path, { 'content-length': String(length) });
    expect(seen(await answer)).toMatchObject({ status: 413, codes: ['env:Sender', 'carnet:CONTENU_TROP_GRAND'], rules: ['CONTENU_TROP_GRAND'] });
    outgoing.destroy();
  });
  test('without a length, it is refused where it passes the limit', async () => {
    const { outgoing, answer } = await begun('/registry', {}, ' '.repeat(5 * 1024 * 1024));
    expect(seen(await answer)).toMatchObject({ status: 413, rules: ['CONTENU_TROP_GRAND'] });
    outgoing.destroy();
  });
  test('all at once: the bodies of the whole door are bounded, and the room comes back', async () => {
    const length = String(130 * 1024 * 1024);
    const waiting = [];
    for (let n = 0; n < 3; n += 1) waiting.push(await begun('/repository', { 'content-length': length }, '<'));
    // Three fit; they are heard of when a small one among them still is.
    let refused = await begunAndHeard(length);
    await expect.poll(async () => (refused = await begunAndHeard(length)).status, { timeout: 20_000 }).toBe(503);
    expect(refused.headers['retry-after']).toBe('5');
    expect(seen(refused)).toMatchObject({ status: 503, codes: ['env:Receiver', 'carnet:SERVICE_INDISPONIBLE'], rules: ['DEPOTS_EN_COURS'] });
    expect(await post('dr-moreau', '/registry', soapType, envelope({ action: 'urn:rien' }))).toMatchObject({ status: 400, rules: ['WSA_ACTION_INCONNUE'] });
    for (const { outgoing } of waiting) outgoing.destroy();
    await expect.poll(() => fits(length), { timeout: 10_000 }).toBe(true);
  });
});

/** Whether a body of this length is waited for. */
async function fits(length: string): Promise<boolean> {
  const { outgoing, answer } = await begun('/repository', { 'content-length': length }, '<');
  const first = await Promise.race([answer.then(({ status }) => status !== 503), new Promise<boolean>((waited) => setTimeout(() => waited(true), 300))]);
  outgoing.destroy();
  return first;
}
async function begunAndHeard(length: string): Promise<Answer> {
  const { outgoing, answer } = await begun('/repository', { 'content-length': length }, '<');
  const heard = await Promise.race([answer, new Promise<Answer>((waited) => setTimeout(() => waited({ status: 0, headers: {}, body: Buffer.alloc(0) }), 500))]);
  outgoing.destroy();
  return heard;
}

describe('what is told to whoever comes', () => {
  const get = async (path: string): Promise<Answer> => {
    const { ca } = await world.server.material('none');
    return new Promise((resolve, reject) => {
      request(`${world.base}${path}`, { ca, agent: false }, (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => parts.push(chunk));
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts) }));
      })
        .on('error', reject)
        .end();
    });
  };
  test.each(['/registry?wsdl', '/repository?WSDL', '/patients?wsdl=', '/habilitations?wsdl'])('%s', async (path) => {
    const answer = await get(path);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } });
    const root = readTree(answer.body)!;
    expect(root.name).toBe('definitions');
    for (const { attributes } of all(root, 'import')) {
      const schema = await get(attributes['schemaLocation']!.slice(world.base.length));
      expect({ status: schema.status, root: readTree(schema.body)?.name }).toEqual({ status: 200, root: 'schema' });
    }
  });
  test.each(['/registry', '/registry?xsd=autre', '/registry?xsd=a&xsd=b'])('%s is asked with POST', async (path) => {
    const answer = await get(path);
    expect(answer.headers['allow']).toBe('POST');
    expect(seen(answer)).toMatchObject({ status: 405, refusal: 'NON_PRIS_EN_CHARGE' });
  });
});
