// What the patient chooses of their measures: sent at once, said when it is kept.

import type { ChangeMeasureSettings } from '@carnet/contract';
import { callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { forgetMeasures, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

export function useChoice(): UseMutationResult<void, unknown, ChangeMeasureSettings> {
  const { measures } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  return useMutation({
    mutationFn: (change: ChangeMeasureSettings) => callDoor<void>(recordPath(dossierId, '/measures/settings'), { method: 'PUT', body: change }),
    onSuccess: async () => {
      await forgetMeasures(client);
      announce(measures.chosen);
    },
  });
}
