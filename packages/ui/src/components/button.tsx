// Buttons and links that look like them. One primary action a screen; danger only for what cannot be undone or shuts someone out.

import { type ReactNode, useEffect } from 'react';
import { type ButtonProps as AriaButtonProps, Button as AriaButton } from 'react-aria-components/Button';
import { useKitWords } from '../wording/index.ts';
import { Link, type LinkProps } from './link.tsx';
import { useSpeak } from './speech.tsx';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Look {
  readonly kind?: ButtonKind;
  readonly icon?: ReactNode;
  /** Takes the whole line on a phone. */
  readonly wide?: boolean;
  readonly small?: boolean;
}
const look = ({ kind = 'secondary', wide = false, small = false }: Look): Record<string, string | undefined> => ({
  'data-kind': kind,
  'data-wide': wide ? '' : undefined,
  'data-small': small ? '' : undefined,
});

export type ButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> & Look & { readonly children: ReactNode };

/**
 * While `isPending` the button keeps its place and its focus, does nothing more, and the wait is spoken. React Aria's own pending state is
 * left aside: what it adds to be spoken outlives the button, and names nothing any more once it is gone.
 */
export function Button({ kind, icon, wide, small, children, isPending = false, onPress, type, ...props }: ButtonProps): ReactNode {
  const words = useKitWords();
  const speak = useSpeak();
  useEffect(() => {
    if (isPending) speak(words.pending);
  }, [isPending, speak, words]);
  const waiting = isPending
    ? { 'aria-disabled': true, 'data-pending': '', 'type': 'button' as const }
    : { ...(type === undefined ? {} : { type }), ...(onPress === undefined ? {} : { onPress }) };
  return (
    <AriaButton {...props} {...waiting} {...look({ kind, wide, small } as Look)} className="button">
      {isPending ? <span className="button-spinner" /> : icon}
      <span className="button-word">{children}</span>
    </AriaButton>
  );
}

/** A toolbar's button: a picture alone, its word in `label` for who hears and in the tooltip for who points. */
export function IconButton({
  label,
  icon,
  kind = 'quiet',
  ...props
}: Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> & {
  readonly label: string;
  readonly icon: ReactNode;
  readonly kind?: ButtonKind;
}): ReactNode {
  return (
    <span title={label} className="icon-button-holder">
      <AriaButton {...props} aria-label={label} data-kind={kind} className="button icon-button">
        {icon}
      </AriaButton>
    </span>
  );
}

export type LinkButtonProps = Omit<LinkProps, 'children' | 'className'> & Look & { readonly children: ReactNode };

export function LinkButton({ kind, icon, wide, small, children, ...props }: LinkButtonProps): ReactNode {
  return (
    <Link {...props} {...look({ kind, wide, small } as Look)} className="button">
      {icon}
      <span className="button-word">{children}</span>
    </Link>
  );
}

/** A link in running text or in navigation; follows the app's router. */
export function TextLink({
  children,
  className,
  ...props
}: Omit<LinkProps, 'className' | 'children'> & { readonly children: ReactNode; readonly className?: string }): ReactNode {
  return (
    <Link {...props} className={className ?? 'text-link'}>
      {children}
    </Link>
  );
}
