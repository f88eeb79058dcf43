// What narrows and orders a list: one field over all that a row says, its types and its years with how many there are of each, the two heaps one
// looks for most. On a narrow screen one line, that opens: the first document comes first.

import { Button, FilterIcon, Gloss, TextLink, arrived, useMedia, whenIdle } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, Suspense, lazy, useEffect, useId, useState } from 'react';
import type { ListToolsProps } from './list-fields.tsx';
import { waysOf } from './narrowed.ts';
import { useReimbursementsHidden } from './reimbursements-hidden.ts';
import './list-tools.css';

/** Lists to choose from weigh more than the list of documents, which comes first. */
const fetchFields = () => arrived(import('./list-fields.tsx'));
const Fields = lazy(fetchFields);

export function ListTools(props: ListToolsProps): ReactNode {
  const { place, list, sought, narrowed } = props;
  const { counters, reimbursementsHidden, search } = useWords().documents;
  const wide = useMedia('(min-width: 62rem)');
  const [opened, setOpened] = useState(false);
  const id = useId();
  const ways = waysOf(sought, place);
  const found = narrowed.documents.length;
  const areHidden = useReimbursementsHidden(place.space);
  const masked = areHidden ? list.total : list.masked;
  useEffect(() => whenIdle(() => fetchFields().catch(() => undefined)), []);
  return (
    <div className="list-head">
      <div className="list-line">
        <p className="counters">
          <Gloss term={counters.line(list.total - masked, list.total)}>{counters.explained(masked)}</Gloss>
        </p>
        {!wide && (
          <Button icon={<FilterIcon />} small aria-expanded={opened} aria-controls={id} onPress={() => setOpened(!opened)}>
            {search.open(ways)}
          </Button>
        )}
      </div>
      {areHidden && (
        <p className="quiet">
          {reimbursementsHidden.says} <TextLink href="/acces">{reimbursementsHidden.change}</TextLink>
        </p>
      )}
      <search id={id} className="list-search" aria-label={search.label} hidden={!wide && !opened}>
        {(wide || opened) && (
          <Suspense fallback={<div className="list-fields-coming" />}>
            <Fields {...props} wide={wide} />
          </Suspense>
        )}
      </search>
      <p role="status" className="quiet">
        {ways > 0 && (list.gathering ? search.reading(found, list.documents.length, list.total) : search.found(found))}
      </p>
    </div>
  );
}
