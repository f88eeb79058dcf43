// Pairing a service with a record (ADR 31): purposes chosen one by one by the patient, or by a parent for a child, until a day; and ending it.
// What the service then sees is decided by the rules at every access; at majority, what the parents let in ends with them.

import type { DossierId } from '@carnet/domain/dossier';
import { type Ins, isMinor, majorityAt } from '@carnet/domain/identity';
import { type Instant, type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import type { DossierKey, KeptPairing, Ports, Purpose, Service, Subscriber } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type Named, namedBy } from './directory-names.ts';
import { forPatientSide } from './patient-side.ts';
import { agreementSought } from './person-agreement.ts';
import { withAccess } from './with-access.ts';

/** A year, as the agreement given to a professional: nobody remembers for longer what they once let in. */
export const pairingDays = 365;

export interface PairingAsked {
  readonly service: Service;
  /** Codes of the purposes agreed to. */
  readonly purposes: readonly string[];
  /** Of the OAuth authorisation. */
  readonly grant: string;
}
export interface Paired {
  readonly dossier: DossierId;
  readonly ins: Ins;
  readonly until: Instant;
  /** Of the oldest devices: to be revoked. */
  readonly dropped: readonly string[];
}

export function pairService(ports: Ports, caller: Caller, dossier: DossierKey, { service, purposes, grant }: PairingAsked): Promise<Result<Paired>> {
  const agreed = agreedAmong(service.purposes, purposes);
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject: { act: 'service-paired', name: service.name } }, async (allowed) => {
    const { permit, tx, at } = allowed;
    if (agreed.length !== purposes.length || agreed.length === 0)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'purposes', rule: 'VALEUR_HORS_LISTE', expected: service.purposes.map(({ code }) => code).join(' | ') }]);
    const sought = agreementSought(permit, undefined);
    if (!sought.ok) return sought;
    const { ins, traits } = await tx.dossiers.identity(permit);
    const byRepresentant = permit.actor.kind === 'representant';
    const year = plusDays(at, pairingDays);
    const until = byRepresentant && isMinor(traits.birthDate, at) ? (Math.min(year, majorityAt(traits.birthDate)) as Instant) : year;
    const { dropped } = await tx.pairings.pair(permit, {
      service: service.id,
      version: service.version,
      purposes: agreed.map(({ code }) => code),
      reads: [...new Set(agreed.flatMap(({ reads }) => reads))],
      writes: [...new Set(agreed.flatMap(({ writes }) => writes))],
      since: at,
      until,
      pairedBy: byRepresentant ? 'representant' : 'titulaire',
      grant,
    });
    return ok({ dossier: permit.dossier.id, ins, until, dropped });
  });
}

export const agreedAmong = (all: readonly Purpose[], codes: readonly string[]): readonly Purpose[] => all.filter(({ code }) => codes.includes(code));

interface ToldOfNews extends Pick<Subscriber, 'topic' | 'createdAt' | 'endsAt'> {
  readonly who?: Named;
  readonly structureName?: string;
  /** In place of somebody: the service. */
  readonly service?: string;
}
export interface PairingsOfRecord {
  readonly at: Instant;
  readonly pairings: readonly KeptPairing[];
  /** Software of professionals, and services, that are told of what is new. */
  readonly subscribers: readonly ToldOfNews[];
}
export const listPairings = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<PairingsOfRecord>> =>
  withAccess(ports, caller, { action: forPatientSide(caller, 'read-accesses'), dossier }, async ({ permit, tx, at }) => {
    const pairings = await tx.pairings.list(permit);
    const subscribers: ToldOfNews[] = [];
    // To the patient alone: nothing says whether a professional began in a connexion secrète.
    const told = permit.actor.kind === 'titulaire' ? await tx.subscriptions.ofRecord(permit) : [];
    for (const { owner, ...rest } of told) {
      if (owner.kind === 'service-tiers') {
        if (pairings.some(({ service, until }) => service === owner.id && at < until)) subscribers.push({ ...rest, service: owner.id });
        continue;
      }
      const structure = owner.structure === undefined ? undefined : await tx.directory.structure(owner.structure);
      subscribers.push({ ...rest, who: await namedBy(tx.directory, owner), ...(structure === undefined ? {} : { structureName: structure.name }) });
    }
    return ok({ at, pairings, subscribers });
  });

/** What it leaves is to be revoked: the grants its tokens live by. Ending what has ended is ending. */
export const endPairing = (
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { id, ...named }: Pick<Service, 'id'> & Partial<Pick<Service, 'name'>>,
): Promise<Result<{ readonly grants: readonly string[] }>> =>
  withAccess(ports, caller, { action: 'manage-accesses', dossier, subject: { act: 'service-unpaired', ...named } }, async ({ permit, tx }) => {
    await tx.subscriptions.endOfService(permit, id);
    return ok((await tx.pairings.end(permit, id)) ?? { grants: [] });
  });
