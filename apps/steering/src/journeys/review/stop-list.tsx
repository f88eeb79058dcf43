// Look-ups by INS that were stopped: who, how many INS were missed, until when; and the way to lift a stop, with a reason.

import type { Stop } from '@carnet/contract';
import { reasonLength } from '@carnet/contract/steering-limits';
import { Badge, BlockedIcon, Button, ConfirmDialog, DateText, TextArea, formatDay, formatTime, useAnnounce, useLanguage } from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { liftStop, readStops } from '../../api.ts';
import { useWords } from '../../words.ts';
import { ReviewTable } from './review-table.tsx';

export function StopList(): ReactNode {
  const { review } = useWords();
  const [lifting, setLifting] = useState<Stop | undefined>(undefined);
  const list = useQuery({ queryKey: ['review', 'stops'], queryFn: readStops });
  return (
    <div className="stack">
      <ReviewTable query={list} rows={list.data?.stops} caption={review.faces.stops} columns={review.stopColumns} empty={review.noStop} drawing="door">
        {(stop) => <Row key={`${stop.kind} ${stop.id} ${stop.at}`} stop={stop} onLift={() => setLifting(stop)} />}
      </ReviewTable>
      {lifting !== undefined && <LiftDialog stop={lifting} onClose={() => setLifting(undefined)} />}
    </div>
  );
}

function Row({ stop, onLift }: { readonly stop: Stop; readonly onLift: () => void }): ReactNode {
  const { review } = useWords();
  const { language } = useLanguage();
  const { stopColumns: columns } = review;
  return (
    <tr>
      <th scope="row" data-label={columns.who}>
        {stop.name ?? stop.id}
        <span className="beside">
          {review.stopKinds[stop.kind]} {stop.id}
        </span>
      </th>
      <td data-label={columns.at}>
        <DateText iso={stop.at} as="moment" exact />
      </td>
      <td data-label={columns.misses}>{stop.misses}</td>
      <td data-label={columns.state}>
        {stop.holds && (
          <>
            <Badge tone="danger" icon={<BlockedIcon />}>
              {review.until(`${formatDay(stop.until, language)}, ${formatTime(stop.until, language)}`)}
            </Badge>
            <span className="beside">
              <Button small aria-label={review.liftOf(stop.name ?? stop.id)} onPress={onLift}>
                {review.lift}
              </Button>
            </span>
          </>
        )}
        {!stop.holds && stop.lifted === undefined && review.ended}
        {stop.lifted !== undefined && review.liftedBy(stop.lifted.by, stop.lifted.reason)}
      </td>
    </tr>
  );
}

function LiftDialog({ stop, onClose }: { readonly stop: Stop; readonly onClose: () => void }): ReactNode {
  const { review } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < reasonLength.minimum;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={review.liftOf(stop.name ?? stop.id)}
      confirmLabel={review.lift}
      isComplete={() => {
        setTried(true);
        return !short;
      }}
      onConfirm={async () => {
        await liftStop(stop, reason.trim());
        announce(review.lifted);
        await client.invalidateQueries({ queryKey: ['review', 'stops'] });
      }}
    >
      <p>{review.liftWhat}</p>
      <TextArea label={review.reason} value={reason} onChange={setReason} error={tried && short ? review.textWrong(reasonLength.minimum) : undefined} />
    </ConfirmDialog>
  );
}
