// The code while it is shown: to scan, to read aloud, how long it still opens; changed or withdrawn on a press. Whoever uses it is told at once.

import type { ShownShare, WaitingShare } from '@carnet/contract';
import { Button, ClockIcon, CloseIcon, ProblemNotice, RetryIcon, callDoor, useAnnounce, useSpeak } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { Qr, shareAddress } from '../../qr.tsx';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { useSecondsUntil } from '../../use-seconds-until.ts';
import { usePersonAgreement } from '../accesses/person-agreement.tsx';
import { Listen } from './listen.tsx';

interface Shown {
  readonly share: WaitingShare;
  readonly terms: ShownShare['terms'];
  readonly onOver: () => void;
}

export function WaitingCode({ share, terms, onOver }: Shown): ReactNode {
  const words = useWords().share;
  const { waiting } = words;
  const dossierId = useDossierId();
  const client = useQueryClient();
  const announce = useAnnounce();
  // The eye sees it: a message at the foot would cover the code.
  const speak = useSpeak();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const state = useQuery(queries.shareState(share.secret)).data?.state;
  const seconds = useSecondsUntil(share.until);
  const over = state === 'over' || seconds === 0;
  useEffect(() => {
    if (over) onOver();
    // Once: what it asks again takes this away.
  }, [over]);
  useEffect(() => {
    if (state !== 'redeemed') return;
    void client.invalidateQueries({ queryKey: queries.share(dossierId).queryKey });
    for (const key of ['accesses', 'journal', 'notices']) void client.invalidateQueries({ queryKey: [key] });
  }, [state, client, dossierId]);
  useEffect(() => {
    if (seconds === 60) speak(waiting.lastMinute);
  }, [seconds, speak, waiting]);

  // Whoever decides under a measure is asked each time whether the person agrees: they withdraw this one, and make another.
  const owesAgreement = !usePersonAgreement(false).said;
  const put = (next: WaitingShare | undefined): void =>
    void client.setQueryData<ShownShare>(queries.share(dossierId).queryKey, { ...(next === undefined ? {} : { share: next }), terms });
  const again = useMutation({
    mutationFn: () => callDoor<WaitingShare>(recordPath(dossierId, '/share'), { method: 'POST', body: { span: share.span } }),
    onSuccess: (made) => {
      put(made);
      speak(words.made(terms.codeMinutes));
    },
  });
  const withdraw = useMutation({
    mutationFn: () => callDoor(recordPath(dossierId, '/share'), { method: 'DELETE' }),
    onSuccess: () => {
      put(undefined);
      announce(waiting.withdrawn);
    },
  });
  const fault = again.error ?? withdraw.error;
  const groups = share.code.match(/.{3}/g) ?? [];
  const left = seconds > 60 ? waiting.minutesLeft(Math.ceil(seconds / 60)) : waiting.secondsLeft(seconds);
  return (
    <section className="share-code" aria-labelledby="share-code">
      <h2 id="share-code" ref={heading} tabIndex={-1}>
        {waiting.title}
      </h2>
      <div className="share-shown">
        <div className="share-qr">
          <Qr text={shareAddress(share.secret)} label={waiting.qr} />
        </div>
        <div className="share-side">
          <p>{waiting.orSay}</p>
          {/* Sign by sign for who listens; nothing between them for who copies. */}
          <p className="share-signs">
            <span className="visually-hidden">{groups.map((group) => group.split('').join(' ')).join(', ')}</span>
            {groups.map((group) => (
              <span key={group} aria-hidden="true">
                {group}
              </span>
            ))}
          </p>
          <Listen code={share.code} />
          <p className="quiet">{waiting.forScan}</p>
        </div>
      </div>
      <p className="share-left">
        <ClockIcon />
        <span>
          {waiting.left(left)}{' '}
          {share.span === 'consultation'
            ? waiting.opens.consultation(terms.consultationHours)
            : share.span === 'day'
              ? waiting.opens.day
              : waiting.opens.usual(terms.usualDays)}
        </span>
      </p>
      <p className="quiet">{waiting.only}</p>
      {fault !== null && <ProblemNotice error={fault} />}
      <p className="row">
        {!owesAgreement && (
          <Button icon={<RetryIcon />} isPending={again.isPending} onPress={() => again.mutate()}>
            {waiting.again}
          </Button>
        )}
        <Button kind="quiet" icon={<CloseIcon />} isPending={withdraw.isPending} onPress={() => withdraw.mutate()}>
          {waiting.withdraw}
        </Button>
      </p>
    </section>
  );
}
