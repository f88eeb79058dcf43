// Whether the patient keeps the whole history of reimbursements from professionals: a switch of the accesses, which no document carries.

import { useQuery } from '@tanstack/react-query';
import type { SpaceName } from '@carnet/ui';
import { useMay } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

/** Asked where reimbursements are read, by who may change it. */
export function useReimbursementsHidden(space: SpaceName | undefined): boolean {
  const may = useMay();
  const choices = useQuery({ ...queries.choices(useDossierId()), enabled: space === 'remboursements' && may('manage-accesses') });
  return choices.data?.masksReimbursements === true;
}
