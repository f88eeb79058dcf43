// Two records that are one person's: what was proposed, confirmed and undone of this record, and another it is held against. Nothing is proposed
// or confirmed but beside both identities. Nothing of what the records hold is on these pages.

import type { Fusion, KeptIdentity } from '@carnet/contract';
import {
  Button,
  ConfirmDialog,
  DateText,
  Identifier,
  LinkButton,
  Notice,
  ProblemNotice,
  Section,
  TextArea,
  TextField,
  isProblem,
  serverNow,
  useAnnounce,
} from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { confirmFusion, endFusion, proposeFusion, searchIdentity } from '../../api.ts';
import { useWords } from '../../words.ts';

export function FusionSection({ identity }: { readonly identity: KeptIdentity }): ReactNode {
  const { fusions } = useWords();
  return (
    <Section title={fusions.title}>
      <div className="stack">
        {identity.fusions.length === 0 ? (
          <p className="quiet">{fusions.none}</p>
        ) : (
          <ul className="stack">
            {identity.fusions.map((fusion) => (
              <li key={fusion.id}>
                <FusionLine fusion={fusion} of={identity.dossierId} />
              </li>
            ))}
          </ul>
        )}
        <CompareWith dossierId={identity.dossierId} />
      </div>
    </Section>
  );
}

/** By any number its person ever had. */
function CompareWith({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { fusions, identities } = useWords();
  const navigate = useNavigate();
  const [ins, setIns] = useState('');
  const [missing, setMissing] = useState(false);
  const [itself, setItself] = useState(false);
  const found = useMutation({
    mutationFn: searchIdentity,
    onSuccess: (other: KeptIdentity) => (other.dossierId === dossierId ? setItself(true) : void navigate(`/identites/${dossierId}?avec=${other.dossierId}`)),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setItself(false);
    setMissing(ins.trim() === '');
    if (ins.trim() !== '') found.mutate(ins.trim());
  };
  const wrong = isProblem(found.error, 'INS_INVALIDE') ? identities.wrongIns : undefined;
  return (
    <form onSubmit={submit} className="stack-s" noValidate>
      <TextField
        label={fusions.otherIns}
        help={fusions.otherInsHelp}
        error={missing ? identities.missing : itself ? fusions.itself : wrong}
        value={ins}
        onChange={(next) => {
          setIns(next);
          setMissing(false);
          setItself(false);
          found.reset();
        }}
        mono
        autoComplete="off"
      />
      {found.error !== null && wrong === undefined && <ProblemNotice error={found.error} />}
      <p>
        <Button type="submit" isPending={found.isPending}>
          {fusions.compareWith}
        </Button>
      </p>
    </form>
  );
}

export const isUnderWay = ({ state }: Fusion): boolean => state === 'proposed' || state === 'merged';

type Act = 'confirm' | 'decline' | 'undo';

interface LineProps {
  readonly fusion: Fusion;
  /** The record whose page it is on. */
  readonly of: string;
  /** Both identities are on the page. */
  readonly compared?: boolean;
}

export function FusionLine({ fusion, of, compared = false }: LineProps): ReactNode {
  const { fusions } = useWords();
  const client = useQueryClient();
  const announce = useAnnounce();
  const [doing, setDoing] = useState<Act | undefined>(undefined);
  const { state, survivor, absorbed, reason, mine, undoneUntil } = fusion;
  const stays = survivor === of;
  const isUndoable = undoneUntil === undefined || Date.parse(undoneUntil) > serverNow().getTime();
  const said = { confirm: fusions.confirmed, decline: fusions.declined, undo: fusions.undone };
  const what = { confirm: fusions.confirmWhat, decline: fusions.declineWhat, undo: fusions.undoWhat };
  return (
    <div className="stack-s">
      <p>
        <strong>{fusions.states[state]}</strong>
      </p>
      {isUnderWay(fusion) && <p>{compared ? fusions.staysOf(survivor.slice(-6)) : stays ? fusions.stays : fusions.goes}</p>}
      <p>{reason}</p>
      <Dates fusion={fusion} />
      {state === 'proposed' && mine && <p className="quiet">{fusions.mine}</p>}
      {state === 'merged' && undoneUntil !== undefined && (
        <p className="quiet small">
          {isUndoable ? fusions.undoneUntil : fusions.noLongerUndone} <DateText iso={undoneUntil} as="day" exact />
        </p>
      )}
      <p className="row">
        {!compared && (
          <LinkButton href={`/identites/${of}?avec=${stays ? absorbed : survivor}`} kind={state === 'proposed' && !mine ? 'primary' : 'secondary'}>
            {state === 'proposed' && !mine ? fusions.compareToConfirm : fusions.compare}
          </LinkButton>
        )}
        {compared && state === 'proposed' && !mine && (
          <Button kind="primary" onPress={() => setDoing('confirm')}>
            {fusions.confirm}
          </Button>
        )}
        {state === 'proposed' && <Button onPress={() => setDoing('decline')}>{fusions.decline}</Button>}
        {state === 'merged' && isUndoable && <Button onPress={() => setDoing('undo')}>{fusions.undo}</Button>}
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

function Dates({ fusion: { proposedBy, proposedAt, confirmedAt, endedAt } }: { readonly fusion: Fusion }): ReactNode {
  const { fusions } = useWords();
  return (
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
          {confirmedAt === undefined ? fusions.declinedOn : fusions.endedOn} <DateText iso={endedAt} as="day" exact />
        </>
      )}
    </p>
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
  if ([...one.fusions, ...other.fusions].some(isUnderWay)) return <Notice tone="info">{fusions.withAnother}</Notice>;
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
