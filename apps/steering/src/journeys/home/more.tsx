// On a phone, the places that do not fit in the bar.

import { ForwardIcon, PageHeader, TextLink } from '@carnet/ui';
import type { ReactNode } from 'react';
import { usePlaces } from '../../frame.tsx';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';

export function More(): ReactNode {
  const { places } = useWords();
  const beyond = usePlaces().filter(({ onPhone }) => onPhone === false);
  usePageTitle(places.more);
  return (
    <>
      <PageHeader title={places.more} />
      <ul className="places">
        {beyond.map(({ href, label, icon }) => (
          <li key={href}>
            <TextLink href={href} className="place-link">
              {icon}
              <span>{label}</span>
              <ForwardIcon />
            </TextLink>
          </li>
        ))}
      </ul>
    </>
  );
}
