// Keeping a professional out, for a time or without end. That it is the médecin traitant is said loudly, before and after.

import type { Accesses, Blocked } from '@carnet/contract';
import { ConfirmDialog, Notice, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import type { OpenDialog } from './access-dialogs.tsx';
import { useAct } from './asked.ts';
import { type Duration, HowLong, durationIsChosen, lastDayOf } from './how-long.tsx';
import { knownPeople } from './known-people.ts';
import { type Found, PersonSearch } from './person-search.tsx';

const professionals: readonly Found['kind'][] = ['professionnel'];

export function BlockDialog({ list, who: given, ...dialog }: OpenDialog & { readonly list: Accesses; readonly who: Found | undefined }): ReactNode {
  const { accesses } = useWords();
  const words = accesses.blockDialog;
  const dossierId = useDossierId();
  const act = useAct();
  const [who, setWho] = useState(given);
  const [duration, setDuration] = useState<Duration>({ span: 'endless', day: '' });
  const [tried, setTried] = useState(false);
  const isBlocked = ({ id }: Found): boolean => list.blocages.some((one) => one.id === id);
  return (
    <ConfirmDialog
      {...dialog}
      title={given === undefined ? words.titleSomeone : words.title(given.name)}
      confirmLabel={words.confirm}
      danger
      isComplete={() => {
        setTried(true);
        return who !== undefined && durationIsChosen(duration);
      }}
      onConfirm={() =>
        act(async () => {
          const { id, name } = who!;
          const until = lastDayOf(duration);
          const blocked = await callDoor<Blocked>(recordPath(dossierId, '/accesses/block'), {
            method: 'POST',
            body: { id, ...(until === undefined ? {} : { until }) },
          });
          return blocked.medecinTraitant ? words.doneDoctor(name) : words.done(name);
        })
      }
    >
      {given === undefined && (
        <PersonSearch
          kinds={professionals}
          known={knownPeople(list, professionals, accesses.structure).filter((one) => !isBlocked(one))}
          value={who}
          onChange={setWho}
          error={tried && who === undefined ? accesses.person.missing : undefined}
        />
      )}
      {who !== undefined && who.id === list.medecinTraitant?.id && (
        <Notice tone="danger" title={words.doctorTitle} live={given === undefined}>
          {words.doctor}
        </Notice>
      )}
      {who !== undefined && list.administrateurs.some(({ id }) => id === who.id) && (
        <Notice tone="warning" title={words.adminTitle} live={given === undefined}>
          {words.admin}
        </Notice>
      )}
      <p>{words.what}</p>
      <HowLong
        spans={['endless', 'day']}
        value={duration}
        onChange={setDuration}
        error={tried && !durationIsChosen(duration) ? accesses.howLong.dayWrongFree : undefined}
      />
      <p className="quiet">{words.after}</p>
    </ConfirmDialog>
  );
}
