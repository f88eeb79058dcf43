// Signing in with a passkey: by its button, or as the browser offers it under the identifier. It stands for the password and for the code.

import { Button, arrived, fetchWords, whenIdle } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, Suspense, lazy, useEffect, useEffectEvent, useState } from 'react';
import { catalogue } from '../../words.ts';
import type { StepProps } from './step.ts';

const gestures = () => arrived(import('./passkey-gesture.ts'));
const Refusal = lazy(async () => {
  const [{ PasskeyRefusal }] = await arrived(Promise.all([import('./passkey-refusal.tsx'), fetchWords(catalogue, ['opening'])]));
  return { default: PasskeyRefusal };
});

export function PasskeyStep({ path, onState }: StepProps): ReactNode {
  const { signIn } = useWords();
  const [offered, setOffered] = useState<unknown>(undefined);
  const asked = useMutation({ mutationFn: async () => (await gestures()).signInWithPasskey(path), onSuccess: onState, gcTime: 0 });
  const told = useEffectEvent(onState);
  const isFree = !asked.isPending && !asked.isSuccess;
  useEffect(() => {
    if (!isFree) return undefined;
    const left = new AbortController();
    const offer = async (): Promise<void> => {
      // Nobody asked for it: without a network nothing is offered, and nothing said.
      const fetched = await gestures().catch(() => undefined);
      const state = await fetched?.offerPasskeys(path, left.signal);
      if (state !== undefined) told(state);
    };
    const notYet = whenIdle(() => void offer().catch((error: unknown) => setOffered(error)));
    return () => {
      notYet();
      left.abort();
    };
  }, [path, isFree]);
  const error = asked.error ?? offered ?? undefined;
  return (
    <div className="form-actions">
      {error !== undefined && (
        <Suspense>
          <Refusal error={error} />
        </Suspense>
      )}
      <Button
        wide
        isPending={asked.isPending}
        onPress={() => {
          setOffered(undefined);
          asked.mutate();
        }}
      >
        {signIn.passkey.signIn}
      </Button>
      <p className="quiet small">{signIn.passkey.what}</p>
    </div>
  );
}
