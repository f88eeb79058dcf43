// Every adjustable value in plain words: what is in force, since when, and what is coming.

import type { PolicySetting } from '@carnet/contract';
import { Badge, ClockIcon, EmptyState, ErrorState, PageHeader, Section, Skeleton, TextField, TextLink, formatDay, useLanguage } from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { usePolicies } from '../../law.ts';
import { usePageTitle } from '../../page-title.ts';
import { explanationOf, labelOf, valueInWords } from '../../policy-value.ts';
import { useWords } from '../../words.ts';
import { folded } from '../matrix/shown-matrix.ts';
import { groups, inGroup } from './policy-groups.ts';

export function PoliciesPage(): ReactNode {
  const words = useWords();
  const { policies } = words;
  usePageTitle(policies.title);
  const { data, error, refetch } = usePolicies();
  const [search, setSearch] = useState('');
  const found = data?.policies.filter(({ key }) => folded(`${labelOf(key, words)} ${explanationOf(key, words) ?? ''}`).includes(folded(search.trim())));
  return (
    <>
      <PageHeader title={policies.title} lead={policies.lead} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && found === undefined && <Skeleton shape="rows" count={8} />}
      {found !== undefined && (
        <>
          <TextField label={policies.filter} value={search} onChange={setSearch} autoComplete="off" />
          <p role="status" className="visually-hidden">
            {policies.found(found.length)}
          </p>
          {found.length === 0 && (
            <EmptyState drawing="search" title={policies.nothing.title}>
              <p>{policies.nothing.why}</p>
            </EmptyState>
          )}
          {groups.map((group) => (
            <PolicyGroup key={group} title={policies.groups[group]} policies={inGroup(found, group)} />
          ))}
        </>
      )}
    </>
  );
}

function PolicyGroup({ title, policies }: { readonly title: string; readonly policies: readonly PolicySetting[] }): ReactNode {
  const { columns } = useWords().policies;
  if (policies.length === 0) return null;
  return (
    <Section title={title}>
      <table className="plain-table policies-table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.now}</th>
            <th scope="col">{columns.coming}</th>
          </tr>
        </thead>
        <tbody>
          {policies.map((policy) => (
            <Line key={policy.key} policy={policy} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Line({ policy }: { readonly policy: PolicySetting }): ReactNode {
  const words = useWords();
  const { policies, policy: policyWords } = words;
  const { language } = useLanguage();
  const { key, since, changeable, applied, changes } = policy;
  const coming = changes.filter(({ state, value }) => state === 'coming' && value !== undefined);
  return (
    <tr>
      <th scope="row" data-label={policies.columns.what}>
        <TextLink href={`/valeurs/${key}`}>{labelOf(key, words)}</TextLink>
        {explanationOf(key, words) !== undefined && <span className="beside explained">{explanationOf(key, words)}</span>}
      </th>
      <td data-label={policies.columns.now}>
        <span className="strong">{valueInWords(policy, policy.value, words)}</span>
        <span className="beside">
          {changeable ? (since === undefined ? policies.sinceOrigin : policyWords.since(formatDay(since, language))) : policies.fixed}
        </span>
        {!applied && <span className="beside">{policies.awaited}</span>}
      </td>
      <td data-label={policies.columns.coming}>
        {coming.length === 0 && <span className="quiet">{policies.noChange}</span>}
        {coming.map(({ from, value }) => (
          <span key={from} className="beside">
            <Badge tone="waiting" icon={<ClockIcon />}>
              {policies.from(valueInWords(policy, value!, words), formatDay(from, language))}
            </Badge>
          </span>
        ))}
      </td>
    </tr>
  );
}
