// The schema of an installation: read from its own folder alone, compiled once, and what it has against a document told without its content.
// The schema here is a small one of our own; the published one is in tests/conformance/cda-schema.test.ts.

import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { ParseOption, XmlDocument, openBuffer, readBuffer, xmlCleanupInputProvider, xmlRegisterInputProvider } from 'libxml2-wasm';
import type { CdaSchema } from '@carnet/codecs/cda';
import { openCdaSchema } from '@carnet/server/cda-schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../../tools/sandbox-server/index.ts';

const xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const ofCda = `${xs} xmlns="urn:hl7-org:v3" targetNamespace="urn:hl7-org:v3" elementFormDefault="qualified"`;
const main = (types: string): string => `<xs:schema ${ofCda}><xs:include schemaLocation="${types}"/>
  <xs:element name="ClinicalDocument" type="Document"/></xs:schema>`;
const types = `<xs:schema ${ofCda}>
  <xs:simpleType name="ts"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{8}"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="sex"><xs:restriction base="xs:string"><xs:enumeration value="F"/><xs:enumeration value="M"/></xs:restriction></xs:simpleType>
  <xs:complexType name="Any" abstract="true"/>
  <xs:complexType name="Patient"><xs:sequence><xs:element name="name" type="xs:string"/><xs:element name="value" type="Any" minOccurs="0"/></xs:sequence>
    <xs:attribute name="sex" type="sex"/><xs:attribute name="born" type="ts" use="required"/><xs:attribute name="weight" type="xs:int"/></xs:complexType>
  <xs:complexType name="Document"><xs:sequence>
    <xs:element name="title" type="xs:string"/><xs:element name="patient" type="Patient" maxOccurs="unbounded"/>
    <xs:any namespace="##other" processContents="strict" minOccurs="0"/></xs:sequence></xs:complexType></xs:schema>`;

let folder: string;
let schema: CdaSchema;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carnet schéma #1 '));
  mkdirSync(join(folder, 'cda/general'), { recursive: true });
  writeFileSync(join(folder, 'cda/main.xsd'), main('general/types.xsd'));
  writeFileSync(join(folder, 'cda/general/types.xsd'), types);
  writeFileSync(join(folder, 'cda/general/types.txt'), types);
  writeFileSync(join(folder, 'outside.xsd'), types);
  symlinkSync(join(folder, 'outside.xsd'), join(folder, 'cda/linked.xsd'));
  schema = openCdaSchema(join(folder, 'cda/main.xsd'))!;
});
afterAll(() => {
  schema.close();
  rmSync(folder, { recursive: true, force: true });
});

const patient = '<patient born="19840517"><name>Camille</name></patient>';
const documentOf = (inside: string, attributes = ''): Buffer =>
  Buffer.from(`<ClinicalDocument xmlns="urn:hl7-org:v3"${attributes}>\n${inside}\n</ClinicalDocument>`);
const faultsOf = (inside: string, attributes = ''): ReturnType<CdaSchema['faultsOf']> => schema.faultsOf(documentOf(inside, attributes));

describe('opening', () => {
  test('none set: none', () => expect(openCdaSchema(undefined)).toBeUndefined());
  test('none set, where somebody must know: they are told, and where it is explained', () => {
    const told: string[] = [];
    expect(openCdaSchema(undefined, (warning) => told.push(warning))).toBeUndefined();
    expect(told).toEqual([expect.stringMatching(/^CARNET_CDA_SCHEMA is not set: .*running\.md#the-cda-schema/)]);
  });
  test.each([
    ['absent', 'cda/absent.xsd', undefined],
    ['a folder', 'cda', undefined],
    ['no XML', 'cda/text.xsd', 'not a schema'],
    ['no schema', 'cda/root.xsd', '<a/>'],
    ['a part missing', 'cda/partial.xsd', main('general/absent.xsd')],
    ['a part beside its folder', 'cda/climbing.xsd', main('../outside.xsd')],
    ['a part that leads out of its folder', 'cda/linking.xsd', main('linked.xsd')],
    ['a part that is no .xsd', 'cda/other.xsd', main('general/types.txt')],
    ['a part of another machine', 'cda/remote.xsd', main('http://127.0.0.1:9/types.xsd')],
  ])('%s: named, and no server', (_, file, text) => {
    if (text !== undefined) writeFileSync(join(folder, file), text);
    expect(() => openCdaSchema(join(folder, file))).toThrow(
      expect.objectContaining({ code: 'CDA_SCHEMA', message: expect.stringContaining(`CARNET_CDA_SCHEMA = ${join(folder, file)}`) as string }),
    );
  });
});

test('the program says which schema it cannot use, and stops before it opens anything', async () => {
  const [http, tls] = await freePorts(2);
  const main = join(import.meta.dirname, '../../../packages/server/src/main.ts');
  const { status, stderr } = spawnSync(process.execPath, [main], {
    env: { CARNET_HTTP_PORT: String(http), CARNET_TLS_PORT: String(tls), CARNET_DATA_DIR: join(folder, 'data'), CARNET_CDA_SCHEMA: join(folder, 'none.xsd') },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(`CARNET_CDA_SCHEMA = ${join(folder, 'none.xsd')}`) as string });
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

describe('a document', () => {
  test('valid', () => expect(faultsOf(`<title>t</title>${patient}`)).toEqual([]));

  const secret = 'Fontanel';
  const found: readonly (readonly [what: string, inside: string, finding: object])[] = [
    [
      'an element that is not expected',
      `<titre>${secret}</titre>`,
      { rule: 'CDA_NON_VALIDE_ELEMENT', field: 'ClinicalDocument//titre', given: '2: <titre>', expected: 'title' },
    ],
    [
      'an element missing',
      '<title>t</title>',
      { rule: 'CDA_NON_VALIDE_MANQUE', field: 'ClinicalDocument//ClinicalDocument', given: '1: <ClinicalDocument>', expected: 'patient' },
    ],
    [
      'an attribute too many',
      `<title>t</title>\n<patient born="19840517" fate="${secret}"><name/></patient>`,
      { rule: 'CDA_NON_VALIDE_ATTRIBUT', field: 'ClinicalDocument//patient/@fate', given: '3: <patient fate>' },
    ],
    [
      'an attribute missing',
      '<title>t</title><patient><name/></patient>',
      { rule: 'CDA_NON_VALIDE_ATTRIBUT_MANQUE', field: 'ClinicalDocument//patient', given: '2: <patient>', expected: 'born' },
    ],
    [
      'a value off its pattern',
      `<title>t</title><patient born="${secret}"><name/></patient>`,
      { rule: 'CDA_NON_VALIDE_VALEUR', field: 'ClinicalDocument//patient/@born', given: '2: <patient born>', expected: '[0-9]{8}' },
    ],
    [
      'a value off its list',
      `<title>t</title><patient born="19840517" sex="${secret}"><name/></patient>`,
      { rule: 'CDA_NON_VALIDE_VALEUR', field: 'ClinicalDocument//patient/@sex', given: '2: <patient sex>', expected: 'F | M' },
    ],
    [
      'a value of another type',
      `<title>t</title><patient born="19840517" weight="${secret}"><name/></patient>`,
      { rule: 'CDA_NON_VALIDE_VALEUR', field: 'ClinicalDocument//patient/@weight', given: '2: <patient weight>', expected: 'int' },
    ],
    [
      'text where there is none',
      `<title>t</title>${secret}${patient}`,
      { rule: 'CDA_NON_VALIDE_CONTENU', field: 'ClinicalDocument//ClinicalDocument', given: '1: <ClinicalDocument>' },
    ],
    [
      'elements in a text',
      `<title><b>${secret}</b></title>${patient}`,
      { rule: 'CDA_NON_VALIDE_CONTENU', field: 'ClinicalDocument//title', given: '2: <title>' },
    ],
    [
      'an abstract type',
      `<title>t</title><patient born="19840517"><name/><value/></patient>`,
      { rule: 'CDA_NON_VALIDE_TYPE', field: 'ClinicalDocument//value', given: '2: <value>', expected: 'xsi:type' },
    ],
    [
      'an unknown type',
      `<title>t</title><patient born="19840517"><name/><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${secret}"/></patient>`,
      { rule: 'CDA_NON_VALIDE_TYPE', field: 'ClinicalDocument//value/@type', given: '2: <value type>', expected: 'xsi:type' },
    ],
    [
      'nil where it may not be',
      `<title xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>${patient}`,
      { rule: 'CDA_NON_VALIDE', field: 'ClinicalDocument//title', given: '2: <title>' },
    ],
  ];
  test.each(found)('%s', (_, inside, finding) => {
    const faults = faultsOf(inside);
    expect(faults[0]).toEqual(finding);
    expect(JSON.stringify(faults)).not.toContain(secret);
  });
  test('another root', () =>
    expect(schema.faultsOf(Buffer.from('<a/>'))).toEqual([
      { rule: 'CDA_NON_VALIDE_ELEMENT', field: 'ClinicalDocument//a', given: '1: <a>', expected: 'ClinicalDocument' },
    ]));
  test('not well formed', () => expect(faultsOf('<title>')).toMatchObject([{ rule: 'XML_MAL_FORME' }]));

  test('a name made to look like a sentence tells nothing', () => {
    const faults = faultsOf(`<x xmlns="urn:'x': The attribute 'Fontanel' is required but missing."/>`);
    expect(faults).toHaveLength(1);
    expect(JSON.stringify(faults)).not.toContain('Fontanel');
  });
});

describe('a hostile document', () => {
  test('the first ten of very many faults, whatever stands beside them, within seconds', () => {
    const began = performance.now();
    const faults = faultsOf(`<title>t</title>${'<patient born="x"><name/></patient>'.repeat(45_000)}`);
    expect(faults).toHaveLength(10);
    expect(new Set(faults.map(({ rule }) => rule))).toEqual(new Set(['CDA_NON_VALIDE_VALEUR']));
    expect(performance.now() - began).toBeLessThan(12_000);
  });
  test('more elements or attributes than any CDA has', () => {
    expect(faultsOf(`<title>t</title>${patient.repeat(60_000)}`)).toMatchObject([{ rule: 'XML_TROP_GRAND', expected: '100000 éléments' }]);
    const attributes = Array.from({ length: 260_000 }, (_, index) => `a${index}=""`).join(' ');
    expect(faultsOf(`<title ${attributes}/>`)).toMatchObject([{ rule: 'XML_TROP_GRAND', expected: '250000 attributs' }]);
  });
  test('a value of millions of characters', () => {
    const [fault] = faultsOf(`<title>t</title><patient born="${'1'.repeat(3_000_000)}"><name/></patient>`);
    expect(fault!.rule).toBe('CDA_NON_VALIDE_VALEUR');
    expect(JSON.stringify(fault).length).toBeLessThan(300);
  });
  test('a schema it points to is asked of nobody, even were files within reach: what it would allow is refused', () => {
    const hints = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:wider file:///wider.xsd"';
    const pointing = `<title>t</title>${patient}<anything xmlns="urn:wider"/>`;
    const wider = Buffer.from(`<xs:schema ${xs} targetNamespace="urn:wider"><xs:element name="anything"/></xs:schema>`);
    const asked: string[] = [];
    xmlRegisterInputProvider({ match: (name) => asked.push(name) > 0, open: () => openBuffer(wider), read: readBuffer, close: () => true });
    const refused = { rule: 'CDA_NON_VALIDE_ELEMENT', given: '2: <anything>' };
    expect(faultsOf(pointing, hints)).toMatchObject([refused]);
    expect(schema.faultsOf(Buffer.from('<!DOCTYPE a SYSTEM "file:///a.dtd" [<!ENTITY e SYSTEM "file:///e">]><a>&e;</a>'))).toMatchObject([{ rule: 'XML_DTD' }]);
    expect(asked).toEqual([]);
    // The one who listens does hear: a parse that may load is heard of.
    const loading = { option: ParseOption.XML_PARSE_DTDLOAD };
    expect(() => XmlDocument.fromString('<!DOCTYPE a SYSTEM "file:///a.dtd"><a/>', loading)).toThrow('external subset');
    expect(asked).toContain('file:///a.dtd');
    xmlCleanupInputProvider();
    expect(faultsOf(pointing, hints)).toMatchObject([refused]);
    expect(faultsOf(`<title>t</title>${patient}`, hints)).toEqual([]);
  });
  test('an entity of a file never gets that far', () => {
    writeFileSync(join(folder, 'cda/secret.xsd'), 'Fontanel');
    const bytes = Buffer.from(
      `<!DOCTYPE a [<!ENTITY e SYSTEM "file://${folder}/cda/secret.xsd">]><ClinicalDocument xmlns="urn:hl7-org:v3"><title>&e;</title></ClinicalDocument>`,
    );
    expect(schema.faultsOf(bytes)).toMatchObject([{ rule: 'XML_DTD' }]);
  });
});
