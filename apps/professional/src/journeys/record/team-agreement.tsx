// What a secretary does with a patient: records the agreement given to the care team, or prolongs it. Never for a person, and nothing is opened.

import type { DossierStatus } from '@carnet/contract';
import { EmptyState, LinkButton, Notice, formatDay, useLanguage } from '@carnet/ui';
import { type ReactNode, useRef, useState } from 'react';
import { lastMoment } from '../../last-moment.ts';
import { usePageTitle } from '../../page-title.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { Agreement } from './agreement.tsx';

export function TeamAgreement({ status: found, dossierId }: { readonly status: DossierStatus; readonly dossierId: string }): ReactNode {
  const { authorisation, care } = useWords();
  const { secretariat } = care;
  const { language } = useLanguage();
  const { structure } = useProfessional();
  const [status, setStatus] = useState(found);
  const told = useRef<HTMLDivElement>(null);
  if (structure === undefined)
    return (
      <EmptyState level={2} drawing="people" title={secretariat.noStructure.title}>
        <p>{secretariat.noStructure.why}</p>
      </EmptyState>
    );
  const { until } = status;
  return (
    <section className="authorisation stack" aria-label={authorisation.heading}>
      {until !== undefined && (
        <div ref={told} tabIndex={-1}>
          <Notice tone="success" title={secretariat.valid.title}>
            <p>{secretariat.valid.until(formatDay(lastMoment(until), language))}</p>
          </Notice>
        </div>
      )}
      <Agreement
        key={until}
        dossierId={dossierId}
        choices={['my-structure']}
        action={secretariat.action}
        onRecorded={(recorded) => {
          setStatus(recorded);
          // What was asked is begun anew: until when it now holds is what is read next.
          requestAnimationFrame(() => told.current?.focus());
        }}
      />
    </section>
  );
}

/** A place of the app where a secretary has nothing to read. */
export function ClosedToSecretariat(): ReactNode {
  const { closedToYou } = useWords().care.secretariat;
  usePageTitle(closedToYou.title);
  return (
    <EmptyState
      level={1}
      drawing="people"
      title={closedToYou.title}
      actions={
        <LinkButton href="/" kind="primary">
          {closedToYou.action}
        </LinkButton>
      }
    >
      <p>{closedToYou.why}</p>
    </EmptyState>
  );
}
