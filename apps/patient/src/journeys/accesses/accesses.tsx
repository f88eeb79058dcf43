// Who may see the record: the médecin traitant, the professionals and teams let in, those kept out, what is hidden from some, the switches.

import type { Accesses as AccessList } from '@carnet/contract';
import { AddIcon, Button, EmptyState, ErrorState, EyeIcon, LinkButton, Notice, PageHeader, QrIcon, Section, Skeleton, arrived, whenIdle } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense, lazy, useEffect, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useOpenRecord } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { BelowFirst } from '../../router/below-first.tsx';
import { useDossierId } from '../../session.tsx';
import { AccessHistory } from './access-history.tsx';
import type { Asked } from './asked.ts';
import { type Ask, AuthorisedList } from './authorised-list.tsx';
import { BlockedSection } from './blocked-section.tsx';
import { DoctorSection } from './doctor-section.tsx';
import { InEmergency } from './in-emergency.tsx';
import { Masquages } from './masquage-list.tsx';

/** Nobody's access is read in them: they come after the page, or at the first press. */
const fetchDialogs = () => arrived(import('./access-dialogs.tsx'));
const AccessDialogs = lazy(async () => ({ default: (await fetchDialogs()).AccessDialogs }));

function AuthorisedSection({ list, onAsk }: { readonly list: AccessList; readonly onAsk: Ask }): ReactNode {
  const { accesses } = useWords();
  const current = list.autorisations.filter(({ state }) => state === 'valid');
  const expired = list.autorisations.filter(({ state }) => state === 'expired');
  return (
    <Section title={accesses.authorisedTitle}>
      {current.length === 0 ? (
        <EmptyState level={3} drawing="people" title={accesses.authorisedNone.title}>
          <p>{accesses.authorisedNone.body}</p>
        </EmptyState>
      ) : (
        <AuthorisedList lines={current} list={list} onAsk={onAsk} />
      )}
      {expired.length > 0 && (
        <details className="ended">
          <summary>{accesses.expiredShown(expired.length)}</summary>
          <AuthorisedList lines={expired} list={list} onAsk={onAsk} />
        </details>
      )}
    </Section>
  );
}

function HiddenSection({ onAsk }: { readonly onAsk: Ask }): ReactNode {
  const { hidden } = useWords();
  const masquages = useQuery(queries.masquages(useDossierId()));
  return (
    <Section title={hidden.title} lead={hidden.lead}>
      {masquages.isPending && <Skeleton count={2} />}
      {masquages.isError && masquages.data === undefined && <ErrorState error={masquages.error} onRetry={() => void masquages.refetch()} />}
      {masquages.data?.masquages.length === 0 && <p className="home-quiet">{hidden.none}</p>}
      {masquages.data !== undefined && masquages.data.masquages.length > 0 && <Masquages lines={masquages.data.masquages} />}
      <p className="section-after">
        <Button onPress={() => onAsk({ act: 'hide-space' })}>{hidden.hideSpace}</Button>
      </p>
    </Section>
  );
}

export default function Accesses(): ReactNode {
  const { accesses, nav, share } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const list = useQuery(queries.accesses(useDossierId()));
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const [wasAsked, setWasAsked] = useState(false);
  const ask = (question: Asked): void => {
    setWasAsked(true);
    setAsked(question);
  };
  usePageTitle(isOwn ? nav.accessesFull : accesses.titleOf(firstName));
  useEffect(() => whenIdle(() => fetchDialogs().catch(() => undefined)), []);
  return (
    <>
      <PageHeader
        title={isOwn ? accesses.title : accesses.titleOf(firstName)}
        lead={<p>{isOwn ? accesses.lead : accesses.leadOf(firstName)}</p>}
        actions={
          list.data === undefined ? undefined : (
            <>
              <Button kind="primary" icon={<AddIcon />} onPress={() => ask({ act: 'authorise' })}>
                {accesses.allow}
              </Button>
              <LinkButton href="/partager" icon={<QrIcon />}>
                {share.short}
              </LinkButton>
              <LinkButton href="/acces/comme" icon={<EyeIcon />}>
                {accesses.seeAs}
              </LinkButton>
            </>
          )
        }
      />
      {list.isPending && <Skeleton count={4} />}
      {list.isError && list.data === undefined && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && (
        <>
          <DoctorSection list={list.data} onAsk={ask} />
          <AuthorisedSection list={list.data} onAsk={ask} />
          <BlockedSection list={list.data} onAsk={ask} />
          <BelowFirst>
            <HiddenSection onAsk={ask} />
            <InEmergency />
            <AccessHistory />
            <div className="section">
              <Notice title={accesses.never.title}>{accesses.never.body}</Notice>
            </div>
          </BelowFirst>
          {wasAsked && (
            <Suspense>
              <AccessDialogs asked={asked} onClose={() => setAsked(undefined)} list={list.data} />
            </Suspense>
          )}
        </>
      )}
    </>
  );
}
