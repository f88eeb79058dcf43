// An act that is sent once: a second press that comes before the first is drawn as pending (a mouse that bounces, an impatient hand) sends nothing.

import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

export function useOnce<Answer, Asked = void>(options: UseMutationOptions<Answer, Error, Asked>): UseMutationResult<Answer, Error, Asked> {
  const busy = useRef(false);
  const sending = useMutation({
    ...options,
    onSettled: (...settled) => {
      busy.current = false;
      return options.onSettled?.(...settled);
    },
  });
  return {
    ...sending,
    mutate: (...asked) => {
      if (busy.current) return;
      busy.current = true;
      sending.mutate(...asked);
    },
    // What is given up is waited for no more.
    reset: () => {
      busy.current = false;
      sending.reset();
    },
  };
}
