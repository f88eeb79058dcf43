// Bris de glace: the quiet way in when the patient cannot be asked, and the band that stays in sight until it is over. The server decides,
// remembers and ends it; this screen only asks, and says what is so.

import type { EmergencyAccess } from '@carnet/contract';
import { Button, Dialog, ProblemNotice, TextArea, EmergencyIcon, serverNow, useAnnounce } from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { enterEmergency, leaveEmergency } from '../../api.ts';
import { useWords } from '../../words.ts';

/** Told beforehand; the end itself is the server's. */
const longestHours = 4;
const shortestReason = 10;

export function EmergencyEntry({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { emergency } = useWords();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <div className="row">
        <Button kind="quiet" icon={<EmergencyIcon />} onPress={() => setAsked(true)}>
          {emergency.action}
        </Button>
      </div>
      {asked && <EmergencyDialog dossierId={dossierId} onClose={() => setAsked(false)} />}
    </>
  );
}

function EmergencyDialog({ dossierId, onClose }: { readonly dossierId: string; readonly onClose: () => void }): ReactNode {
  const { emergency } = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useId();
  const [reason, setReason] = useState('');
  const [reminded, setReminded] = useState(false);
  const enter = useMutation({
    mutationFn: () => enterEmergency(dossierId, reason.trim()),
    onSuccess: async () => {
      announce(emergency.entered, 'warning');
      await queries.resetQueries({ queryKey: ['dossier', dossierId] });
      void navigate(`/dossier/${dossierId}`);
    },
  });
  const tooShort = reason.trim().length < shortestReason;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setReminded(tooShort);
    if (!tooShort && !enter.isPending) enter.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={emergency.title}
      actions={
        <Button type="submit" form={form} kind="danger" isPending={enter.isPending}>
          {emergency.confirm}
        </Button>
      }
    >
      <p>{emergency.what}</p>
      <p>
        <strong>{emergency.told}</strong>
      </p>
      <p>{emergency.limits(longestHours)}</p>
      <form id={form} onSubmit={submit} noValidate>
        <TextArea
          label={emergency.reason}
          help={emergency.reasonHelp}
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
          error={reminded && tooShort ? emergency.reasonMissing : undefined}
        />
      </form>
      {enter.error !== null && <ProblemNotice error={enter.error} />}
    </Dialog>
  );
}

const minute = 60_000;

export function EmergencyBand({ dossierId, access }: { readonly dossierId: string; readonly access: EmergencyAccess }): ReactNode {
  const { emergency } = useWords();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const left = useTimeLeft(access.until);
  const over = left <= 0;
  useEffect(() => {
    if (over) void queries.resetQueries({ queryKey: ['dossier', dossierId] });
  }, [over, queries, dossierId]);
  const end = useMutation({
    mutationFn: () => leaveEmergency(dossierId),
    onSuccess: async () => {
      announce(emergency.ended);
      await queries.resetQueries({ queryKey: ['dossier', dossierId] });
    },
  });
  const minutes = Math.max(0, Math.floor(left / minute));
  return (
    <section className="emergency-band" aria-label={emergency.band[access.mode]}>
      <EmergencyIcon />
      <p className="emergency-words">
        <strong>{emergency.band[access.mode]}</strong>
        {access.reason !== undefined && <span>{emergency.because(access.reason)}</span>}
        <span>{emergency.left(Math.floor(minutes / 60), minutes % 60)}</span>
      </p>
      <Button small isPending={end.isPending} onPress={() => end.mutate()}>
        {emergency.end}
      </Button>
      {end.error !== null && <ProblemNotice error={end.error} />}
    </section>
  );
}

const refreshedEverySeconds = 10;

function useTimeLeft(until: string): number {
  const leftNow = (): number => Date.parse(until) - serverNow().getTime();
  const [left, setLeft] = useState(leftNow);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Date.parse(until) - serverNow().getTime()), refreshedEverySeconds * 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
