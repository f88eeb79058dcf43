// What fails before any transaction begins, on the wire through the real door (tests/golden/wire/faults): the message as it was sent, the lines
// it left in a journal, the fault it was answered (or, of HL7 v3, the answer that refuses). What differs from one run to the next (keys, dates, ids, ports) is masked.

import { type Markup, alreadyMarkup, text } from '@carnet/codecs/xml';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demographicsQuery } from '../../tools/simulator/gdp.ts';
import type { Sender } from '../../tools/simulator/sender.ts';
import { type Packed, envelopeOf, pack, sendPacked } from '../../tools/simulator/soap.ts';
import { signedVihf, vihfFields, writeVihf } from '../../tools/simulator/vihf.ts';
import { retrieve } from '../../tools/simulator/xds.ts';
import { type SoapWorld, refusalIn, startSoapWorld } from '../support/soap-world.ts';

const golden = join(import.meta.dirname, '../golden/wire/faults');
const action = 'urn:hl7-org:v3:PRPA_IN201307UV02';
let world: SoapWorld;
let doctor: Sender;
let patient: { readonly ins: string; readonly oid: string };
let other: typeof patient;
beforeAll(async () => {
  world = await startSoapWorld();
  doctor = await world.sender({ card: 'dr-moreau' });
  const named = (key: string): typeof patient => world.server.personas.patients.find((one) => one.key === key)!;
  [patient, other] = [named('dominique'), named('ruth')];
}, 180_000);
afterAll(async () => world.close());

const question = (): Markup => demographicsQuery('TEST_EXST', patient);
const packed = (assertion: Markup | undefined, body = question()): Packed => pack(envelopeOf({ action, assertion, body }, `${world.base}/patients`), action);
const assertion = (...more: [choices?: Parameters<typeof signedVihf>[1], changed?: Parameters<typeof signedVihf>[2]]): Markup =>
  signedVihf(doctor, { patient, ...more[0] }, more[1]);

/** An assertion of somebody else's, with the signed one inside: its signature is good, and is not of what would be read. */
function wrapped(): Markup {
  const forged = writeVihf({ ...vihfFields(doctor, { patient: other }), id: '_forged' });
  return alreadyMarkup(forged.replace('</saml2:Assertion>', `${assertion()}</saml2:Assertion>`));
}
/** Signed by the card's certificate of authentication, which is not made for it. */
function swapped(): Markup {
  const { tls } = doctor;
  const certificate = new X509Certificate(tls.cert);
  return signedVihf(doctor, { patient }, {}, { certificate, key: createPrivateKey(tls.key) });
}
/** A read of one document with a part beside it. */
function withPart(): Packed {
  const body = retrieve('1.2.250.1.999.43', ['2.25.1']);
  const attachments = new Map([['piece-1@simulateur', { bytes: Buffer.from('%PDF-1.4'), contentType: 'application/pdf' }]]);
  return pack(envelopeOf({ action, assertion: assertion(), body }, `${world.base}/patients`), action, attachments);
}
const changed = ({ contentType, bytes }: Packed, change: (body: string) => string): Packed => ({
  contentType,
  bytes: Buffer.from(change(bytes.toString('latin1')), 'latin1'),
});

const cases: readonly (readonly [file: string, title: string, message: () => Packed, refusal: string])[] = [
  ['no-assertion', 'No VIHF at all.', () => packed(undefined), 'CHAMP_ABSENT'],
  ['unsigned', 'A VIHF that nobody signed.', () => packed(writeVihf(vihfFields(doctor, { patient }))), 'XMLDSIG_ABSENTE'],
  ['wrapped', 'A signed VIHF inside another, which it does not sign.', () => packed(wrapped()), 'WSS_REPETE'],
  ['swapped-certificates', 'Signed by the certificate made to open connections.', () => packed(swapped()), 'SIGNATURE_USAGE'],
  ['expired', 'A VIHF of ten minutes ago.', () => packed(assertion({ now: new Date(Date.now() - 600_000) })), 'VIHF_PASSE'],
  ['other-patient', 'A VIHF about somebody else than the message.', () => packed(assertion({ patient: other })), 'PRPA_IN201308UV02'],
  [
    'altered',
    'A VIHF changed after it was signed.',
    () => packed(alreadyMarkup(assertion().replace(/(<saml2:NameID>)[^<]*/, `$1${text(world.server.personas.professionals[1]!.idNat)}`))),
    'XMLDSIG_EMPREINTE',
  ],
  ['truncated-mime', 'A multipart cut before its end.', () => changed(withPart(), (body) => body.slice(0, body.lastIndexOf('\r\n--'))), 'MIME_TRONQUE'],
  [
    'wrong-start',
    'A multipart whose first part is not the one it names.',
    () => changed(withPart(), (body) => body.replace('<root@simulateur>', '<autre@simulateur>')),
    'MIME_RACINE',
  ],
];

const masked = (said: string): readonly string[] =>
  said
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID')
    .replaceAll(/localhost:\d+/g, 'localhost')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
    .replaceAll(/(<(?:\w+:)?(?:DigestValue|SignatureValue|X509Certificate)[^>]*>)[^<]+/g, '$1BASE64')
    .replaceAll(/(<creationTime value=")[^"]+/g, '$1INSTANT')
    .replaceAll('\r', '')
    .replaceAll(/(?=<(?:saml2:(?:Assertion|Subject|Conditions|AuthnStatement|Attribute)|ds:Signature|soap:Body|wsa:|controlActProcess|env:|carnet:)\b)/g, '\n')
    .split('\n');

test.each(cases)('%s', async (file, title, message, expected) => {
  const sent = message();
  const before = await traces();
  const reply = await sendPacked(`${world.base}/patients`, doctor.tls, sent);
  const told = refusalIn(reply.body);
  expect(told?.rules ?? [reply.body?.name], JSON.stringify({ status: reply.status, ...told })).toContain(expected);
  const kept = {
    title,
    request: masked(`${sent.contentType}\n\n${sent.bytes.toString('utf8')}`),
    decisions: (await traces()).slice(before.length),
    answer: masked(`HTTP ${reply.status}\n${reply.raw.toString('utf8')}`),
  };
  const path = join(golden, `${file}.json`);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(kept, undefined, 2)}\n`);
  }
  expect(existsSync(path), `${path} is not there: run once with UPDATE_GOLDEN=1`).toBe(true);
  expect(kept).toEqual(JSON.parse(readFileSync(path, 'utf8')));
});

async function traces(): Promise<readonly string[]> {
  const rows = await world.server.query<{ line: string }>("SELECT action || ' ' || outcome AS line FROM trace WHERE door = 'soap' ORDER BY at, id");
  return rows.map(({ line }) => line);
}
