// SOAP messages put together by hand for tests: an envelope around a body, and multipart/related around an envelope. Whatever may be given can be
// left out or doubled, so that each fault is one message away from a good one.

export const namespacesDeclared =
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xop="http://www.w3.org/2004/08/xop/include"';

export interface Composed {
  readonly action?: string;
  readonly messageId?: string;
  /** Instead of the usual ones. */
  readonly headers?: string;
  /** Beside the usual ones. */
  readonly more?: string;
  readonly body?: string;
}

export const someAction = 'urn:ihe:iti:2007:RegistryStoredQuery';
export const someMessageId = 'urn:uuid:5f0ce6a2-70a1-4f35-a6b1-6d3b2f0f7d01';
export const anonymous = '<a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>';

export const addressed = ({ action = someAction, messageId = someMessageId }: Pick<Composed, 'action' | 'messageId'> = {}): string =>
  `<a:Action s:mustUnderstand="1">${action}</a:Action><a:MessageID>${messageId}</a:MessageID>${anonymous}<a:To s:mustUnderstand="true">https://ailleurs.exemple/services/registry</a:To>`;

export const envelope = ({ headers, more = '', body = '<q:Question xmlns:q="urn:q"/>', ...named }: Composed = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope ${namespacesDeclared}><s:Header>${headers ?? addressed(named)}${more}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;

export const soapType = 'application/soap+xml; charset=utf-8';
export const boundary = 'uuid:b5f1a0c4-test+id=1';
export const multipartType = `multipart/related; type="application/xop+xml"; start="<root@test>"; start-info="application/soap+xml"; boundary="${boundary}"`;

export interface ComposedPart {
  readonly headers: readonly string[];
  readonly body: string | Buffer;
}
export const rootPart = (body: string): ComposedPart => ({
  headers: ['Content-ID: <root@test>', 'Content-Transfer-Encoding: binary', 'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"'],
  body,
});
export const part = (id: string, body: string | Buffer, encoding = 'binary'): ComposedPart => ({
  headers: [`Content-ID: <${id}>`, `Content-Transfer-Encoding: ${encoding}`, 'Content-Type: application/octet-stream'],
  body,
});

export const multipart = (...parts: readonly ComposedPart[]): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ headers, body }) => [
      Buffer.from(`--${boundary}\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
