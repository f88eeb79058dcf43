// A page that this card does not open, and whose it is.

import { EmptyState, LinkButton } from '@carnet/ui';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';

export function ClosedToThem(): ReactNode {
  const { closed } = useWords().openings;
  usePageTitle(closed.title);
  return (
    <EmptyState
      level={1}
      drawing="people"
      title={closed.title}
      actions={
        <LinkButton href="/" kind="primary">
          {closed.action}
        </LinkButton>
      }
    >
      <p>{closed.why}</p>
    </EmptyState>
  );
}
