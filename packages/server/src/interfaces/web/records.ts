// The records a person of the patient's side may enter, and one of them as it opens to them.

import type { PatientDossier, RecordTie, Records } from '@carnet/contract';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { listRecords } from '../../application/list-records.ts';
import { openRecord } from '../../application/open-record.ts';
import type { Ports, Tie } from '../../ports/index.ts';
import { nameOf } from '../pipeline/card-holder.ts';
import type { Call, DossierCall } from './web-deps.ts';

export async function showRecords(ports: Ports, { session }: Call): Promise<Result<Records>> {
  if (session.kind !== 'patient') return refuse('FONCTION_INTERDITE');
  const { own, ties } = await listRecords(ports, session.personne, session.dossier);
  const first: RecordTie = { dossierId: own, displayName: session.displayName, as: 'titulaire', opens: true };
  return ok({ records: [first, ...ties.map((tie) => ({ ...presentTie(tie), ...(tie.because === undefined ? {} : { because: tie.because }) }))] });
}

const presentTie = (tie: Tie): RecordTie => ({
  dossierId: tie.dossier,
  displayName: tie.titulaireName,
  as: tie.kind,
  ...(tie.kind === 'representant'
    ? { representation: tie.representation }
    : tie.kind === 'aidant'
      ? { categories: [...tie.categories] }
      : { reason: tie.reason }),
  since: toIso(tie.since),
  ...(tie.until === undefined ? {} : { until: toIso(tie.until) }),
  opens: tie.opens,
});

export async function showRecord(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<PatientDossier>> {
  const { kind } = caller.actor;
  if (kind !== 'titulaire' && kind !== 'representant' && kind !== 'aidant' && kind !== 'ayant-droit') return refuse('FONCTION_INTERDITE');
  const opened = await openRecord(ports, caller, dossier);
  if (!opened.ok) return opened;
  const { id, displayName, birthDate, identity, localIdentifiers, medecinTraitant, minor, representation, delegation, succession, abilities } = opened.value;
  const until = (representation ?? delegation ?? succession)?.until;
  return ok({
    id,
    displayName,
    birthDate,
    ...(identity === undefined
      ? {}
      : {
          birthName: identity.traits.birthName,
          birthFirstNames: identity.traits.birthFirstNames,
          sexe: identity.traits.sexe,
          ins: identity.ins.matricule,
          insOid: identity.ins.oid,
          formerIns: identity.formerIns.map(({ matricule }) => matricule),
          openedAt: toIso(identity.openedAt),
          minor,
        }),
    ...(localIdentifiers === undefined ? {} : { localIdentifiers: localIdentifiers.map(({ value, structures }) => ({ value, structures: [...structures] })) }),
    ...(medecinTraitant === undefined ? {} : { medecinTraitant: nameOf(medecinTraitant) }),
    as: kind,
    ...(representation === undefined ? {} : { representation: representation.kind }),
    ...(delegation === undefined ? {} : { categories: [...delegation.categories] }),
    ...(succession === undefined ? {} : { reason: succession.reason }),
    ...(until === undefined ? {} : { until: toIso(until) }),
    abilities,
  });
}
