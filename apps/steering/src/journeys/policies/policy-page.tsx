// One value: what it does, what is in force and where that comes from, how to change it, and all that was ever decided of it.

import type { Policies, PolicyChange, PolicySetting } from '@carnet/contract';
import {
  BackIcon,
  Button,
  DateText,
  EmptyState,
  ErrorState,
  Facts,
  LinkButton,
  Notice,
  PageHeader,
  Section,
  Skeleton,
  TextLink,
  formatDay,
  useLanguage,
} from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { withdrawPolicy } from '../../api.ts';
import { StateBadge } from '../../decisions/state-badge.tsx';
import { WithdrawDialog } from '../../decisions/withdraw-dialog.tsx';
import { usePolicies } from '../../law.ts';
import { usePageTitle } from '../../page-title.ts';
import { explanationOf, labelOf, unitSize, valueInWords } from '../../policy-value.ts';
import { useSteering } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { ChangePolicy } from './change-policy.tsx';

export function PolicyPage(): ReactNode {
  const words = useWords();
  const { key = '' } = useParams();
  const { data, error, refetch } = usePolicies();
  const policy = data?.policies.find((one) => one.key === key);
  usePageTitle(policy === undefined ? words.policies.title : labelOf(key, words));
  if (error !== null) return <ErrorState level={1} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="page" count={3} />;
  if (policy === undefined) return <Unknown />;
  return <Known key={key} policy={policy} policies={data} />;
}

function Unknown(): ReactNode {
  const { unknown } = useWords().policy;
  return (
    <EmptyState
      level={1}
      drawing="search"
      title={unknown.title}
      actions={
        <LinkButton href="/valeurs" kind="primary">
          {unknown.action}
        </LinkButton>
      }
    >
      <p>{unknown.why}</p>
    </EmptyState>
  );
}

function Known({ policy, policies }: { readonly policy: PolicySetting; readonly policies: Policies }): ReactNode {
  const words = useWords();
  const { policy: texts, policies: listTexts } = words;
  const { language } = useLanguage();
  const { may } = useSteering();
  const bounds =
    policy.type === 'integer'
      ? [
          {
            term: texts.bounds,
            value: texts.between(valueInWords(policy, policy.minimum, words), valueInWords(policy, policy.maximum, words)),
          },
        ]
      : [];
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/valeurs" className="icon-word back-link">
            <BackIcon />
            {texts.back}
          </TextLink>
        }
        title={labelOf(policy.key, words)}
        lead={explanationOf(policy.key, words)}
      />
      <Facts
        facts={[
          {
            term: texts.now,
            value: (
              <>
                <span className="strong">{valueInWords(policy, policy.value, words)}</span>{' '}
                <span className="quiet">{policy.since === undefined ? listTexts.sinceOrigin : texts.since(formatDay(policy.since, language))}</span>
              </>
            ),
          },
          { term: texts.default, value: valueInWords(policy, policy.default, words) },
          ...bounds,
          // The texts of law are French.
          { term: texts.source, value: <span lang="fr">{policy.source}</span> },
        ]}
      />
      {!policy.changeable && (
        <div className="section">
          <Notice title={texts.fixed.title}>{texts.fixed.why}</Notice>
        </div>
      )}
      {!policy.applied && (
        <div className="section">
          <Notice tone="warning" title={texts.awaited.title}>
            {texts.awaited.why}
          </Notice>
        </div>
      )}
      {policy.changeable && may('change-law') && (
        <Section title={texts.change}>
          <ChangePolicy policy={policy} earliest={policy.earliestFrom} today={policies.today} unitSize={policy.type === 'integer' ? unitSize(policy) : 1} />
        </Section>
      )}
      <Section title={texts.history}>
        <Changes policy={policy} />
      </Section>
    </>
  );
}

function Changes({ policy }: { readonly policy: PolicySetting }): ReactNode {
  const { policy: texts } = useWords();
  const [withdrawn, setWithdrawn] = useState<PolicyChange>();
  const { columns, never } = texts;
  if (policy.changes.length === 0)
    return (
      <EmptyState level={3} title={never.title}>
        <p>{never.why}</p>
      </EmptyState>
    );
  return (
    <>
      <table className="plain-table history-table">
        <caption className="visually-hidden">{texts.history}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.from}</th>
            <th scope="col">{columns.value}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.decided}</th>
            <th scope="col">{columns.reason}</th>
          </tr>
        </thead>
        <tbody>
          {policy.changes.map((change) => (
            <Line key={`${change.from}-${change.decided.at}`} policy={policy} change={change} onWithdraw={() => setWithdrawn(change)} />
          ))}
        </tbody>
      </table>
      {withdrawn !== undefined && (
        <WithdrawDialog
          day={withdrawn.from}
          onClose={() => setWithdrawn(undefined)}
          onWithdraw={(reason) => withdrawPolicy(policy.key, withdrawn.from, reason)}
        />
      )}
    </>
  );
}

interface LineProps {
  readonly policy: PolicySetting;
  readonly change: PolicyChange;
  readonly onWithdraw: () => void;
}

function Line({ policy, change: { from, value, state, decided }, onWithdraw }: LineProps): ReactNode {
  const words = useWords();
  const { policy: texts, withdraw, history } = words;
  const { columns } = texts;
  const { language } = useLanguage();
  const { may } = useSteering();
  const day = formatDay(from, language);
  return (
    <tr>
      <th scope="row" data-label={columns.from}>
        <span>{day}</span>
      </th>
      <td data-label={columns.value}>
        <span>{value === undefined ? texts.takenBack : valueInWords(policy, value, words)}</span>
      </td>
      <td data-label={columns.state}>
        <StateBadge state={state} />
        {state === 'coming' && value !== undefined && may('change-law') && (
          <span className="beside">
            <Button small kind="quiet" onPress={onWithdraw} aria-label={withdraw.ofPolicy(day)}>
              {withdraw.action}
            </Button>
          </span>
        )}
      </td>
      <td data-label={columns.decided}>
        <DateText iso={decided.at} as="moment" />
        <span className="beside">{history.by(decided.by)}</span>
      </td>
      <td data-label={columns.reason}>
        <span>{decided.reason}</span>
      </td>
    </tr>
  );
}
