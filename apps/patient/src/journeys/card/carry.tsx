// What a card is carried on: paper of two sizes, an image for the locked screen, this device.

import type { CardLanguage, MadeCard } from '@carnet/contract';
import { Button, DownloadIcon, PrintIcon, TextLink, useAnnounce } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { canKeep, keepCard } from './kept-card.ts';
import { forgetKept, isKept } from './kept-mark.ts';
import { lockImage } from './lock-image.ts';

/** The sheet is chosen by this page's styles: the browser proposes it. */
function printOn(sheet: 'a6' | 'a4'): void {
  document.documentElement.dataset['print'] = sheet;
  addEventListener('afterprint', () => delete document.documentElement.dataset['print'], { once: true });
  print();
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export function Carry({ card, language }: { readonly card: MadeCard; readonly language: CardLanguage }): ReactNode {
  const { current } = useWords().card;
  const announce = useAnnounce();
  const [kept, setKept] = useState(isKept);
  const means = useRef<HTMLDivElement>(null);
  const was = useRef(kept);
  // What was pressed is gone: what it gave, or took back, stands elsewhere among these.
  useEffect(() => {
    if (was.current === kept) return;
    was.current = kept;
    if (document.activeElement !== document.body) return;
    const places = means.current?.querySelectorAll<HTMLElement>(kept ? 'a' : 'button') ?? [];
    [...places].at(-1)?.focus();
  }, [kept]);
  const image = useMutation({
    mutationFn: () => lockImage(card, language),
    onSuccess: (blob) => save(blob, current.imageName),
    onError: () => announce(current.imageFailed, 'danger'),
    networkMode: 'always',
  });
  const keeping = useMutation({
    mutationFn: ({ content, madeAt, until, token }: MadeCard) => keepCard({ content, madeAt, until, token }),
    onSuccess: () => {
      setKept(true);
      announce(current.keptNow);
    },
    onError: () => announce(current.keepFailed, 'danger'),
    networkMode: 'always',
  });
  const forget = (): void => {
    forgetKept();
    setKept(false);
    announce(current.forgotten);
  };
  return (
    <div ref={means} className="stack-s no-print">
      <p className="row acts">
        <Button icon={<PrintIcon />} onPress={() => printOn('a6')}>
          {current.printSmall}
        </Button>
        <Button icon={<PrintIcon />} onPress={() => printOn('a4')}>
          {current.printPage}
        </Button>
        <Button icon={<DownloadIcon />} isPending={image.isPending} onPress={() => image.mutate()}>
          {current.image}
        </Button>
        {canKeep() && !kept && (
          <Button isPending={keeping.isPending} onPress={() => keeping.mutate(card)}>
            {current.keep}
          </Button>
        )}
      </p>
      {kept && (
        <p className="row">
          <span className="quiet">{current.kept}</span>
          <TextLink href="/ma-carte">{current.see}</TextLink>
          <Button kind="quiet" small onPress={forget}>
            {current.forget}
          </Button>
        </p>
      )}
    </div>
  );
}
