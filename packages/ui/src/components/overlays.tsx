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

/** Where the focus goes as it opens: the choice nearest to the arrow that was pressed, or the menu as a whole. */
export type MenuFocus = 'first' | 'last' | 'menu';

/** `trigger` is a Button of the kit. */
export function Menu({ trigger, choices, label }: { readonly trigger: ReactNode; readonly choices: readonly MenuChoice[]; readonly label: string }): ReactNode {
  const anchor = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<{ readonly isOpen: boolean; readonly focus: MenuFocus }>();
  const isOpen = opened?.isOpen ?? false;
  return (
    <>
      <ButtonContext
        value={{
          'ref': anchor,
          'aria-haspopup': 'menu',
          'aria-expanded': isOpen,
          'onPress': ({ pointerType }) => setOpened({ isOpen: true, focus: pointerType === 'keyboard' || pointerType === 'virtual' ? 'first' : 'menu' }),
          'onKeyDown': (event) => {
            if (event.key === 'ArrowDown') setOpened({ isOpen: true, focus: 'first' });
            else if (event.key === 'ArrowUp') setOpened({ isOpen: true, focus: 'last' });
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
