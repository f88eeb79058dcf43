// The heirs of a deceased person: who was let in, for which of the three lawful reasons, on what proof, until when; one more, or an access that ends.

import { type Heir, type KeptIdentity, type RegisterHeir, successionReasons } from '@carnet/contract';
import { Button, ConfirmDialog, DateText, Dialog, Notice, ProblemNotice, RadioGroup, Section, TextArea, TextField, useAnnounce } from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { endHeir, registerHeir } from '../../api.ts';
import { useWords } from '../../words.ts';

const dayAsDate = (day: string): string => `${day}T12:00:00Z`;
/** The last day an exclusive end leaves. */
const lastDayOf = (until: string): string => new Date(Date.parse(until) - 1).toISOString();

export function HeirsSection({ identity }: { readonly identity: KeptIdentity }): ReactNode {
  const { heirs } = useWords();
  const [registering, setRegistering] = useState(false);
  const [ending, setEnding] = useState<Heir | undefined>(undefined);
  const client = useQueryClient();
  const announce = useAnnounce();
  return (
    <Section title={heirs.title}>
      <div className="stack">
        <p className="quiet">{heirs.lead}</p>
        {identity.heirs.length > 0 && (
          <ul className="stack">
            {identity.heirs.map((heir) => (
              <li key={heir.id}>
                <Line heir={heir} onEnd={() => setEnding(heir)} />
              </li>
            ))}
          </ul>
        )}
        <p>
          <Button onPress={() => setRegistering(true)}>{heirs.register}</Button>
        </p>
      </div>
      {registering && <RegisterDialog identity={identity} onClose={() => setRegistering(false)} />}
      {ending !== undefined && (
        <ConfirmDialog
          isOpen
          onClose={() => setEnding(undefined)}
          title={heirs.endOf(ending.name)}
          confirmLabel={heirs.end}
          onConfirm={async () => {
            await endHeir(identity.dossierId, ending);
            announce(heirs.ended);
            await client.invalidateQueries({ queryKey: ['identities'] });
          }}
        >
          <p>{heirs.endWhat}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

function Line({ heir, onEnd }: { readonly heir: Heir; readonly onEnd: () => void }): ReactNode {
  const { heirs } = useWords();
  const { name, link, reason, proof, diedOn, until, endedAt, state } = heir;
  return (
    <>
      <p>
        <strong>{name}</strong> <span className="quiet">({link})</span>
      </p>
      <p>
        {state === 'refused' ? heirs.refused : heirs.reasons[reason]}
        {state !== 'refused' && (
          <>
            {' · '}
            {endedAt === undefined ? heirs.until : heirs.endedOn} <DateText iso={endedAt ?? lastDayOf(until)} as="day" exact />
          </>
        )}
      </p>
      <p className="quiet small">
        {heirs.died} <DateText iso={dayAsDate(diedOn)} as="day" exact /> · {proof}
      </p>
      {state === 'open' && (
        <p>
          <Button small aria-label={heirs.endOf(name)} onPress={onEnd}>
            {heirs.end}
          </Button>
        </p>
      )}
    </>
  );
}

type Typed = Omit<RegisterHeir, 'refusedByDeceased' | 'reason'> & { readonly refused: 'no' | 'yes' | ''; readonly reason: RegisterHeir['reason'] | '' };
const nobody: Typed = { matricule: '', birthDate: '', name: '', link: '', proof: '', diedOn: '', reason: '', refused: '', lastDay: '' };

function RegisterDialog({ identity, onClose }: { readonly identity: KeptIdentity; readonly onClose: () => void }): ReactNode {
  const { heirs } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const form = useId();
  const [typed, setTyped] = useState<Typed>({ ...nobody, diedOn: identity.heirs[0]?.diedOn ?? '' });
  const [asked, setAsked] = useState(false);
  const register = useMutation({
    mutationFn: (heir: RegisterHeir) => registerHeir(identity.dossierId, heir),
    onSuccess: () => {
      announce(typed.refused === 'yes' ? heirs.refusalDone : heirs.done);
      void client.invalidateQueries({ queryKey: ['identities'] });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    const { refused, reason, ...rest } = typed;
    if (reason === '' || refused === '' || Object.values(rest).some((value) => value.trim() === '') || register.isPending) return;
    register.mutate({ ...rest, reason, refusedByDeceased: refused === 'yes' });
  };
  const missing = (value: string): string | undefined => (asked && value.trim() === '' ? heirs.missing : undefined);
  const field = (key: 'matricule' | 'birthDate' | 'name' | 'link' | 'proof' | 'diedOn' | 'lastDay') => ({
    label: heirs.fields[key],
    name: key,
    value: typed[key],
    onChange: (value: string) => setTyped({ ...typed, [key]: value }),
    error: missing(typed[key]),
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={heirs.register}
      actions={
        <>
          <Button kind="primary" type="submit" form={form} isPending={register.isPending}>
            {heirs.confirm}
          </Button>
          <Button onPress={onClose}>{heirs.cancel}</Button>
        </>
      }
    >
      <form id={form} className="form" onSubmit={submit} noValidate>
        <p>{heirs.formLead}</p>
        {register.isError && <ProblemNotice error={register.error} />}
        <TextField {...field('name')} help={heirs.nameHelp} autoComplete="off" />
        <TextField {...field('matricule')} mono autoComplete="off" />
        <TextField {...field('birthDate')} type="date" autoComplete="off" />
        <TextField {...field('link')} help={heirs.linkHelp} autoComplete="off" />
        <TextField {...field('diedOn')} type="date" autoComplete="off" />
        <TextArea {...field('proof')} help={heirs.proofHelp} />
        <RadioGroup
          label={heirs.fields.reason}
          value={typed.reason}
          onChange={(reason) => setTyped({ ...typed, reason })}
          choices={successionReasons.map((value) => ({ value, label: heirs.reasons[value] }))}
          error={missing(typed.reason)}
        />
        <RadioGroup
          label={heirs.fields.refused}
          value={typed.refused}
          onChange={(refused) => setTyped({ ...typed, refused })}
          choices={(['no', 'yes'] as const).map((value) => ({ value, label: heirs.refusals[value] }))}
          error={missing(typed.refused)}
        />
        {typed.refused === 'yes' && <Notice tone="warning">{heirs.refusalWhat}</Notice>}
        <TextField {...field('lastDay')} type="date" help={heirs.lastDayHelp(identity.heirMaximumDays)} autoComplete="off" />
      </form>
    </Dialog>
  );
}
