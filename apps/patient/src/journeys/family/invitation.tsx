// What a mailed invitation leads to: who asks for help, for what, until when, and what it commits to; accepted or refused by an adult who is
// signed in. The code stays in the address of this page and goes to the server in bodies only.

import type { Invitation } from '@carnet/contract';
import { Button, DateText, EmptyState, ErrorState, LinkButton, PageHeader, ProblemNotice, Skeleton, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from '../../router/outlet.tsx';
import { lastDayBefore } from '../../days.ts';
import { usePageTitle } from '../../frames.tsx';
import { door } from '../../queries.ts';
import { recordHref } from '../../record-address.ts';
import { readableName } from '@carnet/ui/wording/readable-name';
import { SessionGate } from '../../session.tsx';
import { useSpaceNames } from './space-names.ts';

const ask = <Answer,>(what: 'look' | 'accept' | 'refuse', code: string): Promise<Answer> =>
  callDoor<Answer>(`${door}/invitations/${what}`, { method: 'POST', body: { code } });

function Terms({ invitation }: { readonly invitation: Invitation }): ReactNode {
  const { invitation: words, aidants } = useWords().family;
  const spaceNames = useSpaceNames();
  const { categories, temporary, until, expiresAt } = invitation;
  return (
    <div className="stack">
      <p>
        <strong>{words.youSee}</strong> {temporary ? aidants.everything : spaceNames(categories)}
      </p>
      <p>
        <strong>{words.until}</strong> {temporary ? <DateText iso={until} as="moment" exact /> : <DateText iso={lastDayBefore(until)} as="day" exact />}
      </p>
      <ul className="bullets">
        {words.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <p className="quiet">
        {words.answerBefore} <DateText iso={expiresAt} as="moment" exact />
      </p>
    </div>
  );
}

function Answer({ code, invitation }: { readonly code: string; readonly invitation: Invitation }): ReactNode {
  const { invitation: words } = useWords().family;
  const announce = useAnnounce();
  const [refused, setRefused] = useState(false);
  const inviter = readableName(invitation.invitedBy);
  const person = readableName(invitation.displayName);
  const accept = useMutation({
    mutationFn: () => ask<{ readonly dossierId: string }>('accept', code),
    onSuccess: ({ dossierId }) => {
      announce(words.accepted);
      location.assign(recordHref(dossierId, false));
    },
  });
  const refuse = useMutation({ mutationFn: () => ask<undefined>('refuse', code), onSuccess: () => setRefused(true) });
  if (refused)
    return (
      <EmptyState level={1} drawing="letter" title={words.refusedTitle} actions={<LinkButton href="/accueil">{words.home}</LinkButton>}>
        <p role="status">{words.refused}</p>
      </EmptyState>
    );
  const waiting = accept.isPending || accept.isSuccess || refuse.isPending;
  return (
    <>
      <PageHeader title={words.title} lead={<p>{invitation.temporary ? words.whole(inviter, person) : words.from(inviter, person)}</p>} />
      <Terms invitation={invitation} />
      {accept.isError && <ProblemNotice error={accept.error} />}
      {refuse.isError && <ProblemNotice error={refuse.error} />}
      <div className="form-actions section-after">
        <Button kind="primary" wide isPending={accept.isPending || accept.isSuccess} isDisabled={refuse.isPending} onPress={() => accept.mutate()}>
          {words.accept}
        </Button>
        <Button wide isPending={refuse.isPending} isDisabled={waiting && !refuse.isPending} onPress={() => refuse.mutate()}>
          {words.refuse}
        </Button>
      </div>
    </>
  );
}

function Looked(): ReactNode {
  const { invitation: words } = useWords().family;
  const { code = '' } = useParams();
  const invitation = useQuery({ queryKey: ['invitation', code], queryFn: () => ask<Invitation>('look', code), staleTime: Infinity, gcTime: 0 });
  usePageTitle(words.title);
  if (invitation.isPending) return <Skeleton shape="page" count={1} />;
  if (invitation.data === undefined)
    return (
      <ErrorState error={invitation.error} level={1}>
        <LinkButton href="/accueil">{words.home}</LinkButton>
      </ErrorState>
    );
  return <Answer code={code} invitation={invitation.data} />;
}

export default function InvitationPage(): ReactNode {
  return (
    <SessionGate>
      <Looked />
    </SessionGate>
  );
}
