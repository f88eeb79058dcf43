// What a reviewer of accesses reads and does, under /api/pilotage.

import { type ReportCase, type ReportRows, type Stop, type Stops, liftStopSchema, reportRowsQuerySchema, reportStepSchema } from '@carnet/contract';
import { type LabelLanguage, professionLabel } from '@carnet/contract/wording';
import { type DossierId, parseDossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { type NamedReportRow, type ReviewedReport, examineReport, listReports, takeReportStep } from '../../application/review-reports.ts';
import { type NamedStop, liftStop, readStops } from '../../application/review-stops.ts';
import type { Calls } from './door.ts';
import { parseInput } from './parse-input.ts';
import { dayRoutes } from './review-days.ts';
import { presentAbout } from './reports.ts';
import type { Call, WebDeps } from './web-deps.ts';

const jsonMaximumBytes = 16 * 1024;

export function reviewRoutes(app: FastifyInstance, deps: WebDeps, calls: Calls): void {
  stopRoutes(app, deps, calls);
  reportRoutes(app, deps, calls);
  dayRoutes(app, deps, calls);
}

function reportRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls): void {
  const one = '/reports/:dossierId/:reportId';
  const ofReport = (
    act: (call: Call, dossier: { readonly id: DossierId }, id: string, request: FastifyRequest) => Promise<Result<unknown>>,
  ): RouteHandlerMethod =>
    call(async (current, request) => {
      const { dossierId, reportId } = request.params as { readonly dossierId: string; readonly reportId: string };
      const dossier = parseDossierId(dossierId);
      return dossier.ok ? act(current, { id: dossier.value }, reportId, request) : refuse('DOSSIER_INEXISTANT');
    });
  app.get(
    '/reports',
    call(async ({ caller, language }, { query }) => {
      const input = parseInput(reportRowsQuerySchema, query);
      if (!input.ok) return input;
      const rows = await listReports(ports, caller, input.value.answered === 'true');
      const now = ports.clock.now();
      return rows.ok ? ok<ReportRows>({ reports: rows.value.map((row) => presentRow(row, now, language)) }) : rows;
    }),
  );
  app.get(
    one,
    ofReport(async ({ caller, language }, dossier, id) => {
      const examined = await examineReport(ports, caller, dossier, id);
      return examined.ok ? ok(presentCase(examined.value, ports.clock.now(), language)) : examined;
    }),
  );
  app.post(
    `${one}/steps`,
    { bodyLimit: jsonMaximumBytes },
    ofReport(async ({ caller }, dossier, id, { body }) => {
      const input = parseInput(reportStepSchema, body);
      if (!input.ok) return input;
      const taken = await takeReportStep(ports, caller, dossier, id, input.value);
      return taken.ok ? ok(undefined) : taken;
    }),
  );
}

const isLate = (state: string, due: number, now: number): boolean => state !== 'answered' && due <= now;

const presentRow = (
  { id, dossier, at, due, state, name, profession, structureName }: NamedReportRow,
  now: number,
  language: LabelLanguage,
): ReportRows['reports'][number] => ({
  id,
  dossierId: dossier,
  at: toIso(at),
  due: toIso(due),
  late: isLate(state, due, now),
  state,
  name,
  ...(profession === undefined ? {} : { professionLabel: professionLabel(language, profession) }),
  ...(structureName === undefined ? {} : { structureName }),
});

const presentCase = ({ report, patientName, patientBirthDate, nearby, structureNames }: ReviewedReport, now: number, language: LabelLanguage): ReportCase => ({
  id: report.id,
  dossierId: report.dossier,
  at: toIso(report.at),
  due: toIso(report.due),
  late: isLate(report.state, report.due, now),
  state: report.state,
  actorId: report.actorId,
  about: presentAbout(report.about, language),
  ...(report.text === undefined ? {} : { text: report.text }),
  blocked: report.blocked,
  patientName,
  patientBirthDate,
  reportedBy: report.reportedBy.name,
  steps: report.steps.map((step) => ({ ...step, at: toIso(step.at) })),
  nearby: nearby.map(({ structureId, ...line }) => {
    const structureName = structureId === undefined ? undefined : structureNames.get(structureId);
    return { ...line, at: toIso(line.at), ...(structureName === undefined ? {} : { structureName }) };
  }),
});

function stopRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls): void {
  const json = { bodyLimit: jsonMaximumBytes };
  app.get(
    '/stops',
    call(async ({ caller }) => {
      const read = await readStops(ports, caller);
      if (!read.ok) return read;
      const now = ports.clock.now();
      return ok<Stops>({ stops: read.value.map((stop) => presentStop(stop, now)) });
    }),
  );
  app.post(
    '/stops/lift',
    json,
    call(async ({ caller }, { body }) => {
      const input = parseInput(liftStopSchema, body);
      if (!input.ok) return input;
      const lifted = await liftStop(ports, caller, input.value, input.value.reason);
      return lifted.ok ? ok(undefined) : lifted;
    }),
  );
}

const presentStop = ({ kind, id, name, at, until, misses, lifted, liftedByName }: NamedStop, now: number): Stop => ({
  kind,
  id,
  ...(name === undefined ? {} : { name }),
  at: toIso(at),
  until: toIso(until),
  misses,
  holds: lifted === undefined && until > now,
  ...(lifted === undefined ? {} : { lifted: { at: toIso(lifted.at), by: liftedByName ?? lifted.by, reason: lifted.reason } }),
});
