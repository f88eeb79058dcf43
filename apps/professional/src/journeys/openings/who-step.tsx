// First screen: the card's number and the birth date said aloud; the insurer says back who that is, and whether a record may open.

import type { PresentedPerson } from '@carnet/contract';
import { Button, ForwardIcon, Notice, ProblemNotice, SearchIcon, TextField, formatDay, isProblem, useLanguage } from '@carnet/ui';
import { readableName } from '@carnet/ui/wording/readable-name';
import { type FormEvent, type ReactNode, useState } from 'react';
import { findPresented } from '../../api.ts';
import { useOnce } from '../../use-once.ts';
import { type Words, useWords } from '../../words.ts';
import { InsField } from '../find-patient/ins-field.tsx';
import { type Card, type Found, StepHead } from './step-head.tsx';

export function WhoStep({ onFound }: { readonly onFound: (found: Found) => void }): ReactNode {
  const words = useWords();
  const { who } = words.openings;
  const [card, setCard] = useState<Card>({ ins: '', birthDate: '' });
  const [tried, setTried] = useState(false);
  const look = useOnce({ mutationFn: findPresented });
  const change = (next: Partial<Card>): void => {
    setCard((before) => ({ ...before, ...next }));
    look.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (card.ins !== '' && card.birthDate !== '') look.mutate(card);
  };
  const insFault = look.error === null ? undefined : insFaultOf(look.error, words);
  return (
    <div className="stack-l">
      <StepHead now={1} title={who.title} lead={who.lead} />
      <form onSubmit={submit} className="stack counter-form" noValidate>
        <InsField
          label={who.ins}
          help={who.insHelp}
          error={tried && card.ins === '' ? who.missing.ins : insFault}
          value={card.ins}
          onChange={(ins) => change({ ins })}
          autoFocus
        />
        <TextField
          type="date"
          label={who.birthDate}
          help={who.birthDateHelp}
          value={card.birthDate}
          onChange={(birthDate) => change({ birthDate })}
          error={tried && card.birthDate === '' ? who.missing.birthDate : undefined}
        />
        <div className="row">
          <Button type="submit" kind={look.data === undefined ? 'primary' : 'secondary'} icon={<SearchIcon />} isPending={look.isPending}>
            {who.action}
          </Button>
        </div>
        <p className="small quiet">{who.traced}</p>
      </form>
      <div aria-live="polite" className="stack">
        {look.error !== null && insFault === undefined && <ProblemNotice error={look.error} />}
        {look.data !== undefined && <Presented card={card} person={look.data} onFound={onFound} />}
      </div>
    </div>
  );
}

function insFaultOf(error: unknown, { openings: { who } }: Words): string | undefined {
  if (!isProblem(error, 'INS_INVALIDE')) return undefined;
  return error.problem.findings?.some(({ rule }) => rule === 'INS_CLE') === true ? who.wrongKey : who.wrongShape;
}

function Presented({ card, person, onFound }: { readonly card: Card; readonly person: PresentedPerson; readonly onFound: (found: Found) => void }): ReactNode {
  const { who } = useWords().openings;
  const { identity } = person;
  if (identity === undefined) return <Told {...who.standing.unknown} />;
  const told = standingWords(person, who.standing);
  const replaces = person.replaceable === true;
  const givesAccess = person.standing === 'open' && (person.access !== 'opened' || replaces) && !identity.minor;
  return (
    <section ref={bringIntoView} className="stack presented" aria-labelledby="presented">
      <h2 id="presented">{who.identity}</h2>
      <Identity identity={identity} />
      {told !== undefined && <Told {...told} />}
      {(person.standing === 'openable' || givesAccess) && (
        <>
          <p className="quiet">{who.compare}</p>
          <div className="row">
            <Button kind={replaces ? 'secondary' : 'primary'} icon={<ForwardIcon />} onPress={() => onFound({ ...card, person: { ...person, identity } })}>
              {replaces ? who.replaceAccess : givesAccess ? who.giveAccess : who.confirm}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** What to do next is below what was typed. */
const bringIntoView = (node: HTMLElement | null): void => node?.scrollIntoView({ block: 'nearest' });

const Told = ({ title, why }: { readonly title: string; readonly why: string }): ReactNode => (
  <Notice tone="info" title={title}>
    <p>{why}</p>
  </Notice>
);

type Standings = Words['openings']['who']['standing'];
function standingWords(
  { standing, access, identity, replaceable }: PresentedPerson,
  words: Standings,
): { readonly title: string; readonly why: string } | undefined {
  if (standing === 'regime') return words.regime;
  if (standing === 'closed') return words.closed;
  if (standing !== 'open') return undefined;
  if (identity?.minor === true) return words.minorOpen;
  if (replaceable === true) return words.replaceable;
  return { none: words.noAccess, awaited: words.awaited, opened: words.opened }[access ?? 'opened'];
}

function Identity({ identity }: { readonly identity: NonNullable<PresentedPerson['identity']> }): ReactNode {
  const { who } = useWords().openings;
  const { language } = useLanguage();
  const { displayName, birthName, birthFirstNames, birthDate, sexe } = identity;
  const facts = [
    [who.name, readableName(displayName)],
    [who.birthName, birthName],
    [who.firstNames, birthFirstNames],
    [who.born, formatDay(birthDate, language)],
    [who.sexe, who.sexes[sexe]],
  ] as const;
  return (
    <dl className="identity-facts">
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
