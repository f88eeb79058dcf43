// The record this window is open on, as the server tells it: whose it is, as what one is in it, what one may do there. Nothing is decided here.

import type { PatientDossier, RecordAbilities } from '@carnet/contract';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { queries } from './queries.ts';
import { recordOfAddress } from './record-address.ts';
import { firstName, readableName } from '@carnet/ui/wording/readable-name';
import { useDossierId, useSession } from './session.tsx';

export interface OpenRecord {
  readonly isOwn: boolean;
  /** Of the person the record is about, as people write it. */
  readonly name: string;
  readonly firstName: string;
  /** Undefined until the server has answered. */
  readonly dossier: PatientDossier | undefined;
}

export function useOpenRecord(): OpenRecord {
  const { displayName, dossierId } = useSession();
  const id = useDossierId();
  const { data } = useQuery(queries.dossier(id));
  const isOwn = recordOfAddress === undefined || recordOfAddress === dossierId;
  const name = data?.displayName ?? (isOwn ? displayName : '');
  return { isOwn, name: readableName(name), firstName: firstName(name), dossier: data };
}

/** Whether the server allows this here. Until it has answered, one's own record shows everything and somebody else's nothing. */
export function useMay(): (ability: keyof RecordAbilities) => boolean {
  const { isOwn, dossier } = useOpenRecord();
  return (ability) => dossier?.abilities[ability].allowed ?? isOwn;
}

/** "vous êtes son parent". */
export function useTieWords(): (tie: Pick<PatientDossier, 'as' | 'representation'>) => string {
  const { ties } = useWords().family;
  return ({ as, representation }) => ties[as === 'representant' ? (representation ?? 'representant') : as];
}
