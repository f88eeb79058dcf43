// Depositing by hand, from an open record: first whether one may and as whom, before anything is typed; then the form. With `remplace` in the address,
// a correction of one's own document: what it says fills the form.

import type { DepositOptions, DocumentDetail, ReadingView } from '@carnet/contract';
import { BackIcon, ErrorState, Notice, Skeleton, TextLink } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { readDepositOptions, readDocument, readView } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { Models } from '../templates/models.tsx';
import { DepositForm } from './deposit-form.tsx';
import { type Corrected, contentOf } from './draft.ts';
import { Signing } from './signing.tsx';

export function DepositPage({ dossierId, secret }: { readonly dossierId: string; readonly secret: boolean }): ReactNode {
  const { deposit } = useWords();
  const [address] = useSearchParams();
  const replaces = address.get('remplace') ?? undefined;
  const title = replaces === undefined ? deposit.title : deposit.correcting;
  usePageTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const options = useQuery({ queryKey: ['dossier', dossierId, 'deposit'], queryFn: () => readDepositOptions(dossierId), staleTime: Infinity });
  const corrected = useCorrected(dossierId, replaces);
  const error = options.error ?? corrected.error;
  return (
    <section className="record-page" aria-labelledby="deposit" tabIndex={0}>
      <div className="deposit">
        <TextLink href={`/dossier/${dossierId}`} className="text-link icon-word">
          <BackIcon />
          {deposit.back}
        </TextLink>
        <h2 id="deposit" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {error !== null && <ErrorState error={error} onRetry={() => void options.refetch()} />}
        {error === null && (options.data === undefined || corrected.pending) && <Skeleton shape="text" count={6} />}
        {error === null && options.data !== undefined && !corrected.pending && (
          <Allowed dossierId={dossierId} options={options.data} asked={address.get('type') ?? undefined} corrected={corrected.document} secret={secret} />
        )}
      </div>
    </section>
  );
}

interface Reading {
  readonly pending: boolean;
  readonly error: unknown;
  readonly document: Read | undefined;
}
type Read = Corrected & { readonly mine: boolean };
function useCorrected(dossierId: string, id: string | undefined): Reading {
  const read = useQuery({
    queryKey: ['dossier', dossierId, 'corrected', id],
    queryFn: async (): Promise<Read> => {
      const [detail, view]: [DocumentDetail, ReadingView] = await Promise.all([readDocument(dossierId, id!), readView(dossierId, id!)]);
      return { detail, takes: { replaces: detail.id }, mine: detail.mine === true, ...contentOf(view) };
    },
    enabled: id !== undefined,
    staleTime: Infinity,
  });
  return { pending: id !== undefined && read.data === undefined, error: read.error, document: read.data };
}

interface AllowedProps {
  readonly dossierId: string;
  readonly options: DepositOptions;
  readonly asked: string | undefined;
  readonly corrected: Read | undefined;
  readonly secret: boolean;
}

function Allowed({ options, corrected, ...props }: AllowedProps): ReactNode {
  const { deposit } = useWords();
  if (corrected !== undefined && !corrected.mine)
    return (
      <Notice tone="warning" title={deposit.notYours.title}>
        <p>{deposit.notYours.why}</p>
      </Notice>
    );
  return (
    <Signing options={options}>
      {corrected !== undefined ? <p>{deposit.replaces(corrected.detail.title)}</p> : <Models dossierId={props.dossierId} options={options} />}
      <DepositForm options={options} corrected={corrected} {...props} />
    </Signing>
  );
}
