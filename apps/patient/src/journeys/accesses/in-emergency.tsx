// What the patient decides beforehand: the three switches of an emergency, whether new documents arrive masked, and whether reimbursements
// are hidden. Each is kept as soon as it is moved, and says so.

import type { Choices } from '@carnet/contract';
import { ErrorState, ProblemNotice, Section, Skeleton, Switch, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

/** Said as what is allowed: a switch that is on lets somebody in. The law's own flags are oppositions. */
const switches = {
  brisDeGlace: { shown: (choices: Choices) => !choices.opposesBrisDeGlace, change: (on: boolean) => ({ opposesBrisDeGlace: !on }) },
  centre15: { shown: (choices: Choices) => !choices.opposesCentre15, change: (on: boolean) => ({ opposesCentre15: !on }) },
  masked: { shown: (choices: Choices) => choices.permitsMaskedInEmergency, change: (on: boolean) => ({ permitsMaskedInEmergency: on }) },
  masksByDefault: { shown: (choices: Choices) => choices.masksByDefault, change: (on: boolean) => ({ masksByDefault: on }) },
  masksReimbursements: { shown: (choices: Choices) => choices.masksReimbursements, change: (on: boolean) => ({ masksReimbursements: on }) },
} as const satisfies Record<string, { shown: (choices: Choices) => boolean; change: (on: boolean) => Partial<Choices> }>;
type SwitchName = keyof typeof switches;

export function InEmergency(): ReactNode {
  const { inEmergency } = useWords();
  const choices = useQuery(queries.choices(useDossierId()));
  if (choices.isPending) return <Skeleton count={3} />;
  if (choices.data === undefined) return <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />;
  return (
    <>
      <Section title={inEmergency.title} lead={inEmergency.lead}>
        <Switches choices={choices.data} names={['brisDeGlace', 'centre15', 'masked']} />
      </Section>
      <Section title={inEmergency.newTitle}>
        <Switches choices={choices.data} names={['masksByDefault']} />
      </Section>
      <Section title={inEmergency.reimbursementsTitle}>
        <Switches choices={choices.data} names={['masksReimbursements']} />
      </Section>
    </>
  );
}

function Switches({ choices, names }: { readonly choices: Choices; readonly names: readonly SwitchName[] }): ReactNode {
  const { inEmergency } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  const save = useMutation({
    mutationFn: (change: Partial<Choices>) => callDoor<Choices>(recordPath(dossierId, '/choices'), { method: 'PUT', body: change }),
    onSuccess: (saved) => {
      client.setQueryData(queries.choices(dossierId).queryKey, saved);
      announce(inEmergency.saved);
    },
  });
  return (
    <div className="stack">
      {names.map((name) => (
        <Switch
          key={name}
          isSelected={switches[name].shown(choices)}
          isReadOnly={save.isPending}
          onChange={(on) => save.mutate(switches[name].change(on))}
          help={inEmergency[name].help}
        >
          {inEmergency[name].label}
        </Switch>
      ))}
      {save.error !== null && <ProblemNotice error={save.error} />}
    </div>
  );
}
