// Pinning: a press on a row, or on the document; what is pinned stands on top of the lists it is in.

import type { DocumentSummary } from '@carnet/contract';
import { Button, DocumentRow, IconButton, PinIcon, UnpinIcon, documentName, useKitWords } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, createContext, useContext, useMemo } from 'react';
import { useArrangeAndSay, useArrangement } from '../../arrangement.ts';
import { type ListPlace, documentHref } from '../documents/places.ts';
import './binders.css';

interface Pins {
  readonly pinned: ReadonlySet<string>;
  readonly toggle: (document: Pick<DocumentSummary, 'id'>) => void;
}
const PinsContext = createContext<Pins | undefined>(undefined);

function usePins(): Pins | undefined {
  const { binders } = useWords();
  const { arrangement, isKnown } = useArrangement();
  const say = useArrangeAndSay();
  const pinned = useMemo(() => new Set(arrangement.pinned.map(({ id }) => id)), [arrangement.pinned]);
  if (!isKnown) return undefined;
  return {
    pinned,
    toggle: ({ id }) => void (pinned.has(id) ? say({ act: 'unpin', document: id }, binders.unpinned) : say({ act: 'pin', document: id }, binders.pinned)),
  };
}

/** Around the rows of a list: ten thousand of them ask one question. */
export function PinsOfList({ children }: { readonly children: ReactNode }): ReactNode {
  return <PinsContext value={usePins()}>{children}</PinsContext>;
}

/** At the end of a row. */
export function RowPin({ document }: { readonly document: DocumentSummary }): ReactNode {
  const pins = useContext(PinsContext);
  const { binders } = useWords();
  const kit = useKitWords();
  if (pins === undefined) return null;
  const isPinned = pins.pinned.has(document.id);
  // Ten reports of one type are told apart by what is beside their name.
  const said = documentName(kit, document);
  const name = said.beside === undefined ? said.name : `${said.name}, ${said.beside}`;
  return (
    <span className="row-pin" data-pinned={isPinned ? '' : undefined}>
      <IconButton
        label={isPinned ? binders.unpinOf(name) : binders.pinOf(name)}
        icon={isPinned ? <UnpinIcon /> : <PinIcon />}
        onPress={() => pins.toggle(document)}
      />
    </span>
  );
}

/** On the document. */
export function PinButton({ document }: { readonly document: Pick<DocumentSummary, 'id'> }): ReactNode {
  const pins = usePins();
  const { binders } = useWords();
  if (pins === undefined) return null;
  const isPinned = pins.pinned.has(document.id);
  return (
    <Button icon={isPinned ? <UnpinIcon /> : <PinIcon />} onPress={() => pins.toggle(document)}>
      {isPinned ? binders.unpin : binders.pin}
    </Button>
  );
}

/** Those of this list, before all of it. */
export function Pinned({ place }: { readonly place: ListPlace }): ReactNode {
  const { binders } = useWords();
  const { arrangement } = useArrangement();
  const inBinder = arrangement.binders.find(({ id }) => id === place.binder)?.documents;
  const here = arrangement.pinned.filter(
    ({ id, space, depositor }) =>
      (place.space === undefined || space === place.space) &&
      (place.view !== 'les-miens' || depositor === 'patient') &&
      (place.binder === undefined || inBinder?.includes(id) === true),
  );
  if (here.length === 0) return null;
  return (
    <section className="pinned" aria-labelledby="epingles">
      <h2 id="epingles" className="list-year">
        {binders.pinnedTitle}
      </h2>
      <ul className="document-list" data-roomy="">
        {here.map((document) => (
          <li key={document.id} className="pinnable">
            <DocumentRow document={document} href={documentHref(document.id, place)} />
            <RowPin document={document} />
          </li>
        ))}
      </ul>
    </section>
  );
}
