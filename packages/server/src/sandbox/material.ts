// Writes the sandbox's certificates and `personas.json` under `<data>/sandbox` (run contract), and leaves alone what is already there
// and still good: a second start makes nothing but the list of revoked cards. Beside the cards, three that must be refused, to try and to
// test with; a fourth is somebody's, and on that list.

import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { millisecondsPerDay } from '@carnet/domain/kernel';
import {
  type Material,
  type Validity,
  issueCard,
  issueRevocationList,
  issueServer,
  issueStructure,
  keyObjectOf,
  keyPem,
  loadAuthority,
  makeAuthority,
  newSigningKeys,
} from './certificates.ts';
import { type People, personasJson } from './people.ts';
import { writePkcs12 } from './pkcs12.ts';
import { type SandboxPersonnel, type SandboxProfessional, type SandboxStructure, revokedKey } from './professionals.ts';

/** Password of every card.p12 of the sandbox. */
export const p12Password = 'carnet';

const authorityDays = 3650;
const cardDays = 1095;
/** What has less than this left is made again. */
const renewalDays = 30;

const lasting = (days: number): Validity => ({ from: new Date(Date.now() - millisecondsPerDay), until: new Date(Date.now() + days * millisecondsPerDay) });
const lapsed = (): Validity => ({ from: new Date(Date.now() - 400 * millisecondsPerDay), until: new Date(Date.now() - 35 * millisecondsPerDay) });

export interface SandboxMaterial {
  readonly directory: string;
  readonly authorityFile: string;
  readonly serverCertificateFile: string;
  readonly serverKeyFile: string;
  /** What the authority took back. */
  readonly revocationFile: string;
}

export async function ensureMaterial(dataDir: string, people: People): Promise<SandboxMaterial> {
  const directory = join(dataDir, 'sandbox');
  await mkdir(directory, { recursive: true });
  const authority = await ensureAuthority(directory);
  const server = { serverCertificateFile: join(directory, 'server', 'cert.pem'), serverKeyFile: join(directory, 'server', 'key.pem') };
  if (!(await stillGood(server.serverCertificateFile, authority)))
    await write(server.serverCertificateFile, server.serverKeyFile, await issueServer(authority, lasting(cardDays)));
  const holders: readonly CardHolder[] = [...people.professionals, ...people.personnels];
  const [ofCards, ofStructures] = [madeOnce(newSigningKeys), madeOnce(newSigningKeys)];
  await Promise.all(holders.map((holder) => ensureCard(directory, authority, people, holder, ofCards)));
  await Promise.all(people.structures.map((structure) => ensureStructure(directory, authority, structure, ofStructures)));
  await ensureRefused(directory, authority, people);
  const revocationFile = join(directory, 'crl.pem');
  await writeFile(revocationFile, await listOfRevoked(directory, authority));
  await writeFile(join(directory, 'personas.json'), personasJson(people));
  return { directory, authorityFile: join(directory, 'ca.pem'), revocationFile, ...server };
}

const madeOnce = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

/** Both certificates of a card are taken back together. Dated of each start: a sandbox left alone for a year would let no card in. */
async function listOfRevoked(directory: string, authority: Material): Promise<string> {
  const serials = await Promise.all(
    ['cert.pem', 'sign-cert.pem'].map(async (file) => new X509Certificate(await readFile(join(directory, 'cards', revokedKey, file))).serialNumber),
  );
  return issueRevocationList(authority, serials, lasting(365));
}

async function ensureAuthority(directory: string): Promise<Material> {
  const certificateFile = join(directory, 'ca.pem');
  const keyFile = join(directory, 'ca-key.pem');
  if (existsSync(certificateFile) && existsSync(keyFile)) return loadAuthority(await readFile(certificateFile, 'utf8'), await readFile(keyFile, 'utf8'));
  const authority = await makeAuthority('Autorite du bac a sable', lasting(authorityDays));
  await write(certificateFile, keyFile, authority);
  return authority;
}

/** True for a certificate of this authority that lasts long enough. */
async function stillGood(file: string, authority: Material): Promise<boolean> {
  if (!existsSync(file)) return false;
  const certificate = new X509Certificate(await readFile(file));
  const issuer = new X509Certificate(authority.certificate.toString('pem'));
  return certificate.verify(issuer.publicKey) && certificate.validToDate.getTime() > Date.now() + renewalDays * millisecondsPerDay;
}

async function write(certificateFile: string, keyFile: string, { certificate, key }: Material): Promise<void> {
  await mkdir(dirname(certificateFile), { recursive: true });
  await writeFile(keyFile, keyPem(key), { mode: 0o600 });
  await writeFile(certificateFile, `${certificate.toString('pem')}\n`);
}

async function writeCard(folder: string, authority: Material, name: string, card: Material): Promise<void> {
  await write(join(folder, 'cert.pem'), join(folder, 'key.pem'), card);
  const p12 = writePkcs12({
    key: keyObjectOf(card.key),
    certificate: new X509Certificate(card.certificate.toString('pem')),
    authority: new X509Certificate(authority.certificate.toString('pem')),
    name,
    password: p12Password,
  });
  await writeFile(join(folder, 'card.p12'), p12, { mode: 0o600 });
}

type CardHolder = SandboxProfessional | SandboxPersonnel;

const subjectOf = (people: People, { id, familyName, givenName, professionLabel, cardStructure }: CardHolder) => ({
  id,
  familyName,
  givenName,
  professionLabel,
  structure: people.structures.find(({ key }) => key === cardStructure)!.id,
});

type SigningKeys = () => Promise<CryptoKeyPair>;

/** False for what a sandbox made before signatures were RSA. */
const signsWithRsa = async (folder: string): Promise<boolean> =>
  new X509Certificate(await readFile(join(folder, 'sign-cert.pem'))).publicKey.asymmetricKeyType === 'rsa';

async function ensureCard(directory: string, authority: Material, people: People, professional: CardHolder, keys: SigningKeys): Promise<void> {
  const folder = join(directory, 'cards', professional.key);
  if ((await stillGood(join(folder, 'cert.pem'), authority)) && (await signsWithRsa(folder))) return;
  const subject = subjectOf(people, professional);
  await writeCard(
    folder,
    authority,
    `${professional.givenName} ${professional.familyName}`,
    await issueCard(authority, subject, 'authenticate', lasting(cardDays)),
  );
  await write(join(folder, 'sign-cert.pem'), join(folder, 'sign-key.pem'), await issueCard(authority, subject, { sign: await keys() }, lasting(cardDays)));
}

async function ensureStructure(directory: string, authority: Material, structure: SandboxStructure, keys: SigningKeys): Promise<void> {
  const folder = join(directory, 'structures', structure.key);
  if ((await stillGood(join(folder, 'cert.pem'), authority)) && (await signsWithRsa(folder))) return;
  await writeCard(folder, authority, structure.name, await issueStructure(authority, structure, 'authenticate', lasting(cardDays)));
  await write(
    join(folder, 'sign-cert.pem'),
    join(folder, 'sign-key.pem'),
    await issueStructure(authority, structure, { sign: await keys() }, lasting(cardDays)),
  );
}

/** `cards-refused/<why>`: an expired card, one of another authority, one of somebody the directory does not know. */
async function ensureRefused(directory: string, authority: Material, people: People): Promise<void> {
  const folder = join(directory, 'cards-refused');
  const subject = subjectOf(people, people.professionals[0]!);
  const stranger = { ...subject, id: '899700000009', familyName: 'INCONNU', givenName: 'Camille' };
  if (!existsSync(join(folder, 'expired', 'cert.pem')))
    await writeCard(join(folder, 'expired'), authority, 'Carte expiree', await issueCard(authority, subject, 'authenticate', lapsed()));
  if (!existsSync(join(folder, 'other-authority', 'cert.pem'))) {
    const other = await makeAuthority('Une autre autorite', lasting(authorityDays));
    await writeCard(join(folder, 'other-authority'), other, 'Carte d’une autre autorité', await issueCard(other, subject, 'authenticate', lasting(cardDays)));
  }
  if (!(await stillGood(join(folder, 'unknown', 'cert.pem'), authority)))
    await writeCard(join(folder, 'unknown'), authority, 'Carte inconnue', await issueCard(authority, stranger, 'authenticate', lasting(cardDays)));
}
