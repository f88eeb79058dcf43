// Small things that open over the page: menus, and the bubble that explains a hard word.

import { type ReactNode, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useKitWords } from '../wording/index.ts';

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
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="list-box" aria-label={label}>
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
    </MenuTrigger>
  );
}

/** A word with its explanation one press away. */
export function Gloss({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactNode {
  const words = useKitWords();
  const titleId = useId();
  return (
    <DialogTrigger>
      <AriaButton className="gloss" aria-label={words.glossary.explain(term)}>
        {term}
      </AriaButton>
      <Popover className="popover gloss-bubble">
        <AriaDialog aria-labelledby={titleId}>
          <p className="strong" id={titleId}>
            {term}
          </p>
          <p>{children}</p>
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}
