// "I do not know this person" (features N9): the patient, or who represents them, reports an access, and reads what becomes of it. What they
// type is sealed with the record; a report of a secret line stays the minor's own.

import type { KeptTrace, Trace, TraceId } from '@carnet/domain/audit';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, ok, refuse } from '@carnet/domain/kernel';
import { answerDue } from '@carnet/domain/watch';
import type { AccessReport, DossierKey, Ports, ReportedAccess, Stores } from '../ports/index.ts';
import { blockProfessionnel } from './block-professionnel.ts';
import type { Caller } from './caller.ts';
import { fullName } from './directory-names.ts';
import { withAccess } from './with-access.ts';

export type Reported = { readonly trace: { readonly id: TraceId; readonly at: Instant } } | { readonly actor: string };
export interface ReportAsked {
  readonly about: Reported;
  readonly text?: string;
  /** Keeps the professional out from now on. */
  readonly block: boolean;
}

/** Awaiting their answer in one record. */
const openReportsMaximum = 20;
/** Whoever reads a record as somebody else; Carnet itself and the patient's own acts are not reported. */
const reportable: readonly Trace['actorKind'][] = ['professionnel', 'structure', 'secretariat', 'representant', 'aidant', 'ayant-droit', 'service-tiers'];

export async function reportAccess(ports: Ports, caller: Caller, dossier: DossierKey, { about, text, block }: ReportAsked): Promise<Result<AccessReport>> {
  const found = await withAccess(ports, caller, { action: 'report-access', dossier }, async ({ permit, tx, at, policy }) => {
    const reported = 'trace' in about ? await lineOf(tx, await tx.reports.readable(permit, about.trace), about.trace) : await personOf(tx, about.actor);
    if (reported === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'about', rule: 'ACCES_INCONNU' }]);
    const { actor } = permit;
    if (!('personne' in actor) || reported.actorId === actor.personne) return refuse('PARAMETRE_INVALIDE', [{ field: 'about', rule: 'ACCES_INCONNU' }]);
    const report: Omit<AccessReport, 'state' | 'steps'> = {
      id: ports.newId(),
      dossier: permit.dossier.id,
      at,
      due: answerDue(at, policy),
      actorId: reported.actorId,
      about: reported.about,
      ...(text === undefined ? {} : { text }),
      blocked: block && reported.professionnel,
      reportedBy: { personne: actor.personne, name: caller.context.actorName },
      secret: permit.secret || reported.secret,
    };
    if (!(await tx.reports.open(permit, report, openReportsMaximum)))
      return refuse('LIMITE_ATTEINTE', [{ field: 'reports', rule: 'SIGNALEMENTS_OUVERTS', expected: String(openReportsMaximum) }]);
    return ok<AccessReport>({ ...report, state: 'received', steps: [] });
  });
  if (!found.ok || !found.value.blocked) return found;
  const blocked = await blockProfessionnel(ports, caller, dossier, found.value.actorId as PsIdNat);
  return blocked.ok ? found : blocked;
}

interface Identified {
  readonly about: ReportedAccess;
  readonly actorId: string;
  readonly professionnel: boolean;
  readonly secret: boolean;
}

async function lineOf(
  { directory }: Stores,
  trace: KeptTrace | undefined,
  key: { readonly id: TraceId; readonly at: Instant },
): Promise<Identified | undefined> {
  if (trace === undefined || !reportable.includes(trace.actorKind)) return undefined;
  const { actorName, structureName, profession, action, mode, reason, actorId, actorKind, secret = false } = trace;
  const professionnel = actorKind === 'professionnel' && (await directory.professionnel(actorId as PsIdNat)) !== undefined;
  return {
    about: {
      trace: key,
      name: actorName,
      action,
      mode,
      ...(structureName === undefined ? {} : { structureName }),
      ...(profession === undefined ? {} : { profession }),
      ...(reason === undefined || mode === 'normal' ? {} : { reason }),
    },
    actorId,
    professionnel,
    secret,
  };
}

async function personOf({ directory }: Stores, id: string): Promise<Identified | undefined> {
  const professionnel = await directory.professionnel(id as PsIdNat);
  if (professionnel !== undefined)
    return { about: { name: fullName(professionnel), profession: professionnel.profession }, actorId: id, professionnel: true, secret: false };
  const structure = await directory.structure(id as StructIdNat);
  return structure === undefined ? undefined : { about: { name: structure.name }, actorId: id, professionnel: false, secret: false };
}

/** Newest first, with the answers. */
export const readReports = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<readonly AccessReport[]>> =>
  withAccess(ports, caller, { action: 'read-reports', dossier }, async ({ permit, tx }) => ok(await tx.reports.list(permit)));
