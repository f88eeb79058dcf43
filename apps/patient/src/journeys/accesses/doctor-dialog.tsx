// Declaring the médecin traitant, or another in their place.

import type { Accesses } from '@carnet/contract';
import { ConfirmDialog, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import type { OpenDialog } from './access-dialogs.tsx';
import { useAct } from './asked.ts';
import { knownPeople } from './known-people.ts';
import { usePersonAgreement } from './person-agreement.tsx';
import { type Found, PersonSearch } from './person-search.tsx';

const professionals: readonly Found['kind'][] = ['professionnel'];

export function DoctorDialog({ list, ...dialog }: OpenDialog & { readonly list: Accesses }): ReactNode {
  const { accesses } = useWords();
  const words = accesses.doctorDialog;
  const dossierId = useDossierId();
  const act = useAct();
  const [who, setWho] = useState<Found | undefined>(undefined);
  const [tried, setTried] = useState(false);
  const agreement = usePersonAgreement(tried);
  const { medecinTraitant: current } = list;
  return (
    <ConfirmDialog
      {...dialog}
      title={current === undefined ? words.declareTitle : words.changeTitle}
      confirmLabel={words.confirm}
      isComplete={() => {
        setTried(true);
        return who !== undefined && agreement.said;
      }}
      onConfirm={() =>
        act(async () => {
          const { id, name } = who!;
          await callDoor(recordPath(dossierId, '/medecin-traitant'), {
            method: 'PUT',
            body: { id, replaces: current?.id ?? null, ...agreement.stated },
          });
          return words.done(name);
        })
      }
    >
      <PersonSearch
        kinds={professionals}
        known={knownPeople(list, professionals, accesses.structure).filter(({ id }) => id !== current?.id)}
        value={who}
        onChange={setWho}
        error={tried && who === undefined ? accesses.person.missing : undefined}
      />
      <p>{words.what}</p>
      {current !== undefined && <p>{words.replaced(current.displayName)}</p>}
      {agreement.field}
      <p className="quiet">{words.notInsurance}</p>
    </ConfirmDialog>
  );
}
