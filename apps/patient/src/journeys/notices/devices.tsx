// Where the reader is told: their address, this device and the others, and a trial of all of it.

import type { PushDevices, Trial } from '@carnet/contract';
import { Button, ErrorState, Notice, ProblemError, ProblemNotice, Skeleton, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pushPath, queries } from '../../queries.ts';
import { lookAtDevice, ringHere, ringNoMore } from './this-device.ts';

function ThisDevice({ known }: { readonly known: PushDevices }): ReactNode {
  const { devices } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const looked = useQuery({ queryKey: ['this-device', known], queryFn: () => lookAtDevice(known) });
  const again = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: queries.devices().queryKey });
    await client.invalidateQueries({ queryKey: ['this-device'] });
  };
  const on = useMutation({
    mutationFn: () => ringHere(known),
    onSuccess: (permission) => announce(permission === 'granted' ? devices.turnedOn : devices.dismissed, permission === 'granted' ? 'success' : 'info'),
    onSettled: again,
  });
  const off = useMutation({ mutationFn: ringNoMore, onSuccess: () => announce(devices.turnedOff), onSettled: again });
  if (looked.data === undefined) return <p className="quiet">{devices.states.checking}</p>;
  const { state, mark } = looked.data;
  const { title, text } = devices.states[state];
  const others = known.devices.filter((one) => state !== 'on' || one.mark !== mark).length;
  return (
    <div className="device">
      <h3>{title}</h3>
      <p className="quiet">{text}</p>
      {others > 0 && <p className="quiet">{devices.others(others)}</p>}
      {(state === 'off' || state === 'on') && (
        <Button isPending={on.isPending || off.isPending} onPress={() => (state === 'on' ? off.mutate(mark) : on.mutate())}>
          {state === 'on' ? devices.turnOff : devices.turnOn}
        </Button>
      )}
      {on.isError && !(on.error instanceof ProblemError) && (
        <Notice tone="warning" title={devices.unreachable.title} live>
          <p>{devices.unreachable.text}</p>
        </Notice>
      )}
      {[on.error, off.error].map((error) => error instanceof ProblemError && <ProblemNotice key={error.problem.code} error={error} />)}
    </div>
  );
}

function TryIt(): ReactNode {
  const { devices } = useWords();
  const trial = useMutation({ mutationFn: () => callDoor<Trial>(pushPath('/trial'), { method: 'POST', body: {} }) });
  return (
    <div className="device">
      <Button isPending={trial.isPending} onPress={() => trial.mutate()}>
        {devices.trial}
      </Button>
      <p className="quiet small">{devices.trialHelp}</p>
      {trial.data !== undefined && (
        <Notice tone={trial.data.email === 'failed' || trial.data.taken < trial.data.devices ? 'warning' : 'success'} title={devices.tried.title} live>
          <p>{devices.tried.email[trial.data.email]}</p>
          <p>{devices.tried.devices(trial.data.taken, trial.data.devices)}</p>
        </Notice>
      )}
      {trial.isError && <ProblemNotice error={trial.error} />}
    </div>
  );
}

export function Devices(): ReactNode {
  const { devices } = useWords();
  const known = useQuery(queries.devices());
  return (
    <section className="devices" aria-labelledby="devices-title">
      <h2 id="devices-title">{devices.title}</h2>
      {known.isPending && <Skeleton count={2} />}
      {known.isError && known.data === undefined && <ErrorState error={known.error} onRetry={() => void known.refetch()} />}
      {known.data !== undefined && (
        <>
          <p>{known.data.email === undefined ? devices.noEmail : devices.email(known.data.email)}</p>
          <ThisDevice known={known.data} />
          <TryIt />
        </>
      )}
    </section>
  );
}
