// Whose record is open, always in sight for whoever may open several; a press opens the list, a second one changes record.

import type { RecordTie } from '@carnet/contract';
import { AccountIcon, Button, DoneIcon, Menu, RelativesIcon, SwitchIcon } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useOpenRecord, useTieWords } from './open-record.tsx';
import { queries } from './queries.ts';
import { recordHref } from './record-address.ts';
import { readableName } from '@carnet/ui/wording/readable-name';
import { useDossierId, useSession } from './session.tsx';

/** Undefined for who has one record and is in it: nothing could be confused. */
export function useRecordStrip(): ReactNode | undefined {
  const { isOwn } = useOpenRecord();
  const records = useQuery(queries.records());
  const open = records.data?.records.filter(({ opens }) => opens) ?? [];
  return isOwn && open.length < 2 ? undefined : <RecordStrip open={open} />;
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('');

function RecordStrip({ open }: { readonly open: readonly RecordTie[] }): ReactNode {
  const { strip } = useWords().family;
  const { dossierId } = useSession();
  const current = useDossierId();
  const { isOwn, name, dossier } = useOpenRecord();
  const tieWords = useTieWords();
  const tie = isOwn ? strip.own : dossier === undefined ? '' : tieWords(dossier);
  return (
    <section className="record-strip no-print" aria-label={strip.label} data-other={isOwn ? undefined : ''}>
      <p className="record-strip-who">
        <span className="record-initials" aria-hidden="true">
          {initials(name)}
        </span>
        <span className="record-strip-words">
          <strong>{strip.opened(name)}</strong>
          {tie !== '' && <span className="record-strip-tie">{tie}</span>}
        </span>
      </p>
      <Menu
        label={strip.choose}
        trigger={
          <Button small icon={<SwitchIcon />} aria-label={strip.change}>
            {strip.changeShort}
          </Button>
        }
        choices={[
          ...open.map((one) => ({
            id: one.dossierId,
            label: readableName(one.displayName),
            help: tieWords(one),
            icon: one.dossierId === current ? <DoneIcon /> : <AccountIcon />,
            onAction: () => location.assign(recordHref(one.dossierId, one.dossierId === dossierId)),
          })),
          { id: 'manage', label: strip.manage, icon: <RelativesIcon />, onAction: () => location.assign('/proches') },
        ]}
      />
    </section>
  );
}
