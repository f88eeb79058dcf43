// Days of accesses put before the reviewer: heaviest first, or a structure's month as its review list; each with its reasons, and a conclusion.
// Where a day was not legitimate, the patients concerned are told. A reviewer sees records as numbers, never whose they are.

import { actorId } from '@carnet/domain/audit';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Conclusion } from '@carnet/domain/watch';
import type { DayOf, Ports, RecordOfDay, Stores, WatchedDay } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { fullName } from './directory-names.ts';
import { withAccessAcross } from './with-access.ts';

export interface NamedDay extends WatchedDay {
  readonly name: string;
  readonly structureName?: string;
  readonly reviewedByName?: string;
}
export interface DaysQuery {
  /** Undefined: both, those still to examine first. */
  readonly reviewed?: boolean;
  readonly structure?: string;
  /** `2026-11`, whole, in Paris. */
  readonly month?: string;
}

export const listDays = (ports: Ports, caller: Caller, query: DaysQuery): Promise<Result<readonly NamedDay[]>> =>
  withAccessAcross(ports, caller, 'review-accesses', async ({ permit, tx }) => {
    const { reviewed, ...where } = query;
    const days: WatchedDay[] = [];
    for (const one of reviewed === undefined ? [false, true] : [reviewed]) days.push(...(await tx.watch.listed(permit, { ...where, reviewed: one })));
    return ok(await named(tx, days));
  });

/** The number stands for the record, and for nothing of it. */
export type EvidenceLine = Omit<RecordOfDay, 'dossier' | 'secret'> & { readonly record: number };
export interface ReviewedDay extends NamedDay {
  readonly evidence: readonly EvidenceLine[];
}
const unknown = refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'JOURNEE_INCONNUE' }]);

export const readDay = (ports: Ports, caller: Caller, of: DayOf): Promise<Result<ReviewedDay>> =>
  withAccessAcross(ports, caller, 'review-accesses', async ({ permit, tx }) => {
    const found = await tx.watch.read(permit, of);
    if (found === undefined) return unknown;
    const { evidence, ...day } = found;
    const [one] = await named(tx, [day]);
    return ok({ ...one!, evidence: evidence.map(({ dossier: _dossier, secret: _secret, ...line }, index) => ({ ...line, record: index + 1 })) });
  });

/** Kept in the journal with its reason; the patients of what nothing justified are told, where it was not in secret from whoever reads. */
export const concludeDay = (ports: Ports, caller: Caller, of: DayOf, { conclusion, text }: { readonly conclusion: Conclusion; readonly text: string }) =>
  withAccessAcross(
    ports,
    { ...caller, context: { ...caller.context, reason: `Journée du ${of.day}, ${of.kind} ${of.id} : ${conclusion}. ${text}` } },
    'review-accesses',
    async ({ permit, tx, at }): Promise<Result<{ readonly told: number }>> => {
      const found = await tx.watch.read(permit, of);
      const by = actorId(permit.actor) as PsIdNat;
      if (found === undefined) return unknown;
      if (!(await tx.watch.conclude(permit, of, { at, by, conclusion, text })))
        return refuse('TRANSITION_INTERDITE', [{ field: 'id', rule: 'JOURNEE_CONCLUE' }]);
      const concerned = conclusion === 'not-legitimate' ? found.evidence.filter(({ care }) => !care) : [];
      const [one] = await named(tx, [found]);
      for (const { dossier, secret } of concerned)
        await tx.notices.raise({ id: ports.newId(), dossier, kind: 'acces-injustifie', at, actorName: one!.name, secret });
      return ok({ told: concerned.length });
    },
  );

async function named({ directory }: Stores, days: readonly WatchedDay[]): Promise<readonly NamedDay[]> {
  const people = new Map((await directory.professionnels([...new Set(days.map(({ id }) => id))] as PsIdNat[])).map((one) => [one.id as string, one]));
  const ids = days.flatMap(({ kind, id, structure }) => [...(kind === 'structure' ? [id] : []), ...(structure === undefined ? [] : [structure])]);
  const structures = new Map((await directory.structures([...new Set(ids)] as StructIdNat[])).map((one) => [one.id as string, one.name]));
  return Promise.all(
    days.map(async (day) => {
      const person = people.get(day.id);
      const structureName = day.structure === undefined ? undefined : structures.get(day.structure);
      const reviewer = day.reviewed === undefined ? undefined : await directory.personnel(day.reviewed.by);
      return {
        ...day,
        name: person === undefined ? (structures.get(day.id) ?? day.id) : fullName(person),
        ...(structureName === undefined ? {} : { structureName }),
        ...(reviewer === undefined ? {} : { reviewedByName: `${reviewer.givenName} ${reviewer.familyName}` }),
      };
    }),
  );
}
