// Who helps with the record that is open: invited, active, past; inviting, changing, ending; entrusting a child's record for a few days.

import type { Aidant, Aidants } from '@carnet/contract';
import { AddIcon, Badge, Button, ClockIcon, DateText, EmptyState, ErrorState, MailIcon, Notice, Section, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { lastDayBefore } from '../../days.ts';
import { useOpenRecord } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { useLastAsked } from '../accesses/asked.ts';
import { type AidantAsked, ChangeDialog, EndShareDialog, InviteDialog, TemporaryShareDialog } from './aidant-dialogs.tsx';
import { useSpaceNames } from './space-names.ts';

const isPresent = ({ state }: Aidant): boolean => state === 'active' || state === 'invited';

function State({ aidant }: { readonly aidant: Aidant }): ReactNode {
  const { aidants } = useWords().family;
  return (
    <span className="flags">
      <Badge tone={aidant.state === 'invited' ? 'waiting' : 'plain'} {...(aidant.state === 'invited' ? { icon: <MailIcon /> } : {})}>
        {aidants.states[aidant.state]}
      </Badge>
      {aidant.temporary && <Badge icon={<ClockIcon />}>{aidants.temporary}</Badge>}
    </span>
  );
}

function Terms({ aidant }: { readonly aidant: Aidant }): ReactNode {
  const { aidants } = useWords().family;
  if (aidant.endedAt !== undefined)
    return (
      <p>
        {aidants.endedOn} <DateText iso={aidant.endedAt} as="day" exact />
        {aidant.endedBy !== undefined && ` ${aidants.endedBy[aidant.endedBy]}`}
      </p>
    );
  return (
    <>
      <p>
        {aidants.until} {aidant.temporary ? <DateText iso={aidant.until} as="moment" exact /> : <DateText iso={lastDayBefore(aidant.until)} as="day" exact />}
      </p>
      {aidant.state === 'invited' && (
        <p>
          {aidants.answerBefore} <DateText iso={aidant.invitationExpiresAt} as="moment" exact />
        </p>
      )}
      {aidant.state === 'active' && (
        <p>
          {aidant.lastAccessAt === undefined ? (
            aidants.neverSeen
          ) : (
            <>
              {aidants.lastSeen} <DateText iso={aidant.lastAccessAt} as="moment" exact />
            </>
          )}
        </p>
      )}
    </>
  );
}

function AidantLine({ aidant, onAsk }: { readonly aidant: Aidant; readonly onAsk: (asked: AidantAsked) => void }): ReactNode {
  const { aidants } = useWords().family;
  const spaceNames = useSpaceNames();
  return (
    <div className="person">
      <p className="person-name">{aidant.name}</p>
      <p>
        {aidant.email}
        {aidant.accountName !== undefined && ` · ${aidant.accountName}`}
      </p>
      <State aidant={aidant} />
      <p>
        {aidant.state === 'active' ? aidants.sees : aidants.willSee} {aidant.temporary ? aidants.everything : spaceNames(aidant.categories)}
      </p>
      <Terms aidant={aidant} />
      {isPresent(aidant) && (
        <div className="row">
          {!aidant.temporary && (
            <Button small aria-label={aidants.changeOf(aidant.name)} onPress={() => onAsk({ act: 'change', aidant })}>
              {aidants.change}
            </Button>
          )}
          {aidant.state === 'active' ? (
            <Button small aria-label={aidants.endOf(aidant.name)} onPress={() => onAsk({ act: 'end', aidant })}>
              {aidants.end}
            </Button>
          ) : (
            <Button small kind="quiet" aria-label={aidants.cancelOf(aidant.name)} onPress={() => onAsk({ act: 'cancel', aidant })}>
              {aidants.cancel}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Dialogs({ asked, onClose, all }: { readonly asked: AidantAsked | undefined; readonly onClose: () => void; readonly all: Aidants }): ReactNode {
  const last = useLastAsked(asked);
  if (last === undefined) return null;
  const { question, opening } = last;
  const dialog = { isOpen: asked !== undefined, onClose };
  switch (question.act) {
    case 'invite':
      return <InviteDialog key={opening} {...dialog} />;
    case 'temporary':
      return <TemporaryShareDialog key={opening} {...dialog} share={all.temporaryShare} />;
    case 'change':
      return <ChangeDialog key={opening} {...dialog} aidant={question.aidant} />;
    default:
      return <EndShareDialog key={opening} {...dialog} aidant={question.aidant} cancels={question.act === 'cancel'} />;
  }
}

function Shown({ all }: { readonly all: Aidants }): ReactNode {
  const { aidants, temporaryShare } = useWords().family;
  const { isOwn, firstName, dossier } = useOpenRecord();
  const [asked, setAsked] = useState<AidantAsked | undefined>(undefined);
  const present = all.aidants.filter(isPresent);
  const past = all.aidants.filter((one) => !isPresent(one));
  const full = present.length >= all.maximum;
  const none = isOwn ? aidants.none : aidants.noneOf;
  const lines = (some: readonly Aidant[]): ReactNode => (
    <ul className="list-lines">
      {some.map((aidant) => (
        <li key={aidant.id}>
          <AidantLine aidant={aidant} onAsk={setAsked} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <Section title={isOwn ? aidants.title : aidants.titleOf(firstName)} lead={aidants.lead(all.maximum)}>
        {present.length === 0 ? (
          <EmptyState level={3} drawing="people" title={none.title}>
            <p>{none.body}</p>
          </EmptyState>
        ) : (
          lines(present)
        )}
        <div className="section-after">
          {full ? (
            <Notice>{aidants.full}</Notice>
          ) : (
            <Button kind={isOwn ? 'primary' : 'secondary'} icon={<AddIcon />} onPress={() => setAsked({ act: 'invite' })}>
              {aidants.invite}
            </Button>
          )}
        </div>
      </Section>
      {!isOwn && dossier?.minor === true && !full && (
        <Section title={temporaryShare.title} lead={temporaryShare.lead(firstName)}>
          <Button icon={<ClockIcon />} onPress={() => setAsked({ act: 'temporary' })}>
            {temporaryShare.start}
          </Button>
        </Section>
      )}
      {past.length > 0 && (
        <details className="ended">
          <summary>{aidants.past(past.length)}</summary>
          {lines(past)}
        </details>
      )}
      <Dialogs asked={asked} onClose={() => setAsked(undefined)} all={all} />
    </>
  );
}

export function AidantsSection(): ReactNode {
  const all = useQuery(queries.aidants(useDossierId()));
  if (all.isPending) return <Skeleton count={3} />;
  if (all.data === undefined) return <ErrorState error={all.error} onRetry={() => void all.refetch()} />;
  return <Shown all={all.data} />;
}
