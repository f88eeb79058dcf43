// Those the patient keeps out, until when, and how to let them ask again.

import type { Accesses } from '@carnet/contract';
import { Button, DateText, Section } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { lastDayBefore } from '../../days.ts';
import type { Ask } from './authorised-list.tsx';
import { foundFrom } from './known-people.ts';

export function BlockedSection({ list, onAsk }: { readonly list: Accesses; readonly onAsk: Ask }): ReactNode {
  const { accesses } = useWords();
  return (
    <Section title={accesses.blockedTitle} lead={accesses.blockedLead}>
      {list.blocages.length === 0 ? (
        <p className="home-quiet">{accesses.blockedNone}</p>
      ) : (
        <ul className="list-lines">
          {list.blocages.map((one) => (
            <li key={one.id}>
              <div className="person">
                <p className="person-name">{one.displayName}</p>
                <p>{foundFrom(one).capacity}</p>
                <p>
                  {accesses.blockedSince} <DateText iso={one.since} as="day" exact />
                  {one.until !== undefined && (
                    <>
                      , {accesses.until} <DateText iso={lastDayBefore(one.until)} as="day" exact />
                    </>
                  )}
                </p>
                <div className="row">
                  <Button small aria-label={accesses.unblockOf(one.displayName)} onPress={() => onAsk({ act: 'unblock', id: one.id, name: one.displayName })}>
                    {accesses.unblock}
                  </Button>
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="section-after">
        <Button onPress={() => onAsk({ act: 'block' })}>{accesses.blockSomeone}</Button>
      </p>
    </Section>
  );
}
