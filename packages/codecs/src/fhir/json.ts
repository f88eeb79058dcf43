// FHIR JSON read strictly: UTF-8, no key twice in one object, bounded depth. A reader walks it with the FHIRPath of where it is, so that
// every fault it notes says which element; it notes them all and stops at none.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';

/** FHIR resources are shallow: contained resources and extensions stay under 20 levels. */
const depthMaximum = 50;

interface Frame {
  /** Undefined: an array. */
  readonly keys: Set<string> | undefined;
  awaitsKey: boolean;
}

/** Where the string that opens at `from` closes; -1 when it does not. */
function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

const keyName = (text: string, from: number, end: number): string => {
  const raw = text.slice(from + 1, end);
  return raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
};

/** One linear pass over text known to be JSON. */
function structureFault(text: string): Finding | undefined {
  const frames: Frame[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const frame = frames.at(-1);
    switch (text[at]) {
      case '{':
      case '[':
        frames.push(text[at] === '{' ? { keys: new Set(), awaitsKey: true } : { keys: undefined, awaitsKey: false });
        if (frames.length > depthMaximum) return { field: 'document', rule: 'JSON_TROP_PROFOND', expected: `${depthMaximum} niveaux` };
        break;
      case '}':
      case ']':
        frames.pop();
        break;
      case ',':
        if (frame?.keys !== undefined) frame.awaitsKey = true;
        break;
      case '"': {
        const end = stringEnd(text, at);
        if (frame?.keys !== undefined && frame.awaitsKey) {
          const name = keyName(text, at, end);
          if (frame.keys.has(name)) return { field: name.slice(0, 100), rule: 'JSON_CLE_DOUBLE' };
          // No element of FHIR; a copy made of the object would change what the copy is.
          if (name === '__proto__') return { field: name, rule: 'JSON_CLE_RESERVEE' };
          frame.keys.add(name);
          frame.awaitsKey = false;
        }
        at = end;
        break;
      }
      default:
    }
  }
  return undefined;
}

/** Bytes to a JSON value. Refuses what is not UTF-8 JSON (`JSON_MAL_FORME`), a key given twice or named `__proto__`, a depth nobody needs. */
export function parseJson(bytes: Uint8Array | string): Parsed<unknown> {
  try {
    const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // JSON.parse recurses on no stack of ours and is linear: well-formedness first, so that the pass below may trust the text.
    const value: unknown = JSON.parse(text);
    const fault = structureFault(text);
    return fault === undefined ? parsed(value) : faulty(fault);
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
    return faulty({ field: 'document', rule: 'JSON_MAL_FORME' });
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An element of a resource, and where it is. */
export class Element {
  readonly value: JsonObject;
  readonly path: string;
  readonly findings: Finding[];

  constructor(value: JsonObject, path: string, findings: Finding[]) {
    this.value = value;
    this.path = path;
    this.findings = findings;
  }

  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  fault(name: string, rule: string, given?: string, expected?: string): void {
    this.findings.push({
      field: name === '' ? this.path : this.at(name),
      rule,
      ...(given === undefined ? {} : { given: given.slice(0, 140) }),
      ...(expected === undefined ? {} : { expected }),
    });
  }

  child(name: string): Element | undefined {
    const value = this.value[name];
    if (value === undefined || value === null) return undefined;
    if (isObject(value)) return new Element(value, this.at(name), this.findings);
    this.fault(name, 'JSON_TYPE', typeof value, 'object');
    return undefined;
  }

  /** A repeating element. One that is given alone instead of in a list is a fault. */
  children(name: string): Element[] {
    const value = this.value[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.fault(name, 'JSON_TYPE', typeof value, 'array');
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      if (isObject(item)) return [new Element(item, `${this.at(name)}[${index}]`, this.findings)];
      this.fault(`${name}[${index}]`, 'JSON_TYPE', typeof item, 'object');
      return [];
    });
  }

  string(name: string): string | undefined {
    const value = this.value[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.fault(name, typeof value === 'string' ? 'CHAMP_VIDE' : 'JSON_TYPE', typeof value, 'string');
    return undefined;
  }

  number(name: string): number | undefined {
    const value = this.value[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    this.fault(name, 'JSON_TYPE', String(value), 'unsignedInt');
    return undefined;
  }

  boolean(name: string): boolean | undefined {
    const value = this.value[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'boolean') return value;
    this.fault(name, 'JSON_TYPE', typeof value, 'boolean');
    return undefined;
  }

  extension(url: string): Element | undefined {
    return this.children('extension').find((extension) => extension.value['url'] === url);
  }

  /** Notes the faults of a parse and yields its value. */
  keep<T>(read: Parsed<T>): T | undefined {
    if (read.ok) return read.value;
    this.findings.push(...read.findings);
    return undefined;
  }
}

/**
 * A resource that may be read at all. What a reader must not ignore and Carnet does not know is refused: a modifier extension, an
 * implicit rule (FHIR R4 §2.5.0.1.1). Unknown elements otherwise are no fault.
 */
export function resourceOf(value: unknown, type: string, path: string, findings: Finding[]): Element | undefined {
  if (!isObject(value) || value['resourceType'] !== type) {
    findings.push({
      field: path === '' ? 'resourceType' : `${path}.resourceType`,
      rule: 'RESSOURCE_INATTENDUE',
      given: isObject(value) ? String(value['resourceType']).slice(0, 64) : typeof value,
      expected: type,
    });
    return undefined;
  }
  const element = new Element(value, path, findings);
  if (value['implicitRules'] !== undefined) element.fault('implicitRules', 'EXTENSION_MODIFIANTE', String(value['implicitRules']));
  noteModifiers(value, path, findings);
  return element;
}

/** Asked first, since paths are written only where there is one: every element of every deposit is looked at. */
function hasModifier(value: object): boolean {
  const within = (child: unknown): boolean => typeof child === 'object' && child !== null && hasModifier(child);
  if (Array.isArray(value)) return value.some(within);
  return 'modifierExtension' in value || Object.values(value).some(within);
}
function noteModifiers(value: object, path: string, findings: Finding[]): void {
  if (!hasModifier(value)) return;
  for (const [name, child] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    if (name === 'modifierExtension') findings.push({ field: at, rule: 'EXTENSION_MODIFIANTE' });
    else if (typeof child === 'object' && child !== null) noteModifiers(child as object, at, findings);
  }
}
