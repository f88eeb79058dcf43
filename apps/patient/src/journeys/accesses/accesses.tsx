// Who sees the record: the médecin traitant, the professionals and teams the patient allowed, those the patient keeps out.

import type { Accesses as AccessList } from '@carnet/contract';
import { Button, DateText, EmptyState, ErrorState, Notice, PageHeader, Section, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { type Asked, AccessDialogs } from './access-dialogs.tsx';
import { BlockByNumber } from './block-by-number.tsx';
import { InEmergency } from './in-emergency.tsx';

type Ask = (asked: Asked) => void;

function Authorised({
  one,
  blocked,
  isDoctor,
  onAsk,
}: {
  readonly one: AccessList['autorisations'][number];
  readonly blocked: boolean;
  readonly isDoctor: boolean;
  readonly onAsk: Ask;
}): ReactNode {
  const { accesses } = useWords();
  return (
    <div className="person">
      <p className="person-name">{one.displayName}</p>
      <p>{one.kind === 'structure' ? accesses.structure : one.professionLabel}</p>
      <p>
        {accesses.since} <DateText iso={one.declaredAt} as="day" exact />
        {one.expired ? (
          <>
            . {accesses.ended} <DateText iso={one.expiresAt} as="day" exact />
          </>
        ) : (
          <>
            , {accesses.until} <DateText iso={one.expiresAt} as="day" exact />
          </>
        )}
      </p>
      <p>{accesses.declaredBy(one.declaredBy)}</p>
      <p>
        {one.lastConsultedAt === undefined ? (
          accesses.neverRead
        ) : (
          <>
            {accesses.lastRead} <DateText iso={one.lastConsultedAt} as="moment" exact />
          </>
        )}
      </p>
      <div className="row">
        {!one.expired && (
          <Button
            small
            aria-label={accesses.withdrawOf(one.displayName)}
            onPress={() => onAsk({ act: 'withdraw', kind: one.kind, id: one.id, name: one.displayName })}
          >
            {accesses.withdraw}
          </Button>
        )}
        {one.kind === 'professionnel' && !blocked && (
          <Button
            small
            kind="quiet"
            aria-label={accesses.blockOf(one.displayName)}
            onPress={() => onAsk({ act: 'block', id: one.id, name: one.displayName, isDoctor })}
          >
            {accesses.block}
          </Button>
        )}
      </div>
    </div>
  );
}

function Shown({ list }: { readonly list: AccessList }): ReactNode {
  const { accesses } = useWords();
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const { medecinTraitant: doctor, autorisations, blocages } = list;
  const isBlocked = (id: string): boolean => blocages.some((one) => one.id === id);
  const current = autorisations.filter((one) => !one.expired);
  const ended = autorisations.filter((one) => one.expired);
  const line = (one: AccessList['autorisations'][number]): ReactNode => (
    <li key={`${one.kind}-${one.id}-${one.declaredAt}`}>
      <Authorised one={one} blocked={isBlocked(one.id)} isDoctor={one.id === doctor?.id} onAsk={setAsked} />
    </li>
  );
  return (
    <>
      <Section title={accesses.doctorTitle} lead={accesses.doctorLead}>
        {doctor === undefined ? (
          <p className="home-quiet">{accesses.doctorNone}</p>
        ) : (
          <ul className="list-lines">
            <li>
              <div className="person">
                <p className="person-name">{doctor.displayName}</p>
                <p>{[doctor.professionLabel, doctor.structureName].filter(Boolean).join(', ')}</p>
                {!isBlocked(doctor.id) && (
                  <div className="row">
                    <Button
                      small
                      kind="quiet"
                      aria-label={accesses.blockOf(doctor.displayName)}
                      onPress={() => setAsked({ act: 'block', id: doctor.id, name: doctor.displayName, isDoctor: true })}
                    >
                      {accesses.block}
                    </Button>
                  </div>
                )}
              </div>
            </li>
          </ul>
        )}
      </Section>
      <Section title={accesses.authorisedTitle}>
        {current.length === 0 ? (
          <EmptyState level={3} drawing="people" title={accesses.authorisedNone.title}>
            <p>{accesses.authorisedNone.body}</p>
          </EmptyState>
        ) : (
          <ul className="list-lines">{current.map(line)}</ul>
        )}
        {ended.length > 0 && (
          <details className="ended">
            <summary>{accesses.expiredShown(ended.length)}</summary>
            <ul className="list-lines">{ended.map(line)}</ul>
          </details>
        )}
      </Section>
      <Section title={accesses.blockedTitle} lead={accesses.blockedLead}>
        {blocages.length === 0 ? (
          <p className="home-quiet">{accesses.blockedNone}</p>
        ) : (
          <ul className="list-lines">
            {blocages.map((one) => (
              <li key={one.id}>
                <div className="person">
                  <p className="person-name">{one.displayName}</p>
                  <p>{[one.professionLabel, one.structureName].filter(Boolean).join(', ')}</p>
                  <p>
                    {accesses.blockedSince} <DateText iso={one.since} as="day" exact />
                  </p>
                  <div className="row">
                    <Button
                      small
                      aria-label={accesses.unblockOf(one.displayName)}
                      onPress={() => setAsked({ act: 'unblock', id: one.id, name: one.displayName })}
                    >
                      {accesses.unblock}
                    </Button>
                  </div>
                </div>
              </li>
            ))}
          </ul>
        )}
        <BlockByNumber onAsk={setAsked} {...(doctor === undefined ? {} : { doctorId: doctor.id })} />
      </Section>
      <InEmergency />
      <div className="section">
        <Notice title={accesses.never.title}>{accesses.never.body}</Notice>
      </div>
      <AccessDialogs asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

export default function Accesses(): ReactNode {
  const { accesses, nav } = useWords();
  const list = useQuery(queries.accesses(useDossierId()));
  usePageTitle(nav.accessesFull);
  return (
    <>
      <PageHeader title={accesses.title} lead={<p>{accesses.lead}</p>} />
      {list.isPending && <Skeleton count={4} />}
      {list.isError && list.data === undefined && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && <Shown list={list.data} />}
    </>
  );
}
