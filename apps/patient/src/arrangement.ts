// The order one put documents in: asked once, changed act by act. Each answer is the whole of it as it is then.

import type { ArrangeAct, Arrangement } from '@carnet/contract';
import { callDoor, useAnnounce, useExplained } from '@carnet/ui';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { queries, recordPath } from './queries.ts';
import { useDossierId } from './session.tsx';

const nothing: Arrangement = { pinned: [], binders: [] };

/** Lists of binders are no longer what they were. */
const forgetBinders = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: ['documents'], predicate: ({ queryKey }) => (queryKey[2] as { binder?: string }).binder !== undefined });

export function useArrangement(): {
  readonly arrangement: Arrangement;
  readonly isKnown: boolean;
  readonly arrange: (act: ArrangeAct) => Promise<Arrangement>;
} {
  const dossierId = useDossierId();
  const client = useQueryClient();
  const { queryKey } = queries.arrangement(dossierId);
  const { data } = useQuery(queries.arrangement(dossierId));
  return {
    arrangement: data ?? nothing,
    isKnown: data !== undefined,
    arrange: async (act) => {
      const after = await callDoor<Arrangement>(recordPath(dossierId, '/arrangement'), { method: 'POST', body: act }).catch((error: unknown) => {
        // Put in order from another device meanwhile: what is shown is asked for again.
        void client.invalidateQueries({ queryKey });
        throw error;
      });
      client.setQueryData(queryKey, after);
      if (act.act === 'put' || act.act === 'take') void forgetBinders(client);
      return after;
    },
  };
}

/** The same, for a press: what was done is said, and why not. */
export function useArrangeAndSay(): (act: ArrangeAct, done: string) => Promise<void> {
  const { arrange } = useArrangement();
  const announce = useAnnounce();
  const explained = useExplained();
  return async (act, done) => {
    try {
      await arrange(act);
      announce(done);
    } catch (error) {
      const { title, why } = explained(error);
      announce(`${title}. ${why}`, 'danger');
    }
  };
}
