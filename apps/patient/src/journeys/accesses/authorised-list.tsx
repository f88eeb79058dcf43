// The professionals and teams with an agreement: found by name, shown some at a time, what can be done with each beside it.

import type { Accesses, AutorisationLine } from '@carnet/contract';
import { Badge, Button, DateText, IconButton, Menu, type MenuChoice, MoreIcon, ShieldIcon, TextField } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { useNavigate } from '../../router/outlet.tsx';
import { lastDayBefore } from '../../days.ts';
import type { Asked } from './asked.ts';
import { foundFrom } from './known-people.ts';

export type Ask = (asked: Asked) => void;
/** As many lines as one reads without looking for anybody. */
const shortList = 8;
const chunk = 25;

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** What can be done beside the two main buttons. */
export function useMoreChoices(
  list: Accesses,
  onAsk: Ask,
): (person: { kind: 'professionnel' | 'structure'; id: string; name: string; capacity: string }) => readonly MenuChoice[] {
  const { accesses, reports } = useWords();
  const navigate = useNavigate();
  return (person) => {
    const { id, name, kind } = person;
    const hide = { id: 'hide', label: accesses.hideSpace, onAction: () => onAsk({ act: 'hide-space', who: person }) };
    const report = { id: 'report', label: reports.unknownPerson, onAction: () => onAsk({ act: 'report', kind, id, name }) };
    if (kind === 'structure') return [hide, report];
    const isAdmin = list.administrateurs.some((one) => one.id === id);
    const isDoctor = list.medecinTraitant?.id === id;
    const isBlocked = list.blocages.some((one) => one.id === id);
    return [
      { id: 'see-as', label: accesses.seeAsThis, onAction: () => void navigate(`/acces/comme?professionnel=${encodeURIComponent(id)}`) },
      ...(isDoctor ? [] : [hide]),
      ...(isAdmin || isDoctor ? [] : [{ id: 'admin', label: accesses.giveAdmin, onAction: () => onAsk({ act: 'give-admin', id, name }) }]),
      report,
      ...(isBlocked ? [] : [{ id: 'block', label: accesses.block, danger: true, onAction: () => onAsk({ act: 'block', who: person }) }]),
    ];
  };
}

function Dates({ one }: { readonly one: AutorisationLine }): ReactNode {
  const { accesses } = useWords();
  return (
    <p>
      {accesses.since} <DateText iso={one.declaredAt} as="day" exact />
      {one.state === 'valid' ? ', ' : '. '}
      {one.state === 'valid' ? accesses.until : accesses.ended} <DateText iso={lastDayBefore(one.endedAt ?? one.expiresAt)} as="day" exact />
    </p>
  );
}

function Authorised({ one, list, onAsk }: { readonly one: AutorisationLine; readonly list: Accesses; readonly onAsk: Ask }): ReactNode {
  const { accesses } = useWords();
  const more = useMoreChoices(list, onAsk);
  const person = foundFrom({ ...one, professionLabel: one.kind === 'structure' ? accesses.structure : one.professionLabel });
  const isAdmin = list.administrateurs.some(({ id }) => id === one.id);
  return (
    <div className="person">
      <p className="person-name">{one.displayName}</p>
      <p>{person.capacity}</p>
      <Dates one={one} />
      <p>{accesses.given[one.given](one.declaredBy)}</p>
      <p>
        {one.lastConsultedAt === undefined ? (
          accesses.neverRead
        ) : (
          <>
            {accesses.lastRead} <DateText iso={one.lastConsultedAt} as="moment" exact />
          </>
        )}
      </p>
      {isAdmin && (
        <span className="flags">
          <Badge icon={<ShieldIcon />}>{accesses.admin}</Badge>
        </span>
      )}
      <div className="row">
        <Button small aria-label={accesses.renewOf(one.displayName)} onPress={() => onAsk({ act: 'authorise', renews: person })}>
          {accesses.renew}
        </Button>
        {one.state === 'valid' && (
          <Button
            small
            aria-label={accesses.withdrawOf(one.displayName)}
            onPress={() => onAsk({ act: 'withdraw', kind: one.kind, id: one.id, name: one.displayName })}
          >
            {accesses.withdraw}
          </Button>
        )}
        <Menu
          label={accesses.moreOf(one.displayName)}
          trigger={<IconButton label={accesses.moreOf(one.displayName)} icon={<MoreIcon />} />}
          choices={more(person)}
        />
      </div>
    </div>
  );
}

export function AuthorisedList({
  lines,
  list,
  onAsk,
}: {
  readonly lines: readonly AutorisationLine[];
  readonly list: Accesses;
  readonly onAsk: Ask;
}): ReactNode {
  const { accesses } = useWords();
  const [sought, setSought] = useState('');
  const [wanted, setWanted] = useState(chunk);
  const kept = lines.filter((one) => plain(`${one.displayName} ${one.professionLabel ?? ''}`).includes(plain(sought.trim())));
  const shown = kept.slice(0, wanted);
  return (
    <>
      {lines.length > shortList && (
        <div className="list-tools">
          <TextField label={accesses.find} type="search" autoComplete="off" value={sought} onChange={setSought} />
          <p role="status" className="small quiet">
            {accesses.shownOf(shown.length, lines.length)}
          </p>
        </div>
      )}
      {kept.length === 0 && <p className="home-quiet">{accesses.noneFound}</p>}
      <ul className="list-lines">
        {shown.map((one) => (
          <li key={`${one.kind}-${one.id}`}>
            <Authorised one={one} list={list} onAsk={onAsk} />
          </li>
        ))}
      </ul>
      {shown.length < kept.length && (
        <div className="list-foot">
          <Button onPress={() => setWanted(wanted + chunk)}>{accesses.more}</Button>
        </div>
      )}
    </>
  );
}
