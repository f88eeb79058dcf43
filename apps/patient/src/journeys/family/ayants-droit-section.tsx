// Those covered through one's own insurance: a parent opens a minor's record and enters it from then on; an adult opens their own.

import type { AyantDroit } from '@carnet/contract';
import { Button, Checkbox, ConfirmDialog, DateText, ErrorState, FaultIcon, Section, Skeleton, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queries } from '../../queries.ts';
import { firstName, readableName } from '@carnet/ui/wording/readable-name';
import { useLastAsked } from '../accesses/asked.ts';

export function AyantsDroitSection(): ReactNode {
  const { attached } = useWords().family;
  const [opening, setOpening] = useState<AyantDroit | undefined>(undefined);
  const { data, error, isPending, refetch } = useQuery(queries.ayantsDroit());
  if (isPending) return <Skeleton count={1} />;
  if (data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  // Whom one enters already is told above.
  const shown = data.ayantsDroit.filter(({ tied }) => !tied);
  if (shown.length === 0) return null;
  return (
    <Section title={attached.title} lead={attached.lead}>
      <ul className="list-lines">
        {shown.map((one) => (
          <li key={one.dossierId}>
            <Line one={one} onOpen={setOpening} />
          </li>
        ))}
      </ul>
      <OpenDialog child={opening} onClose={() => setOpening(undefined)} />
    </Section>
  );
}

function Line({ one, onOpen }: { readonly one: AyantDroit; readonly onOpen: (one: AyantDroit) => void }): ReactNode {
  const { attached } = useWords().family;
  const name = readableName(one.displayName);
  const { minor, record } = one;
  const opens = minor && (record === 'none' || record === 'open');
  return (
    <div className="person">
      <p className="person-name">{name}</p>
      <p className="tie">
        {attached.born} <DateText iso={one.birthDate} as="day" exact />
      </p>
      <p>{minor ? attached.minor[record] : attached.adult[record]}</p>
      {opens && (
        <div className="row">
          <Button small kind="primary" aria-label={record === 'none' ? attached.openOf(name) : attached.enterOf(name)} onPress={() => onOpen(one)}>
            {record === 'none' ? attached.open : attached.enter}
          </Button>
        </div>
      )}
    </div>
  );
}

function OpenDialog({ child, onClose }: { readonly child: AyantDroit | undefined; readonly onClose: () => void }): ReactNode {
  const words = useWords().family.attached.dialog;
  const client = useQueryClient();
  const announce = useAnnounce();
  const [authority, setAuthority] = useState(false);
  const [tried, setTried] = useState(false);
  const last = useLastAsked(child);
  if (last === undefined) return null;
  const { question: shown, opening } = last;
  const name = firstName(shown.displayName);
  const close = (): void => {
    setAuthority(false);
    setTried(false);
    onClose();
  };
  return (
    <ConfirmDialog
      key={opening}
      isOpen={child !== undefined}
      onClose={close}
      title={shown.record === 'none' ? words.title(name) : words.enterTitle(name)}
      confirmLabel={shown.record === 'none' ? words.confirm : words.enterConfirm}
      isComplete={() => {
        setTried(true);
        return authority;
      }}
      onConfirm={async () => {
        await callDoor(`/api/patient/ayants-droit/${encodeURIComponent(shown.dossierId)}`, { method: 'POST', body: { authority: true } });
        announce(words.done(name));
        await Promise.all(['records', 'ayants-droit'].map((key) => client.invalidateQueries({ queryKey: [key] })));
      }}
    >
      <p>{words.what(name)}</p>
      <p>{words.both(name)}</p>
      <p className="quiet">{words.until(name)}</p>
      <Checkbox isSelected={authority} onChange={setAuthority} isInvalid={tried && !authority}>
        {words.authority(name)}
      </Checkbox>
      {tried && !authority && (
        <p className="field-error" role="alert">
          <FaultIcon />
          <span>{words.authorityMissing}</span>
        </p>
      )}
    </ConfirmDialog>
  );
}
