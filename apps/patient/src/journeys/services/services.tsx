// Services connected to the record that is open: what each may do, purpose by purpose, since when, until when, when it last came; and the way to
// disconnect it at once.

import type { ConnectedService, ConnectedServices } from '@carnet/contract';
import {
  Badge,
  Button,
  ConfirmDialog,
  DateText,
  EmptyState,
  ErrorState,
  Notice,
  PageHeader,
  Section,
  Skeleton,
  callDoor,
  useAnnounce,
  useLanguage,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { lastDayBefore } from '../../days.ts';
import { usePageTitle } from '../../frames.tsx';
import { useMay, useOpenRecord } from '../../open-record.tsx';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { useLastAsked } from '../accesses/asked.ts';
import { usePurposeWords } from './purpose-words.ts';

function Purposes({ service }: { readonly service: ConnectedService }): ReactNode {
  const { language } = useLanguage();
  const wordsOf = usePurposeWords('list');
  return (
    <ul className="bullets">
      {service.purposes.map((purpose) => (
        <li key={purpose.code}>{[purpose.label[language], ...wordsOf(purpose)].join(' · ')}</li>
      ))}
    </ul>
  );
}

function ServiceLine({ service, onDisconnect }: { readonly service: ConnectedService; readonly onDisconnect?: () => void }): ReactNode {
  const { services: words } = useWords();
  const { name, publisher, state, since, until, lastUsedAt, toAgreeAgain } = service;
  return (
    <div className="person">
      <p className="person-name">{name}</p>
      <p>{words.by(publisher)}</p>
      <span className="flags">
        <Badge tone={state === 'paused' ? 'waiting' : 'plain'}>{words.states[state]}</Badge>
      </span>
      <Purposes service={service} />
      <p>
        {words.since} <DateText iso={since} as="day" exact />
      </p>
      <p>
        {state === 'ended' ? words.ended : words.until} <DateText iso={state === 'ended' ? until : lastDayBefore(until)} as="day" exact />
      </p>
      <p>
        {lastUsedAt === undefined ? (
          words.neverUsed
        ) : (
          <>
            {words.lastUsed} <DateText iso={lastUsedAt} as="moment" exact />
          </>
        )}
      </p>
      {state === 'paused' && <Notice>{words.paused}</Notice>}
      {state === 'active' && toAgreeAgain && <Notice>{words.agreeAgain}</Notice>}
      {onDisconnect !== undefined && (
        <div className="row">
          <Button small aria-label={words.disconnectOf(name)} onPress={onDisconnect}>
            {words.disconnect}
          </Button>
        </div>
      )}
    </div>
  );
}

function DisconnectDialog({
  service,
  isOpen,
  onClose,
}: {
  readonly service: ConnectedService;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { dialog: words } = useWords().services;
  const dossierId = useDossierId();
  const client = useQueryClient();
  const announce = useAnnounce();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={words.title(service.name)}
      confirmLabel={words.confirm}
      danger
      onConfirm={async () => {
        await callDoor(recordPath(dossierId, `/services/${encodeURIComponent(service.id)}`), { method: 'DELETE' });
        announce(words.done(service.name));
        await Promise.all(['services', 'journal'].map((key) => client.invalidateQueries({ queryKey: [key] })));
      }}
    >
      <p>{words.what}</p>
      <p className="quiet">{words.after}</p>
    </ConfirmDialog>
  );
}

function Shown({ services }: { readonly services: readonly ConnectedService[] }): ReactNode {
  const { services: words } = useWords();
  const may = useMay();
  const [asked, setAsked] = useState<ConnectedService | undefined>(undefined);
  const last = useLastAsked(asked);
  const present = services.filter(({ state }) => state !== 'ended');
  const past = services.filter(({ state }) => state === 'ended');
  return (
    <>
      {present.length === 0 ? (
        <EmptyState level={2} drawing="door" title={words.none.title}>
          <p>{words.none.body}</p>
        </EmptyState>
      ) : (
        <ul className="list-lines">
          {present.map((service) => (
            <li key={service.id}>
              <ServiceLine service={service} {...(may('manage-accesses') ? { onDisconnect: () => setAsked(service) } : {})} />
            </li>
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <details className="ended">
          <summary>{words.past(past.length)}</summary>
          <ul className="list-lines">
            {past.map((service) => (
              <li key={service.id}>
                <ServiceLine service={service} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {last !== undefined && <DisconnectDialog key={last.opening} service={last.question} isOpen={asked !== undefined} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** Software of professionals that is told of new documents: nothing to agree to, for it sees what they see; but one knows. */
function Subscribers({ subscribers }: Pick<ConnectedServices, 'subscribers'>): ReactNode {
  const { subscribers: words } = useWords().services;
  if (subscribers.length === 0) return null;
  return (
    <Section title={words.title}>
      <p>{words.lead}</p>
      <ul className="list-lines">
        {subscribers.map(({ displayName, professionLabel, structureName, topic, since, until }) => (
          <li key={`${displayName} ${topic} ${since}`}>
            <div className="person">
              <p className="person-name">{displayName}</p>
              {(professionLabel ?? structureName) !== undefined && <p>{[professionLabel, structureName].filter((one) => one !== undefined).join(', ')}</p>}
              <p>{words.topics[topic]}</p>
              <p>
                {words.since} <DateText iso={since} as="day" exact />, {words.until} <DateText iso={lastDayBefore(until)} as="day" exact />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export default function Services(): ReactNode {
  const { services: words } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const services = useQuery(queries.services(useDossierId()));
  const title = isOwn ? words.title : words.titleOf(firstName);
  usePageTitle(title);
  return (
    <>
      <PageHeader title={title} lead={<p>{isOwn ? words.lead : words.leadOf}</p>} />
      {services.isPending ? (
        <Skeleton count={3} />
      ) : services.data === undefined ? (
        <ErrorState error={services.error} onRetry={() => void services.refetch()} />
      ) : (
        <>
          <Shown services={services.data.services} />
          <Subscribers subscribers={services.data.subscribers} />
        </>
      )}
    </>
  );
}
