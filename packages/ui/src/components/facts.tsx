// Single facts: an identifier grouped for reading and copied without spaces, a date as people say it with the exact one a press away.

import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDay, formatExact, formatRelative, formatRelativeDay, useKitWords, useLanguage } from '../wording/index.ts';
import { IconButton } from './button.tsx';
import { useAnnounce } from './messages.tsx';
import { Bubble } from './overlays.tsx';

export type IdentifierKind = 'ins' | 'rpps' | 'finess' | 'plain';

/** INS `2 79 03 51 215 189 89`, RPPS `801 234 567 89`; the shape is for the eye only. */
export function groupIdentifier(value: string, kind: IdentifierKind): string {
  const bare = value.replaceAll(/\s/g, '');
  if (kind === 'ins')
    return bare.replace(/^(\d)(\d{2})(\d{2})(\d[\dAB])(\d{3})(\d{3})(\d{2})?$/, (_all, ...parts: (string | undefined)[]) =>
      parts
        .slice(0, 7)
        .filter((part) => part !== undefined)
        .join(' '),
    );
  if (kind === 'rpps') return bare.replace(/^(\d{1,3})(\d{4})(\d{4})$/, '$1 $2 $3');
  if (kind === 'finess') return bare.replaceAll(/(.{3})(?=.)/g, '$1 ');
  return bare;
}

/** `name` says what the number is, for the copy button ("l’identifiant de santé"). */
export function Identifier({
  value,
  kind,
  name,
  copy = true,
}: {
  readonly value: string;
  readonly kind: IdentifierKind;
  readonly name: string;
  readonly copy?: boolean;
}): ReactNode {
  const words = useKitWords();
  const announce = useAnnounce();
  const bare = value.replaceAll(/\s/g, '');
  return (
    <span className="identifier">
      <span
        className="identifier-value"
        onCopy={(event) => {
          event.clipboardData.setData('text/plain', bare);
          event.preventDefault();
        }}
      >
        {groupIdentifier(value, kind)}
      </span>
      {copy && (
        <IconButton
          label={words.identifier.copy(name)}
          icon={<Copy />}
          onPress={() =>
            void navigator.clipboard.writeText(bare).then(
              () => announce(words.identifier.copied),
              () => announce(words.identifier.notCopied, 'warning'),
            )
          }
        />
      )}
    </span>
  );
}

interface DateProps {
  readonly iso: string;
  /** `relative`: "hier"; `day`: always the day; `moment`: "hier à 14 h 05". */
  readonly as?: 'relative' | 'day' | 'moment';
  /** The exact date opens on a press. Not inside a link. */
  readonly exact?: boolean;
}

export function DateText({ iso, as = 'relative', exact = false }: DateProps): ReactNode {
  const { language } = useLanguage();
  const words = useKitWords();
  const said = as === 'day' ? formatDay(iso, language) : as === 'moment' ? formatRelative(iso, language, words) : formatRelativeDay(iso, language, words);
  const full = formatExact(iso, language, words);
  const time = (
    <time dateTime={iso} title={full}>
      {said}
    </time>
  );
  if (!exact) return time;
  return (
    <Bubble said={time} title={words.date.exact} quietTitle>
      {full}
    </Bubble>
  );
}

/** Facts in pairs, as a description list. */
export function Facts({ facts }: { readonly facts: readonly { readonly term: string; readonly value: ReactNode }[] }): ReactNode {
  return (
    <dl className="facts">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
