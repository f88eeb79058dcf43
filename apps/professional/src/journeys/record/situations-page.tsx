// What one looks for in a given situation (A064, A152, A186): the record at a glance narrowed to it, what changes one's acts told first, and one field
// that finds a medicine, an examination or a disease in what documents say. The same reading as the glance: nothing more is asked of the server.

import { type GlanceBlock as Block, type GlanceHead, type GlanceLine, type RecordGlance, type Situation, situations, watchedClasses } from '@carnet/contract';
import { EmptyState, ErrorState, MissingNotice, Notice, Skeleton, Tabs } from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { HeldBack, Papers, PrintButton, PrintedBy, useGlance } from './glance.tsx';
import { GlanceBlock, type OfRecord } from './glance-block.tsx';
import { SituationSearch, isSearched } from './situation-search.tsx';

const headsOf: Readonly<Record<Situation, readonly GlanceHead[]>> = {
  emergency: ['allergies', 'treatments', 'problems', 'results', 'past', 'vaccines'],
  anaesthesia: ['allergies', 'treatments', 'past', 'problems', 'results'],
  heart: ['treatments', 'problems', 'results', 'past', 'allergies'],
  medicines: ['treatments', 'allergies', 'results', 'problems'],
};
const isSituation = (text: string | undefined): text is Situation => situations.some((one) => one === text);

export function SituationsPage({ dossierId, birthDate, inEmergency }: OfRecord & { readonly inEmergency: boolean }): ReactNode {
  const { situations: words } = useWords();
  usePageTitle(words.title);
  const navigate = useNavigate();
  const { situation: named } = useParams();
  const shown = isSituation(named) ? named : inEmergency ? 'emergency' : 'anaesthesia';
  const [sought, search] = useState('');
  const { data, error, refetch } = useGlance(dossierId);
  const record = { dossierId, birthDate };
  return (
    <section className="record-page stack situations" aria-labelledby="situations" tabIndex={0}>
      <h2 id="situations">{words.title}</h2>
      <p className="quiet">{words.lead}</p>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Skeleton shape="text" count={10} />}
      {data !== undefined && (
        <>
          <MissingNotice pages={[data]} />
          <SituationSearch {...record} heads={data.heads} text={sought} onText={search} />
          {!isSearched(sought) && (
            <Tabs
              label={words.tabs}
              selected={shown}
              onSelect={(id) => void navigate(`/dossier/${dossierId}/situations/${id}`, { replace: true, preventScrollReset: true })}
              faces={situations.map((id) => ({ id, label: words.names[id], children: <Situated {...record} data={data} situation={id} /> }))}
            />
          )}
        </>
      )}
    </section>
  );
}

function Situated({ data, situation, ...record }: OfRecord & { readonly data: RecordGlance; readonly situation: Situation }): ReactNode {
  const { glance } = useWords();
  return (
    <div className="glance">
      <HeldBack data={data} dossierId={record.dossierId} />
      {situation === 'emergency' && <Papers data={data} dossierId={record.dossierId} />}
      {data.read === 0 ? (
        <EmptyState drawing="page" title={glance.nothing.title} level={3}>
          <p>{glance.nothing.why}</p>
        </EmptyState>
      ) : (
        <>
          <ToldFirst block={data.heads.treatments} situation={situation} />
          {headsOf[situation].map((head) => (
            <Narrowed key={head} head={head} block={data.heads[head]} situation={situation} {...record} />
          ))}
          {data.more && <p className="small quiet">{glance.bounded}</p>}
          <PrintedBy />
          <PrintButton />
        </>
      )}
    </div>
  );
}

/** By class, those that are going on before those that are not said any more: an antithrombotic nobody wrote of for a year may still be taken. */
function ToldFirst({ block: { lines, former }, situation }: { readonly block: Block; readonly situation: Situation }): ReactNode {
  const { situations: words, glance } = useWords();
  const watched = (all: readonly GlanceLine[]): readonly GlanceLine[] => all.filter(({ watch }) => watch?.in.includes(situation));
  const classes = Map.groupBy(
    [
      ...watched(lines).map((line) => ({ class: line.watch!.class, label: line.label })),
      ...watched(former).map((line) => ({ class: line.watch!.class, label: words.first.former(line.label) })),
    ],
    (one) => one.class,
  );
  if (classes.size === 0) return <Notice tone="info">{words.first.none}</Notice>;
  return (
    <Notice tone="warning" title={words.first.title}>
      <dl className="told-first">
        {watchedClasses
          .filter((name) => classes.has(name))
          .map((name) => (
            <div key={name}>
              <dt>{glance.classes[name]}</dt>
              <dd>
                {classes
                  .get(name)!
                  .map(({ label }) => label)
                  .join(', ')}
              </dd>
            </div>
          ))}
      </dl>
    </Notice>
  );
}

function Narrowed({
  head,
  block,
  situation,
  ...record
}: OfRecord & { readonly head: GlanceHead; readonly block: Block; readonly situation: Situation }): ReactNode {
  const { situations: words } = useWords();
  const counts = ({ counts: all }: GlanceLine): boolean => all.includes(situation);
  const isFirst = ({ watch }: GlanceLine): boolean => watch?.in.includes(situation) === true;
  const lines = block.lines.filter(counts).toSorted((one, other) => Number(isFirst(other)) - Number(isFirst(one)));
  const former = block.former.filter(counts);
  const left = block.lines.length + block.former.length - lines.length - former.length;
  return (
    <>
      <GlanceBlock head={head} block={{ ...block, lines, former, total: block.total - left }} {...(left > 0 ? { silent: words.nothing } : {})} {...record} />
      {left > 0 && <p className="small quiet no-print">{words.left(left)}</p>}
    </>
  );
}
