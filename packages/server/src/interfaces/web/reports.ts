// Reports of accesses at the patient's door: made, and read with what became of them.

import { type Report, type Reports, reportAccessSchema } from '@carnet/contract';
import { type LabelLanguage, professionLabel } from '@carnet/contract/wording';
import { actorId } from '@carnet/domain/audit';
import type { TraceId } from '@carnet/domain/audit';
import { type Result, ok, parseInstant, refuse, toIso } from '@carnet/domain/kernel';
import { readReports, reportAccess } from '../../application/report-access.ts';
import type { AccessReport, Ports, ReportedAccess } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall } from './web-deps.ts';

export async function addReport(ports: Ports, call: DossierCall, body: unknown): Promise<Result<Report>> {
  const input = parseInput(reportAccessSchema, body);
  if (!input.ok) return input;
  const { access, actor, text, block } = input.value;
  const at = access === undefined ? undefined : parseInstant(access.at, 'access.at');
  if (at?.ok === false) return refuse('PARAMETRE_INVALIDE', at.findings);
  const about = access === undefined || at === undefined ? { actor: actor ?? '' } : { trace: { id: access.id as TraceId, at: at.value } };
  const made = await reportAccess(ports, call.caller, call.dossier, { about, block, ...(text === undefined || text === '' ? {} : { text }) });
  return made.ok ? ok(presentReport(call, made.value)) : made;
}

export async function showReports(ports: Ports, call: DossierCall): Promise<Result<Reports>> {
  const read = await readReports(ports, call.caller, call.dossier);
  return read.ok ? ok({ reports: read.value.map((report) => presentReport(call, report)) }) : read;
}

/** What the patient is given: no reviewer is named, and no note. */
function presentReport({ caller, language }: DossierCall, { id, at, due, state, about, text, blocked, reportedBy, steps }: AccessReport): Report {
  const answer = steps.find(({ step }) => step === 'answered');
  const examined = steps[0];
  return {
    id,
    at: toIso(at),
    due: toIso(due),
    state,
    about: presentAbout(about, language),
    ...(text === undefined ? {} : { text }),
    blocked,
    self: reportedBy.personne === actorId(caller.actor),
    reportedBy: reportedBy.name,
    ...(examined === undefined ? {} : { examinedAt: toIso(examined.at) }),
    ...(answer?.conclusion === undefined ? {} : { answer: { at: toIso(answer.at), conclusion: answer.conclusion, text: answer.text ?? '' } }),
  };
}

export const presentAbout = ({ trace, name, profession, structureName, action, mode, reason }: ReportedAccess, language: LabelLanguage): Report['about'] => ({
  ...(trace === undefined ? {} : { at: toIso(trace.at) }),
  name,
  ...(profession === undefined ? {} : { professionLabel: professionLabel(language, profession) }),
  ...(structureName === undefined ? {} : { structureName }),
  ...(action === undefined ? {} : { action }),
  ...(mode === undefined ? {} : { mode }),
  ...(reason === undefined ? {} : { reason }),
});
