// One identity: its numbers, its five traits, how sure it is, and what makes it surer: INSi, an identity document. Held against another record,
// the page compares the two instead.

import type { InsiOutcome, KeptIdentity } from '@carnet/contract';
import {
  BackIcon,
  Button,
  ConfirmDialog,
  DateText,
  ErrorState,
  Facts,
  Identifier,
  Notice,
  PageHeader,
  ProblemNotice,
  Section,
  Skeleton,
  TextLink,
  useAnnounce,
} from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { askInsi, assureIdentity } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { CompareSection } from './compare-section.tsx';
import { FusionSection } from './fusion-section.tsx';
import { HeirsSection } from './heirs-section.tsx';
import { MisfiledSection } from './misfiled-section.tsx';
import { useIdentity } from './use-identity.ts';

export function IdentityPage(): ReactNode {
  const { fusions, identities } = useWords();
  const { dossierId = '' } = useParams();
  const beside = useSearchParams()[0].get('avec') ?? undefined;
  const { data, error, refetch } = useIdentity(dossierId);
  usePageTitle(data === undefined ? identities.title : nameOf(data));
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/identites" className="icon-word back-link">
            <BackIcon />
            {identities.back}
          </TextLink>
        }
        title={data === undefined ? identities.title : nameOf(data)}
        {...(data === undefined ? {} : { lead: beside === undefined ? identities.statuses[data.status] : fusions.compareLead })}
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Skeleton count={6} />}
      {data !== undefined && beside === undefined && (
        <>
          <Known identity={data} />
          <MisfiledSection identity={data} />
          <FusionSection identity={data} />
          <HeirsSection identity={data} />
        </>
      )}
      {data !== undefined && beside !== undefined && <CompareSection identity={data} other={beside} />}
    </>
  );
}

const nameOf = ({ birthFirstNames, birthName }: KeptIdentity): string => `${birthFirstNames} ${birthName}`;

function Known({ identity }: { readonly identity: KeptIdentity }): ReactNode {
  const { identities } = useWords();
  const client = useQueryClient();
  const announce = useAnnounce();
  const [doubting, setDoubting] = useState(false);
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['identities'] });
  const insi = useMutation({ mutationFn: () => askInsi(identity.dossierId), onSettled: again });
  const checked = useMutation({
    mutationFn: () => assureIdentity(identity.dossierId, 'document-checked'),
    onSuccess: () => announce(identities.checked),
    onSettled: again,
  });
  return (
    <>
      <Facts facts={factsOf(identity, identities)} />
      <Section title={identities.surer}>
        <div className="stack">
          <p className="quiet">{identities.surerWhy}</p>
          <div aria-live="polite">
            {insi.data !== undefined && <Outcome outcome={insi.data.outcome} />}
            {insi.error !== null && <ProblemNotice error={insi.error} />}
            {checked.error !== null && <ProblemNotice error={checked.error} />}
          </div>
          <p className="row">
            <Button kind="primary" isPending={insi.isPending} onPress={() => insi.mutate()}>
              {identities.askInsi}
            </Button>
            {(identity.status === 'provisoire' || identity.status === 'recuperee') && (
              <Button isPending={checked.isPending} onPress={() => checked.mutate()}>
                {identities.documentChecked}
              </Button>
            )}
            {identity.status !== 'provisoire' && <Button onPress={() => setDoubting(true)}>{identities.doubt}</Button>}
          </p>
        </div>
      </Section>
      <ConfirmDialog
        isOpen={doubting}
        onClose={() => setDoubting(false)}
        title={identities.doubt}
        confirmLabel={identities.doubtConfirm}
        onConfirm={async () => {
          await assureIdentity(identity.dossierId, 'doubt');
          announce(identities.doubted);
          await again();
        }}
      >
        <p>{identities.doubtWhat}</p>
      </ConfirmDialog>
    </>
  );
}

function factsOf(identity: KeptIdentity, words: ReturnType<typeof useWords>['identities']): Parameters<typeof Facts>[0]['facts'] {
  const { ins, formerIns, birthName, birthFirstNames, usedName, birthDate, sexe, birthPlaceCog, openedAt, localIdentifiers } = identity;
  return [
    { term: words.ins, value: <Identifier value={ins} kind="ins" name={words.insName} /> },
    ...(formerIns.length === 0
      ? []
      : [
          {
            term: words.former,
            value: (
              <ul>
                {formerIns.map((one) => (
                  <li key={one}>
                    <Identifier value={one} kind="ins" name={words.insName} copy={false} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    { term: words.birthName, value: birthName },
    { term: words.firstNames, value: birthFirstNames },
    ...(usedName === undefined ? [] : [{ term: words.usedName, value: usedName }]),
    { term: words.birthDate, value: <DateText iso={birthDate} as="day" /> },
    { term: words.sex, value: words.sexes[sexe] },
    { term: words.birthPlace, value: birthPlaceCog },
    { term: words.opened, value: <DateText iso={openedAt} as="day" /> },
    ...(localIdentifiers.length === 0
      ? []
      : [
          {
            term: words.local,
            value: (
              <ul>
                {localIdentifiers.map(({ value, authority, structures }) => (
                  <li key={`${authority} ${value}`}>
                    <Identifier value={value} kind="plain" name={words.localName} copy={false} /> <span className="quiet">{structures.join(', ')}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
  ];
}

function Outcome({ outcome }: { readonly outcome: InsiOutcome }): ReactNode {
  const { identities } = useWords();
  const said = identities.outcomes[outcome];
  return (
    <Notice tone={outcome === 'confirmed' || outcome === 'renumbered' ? 'success' : 'warning'} title={said.title}>
      <p>{said.what}</p>
    </Notice>
  );
}
