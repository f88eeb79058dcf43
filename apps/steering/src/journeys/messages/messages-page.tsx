// Messages that were given up: what refused them, and sending again one or all of them. Never whose they were.

import type { DeadLetters } from '@carnet/contract';
import { Button, DateText, PageHeader, ProblemNotice, useAnnounce } from '@carnet/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readDeadLetters, sendDeadLetters } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { ReviewTable } from '../review/review-table.tsx';

type Letter = DeadLetters['letters'][number];

export function MessagesPage(): ReactNode {
  const { messages } = useWords();
  usePageTitle(messages.title);
  const announce = useAnnounce();
  const client = useQueryClient();
  const list = useQuery({ queryKey: ['dead-letters'], queryFn: readDeadLetters });
  const again = useMutation({
    mutationFn: sendDeadLetters,
    onSuccess: ({ count }) => announce(messages.sent(count)),
    onSettled: () => client.invalidateQueries({ queryKey: ['dead-letters'] }),
  });
  const { letters, total } = list.data ?? {};
  return (
    <>
      <PageHeader
        title={messages.title}
        lead={messages.lead}
        actions={
          total !== undefined &&
          total > 1 && (
            <Button isPending={again.isPending} onPress={() => again.mutate(undefined)}>
              {messages.sendAll}
            </Button>
          )
        }
      />
      {again.isError && <ProblemNotice error={again.error} />}
      <ReviewTable query={list} rows={letters} caption={messages.caption} columns={messages.columns} empty={messages.none} drawing="letter">
        {(letter) => (
          <Row key={letter.batch} letter={letter} onAgain={() => again.mutate(letter.batch)} isPending={again.isPending && again.variables === letter.batch} />
        )}
      </ReviewTable>
      {letters !== undefined && total !== undefined && total > letters.length && <p className="quiet">{messages.shown(letters.length, total)}</p>}
    </>
  );
}

function Row({ letter, onAgain, isPending }: { readonly letter: Letter; readonly onAgain: () => void; readonly isPending: boolean }): ReactNode {
  const { messages } = useWords();
  const { columns, kinds } = messages;
  return (
    <tr>
      <th scope="row" data-label={columns.what}>
        <span>{messages.channels[letter.channel]}</span>
        <span className="beside">{[...letter.kinds.map((kind) => kinds[kind]), ...(letter.count > 1 ? [messages.notices(letter.count)] : [])].join(', ')}</span>
      </th>
      <td data-label={columns.when}>
        <DateText iso={letter.writtenAt} as="moment" />
      </td>
      <td data-label={columns.why}>
        <span>{letter.why ?? messages.unknownWhy}</span>
        <span className="beside">{messages.attempts(letter.attempts)}</span>
      </td>
      <td data-label={columns.act}>
        <Button small isPending={isPending} onPress={onAgain}>
          {messages.sendAgain}
        </Button>
      </td>
    </tr>
  );
}
