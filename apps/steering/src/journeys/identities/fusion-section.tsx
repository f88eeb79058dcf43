// Two records that are one person's: what was proposed, confirmed and undone of this record; and the proposal itself, once both identities were
// compared. Nothing of what the records hold is on this page.

import type { Fusion, KeptIdentity } from '@carnet/contract';
import { Button, ConfirmDialog, DateText, Identifier, Notice, Section, TextArea, TextLink, useAnnounce } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { confirmFusion, endFusion, proposeFusion } from '../../api.ts';
import { useWords } from '../../words.ts';

export function FusionSection({ identity }: { readonly identity: KeptIdentity }): ReactNode {
  const { fusions } = useWords();
  if (identity.fusions.length === 0) return null;
  return (
    <Section title={fusions.title}>
      <ul className="stack">
        {identity.fusions.map((fusion) => (
          <li key={fusion.id}>
            <Line fusion={fusion} of={identity.dossierId} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Act = 'confirm' | 'decline' | 'undo';

function Line({ fusion, of }: { readonly fusion: Fusion; readonly of: string }): ReactNode {
  const { fusions } = useWords();
  const client = useQueryClient();
  const announce = useAnnounce();
  const [doing, setDoing] = useState<Act | undefined>(undefined);
  const { state, survivor, absorbed, reason, proposedBy, mine, proposedAt, confirmedAt, endedAt, undoneUntil } = fusion;
  const stays = survivor === of;
  const said = { confirm: fusions.confirmed, decline: fusions.declined, undo: fusions.undone };
  const what = { confirm: fusions.confirmWhat, decline: fusions.declineWhat, undo: fusions.undoWhat };
  return (
    <div className="stack-s">
      <p>
        <strong>{fusions.states[state]}</strong>
      </p>
      {(state === 'proposed' || state === 'merged') && <p>{stays ? fusions.stays : fusions.goes}</p>}
      <p>{reason}</p>
      <p className="quiet small">
        {fusions.by(proposedBy)} {fusions.proposedOn} <DateText iso={proposedAt} as="day" exact />
        {confirmedAt !== undefined && (
          <>
            {', '}
            {fusions.confirmedOn} <DateText iso={confirmedAt} as="day" exact />
          </>
        )}
        {endedAt !== undefined && (
          <>
            {', '}
            {fusions.endedOn} <DateText iso={endedAt} as="day" exact />
          </>
        )}
      </p>
      <p>
        <TextLink href={`/identites/${of}?avec=${stays ? absorbed : survivor}`}>{fusions.compare}</TextLink>
      </p>
      {state === 'proposed' && mine && <p className="quiet">{fusions.mine}</p>}
      {state === 'merged' && undoneUntil !== undefined && (
        <p className="quiet small">
          {fusions.undoneUntil} <DateText iso={undoneUntil} as="day" exact />
        </p>
      )}
      <p className="row">
        {state === 'proposed' && !mine && (
          <Button kind="primary" onPress={() => setDoing('confirm')}>
            {fusions.confirm}
          </Button>
        )}
        {state === 'proposed' && <Button onPress={() => setDoing('decline')}>{fusions.decline}</Button>}
        {state === 'merged' && <Button onPress={() => setDoing('undo')}>{fusions.undo}</Button>}
      </p>
      {doing !== undefined && (
        <ConfirmDialog
          isOpen
          onClose={() => setDoing(undefined)}
          title={fusions[doing]}
          confirmLabel={fusions[doing]}
          onConfirm={async () => {
            await (doing === 'confirm' ? confirmFusion(fusion) : endFusion(fusion));
            announce(said[doing]);
            await client.invalidateQueries({ queryKey: ['identities'] });
          }}
        >
          <p>{what[doing]}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** The record that stays is the one whose identity is qualified; the other's number INSi does not give. */
export function ProposeFusion({ one, other }: { readonly one: KeptIdentity; readonly other: KeptIdentity }): ReactNode {
  const { fusions, identities } = useWords();
  const client = useQueryClient();
  const announce = useAnnounce();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const underWay = [...one.fusions, ...other.fusions].some(({ state }) => state === 'proposed' || state === 'merged');
  if (underWay) return null;
  const doubtful = (identity: KeptIdentity): boolean => identity.status === 'provisoire' || identity.status === 'validee';
  const [stays, goes] = one.status === 'qualifiee' ? [one, other] : [other, one];
  if (stays.status !== 'qualifiee' || !doubtful(goes)) return <Notice tone="info">{fusions.notPossible}</Notice>;
  return (
    <>
      <p className="quiet">{fusions.proposeWhy}</p>
      <p>
        <Button onPress={() => setOpen(true)}>{fusions.propose}</Button>
      </p>
      <ConfirmDialog
        isOpen={open}
        onClose={() => setOpen(false)}
        title={fusions.propose}
        confirmLabel={fusions.proposeConfirm}
        isComplete={() => {
          setAsked(true);
          return reason.trim() !== '';
        }}
        onConfirm={async () => {
          await proposeFusion(stays.dossierId, { absorbed: goes.dossierId, reason: reason.trim() });
          announce(fusions.proposed);
          await client.invalidateQueries({ queryKey: ['identities'] });
        }}
      >
        <p>
          {fusions.staysNumber} : <Identifier value={stays.ins} kind="ins" name={identities.insName} copy={false} />
        </p>
        <TextArea
          label={fusions.reason}
          help={fusions.reasonHelp}
          value={reason}
          onChange={setReason}
          error={asked && reason.trim() === '' ? fusions.missing : undefined}
        />
      </ConfirmDialog>
    </>
  );
}
