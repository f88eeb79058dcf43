// Letting somebody in, or extending: who, for how long, and what they will be able to read.

import type { Accesses } from '@carnet/contract';
import { ConfirmDialog, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { useOpenRecord } from '../../open-record.tsx';
import { recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import type { OpenDialog } from './access-dialogs.tsx';
import { useAct } from './asked.ts';
import { daysFromToday } from '../../days.ts';
import { type Duration, HowLong, type Span, durationIsChosen, lastDayOf } from './how-long.tsx';
import { knownPeople } from './known-people.ts';
import { usePersonAgreement } from './person-agreement.tsx';
import { type Found, PersonSearch } from './person-search.tsx';

const both: readonly Found['kind'][] = ['professionnel', 'structure'];

/** Those who have nothing now: extending is on their own line. */
const without = (known: readonly Found[], list: Accesses): readonly Found[] =>
  known.filter(
    ({ kind, id }) => id !== list.medecinTraitant?.id && !list.autorisations.some((one) => one.kind === kind && one.id === id && one.state === 'valid'),
  );

/** Those that end no later than the policy lets an agreement last, then a day of one's own. */
const spansWithin = (days: number): readonly Span[] => [
  ...(['quarter', 'year'] as const).filter((span) => lastDayOf({ span, day: '' })! <= daysFromToday(days)),
  'day',
];

export function AuthoriseDialog({ list, renews, ...dialog }: OpenDialog & { readonly list: Accesses; readonly renews: Found | undefined }): ReactNode {
  const { accesses } = useWords();
  const words = accesses.authoriseDialog;
  const dossierId = useDossierId();
  const act = useAct();
  const { isOwn, firstName } = useOpenRecord();
  const [who, setWho] = useState(renews);
  const { professionnelDays, structureDays } = list.terms;
  const spans = spansWithin(professionnelDays);
  const usual = spansWithin(renews?.kind === 'structure' ? structureDays : professionnelDays);
  const [duration, setDuration] = useState<Duration>({ span: usual.at(-2) ?? 'day', day: '' });
  const [tried, setTried] = useState(false);
  const agreement = usePersonAgreement(tried);
  return (
    <ConfirmDialog
      {...dialog}
      title={renews !== undefined ? words.renewTitle(renews.name) : isOwn ? words.title : words.titleOf(firstName)}
      confirmLabel={renews === undefined ? words.confirm : words.renewConfirm}
      isComplete={() => {
        setTried(true);
        return who !== undefined && durationIsChosen(duration) && agreement.said;
      }}
      onConfirm={() =>
        act(async () => {
          const { kind, id, name } = who!;
          await callDoor(recordPath(dossierId, '/accesses/authorise'), {
            method: 'POST',
            body: { kind, id, until: lastDayOf(duration), ...agreement.stated },
          });
          return words.done(name);
        })
      }
    >
      {renews === undefined && (
        <PersonSearch
          kinds={both}
          known={without(knownPeople(list, both, accesses.person.structure, 40), list).slice(0, 8)}
          value={who}
          onChange={setWho}
          error={tried && who === undefined ? accesses.person.missing : undefined}
        />
      )}
      <HowLong
        spans={spans}
        value={duration}
        onChange={setDuration}
        error={tried && !durationIsChosen(duration) ? accesses.howLong.dayWrong(professionnelDays) : undefined}
      />
      {agreement.field}
      <p>{words.what}</p>
      <p className="quiet">{words.after}</p>
    </ConfirmDialog>
  );
}
