// The signed-in person's own account: the password, the passkeys, where they are signed in, and the closing of their own record.

import type { OpenSessions } from '@carnet/contract';
import { Badge, Button, DateText, ErrorState, LinkButton, LookChoices, PageHeader, Section, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { queries } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { ChangePassword, CloseOthers } from './account-dialogs.tsx';
import { CloseRecord } from './close-record.tsx';
import { PasskeysSection } from './passkeys-section.tsx';

function Sessions({ sessions }: OpenSessions): ReactNode {
  const { myAccount } = useWords();
  return (
    <ul className="list-lines">
      {sessions.map(({ openedAt, lastUsedAt, browser, system, current }) => (
        <li key={`${openedAt} ${lastUsedAt} ${current}`}>
          <div className="person">
            <p className="person-name">{[browser, system].filter((part) => part !== undefined).join(', ') || myAccount.unknownDevice}</p>
            <p>
              {myAccount.openedAt} <DateText iso={openedAt} as="moment" exact />
            </p>
            {current ? (
              <p>
                <Badge>{myAccount.thisOne}</Badge>
              </p>
            ) : (
              <p>
                {myAccount.usedAt} <DateText iso={lastUsedAt} as="moment" />
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

export default function Account(): ReactNode {
  const { account, export: takeAway, look, myAccount } = useWords();
  const { dossierId } = useSession();
  const [asked, setAsked] = useState<'password' | 'others' | undefined>(undefined);
  const open = useQuery(queries.sessions());
  usePageTitle(account.label);
  const others = (open.data?.sessions.length ?? 0) - 1;
  const close = (): void => setAsked(undefined);
  return (
    <>
      <PageHeader title={account.label} lead={<p>{myAccount.lead}</p>} />
      <div className="stack-l">
        <Section title={myAccount.password.title} lead={myAccount.password.lead}>
          <p className="section-after">
            <Button onPress={() => setAsked('password')}>{myAccount.password.change}</Button>
          </p>
        </Section>
        <PasskeysSection />
        <Section title={myAccount.sessionsTitle} lead={myAccount.sessionsLead}>
          {open.isPending && <Skeleton shape="rows" count={2} />}
          {open.isError && open.data === undefined && <ErrorState error={open.error} onRetry={() => void open.refetch()} />}
          {open.data !== undefined && <Sessions {...open.data} />}
          {open.data !== undefined && (
            <div className="section-after">
              {others > 0 ? (
                <Button onPress={() => setAsked('others')}>{myAccount.others.close(others)}</Button>
              ) : (
                <p className="quiet">{myAccount.others.none}</p>
              )}
            </div>
          )}
        </Section>
      </div>
      <Section title={look.title} lead={look.lead}>
        <div className="stack">
          <LookChoices words={look} />
        </div>
      </Section>
      <Section title={takeAway.title} lead={takeAway.lead}>
        <p className="section-after">
          <LinkButton href="/emporter">{takeAway.title}</LinkButton>
        </p>
      </Section>
      <CloseRecord dossierId={dossierId} />
      {asked === 'password' && <ChangePassword isOpen onClose={close} />}
      {asked === 'others' && <CloseOthers isOpen onClose={close} count={others} />}
    </>
  );
}
