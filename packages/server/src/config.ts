// The environment, parsed once, into what the server is composed with. Names and defaults are those of the run contract.
// Production answers to a list of named checks: one that fails, and the server does not start.

import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { isAbsolute, join, resolve } from 'node:path';
import { type ConnectSettings, simulatedConnect } from './interfaces/pipeline/connect-settings.ts';
import { type RatesPerMinute, defaultRates } from './interfaces/pipeline/rate-limits.ts';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type Mode = 'sandbox' | 'production';

export interface Config {
  readonly mode: Mode;
  readonly httpHost: string;
  readonly httpPort: number;
  readonly tlsHost: string;
  readonly tlsPort: number;
  /** How browsers reach the HTTP listener: the OIDC issuer and the links in mails are under it. */
  readonly publicUrl: string;
  /** How browsers and software with a card reach the TLS listener. */
  readonly cardUrl: string;
  readonly dataDir: string;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  readonly databasePort: number;
  readonly blobUrl: string;
  /** Where the embedded database's log and the documents are copied while the server runs, and bases taken. Undefined: nowhere. */
  readonly backupDir: string | undefined;
  /** Signs the daily seal of the journal. */
  readonly sealKeyFile: string;
  /** Where each seal is copied, outside the database. */
  readonly sealDirectory: string;
  /** `file:`, `exec:` or `https:`; CARNET_MASTER_KEY_FILE is the first, by its path. */
  readonly masterKeyUrl: string;
  readonly formerMasterKeyUrls: readonly string[];
  readonly kmsTls: { readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string };
  /** Undefined: the sandbox's own inbox. */
  readonly smtpUrl: string | undefined;
  readonly smtpPort: number;
  /** Sender of every mail. */
  readonly mailFrom: string;
  /** OID of this repository: `repositoryUniqueId` of every document it gives out over XDS. */
  readonly repositoryOid: string;
  /** The téléservice INSi, what Carnet presents itself with, and the number (IDAM) its authorisation gave it. Sandbox: its own simulator. */
  readonly insi: { readonly url?: string; readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string; readonly idam: string };
  /** Pro Santé Connect, by which professionals sign in without a card in a reader. Undefined: not connected. Sandbox: its own simulator. */
  readonly psc: ConnectSettings | undefined;
  /** The published schema CDA documents are held against (CDA_extended.xsd). Undefined: none. */
  readonly cdaSchemaFile: string | undefined;
  /** HTTP status of the SOAP faults that their sender can mend. */
  readonly soapSenderFaultStatus: 400 | 500;
  /** Who hosts this installation, as the operator declares it: the certified host and its certificate (L.1111-8 CSP). */
  readonly host: string | undefined;
  /** Undefined in sandbox: its own certification authority and server certificate. */
  readonly tlsCertificateFile: string | undefined;
  readonly tlsKeyFile: string | undefined;
  readonly cardAuthorityFile: string | undefined;
  /** Lists of revoked cards: files, or http and https addresses. Empty in sandbox: its own. */
  readonly cardRevocationLists: readonly string[];
  /** How long a list still serves after the day its authority promised the next. */
  readonly cardRevocationGraceHours: number;
  /** What the sandbox's people, numbers and passwords are drawn from. */
  readonly seed: number;
  /** Records the sandbox holds beside those with a story, for measuring. */
  readonly sandboxPopulation: number;
  readonly logLevel: string;
  /** Requests a minute of one address, person, card, structure; the same in both modes. */
  readonly rates: RatesPerMinute;
  /** Whom to tell of a weakness: `mailto:…` or `https:…`. */
  readonly securityContact: string;
  /** Addresses or networks of reverse proxies before the HTTP listener, whose `X-Forwarded-*` are believed. */
  readonly trustedProxies: readonly string[];
}

export interface ConfigFault {
  readonly variable: string;
  readonly given: string;
  readonly expected: string;
}
export type ParsedConfig = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly ConfigFault[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Under the arc of examples (ITU-T X.660, 2.999): nobody's. */
const sandboxRepositoryOid = '2.999.1.250.1';
const oidShape = /^[0-2](?:\.(?:0|[1-9]\d{0,38}))+$/;
const sandboxContact = 'mailto:securite@carnet.test';
const mostPerMinute = 100_000_000;

/** `10.0.0.7`, `2001:db8::/32`. */
function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  return version !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
}

const masterKeyProtocols = ['file:', 'exec:', 'https:'];
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Only what was given. */
const present = <T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Reads every variable and gathers every fault. Relative paths are taken from `root`. */
export function parseConfig(environment: Environment, root: string): ParsedConfig {
  const faults: ConfigFault[] = [];
  const text = (variable: string): string | undefined => {
    const value = environment[variable]?.trim();
    return value === undefined || value === '' ? undefined : value;
  };
  const oneOf = <T extends string>(variable: string, allowed: readonly T[], fallback: T): T => {
    const given = text(variable) ?? fallback;
    const found = allowed.find((value) => value === given);
    if (found === undefined) faults.push({ variable, given, expected: allowed.join(' | ') });
    return found ?? fallback;
  };
  const integer = (variable: string, fallback: number, from: number, to: number): number => {
    const given = text(variable) ?? String(fallback);
    const value = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
    if (value >= from && value <= to) return value;
    faults.push({ variable, given, expected: `${from} – ${to}` });
    return fallback;
  };
  const url = (variable: string, protocols: readonly string[]): string | undefined => {
    const given = text(variable);
    if (given === undefined) return undefined;
    if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return given;
    faults.push({ variable, given: given.replace(/\/\/[^@/]*@/, '//…@'), expected: protocols.map((protocol) => `${protocol}…`).join(' | ') });
    return undefined;
  };
  const list = (variable: string, isOne: (item: string) => boolean, expected: string): readonly string[] => {
    const items = (text(variable) ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    const wrong = items.find((item) => !isOne(item));
    if (wrong !== undefined) faults.push({ variable, given: wrong, expected });
    return items;
  };
  const oid = (variable: string, fallback: string): string => {
    const given = text(variable) ?? fallback;
    if (oidShape.test(given) && given.length <= 64) return given;
    faults.push({ variable, given, expected: '1.2.250.…' });
    return fallback;
  };
  const path = (variable: string): string | undefined => {
    const given = text(variable);
    return given === undefined ? undefined : isAbsolute(given) ? given : resolve(root, given);
  };

  const mode = oneOf<Mode>('CARNET_MODE', ['sandbox', 'production'], 'sandbox');
  const httpPort = integer('CARNET_HTTP_PORT', 8080, 1, 65_535);
  const tlsPort = integer('CARNET_TLS_PORT', 8443, 1, 65_535);
  if (httpPort === tlsPort) faults.push({ variable: 'CARNET_TLS_PORT', given: String(tlsPort), expected: 'another port than CARNET_HTTP_PORT' });
  const publicUrl = (url('CARNET_PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${httpPort}`).replace(/\/$/, '');
  const pscIssuer = url('CARNET_PSC_ISSUER', ['http:', 'https:'])?.replace(/\/$/, '');
  const dataDir = path('CARNET_DATA_DIR') ?? resolve(root, 'var');
  const everywhere = mode === 'production' ? '0.0.0.0' : '127.0.0.1';
  const config: Config = {
    mode,
    httpHost: text('CARNET_HTTP_HOST') ?? '127.0.0.1',
    httpPort,
    tlsHost: text('CARNET_TLS_HOST') ?? everywhere,
    tlsPort,
    publicUrl,
    cardUrl: (url('CARNET_CARD_URL', ['https:']) ?? `https://localhost:${tlsPort}`).replace(/\/$/, ''),
    dataDir,
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databasePort: integer('CARNET_DATABASE_PORT', 5_439, 1, 65_535),
    blobUrl: url('CARNET_BLOB_URL', ['file:', 's3:']) ?? `file:${join(dataDir, 'blobs')}`,
    sealKeyFile: path('CARNET_SEAL_KEY_FILE') ?? join(dataDir, 'seal.key'),
    sealDirectory: path('CARNET_SEAL_DIR') ?? join(dataDir, 'seals'),
    backupDir: path('CARNET_BACKUP_DIR'),
    masterKeyUrl: url('CARNET_MASTER_KEY_URL', masterKeyProtocols) ?? pathToFileURL(path('CARNET_MASTER_KEY_FILE') ?? join(dataDir, 'master.key')).href,
    formerMasterKeyUrls: list(
      'CARNET_FORMER_MASTER_KEY_URLS',
      (one) => URL.canParse(one) && masterKeyProtocols.includes(new URL(one).protocol),
      'file:…, exec:…, https:…',
    ),
    kmsTls: present({ caFile: path('CARNET_KMS_CA_FILE'), certFile: path('CARNET_KMS_CERT_FILE'), keyFile: path('CARNET_KMS_KEY_FILE') }),
    smtpUrl: url('CARNET_SMTP_URL', ['smtp:', 'smtps:']),
    smtpPort: integer('CARNET_SMTP_PORT', 2_525, 1, 65_535),
    mailFrom: text('CARNET_MAIL_FROM') ?? 'Carnet <ne-pas-repondre@carnet.test>',
    repositoryOid: oid('CARNET_REPOSITORY_OID', sandboxRepositoryOid),
    insi: {
      ...present({
        url: url('CARNET_INSI_URL', ['http:', 'https:']) ?? (mode === 'sandbox' ? `http://127.0.0.1:${httpPort}/sandbox/insi` : undefined),
        caFile: path('CARNET_INSI_CA_FILE'),
        certFile: path('CARNET_INSI_CERT_FILE'),
        keyFile: path('CARNET_INSI_KEY_FILE'),
      }),
      idam: text('CARNET_INSI_IDAM') ?? 'BAC-A-SABLE',
    },
    psc:
      pscIssuer === undefined
        ? mode === 'sandbox'
          ? simulatedConnect(publicUrl)
          : undefined
        : {
            issuer: pscIssuer,
            clientId: text('CARNET_PSC_CLIENT_ID') ?? '',
            secretFile: path('CARNET_PSC_SECRET_FILE'),
            certFile: path('CARNET_PSC_CERT_FILE'),
            keyFile: path('CARNET_PSC_KEY_FILE'),
            caFile: path('CARNET_PSC_CA_FILE'),
            simulated: false,
          },
    cdaSchemaFile: path('CARNET_CDA_SCHEMA'),
    soapSenderFaultStatus: oneOf('CARNET_SOAP_FAULT_STATUS', ['400', '500'], '400') === '500' ? 500 : 400,
    host: text('CARNET_HOST'),
    tlsCertificateFile: path('CARNET_TLS_CERT_FILE'),
    tlsKeyFile: path('CARNET_TLS_KEY_FILE'),
    cardAuthorityFile: path('CARNET_CARD_CA_FILE'),
    cardRevocationLists: list('CARNET_CARD_CRL', () => true, '').map((one) => (/^https?:/.test(one) || isAbsolute(one) ? one : resolve(root, one))),
    cardRevocationGraceHours: integer('CARNET_CARD_CRL_GRACE_HOURS', 72, 0, 24 * 365),
    seed: integer('CARNET_SEED', 7, 0, 2_147_483_647),
    sandboxPopulation: integer('CARNET_SANDBOX_POPULATION', 0, 0, 100_000),
    logLevel: oneOf('CARNET_LOG_LEVEL', logLevels, 'info'),
    rates: {
      address: integer('CARNET_LIMIT_ADDRESS', defaultRates.address, 1, mostPerMinute),
      person: integer('CARNET_LIMIT_PERSON', defaultRates.person, 1, mostPerMinute),
      card: integer('CARNET_LIMIT_CARD', defaultRates.card, 1, mostPerMinute),
      structure: integer('CARNET_LIMIT_STRUCTURE', defaultRates.structure, 1, mostPerMinute),
    },
    securityContact: url('CARNET_SECURITY_CONTACT', ['mailto:', 'https:']) ?? sandboxContact,
    trustedProxies: list('CARNET_TRUSTED_PROXIES', isNetwork, '10.0.0.7,192.168.0.0/24'),
  };
  return faults.length === 0 ? { ok: true, config } : { ok: false, faults };
}

/** Written in the subject of every certificate the sandbox makes: how production knows them. */
export const sandboxAuthorityMark = 'Carnet bac a sable';

export interface ProductionCheck {
  readonly name: string;
  /** What must be done, for whoever reads the terminal. */
  readonly remedy: string;
  readonly fails: (config: Config, environment: Environment) => boolean;
}

/** Every certificate of a PEM file; an unreadable one counts as none, and so fails the check that needs it. */
export function certificatesOf(file: string | undefined): readonly X509Certificate[] {
  if (file === undefined || !existsSync(file)) return [];
  const blocks = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
const ofSandbox = (certificate: X509Certificate): boolean => `${certificate.subject}\n${certificate.issuer}`.includes(sandboxAuthorityMark);
const unusable = (file: string | undefined): boolean => {
  const certificates = certificatesOf(file);
  return certificates.length === 0 || certificates.some(ofSandbox);
};

/** Health records are not kept by who pays for the care (features A117, A118). */
const hostedByInsurance = /assurance[ -]?maladie|\bcnam(?:ts)?\b|\bcpam\b|\bmsa\b|mutuelle|assureur/i;

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];
/** On this machine, or a socket of its own: nothing crosses a network. */
function isLocal({ hostname, searchParams }: URL): boolean {
  const named = searchParams.get('host');
  return named === null ? loopbackHosts.includes(hostname) : named.startsWith('/');
}
/** TLS with the server's name and authority verified. */
const isVerifiedDatabase = (url: URL): boolean => isLocal(url) || url.searchParams.getAll('sslmode').join() === 'verify-full';
/** TLS from the first byte, or before anything is said; nothing in the address undoes the verification of the certificate. */
const isVerifiedMail = (url: URL): boolean =>
  isLocal(url) ||
  ((url.protocol === 'smtps:' || url.searchParams.getAll('requireTLS').join() === 'true') &&
    [...url.searchParams.keys()].every((name) => name === 'requireTLS'));

const provesItself = ({ secretFile, certFile, keyFile }: ConnectSettings): boolean =>
  secretFile === undefined ? certFile !== undefined && keyFile !== undefined : existsSync(secretFile);

/** What production refuses to start with (run contract, CARNET_MODE). */
export const productionChecks: readonly ProductionCheck[] = [
  {
    name: 'ANCRE_CARTES',
    remedy: 'CARNET_CARD_CA_FILE doit nommer les autorités des cartes (IGC-Santé), et aucune du bac à sable.',
    fails: ({ cardAuthorityFile }) => unusable(cardAuthorityFile),
  },
  {
    name: 'LISTES_DE_REVOCATION',
    remedy: 'CARNET_CARD_CRL doit nommer les listes de révocation des autorités des cartes (fichiers ou adresses http), séparées par des virgules.',
    fails: ({ cardRevocationLists }) => cardRevocationLists.length === 0,
  },
  {
    name: 'CERTIFICAT_SERVEUR',
    remedy: 'CARNET_TLS_CERT_FILE et CARNET_TLS_KEY_FILE doivent donner un certificat qui ne vient pas du bac à sable.',
    fails: ({ tlsCertificateFile, tlsKeyFile }) => unusable(tlsCertificateFile) || tlsKeyFile === undefined || !existsSync(tlsKeyFile),
  },
  {
    name: 'CLE_MAITRESSE',
    remedy:
      'CARNET_MASTER_KEY_FILE doit nommer un fichier qui existe, ou CARNET_MASTER_KEY_URL une commande ou un service : en production aucune clé n’est engendrée.',
    fails: ({ masterKeyUrl }, environment) =>
      masterKeyUrl.startsWith('file:') &&
      (!(environment['CARNET_MASTER_KEY_FILE'] || environment['CARNET_MASTER_KEY_URL']) || !existsSync(fileURLToPath(masterKeyUrl))),
  },
  {
    name: 'CLE_DU_SCEAU',
    remedy: 'CARNET_SEAL_KEY_FILE doit nommer une clé privée Ed25519 qui existe (openssl genpkey -algorithm ed25519) : elle signe le journal chaque jour.',
    fails: ({ sealKeyFile }, environment) => (environment['CARNET_SEAL_KEY_FILE'] ?? '') === '' || !existsSync(sealKeyFile),
  },
  {
    name: 'COMPTES_DE_DEMONSTRATION',
    remedy: 'CARNET_DATA_DIR contient le bac à sable (ses personnes, ses mots de passe, ses cartes, son horloge) : choisissez un autre dossier.',
    fails: ({ dataDir }) => existsSync(join(dataDir, 'sandbox')),
  },
  {
    name: 'BASE_DE_DONNEES',
    remedy: 'DATABASE_URL doit nommer un PostgreSQL exploité et sauvegardé : l’embarqué est fait pour essayer.',
    fails: ({ databaseUrl }) => databaseUrl === undefined,
  },
  {
    name: 'COURRIEL',
    remedy: 'CARNET_SMTP_URL doit nommer un serveur : la boîte du bac à sable n’existe pas en production.',
    fails: ({ smtpUrl }) => smtpUrl === undefined,
  },
  {
    name: 'BASE_DE_DONNEES_CHIFFREE',
    remedy: 'DATABASE_URL doit joindre la base en TLS vérifié (?sslmode=verify-full, et sslrootcert=… pour une autorité privée), ou sur cette machine.',
    fails: ({ databaseUrl }) => databaseUrl !== undefined && !isVerifiedDatabase(new URL(databaseUrl)),
  },
  {
    name: 'COURRIEL_CHIFFRE',
    remedy: 'CARNET_SMTP_URL doit joindre le serveur en TLS (smtps://…, ou smtp://…?requireTLS=true), sans autre réglage, ou sur cette machine.',
    fails: ({ smtpUrl }) => smtpUrl !== undefined && !isVerifiedMail(new URL(smtpUrl)),
  },
  {
    name: 'INSI_CHIFFRE',
    remedy: 'CARNET_INSI_URL doit joindre le téléservice INSi en https, avec CARNET_INSI_CERT_FILE et CARNET_INSI_KEY_FILE : des identités y passent.',
    fails: ({ insi }) => insi.url !== undefined && (!insi.url.startsWith('https://') || insi.certFile === undefined || insi.keyFile === undefined),
  },
  {
    name: 'PRO_SANTE_CONNECT',
    remedy:
      'CARNET_PSC_ISSUER doit être en https, avec CARNET_PSC_CLIENT_ID et CARNET_PSC_SECRET_FILE (ou CARNET_PSC_CERT_FILE et CARNET_PSC_KEY_FILE) : il dit qui entre.',
    fails: ({ psc }) => psc !== undefined && (!psc.issuer.startsWith('https://') || psc.clientId === '' || !provesItself(psc)),
  },
  {
    name: 'CONTACT_SECURITE',
    remedy: 'CARNET_SECURITY_CONTACT doit dire à qui signaler une faille : mailto:… ou https:…, publié sous /.well-known/security.txt.',
    fails: ({ securityContact }) => securityContact === sandboxContact,
  },
  {
    name: 'ADRESSE_PUBLIQUE',
    remedy: 'CARNET_PUBLIC_URL doit être l’adresse https où les patients se connectent.',
    fails: ({ publicUrl }) => !publicUrl.startsWith('https://'),
  },
  {
    name: 'OID_DU_DEPOT',
    remedy: 'CARNET_REPOSITORY_OID doit être l’OID de ce dépôt de documents, sous une racine à vous : il est écrit dans chaque document rendu par XDS.',
    fails: ({ repositoryOid }) => repositoryOid.startsWith('2.999.'),
  },
  {
    name: 'HEBERGEUR',
    remedy:
      'CARNET_HOST doit nommer l’hébergeur certifié HDS et le numéro de son certificat (L.1111-8 CSP) : un autre que l’Assurance Maladie. Voir docs/operations/deployment-checklist.md.',
    fails: ({ host }) => host === undefined || !/hds.*\d{3}/i.test(host) || hostedByInsurance.test(host),
  },
];

/** Names of the checks that fail; always empty in sandbox. */
export const productionFaults = (config: Config, environment: Environment): readonly ProductionCheck[] =>
  config.mode === 'sandbox' ? [] : productionChecks.filter((check) => check.fails(config, environment));

/** Names a listener answers to in the sandbox; a reverse proxy decides in production. */
export function hostsOf({ mode }: Pick<Config, 'mode'>, port: number, url: string): readonly string[] | undefined {
  return mode === 'production' ? undefined : [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, new URL(url).host];
}
