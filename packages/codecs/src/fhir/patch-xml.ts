// XML Patch (RFC 5261, FHIR R4 §3.1.0.9.2) of a DocumentReference: each operation is read as the FHIRPath Patch it says, and goes the same way.

import { type Finding, type Parsed, faulty } from '@carnet/domain/kernel';
import { type XmlElement, attribute, contentOf, elementsOf, parseXml } from '../xml/index.ts';
import { Element } from './json.ts';
import { type Change, type PatchContext, type PatchedEntry, applied, fhirPathChangeAt, operationsMaximum } from './patch.ts';
import { readElement } from './xml.ts';

const operations = { add: 'add', replace: 'replace', remove: 'remove' } as const;

export function parseXmlPatch(bytes: Uint8Array, context: PatchContext): Parsed<PatchedEntry> {
  const read = parseXml(bytes);
  if (!read.ok) return read;
  using document = read.value;
  const findings: Finding[] = [];
  const nodes = elementsOf(document.root);
  if (document.root.name !== 'diff' || nodes.length === 0 || nodes.length > operationsMaximum)
    return faulty({ field: 'diff', rule: 'CARDINALITE', given: String(nodes.length), expected: `1 – ${operationsMaximum}` });
  return applied(
    nodes.map((node, index) => changeOf(node, `diff.${node.name}[${index}]`, findings)),
    findings,
    context,
  );
}

function changeOf(node: XmlElement, at: string, findings: Finding[]): Change | undefined {
  const operation = new Element({}, at, findings);
  const op = Object.hasOwn(operations, node.name) ? operations[node.name as keyof typeof operations] : undefined;
  const path = pathOf(attribute(node, 'sel') ?? '');
  if (op === undefined) operation.fault('', 'NON_PRIS_EN_CHARGE', node.name.slice(0, 40), 'add, replace, remove');
  else if (path === undefined) operation.fault('sel', 'CHAMP_NON_MODIFIABLE', attribute(node, 'sel'), 'f:DocumentReference/f:…');
  else {
    const [child] = elementsOf(node);
    const text = contentOf(node)
      .filter((one) => typeof one === 'string')
      .join('')
      .trim();
    const name = child === undefined ? undefined : path === 'DocumentReference' ? child.name : undefined;
    const value =
      child === undefined
        ? path.includes('extension') && /^(?:true|false)$/.test(text)
          ? text === 'true'
          : text
        : readElement(child, 'DocumentReference', at, findings);
    return fhirPathChangeAt(operation, op, name === undefined ? path : `${path}.${name}`, value);
  }
  return undefined;
}

/** One step of the XPath these patches use: a name, then where it stands, which url it has, or which code. */
const step = /^(?:[A-Za-z]+:)?([A-Za-z]+)((?:\[[^\]]{1,160}\])*)$/;
const predicates: readonly (readonly [RegExp, (found: readonly string[]) => string])[] = [
  // XPath counts from one.
  [/^\[([1-9]\d?)\]$/, ([, place]) => `[${Number(place) - 1}]`],
  [/^\[@url=(['"])([^'"]{1,140})\1\]$/, ([, , url]) => `.where(url='${url!}')`],
  [/^\[(?:[a-z]+:)?coding\/(?:[a-z]+:)?code\/@value=(['"])([A-Z_]{1,40})\1\]$/, ([, , code]) => `.where(coding.code = '${code!}')`],
];

/** `f:DocumentReference/f:securityLabel[2]/@value` -> `DocumentReference.securityLabel[1]`; undefined: another XPath. */
function pathOf(sel: string): string | undefined {
  const steps = sel
    .replace(/^\//, '')
    .split(/\/(?![^[]*\])/)
    .filter((one) => one !== '@value');
  const read = steps.map((one) => {
    const found = step.exec(one);
    if (found === null) return undefined;
    const places = [...found[2]!.matchAll(/\[[^\]]+\]/g)].map(([predicate]) => {
      const [pattern, write] = predicates.find(([shape]) => shape.test(predicate)) ?? [undefined, undefined];
      return pattern === undefined ? undefined : write!(pattern.exec(predicate)!);
    });
    return places.includes(undefined) ? undefined : `${found[1]!}${places.join('')}`;
  });
  return read.length === 0 || read.includes(undefined) ? undefined : read.join('.');
}
