// Reads a VIHF from the very bytes whose signature was checked (codecs/xmldsig): one assertion, nothing around it, no comment, no signature
// left in it. Gathers every fault. Names of attributes are compared without case: real programs write Authentification_mode and _Mode.

import { type Ins, type StructIdNat, parseIns, parseStructIdNat } from '@carnet/domain/identity';
import { type Finding, type Instant, type Parsed, faulty, parseInstant, parsed } from '@carnet/domain/kernel';
import { parseXml } from '../xml/parse.ts';
import { type XmlElement, attribute, elementsOf, lastingReaderOf } from '../xml/tree.ts';
import { type Vihf, type VihfCode, purposesOfUse, vihfModes, vihfVersions } from './vihf.ts';

export const samlNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
/** A real one is 5 to 8 KB. */
export const vihfLimits = { bytes: 64 * 1024, depth: 20, elements: 400, attributes: 800 } as const;
/** Of any one value, in characters. */
const longest = 2_000;

const saml = lastingReaderOf(samlNamespace);
const hl7 = lastingReaderOf('urn:hl7-org:v3');

/** In lower case, with what programs in use write in their stead. */
const names = {
  version: ['vihf_version'],
  structure: ['identifiant_structure'],
  sector: ['secteur_activite'],
  roles: ['urn:oasis:names:tc:xacml:2.0:subject:role'],
  mode: ['authentification_mode'],
  patient: ['urn:oasis:names:tc:xacml:2.0:resource:resource-id'],
  resource: ['ressource_urn'],
  purpose: ['urn:oasis:names:tc:xspa:1.0:subject:purposeofuse'],
  reason: ['mode_acces_raison'],
  personName: ['urn:oasis:names:tc:xspa:1.0:subject:subject-id'],
  secret: ['urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code', 'confidentiality_code'],
  softwareName: ['lps_nom'],
  softwareVersion: ['lps_version'],
  installation: ['lps_id'],
  homologation: ['lps_id_homologation_dmp'],
} as const;
type Name = keyof typeof names;

/** Both published identifiers of TRE_R248-ModeAcces. */
const purposeSystems = ['1.2.250.1.213.1.1.4.248', '1.2.250.1.213.1.1.4.336'];
const sectorSystem = '1.2.250.1.71.4.2.4';

export function parseVihf(bytes: Uint8Array): Parsed<Vihf> {
  const document = parseXml(bytes, vihfLimits);
  if (!document.ok) return { ok: false, findings: document.findings.map((finding) => ({ ...finding, field: 'Assertion' })) };
  using tree = document.value;
  return new Reading(tree.root).vihf();
}

const statement = 'Assertion/AttributeStatement';

/** One assertion under reading, and the faults found so far. */
class Reading {
  readonly #root: XmlElement;
  readonly #faults: Finding[] = [];
  readonly #values = new Map<Name, XmlElement[]>();

  constructor(root: XmlElement) {
    this.#root = root;
  }

  vihf(): Parsed<Vihf> {
    const root = this.#root;
    if (!saml.is(root, 'Assertion')) return faulty({ field: 'Assertion', rule: 'VIHF_RACINE', given: root.name.slice(0, 40), expected: samlNamespace });
    this.#shape();
    this.#attributes();
    const authn = saml.first(root, 'AuthnStatement');
    const context = saml.first(authn, 'AuthnContext');
    const declaration = saml.first(context, 'AuthnContextDecl') ?? saml.first(context, 'AuthnContextDeclRef');
    const conditions = saml.first(root, 'Conditions');
    const notBefore = this.#instant(conditions, 'NotBefore', 'Assertion/Conditions');
    const notOnOrAfter = this.#instant(conditions, 'NotOnOrAfter', 'Assertion/Conditions');
    const audience = saml.children(saml.first(conditions, 'AudienceRestriction'), 'Audience').map((one) => one.content.trim());
    if (audience.length > 0 && !audience.includes('urn:dmp'))
      this.#fault('Assertion/Conditions/AudienceRestriction', 'VIHF_DESTINATAIRE', audience[0], 'urn:dmp');
    const mode = this.#choice('mode', vihfModes, false);
    const patient = this.#patient();
    const reason = this.#text('reason', false) ?? this.#reasonOfPurpose();
    const personName = this.#text('personName', false);
    const read = {
      id: this.#required(attribute(root, 'ID'), 'Assertion/@ID'),
      issuer: this.#required(saml.first(root, 'Issuer')?.content, 'Assertion/Issuer'),
      nameId: this.#required(saml.first(root, 'Subject', 'NameID')?.content, 'Assertion/Subject/NameID'),
      issuedAt: this.#instant(root, 'IssueInstant', 'Assertion', true),
      authenticatedAt: this.#instant(authn, 'AuthnInstant', 'Assertion/AuthnStatement', true),
      oneTime: saml.first(conditions, 'OneTimeUse') !== undefined,
      contextClass: this.#required(saml.first(context, 'AuthnContextClassRef')?.content, 'Assertion/AuthnStatement/AuthnContext/AuthnContextClassRef'),
      version: this.#choice('version', vihfVersions, true),
      structure: this.#structure(),
      sector: this.#sector(),
      roles: this.#roles(),
      purpose: this.#purpose(),
      secret: this.#values.has('secret'),
      software: {
        ...this.#optional('name', 'softwareName'),
        ...this.#optional('version', 'softwareVersion'),
        ...this.#optional('installation', 'installation'),
        ...this.#optional('homologation', 'homologation'),
      },
    };
    this.#resource();
    if (this.#faults.length > 0) return { ok: false, findings: this.#faults };
    return parsed({
      ...(read as Vihf),
      ...(notBefore === undefined ? {} : { notBefore }),
      ...(notOnOrAfter === undefined ? {} : { notOnOrAfter }),
      ...(declaration === undefined ? {} : { contextDeclaration: declaration.content.trim() }),
      ...(mode === undefined ? {} : { mode }),
      ...(patient === undefined ? {} : { patient }),
      ...(reason === undefined ? {} : { reason }),
      ...(personName === undefined ? {} : { personName }),
    });
  }

  #fault(field: string, rule: string, given?: string, expected?: string): void {
    this.#faults.push({ field, rule, ...(given === undefined ? {} : { given: given.slice(0, 80) }), ...(expected === undefined ? {} : { expected }) });
  }

  /** Nothing but what a VIHF is made of, each once: what is not known is not stepped over. */
  #shape(): void {
    if (attribute(this.#root, 'Version') !== '2.0') this.#fault('Assertion/@Version', 'VALEUR_HORS_LISTE', attribute(this.#root, 'Version'), '2.0');
    const allowed = ['Issuer', 'Subject', 'Conditions', 'AuthnStatement', 'AttributeStatement'];
    const seen = new Set<string>();
    for (const child of elementsOf(this.#root)) {
      const known = child.namespaceUri === samlNamespace && allowed.includes(child.name);
      if (!known) this.#fault(`Assertion/${child.name.slice(0, 40)}`, 'CHAMP_INCONNU');
      else if (seen.has(child.name)) this.#fault(`Assertion/${child.name}`, 'CHAMP_REPETE');
      seen.add(child.name);
    }
    for (const path of [
      ['Subject', 'NameID'],
      ['AuthnStatement', 'AuthnContext'],
      ['Conditions', 'AudienceRestriction'],
    ] as const)
      if (saml.children(saml.first(this.#root, path[0]), path[1]).length > 1) this.#fault(`Assertion/${path.join('/')}`, 'CHAMP_REPETE');
    // A condition that is not known cannot be said to hold (SAML 2.0 core §2.5.1.1).
    const conditions = saml.first(this.#root, 'Conditions');
    for (const one of conditions === undefined ? [] : elementsOf(conditions))
      if (!saml.is(one, 'AudienceRestriction') && !saml.is(one, 'OneTimeUse')) this.#fault(`Assertion/Conditions/${one.name.slice(0, 40)}`, 'CHAMP_INCONNU');
    const context = saml.first(this.#root, 'AuthnStatement', 'AuthnContext');
    if (context !== undefined && elementsOf(context).length > 2) this.#fault('Assertion/AuthnStatement/AuthnContext', 'CHAMP_REPETE');
  }

  #attributes(): void {
    for (const one of saml.children(saml.first(this.#root, 'AttributeStatement'), 'Attribute')) {
      const given = (attribute(one, 'Name') ?? '').trim().toLowerCase();
      const name = (Object.keys(names) as Name[]).find((key) => (names[key] as readonly string[]).includes(given));
      if (name === undefined) continue;
      const values = [...(this.#values.get(name) ?? []), ...saml.children(one, 'AttributeValue')];
      this.#values.set(name, values);
      if (values.length > (name === 'roles' ? 2 : 1)) this.#fault(fieldOf(name), 'CHAMP_REPETE');
    }
  }

  #required(value: string | undefined, field: string): string | undefined {
    const text = value?.trim() ?? '';
    if (text === '') this.#fault(field, 'CHAMP_ABSENT');
    else if (text.length > longest) this.#fault(field, 'TROP_LONG', undefined, String(longest));
    else return text;
    return undefined;
  }

  #text(name: Name, required: boolean): string | undefined {
    const text = this.#values.get(name)?.[0]?.content.trim() ?? '';
    return text === '' && !required ? undefined : this.#required(text, fieldOf(name));
  }

  #optional(key: string, name: Name): Readonly<Record<string, string>> {
    const text = this.#text(name, false);
    return text === undefined ? {} : { [key]: text };
  }

  #choice<T extends string>(name: Name, choices: readonly T[], required: boolean): T | undefined {
    const text = this.#text(name, required);
    if (text === undefined) return undefined;
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) this.#fault(fieldOf(name), 'VALEUR_HORS_LISTE', text, choices.join(' | '));
    return chosen;
  }

  #instant(element: XmlElement | undefined, name: string, path: string, required = false): Instant | undefined {
    const text = attribute(element, name);
    const field = `${path}/@${name}`;
    if (text === undefined) {
      if (required) this.#fault(field, 'DATE_ABSENTE');
      return undefined;
    }
    const read = parseInstant(text.trim(), field);
    if (!read.ok) this.#faults.push(...read.findings);
    return read.ok ? read.value : undefined;
  }

  #structure(): StructIdNat | undefined {
    const text = this.#text('structure', true);
    if (text === undefined) return undefined;
    const read = parseStructIdNat(text, fieldOf('structure'));
    if (!read.ok) this.#faults.push(...read.findings);
    return read.ok ? read.value : undefined;
  }

  /** `SA07^1.2.250.1.71.4.2.4`. */
  #sector(): string | undefined {
    const text = this.#text('sector', true);
    if (text === undefined) return undefined;
    const [code = '', system = ''] = text.split('^');
    if (/^[A-Z]{2}\d{2}$/.test(code) && system === sectorSystem) return code;
    this.#fault(fieldOf('sector'), 'CODE_INCONNU', text, `SA07^${sectorSystem}`);
    return undefined;
  }

  #coded(value: XmlElement, name: string, field: string): VihfCode | undefined {
    const element = hl7.first(value, name);
    const code = attribute(element, 'code')?.trim() ?? '';
    const system = attribute(element, 'codeSystem')?.trim() ?? '';
    if (code !== '' && code.length <= 60 && /^[\d.]{3,64}$/.test(system)) return { code, system };
    this.#fault(field, 'CODE_INCONNU', code, `${name} (urn:hl7-org:v3), code, codeSystem`);
    return undefined;
  }

  #roles(): readonly VihfCode[] {
    const values = this.#values.get('roles') ?? [];
    if (values.length === 0) this.#fault(fieldOf('roles'), 'CHAMP_ABSENT');
    return values.map((value) => this.#coded(value, 'Role', fieldOf('roles'))).filter((code) => code !== undefined);
  }

  #purpose(): Vihf['purpose'] | undefined {
    const value = this.#values.get('purpose')?.[0];
    if (value === undefined) {
      this.#fault(fieldOf('purpose'), 'CHAMP_ABSENT');
      return undefined;
    }
    const read = this.#coded(value, 'PurposeOfUse', fieldOf('purpose'));
    const purpose = purposesOfUse.find((one) => one === read?.code);
    if (read === undefined || (purpose !== undefined && purposeSystems.includes(read.system))) return purpose;
    this.#fault(fieldOf('purpose'), 'CODE_INCONNU', `${read.code}^${read.system}`, `${purposesOfUse.join(' | ')} (${purposeSystems.join(' | ')})`);
    return undefined;
  }

  /** Some programs write the reason in the purpose itself, as a CE allows. */
  #reasonOfPurpose(): string | undefined {
    const text = hl7.first(this.#values.get('purpose')?.[0], 'PurposeOfUse', 'originalText')?.content.trim() ?? '';
    return text === '' ? undefined : this.#required(text, fieldOf('reason'));
  }

  /** `279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH`. */
  #patient(): Ins | undefined {
    const text = this.#text('patient', false);
    if (text === undefined) return undefined;
    const field = fieldOf('patient');
    const parts = /^([^^&]{1,40})\^\^\^&([\d.]{3,64})&ISO\^NH$/.exec(text);
    if (parts === null) {
      this.#fault(field, 'INS_FORME', text, '<INS>^^^&<OID>&ISO^NH');
      return undefined;
    }
    const read = parseIns(parts[1]!, parts[2]!, field);
    if (!read.ok) this.#faults.push(...read.findings);
    return read.ok ? read.value : undefined;
  }

  #resource(): void {
    const text = this.#text('resource', true);
    if (text !== undefined && text !== 'urn:dmp') this.#fault(fieldOf('resource'), 'VALEUR_HORS_LISTE', text, 'urn:dmp');
  }
}

/** As the documentation writes it. */
const written: Partial<Record<Name, string>> = {
  version: 'VIHF_Version',
  structure: 'Identifiant_Structure',
  sector: 'Secteur_Activite',
  mode: 'Authentification_mode',
  resource: 'Ressource_URN',
  reason: 'Mode_Acces_Raison',
  softwareName: 'LPS_Nom',
  softwareVersion: 'LPS_Version',
  installation: 'LPS_ID',
  homologation: 'LPS_ID_HOMOLOGATION_DMP',
};
const fieldOf = (name: Name): string => `${statement}/${written[name] ?? names[name][0]}`;
