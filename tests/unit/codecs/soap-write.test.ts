// Answers and faults as they go out: read back by our own reader, by the simulator's, and looked at byte by byte where neither would notice.

import { type Fault, announcedAction, bytesOf, carnetElement, includeOf, readSoap, writeAnswer, writeFault } from '@carnet/codecs/soap';
import { elementsOf, element, text } from '@carnet/codecs/xml';
import { describe, expect, test } from 'vitest';

const addressed = { relatesTo: 'urn:uuid:question', messageId: 'urn:uuid:answer', boundary: 'carnet-0f0f' };
const bytesIn = (written: { readonly chunks: readonly Uint8Array[] }): Buffer => Buffer.concat(written.chunks);
const textOf = (written: { readonly chunks: readonly Uint8Array[] }): string => bytesIn(written).toString('utf8');

describe('an answer', () => {
  test('alone: its action in HTTP and in the envelope, and whom it answers', () => {
    const written = writeAnswer({ action: 'urn:a', body: element('b', {}, text('é < & "')) }, addressed);
    expect(written.contentType).toBe('application/soap+xml; charset=UTF-8; action="urn:a"');
    const read = readSoap(bytesIn(written), written.contentType);
    if (!read.ok) throw new Error(JSON.stringify(read.misread));
    using _document = read.document;
    expect({ actions: read.message.actions, messageId: read.message.messageId, to: read.message.to, body: read.message.body.content }).toEqual({
      actions: ['urn:a', 'urn:a'],
      messageId: 'urn:uuid:answer',
      to: 'http://www.w3.org/2005/08/addressing/anonymous',
      body: 'é < & "',
    });
    expect(textOf(written)).toContain('<wsa:RelatesTo>urn:uuid:question</wsa:RelatesTo>');
    // Programs that read no WS-Addressing would refuse a header they must understand.
    expect(textOf(written)).not.toContain('mustUnderstand');
  });
  test('to a question whose id could not be read', () =>
    expect(textOf(writeAnswer({ action: 'urn:a', body: element('b') }, { ...addressed, relatesTo: undefined }))).toContain(
      '<wsa:RelatesTo>http://www.w3.org/2005/08/addressing/unspecified</wsa:RelatesTo>',
    ));
  const documents = new Map([
    ['one@carnet', { bytes: Buffer.from([0, 13, 10, 45, 45, 255]), contentType: 'application/pdf' }],
    ['two 2/é@carnet', { bytes: Buffer.alloc(0), contentType: 'text/xml\r\nX-Injected: oui' }],
  ]);
  test('with documents: parts under their names, as they were', () => {
    const body = element('b', {}, ...[...documents.keys()].map((id) => element('Document', {}, includeOf(id))));
    const written = writeAnswer({ action: 'urn:a', body, parts: new Map([...documents].slice(0, 1)) }, addressed);
    const read = readSoap(bytesIn(written), written.contentType);
    if (!read.ok) throw new Error(JSON.stringify(read.misread));
    using _document = read.document;
    const [first] = elementsOf(read.message.body);
    expect(bytesOf(first!, read.message.parts)).toEqual({ ok: true, value: documents.get('one@carnet')!.bytes });
    expect(announcedAction(written.contentType)).toBe('urn:a');
    // Handed on, not copied.
    expect(written.chunks).toContain(documents.get('one@carnet')!.bytes);
  });
  test('nothing a document says of itself becomes a header', () => {
    const written = textOf(writeAnswer({ action: 'urn:a"\r\nX: y', body: element('b'), parts: documents }, addressed));
    expect(written).not.toContain('X-Injected');
    expect(writeAnswer({ action: 'urn:a"\r\nX: y', body: element('b') }, addressed).contentType).toBe(
      'application/soap+xml; charset=UTF-8; action="urn:aX: y"',
    );
  });
  test('in several parts although there is but one', () => {
    const written = writeAnswer({ action: 'urn:a', body: element('b') }, addressed, true);
    expect(written.contentType).toMatch(
      /^multipart\/related; boundary="carnet-0f0f"; type="application\/xop\+xml"; start="<[^"]+>"; start-info="application\/soap\+xml"/,
    );
    expect(readSoap(bytesIn(written), written.contentType)).toMatchObject({ ok: true });
  });
});

describe('a fault', () => {
  const fault: Fault = {
    code: 'Sender',
    subcodes: ['wsa:InvalidAddressingHeader', 'wsa:ActionMismatch'],
    findings: [],
    reason: { fr: 'Non', en: 'No' },
    detail: carnetElement('refusal', { code: 'X' }),
    problem: { action: 'urn:b' },
  };
  test('of addressing', () => {
    const written = writeFault(fault, addressed);
    expect(written.contentType).toContain('action="http://www.w3.org/2005/08/addressing/fault"');
    const said = textOf(written);
    expect(said).toContain(
      '<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value xmlns:wsa="http://www.w3.org/2005/08/addressing">wsa:InvalidAddressingHeader</env:Value><env:Subcode><env:Value xmlns:wsa="http://www.w3.org/2005/08/addressing">wsa:ActionMismatch</env:Value></env:Subcode></env:Subcode></env:Code><env:Reason><env:Text xml:lang="fr">Non</env:Text><env:Text xml:lang="en">No</env:Text></env:Reason><env:Detail><wsa:ProblemAction><wsa:Action>urn:b</wsa:Action></wsa:ProblemAction><carnet:refusal xmlns:carnet="urn:carnet:soap:1" code="X"/></env:Detail></env:Fault>',
    );
  });
  test('of a header that was not understood', () => {
    const said = textOf(writeFault({ ...fault, code: 'MustUnderstand', subcodes: [], notUnderstood: { namespace: 'urn:m"<', name: 'Reliable' } }, addressed));
    expect(said).toContain('<env:NotUnderstood xmlns:unknown="urn:m&quot;&lt;" qname="unknown:Reliable"/>');
  });
  test('of a version', () => {
    const said = textOf(writeFault({ ...fault, code: 'VersionMismatch', subcodes: [] }, addressed));
    expect(said).toContain('<env:Upgrade><env:SupportedEnvelope qname="env:Envelope"/></env:Upgrade>');
  });
  test('to software that reads parts only', () => {
    const written = writeFault(fault, addressed, true);
    expect(readSoap(bytesIn(written), written.contentType)).toMatchObject({
      ok: true,
      message: { actions: expect.arrayContaining(['http://www.w3.org/2005/08/addressing/fault']) },
    });
  });
});
