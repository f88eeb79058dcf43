// The record at a glance (A149): what its documents say in codes, each line with the documents it comes from. Beside the list where no document is
// open; folded above it on a narrow screen, its allergies in sight. Read once for each opening of the record: each reading is traced.

import type { GlanceHead, RecordGlance } from '@carnet/contract';
import {
  Button,
  EmptyState,
  ErrorState,
  MissingNotice,
  Notice,
  PrintIcon,
  Skeleton,
  TextLink,
  formatDay,
  formatExact,
  serverNow,
  useKitWords,
  useLanguage,
} from '@carnet/ui';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { readGlance } from '../../api.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { usePlaces } from './criteria.ts';
import { Expected } from './expected.tsx';
import { GlanceBlock, SourceLink } from './glance-block.tsx';

const headOrder: readonly GlanceHead[] = ['allergies', 'treatments', 'problems', 'results', 'past', 'vaccines'];

interface GlanceProps {
  readonly dossierId: string;
  readonly birthDate: string;
}

export const useGlance = (dossierId: string): UseQueryResult<RecordGlance> =>
  useQuery({ queryKey: ['dossier', dossierId, 'glance'], queryFn: () => readGlance(dossierId), staleTime: Infinity });

export function GlancePane({ dossierId, birthDate }: GlanceProps): ReactNode {
  const { glance } = useWords();
  const read = useGlance(dossierId);
  return (
    <section className="glance" aria-labelledby="glance" tabIndex={0}>
      <div className="glance-top">
        <h2 id="glance">{glance.title}</h2>
        {read.data !== undefined && read.data.read > 0 && <PrintButton />}
      </div>
      <Content dossierId={dossierId} birthDate={birthDate} read={read} />
      <p className="small quiet no-print">{glance.choose}</p>
    </section>
  );
}

export function GlanceFold({ dossierId, birthDate }: GlanceProps): ReactNode {
  const { glance } = useWords();
  const read = useGlance(dossierId);
  const [open, setOpen] = useState(false);
  return (
    <details className="glance-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{glance.title}</h2>
        {read.data !== undefined && <span className="glance-short">{shortOf(read.data, glance)}</span>}
      </summary>
      {open && (
        <section className="glance" aria-label={glance.region}>
          <Content dossierId={dossierId} birthDate={birthDate} read={read} />
          {read.data !== undefined && read.data.read > 0 && <PrintButton />}
        </section>
      )}
    </details>
  );
}

/** What is seen before unfolding: the allergies, or that none is known, or that nobody says. */
function shortOf({ heads: { allergies } }: RecordGlance, words: ReturnType<typeof useWords>['glance']): string {
  const { lines, none } = allergies;
  const said = lines.length > 0 ? lines.map(({ label }) => label).join(', ') : none.some(({ whole }) => whole) ? words.none.allergies : words.notSaid;
  return words.short(words.heads.allergies, said);
}

export function PrintButton(): ReactNode {
  const { glance } = useWords();
  return (
    <div className="no-print">
      <Button small icon={<PrintIcon />} onPress={() => print()}>
        {glance.print}
      </Button>
    </div>
  );
}

function Content({ dossierId, birthDate, read }: GlanceProps & { readonly read: UseQueryResult<RecordGlance> }): ReactNode {
  const { glance } = useWords();
  const { data, error, refetch } = read;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} level={2} />;
  if (data === undefined) return <Skeleton shape="text" count={10} />;
  return (
    <>
      <MissingNotice pages={[data]} />
      <HeldBack data={data} dossierId={dossierId} />
      <Papers data={data} dossierId={dossierId} />
      {data.read === 0 ? (
        <EmptyState drawing="page" title={glance.nothing.title} level={3}>
          <p>{glance.nothing.why}</p>
        </EmptyState>
      ) : (
        <>
          <p className="small quiet">{glance.lead(data.read)}</p>
          {headOrder.map((head) => (
            <GlanceBlock key={head} head={head} block={data.heads[head]} dossierId={dossierId} birthDate={birthDate} />
          ))}
          {data.more && <p className="small quiet">{glance.bounded}</p>}
          <PrintedBy />
        </>
      )}
      <Expected dossierId={dossierId} expected={data.expected} />
    </>
  );
}

/** What is not announced yet is opened after its own warning, and stands on no screen a patient may see. */
export function HeldBack({ data: { heldBack }, dossierId }: { readonly data: RecordGlance; readonly dossierId: string }): ReactNode {
  const { glance } = useWords();
  if (heldBack.length === 0) return null;
  return (
    <div className="no-print">
      <Notice tone="info" title={glance.heldBack.title(heldBack.length)}>
        <p>{glance.heldBack.why}</p>
        <ul className="glance-held">
          {heldBack.map((source) => (
            <li key={source.id}>
              <SourceLink dossierId={dossierId} source={source} />
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

export function Papers({ data: { papers }, dossierId }: { readonly data: RecordGlance; readonly dossierId: string }): ReactNode {
  const { glance } = useWords();
  const { language } = useLanguage();
  const places = usePlaces(dossierId);
  if (papers.length === 0) return null;
  return (
    <section className="glance-block" aria-labelledby="glance-papers">
      <h3 id="glance-papers">{glance.papers}</h3>
      <ul className="glance-papers">
        {papers.map(({ id, title, typeLabel, at }) => (
          <li key={id}>
            <TextLink href={places.document(id)}>{title}</TextLink>{' '}
            <span className="small quiet">
              {typeLabel === title ? '' : `${typeLabel} · `}
              {formatDay(at, language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function PrintedBy(): ReactNode {
  const { glance } = useWords();
  const { language } = useLanguage();
  const kit = useKitWords();
  const { displayName } = useProfessional();
  return <p className="small print-only">{glance.printedOn(formatExact(serverNow().toISOString(), language, kit), displayName)}</p>;
}
