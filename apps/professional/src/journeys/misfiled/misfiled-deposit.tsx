// The right record: whose it is, said before anything is signed, then the form of every deposit, filled with what the document put aside says.

import type { MisfiledDocument } from '@carnet/contract';
import { DateText, ErrorState, LinkButton, Notice, Section, Skeleton } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readDepositOptions } from '../../api.ts';
import { useWords } from '../../words.ts';
import { DepositForm } from '../deposit/deposit-form.tsx';
import { ChooseStructure, DepositClosed } from '../deposit/signing.tsx';
import { contentOf } from '../deposit/draft.ts';

interface DepositProps {
  readonly dossierId: string;
  readonly documentId: string;
  readonly document: MisfiledDocument;
  readonly into: string;
}

export function MisfiledDeposit({ dossierId, documentId, document, into }: DepositProps): ReactNode {
  const { misfiled } = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ['dossier', into, 'deposit'], queryFn: () => readDepositOptions(into), staleTime: Infinity });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="text" count={6} />;
  if (!data.may.allowed) return <DepositClosed because={data.may.because} />;
  if (data.author === undefined) return <ChooseStructure />;
  const corrected = { detail: document, takes: { corrects: documentId, correctsIn: dossierId }, ...contentOf(document.view) };
  return (
    <Section title={misfiled.into(data.patient.displayName)}>
      <div className="stack">
        <p>
          {misfiled.born[data.patient.sexe]} <DateText iso={data.patient.birthDate} as="day" exact />
        </p>
        <Notice tone="warning">{misfiled.check}</Notice>
        <DepositForm dossierId={into} options={data} asked={undefined} corrected={corrected} secret={false} done={<DepositedRight />} />
      </div>
    </Section>
  );
}

/** Once it is where it belongs. */
function DepositedRight(): ReactNode {
  const { misfiled } = useWords();
  return (
    <Notice
      tone="success"
      title={misfiled.deposited}
      live
      actions={
        <LinkButton kind="primary" href="/">
          {misfiled.back}
        </LinkButton>
      }
    >
      <p>{misfiled.depositedWhy}</p>
    </Notice>
  );
}
