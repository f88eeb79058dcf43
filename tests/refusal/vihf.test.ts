// Who a message comes from, at the SOAP door: every way in establishes its caller, and every disagreement between the card, the assertion, the
// certificate that signed it and the directory is refused by its code and its rule. Real TLS, a real database, the sandbox's cards, assertions
// signed by the simulator; what the door does with a caller is tested beside each transaction.

import { readSoap } from '@carnet/codecs/soap';
import { type Markup, alreadyMarkup, element } from '@carnet/codecs/xml';
import { certificatesOf } from '@carnet/server/config';
import { keepRevocations } from '@carnet/server/interfaces/pipeline/revocations';
import { checkLotSignature } from '@carnet/server/interfaces/soap/lot-signature';
import type { LotContent } from '@carnet/codecs/xades';
import type { UniqueId } from '@carnet/domain/document';
import { type VihfDeps, callerByVihf } from '@carnet/server/interfaces/soap/caller-by-vihf';
import { securityFaults } from '@carnet/server/interfaces/soap/security-faults';
import { instantOf } from '@carnet/domain/kernel';
import { issueCard, issueStructure, loadAuthority, makeAuthority, newSigningKeys } from '@carnet/server/sandbox/certificates';
import { X509Certificate, createPrivateKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { postgresSignInSweep } from '@carnet/server/storage/postgres/sign-in-sweep';
import { type Server, createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sender, type SenderKeys, type SigningMaterial, senderOf } from '../../tools/simulator/sender.ts';
import { signEnveloped, signLot } from '../../tools/simulator/sign.ts';
import { envelopeOf, pack, sendSoap } from '../../tools/simulator/soap.ts';
import { type VihfChoices, type VihfFields, distinguishedName, signedVihf, vihfFields, writeVihf } from '../../tools/simulator/vihf.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { portsOn } from '../support/ports.ts';
import { signerOf } from '../support/sign-xml.ts';

let sandbox: FhirServer;
let door: Server;
let url: string;
let deps: VihfDeps;
const other: Record<'doctor' | 'stranger' | 'expired' | 'authority' | 'hospital', SigningMaterial> = {} as never;

interface Heard {
  readonly ok: boolean;
  readonly value?: { readonly caller: Record<string, any>; readonly patient?: { readonly matricule: string } };
  readonly refusal?: { readonly code: string; readonly findings: readonly { readonly field: string; readonly rule: string; readonly expected?: string }[] };
}
beforeAll(async () => {
  sandbox = await startFhirServer();
  const folder = sandbox.sandbox;
  const authorities = certificatesOf(join(folder, 'ca.pem'));
  const revocations = keepRevocations({ sources: [join(folder, 'crl.pem')], authorities, graceHours: 1, onFault: (error) => console.error(error) });
  await revocations.refresh();
  const { storage } = sandbox.database;
  deps = {
    ports: portsOn(storage, () => instantOf(Date.now())),
    insOids: ['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'],
    revocations,
    authorities,
  };
  door = createServer(
    {
      ca: readFileSync(join(folder, 'ca.pem')),
      cert: readFileSync(join(folder, 'server/cert.pem')),
      key: readFileSync(join(folder, 'server/key.pem')),
      requestCert: true,
      rejectUnauthorized: false,
    },
    async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const read = readSoap(Buffer.concat(chunks), incoming.headers['content-type'] ?? '');
      if (!read.ok) return void outgoing.end(JSON.stringify({ ok: false, refusal: { code: 'MISREAD', findings: read.misread.findings } }));
      using _document = read.document;
      const called = await callerByVihf(deps, { socket: incoming.socket, headers: incoming.headers, requestId: 'request-1', message: read.message });
      outgoing.end(JSON.stringify(called));
    },
  );
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening));
  url = `https://localhost:${(door.address() as AddressInfo).port}/`;
  await makeOthers();
}, 180_000);
afterAll(async () => {
  door.closeAllConnections();
  await new Promise((closed) => door.close(closed));
  await sandbox.close();
});

/** Signers that the sandbox does not have. */
async function makeOthers(): Promise<void> {
  const lasting = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 3_600_000) };
  const over = { from: new Date(Date.now() - 7_200_000), until: new Date(Date.now() - 3_600_000) };
  const read = (file: string): string => readFileSync(join(sandbox.sandbox, file), 'utf8');
  const ours = await loadAuthority(read('ca.pem'), read('ca-key.pem'));
  const foreign = await makeAuthority('Une autre autorite', lasting);
  const moreau = sandbox.personas.professionals.find(({ key }) => key === 'dr-moreau')!;
  const subject = { id: moreau.idNat, familyName: 'MOREAU', givenName: 'Hélène', professionLabel: 'Médecin', structure: '1999999990' };
  const sign = await newSigningKeys();
  const hospital = sandbox.personas.structures.find(({ key }) => key === 'hopital-saint-fictif')!;
  const certified = async (material: Parameters<typeof signerOf>[0]): Promise<SigningMaterial> => {
    const { key, certificate } = signerOf(material);
    return { key, certificate: new X509Certificate(certificate) };
  };
  other.doctor = await certified(await issueCard(ours, subject, { sign }, lasting));
  other.expired = await certified(await issueCard(ours, subject, { sign }, over));
  other.authority = await certified(await issueCard(foreign, subject, { sign }, lasting));
  other.stranger = await certified(await issueCard(ours, { ...subject, id: '899700000009' }, { sign }, lasting));
  other.hospital = await certified(await issueStructure(ours, { id: hospital.idNat, name: 'Hôpital' }, { sign }, lasting));
}

const sender = async (keys: SenderKeys): Promise<Sender> => (await senderOf(sandbox.sandbox, sandbox.personas, keys))!;
const moreau: SenderKeys = { card: 'dr-moreau' };
const hospital: SenderKeys = { card: 'hopital-saint-fictif' };
const lefevre: SenderKeys = { card: 'hopital-saint-fictif', person: 'dr-lefevre' };
const ins = { ins: '279035121518989', oid: '1.2.250.1.213.1.4.10' };
const idOf = (key: string): string =>
  [...sandbox.personas.professionals, ...sandbox.personas.personnels, ...sandbox.personas.structures].find((one) => one.key === key)!.idNat;

async function post(from: Sender, assertion: Markup | undefined, messageId?: string): Promise<Heard> {
  const message = { action: 'urn:test', assertion, body: element('essai'), ...(messageId === undefined ? {} : { messageId }) };
  const { contentType, bytes } = pack(envelopeOf(message, url), 'urn:test');
  return new Promise((heard, failed) => {
    const sent = request(url, { method: 'POST', ...from.tls, headers: { 'content-type': contentType } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => heard(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    });
    sent.on('error', failed).end(bytes);
  });
}
interface Case {
  readonly choices?: VihfChoices;
  readonly changed?: Partial<VihfFields>;
  readonly signing?: SigningMaterial;
}
async function ask(keys: SenderKeys, { choices = {}, changed = {}, signing }: Case = {}): Promise<Heard> {
  const from = await sender(keys);
  return post(from, signedVihf(from, { patient: ins, ...choices }, changed, ...(signing === undefined ? [] : [signing])));
}
const told = ({ refusal, ok }: Heard): string => (ok ? 'taken' : `${refusal!.code} ${refusal!.findings.map(({ rule }) => rule).join(' ')}`);

describe('who is let in', () => {
  test('a professional by their card', async () => {
    const { value } = await ask(moreau);
    expect(value).toMatchObject({
      caller: {
        actor: { kind: 'professionnel', id: idOf('dr-moreau'), authentication: 'DIRECTE', structure: { id: idOf('cabinet-moreau'), active: true } },
        mode: 'normal',
        context: {
          door: 'soap',
          requestId: 'request-1',
          actorName: 'Hélène MOREAU',
          structureName: 'Cabinet du Dr Moreau',
          software: 'Carnet simulateur 1.0 (CARNET-SIMULATEUR-1)',
        },
      },
      patient: { matricule: ins.ins },
    });
    expect(value!.caller['secret']).toBeUndefined();
  });
  test.each<[string, SenderKeys, Case, object]>([
    ['a secretariat by its card', { card: 'sec-marchal' }, {}, { actor: { kind: 'secretariat', authentication: 'DIRECTE' } }],
    ['a structure by its certificate', hospital, {}, { actor: { kind: 'structure' }, context: { actorName: 'Hôpital Saint-Fictif' } }],
    ['the health insurance', { card: 'assurance-maladie' }, {}, { actor: { kind: 'assurance-maladie' } }],
    ['a professional by their structure', lefevre, {}, { actor: { kind: 'professionnel', authentication: 'INDIRECTE_RENFORCEE' } }],
    ['with a smart card at their structure', lefevre, { changed: { authnDeclaration: 'SmartcardPKI' } }, { actor: { authentication: 'INDIRECTE_RENFORCEE' } }],
    ['through Pro Santé Connect', lefevre, { changed: { authnDeclaration: 'APP_BROWSER_AUTH' } }, { actor: { authentication: 'INDIRECTE_RENFORCEE' } }],
    ['a VIHF 4.0', moreau, { choices: { version: '4.0' } }, { mode: 'normal' }],
    ['a program that says no mode', moreau, { changed: { mode: undefined } }, { actor: { authentication: 'DIRECTE' } }],
    ['a structure that says no mode', hospital, { changed: { mode: undefined } }, { actor: { kind: 'structure' } }],
    ['a user of the structure’s own', hospital, { changed: { nameId: 'interne-42' } }, { actor: { kind: 'structure' } }],
    [
      'an emergency, with its reason',
      moreau,
      { choices: { purpose: 'bris_de_glace', reason: 'Personne inconsciente' } },
      { mode: 'bris_de_glace', context: { reason: 'Personne inconsciente' } },
    ],
    ['a regulation', { card: 'dr-astier' }, { choices: { purpose: 'centre_15' } }, { mode: 'centre_15', actor: { structure: { regulates: true } } }],
    ['a connexion secrète', moreau, { choices: { secret: true } }, { secret: true }],
    ['without dates', moreau, { changed: { notBefore: undefined, notOnOrAfter: undefined } }, { mode: 'normal' }],
    ['a clock four minutes slow', moreau, { choices: { now: new Date(Date.now() - 240_000) } }, { mode: 'normal' }],
    ['the name of the certificate from its end, as .NET writes it', { card: 'samu-99' }, {}, { actor: { kind: 'structure', regulates: true } }],
  ])('%s', async (_what, keys, one, caller) => {
    const heard = await ask(keys, one);
    expect(heard).toMatchObject({ ok: true, value: { caller } });
  });
  test('another certificate of the same person', async () =>
    expect(told(await ask(moreau, { signing: other.doctor, changed: { issuer: distinguishedName(other.doctor.certificate) } }))).toBe('taken'));
  test('about no patient', async () => {
    const heard = await ask(moreau, { changed: { resourceId: undefined } });
    expect([heard.ok, heard.value?.patient]).toEqual([true, undefined]);
  });
});

describe('a certificate of a legal entity', () => {
  test('speaks for its sites, and signs their submission sets', async () => {
    const site = sandbox.personas.structures.find(({ key }) => key === 'urgences-nanterre')!;
    const named = { structure: site.idNat, sector: `${site.sector}^1.2.250.1.71.4.2.4` };
    expect(told(await ask(hospital, { changed: named }))).toBe('IDENTITE_NON_ETABLIE VIHF_STRUCTURE_DIFFERENTE');
    await sandbox.query('UPDATE structure SET legal_entity = $1 WHERE id = $2', [idOf('hopital-saint-fictif'), site.idNat]);
    const heard = await ask(hospital, { changed: named });
    expect(heard).toMatchObject({ ok: true, value: { caller: { actor: { kind: 'structure', id: site.idNat } } } });
    const caller = heard.value!.caller as Parameters<typeof checkLotSignature>[0]['caller'];
    const lot = { uniqueId: '1.2.250.1.999.8', signatureId: '1.2.250.1.999.9', documents: [] };
    const signedLot = async (keys: SenderKeys): Promise<Buffer> => Buffer.from(signLot(lot, (await sender(keys)).signing));
    const content = { uniqueId: lot.uniqueId as UniqueId, documents: [] };
    expect(await checkLotSignature({ ...deps, caller }, await signedLot(hospital), content)).toMatchObject({ ok: true });
    expect(await checkLotSignature({ ...deps, caller }, await signedLot({ card: 'samu-99' }), content)).toMatchObject({ ok: false });
    await sandbox.query('UPDATE structure SET legal_entity = NULL');
  });
});

describe('who is not', () => {
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const doctor = '1.2.250.1.71.1.2.7';

  test.each<[string, SenderKeys, () => Case, string]>([
    ['another authority signed the certificate', moreau, () => ({ signing: other.authority }), 'CERTIFICAT_REFUSE SIGNATURE_AUTORITE'],
    ['the signature certificate is out of date', moreau, () => ({ signing: other.expired }), 'CERTIFICAT_EXPIRE SIGNATURE_DATES'],
    ['the holders differ', moreau, () => ({ signing: other.stranger }), 'CERTIFICAT_REFUSE VIHF_EMETTEUR VIHF_TITULAIRES_DIFFERENTS'],
    ['a structure signs for a card', moreau, () => ({ signing: other.hospital }), 'CERTIFICAT_REFUSE VIHF_EMETTEUR VIHF_TITULAIRES_DIFFERENTS'],
    ['the issuer is another name', moreau, () => ({ changed: { issuer: 'CN=899700000009,O=X,C=FR' } }), 'IDENTITE_NON_ETABLIE VIHF_EMETTEUR'],
    ['the user is somebody else', moreau, () => ({ changed: { nameId: idOf('dr-royer') } }), 'IDENTITE_NON_ETABLIE VIHF_UTILISATEUR_DIFFERENT'],
    [
      'a card says indirect',
      moreau,
      () => ({ changed: { mode: 'INDIRECTE_RENFORCEE', authnDeclaration: 'SmartcardPKI', structure: idOf('cabinet-moreau') } }),
      'IDENTITE_NON_ETABLIE VIHF_MODE',
    ],
    [
      'a structure says direct',
      hospital,
      () => ({ changed: { mode: 'DIRECTE', authnClass: 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI' } }),
      'IDENTITE_NON_ETABLIE VIHF_MODE VIHF_UTILISATEUR_DIFFERENT',
    ],
    [
      'another structure than the certificate’s',
      hospital,
      () => ({ changed: { structure: idOf('samu-99') } }),
      'IDENTITE_NON_ETABLIE VIHF_STRUCTURE_DIFFERENTE',
    ],
    [
      'a card, signed in with a password',
      moreau,
      () => ({ changed: { authnClass: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password' } }),
      'IDENTITE_NON_ETABLIE VIHF_AUTHENTIFICATION',
    ],
    ['an unknown way of signing in', hospital, () => ({ changed: { authnClass: 'badge' } }), 'IDENTITE_NON_ETABLIE VIHF_AUTHENTIFICATION'],
    ['one factor in a strengthened access', lefevre, () => ({ changed: { authnDeclaration: 'Password' } }), 'IDENTITE_NON_ETABLIE VIHF_DEUX_FACTEURS'],
    ['none declared in a strengthened access', lefevre, () => ({ changed: { authnDeclaration: undefined } }), 'IDENTITE_NON_ETABLIE VIHF_DEUX_FACTEURS'],
    ['a person the directory does not know', lefevre, () => ({ changed: { nameId: '899700000009' } }), 'IDENTITE_NON_ETABLIE VIHF_UTILISATEUR_INCONNU'],
    ['no national identifier', lefevre, () => ({ changed: { nameId: 'interne-42' } }), 'IDENTITE_NON_ETABLIE VIHF_UTILISATEUR_INCONNU'],
    ['a secretary in a strengthened access', lefevre, () => ({ changed: { nameId: idOf('sec-marchal') } }), 'IDENTITE_NON_ETABLIE VIHF_PERSONNEL'],
    [
      'a person of another structure',
      lefevre,
      () => ({
        changed: {
          nameId: idOf('dr-moreau'),
          roles: [
            { code: '10', system: doctor },
            { code: 'SM26', system: '1.2.250.1.71.4.2.5' },
          ],
        },
      }),
      'IDENTITE_NON_ETABLIE VIHF_NON_LIES',
    ],
    [
      'a structure the card’s holder does not work in',
      moreau,
      () => ({ changed: { structure: idOf('hopital-saint-fictif'), sector: 'SA01^1.2.250.1.71.4.2.4' } }),
      'IDENTITE_NON_ETABLIE VIHF_NON_LIES',
    ],
    ['a structure nobody knows', moreau, () => ({ changed: { structure: '1999999990' } }), 'IDENTITE_NON_ETABLIE VIHF_STRUCTURE_INCONNUE VIHF_NON_LIES'],
    ['another sector', moreau, () => ({ changed: { sector: 'SA01^1.2.250.1.71.4.2.4' } }), 'IDENTITE_NON_ETABLIE VIHF_SECTEUR'],
    ['a physician without specialty', moreau, () => ({ changed: { roles: [{ code: '10', system: doctor }] } }), 'IDENTITE_NON_ETABLIE VIHF_SPECIALITE_ABSENTE'],
    [
      'a structure’s physician without specialty',
      hospital,
      () => ({ changed: { roles: [{ code: '10', system: doctor }] } }),
      'IDENTITE_NON_ETABLIE VIHF_SPECIALITE_ABSENTE',
    ],
    [
      'a pharmacist without section',
      { card: 'ph-didot' },
      () => ({ changed: { roles: [{ code: '21', system: doctor }] } }),
      'IDENTITE_NON_ETABLIE VIHF_SPECIALITE_ABSENTE',
    ],
    [
      'another specialty',
      moreau,
      () => ({
        changed: {
          roles: [
            { code: '10', system: doctor },
            { code: 'SM04', system: '1.2.250.1.71.4.2.5' },
          ],
        },
      }),
      'IDENTITE_NON_ETABLIE VIHF_SPECIALITE',
    ],
    [
      'a nurse who says physician',
      { card: 'ide-garnier' },
      () => ({
        changed: {
          roles: [
            { code: '10', system: doctor },
            { code: 'SM26', system: '1.2.250.1.71.4.2.5' },
          ],
        },
      }),
      'IDENTITE_NON_ETABLIE VIHF_PROFESSION',
    ],
    [
      'a secretary who says nurse',
      { card: 'sec-marchal' },
      () => ({ changed: { roles: [{ code: '60', system: doctor }] } }),
      'IDENTITE_NON_ETABLIE VIHF_PROFESSION',
    ],
    ['an assertion that is over', moreau, () => ({ choices: { now: new Date(Date.now() - 330_000) } }), 'VIHF_PERIME VIHF_PASSE'],
    ['an assertion to come', moreau, () => ({ choices: { now: new Date(Date.now() + 330_000) } }), 'VIHF_PERIME VIHF_FUTUR'],
    ['a window that opens later', moreau, () => ({ changed: { notBefore: ago(-6) } }), 'VIHF_PERIME VIHF_FUTUR'],
    [
      'no end, signed in yesterday',
      moreau,
      () => ({ changed: { authnInstant: ago(13 * 60), issueInstant: ago(1), notBefore: undefined, notOnOrAfter: undefined } }),
      'VIHF_PERIME VIHF_PASSE',
    ],
    [
      'an end a year away, made yesterday',
      moreau,
      () => ({ changed: { authnInstant: ago(13 * 60), issueInstant: ago(13 * 60), notBefore: undefined, notOnOrAfter: ago(-525_600) } }),
      'VIHF_PERIME VIHF_PASSE',
    ],
    ['an emergency without reason', moreau, () => ({ choices: { purpose: 'bris_de_glace' } }), 'VIHF_INVALIDE CHAMP_ABSENT'],
    ['an emergency for a word', moreau, () => ({ choices: { purpose: 'bris_de_glace', reason: 'urgent' } }), 'VIHF_INVALIDE TROP_COURT'],
    ['a real INS in a sandbox', moreau, () => ({ choices: { patient: { ...ins, oid: '1.2.250.1.213.1.4.8' } } }), 'INS_INVALIDE INS_OID'],
    ['an INS with a wrong key', moreau, () => ({ choices: { patient: { ...ins, ins: '279035121518990' } } }), 'VIHF_INVALIDE INS_CLE'],
    ['another version', moreau, () => ({ changed: { version: '2.0' } }), 'VIHF_INVALIDE VALEUR_HORS_LISTE'],
    ['another resource', moreau, () => ({ changed: { resourceUrn: 'urn:dp' } }), 'VIHF_INVALIDE VALEUR_HORS_LISTE'],
    [
      'several faults at once',
      moreau,
      () => ({ changed: { sector: undefined, roles: [], purpose: undefined } }),
      'VIHF_INVALIDE CHAMP_ABSENT CHAMP_ABSENT CHAMP_ABSENT',
    ],
  ])('%s', async (_what, keys, one, wanted) => {
    const heard = await ask(keys, one());
    expect(told(heard)).toBe(wanted);
    expect(Object.keys(securityFaults).concat('INS_INVALIDE')).toContain(heard.refusal?.code);
  });

  test('who signs with the certificate made to authenticate, or shows the one made to sign', async () => {
    const from = await sender(moreau);
    const own = join(sandbox.sandbox, 'cards/dr-moreau');
    const authentication = { certificate: new X509Certificate(from.tls.cert), key: createPrivateKey(from.tls.key) };
    expect(told(await post(from, signedVihf(from, { patient: ins }, { issuer: vihfFields(from).issuer }, authentication)))).toBe(
      'CERTIFICAT_REFUSE SIGNATURE_USAGE',
    );
    const swapped = { ...from, tls: { ...from.tls, cert: readFileSync(join(own, 'sign-cert.pem')), key: readFileSync(join(own, 'sign-key.pem')) } };
    expect(
      (
        await post(swapped, signedVihf(from, { patient: ins })).catch((error: NodeJS.ErrnoException) => ({
          ok: false,
          refusal: { code: error.code ?? '', findings: [] },
        }))
      ).refusal?.code,
    ).toMatch(/CERTIFICAT_REFUSE|ERR_SSL|ECONNRESET/);
  });
  test('whose signature certificate was taken back', async () => {
    const from = await sender({ card: 'dr-royer' });
    const { signing } = await sender({ card: 'dr-valette' });
    expect(told(await post(from, signedVihf(from, { patient: ins }, {}, signing)))).toBe('CERTIFICAT_REVOQUE SIGNATURE_REVOQUEE');
  });
  test('who says nothing, or signs nothing, or signs in SHA-1, or changes a word after signing', async () => {
    const from = await sender(moreau);
    const fields = vihfFields(from, { patient: ins });
    expect(told(await post(from, undefined))).toBe('VIHF_ABSENT CHAMP_ABSENT');
    expect(told(await post(from, writeVihf(fields)))).toBe('VIHF_SIGNATURE_REFUSEE XMLDSIG_ABSENTE');
    const sha1 = { signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', digest: 'http://www.w3.org/2000/09/xmldsig#sha1' };
    expect(told(await post(from, signEnveloped(writeVihf(fields), from.signing, sha1)))).toBe('VIHF_SIGNATURE_REFUSEE XMLDSIG_ALGORITHME');
    const altered = alreadyMarkup(signedVihf(from, { patient: ins }).replace('normal', 'centre_15'));
    expect(told(await post(from, altered))).toBe('VIHF_SIGNATURE_REFUSEE XMLDSIG_EMPREINTE');
  });
  test('SHA-1 is let in by the policy of the day', async () => {
    const from = await sender(moreau);
    const sha1 = { signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', digest: 'http://www.w3.org/2000/09/xmldsig#sha1' };
    const { ports } = deps;
    const law = {
      at: async (at: ReturnType<typeof instantOf>) => ({ ...(await ports.law.at(at)), policy: { ...(await ports.law.at(at)).policy, sha1Signatures: true } }),
    };
    const strict = deps;
    deps = { ...deps, ports: { ...ports, law } };
    const heard = await post(from, signEnveloped(writeVihf(vihfFields(from, { patient: ins })), from.signing, sha1));
    deps = strict;
    expect(told(heard)).toBe('taken');
  });
});

describe('a message that comes again', () => {
  test('is refused with the same assertion, whatever server takes it, and one assertion serves several messages', async () => {
    const from = await sender(moreau);
    const assertion = signedVihf(from, { patient: ins });
    const messageId = `urn:uuid:${randomUUID()}`;
    expect(told(await post(from, assertion, messageId))).toBe('taken');
    expect(told(await post(from, assertion, messageId))).toBe('VIHF_REJOUE MESSAGE_REJOUE');
    expect(told(await post(from, assertion))).toBe('taken');
    expect(told(await post(from, signedVihf(from, { patient: ins }), messageId))).toBe('taken');
  });
  test('of two at once one is taken', async () => {
    const from = await sender(moreau);
    const assertion = signedVihf(from, { patient: ins });
    const messageId = `urn:uuid:${randomUUID()}`;
    const heard = await Promise.all(Array.from({ length: 6 }, async () => post(from, assertion, messageId)));
    expect(heard.filter(({ ok }) => ok)).toHaveLength(1);
  });
  test('a refused one is not remembered, and another’s assertion is worth nothing', async () => {
    const from = await sender(moreau);
    const royer = await sender({ card: 'dr-royer' });
    const assertion = signedVihf(from, { patient: ins });
    const messageId = `urn:uuid:${randomUUID()}`;
    expect(told(await post({ ...from, tls: royer.tls }, assertion, messageId))).toContain('VIHF_TITULAIRES_DIFFERENTS');
    expect(told(await post(from, assertion, messageId))).toBe('taken');
  });
  test('an assertion for one use is spent by its first message', async () => {
    const from = await sender(moreau);
    const once = writeVihf(vihfFields(from, { patient: ins })).replace(
      /<saml2:Conditions([^>]*)\/>/,
      '<saml2:Conditions$1><saml2:OneTimeUse/></saml2:Conditions>',
    );
    const assertion = signEnveloped(alreadyMarkup(once), from.signing);
    expect(told(await post(from, assertion))).toBe('taken');
    expect(told(await post(from, assertion))).toBe('VIHF_REJOUE MESSAGE_REJOUE');
  });
  test('is forgotten once its assertion is past', async () => {
    const kept = async (): Promise<number> => Number((await sandbox.query<{ n: string }>('SELECT count(*) AS n FROM soap_message'))[0]!.n);
    expect(await kept()).toBeGreaterThan(0);
    await sandbox.query("UPDATE soap_message SET until = until - interval '1 day'");
    await postgresSignInSweep(sandbox.database.storage.pool)(instantOf(Date.now()));
    expect(await kept()).toBe(0);
  });
});

describe('at the door', () => {
  const fault = async (from: Sender, assertion: Markup | undefined, messageId?: string): Promise<string> => {
    const reply = await sendSoap(`${new URL(sandbox.url).origin}/si-dmp-server/v2/services/registry`, from, {
      action: 'urn:ihe:iti:2007:RegistryStoredQuery',
      assertion,
      body: element('essai'),
      ...(messageId === undefined ? {} : { messageId }),
    });
    return `${reply.status} ${reply.fault?.codes.join(' ')}`;
  };
  test('each kind of refusal is the fault that programs of the DMP know', async () => {
    const from = await sender(moreau);
    const fields = vihfFields(from, { patient: ins });
    const signed = (changed: Partial<VihfFields> = {}): Markup => signedVihf(from, { patient: ins }, changed);
    expect(await fault(from, undefined)).toBe('400 Sender SecurityTokenUnavailable');
    expect(await fault(from, writeVihf(fields))).toBe('400 Sender FailedCheck');
    expect(await fault(from, signed({ version: '1.0' }))).toBe('400 Sender InvalidSecurityToken');
    expect(await fault(from, signed({ notBefore: undefined, notOnOrAfter: '2020-01-01T00:00:00Z' }))).toBe('400 Sender MessageExpired');
    expect(await fault(from, signed({ nameId: idOf('dr-royer') }))).toBe('400 Sender DMPIdentityCertificationFailure');
    expect(await fault(from, signedVihf(from, { patient: ins }, {}, other.authority))).toBe('400 Sender DMPInvalidCertificate');
    const assertion = signed();
    const messageId = `urn:uuid:${randomUUID()}`;
    expect(await fault(from, assertion, messageId)).not.toMatch(/Security|DMP|Failed|Expired/);
    expect(await fault(from, assertion, messageId)).toBe('400 Sender InvalidSecurity');
  });
});

describe('the signature of a submission set', () => {
  const lot: LotContent = {
    uniqueId: '1.2.250.1.999.7' as UniqueId,
    documents: [{ uniqueId: '1.2.250.1.999.1' as UniqueId, bytes: Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>') }],
  };
  const signedBy = (signing: SigningMaterial): Buffer =>
    Buffer.from(signLot({ uniqueId: lot.uniqueId, signatureId: '1.2.250.1.999.9', documents: lot.documents.map((one) => ({ ...one, xml: true })) }, signing));
  const check = async (keys: SenderKeys, signature: Buffer, content = lot): Promise<string> => {
    const { value } = await ask(keys);
    const caller = value!.caller as Parameters<typeof checkLotSignature>[0]['caller'];
    const checked = await checkLotSignature({ ...deps, caller }, signature, content);
    return checked.ok ? 'theirs' : `${checked.refusal.code} ${checked.refusal.findings.map(({ rule }) => rule).join(' ')}`;
  };
  test.each<[string, SenderKeys]>([
    ['a professional', moreau],
    ['a secretariat', { card: 'sec-marchal' }],
    ['a structure', hospital],
    ['the health insurance', { card: 'assurance-maladie' }],
  ])('is that of %s who deposits', async (_who, keys) => expect(await check(keys, signedBy((await sender(keys)).signing))).toBe('theirs'));

  test.each<[string, () => Promise<Buffer>, string]>([
    ['another person’s', async () => signedBy((await sender({ card: 'dr-royer' })).signing), 'LOT_SIGNATURE_REFUSEE LOT_SIGNATAIRE'],
    ['a structure’s', async () => signedBy((await sender(hospital)).signing), 'LOT_SIGNATURE_REFUSEE LOT_SIGNATAIRE'],
    ['by an expired certificate', async () => signedBy(other.expired), 'LOT_SIGNATURE_REFUSEE SIGNATURE_DATES'],
    ['of another authority', async () => signedBy(other.authority), 'LOT_SIGNATURE_REFUSEE SIGNATURE_AUTORITE'],
    ['by a certificate that was taken back', async () => signedBy((await sender({ card: 'dr-valette' })).signing), 'LOT_SIGNATURE_REFUSEE SIGNATURE_REVOQUEE'],
    [
      'altered',
      async () =>
        Buffer.from(
          String(signedBy((await sender(moreau)).signing))
            .replace('999.1<', '999.2<')
            .replace('999.1"', '999.2"'),
        ),
      'LOT_SIGNATURE_REFUSEE XMLDSIG_EMPREINTE',
    ],
    ['no signature', async () => Buffer.from('<a/>'), 'LOT_SIGNATURE_REFUSEE XADES_RACINE'],
  ])('is refused: %s', async (_what, made, wanted) => expect(await check(moreau, await made())).toBe(wanted));
  test('is refused for another set', async () => {
    const theirs = signedBy((await sender(moreau)).signing);
    expect(await check(moreau, theirs, { ...lot, documents: [] })).toBe('LOT_SIGNATURE_REFUSEE LOT_DOCUMENT_EN_TROP');
  });
});
