// An identity, looked at once: each look is a line of the person's journal.

import { useQuery } from '@tanstack/react-query';
import { readIdentity } from '../../api.ts';

export const useIdentity = (id: string) => useQuery({ queryKey: ['identities', 'one', id], queryFn: () => readIdentity(id), staleTime: Infinity });
