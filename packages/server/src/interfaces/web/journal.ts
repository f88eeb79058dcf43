// The journal of a record (R.1111-43 CSP): who, in which role and structure, what, when, and what was refused.

import { type Journal, type JournalLine, type journalGroups, journalQuerySchema } from '@carnet/contract';
import { type LabelLanguage, professionLabel, typeLabel } from '@carnet/contract/wording';
import type { Action, ActionAcross } from '@carnet/domain/access';
import { type AccountAction, type TraceSubject, actorId, meansOf } from '@carnet/domain/audit';
import { type Instant, type Result, ok, parseInstant, refuse, toIso } from '@carnet/domain/kernel';
import { actedForAnother, readJournal } from '../../application/read-journal.ts';
import type { Ports, TracePage } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall } from './web-deps.ts';

/** Every action belongs to one group; a new action without a group does not compile. */
const groupOf: Readonly<
  Record<
    | Action
    | Extract<ActionAcross, 'create-record' | 'find-patient' | 'inform-assures' | 'record-opposition' | 'open-for' | 'open-residents' | 'open-ayant-droit'>
    | AccountAction,
    (typeof journalGroups)[number]
  >
> = {
  'sign-in': 'acces',
  'change-password': 'acces',
  'add-passkey': 'acces',
  'remove-passkey': 'acces',
  'test-existence': 'consultation',
  'list-documents': 'consultation',
  'read-document': 'consultation',
  'find-reference': 'consultation',
  'report-misfiled': 'visibilite',
  'correct-misfiled': 'visibilite',
  'deposit': 'depot',
  'replace': 'depot',
  'delete': 'depot',
  'mask': 'visibilite',
  'unmask': 'visibilite',
  'declare-autorisation': 'acces',
  'withdraw-autorisation': 'acces',
  'read-accesses': 'acces',
  'manage-accesses': 'acces',
  'declare-medecin-traitant': 'acces',
  'end-medecin-traitant': 'acces',
  'block-professionnel': 'acces',
  'renounce-delegation': 'acces',
  'read-identity': 'consultation',
  'find-patient': 'consultation',
  'create-record': 'acces',
  'open-for': 'acces',
  'open-residents': 'acces',
  'open-ayant-droit': 'acces',
  'inform-assures': 'acces',
  'record-opposition': 'acces',
  'close-record': 'acces',
  'reopen-record': 'acces',
  'revise-contact': 'profil',
  'show-to-patient': 'visibilite',
  'show-to-representants': 'visibilite',
  'archive': 'visibilite',
  'unarchive': 'visibilite',
  'read-journal': 'acces',
  'export-record': 'acces',
  'read-profile': 'profil',
  'write-profile': 'profil',
  'read-measures': 'consultation',
  'write-measures': 'depot',
  'change-measures': 'depot',
  'read-notices': 'profil',
  'manage-notices': 'profil',
  'report-access': 'acces',
  'read-reports': 'acces',
  'examine-report': 'acces',
  'examine-identity': 'profil',
  'keep-identity': 'profil',
  'keep-heirs': 'acces',
  'show-card': 'acces',
  'redeem-share': 'acces',
};
const actionsOf = (group: (typeof journalGroups)[number]): readonly (keyof typeof groupOf)[] =>
  (Object.keys(groupOf) as (keyof typeof groupOf)[]).filter((action) => groupOf[action] === group);

export async function showJournal(ports: Ports, { caller, dossier, language }: DossierCall, query: unknown): Promise<Result<Journal>> {
  const input = parseInput(journalQuerySchema, query);
  if (!input.ok) return input;
  const { cursor, limit, actor, outcome, what } = input.value;
  const from = boundOf(input.value.from, 'from');
  if (!from.ok) return from;
  const until = boundOf(input.value.until, 'until');
  if (!until.ok) return until;
  const page = await readJournal(ports, caller, dossier, {
    ...(cursor === undefined ? {} : { cursor }),
    ...(limit === undefined ? {} : { limit }),
    ...(from.value === undefined ? {} : { from: from.value }),
    ...(until.value === undefined ? {} : { until: until.value }),
    ...(actor === undefined ? {} : { actorId: actor }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(what === undefined ? {} : { actions: actionsOf(what) }),
  });
  if (!page.ok) return page;
  const { rows, missing, total, nextCursor, forName } = page.value;
  const self = actorId(caller.actor);
  return ok({
    lines: rows.map((row) => ({ ...presentLine(language, self, row), ...(forName !== undefined && actedForAnother(row) ? { forName } : {}) })),
    missing,
    total,
    ...(nextCursor === undefined ? {} : { nextCursor }),
  });
}

function boundOf(text: string | undefined, field: string): Result<Instant | undefined> {
  if (text === undefined) return ok(undefined);
  const instant = parseInstant(text, field);
  return instant.ok ? ok(instant.value) : refuse('PARAMETRE_INVALIDE', instant.findings);
}

function presentLine(language: LabelLanguage, self: string, trace: TracePage['rows'][number]): JournalLine {
  const { id, at, action, outcome, rule, mode, reason, actorKind, actorName, profession, structureName, service, document, documentTitle, typeCode, subject } =
    trace;
  const means = meansOf(trace);
  return {
    id,
    at: toIso(at),
    action,
    outcome,
    ...(rule === undefined ? {} : { rule }),
    mode,
    ...(reason === undefined ? {} : { reason }),
    actorKind,
    actorId: trace.actorId,
    actorName,
    ...(profession === undefined ? {} : { professionLabel: professionLabel(language, profession) }),
    ...(structureName === undefined ? {} : { structureName }),
    ...(service === undefined ? {} : { serviceName: service }),
    ...(means === undefined ? {} : { means }),
    ...(document === undefined ? {} : { documentId: document }),
    ...(documentTitle === undefined ? {} : { documentTitle }),
    ...(typeCode === undefined ? {} : { typeLabel: typeLabel(language, typeCode) }),
    ...(trace.authentication === 'CLE_D_ACCES' ? { byPasskey: true } : {}),
    ...(subject === undefined ? {} : { about: presentSubject(language, subject) }),
    self: trace.actorId === self,
  };
}

const presentSubject = (language: LabelLanguage, { act, name, profession, space, until, choices }: TraceSubject): NonNullable<JournalLine['about']> => ({
  act,
  ...(name === undefined ? {} : { name }),
  ...(profession === undefined ? {} : { professionLabel: professionLabel(language, profession) }),
  ...(space === undefined ? {} : { space }),
  ...(until === undefined ? {} : { until: toIso(until) }),
  ...(choices === undefined ? {} : { choices: { ...choices } }),
});
