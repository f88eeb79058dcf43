// The médecin traitant, and those the patient gave the same rights.

import type { Accesses } from '@carnet/contract';
import { Button, DateText, Gloss, IconButton, Menu, MoreIcon, Section } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { type Ask, useMoreChoices } from './authorised-list.tsx';
import { foundFrom } from './known-people.ts';

export function DoctorSection({ list, onAsk }: { readonly list: Accesses; readonly onAsk: Ask }): ReactNode {
  const { accesses } = useWords();
  const more = useMoreChoices(list, onAsk);
  const { medecinTraitant: doctor, administrateurs } = list;
  return (
    <Section title={accesses.doctorTitle} lead={accesses.doctorLead}>
      {doctor === undefined ? (
        <div className="stack">
          <p className="home-quiet">{accesses.doctorNone}</p>
          <p>
            <Button onPress={() => onAsk({ act: 'doctor' })}>{accesses.doctorDeclare}</Button>
          </p>
        </div>
      ) : (
        <ul className="list-lines">
          <li>
            <div className="person">
              <p className="person-name">{doctor.displayName}</p>
              <p>{foundFrom(doctor).capacity}</p>
              {doctor.since !== undefined && (
                <p>
                  {accesses.since} <DateText iso={doctor.since} as="day" exact />
                </p>
              )}
              <div className="row">
                <Button small aria-label={accesses.doctorDialog.changeTitle} onPress={() => onAsk({ act: 'doctor' })}>
                  {accesses.doctorChange}
                </Button>
                <Menu
                  label={accesses.moreOf(doctor.displayName)}
                  trigger={<IconButton label={accesses.moreOf(doctor.displayName)} icon={<MoreIcon />} />}
                  choices={[
                    ...more(foundFrom(doctor)),
                    {
                      id: 'end',
                      label: accesses.doctorEnd,
                      danger: true,
                      onAction: () => onAsk({ act: 'end-doctor', id: doctor.id, name: doctor.displayName }),
                    },
                  ]}
                />
              </div>
            </div>
          </li>
        </ul>
      )}
      {administrateurs.length > 0 && (
        <div className="subsection">
          <h3>
            {accesses.adminTitle} <Gloss term={accesses.adminTerm}>{accesses.adminExplained}</Gloss>
          </h3>
          <ul className="list-lines">
            {administrateurs.map((one) => (
              <li key={one.id}>
                <div className="person">
                  <p className="person-name">{one.displayName}</p>
                  <p>{foundFrom(one).capacity}</p>
                  <p>
                    {accesses.since} <DateText iso={one.since} as="day" exact />
                  </p>
                  <div className="row">
                    <Button
                      small
                      aria-label={accesses.adminTakeOf(one.displayName)}
                      onPress={() => onAsk({ act: 'take-admin', id: one.id, name: one.displayName })}
                    >
                      {accesses.adminTake}
                    </Button>
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
