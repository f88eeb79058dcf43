// The wrapper of every HL7 v3 interaction (MCCI_MT000100UV01, MCCI_MT000300UV01): its identifier, who sends it and to whom, and, in an answer,
// what became of the message it answers. NE2009 (the DMP's own transactions) writes the acknowledgement's code as an attribute, NE2008 (PDQ)
// as an element: both are read, each is written as its edition has it.

import { type Instant, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type Content, type Markup, element, text } from '../xml/write.ts';
import { type XmlElement, attribute } from '../xml/tree.ts';
import { dmpDevice, hl7, hl7v3Namespace, interactionOid } from './codes.ts';
import { type Findings, type InstanceId, absent, codeOf, readId, readText, writeId, writeUtc } from './values.ts';

export interface Device {
  readonly id: InstanceId;
  readonly softwareName?: string;
}
export interface Transmission {
  readonly id: InstanceId;
  readonly sender: Device;
  readonly receiver: Device;
}

/** AA: done. AE: what was sent is at fault. AR: refused whatever was sent. */
type Acknowledged = 'AA' | 'AE' | 'AR';
export interface AcknowledgementDetail {
  readonly code: string;
  readonly text: string;
}
export interface Acknowledgement {
  readonly kind: Acknowledged;
  readonly details: readonly AcknowledgementDetail[];
}
export const accepted: Acknowledgement = { kind: 'AA', details: [] };

/** `PRPA_IN201307UV02`, whatever prefix it came with. */
export const isInteraction = (body: XmlElement, name: string): boolean => hl7.is(body, name);
export const wrongInteraction = (body: XmlElement, expected: string): Parsed<never> =>
  faulty({ field: 'Body', rule: 'REQUETE_INATTENDUE', given: body.name.slice(0, 64), expected });

function readDevice(body: XmlElement, name: 'sender' | 'receiver', findings: Findings): Device | undefined {
  const device = hl7.first(body, name, 'device');
  const id = readId(hl7.first(device, 'id'), `${name}/device/id`, findings);
  const softwareName = readText(hl7.first(device, 'softwareName'), `${name}/device/softwareName`, findings);
  return id && { id, ...(softwareName === undefined ? {} : { softwareName }) };
}

const dmp: Device = { id: { root: dmpDevice.root }, softwareName: dmpDevice.softwareName };

/** The identifier and the sender are what an answer is built on; a message that does not say to whom it goes goes to the DMP. */
export function readTransmission(body: XmlElement, findings: Findings): Transmission | undefined {
  const id = readId(hl7.first(body, 'id'), 'id', findings);
  const sender = readDevice(body, 'sender', findings);
  if (id === undefined) findings.found.push(absent('id'));
  if (sender === undefined) findings.found.push(absent('sender/device/id'));
  return id === undefined || sender === undefined ? undefined : { id, sender, receiver: readDevice(body, 'receiver', findings) ?? dmp };
}

export function readAcknowledgement(body: XmlElement): Acknowledgement | undefined {
  const read = hl7.first(body, 'acknowledgement');
  const kind = attribute(read, 'typeCode') ?? codeOf(hl7.first(read, 'typeCode'));
  if (kind !== 'AA' && kind !== 'AE' && kind !== 'AR') return undefined;
  const details = hl7.children(read, 'acknowledgementDetail').map((detail) => ({
    code: codeOf(hl7.first(detail, 'code')) ?? '',
    text: hl7.first(detail, 'text')?.content.trim() ?? '',
  }));
  return { kind, details };
}

export interface Sent {
  /** `PRPA_IN201308UV02`. */
  readonly interaction: string;
  readonly id: InstanceId;
  readonly at: Instant;
  readonly sender: Device;
  readonly receiver: Device;
}

const writeDevice = (name: 'sender' | 'receiver', { id, softwareName }: Device): Markup =>
  element(
    name,
    { typeCode: name === 'sender' ? 'SND' : 'RCV' },
    element(
      'device',
      { classCode: 'DEV', determinerCode: 'INSTANCE' },
      writeId('id', id),
      softwareName === undefined ? [] : element('softwareName', {}, text(softwareName)),
    ),
  );

/** `before` stands where the standard puts attention lines and acknowledgements: between the devices and the control act. */
export const writeInteraction = ({ interaction, id, at, sender, receiver }: Sent, acceptAck: 'AL' | 'NE', before: Content, controlAct: Content): Markup =>
  element(
    interaction,
    { xmlns: hl7v3Namespace, ITSVersion: 'XML_1.0' },
    writeId('id', id),
    element('creationTime', { value: writeUtc(at) }),
    element('interactionId', { root: interactionOid, extension: interaction }),
    element('processingCode', { code: 'P' }),
    element('processingModeCode', { code: 'T' }),
    element('acceptAckCode', { code: acceptAck }),
    writeDevice('receiver', receiver),
    writeDevice('sender', sender),
    before,
    controlAct,
  );

/** `edition`: how the code is written. */
export function writeAcknowledgement({ kind, details }: Acknowledgement, target: InstanceId, edition: 'NE2008' | 'NE2009'): Markup {
  const written = [
    element('targetMessage', {}, writeId('id', target)),
    details.map((detail) =>
      element('acknowledgementDetail', { typeCode: 'E' }, element('code', { code: detail.code }), element('text', {}, text(detail.text))),
    ),
  ];
  return edition === 'NE2009'
    ? element('acknowledgement', { typeCode: kind }, ...written)
    : element('acknowledgement', {}, element('typeCode', { code: kind }), ...written);
}

/** To whoever sent it, under a new identifier. */
export const answering = ({ sender, receiver }: Transmission, interaction: string, id: string, at: Instant): Sent => ({
  interaction,
  id: { root: id },
  at,
  sender: receiver,
  receiver: sender,
});

export const gathered = <T>(value: T | undefined, { found }: Findings): Parsed<T> =>
  found.length > 0 || value === undefined ? { ok: false, findings: found } : parsed(value);
