// The law as the screens read it, asked once and shared: matrices and policy values, and what is read again after a decision.

import type { Matrices, Policies } from '@carnet/contract';
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { readMatrices, readPolicies } from './api.ts';

export const useMatrices = (enabled = true): UseQueryResult<Matrices> => useQuery({ queryKey: ['law', 'matrices'], queryFn: readMatrices, enabled });
export const usePolicies = (enabled = true): UseQueryResult<Policies> => useQuery({ queryKey: ['law', 'policies'], queryFn: readPolicies, enabled });

export function useLawChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['law'] });
}

/** The day proposed for a change: today is possible, but is chosen. */
export const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
