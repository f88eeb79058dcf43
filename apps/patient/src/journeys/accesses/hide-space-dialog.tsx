// Hiding one of the nine spaces from somebody, with all that will come to it.

import type { Accesses } from '@carnet/contract';
import { ConfirmDialog, Select, type SpaceName, callDoor, useKitWords } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import type { OpenDialog } from './access-dialogs.tsx';
import { useAct } from './asked.ts';
import { HideFromFields, masquageFrom, noOneYet } from './hide-from.tsx';
import type { Found } from './person-search.tsx';

export function HideSpaceDialog({ list, who, ...dialog }: OpenDialog & { readonly list: Accesses; readonly who: Found | undefined }): ReactNode {
  const { hidden } = useWords();
  const words = hidden.spaceDialog;
  const kit = useKitWords();
  const dossierId = useDossierId();
  const act = useAct();
  const masquages = useQuery(queries.masquages(dossierId));
  const [space, setSpace] = useState<SpaceName | undefined>(undefined);
  const [from, setFrom] = useState(() => noOneYet('professionnel', who));
  const [tried, setTried] = useState(false);
  return (
    <ConfirmDialog
      {...dialog}
      title={words.title}
      confirmLabel={words.confirm}
      isComplete={() => {
        setTried(true);
        return space !== undefined && masquageFrom(from) !== undefined;
      }}
      onConfirm={() =>
        act(async () => {
          await callDoor(recordPath(dossierId, '/masquages'), { method: 'POST', body: { from: masquageFrom(from), what: { kind: 'space', id: space } } });
          return words.done;
        })
      }
    >
      <Select<SpaceName>
        label={words.space}
        placeholder={words.spacePlaceholder}
        value={space}
        onChange={setSpace}
        choices={(Object.keys(kit.spaces) as SpaceName[]).map((one) => ({ value: one, label: kit.spaces[one] }))}
        error={tried && space === undefined ? words.spaceMissing : undefined}
      />
      <HideFromFields
        kinds={['professionnel', 'profession', 'structure']}
        value={from}
        onChange={setFrom}
        accesses={list}
        masquages={masquages.data}
        tried={tried}
      />
      <p>{words.what}</p>
    </ConfirmDialog>
  );
}
