// The document of the history of reimbursements (type REMB) of each open record whose lines changed: made anew in the insurer's name, by the
// rules of any deposit. It stays one document, whose content follows the lines: its id, what the patient hid of it and who has read it hold,
// each content has its own uniqueId and digests, and the bytes of the former one go (ADR 27).

import type { DocumentFacts } from '@carnet/domain/access';
import { type DocumentEntry, type EntryUuid, type LogicalId, oidOfUuid } from '@carnet/domain/document';
import type { Structure } from '@carnet/domain/identity';
import { type Result, civilDateInParis, ok, plusDays, refuse, startOfDayInParis } from '@carnet/domain/kernel';
import { type HistoryDocument, historyPeriod, historyTables } from '@carnet/domain/reimbursement';
import { classOfType, documentTypes, systemOfType } from '@carnet/domain/terminology';
import type { DueHistory, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { ownSet } from './own-set.ts';
import { type Allowed, withAccess, withAccessAcross } from './with-access.ts';

/** Writes it as software reads it (CDA). */
export type HistoryWriter = (document: HistoryDocument) => Uint8Array;

const type = { code: 'REMB', system: systemOfType('REMB'), display: documentTypes['REMB']!.label } as const;
/** JDV_J60: the national format of the history of reimbursements. */
const format = { code: 'urn:asip:ci-sis:hr:2019', system: '1.2.250.1.213.1.1.4.2.282' } as const;
/** TRE_R02: a body of social security. */
const facility = { code: 'SA24', system: '1.2.250.1.71.4.2.4' } as const;
/** JDV_J04: compulsory health insurance. */
const practice = { code: 'AMO', system: '1.2.250.1.213.1.1.4.9' } as const;

const batchSize = 100;
const triedAgainAfterDays = 1 / 24;

/** How many were filed. One that is refused is tried again in an hour, and told. */
export async function fileHistories(ports: Ports, write: HistoryWriter): Promise<number> {
  const refused: string[] = [];
  for (let filed = 0; ;) {
    const due = await ports.transactions.run(({ due: calendar }) => calendar.changedHistories(ports.clock.now(), batchSize));
    for (const one of due) {
      const result = await fileOne(ports, write, one);
      if (result.ok) filed += 1;
      else {
        refused.push(result.refusal.code);
        await ports.transactions.run(({ history }) => history.postpone(one.dossier, plusDays(ports.clock.now(), triedAgainAfterDays)));
      }
    }
    if (due.length === batchSize) continue;
    if (refused.length > 0) throw new Error(`${refused.length} histories were not filed: ${[...new Set(refused)].join(', ')}`);
    return filed;
  }
}

async function fileOne(ports: Ports, write: HistoryWriter, due: DueHistory): Promise<Result<true>> {
  const insurer = await ports.transactions.run(({ directory }) => directory.structure(due.insurer));
  if (insurer === undefined) return refuse('STRUCTURE_INCOHERENTE');
  const caller: Caller = {
    actor: { kind: 'assurance-maladie', id: insurer.id, active: insurer.active },
    mode: 'normal',
    context: { door: 'job', actorName: insurer.name, structureName: insurer.name },
  };
  const logicalId = due.document ?? (ports.newId() as LogicalId);
  const now = ports.clock.now();
  const facts: DocumentFacts = {
    logicalId,
    typeCode: type.code,
    status: 'Approved',
    visibilite: shown,
    depositor: 'assurance-maladie',
    depositedAt: now,
    authorIds: [],
    authorStructures: [insurer.id],
  };
  const ask = { action: 'deposit', dossier: { id: due.dossier }, document: { facts }, documentTitle: type.display } as const;
  return withAccess<'deposit', true>(ports, caller, ask, async (allowed) => {
    const { permit, tx } = allowed;
    const entry = await newContent(ports, write, insurer, { due, logicalId, allowed });
    if (!entry.ok) return entry;
    await tx.history.filed(permit, logicalId, due.dueSince);
    return ok(true);
  });
}

const shown = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false } as const;

async function newContent(
  ports: Ports,
  write: HistoryWriter,
  insurer: Structure,
  { due, logicalId, allowed }: { readonly due: DueHistory; readonly logicalId: LogicalId; readonly allowed: Allowed<'deposit'> },
): Promise<Result<true>> {
  const { permit, tx, at, policy, also } = allowed;
  const dossier = { id: due.dossier };
  const replacing = due.document === undefined ? undefined : await also({ action: 'replace', dossier, document: { logicalId } });
  if (replacing !== undefined && !replacing.ok) return replacing;
  const former = replacing === undefined ? undefined : (await tx.documents.read(replacing.value)).entry;
  const { ins, traits } = await tx.dossiers.identity(permit);
  const period = historyPeriod(civilDateInParis(at), policy.historyMonths);
  const version = (former?.version ?? 0) + 1;
  const uniqueId = oidOfUuid(ports.newId());
  const tables = historyTables(await tx.history.linesFor(permit, period.from), period);
  const bytes = write({ uniqueId, setId: oidOfUuid(logicalId), version, patient: { ins, traits }, insurer, at, period, tables });
  const blob = await ports.blobs.write(permit, bytes);
  const set = { ...ownSet(ports, ins, at), author: authorOf(insurer) };
  const entry: DocumentEntry = {
    uniqueId,
    patient: ins,
    type,
    classCode: classOfType(type.code)!,
    format,
    mimeType: 'text/xml',
    language: 'fr-FR',
    title: type.display,
    creationTime: at,
    serviceStart: startOfDayInParis(period.from),
    serviceStop: startOfDayInParis(period.to),
    authors: [authorOf(insurer)],
    facilityType: facility,
    practiceSetting: practice,
    eventCodes: [],
    referenceIds: [],
    visibilite: former?.visibilite ?? { ...shown, masquePs: permit.dossier.choices.masksByDefault },
    sha1: ports.sha1(bytes),
    size: bytes.length,
    entryUuid: ports.newId() as EntryUuid,
    logicalId,
    version,
    status: former?.status ?? 'Approved',
    depositor: 'assurance-maladie',
    depositedAt: at,
    changedAt: at,
    submissionSetId: set.id,
  };
  if (replacing !== undefined) return (await tx.history.refile(replacing.value, set, { entry, blob })) ? ok(true) : refuse('VERSION_PERIMEE');
  await tx.documents.deposit(permit, set, { entry, blob });
  // The first time only: what is kept current from day to day is no news.
  await tx.notices.raise({
    id: ports.newId(),
    dossier: due.dossier,
    kind: 'document-nouveau',
    at,
    document: logicalId,
    actorName: insurer.name,
    secret: false,
  });
  return ok(true);
}

const authorOf = ({ id, name }: Structure) => ({ kind: 'systeme', id, name, institution: { id, name } }) as const;

const carnet: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'job', actorName: 'Carnet' } };
const monthsAtATime = 500;

/** Removes the lines that have become older than the history of the day (policy `historyMonths`). How many months of people were looked at. */
export async function expireHistories(ports: Ports): Promise<number> {
  const now = ports.clock.now();
  const { policy } = await ports.law.at(now);
  const { from } = historyPeriod(civilDateInParis(now), policy.historyMonths);
  for (let removed = 0; ;) {
    // Asked before it is decided: a night with nothing to do leaves no line in the journal.
    if (!(await ports.transactions.run(({ due }) => due.hasOlderHistory(from)))) return removed;
    const step = await withAccessAcross(ports, carnet, 'expire-history', async ({ permit, tx }) =>
      ok(await tx.history.removeOlder(permit, from, monthsAtATime)),
    );
    if (!step.ok) throw new Error(`older lines were not removed: ${step.refusal.code}`);
    removed += step.value;
  }
}
