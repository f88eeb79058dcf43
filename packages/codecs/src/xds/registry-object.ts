// One registry object of ebRIM 3.0 as it was sent: slots, name, description, classifications, external identifiers. It reads what is asked of
// it, and notes a fault for what is missing, doubled, or filed under a scheme that is not one of its own. No schema library stands behind it.

import type { Coded } from '@carnet/domain/document';
import type { Finding, Parsed } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { attribute, elementsOf, lastingReaderOf } from '../xml/tree.ts';
import { namespaces, uuidOf } from './vocabulary.ts';

export const rim = lastingReaderOf(namespaces.rim);

/** How often an attribute may be given; `undefined` of `most`: as often as one likes. */
interface Cardinality {
  readonly least?: 0 | 1;
  readonly most?: 1;
}

const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

export class RegistryObject {
  readonly element: XmlElement;
  /** How findings name it: `XDSDocumentEntry(Document01)`. */
  readonly label: string;
  readonly findings: Finding[];
  readonly #children: ReadonlyMap<string, readonly XmlElement[]>;
  /** Children of each name by what they are filed under. */
  readonly #filed = new Map<string, ReadonlyMap<string | undefined, XmlElement[]>>();
  readonly #slots = new Map<string, readonly string[]>();

  constructor(element: XmlElement, label: string, findings: Finding[]) {
    this.element = element;
    this.label = label;
    this.findings = findings;
    this.#children = Map.groupBy(
      elementsOf(element).filter(({ namespaceUri }) => namespaceUri === namespaces.rim),
      ({ name }) => name,
    );
    for (const slot of this.children('Slot')) {
      const name = attribute(slot, 'name') ?? '';
      if (this.#slots.has(name)) this.fault(name, 'CHAMP_REPETE');
      else
        this.#slots.set(
          name,
          rim
            .children(rim.first(slot, 'ValueList'), 'Value')
            .map((value) => value.content.trim())
            .filter((value) => value !== ''),
        );
    }
  }

  children(name: string): readonly XmlElement[] {
    return this.#children.get(name) ?? [];
  }

  get id(): string {
    return attribute(this.element, 'id') ?? '';
  }

  at(name: string): string {
    return `${this.label}.${name}`;
  }

  fault(name: string, rule: string, given?: string, expected?: string): void {
    this.findings.push({
      field: this.at(name),
      rule,
      ...(given === undefined ? {} : { given: given.slice(0, 140) }),
      ...(expected === undefined ? {} : { expected }),
    });
  }

  /** Notes the faults of a parse and yields its value. */
  keep<T>(read: Parsed<T>): T | undefined {
    if (read.ok) return read.value;
    this.findings.push(...read.findings);
    return undefined;
  }

  attribute(name: string): string | undefined {
    const value = attribute(this.element, name)?.trim();
    return value === '' ? undefined : value;
  }

  /** Every value of a slot; none where it is absent or empty. */
  values(name: string, { least = 0, most }: Cardinality = {}): readonly string[] {
    const values = this.#slots.get(name) ?? [];
    if (values.length < least) this.fault(name, 'CHAMP_ABSENT');
    if (most !== undefined && values.length > most) this.fault(name, 'CARDINALITE', String(values.length), String(most));
    return values;
  }

  /** The one value of a slot. Several are a fault, and the first of them is no answer. */
  value(name: string, least: 0 | 1 = 0): string | undefined {
    const values = this.values(name, { least, most: 1 });
    return values.length === 1 ? values[0] : undefined;
  }

  slotNames(): readonly string[] {
    return [...this.#slots.keys()];
  }

  /** Of `Name` or `Description`: the French text where there are several, the first otherwise. */
  localized(element: 'Name' | 'Description'): string | undefined {
    const texts = rim.children(this.children(element)[0], 'LocalizedString');
    const french = texts.find((text) => (text.attr('lang', 'xml')?.value ?? '').toLowerCase().startsWith('fr'));
    const text = folded(attribute(french ?? texts[0], 'value') ?? '');
    return text === '' ? undefined : text;
  }

  versionName(): string | undefined {
    return attribute(this.children('VersionInfo')[0], 'versionName');
  }

  /** Classifications under a scheme, each of which must classify this object. */
  classifications(name: string, scheme: string, cardinality: Cardinality): readonly RegistryObject[] {
    const found = this.#under('Classification', 'classificationScheme', scheme);
    this.#count(name, found.length, cardinality);
    return found.map((element, index) => {
      const child = new RegistryObject(element, found.length === 1 ? this.at(name) : `${this.at(name)}[${index + 1}]`, this.findings);
      const classified = child.attribute('classifiedObject');
      if (classified !== undefined && !this.#isMe(classified)) this.fault(name, 'OBJET_DIFFERENT', classified, this.id);
      return child;
    });
  }

  /** An entry that was found and is sent back under an id of the message (ITI-57): its parts still name it as the registry does. */
  #isMe(id: string): boolean {
    return id === this.id || (this.attribute('lid') !== undefined && uuidOf(id) !== undefined);
  }

  /** A code: `nodeRepresentation`, its system in the slot `codingScheme`, what it means in `Name` (ITI TF-3 §4.2.3.1.2). */
  codes(name: string, scheme: string, cardinality: Cardinality): readonly Coded[] {
    return this.classifications(name, scheme, cardinality).flatMap((child): Coded[] => {
      const code = child.attribute('nodeRepresentation');
      const system = child.value('codingScheme');
      const display = child.localized('Name');
      if (code === undefined) child.fault('nodeRepresentation', 'CHAMP_ABSENT');
      if (system === undefined) child.fault('codingScheme', 'CHAMP_ABSENT');
      return code === undefined || system === undefined
        ? []
        : [{ code, system: system.replace(/^urn:oid:/i, ''), ...(display === undefined ? {} : { display }) }];
    });
  }

  identifier(name: string, scheme: string, least: 0 | 1 = 1): string | undefined {
    const found = this.#under('ExternalIdentifier', 'identificationScheme', scheme);
    this.#count(name, found.length, { least, most: 1 });
    const registryObject = attribute(found[0], 'registryObject') ?? '';
    if (found.length === 1 && registryObject !== '' && !this.#isMe(registryObject)) this.fault(name, 'OBJET_DIFFERENT', registryObject, this.id);
    const value = found.length === 1 ? (attribute(found[0], 'value') ?? '').trim() : undefined;
    if (value === '') this.fault(name, 'CHAMP_VIDE');
    return value === '' ? undefined : value;
  }

  /** Whatever is filed here under a scheme of none of these attributes: a wrong UUID, or one of another kind of object. */
  refuseOtherSchemes(schemes: Readonly<Record<string, string>>, identifiers: Readonly<Record<string, string>>): void {
    const check = (element: 'Classification' | 'ExternalIdentifier', by: string, known: Readonly<Record<string, string>>): void => {
      for (const child of this.children(element)) {
        const scheme = attribute(child, by);
        if (scheme !== undefined && !Object.values(known).includes(scheme.toLowerCase()))
          this.fault(
            element,
            'SCHEMA_INCONNU',
            scheme,
            Object.entries(known)
              .map(([name, uuid]) => `${name} ${uuid}`)
              .join(', '),
          );
      }
    };
    check('Classification', 'classificationScheme', schemes);
    check('ExternalIdentifier', 'identificationScheme', identifiers);
  }

  /** Read once: each of a dozen attributes asks. */
  #under(element: 'Classification' | 'ExternalIdentifier', by: string, scheme: string): readonly XmlElement[] {
    const filed = this.#filed.get(element) ?? Map.groupBy(this.children(element), (child) => attribute(child, by)?.toLowerCase());
    this.#filed.set(element, filed);
    return filed.get(scheme) ?? [];
  }

  #count(name: string, count: number, { least = 0, most }: Cardinality): void {
    if (count < least) this.fault(name, 'CHAMP_ABSENT');
    if (most !== undefined && count > most) this.fault(name, 'CARDINALITE', String(count), String(most));
  }
}

/**
 * Slots an object of this kind does not define. Those of a `urn:` are extra metadata, which a registry may leave out (ITI TF-3 §4.2.3.1.6): they
 * are named to the sender, who is told they were not kept. Any other is a fault.
 */
export function extraSlots(object: RegistryObject, known: ReadonlySet<string>): readonly string[] {
  const others = object.slotNames().filter((name) => !known.has(name));
  for (const name of others) if (!/^urn:/i.test(name)) object.fault(name, 'CHAMP_INCONNU');
  return others.filter((name) => /^urn:/i.test(name)).map((name) => object.at(name));
}
