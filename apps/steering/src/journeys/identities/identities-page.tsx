// Identitovigilance: a record looked for by any number its person ever had, and what awaits somebody's eye. The lists name nobody: who a record
// is about is told, and written in its journal, when it is opened.

import type { IdentitiesToReview, KeptIdentity } from '@carnet/contract';
import {
  Badge,
  Button,
  DateText,
  EmptyState,
  ErrorState,
  PageHeader,
  ProblemNotice,
  SearchIcon,
  Section,
  Skeleton,
  TextField,
  TextLink,
  isProblem,
} from '@carnet/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { readIdentities, searchIdentity } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';

export function IdentitiesPage(): ReactNode {
  const { identities } = useWords();
  usePageTitle(identities.title);
  return (
    <>
      <PageHeader title={identities.title} lead={identities.lead} />
      <Search />
      <ToReview />
    </>
  );
}

function Search(): ReactNode {
  const { identities } = useWords();
  const navigate = useNavigate();
  const [ins, setIns] = useState('');
  const [missing, setMissing] = useState(false);
  const found = useMutation({ mutationFn: searchIdentity, onSuccess: ({ dossierId }: KeptIdentity) => void navigate(`/identites/${dossierId}`) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(ins.trim() === '');
    if (ins.trim() !== '') found.mutate(ins.trim());
  };
  const wrong = isProblem(found.error, 'INS_INVALIDE') ? identities.wrongIns : undefined;
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <TextField
        label={identities.search}
        help={identities.searchHelp}
        error={missing ? identities.missing : wrong}
        value={ins}
        onChange={(next) => {
          setIns(next);
          setMissing(false);
          found.reset();
        }}
        mono
        autoComplete="off"
      />
      {found.error !== null && wrong === undefined && <ProblemNotice error={found.error} />}
      <p>
        <Button type="submit" kind="primary" icon={<SearchIcon />} isPending={found.isPending}>
          {identities.searchAction}
        </Button>
      </p>
    </form>
  );
}

function ToReview(): ReactNode {
  const { fusions, identities, misfiled } = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ['identities', 'to-review'], queryFn: readIdentities });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="rows" count={4} />;
  if (data.misfiled.length + data.fusions.length + data.pairs.length + data.shared.length + data.notQualified.length === 0)
    return (
      <EmptyState drawing="people" title={identities.nothing.title}>
        <p>{identities.nothing.why}</p>
      </EmptyState>
    );
  return (
    <>
      {data.misfiled.length > 0 && (
        <Section title={misfiled.toSettle.title}>
          <div className="stack">
            <p className="quiet">{misfiled.toSettle.why}</p>
            <ul className="stack-s">
              {data.misfiled.map(({ dossierId, proposed, reportedAt, late }) => (
                <li key={`${dossierId} ${reportedAt}`}>
                  <TextLink href={`/identites/${dossierId}`}>
                    {misfiled.link} <DateText iso={reportedAt} as="day" /> <span className="quiet">({dossierId.slice(-6)})</span>
                  </TextLink>{' '}
                  {proposed && <Badge>{misfiled.toConfirm}</Badge>} {late && <Badge tone="danger">{misfiled.late}</Badge>}
                </li>
              ))}
            </ul>
          </div>
        </Section>
      )}
      {data.fusions.length > 0 && (
        <Section title={fusions.toConfirm.title}>
          <div className="stack">
            <p className="quiet">{fusions.toConfirm.why}</p>
            <ul className="stack-s">
              {data.fusions.map(({ id, survivor, absorbed, proposedAt }) => (
                <li key={id}>
                  <TextLink href={`/identites/${survivor}?avec=${absorbed}`}>
                    {fusions.toConfirmLink} <DateText iso={proposedAt} as="day" /> <span className="quiet">({survivor.slice(-6)})</span>
                  </TextLink>
                </li>
              ))}
            </ul>
          </div>
        </Section>
      )}
      <Groups title={identities.pairs.title} why={identities.pairs.why} groups={data.pairs} />
      <Groups title={identities.shared.title} why={identities.shared.why} groups={data.shared} />
      {data.notQualified.length > 0 && (
        <Section title={identities.notQualified.title}>
          <div className="stack">
            <p className="quiet">{identities.notQualified.why}</p>
            <ul className="stack-s">
              {data.notQualified.map(({ dossierId, openedAt, status }) => (
                <li key={dossierId}>
                  <RecordLink dossierId={dossierId} openedAt={openedAt} /> <span className="quiet">{identities.statuses[status]}</span>
                </li>
              ))}
            </ul>
          </div>
        </Section>
      )}
    </>
  );
}

interface GroupsProps {
  readonly title: string;
  readonly why: string;
  readonly groups: IdentitiesToReview['pairs'];
}

function Groups({ title, why, groups }: GroupsProps): ReactNode {
  if (groups.length === 0) return null;
  return (
    <Section title={title}>
      <div className="stack">
        <p className="quiet">{why}</p>
        <ul className="stack">
          {groups.map(({ records }) => (
            <li key={records.map(({ dossierId }) => dossierId).join()}>
              <ul className="stack-s">
                {records.map((record) => (
                  <li key={record.dossierId}>
                    <RecordLink {...record} beside={records.find(({ dossierId }) => dossierId !== record.dossierId)?.dossierId} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

/** `beside`: the record it is held against. */
function RecordLink({
  dossierId,
  openedAt,
  beside,
}: {
  readonly dossierId: string;
  readonly openedAt: string;
  readonly beside?: string | undefined;
}): ReactNode {
  const { identities } = useWords();
  return (
    <TextLink href={`/identites/${dossierId}${beside === undefined ? '' : `?avec=${beside}`}`}>
      {identities.openedOn} <DateText iso={openedAt} as="day" /> <span className="quiet">({dossierId.slice(-6)})</span>
    </TextLink>
  );
}
