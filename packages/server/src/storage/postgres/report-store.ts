// Reports of accesses and what became of them, under the record's own key. The reviewer's list crosses records by an index that holds only
// what awaits, and opens nothing of what is sealed.

import type { Permit } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import { type ReportState, afterStep } from '@carnet/domain/watch';
import type { AccessNearby, AccessReport, ReportRow, ReportStepTaken, ReportStore } from '../../ports/index.ts';
import type { Sealer } from '../vault.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';
import { readableTrace } from './trace-store.ts';

interface Row {
  dossier_id: DossierId;
  id: string;
  at: Instant;
  due_at: Instant;
  state: ReportState;
  actor_id: string;
  secret: boolean;
  sealed: Buffer;
}
interface StepRow {
  report_id: string;
  number: number;
  at: Instant;
  step: ReportStepTaken['step'];
  conclusion: ReportStepTaken['conclusion'] | null;
  sealed: Buffer;
}
type SealedReport = Pick<AccessReport, 'about' | 'text' | 'blocked' | 'reportedBy'>;
type SealedStep = Pick<ReportStepTaken, 'byName' | 'text'>;
export const reportBinding = (dossier: string, id: string): string => `access_report|${dossier}|${id}`;
export const stepBinding = (dossier: string, id: string, number: number): string => `access_report_step|${dossier}|${id}|${number}`;
const rowsShown = 200;

export function reportStore(context: StoreContext): ReportStore {
  const { db, keys } = context;
  const opened = async (dossier: DossierId, rows: readonly Row[]): Promise<readonly AccessReport[]> => {
    if (rows.length === 0) return [];
    const sealer = await keys.sealer(dossier, db);
    const steps = await db.query<StepRow>({
      name: 'report-steps',
      text: 'SELECT * FROM access_report_step WHERE dossier_id = $1 AND report_id = ANY ($2::uuid[]) ORDER BY report_id, number',
      values: [dossier, rows.map(({ id }) => id)],
    });
    return rows.map((row) => toReport(sealer, row, steps.rows));
  };
  const one = async (permit: Permit<'examine-report'>, id: string, lock: '' | 'FOR UPDATE'): Promise<AccessReport | undefined> => {
    if (!isUuid(id)) return undefined;
    const dossier = permit.dossier.id;
    const text = `SELECT * FROM access_report WHERE dossier_id = $1 AND id = $2 ${lock}`;
    return (await opened(dossier, (await db.query<Row>({ text, values: [dossier, id] })).rows))[0];
  };
  return {
    readable: (permit, trace) => readableTrace(context, permit, trace),
    async open({ dossier }, { id, at, due, actorId, secret, about, text, blocked, reportedBy }, maximum) {
      const sealed = (await keys.sealer(dossier.id, db)).seal(
        reportBinding(dossier.id, id),
        JSON.stringify({ about, blocked, reportedBy, ...(text === undefined ? {} : { text }) } satisfies SealedReport),
      );
      const { rowCount } = await db.query({
        name: 'report-open',
        text: `INSERT INTO access_report (dossier_id, id, at, due_at, state, actor_id, secret, sealed)
          SELECT $1, $2, $3, $4, 'received', $5, $6, $7 WHERE (SELECT count(*) FROM access_report r WHERE r.dossier_id = $1 AND r.state <> 'answered') < $8`,
        values: [dossier.id, id, toTimestamp(at), toTimestamp(due), actorId, secret, sealed, maximum],
      });
      return rowCount === 1;
    },
    async list({ dossier, actor }) {
      const { rows } = await db.query<Row>({
        name: 'report-list',
        text: 'SELECT * FROM access_report WHERE dossier_id = $1 AND (NOT secret OR $2) ORDER BY at DESC, id DESC LIMIT $3',
        values: [dossier.id, actor.kind === 'titulaire', rowsShown],
      });
      return (await opened(dossier.id, rows)).map((report) => ({ ...report, steps: report.steps.filter(({ step }) => step !== 'note') }));
    },
    read: (permit, id) => one(permit, id, ''),
    async take(permit, id, { by, ...step }) {
      const report = await one(permit, id, 'FOR UPDATE');
      const state = report === undefined ? undefined : afterStep(report.state, step.step);
      if (report === undefined || state === undefined) return undefined;
      const dossier = permit.dossier.id;
      const number = report.steps.length + 1;
      const { byName, text } = step;
      const sealed = (await keys.sealer(dossier, db)).seal(
        stepBinding(dossier, id, number),
        JSON.stringify({ byName, ...(text === undefined ? {} : { text }) } satisfies SealedStep),
      );
      await db.query({
        text: `INSERT INTO access_report_step (dossier_id, report_id, number, at, step, conclusion, by, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        values: [dossier, id, number, toTimestamp(step.at), step.step, step.conclusion ?? null, by, sealed],
      });
      await db.query({ text: 'UPDATE access_report SET state = $3 WHERE dossier_id = $1 AND id = $2', values: [dossier, id, state] });
      return { ...report, state, steps: [...report.steps, step] };
    },
    async nearby({ dossier }, actorId, { from, until }) {
      const { rows } = await db.query<NearbyRow>({
        name: 'report-nearby',
        text: nearbyStatement,
        values: [actorId, toTimestamp(from), toTimestamp(until), dossier.id, rowsShown],
      });
      return rows.map(({ structure_id: structureId, same_record: sameRecord, record, ...row }): AccessNearby => ({
        ...row,
        sameRecord,
        record: Number(record),
        ...(structureId === null ? {} : { structureId }),
      }));
    },
    async rows(_permit, answered) {
      const { rows } = await db.query<ReportRow>({
        name: answered ? 'report-rows-answered' : 'report-rows',
        text: `SELECT id, dossier_id AS dossier, at, due_at AS due, state, actor_id AS "actorId" FROM access_report
          WHERE ${answered ? `state = 'answered' ORDER BY at DESC` : `state <> 'answered' ORDER BY due_at`} LIMIT $1`,
        values: [rowsShown],
      });
      return rows;
    },
  };
}

interface NearbyRow extends Pick<AccessNearby, 'at' | 'action' | 'mode' | 'outcome'> {
  structure_id: string | null;
  same_record: boolean;
  record: number;
}
/** Records are numbered in the order they were entered: nothing of them is told. */
const nearbyStatement = `
  WITH lines AS (
    SELECT t.at, t.sequence, t.dossier_id, t.action, t.mode, t.outcome, t.structure_id FROM trace t
    WHERE t.actor_id = $1 AND t.at >= $2 AND t.at <= $3 AND t.action IN ('list-documents', 'read-document') ORDER BY t.at LIMIT $5
  ), numbered AS (
    SELECT dossier_id, row_number() OVER (ORDER BY min(at), dossier_id) AS record FROM lines GROUP BY dossier_id)
  SELECT l.at, l.action, l.mode, l.outcome, l.structure_id, l.dossier_id = $4 AS same_record, n.record
  FROM lines l JOIN numbered n USING (dossier_id) ORDER BY l.at, l.dossier_id, l.sequence`;

function toReport(sealer: Sealer, row: Row, steps: readonly StepRow[]): AccessReport {
  const clear = (binding: string, sealed: Buffer): unknown => JSON.parse(sealer.open(binding, sealed).toString('utf8'));
  const { dossier_id: dossier, id, at, due_at: due, state, actor_id: actorId, secret } = row;
  return {
    ...(clear(reportBinding(dossier, id), row.sealed) as SealedReport),
    id,
    dossier,
    at,
    due,
    state,
    actorId,
    secret,
    steps: steps
      .filter((step) => step.report_id === id)
      .map(({ number, at: taken, step, conclusion, sealed }) => ({
        ...(clear(stepBinding(dossier, id, number), sealed) as SealedStep),
        at: taken,
        step,
        ...(conclusion === null || conclusion === undefined ? {} : { conclusion }),
      })),
  };
}
