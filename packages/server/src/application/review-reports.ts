// The reviewer's side of a report: the list of what awaits, the case with what the same professional did around that time, notes, and the
// answer to the patient. Each look and each step is a line of the record's own journal; nothing of what the record holds is read.

import { actorId } from '@carnet/domain/audit';
import { type IdentityTraits, type PsIdNat, type StructIdNat, displayName } from '@carnet/domain/identity';
import { type Result, instantOf, ok, refuse } from '@carnet/domain/kernel';
import type { Conclusion, ReportStep } from '@carnet/domain/watch';
import type { AccessNearby, AccessReport, DossierKey, Ports, ReportRow } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { fullName } from './directory-names.ts';
import { withAccess, withAccessAcross } from './with-access.ts';

export interface NamedReportRow extends ReportRow {
  readonly name: string;
  readonly profession?: string;
  readonly structureName?: string;
}

export const listReports = (ports: Ports, caller: Caller, answered: boolean): Promise<Result<readonly NamedReportRow[]>> =>
  withAccessAcross(ports, caller, 'review-accesses', async ({ permit, tx }) => {
    const rows = await tx.reports.rows(permit, answered);
    const ids = [...new Set(rows.map((row) => row.actorId))];
    const people = new Map((await tx.directory.professionnels(ids as PsIdNat[])).map((one) => [one.id as string, one]));
    const structures = new Map(
      (await tx.directory.structures([...new Set([...ids, ...[...people.values()].flatMap((one) => one.structures)])] as StructIdNat[])).map((one) => [
        one.id as string,
        one,
      ]),
    );
    return ok(
      rows.map((row) => {
        const person = people.get(row.actorId);
        const structureName = person?.structures[0] === undefined ? undefined : structures.get(person.structures[0])?.name;
        return {
          ...row,
          name: person === undefined ? (structures.get(row.actorId)?.name ?? row.actorId) : fullName(person),
          ...(person === undefined ? {} : { profession: person.profession }),
          ...(structureName === undefined ? {} : { structureName }),
        };
      }),
    );
  });

export interface ReviewedReport {
  readonly report: AccessReport;
  readonly patientName: string;
  readonly patientBirthDate: IdentityTraits['birthDate'];
  readonly nearby: readonly AccessNearby[];
  readonly structureNames: ReadonlyMap<string, string>;
}

/** Before and after the access reported. */
const nearbyMs = 12 * 3_600_000;
const unknown = refuse('PARAMETRE_INVALIDE', [{ field: 'reportId', rule: 'SIGNALEMENT_INCONNU' }]);

export const examineReport = (ports: Ports, caller: Caller, dossier: DossierKey, id: string): Promise<Result<ReviewedReport>> =>
  withAccess(ports, caller, { action: 'examine-report', dossier }, async ({ permit, tx }) => {
    const report = await tx.reports.read(permit, id);
    if (report === undefined) return unknown;
    const { traits } = await tx.dossiers.identity(permit);
    const around = report.about.trace?.at ?? report.at;
    const nearby = await tx.reports.nearby(permit, report.actorId, { from: instantOf(around - nearbyMs), until: instantOf(around + nearbyMs) });
    const ids = [...new Set(nearby.flatMap(({ structureId }) => (structureId === undefined ? [] : [structureId])))] as StructIdNat[];
    const structures = await tx.directory.structures(ids);
    return ok({
      report,
      patientName: displayName(traits),
      patientBirthDate: traits.birthDate,
      nearby,
      structureNames: new Map(structures.map((one) => [one.id as string, one.name])),
    });
  });

/** An answer has its conclusion and its text, a note its text. */
export interface StepAsked {
  readonly step: ReportStep;
  readonly text?: string | undefined;
  readonly conclusion?: Conclusion | undefined;
}

/** An answer is told to the patient, and to those who represent them unless the report is secret. */
export const takeReportStep = (ports: Ports, caller: Caller, dossier: DossierKey, id: string, { step, text, conclusion }: StepAsked): Promise<Result<true>> =>
  withAccess(ports, caller, { action: 'examine-report', dossier }, async ({ permit, tx, at }) => {
    const by = actorId(permit.actor) as PsIdNat;
    const report = await tx.reports.take(permit, id, {
      step,
      at,
      by,
      byName: caller.context.actorName,
      ...(text === undefined ? {} : { text }),
      ...(conclusion === undefined ? {} : { conclusion }),
    });
    if (report === undefined) return refuse('TRANSITION_INTERDITE', [{ field: 'reportId', rule: 'SIGNALEMENT_REPONDU' }]);
    if (step === 'answered') await tx.notices.raise({ id: ports.newId(), dossier: permit.dossier.id, kind: 'signalement-repondu', at, secret: report.secret });
    return ok(true as const);
  });
