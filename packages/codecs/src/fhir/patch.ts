// PATCH of a DocumentReference: JSON Patch (RFC 6902) or FHIRPath Patch (Parameters); XML Patch is in patch-xml.ts. Only visibility, deletion and archiving may change
// (docs/sources.md §2.3, §2.4). Security labels are a set: `N` always stays, and replacing one label replaces that one only (the draft guide replaces
// `securityLabel/0` and would lose the others). Order of the labels: the one this door writes, `N` first.

import { type AvailabilityStatus, type Visibilite, confidentialityCodes, parseVisibilite } from '@carnet/domain/document';
import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { isArchivedUrl } from './document-reference.ts';
import { Element, isObject, parseJson, resourceOf } from './json.ts';

export interface PatchedEntry {
  readonly visibilite?: Visibilite;
  /** `Deleted`, `Archived`, or `Approved` when the archive is left. */
  readonly status?: AvailabilityStatus;
}
export interface PatchContext {
  readonly visibilite: Visibilite;
  readonly cumulAllowed: boolean;
}

/** One change, whichever syntax it was written in. */
export type Change =
  | {
      readonly target: 'labels';
      readonly op: 'add' | 'replace' | 'remove';
      readonly at: number | 'all' | 'end' | { readonly code: string };
      readonly codes: readonly string[];
    }
  | { readonly target: 'status'; readonly code: string }
  | { readonly target: 'archived'; readonly value: boolean };

export const operationsMaximum = 50;

/** Reads JSON Patch, `application/json-patch+json`. */
export function parseJsonPatch(json: Uint8Array | string, context: PatchContext): Parsed<PatchedEntry> {
  const value = parseJson(json);
  if (!value.ok) return value;
  if (!Array.isArray(value.value) || value.value.length === 0 || value.value.length > operationsMaximum)
    return faulty({ field: 'patch', rule: 'JSON_TYPE', expected: `array, 1 – ${operationsMaximum}` });
  const findings: Finding[] = [];
  const changes = value.value.map((operation: unknown, index) =>
    isObject(operation) ? jsonPatchChange(new Element(operation, `patch[${index}]`, findings)) : undefined,
  );
  return applied(changes, findings, context);
}

const pointer = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

function jsonPatchChange(operation: Element): Change | undefined {
  const op = operation.string('op');
  const path = operation.string('path');
  if (op === undefined || path === undefined) {
    operation.fault(op === undefined ? 'op' : 'path', 'CHAMP_ABSENT');
    return undefined;
  }
  // The guide writes `/extension[url:'…']/valueBoolean`, which is no JSON Pointer (RFC 6901).
  if (!path.startsWith('/') || /[[\]]/.test(path)) operation.fault('path', 'POINTEUR_JSON', path, 'RFC 6901');
  else if (op !== 'add' && op !== 'replace' && op !== 'remove') operation.fault('op', 'NON_PRIS_EN_CHARGE', op, 'add, replace, remove');
  else return changeAt(operation, op, pointer(path), operation.value['value']);
  return undefined;
}

function changeAt(operation: Element, op: 'add' | 'replace' | 'remove', [first = '', second, ...rest]: readonly string[], value: unknown): Change | undefined {
  if (first === 'status' && second === undefined && op !== 'remove')
    return typeof value === 'string' ? { target: 'status', code: value } : wrongValue(operation);
  if (first === 'extension' && op !== 'remove') return archivedChange(operation, [second ?? '', ...rest], value);
  if (first === 'securityLabel') return labelChange(operation, op, second, rest, value);
  operation.fault('path', 'CHAMP_NON_MODIFIABLE', `/${first}`, 'securityLabel, status, extension(isArchived)');
  return undefined;
}

function wrongValue(operation: Element): undefined {
  operation.fault('value', 'VALEUR_INATTENDUE');
  return undefined;
}

/** `/extension/0/valueBoolean` (the only extension this door writes), or the whole extension added or replaced. */
function archivedChange(operation: Element, [index = '', ...rest]: readonly string[], value: unknown): Change | undefined {
  const inner =
    rest.length === 1 && rest[0] === 'valueBoolean' && index === '0'
      ? value
      : rest.length === 0 && isObject(value) && value['url'] === isArchivedUrl
        ? value['valueBoolean']
        : undefined;
  return typeof inner === 'boolean' ? { target: 'archived', value: inner } : wrongValue(operation);
}

function labelChange(
  operation: Element,
  op: 'add' | 'replace' | 'remove',
  index: string | undefined,
  rest: readonly string[],
  value: unknown,
): Change | undefined {
  const at = index === undefined ? 'all' : index === '-' ? 'end' : /^\d{1,2}$/.test(index) ? Number(index) : undefined;
  if (at === undefined || !['', 'coding/0', 'coding/0/code'].includes(rest.join('/'))) {
    operation.fault('path', 'POINTEUR_JSON', `/securityLabel/${index ?? ''}`, '/securityLabel/-');
    return undefined;
  }
  const codes = op === 'remove' ? [] : codesIn(value);
  return codes === undefined ? wrongValue(operation) : { target: 'labels', op, at, codes };
}

/** The codes of a label however it is given: a list of CodeableConcepts, one, a Coding, or a bare code. */
function codesIn(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) {
    const each = value.map(codesIn);
    return each.some((codes) => codes === undefined) ? undefined : each.flatMap((codes) => codes ?? []);
  }
  if (!isObject(value)) return undefined;
  return typeof value['code'] === 'string' ? [value['code']] : codesIn(value['coding']);
}

/** Reads FHIRPath Patch, a Parameters resource (FHIR R4 §3.1.0.9.3). */
export function parseFhirPathPatch(json: Uint8Array | string, context: PatchContext): Parsed<PatchedEntry> {
  const value = parseJson(json);
  if (!value.ok) return value;
  const findings: Finding[] = [];
  const parameters = resourceOf(value.value, 'Parameters', '', findings);
  const operations = parameters?.children('parameter') ?? [];
  if (parameters !== undefined && (operations.length === 0 || operations.length > operationsMaximum))
    parameters.fault('parameter', 'CARDINALITE', String(operations.length), `1 – ${operationsMaximum}`);
  return applied(operations.slice(0, operationsMaximum).map(fhirPathChange), findings, context);
}

function partOf(operation: Element, name: string): unknown {
  const part = operation.children('part').find((one) => one.value['name'] === name);
  return part === undefined ? undefined : Object.entries(part.value).find(([key]) => key.startsWith('value'))?.[1];
}

const labelPath =
  /^DocumentReference\.securityLabel(?:\[(\d{1,2})\]|\.where\(coding\.(?:exists\()?code\s*=\s*'([A-Z_]{1,40})'\)?\))?(?:\.coding(?:\[0\])?(?:\.code)?)?$/;

function fhirPathChange(operation: Element): Change | undefined {
  const type = partOf(operation, 'type');
  const path = partOf(operation, 'path');
  const name = partOf(operation, 'name');
  if (typeof type !== 'string' || typeof path !== 'string') {
    operation.fault('part', 'CHAMP_ABSENT', undefined, 'type, path');
    return undefined;
  }
  const op = type === 'delete' ? 'remove' : type === 'insert' ? 'add' : type;
  if (op !== 'add' && op !== 'replace' && op !== 'remove') {
    operation.fault('part', 'NON_PRIS_EN_CHARGE', type, 'add, insert, replace, delete');
    return undefined;
  }
  return fhirPathChangeAt(operation, op, type === 'add' && typeof name === 'string' ? `${path}.${name}` : path, partOf(operation, 'value'));
}

export function fhirPathChangeAt(operation: Element, op: 'add' | 'replace' | 'remove', path: string, value: unknown): Change | undefined {
  const label = labelPath.exec(path);
  if (label !== null) {
    const at = label[1] !== undefined ? Number(label[1]) : label[2] !== undefined ? { code: label[2] } : op === 'add' ? 'end' : 'all';
    const codes = op === 'remove' ? [] : codesIn(value);
    return codes === undefined ? wrongValue(operation) : { target: 'labels', op, at, codes };
  }
  if (path === 'DocumentReference.status' && op !== 'remove') return typeof value === 'string' ? { target: 'status', code: value } : wrongValue(operation);
  if (path.startsWith('DocumentReference.extension') && op !== 'remove') {
    const flag =
      typeof value === 'boolean' && path.includes(isArchivedUrl)
        ? value
        : isObject(value) && value['url'] === isArchivedUrl
          ? value['valueBoolean']
          : undefined;
    return typeof flag === 'boolean' ? { target: 'archived', value: flag } : wrongValue(operation);
  }
  operation.fault('part', 'CHAMP_NON_MODIFIABLE', path, 'securityLabel, status, extension(isArchived)');
  return undefined;
}

const deletion = 'entered-in-error';

export function applied(changes: readonly (Change | undefined)[], findings: Finding[], context: PatchContext): Parsed<PatchedEntry> {
  let labels: readonly string[] | undefined;
  let status: AvailabilityStatus | undefined;
  for (const change of changes) {
    if (change === undefined) continue;
    if (change.target === 'labels') labels = changedLabels(labels ?? confidentialityCodes(context.visibilite), change, findings);
    else if (change.target === 'archived') status = change.value ? 'Archived' : 'Approved';
    else if (change.code === deletion) status = 'Deleted';
    // `superseded` comes of a replacement only; `current` changes nothing.
    else if (change.code !== 'current') findings.push({ field: 'status', rule: 'TRANSITION_INTERDITE', given: change.code.slice(0, 40), expected: deletion });
  }
  const visibilite = labels === undefined ? undefined : parseVisibilite([...new Set(labels)], context.cumulAllowed, 'securityLabel');
  if (visibilite !== undefined && !visibilite.ok) findings.push(...visibilite.findings);
  if (changes.some((change) => change === undefined) && findings.length === 0) findings.push({ field: 'patch', rule: 'JSON_TYPE', expected: 'object' });
  if (findings.length > 0) return faulty(...findings);
  return parsed({ ...(visibilite?.ok === true ? { visibilite: visibilite.value } : {}), ...(status === undefined ? {} : { status }) });
}

function changedLabels(labels: readonly string[], { op, at, codes }: Extract<Change, { target: 'labels' }>, findings: Finding[]): readonly string[] {
  if (at === 'end') return [...labels, ...codes];
  if (at === 'all') return codes;
  const index = typeof at === 'number' ? at : labels.indexOf(at.code);
  if (op === 'add') return [...labels, ...codes];
  if (index < 0 || index >= labels.length) {
    findings.push({ field: 'securityLabel', rule: 'REFERENCE_INTROUVABLE', given: typeof at === 'number' ? String(at) : at.code });
    return labels;
  }
  // `N` says the document is of normal confidentiality: it is not a restriction one could trade for another.
  const kept = labels.filter((label, position) => position !== index || label === 'N');
  return [...kept, ...codes];
}
