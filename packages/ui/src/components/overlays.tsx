// Small things that open over the page: menus, and the bubble that explains a hard word.

import { type ReactNode, Suspense, useRef, useState } from 'react';
import { Button as AriaButton, ButtonContext } from 'react-aria-components/Button';
import { useKitWords } from '../wording/index.ts';
import { BubbleWindow, MenuWindow } from './late-windows.ts';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  /** Second line, smaller. */
  readonly help?: string;
  readonly icon?: ReactNode;
  readonly href?: string;
  readonly onAction?: () => void;
  readonly danger?: boolean;
}

/** `trigger` is a Button of the kit. */
export function Menu({ trigger, choices, label }: { readonly trigger: ReactNode; readonly choices: readonly MenuChoice[]; readonly label: string }): ReactNode {
  const anchor = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<{ readonly isOpen: boolean; readonly fromKeyboard: boolean }>();
  const isOpen = opened?.isOpen ?? false;
  return (
    <>
      <ButtonContext
        value={{
          'ref': anchor,
          'aria-haspopup': 'menu',
          'aria-expanded': isOpen,
          'onPress': ({ pointerType }) => setOpened({ isOpen: true, fromKeyboard: pointerType === 'keyboard' || pointerType === 'virtual' }),
          'onKeyDown': (event) => {
            if (event.key === 'ArrowDown') setOpened({ isOpen: true, fromKeyboard: true });
            else event.continuePropagation();
          },
        }}
      >
        {trigger}
      </ButtonContext>
      {opened !== undefined && (
        <Suspense>
          <MenuWindow {...opened} anchor={anchor} onClose={() => setOpened({ ...opened, isOpen: false })} label={label} choices={choices} />
        </Suspense>
      )}
    </>
  );
}

/** Words that say more of themselves, one press away. */
export function Bubble({
  said,
  label,
  title,
  quietTitle = false,
  children,
}: {
  readonly said: ReactNode;
  readonly label?: string;
  readonly title: string;
  readonly quietTitle?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState<boolean>();
  return (
    <>
      <AriaButton
        ref={anchor}
        className="gloss"
        aria-haspopup="dialog"
        aria-expanded={isOpen ?? false}
        {...(label === undefined ? {} : { 'aria-label': label })}
        onPress={() => setOpen(true)}
      >
        {said}
      </AriaButton>
      {isOpen !== undefined && (
        <Suspense>
          <BubbleWindow anchor={anchor} isOpen={isOpen} onClose={() => setOpen(false)} title={title} quietTitle={quietTitle}>
            {children}
          </BubbleWindow>
        </Suspense>
      )}
    </>
  );
}

/** A word with its explanation one press away. */
export function Gloss({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactNode {
  const words = useKitWords();
  return (
    <Bubble said={term} label={words.glossary.explain(term)} title={term}>
      {children}
    </Bubble>
  );
}
