// Measures of health: one line for each kind, its last value, and a button that adds one. Those that are followed come first.

import { type Curve, type MeasureKind, measureKindCodes, rowOfKind } from '@carnet/contract';
import { AddIcon, Badge, Button, DateText, EmptyState, ErrorState, MaskIcon, PageHeader, Skeleton, Switch, TextLink, useLanguage, valueText } from '@carnet/ui';
import { of } from '@carnet/ui/wording/of-name';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useMay, useOpenRecord } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { MeasureDialog } from './measure-dialog.tsx';
import { useChoice } from './use-choice.ts';

const enterable = measureKindCodes.filter((kind) => rowOfKind(kind).computed !== true);

export default function Measures(): ReactNode {
  const { measures } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const may = useMay();
  const read = useQuery(queries.measures(useDossierId()));
  const choice = useChoice();
  const [adding, setAdding] = useState<MeasureKind | undefined>(undefined);
  const title = isOwn ? measures.mine : measures.titleOf(of(firstName));
  usePageTitle(title);
  const curves = read.data?.curves ?? [];
  const known = curves.map(({ kind }) => kind);
  return (
    <>
      <PageHeader title={title} lead={<p>{measures.lead}</p>} />
      {read.isPending && <Skeleton count={5} />}
      {read.isError && read.data === undefined && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data !== undefined && (
        <div className="stack">
          {curves.length === 0 && (
            <EmptyState drawing="page" title={measures.empty.title} level={2}>
              <p>{measures.empty.body}</p>
            </EmptyState>
          )}
          {curves.length > 0 && (
            <ul className="list-lines">
              {curves.map((curve) => (
                <Line key={curve.kind} kind={curve.kind} curve={curve} hidden={read.data.hidden?.includes(curve.kind) === true} onAdd={setAdding} />
              ))}
            </ul>
          )}
          {may('write-measures') && (
            <section className="stack">
              {curves.length > 0 && <h2>{measures.others}</h2>}
              <ul className="list-lines">
                {enterable
                  .filter((kind) => !known.includes(kind))
                  .map((kind) => (
                    <Line key={kind} kind={kind} hidden={read.data.hidden?.includes(kind) === true} onAdd={setAdding} />
                  ))}
              </ul>
            </section>
          )}
          {may('manage-accesses') && (
            <Switch
              isSelected={read.data.fromDocuments}
              isReadOnly={choice.isPending}
              help={measures.fromDocumentsHelp}
              onChange={(fromDocuments) => choice.mutate({ fromDocuments })}
            >
              {measures.fromDocuments}
            </Switch>
          )}
          {adding !== undefined && <MeasureDialog kind={adding} onClose={() => setAdding(undefined)} />}
        </div>
      )}
    </>
  );
}

function Line({
  kind,
  curve,
  hidden,
  onAdd,
}: {
  readonly kind: MeasureKind;
  readonly curve?: Curve;
  readonly hidden: boolean;
  readonly onAdd: (kind: MeasureKind) => void;
}): ReactNode {
  const { measures } = useWords();
  const { language } = useLanguage();
  const may = useMay();
  const [last] = curve?.points ?? [];
  return (
    <li>
      <div className="health-line">
        {curve === undefined ? (
          <h3>{measures.kinds[kind]}</h3>
        ) : (
          <h2>
            <TextLink href={`/ma-sante/mesures/${kind}`}>{measures.kinds[kind]}</TextLink>
          </h2>
        )}
        <div className="health-value" data-unsaid={last === undefined ? '' : undefined}>
          {last === undefined ? (
            measures.none
          ) : (
            <>
              <strong className="measure-value">{valueText(kind, last, measures, language)}</strong>{' '}
              <span className="small quiet">
                <DateText iso={last.at} />
              </span>
            </>
          )}
          {hidden && (
            <>
              {' '}
              <Badge icon={<MaskIcon />}>{measures.hidden}</Badge>
            </>
          )}
        </div>
        {may('write-measures') && rowOfKind(kind).computed !== true && (
          <Button small icon={<AddIcon />} aria-label={measures.addTo(measures.kinds[kind])} onPress={() => onAdd(kind)}>
            {measures.add}
          </Button>
        )}
      </div>
    </li>
  );
}
