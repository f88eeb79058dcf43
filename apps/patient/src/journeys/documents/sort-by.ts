// Changing the order of a list: by the heads of its table, or by a field.

import type { SortKey } from '@carnet/ui';
import { useNavigate } from '../../router/outlet.tsx';
import { type ListPlace, listHref, sortOf } from './places.ts';

/** The other way round when it is the same. */
export function useSortBy(place: ListPlace): (next: SortKey) => void {
  const navigate = useNavigate();
  const { sort, descending } = sortOf(place);
  return (next) => void navigate(listHref({ ...place, sort: next, ascending: next === sort ? descending : undefined }), { replace: true, keepsScroll: true });
}
