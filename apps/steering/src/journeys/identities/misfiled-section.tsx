// Documents of a record that are said to be another patient's: what was said, what is proposed, and the two people who decide. Neither their title,
// their type nor their content is on this page.

import type { KeptIdentity, KeptMisfiling, MisfilingOutcome } from '@carnet/contract';
import { Badge, Button, ConfirmDialog, DateText, LinkButton, Section, TextArea, serverNow, useAnnounce } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { confirmMisfiled, proposeMisfiled, reopenMisfiled } from '../../api.ts';
import { useWords } from '../../words.ts';

export function MisfiledSection({ identity }: { readonly identity: KeptIdentity }): ReactNode {
  const { misfiled } = useWords();
  if (identity.misfiled.length === 0) return null;
  return (
    <Section title={misfiled.title}>
      <div className="stack">
        <p className="quiet">{misfiled.unseen}</p>
        <ul className="stack">
          {identity.misfiled.map((one) => (
            <li key={`${one.documentId} ${one.reportedAt}`}>
              <Misfiled one={one} dossierId={identity.dossierId} />
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

interface OneProps {
  readonly one: KeptMisfiling;
  readonly dossierId: string;
}

function Misfiled({ one, dossierId }: OneProps): ReactNode {
  const { misfiled } = useWords();
  const { state, documents, depositedAt, reportedAt, byAuthor, reported, authors, proposal, corrected, settledAt, late } = one;
  return (
    <div className="stack-s">
      <p>
        <strong>{misfiled.states[state]}</strong> {late && <Badge tone="danger">{misfiled.late}</Badge>}
      </p>
      <p>
        {misfiled.together(documents)}. {misfiled.by(authors.join(', '))}. {misfiled.deposited} <DateText iso={depositedAt} as="day" exact />.
      </p>
      <p>
        {byAuthor ? misfiled.reported.author : misfiled.reported.holder}, <DateText iso={reportedAt} as="day" exact />.{' '}
        {misfiled.said(reported.name, reported.words)}
      </p>
      {proposal !== undefined && (
        <p>
          {misfiled.proposed} <DateText iso={proposal.at} as="day" exact />. {misfiled.said(proposal.name, proposal.words)}
        </p>
      )}
      {state !== 'open' && state !== 'returned' && corrected === undefined && <p className="quiet">{misfiled.notCorrected}</p>}
      {settledAt !== undefined && (
        <p className="quiet small">
          {misfiled.settled} <DateText iso={settledAt} as="day" exact />
        </p>
      )}
      <Acts one={one} dossierId={dossierId} />
    </div>
  );
}

type Doing = { readonly act: 'propose' | 'confirm'; readonly outcome: MisfilingOutcome } | { readonly act: 'reopen' };

function Acts({ one, dossierId }: OneProps): ReactNode {
  const { misfiled } = useWords();
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const { state, proposal, corrected, reopenedUntil } = one;
  const waits = state === 'open' || state === 'withdrawal-proposed' || state === 'return-proposed';
  const proposed = state === 'withdrawal-proposed' ? 'withdraw' : state === 'return-proposed' ? 'return' : undefined;
  const isReopenable = reopenedUntil !== undefined && Date.parse(reopenedUntil) > serverNow().getTime();
  return (
    <>
      {proposal?.mine === true && waits && <p className="quiet">{misfiled.mine}</p>}
      {isReopenable && (
        <p className="quiet small">
          {misfiled.reopenedUntil} <DateText iso={reopenedUntil} as="day" exact />
        </p>
      )}
      <p className="row">
        {corrected !== undefined && <LinkButton href={`/identites/${dossierId}?avec=${corrected}`}>{misfiled.corrected}</LinkButton>}
        {proposed !== undefined && proposal?.mine === false && (
          <Button kind="primary" onPress={() => setDoing({ act: 'confirm', outcome: proposed })}>
            {misfiled[proposed].confirm}
          </Button>
        )}
        {waits &&
          (['withdraw', 'return'] as const)
            .filter((outcome) => outcome !== proposed)
            .map((outcome) => (
              <Button key={outcome} onPress={() => setDoing({ act: 'propose', outcome })}>
                {misfiled[outcome].open}
              </Button>
            ))}
        {isReopenable && <Button onPress={() => setDoing({ act: 'reopen' })}>{misfiled.reopen}</Button>}
      </p>
      {doing !== undefined && <ActDialog one={one} dossierId={dossierId} doing={doing} onClose={() => setDoing(undefined)} />}
    </>
  );
}

function ActDialog({ one: { documentId }, dossierId, doing, onClose }: OneProps & { readonly doing: Doing; readonly onClose: () => void }): ReactNode {
  const { misfiled } = useWords();
  const client = useQueryClient();
  const announce = useAnnounce();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState(false);
  const said = {
    propose: doing.act === 'propose' ? misfiled[doing.outcome].open : '',
    confirm: doing.act === 'confirm' ? misfiled[doing.outcome].confirm : '',
    reopen: misfiled.reopen,
  }[doing.act];
  const act = async (): Promise<string> => {
    if (doing.act === 'reopen') {
      await reopenMisfiled(dossierId, documentId);
      return misfiled.reopened;
    }
    if (doing.act === 'confirm') {
      await confirmMisfiled(dossierId, documentId, doing.outcome);
      return misfiled[doing.outcome].done;
    }
    await proposeMisfiled(dossierId, documentId, { outcome: doing.outcome, words: words.trim() });
    return misfiled.proposedDone;
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={said}
      confirmLabel={said}
      isComplete={() => {
        setAsked(true);
        return doing.act !== 'propose' || words.trim() !== '';
      }}
      onConfirm={async () => {
        announce(await act());
        await client.invalidateQueries({ queryKey: ['identities'] });
      }}
    >
      <p>
        {doing.act === 'reopen' ? misfiled.reopenWhat : doing.act === 'confirm' ? misfiled.confirmWhat[doing.outcome] : misfiled.proposeWhat[doing.outcome]}
      </p>
      {doing.act === 'propose' && (
        <TextArea
          label={misfiled.words}
          help={misfiled.wordsHelp}
          value={words}
          onChange={setWords}
          maxLength={1000}
          error={asked && words.trim() === '' ? misfiled.missing : undefined}
        />
      )}
    </ConfirmDialog>
  );
}
