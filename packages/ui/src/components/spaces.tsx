// The nine spaces: an icon and a word each, in the order the law's catalogue gives them. No colour tells them apart.

import type { Spaces } from '@carnet/contract';
import { BookOpenText, FileText, NotebookPen, Pill, ReceiptEuro, ScanLine, ShieldPlus, Stamp, TestTubes } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKitWords } from '../wording/index.ts';
import { NewBadge } from './badge.tsx';
import { TextLink } from './button.tsx';

export type SpaceName = Spaces['spaces'][number]['space'];

const icons: Readonly<Record<SpaceName, ReactNode>> = {
  'synthese': <BookOpenText />,
  'traitement': <Pill />,
  'analyses': <TestTubes />,
  'imagerie': <ScanLine />,
  'comptes-rendus': <FileText />,
  'prevention': <ShieldPlus />,
  'certificats': <Stamp />,
  'remboursements': <ReceiptEuro />,
  'espace-personnel': <NotebookPen />,
};

export const SpaceIcon = ({ space }: { readonly space: SpaceName }): ReactNode => icons[space];

/** The table of contents of the notebook. `href` says where each space opens. */
export function SpaceList({ spaces, href }: { readonly spaces: Spaces['spaces']; readonly href: (space: SpaceName) => string }): ReactNode {
  const words = useKitWords();
  return (
    <ul className="space-list">
      {spaces.map(({ space, total, unseen }) => (
        <li key={space}>
          <TextLink href={href(space)} className="space-tile">
            <span className="space-icon">{icons[space]}</span>
            <span className="space-words">
              <span className="space-name">{words.spaces[space]}</span>
              <span className="space-count">{words.spaceCount(total)}</span>
            </span>
            {unseen > 0 && <NewBadge>{words.spaceNew(unseen)}</NewBadge>}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
