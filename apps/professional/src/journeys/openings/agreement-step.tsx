// Second screen: the words to say aloud, who agrees, and how the person will open their record. Where the record is open already, only the access.

import type { Opened } from '@carnet/contract';
import { Button, Checkbox, Notice, ProblemNotice, RadioGroup, ShieldIcon, TextField } from '@carnet/ui';
import { readableName } from '@carnet/ui/wording/readable-name';
import { type FormEvent, type ReactNode, useState } from 'react';
import { giveAccess, openFor } from '../../api.ts';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';
import { type Found, StepHead } from './step-head.tsx';
import { type Said, WhoAgrees, agreementOf, isSaid, isStopped } from './who-agrees.tsx';

interface AgreementStepProps {
  readonly found: Found;
  readonly onBack: () => void;
  readonly onOpened: (opened: Opened) => void;
}

export function AgreementStep(props: AgreementStepProps): ReactNode {
  return props.found.person.standing === 'open' ? <AccessOnly {...props} /> : <Agreement {...props} />;
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

function EmailField({
  found,
  value,
  onChange,
  tried,
}: {
  readonly found: Found;
  readonly value: string;
  readonly onChange: (email: string) => void;
  readonly tried: boolean;
}): ReactNode {
  const { agreement: words } = useWords().openings;
  const { knownEmail } = found.person;
  return (
    <TextField
      type="email"
      label={words.email}
      help={knownEmail === undefined ? words.emailHelp : `${words.emailHelp} ${words.emailKnown(knownEmail)}`}
      value={value}
      onChange={onChange}
      maxLength={254}
      autoComplete="off"
      error={tried && !isAddress(value) ? words.emailWrong : undefined}
    />
  );
}

function Agreement({ found, onBack, onOpened }: AgreementStepProps): ReactNode {
  const { agreement: words, receipt } = useWords().openings;
  const { identity } = found.person;
  const [said, setSaid] = useState<Said>({ by: identity.minor ? 'parent' : 'personne', name: '', sought: undefined });
  const [heard, setHeard] = useState(false);
  const [access, setAccess] = useState<'online' | 'paper'>('online');
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const open = useOnce({ mutationFn: openFor, onSuccess: onOpened });
  const online = !identity.minor && access === 'online';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const { ins, birthDate } = found;
    if (heard && isSaid(said) && (!online || isAddress(email)))
      open.mutate({ ins, birthDate, agreement: agreementOf(said), said: true, ...(online ? { email: email.trim() } : {}) });
  };
  return (
    <form onSubmit={submit} className="stack-l" noValidate>
      <StepHead now={2} title={words.title} lead={readableName(identity.displayName)} />
      <figure className="aloud">
        <figcaption>{words.aloud}</figcaption>
        <blockquote>
          {[words.offer(readableName(identity.displayName)), ...words.text].map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </blockquote>
      </figure>
      <div className="stack counter-form">
        <WhoAgrees
          minor={identity.minor}
          said={said}
          // Another agreement is asked for: what was heard was the first one.
          onChange={(next) => {
            setSaid(next);
            if (next.by !== said.by) setHeard(false);
          }}
          tried={tried}
        />
        {identity.minor ? <p className="quiet">{words.minor}</p> : <Access value={access} onChange={setAccess} />}
        {online && <EmailField found={found} value={email} onChange={setEmail} tried={tried} />}
        <Heard value={heard} onChange={setHeard} tried={tried} />
        {open.error !== null && <ProblemNotice error={open.error} />}
        {open.data !== undefined && open.data.receipt === undefined && <Notice tone="warning" title={receipt.notOpened} live />}
        <div className="row">
          <Button type="submit" kind="primary" icon={<ShieldIcon />} isPending={open.isPending} isDisabled={isStopped(said)}>
            {words.action}
          </Button>
          <Button kind="quiet" onPress={onBack}>
            {words.back}
          </Button>
        </div>
      </div>
    </form>
  );
}

function Access({ value, onChange }: { readonly value: 'online' | 'paper'; readonly onChange: (value: 'online' | 'paper') => void }): ReactNode {
  const { agreement: words } = useWords().openings;
  return (
    <RadioGroup
      label={words.access}
      choices={[
        { value: 'online', label: words.accessChoices.online, help: words.onlineHelp },
        { value: 'paper', label: words.accessChoices.paper, help: words.paperHelp },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}

/** No tick, no record (A014). */
function Heard({ value, onChange, tried }: { readonly value: boolean; readonly onChange: (value: boolean) => void; readonly tried: boolean }): ReactNode {
  const { agreement: words } = useWords().openings;
  const missing = tried && !value;
  return (
    <>
      <Checkbox isSelected={value} onChange={onChange} isInvalid={missing} aria-describedby="heard">
        {words.said}
      </Checkbox>
      <p id="heard" className={missing ? 'field-error' : 'small quiet'} role={missing ? 'alert' : undefined}>
        {missing ? words.saidMissing : words.recorded}
      </p>
    </>
  );
}

function AccessOnly({ found, onBack, onOpened }: AgreementStepProps): ReactNode {
  const { agreement: words } = useWords().openings;
  const { replaceable = false } = found.person;
  const [email, setEmail] = useState('');
  const [compared, setCompared] = useState(false);
  const [tried, setTried] = useState(false);
  const give = useOnce({ mutationFn: giveAccess, onSuccess: onOpened });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const { ins, birthDate } = found;
    if (isAddress(email) && (compared || !replaceable)) give.mutate({ ins, birthDate, email: email.trim(), ...(replaceable ? { lost: true } : {}) });
  };
  return (
    <form onSubmit={submit} className="stack-l" noValidate>
      <StepHead
        now={2}
        title={replaceable ? words.replace.title : words.accessTitle}
        lead={(replaceable ? words.replace.lead : words.accessLead)(readableName(found.person.identity.displayName))}
      />
      <div className="stack counter-form">
        <EmailField found={found} value={email} onChange={setEmail} tried={tried} />
        {replaceable && (
          <>
            <Checkbox isSelected={compared} onChange={setCompared} isInvalid={tried && !compared} aria-describedby="compared">
              {words.replace.compared}
            </Checkbox>
            <p id="compared" className={tried && !compared ? 'field-error' : 'small quiet'} role={tried && !compared ? 'alert' : undefined}>
              {tried && !compared ? words.replace.missing : words.replace.told}
            </p>
          </>
        )}
        {give.error !== null && <ProblemNotice error={give.error} />}
        <div className="row">
          <Button type="submit" kind="primary" isPending={give.isPending}>
            {words.accessAction}
          </Button>
          <Button kind="quiet" onPress={onBack}>
            {words.back}
          </Button>
        </div>
      </div>
    </form>
  );
}
