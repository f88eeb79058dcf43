// Inviting an aidant, changing or ending a share, entrusting a record for a few days: what the person will see is said before anything is sent.

import type { Aidant, Aidants, InviteAidant } from '@carnet/contract';
import { ConfirmDialog, type SpaceName, TextField, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { lastDayBefore } from '../../days.ts';
import { useOpenRecord } from '../../open-record.tsx';
import { recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import type { OpenDialog } from '../accesses/access-dialogs.tsx';
import { type Duration, HowLong, durationIsChosen, lastDayOf } from '../accesses/how-long.tsx';
import { usePersonAgreement } from '../accesses/person-agreement.tsx';
import { SpacesChoice } from './spaces-choice.tsx';

export type AidantAsked = { readonly act: 'invite' | 'temporary' } | { readonly act: 'change' | 'end' | 'cancel'; readonly aidant: Aidant };

function useShareAct(): (call: () => Promise<string>) => Promise<void> {
  const client = useQueryClient();
  const announce = useAnnounce();
  return async (call) => {
    announce(await call());
    await Promise.all(['aidants', 'journal'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
}

interface Invited {
  readonly name: string;
  readonly email: string;
}
const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
const isInvited = ({ name, email }: Invited): boolean => name.trim() !== '' && isAddress(email);

function WhoFields({ value, onChange, tried }: { readonly value: Invited; readonly onChange: (value: Invited) => void; readonly tried: boolean }): ReactNode {
  const { inviteDialog: words } = useWords().family.aidants;
  return (
    <>
      <TextField
        label={words.name}
        help={words.nameHelp}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        maxLength={100}
        autoComplete="off"
        error={tried && value.name.trim() === '' ? words.errors.name : undefined}
      />
      <TextField
        label={words.email}
        type="email"
        value={value.email}
        onChange={(email) => onChange({ ...value, email })}
        maxLength={254}
        autoComplete="off"
        error={tried && !isAddress(value.email) ? words.errors.email : undefined}
      />
    </>
  );
}

export function InviteDialog(dialog: OpenDialog): ReactNode {
  const { inviteDialog: words } = useWords().family.aidants;
  const dossierId = useDossierId();
  const act = useShareAct();
  const [who, setWho] = useState<Invited>({ name: '', email: '' });
  const [categories, setCategories] = useState<readonly SpaceName[]>([]);
  const [duration, setDuration] = useState<Duration>({ span: 'quarter', day: '' });
  const [tried, setTried] = useState(false);
  const agreement = usePersonAgreement(tried);
  return (
    <ConfirmDialog
      {...dialog}
      title={words.title}
      confirmLabel={words.send}
      isComplete={() => {
        setTried(true);
        return isInvited(who) && categories.length > 0 && durationIsChosen(duration) && agreement.said;
      }}
      onConfirm={() =>
        act(async () => {
          const body: InviteAidant = {
            kind: 'aidant',
            name: who.name.trim(),
            email: who.email.trim(),
            categories: [...categories],
            until: lastDayOf(duration) ?? '',
            ...agreement.stated,
          };
          await callDoor(recordPath(dossierId, '/aidants'), { method: 'POST', body });
          return words.done(body.name);
        })
      }
    >
      <p>{words.lead}</p>
      <WhoFields value={who} onChange={setWho} tried={tried} />
      <SpacesChoice value={categories} onChange={setCategories} error={tried && categories.length === 0 ? words.errors.spaces : undefined} />
      <HowLong
        spans={['month', 'quarter', 'year', 'day']}
        label={words.untilLabel}
        value={duration}
        onChange={setDuration}
        error={tried && !durationIsChosen(duration) ? words.errors.day : undefined}
      />
      {agreement.field}
      <p>{words.can}</p>
      <p className="quiet">{words.cannot}</p>
    </ConfirmDialog>
  );
}

export function TemporaryShareDialog({ share, ...dialog }: OpenDialog & { readonly share: Aidants['temporaryShare'] }): ReactNode {
  const { temporaryShare: words, aidants } = useWords().family;
  const { firstName } = useOpenRecord();
  const dossierId = useDossierId();
  const act = useShareAct();
  const [who, setWho] = useState<Invited>({ name: '', email: '' });
  const [days, setDays] = useState(String(share.defaultDays));
  const [tried, setTried] = useState(false);
  const agreement = usePersonAgreement(tried);
  const count = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0;
  const daysFit = count >= 1 && count <= share.maximumDays;
  return (
    <ConfirmDialog
      {...dialog}
      title={words.dialogTitle(firstName)}
      confirmLabel={aidants.inviteDialog.send}
      isComplete={() => {
        setTried(true);
        return isInvited(who) && daysFit && agreement.said;
      }}
      onConfirm={() =>
        act(async () => {
          const body: InviteAidant = { kind: 'temporary', name: who.name.trim(), email: who.email.trim(), days: count, ...agreement.stated };
          await callDoor(recordPath(dossierId, '/aidants'), { method: 'POST', body });
          return words.done(body.name);
        })
      }
    >
      <p>{words.dialogLead}</p>
      <WhoFields value={who} onChange={setWho} tried={tried} />
      <TextField
        label={words.days}
        help={words.daysHelp(share.maximumDays)}
        value={days}
        onChange={setDays}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        error={tried && !daysFit ? words.daysWrong(share.maximumDays) : undefined}
      />
      {agreement.field}
      <p>{words.what}</p>
    </ConfirmDialog>
  );
}

export function ChangeDialog({ aidant, ...dialog }: OpenDialog & { readonly aidant: Aidant }): ReactNode {
  const { changeDialog: words, inviteDialog } = useWords().family.aidants;
  const dossierId = useDossierId();
  const act = useShareAct();
  const [categories, setCategories] = useState<readonly SpaceName[]>(aidant.categories);
  const [duration, setDuration] = useState<Duration>({ span: 'day', day: lastDayBefore(aidant.until) });
  const [tried, setTried] = useState(false);
  const agreement = usePersonAgreement(tried);
  return (
    <ConfirmDialog
      {...dialog}
      title={words.title(aidant.name)}
      confirmLabel={words.save}
      isComplete={() => {
        setTried(true);
        return categories.length > 0 && durationIsChosen(duration) && agreement.said;
      }}
      onConfirm={() =>
        act(async () => {
          await callDoor(recordPath(dossierId, `/aidants/${encodeURIComponent(aidant.id)}`), {
            method: 'PUT',
            body: { ...(aidant.temporary ? {} : { categories }), until: lastDayOf(duration), ...agreement.stated },
          });
          return words.done(aidant.name);
        })
      }
    >
      {!aidant.temporary && (
        <SpacesChoice value={categories} onChange={setCategories} error={tried && categories.length === 0 ? inviteDialog.errors.spaces : undefined} />
      )}
      <HowLong
        spans={['day', 'month', 'quarter', 'year']}
        label={inviteDialog.untilLabel}
        value={duration}
        onChange={setDuration}
        error={tried && !durationIsChosen(duration) ? inviteDialog.errors.day : undefined}
      />
      {agreement.field}
    </ConfirmDialog>
  );
}

/** Ends a share, or takes back an invitation nobody has answered. */
export function EndShareDialog({ aidant, cancels, ...dialog }: OpenDialog & { readonly aidant: Aidant; readonly cancels: boolean }): ReactNode {
  const { aidants } = useWords().family;
  const words = cancels ? aidants.cancelDialog : aidants.endDialog;
  const dossierId = useDossierId();
  const act = useShareAct();
  return (
    <ConfirmDialog
      {...dialog}
      title={words.title(aidant.name)}
      confirmLabel={words.confirm}
      danger={!cancels}
      onConfirm={() =>
        act(async () => {
          await callDoor(recordPath(dossierId, `/aidants/${encodeURIComponent(aidant.id)}`), { method: 'DELETE' });
          return words.done(aidant.name);
        })
      }
    >
      <p>{words.what}</p>
      {!cancels && <p className="quiet">{aidants.endDialog.after}</p>}
    </ConfirmDialog>
  );
}
