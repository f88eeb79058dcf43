// ITI-57 (TD3.3): an update of metadata, typed (docs/sources.md §2.3; ITI TF-2 §3.57). Two kinds: the whole entry again under its logicalId, the
// version it takes the place of being the lock; or a change of status. Which changes are lawful is not decided here.

import { type AvailabilityStatus, type DocumentMetadata, type LogicalId, parseEntryUuid, parseLogicalId } from '@carnet/domain/document';
import { sameIns } from '@carnet/domain/identity';
import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { documentEntryOf } from './document-entry.ts';
import { type DeclaredSet, submissionSetOf } from './packages.ts';
import type { RegistryObject } from './registry-object.ts';
import { type Submission, type SubmittedAssociation, lcm, submissionIn } from './submission.ts';
import { associationOfUrn, knownStatuses, statusOfUrn, updateStatusUrn, uuidOf } from './vocabulary.ts';

export type SubmittedUpdate =
  | { readonly kind: 'entry'; readonly logicalId: LogicalId; readonly previousVersion: number; readonly metadata: DocumentMetadata }
  | { readonly kind: 'status'; readonly entryUuid: string; readonly original: AvailabilityStatus; readonly next: AvailabilityStatus };
export interface SubmittedUpdates {
  readonly set: DeclaredSet;
  readonly updates: readonly SubmittedUpdate[];
  /** How findings name each, in the same order. */
  readonly labels: readonly string[];
  readonly notKept: readonly string[];
}

export function parseUpdateDocumentSet(body: XmlElement, context: { readonly cumulAllowed: boolean }): Parsed<SubmittedUpdates> {
  if (!lcm.is(body, 'SubmitObjectsRequest'))
    return faulty({ field: 'Body', rule: 'CORPS_INATTENDU', given: body.name.slice(0, 64), expected: 'SubmitObjectsRequest' });
  const findings: Finding[] = [];
  const notKept: string[] = [];
  const submission = submissionIn(body, findings);
  if (submission.sets.length !== 1) findings.push({ field: 'XDSSubmissionSet', rule: 'LOT_UNIQUE', given: String(submission.sets.length), expected: '1' });
  for (const folder of submission.folders) folder.fault('classificationNode', 'NON_PRIS_EN_CHARGE', 'XDSFolder', 'XDSDocumentEntry');
  const set = submission.sets[0] === undefined ? undefined : submissionSetOf(submission.sets[0], notKept);
  const associations = ofSet(submission);
  const changed = submission.documents.map((object) => ({ object, update: entryUpdate(object, associations, context.cumulAllowed, notKept) }));
  const statuses = associations
    .filter(({ type }) => type === updateStatusUrn)
    .map((association) => ({ object: association.object, update: statusUpdate(association) }));
  const all = [...changed, ...statuses];
  if (all.length === 0 && findings.length === 0)
    findings.push({ field: 'RegistryObjectList', rule: 'CHAMP_ABSENT', expected: 'XDSDocumentEntry | UpdateAvailabilityStatus' });
  for (const { object, update } of changed)
    if (set !== undefined && update !== undefined && !sameIns(update.metadata.patient, set.patient))
      object.fault('patientId', 'PATIENT_DIFFERENT', update.metadata.patient.matricule, set.patient.matricule);
  if (findings.length > 0 || set === undefined) return faulty(...findings);
  return parsed({
    set,
    updates: all.map(({ update }) => update as SubmittedUpdate),
    labels: all.map(({ object }) => object.label),
    notKept,
  });
}

/** The associations of the set. Any other than HasMember and UpdateAvailabilityStatus is a change the DMP does not know. */
function ofSet({ sets, associations }: Submission): readonly SubmittedAssociation[] {
  const set = sets[0]?.id;
  return associations.filter((association) => {
    const { object, type, source } = association;
    const known = associationOfUrn(type) === 'HasMember' || type === updateStatusUrn;
    if (!known) object.fault('associationType', 'NON_PRIS_EN_CHARGE', type, `HasMember | ${updateStatusUrn}`);
    const own = source !== undefined && 'own' in source && source.own === set;
    if (known && source !== undefined && !own) object.fault('sourceObject', 'REFERENCE_INTROUVABLE', object.attribute('sourceObject'), 'XDSSubmissionSet');
    return known && own;
  });
}

function entryUpdate(
  object: RegistryObject,
  associations: readonly SubmittedAssociation[],
  cumulAllowed: boolean,
  notKept: string[],
): Extract<SubmittedUpdate, { kind: 'entry' }> | undefined {
  const membership = associations.find(
    ({ type, target }) => associationOfUrn(type) === 'HasMember' && target !== undefined && 'own' in target && target.own === object.id,
  );
  if (membership === undefined) object.fault('HasMember', 'LOT_INCOMPLET', object.id);
  const previous = membership?.object.value('PreviousVersion', 1);
  const previousVersion = previous !== undefined && /^[1-9]\d{0,8}$/.test(previous) ? Number(previous) : undefined;
  if (previous !== undefined && previousVersion === undefined) membership?.object.fault('PreviousVersion', 'FORME', previous, '1, 2, 3…');
  const status = membership?.object.value('SubmissionSetStatus');
  if (status !== undefined && status !== 'Original') membership?.object.fault('SubmissionSetStatus', 'VALEUR_HORS_LISTE', status, 'Original');
  const lid = object.attribute('lid');
  if (lid === undefined) object.fault('lid', 'CHAMP_ABSENT');
  const logicalId = lid === undefined ? undefined : object.keep(named(parseLogicalId(uuidOf(lid) ?? lid), object.at('lid')));
  const hash = object.value('hash', 1)?.toLowerCase();
  const size = object.value('size', 1);
  const entry = documentEntryOf(
    object,
    hash === undefined || size === undefined ? undefined : { sha1: hash, size: Number(size) },
    { sha1: () => hash ?? '', cumulAllowed },
    notKept,
  );
  return entry === undefined || logicalId === undefined || previousVersion === undefined
    ? undefined
    : { kind: 'entry', logicalId, previousVersion, metadata: entry.metadata };
}

/** The faults of a parse under the name the message gives the field. */
const named = <T>(read: Parsed<T>, field: string): Parsed<T> => (read.ok ? read : faulty(...read.findings.map((finding) => ({ ...finding, field }))));

function statusUpdate({ object, target }: SubmittedAssociation): Extract<SubmittedUpdate, { kind: 'status' }> | undefined {
  const status = (name: 'OriginalStatus' | 'NewStatus'): AvailabilityStatus | undefined => {
    const urn = object.value(name, 1);
    const known = urn === undefined ? undefined : statusOfUrn(urn);
    if (urn !== undefined && known === undefined) object.fault(name, 'CODE_INCONNU', urn, knownStatuses);
    return known;
  };
  const original = status('OriginalStatus');
  const next = status('NewStatus');
  if (target !== undefined && !('kept' in target)) object.fault('targetObject', 'REFERENCE_INTROUVABLE', target.own, 'urn:uuid:…');
  const entryUuid = target !== undefined && 'kept' in target ? object.keep(parseEntryUuid(target.kept)) : undefined;
  return entryUuid === undefined || original === undefined || next === undefined ? undefined : { kind: 'status', entryUuid, original, next };
}
