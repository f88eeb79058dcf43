// One's own access to this record (TD0.3): what it rests on and until when, to renew it, to end it, to become the médecin traitant or to stop.
// What is offered is what the server says one may do.

import type { DossierStatus } from '@carnet/contract';
import {
  Button,
  Checkbox,
  ConfirmDialog,
  Dialog,
  DoctorIcon,
  ErrorState,
  ShieldIcon,
  SignOutIcon,
  Skeleton,
  formatDay,
  useAnnounce,
  useLanguage,
} from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { becomeMedecinTraitant, endAutorisation, leaveMedecinTraitant, readStatus } from '../../api.ts';
import { lastMoment } from '../../last-moment.ts';
import { type Words, useWords } from '../../words.ts';
import { Agreement } from './agreement.tsx';

type Asked = 'renew' | 'withdraw' | 'become' | 'leave';

export const statusKey = (dossierId: string): readonly unknown[] => ['dossier', dossierId, 'status'];

export function MyAccess({ dossierId }: { readonly dossierId: string }): ReactNode {
  const words = useWords();
  const { mine } = words.care;
  const { language } = useLanguage();
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const { data: status, error, isPending } = useQuery({ queryKey: statusKey(dossierId), queryFn: () => readStatus(dossierId), staleTime: 0 });
  const close = (): void => setAsked(undefined);
  if (isPending) return <Skeleton shape="text" count={2} />;
  if (error !== null) return <ErrorState error={error} />;
  const may = status.may ?? [];
  const held = status.until !== undefined && status.byStructure === false;
  return (
    <section className="my-access stack-s" aria-labelledby="my-access">
      <h3 id="my-access">{mine.title}</h3>
      <p>{restsOn(words, status, (iso) => formatDay(lastMoment(iso), language))}</p>
      <div className="row">
        {may.includes('declare-autorisation') && status.medecinTraitant !== true && (
          <Button small icon={<ShieldIcon />} onPress={() => setAsked('renew')}>
            {mine.renew}
          </Button>
        )}
        {may.includes('withdraw-autorisation') && held && (
          <Button small icon={<SignOutIcon />} onPress={() => setAsked('withdraw')}>
            {mine.withdraw.open}
          </Button>
        )}
        {may.includes('declare-medecin-traitant') && status.medecinTraitant !== true && (
          <Button small icon={<DoctorIcon />} onPress={() => setAsked('become')}>
            {mine.become.open}
          </Button>
        )}
        {may.includes('end-medecin-traitant') && (
          <Button small icon={<DoctorIcon />} onPress={() => setAsked('leave')}>
            {mine.leave.open}
          </Button>
        )}
      </div>
      {asked === 'renew' && <RenewDialog dossierId={dossierId} onClose={close} />}
      {(asked === 'withdraw' || asked === 'leave') && <EndDialog dossierId={dossierId} what={asked} onClose={close} />}
      {asked === 'become' && <BecomeDialog dossierId={dossierId} onClose={close} />}
    </section>
  );
}

function restsOn({ care: { mine } }: Words, { medecinTraitant, until, byStructure }: DossierStatus, day: (iso: string) => string): string {
  if (medecinTraitant === true) return mine.medecinTraitant;
  if (until === undefined) return mine.administrateur;
  return byStructure === true ? mine.teamUntil(day(until)) : mine.until(day(until));
}

interface DialogProps {
  readonly dossierId: string;
  readonly onClose: () => void;
}

/** Whoever changed who enters reads the record again, as it now is to them. */
function useReadAgain(dossierId: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    void queries.invalidateQueries({ queryKey: ['patients'] });
    await queries.resetQueries({ queryKey: ['dossier', dossierId] });
  };
}

function RenewDialog({ dossierId, onClose }: DialogProps): ReactNode {
  const { mine } = useWords().care;
  const readAgain = useReadAgain(dossierId);
  return (
    <Dialog isOpen onClose={onClose} title={mine.renew}>
      <Agreement
        dossierId={dossierId}
        choices={['me', 'my-structure']}
        action={mine.renew}
        onRecorded={async () => {
          onClose();
          await readAgain();
        }}
      />
    </Dialog>
  );
}

function EndDialog({ dossierId, what, onClose }: DialogProps & { readonly what: 'withdraw' | 'leave' }): ReactNode {
  const { mine } = useWords().care;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const readAgain = useReadAgain(dossierId);
  const said = mine[what];
  const end = async (): Promise<void> => {
    const after = await (what === 'withdraw' ? endAutorisation(dossierId) : leaveMedecinTraitant(dossierId));
    announce(said.done);
    if (after.autorisation !== 'VALIDE') void navigate('/');
    await readAgain();
  };
  return (
    <ConfirmDialog isOpen onClose={onClose} title={said.title} confirmLabel={said.action} danger onConfirm={end}>
      <p>{said.why}</p>
      {what === 'withdraw' && <p className="quiet">{mine.withdraw.team}</p>}
    </ConfirmDialog>
  );
}

function BecomeDialog({ dossierId, onClose }: DialogProps): ReactNode {
  const { become } = useWords().care.mine;
  const announce = useAnnounce();
  const readAgain = useReadAgain(dossierId);
  const reminder = useId();
  const [agreed, setAgreed] = useState(false);
  const [reminded, setReminded] = useState(false);
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={become.title}
      confirmLabel={become.action}
      isComplete={() => {
        setReminded(!agreed);
        return agreed;
      }}
      onConfirm={async () => {
        await becomeMedecinTraitant(dossierId);
        announce(become.done);
        await readAgain();
      }}
    >
      <p>{become.why}</p>
      <Checkbox isSelected={agreed} onChange={setAgreed} isInvalid={reminded && !agreed} {...(reminded ? { 'aria-describedby': reminder } : {})}>
        {become.agreement}
      </Checkbox>
      {reminded && !agreed && (
        <p id={reminder} className="field-error" role="alert">
          {become.required}
        </p>
      )}
    </ConfirmDialog>
  );
}
