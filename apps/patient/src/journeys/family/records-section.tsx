// The records one opens for others: as what, since when, until when; and for a curatelle, why it opens nothing.

import type { RecordTie } from '@carnet/contract';
import { Button, ConfirmDialog, DateText, ForwardIcon, Notice, Section, callDoor, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { lastDayBefore } from '../../days.ts';
import { useTieWords } from '../../open-record.tsx';
import { recordPath } from '../../queries.ts';
import { recordHref } from '../../record-address.ts';
import { firstName, readableName } from '@carnet/ui/wording/readable-name';
import { useLastAsked } from '../accesses/asked.ts';
import { useSpaceNames } from './space-names.ts';

function Dates({ tie }: { readonly tie: RecordTie }): ReactNode {
  const { records } = useWords().family;
  const { since, until, representation } = tie;
  if (representation === 'parent')
    return until === undefined ? null : (
      <p>
        {records.majority} <DateText iso={until} as="day" exact />
      </p>
    );
  if (since === undefined) return null;
  const measure = representation !== undefined;
  return (
    <p>
      {measure ? records.measureSince : records.since} <DateText iso={since} as="day" exact />
      {', '}
      {until === undefined ? (
        records.measureNoEnd
      ) : (
        <>
          {measure ? records.measureUntil : records.until} <DateText iso={lastDayBefore(until)} as="day" exact />
        </>
      )}
    </p>
  );
}

function RecordLine({ tie, onStop }: { readonly tie: RecordTie; readonly onStop: (tie: RecordTie) => void }): ReactNode {
  const { records } = useWords().family;
  const tieWords = useTieWords();
  const spaceNames = useSpaceNames();
  const name = readableName(tie.displayName);
  return (
    <div className="person">
      <p className="person-name">{name}</p>
      <p className="tie">{tieWords(tie)}</p>
      <Dates tie={tie} />
      {tie.categories !== undefined && (
        <p>
          {records.shared} {spaceNames(tie.categories)}
        </p>
      )}
      {tie.reason !== undefined && tie.opens && <p>{records.reasons[tie.reason]}</p>}
      {!tie.opens &&
        (tie.reason !== undefined ? (
          <Notice title={records.heirRefused.title}>{records.heirRefused.body(firstName(tie.displayName))}</Notice>
        ) : tie.representation === 'curateur' ? (
          <Notice title={records.curatelle.title}>{records.curatelle.body(firstName(tie.displayName))}</Notice>
        ) : (
          <p>{records.closed}</p>
        ))}
      <div className="row">
        {tie.opens && (
          <Button
            small
            kind="primary"
            icon={<ForwardIcon />}
            aria-label={records.openOf(name)}
            onPress={() => location.assign(recordHref(tie.dossierId, false))}
          >
            {records.open}
          </Button>
        )}
        {tie.as === 'aidant' && tie.opens && (
          <Button small kind="quiet" aria-label={records.stopOf(name)} onPress={() => onStop(tie)}>
            {records.stop}
          </Button>
        )}
      </div>
    </div>
  );
}

function StopDialog({ tie, onClose }: { readonly tie: RecordTie | undefined; readonly onClose: () => void }): ReactNode {
  const words = useWords().family.records.stopDialog;
  const client = useQueryClient();
  const announce = useAnnounce();
  const last = useLastAsked(tie);
  if (last === undefined) return null;
  const { question: shown, opening } = last;
  const name = readableName(shown.displayName);
  return (
    <ConfirmDialog
      key={opening}
      isOpen={tie !== undefined}
      onClose={onClose}
      title={words.title(name)}
      confirmLabel={words.confirm}
      danger
      onConfirm={async () => {
        await callDoor(recordPath(shown.dossierId, '/delegation'), { method: 'DELETE' });
        announce(words.done(name));
        await client.invalidateQueries({ queryKey: ['records'] });
      }}
    >
      <p>{words.what}</p>
      <p className="quiet">{words.after(name)}</p>
    </ConfirmDialog>
  );
}

export function RecordsSection({ ties }: { readonly ties: readonly RecordTie[] }): ReactNode {
  const { records } = useWords().family;
  const [stopping, setStopping] = useState<RecordTie | undefined>(undefined);
  return (
    <Section title={records.title}>
      {ties.length === 0 ? (
        <p className="home-quiet">{records.none}</p>
      ) : (
        <ul className="list-lines">
          {ties.map((tie) => (
            <li key={`${tie.dossierId}-${tie.as}`}>
              <RecordLine tie={tie} onStop={setStopping} />
            </li>
          ))}
        </ul>
      )}
      <StopDialog tie={stopping} onClose={() => setStopping(undefined)} />
    </Section>
  );
}
