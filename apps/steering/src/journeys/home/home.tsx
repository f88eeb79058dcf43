// What is in force today, what changes soon, who decided last. Whoever only counts finds the way to the indicators.

import type { Matrices, Policies } from '@carnet/contract';
import { DateText, ErrorState, LinkButton, PageHeader, Section, Skeleton, TextLink, formatDay, serverNow, useLanguage } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useMatrices, usePolicies } from '../../law.ts';
import { usePageTitle } from '../../page-title.ts';
import { labelOf, valueInWords } from '../../policy-value.ts';
import { useSteering } from '../../session.tsx';
import { type Words, useWords } from '../../words.ts';

export function Home(): ReactNode {
  const { homePage } = useWords();
  const { language } = useLanguage();
  const { may } = useSteering();
  usePageTitle(homePage.title);
  const readsLaw = may('read-law');
  const matrices = useMatrices(readsLaw);
  const policies = usePolicies(readsLaw);
  const error = matrices.error ?? policies.error;
  const today = matrices.data?.today ?? serverNow().toISOString();
  return (
    <>
      <PageHeader title={homePage.title} lead={homePage.lead(formatDay(today, language))} />
      {readsLaw && error !== null && <ErrorState error={error} onRetry={() => void Promise.all([matrices.refetch(), policies.refetch()])} />}
      {readsLaw && error === null && (matrices.data === undefined || policies.data === undefined) && <Skeleton shape="rows" count={5} />}
      {matrices.data !== undefined && policies.data !== undefined && <Law matrices={matrices.data} policies={policies.data} />}
      {!readsLaw && (
        <div className="stack">
          <p className="lead">{may('review-accesses') ? homePage.controle : homePage.pilotage}</p>
          <LinkButton href={may('review-accesses') ? '/controle' : '/indicateurs'} kind="primary">
            {may('review-accesses') ? homePage.seeReview : homePage.seeIndicators}
          </LinkButton>
        </div>
      )}
    </>
  );
}

interface LawProps {
  readonly matrices: Matrices;
  readonly policies: Policies;
}

function Law({ matrices, policies }: LawProps): ReactNode {
  const words = useWords();
  const { homePage, matrix: matrixWords } = words;
  const { language } = useLanguage();
  const inForce = matrices.matrices.find(({ state }) => state === 'in-force');
  const changed = policies.policies.filter((policy) => policy.value !== policy.default).length;
  return (
    <>
      <div className="in-force">
        <section className="in-force-part stack-s" aria-labelledby="home-matrix">
          <h2 id="home-matrix">{homePage.matrix}</h2>
          {inForce === undefined ? (
            <p>{homePage.noMatrix}</p>
          ) : (
            <>
              <p className="lead">{homePage.matrixSince(formatDay(inForce.from, language))}</p>
              <p>{inForce.source}</p>
              <p className="quiet">{matrixWords.counts(inForce.counts.open, inForce.counts.cells, inForce.counts.prudent)}</p>
            </>
          )}
          <LinkButton href="/matrice">{homePage.seeMatrix}</LinkButton>
        </section>
        <section className="in-force-part stack-s" aria-labelledby="home-policies">
          <h2 id="home-policies">{homePage.policies}</h2>
          <p className="lead">{homePage.policiesChanged(changed, policies.policies.length)}</p>
          <LinkButton href="/valeurs">{homePage.seePolicies}</LinkButton>
        </section>
      </div>
      <Section title={homePage.soon}>
        <Soon changes={comingOf({ matrices, policies }, words)} />
      </Section>
      <Section title={homePage.latest}>
        <Latest decisions={latestOf({ matrices, policies }, words, (day) => formatDay(day, language))} />
      </Section>
    </>
  );
}

interface Coming {
  readonly id: string;
  readonly from: string;
  readonly what: string;
  readonly value?: string;
  readonly reason?: string;
  readonly href: string;
}

function comingOf({ matrices, policies }: LawProps, words: Words): readonly Coming[] {
  const fromMatrices = matrices.matrices
    .filter(({ state }) => state === 'coming')
    .map(({ id, from, source, loaded }) => ({
      id,
      from,
      what: words.homePage.newMatrix,
      value: source,
      ...(loaded === undefined ? {} : { reason: loaded.reason }),
      href: `/matrice?jour=${from}`,
    }));
  const fromPolicies = policies.policies.flatMap((policy) =>
    policy.changes
      .filter(({ state, value }) => state === 'coming' && value !== undefined)
      .map(({ from, value, decided }) => ({
        id: `${policy.key}-${from}`,
        from,
        what: labelOf(policy.key, words),
        value: valueInWords(policy, value!, words),
        reason: decided.reason,
        href: `/valeurs/${policy.key}`,
      })),
  );
  return [...fromMatrices, ...fromPolicies].toSorted((a, b) => a.from.localeCompare(b.from));
}

function Soon({ changes }: { readonly changes: readonly Coming[] }): ReactNode {
  const { homePage } = useWords();
  const columns = homePage.soonColumns;
  if (changes.length === 0) return <p className="quiet">{homePage.nothingSoon}</p>;
  return (
    <table className="plain-table">
      <caption className="visually-hidden">{homePage.soon}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.when}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.why}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ id, from, what, value, reason, href }) => (
          <tr key={id}>
            <th scope="row" data-label={columns.when}>
              <DateText iso={from} />
            </th>
            <td data-label={columns.what}>
              <TextLink href={href}>{what}</TextLink>
              {value !== undefined && <span className="beside">{value}</span>}
            </td>
            <td data-label={columns.why}>
              <span>{reason}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Decision {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly what: string;
}
const latestShown = 5;

function latestOf({ matrices, policies }: LawProps, words: Words, day: (iso: string) => string): readonly Decision[] {
  const ofMatrices = matrices.matrices.flatMap(({ id, from, loaded }) =>
    loaded === undefined ? [] : [{ id, at: loaded.at, by: loaded.by, what: words.homePage.loaded(day(from)) }],
  );
  const ofPolicies = policies.policies.flatMap((policy) =>
    policy.changes.map(({ from, value, decided }) => ({
      id: `${policy.key}-${decided.at}`,
      at: decided.at,
      by: decided.by,
      what: words.homePage.decided(labelOf(policy.key, words), value === undefined ? words.policy.takenBack : valueInWords(policy, value, words), day(from)),
    })),
  );
  return [...ofMatrices, ...ofPolicies].toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, latestShown);
}

function Latest({ decisions }: { readonly decisions: readonly Decision[] }): ReactNode {
  const { homePage } = useWords();
  const columns = homePage.latestColumns;
  if (decisions.length === 0) return <p className="quiet">{homePage.noneDecided}</p>;
  return (
    <table className="plain-table">
      <caption className="visually-hidden">{homePage.latest}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.when}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.who}</th>
        </tr>
      </thead>
      <tbody>
        {decisions.map(({ id, at, by, what }) => (
          <tr key={id}>
            <th scope="row" data-label={columns.when}>
              <DateText iso={at} as="moment" />
            </th>
            <td data-label={columns.what}>
              <span>{what}</span>
            </td>
            <td data-label={columns.who}>
              <span>{by}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
