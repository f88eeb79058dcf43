// Showing the record to a professional who is there (issue 8): for how long, then a code to scan or to say, then who used it.

import type { ShareSpan, ShownShare, WaitingShare } from '@carnet/contract';
import { Button, ErrorState, Notice, PageHeader, ProblemNotice, QrIcon, RadioGroup, Skeleton, callDoor, useSpeak } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useOpenRecord } from '../../open-record.tsx';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { usePersonAgreement } from '../accesses/person-agreement.tsx';
import { RedeemedCode } from './redeemed-code.tsx';
import './share.css';
import { WaitingCode } from './waiting-code.tsx';

export default function SharePage(): ReactNode {
  const { share: words } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const dossierId = useDossierId();
  const shown = useQuery(queries.share(dossierId));
  /** The one whose time passed under the reader's eyes; another starts afresh. */
  const [over, setOver] = useState(false);
  const [another, setAnother] = useState(false);
  const title = isOwn ? words.title : words.titleOf(firstName);
  usePageTitle(title);
  const share = shown.data?.share;
  return (
    <>
      {/* Once there is a code, the screen is for it. */}
      <PageHeader title={title} lead={share === undefined || another ? <p>{words.lead}</p> : undefined} />
      {shown.isPending && <Skeleton shape="page" count={1} />}
      {shown.isError && shown.data === undefined && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.data !== undefined && share?.state === 'waiting' && (
        <WaitingCode
          key={share.secret}
          share={share}
          terms={shown.data.terms}
          onOver={() => {
            setOver(true);
            void shown.refetch();
          }}
        />
      )}
      {share?.state === 'redeemed' && !another && <RedeemedCode share={share} onAnother={() => setAnother(true)} />}
      {shown.data !== undefined && (share === undefined || (share.state === 'redeemed' && another)) && (
        <MakeCode
          terms={shown.data.terms}
          over={over}
          onMade={() => {
            setOver(false);
            setAnother(false);
          }}
        />
      )}
    </>
  );
}

const spans: readonly ShareSpan[] = ['consultation', 'day', 'usual'];

function MakeCode({ terms, over, onMade }: { readonly terms: ShownShare['terms']; readonly over: boolean; readonly onMade: () => void }): ReactNode {
  const { share: words } = useWords();
  const dossierId = useDossierId();
  const client = useQueryClient();
  const speak = useSpeak();
  const [span, setSpan] = useState<ShareSpan>('consultation');
  const [tried, setTried] = useState(false);
  const agreement = usePersonAgreement(tried);
  const make = useMutation({
    mutationFn: () => callDoor<WaitingShare>(recordPath(dossierId, '/share'), { method: 'POST', body: { span, ...agreement.stated } }),
    onSuccess: (made) => {
      onMade();
      client.setQueryData<ShownShare>(queries.share(dossierId).queryKey, { share: made, terms });
      speak(words.made(terms.codeMinutes));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (agreement.said && !make.isPending) make.mutate();
  };
  const labels = { consultation: words.span.consultation(terms.consultationHours), day: words.span.day, usual: words.span.usual(terms.usualDays) };
  return (
    <form className="stack-l share-make" onSubmit={submit} noValidate>
      {over && (
        <Notice tone="warning" title={words.over.title} live>
          <p>{words.over.body}</p>
        </Notice>
      )}
      <RadioGroup<ShareSpan> label={words.span.label} value={span} onChange={setSpan} choices={spans.map((value) => ({ value, label: labels[value] }))} />
      {agreement.field}
      <div>
        <h2 className="share-what">{words.what.title}</h2>
        <ul className="points">
          <li>{words.what.whole}</li>
          <li>{words.what.masked}</li>
          <li>{words.what.traced}</li>
        </ul>
      </div>
      {make.error !== null && <ProblemNotice error={make.error} />}
      <p>
        <Button type="submit" kind="primary" icon={<QrIcon />} isPending={make.isPending}>
          {words.make}
        </Button>
      </p>
    </form>
  );
}
