// What stands over a page, fetched when the page is there: dialogs, menus, bubbles, and how each takes the focus, keeps it and gives it back.
// None is part of what a page needs to be read.

import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useId } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Menu as AriaMenu, MenuItem as AriaMenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Popover } from 'react-aria-components/Popover';
import { useKitWords } from '../wording/index.ts';
import { IconButton } from './button.tsx';
import { useForgetSaid } from './messages.tsx';
import type { DialogProps } from './dialog.tsx';
import type { MenuChoice, MenuFocus } from './overlays.tsx';

export function DialogWindow({ isOpen, onClose, title, children, actions, mustAnswer = false, size = 'normal' }: DialogProps): ReactNode {
  const words = useKitWords();
  const forget = useForgetSaid();
  useEffect(() => {
    if (isOpen) forget();
  }, [isOpen, forget]);
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={mustAnswer}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="modal" data-size={size}>
        <AriaDialog className="dialog" role={mustAnswer ? 'alertdialog' : 'dialog'}>
          <header className="dialog-header">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!mustAnswer && <IconButton label={words.close} icon={<X />} onPress={onClose} />}
          </header>
          <div className="dialog-body stack">{children}</div>
          {actions !== undefined && <footer className="dialog-actions">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Anchored {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function MenuWindow({
  anchor,
  isOpen,
  onClose,
  focus,
  label,
  choices,
}: Anchored & { readonly focus: MenuFocus; readonly label: string; readonly choices: readonly MenuChoice[] }): ReactNode {
  return (
    <Popover
      className="popover"
      aria-label={label}
      placement="bottom end"
      trigger="MenuTrigger"
      triggerRef={anchor}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
    >
      <AriaMenu className="list-box" aria-label={label} autoFocus={focus === 'menu' ? true : focus} onClose={onClose}>
        {choices.map(({ id, label: word, help, icon, href, onAction, danger = false }) => (
          <AriaMenuItem
            key={id}
            id={id}
            textValue={word}
            className="list-box-item"
            data-danger={danger ? '' : undefined}
            {...(href === undefined ? {} : { href })}
            {...(onAction === undefined ? {} : { onAction })}
          >
            {icon}
            <span className="list-box-words">
              <span>{word}</span>
              {help !== undefined && <span className="field-help">{help}</span>}
            </span>
          </AriaMenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}

/** `title` names it, quietly where it only introduces what follows. */
export function BubbleWindow({
  anchor,
  isOpen,
  onClose,
  title,
  quietTitle,
  children,
}: Anchored & { readonly title: string; readonly quietTitle: boolean; readonly children: ReactNode }): ReactNode {
  const titleId = useId();
  return (
    <Popover className="popover gloss-bubble" trigger="DialogTrigger" triggerRef={anchor} isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <AriaDialog aria-labelledby={titleId}>
        <p className={quietTitle ? 'small quiet' : 'strong'} id={titleId}>
          {title}
        </p>
        <p>{children}</p>
      </AriaDialog>
    </Popover>
  );
}
