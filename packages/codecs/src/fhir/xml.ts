// FHIR resources as XML and back (R4 §2.6.1), by the table of xml-types.ts. JSON is the form everything else reads and writes: XML becomes JSON at
// the door, and JSON becomes XML on its way out. What the table does not have is a fault, never left out in silence.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type Markup, type XmlElement, alreadyMarkup, attribute, element, elementsOf, parseXml } from '../xml/index.ts';
import { isObject } from './json.ts';
import { elementsOfDefinition } from './xml-types-of-definitions.ts';
import { elementsOfType } from './xml-types.ts';

const fhirNamespace = 'http://hl7.org/fhir';
const xhtmlNamespace = 'http://www.w3.org/1999/xhtml';
const numbers = new Set(['integer', 'unsignedInt', 'positiveInt', 'decimal']);

const rows: Readonly<Record<string, string>> = { ...elementsOfType, ...elementsOfDefinition };

interface Field {
  readonly name: string;
  readonly type: string;
  readonly many: boolean;
}
const fields = new Map<string, readonly Field[]>();
function fieldsOf(type: string): readonly Field[] {
  const known = fields.get(type);
  if (known !== undefined) return known;
  const read = (Object.hasOwn(rows, type) ? rows[type]! : '')
    .split(' ')
    .filter((one) => one !== '')
    .map((one): Field => {
      const [name = '', of = ''] = one.split('=');
      return { name: name.replace('*', ''), type: of, many: name.endsWith('*') };
    });
  fields.set(type, read);
  return read;
}
const isComplex = (type: string): boolean => Object.hasOwn(rows, type);
/** Elements carry their id, and an extension its url, as attributes; resources have an element for their id. */
const isAttribute = (type: string, { name }: Field): boolean => (name === 'id' && !isResource(type)) || (type === 'Extension' && name === 'url');
const isResource = (type: string): boolean => fieldsOf(type).some(({ name }) => name === 'implicitRules');

type Json = Readonly<Record<string, unknown>>;
const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export function writeXml(resource: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${resourceMarkup(resource as Json, true)}`;
}

function resourceMarkup(resource: Json, top = false): Markup {
  const type = String(resource['resourceType']);
  return element(type, top ? { xmlns: fhirNamespace } : {}, ...contents(type, resource));
}

/** Throws where the table has no place for something: an answer that left it out would say something else. */
function contents(type: string, value: Json): readonly Markup[] {
  const known = fieldsOf(type);
  if (known.length === 0) throw new Error(`no table in XML for ${type}`);
  const lost = Object.keys(value).find((key) => key !== 'resourceType' && !known.some(({ name }) => key === name || key === `_${name}`));
  if (lost !== undefined) throw new Error(`no place in XML for ${type}.${lost}`);
  return known
    .filter((field) => !isAttribute(type, field))
    .flatMap((field) => {
      const values = listOf(value[field.name]);
      const beside = listOf(value[`_${field.name}`]);
      return Array.from({ length: Math.max(values.length, beside.length) }, (_, index) => one(field, values[index], beside[index])).filter(
        (markup) => markup !== undefined,
      );
    });
}

function one({ name, type }: Field, value: unknown, beside: unknown): Markup | undefined {
  if (type === 'Resource') return isObject(value) ? element(name, {}, resourceMarkup(value)) : undefined;
  if (type === 'xhtml') return typeof value === 'string' ? alreadyMarkup(value) : undefined;
  if (isComplex(type)) {
    if (!isObject(value)) return undefined;
    const attributes = Object.fromEntries(
      fieldsOf(type)
        .filter((field) => isAttribute(type, field) && value[field.name] !== undefined)
        .map((field) => [field.name, String(value[field.name])]),
    );
    return element(name, attributes, ...contents(type, value));
  }
  const said = isObject(beside) ? beside : {};
  if ((value === undefined || value === null) && Object.keys(said).length === 0) return undefined;
  const id = said['id'];
  return element(
    name,
    { ...(typeof id === 'string' ? { id } : {}), ...(value === undefined || value === null ? {} : { value: value as string | number | boolean }) },
    ...contents('Element', said),
  );
}

/** Bytes of one resource as XML -> the bytes of the same as JSON. */
export function jsonOfXml(bytes: Uint8Array): Parsed<string> {
  const read = parseXml(bytes);
  if (!read.ok) return read;
  using document = read.value;
  const findings: Finding[] = [];
  const resource = readResource(document.root, document.root.name, findings);
  return findings.length > 0 ? faulty(...findings) : parsed(JSON.stringify(resource));
}

function readResource(node: XmlElement, path: string, findings: Finding[]): Json {
  if (node.namespaceUri !== fhirNamespace || !isResource(node.name)) {
    findings.push({ field: path, rule: 'RESSOURCE_INATTENDUE', given: node.name.slice(0, 64) });
    return {};
  }
  return { resourceType: node.name, ...readFields(node, node.name, path, findings) };
}

function readFields(node: XmlElement, type: string, path: string, findings: Finding[]): Json {
  const read: Record<string, unknown> = {};
  const known = new Map(fieldsOf(type).map((field) => [field.name, field]));
  for (const field of known.values()) {
    const given = isAttribute(type, field) ? attribute(node, field.name) : undefined;
    if (given !== undefined) read[field.name] = given;
  }
  for (const child of elementsOf(node)) {
    const field = known.get(child.name);
    const at = `${path}.${child.name}`;
    if (field === undefined || isAttribute(type, field) || child.namespaceUri !== (field.type === 'xhtml' ? xhtmlNamespace : fhirNamespace))
      findings.push({ field: at.slice(0, 140), rule: 'ELEMENT_INCONNU' });
    else if (!field.many && (read[field.name] !== undefined || read[`_${field.name}`] !== undefined))
      findings.push({ field: at, rule: 'CARDINALITE', expected: '1' });
    else keep(read, field, child, at, findings);
  }
  return read;
}

/** One element of a resource of this type, as JSON says it; undefined, with its fault noted, where the type has no such element. */
export function readElement(node: XmlElement, type: string, path: string, findings: Finding[]): unknown {
  const field = fieldsOf(type).find(({ name }) => name === node.name);
  if (field === undefined || node.namespaceUri !== fhirNamespace) findings.push({ field: `${path}.${node.name}`.slice(0, 140), rule: 'ELEMENT_INCONNU' });
  return field === undefined ? undefined : valueOf(field, node, path, findings)[0];
}

/** A value and what is said beside it: in two lists of the same length where it repeats (R4 §2.6.2.3). */
function keep(read: Record<string, unknown>, field: Field, node: XmlElement, path: string, findings: Finding[]): void {
  const [value, beside] = valueOf(field, node, path, findings);
  if (!field.many) {
    if (value !== undefined) read[field.name] = value;
    if (beside !== undefined) read[`_${field.name}`] = beside;
    return;
  }
  const values = (read[field.name] ??= []) as unknown[];
  values.push(value ?? null);
  const besides = read[`_${field.name}`] as unknown[] | undefined;
  if (beside !== undefined || besides !== undefined) read[`_${field.name}`] = [...(besides ?? values.slice(1).map(() => null)), beside ?? null];
}

function valueOf({ type }: Field, node: XmlElement, path: string, findings: Finding[]): readonly [unknown, unknown] {
  if (type === 'Resource') {
    const [inner] = elementsOf(node);
    if (inner === undefined) findings.push({ field: path, rule: 'CHAMP_ABSENT' });
    return [inner === undefined ? undefined : readResource(inner, path, findings), undefined];
  }
  // Narratives are not read: nothing is decided on them, and none is shown.
  if (type === 'xhtml') return ['<div xmlns="http://www.w3.org/1999/xhtml"/>', undefined];
  if (isComplex(type)) return [readFields(node, type, path, findings), undefined];
  const written = attribute(node, 'value');
  const said = readFields(node, 'Element', path, findings);
  return [written === undefined ? undefined : primitive(type, written, path, findings), Object.keys(said).length === 0 ? undefined : said];
}

function primitive(type: string, written: string, path: string, findings: Finding[]): unknown {
  if (type === 'boolean' && (written === 'true' || written === 'false')) return written === 'true';
  if (numbers.has(type) && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(written)) return Number(written);
  if (type === 'boolean' || numbers.has(type)) findings.push({ field: path, rule: 'JSON_TYPE', given: written.slice(0, 40), expected: type });
  return written;
}
