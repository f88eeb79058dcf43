// Bris de glace, and the regulation of a centre 15 for whoever acts for one: the quiet ways in when the patient cannot be asked, and the band
// that stays in sight until it is over. The server decides, remembers and ends it; this screen only asks, and says what is so.

import type { EmergencyAccess } from '@carnet/contract';
import { Button, Dialog, ProblemNotice, TextArea, EmergencyIcon, PhoneIcon, serverNow, useAnnounce } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { enterEmergency, leaveEmergency } from '../../api.ts';
import { useProfessional } from '../../session.tsx';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';

type Mode = EmergencyAccess['mode'];

const shortestReason = 10;

export function EmergencyEntry({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { emergency, care } = useWords();
  const { structure } = useProfessional();
  const [asked, setAsked] = useState<Mode | undefined>(undefined);
  return (
    <>
      <div className="row">
        <Button kind="quiet" icon={<EmergencyIcon />} onPress={() => setAsked('bris_de_glace')}>
          {emergency.action}
        </Button>
        {structure?.regulates === true && (
          <Button kind="quiet" icon={<PhoneIcon />} onPress={() => setAsked('centre_15')}>
            {care.centre15.action}
          </Button>
        )}
      </div>
      {asked !== undefined && <EmergencyDialog dossierId={dossierId} mode={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function EmergencyDialog({ dossierId, mode, onClose }: { readonly dossierId: string; readonly mode: Mode; readonly onClose: () => void }): ReactNode {
  const { emergency, care } = useWords();
  const { terms } = useProfessional();
  const said = mode === 'centre_15' ? care.centre15 : emergency;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useId();
  const [reason, setReason] = useState('');
  const [reminded, setReminded] = useState(false);
  const enter = useOnce({
    mutationFn: () => enterEmergency(dossierId, mode, reason.trim()),
    onSuccess: async () => {
      announce(emergency.entered, 'warning');
      await queries.resetQueries({ queryKey: ['dossier', dossierId] });
      void navigate(`/dossier/${dossierId}`);
    },
  });
  const tooShort = reason.trim().length < shortestReason && !(mode === 'centre_15' && reason.trim() === '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setReminded(tooShort);
    if (!tooShort && !enter.isPending) enter.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said.title}
      actions={
        <Button type="submit" form={form} kind="danger" isPending={enter.isPending}>
          {said.confirm}
        </Button>
      }
    >
      <p>{said.what}</p>
      <p>
        <strong>{emergency.told}</strong>
      </p>
      <p>{emergency.limits(terms.brisDeGlaceHours)}</p>
      <form id={form} onSubmit={submit} noValidate>
        <TextArea
          label={said.reason}
          help={said.reasonHelp}
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired={mode === 'bris_de_glace'}
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
  const end = useOnce({
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
