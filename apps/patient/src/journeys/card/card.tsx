// The patient's emergency card (A190): how it opens, what it says today, paper, image and device to carry it on, its end.

import type { CardLanguage, MadeCard } from '@carnet/contract';
import { Button, ConfirmDialog, DateText, ErrorState, Notice, PageHeader, Skeleton, callDoor, useAnnounce, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { lastDayBefore } from '../../days.ts';
import { usePageTitle } from '../../frames.tsx';
import { useMay, useOpenRecord } from '../../open-record.tsx';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { CardFace } from './card-face.tsx';
import { CardLanguageSelect } from './card-language.tsx';
import { Carry } from './carry.tsx';
import { forgetKept } from './kept-mark.ts';
import { MakeCard } from './make-card.tsx';

export default function EmergencyCardPage(): ReactNode {
  const { card: words } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const may = useMay();
  const own = useQuery(queries.card(useDossierId()));
  const [making, setMaking] = useState(false);
  const [chosen, setChosen] = useState(false);
  const title = isOwn ? words.title : words.titleOf(firstName);
  usePageTitle(title);
  const card = own.data?.card;
  return (
    <>
      <PageHeader title={title} lead={<p>{words.lead}</p>} />
      {own.isPending && <Skeleton shape="page" count={1} />}
      {own.isError && own.data === undefined && <ErrorState error={own.error} onRetry={() => void own.refetch()} />}
      {own.data !== undefined && making && (
        <MakeCard
          before={card}
          onDone={() => {
            setMaking(false);
            setChosen(true);
          }}
        />
      )}
      {card !== undefined && !making && <Current card={card} isBack={chosen} onChange={() => setMaking(true)} />}
      {own.data !== undefined && card === undefined && !making && (
        <div className="stack-l">
          <ul className="points">
            {words.how.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          {may('write-profile') && (
            <p>
              <Button kind="primary" onPress={() => setMaking(true)}>
                {words.start}
              </Button>
            </p>
          )}
        </div>
      )}
    </>
  );
}

/** `isBack`: from choosing what it says; one goes on from what it is now, before the means of carrying it. */
function Current({ card, isBack, onChange }: { readonly card: MadeCard; readonly isBack: boolean; readonly onChange: () => void }): ReactNode {
  const { current } = useWords().card;
  const [language, setLanguage] = useState<CardLanguage>(useLanguage().language);
  const [withdrawing, setWithdrawing] = useState(false);
  const client = useQueryClient();
  const announce = useAnnounce();
  const dossierId = useDossierId();
  const state = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isBack) state.current?.focus();
  }, [isBack]);
  const withdraw = async (): Promise<void> => {
    await callDoor(recordPath(dossierId, '/card'), { method: 'DELETE' });
    forgetKept();
    announce(current.withdrawn);
    await client.invalidateQueries({ queryKey: queries.card(dossierId).queryKey });
    void client.invalidateQueries({ queryKey: ['journal'] });
  };
  return (
    <div className="card-layout">
      <section ref={state} tabIndex={-1} aria-label={current.state} className="stack-s no-print">
        {card.expired && (
          <Notice tone="warning" title={current.expired.title}>
            <p>{current.expired.body}</p>
          </Notice>
        )}
        {card.withCode && card.triesLeft === 0 && (
          <Notice tone="warning" title={current.locked.title}>
            <p>{current.locked.body}</p>
          </Notice>
        )}
        <p>
          {!card.expired && (
            <>
              {current.until} <DateText iso={lastDayBefore(card.until)} as="day" exact />.{' '}
            </>
          )}
          {card.withCode ? current.withCode : current.withoutCode} {current.dated}
        </p>
        <p className="row acts">
          <Button kind={card.expired ? 'primary' : 'secondary'} onPress={onChange}>
            {current.change}
          </Button>
          <Button onPress={() => setWithdrawing(true)}>{current.withdraw}</Button>
        </p>
      </section>
      <CardLanguageSelect language={language} onChange={setLanguage} />
      <Carry card={card} language={language} />
      <CardFace {...card} language={language} />
      <ConfirmDialog
        isOpen={withdrawing}
        onClose={() => setWithdrawing(false)}
        title={current.withdrawTitle}
        confirmLabel={current.withdraw}
        danger
        onConfirm={withdraw}
      >
        <p>{current.withdrawBody}</p>
      </ConfirmDialog>
    </div>
  );
}
