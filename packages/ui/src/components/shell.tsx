// The frame of an app: top bar, navigation (bottom on a phone, side on a wide screen), main, footer. Landmarks and skip link included.

import { type ReactNode, useEffect, useRef } from 'react';
import { Wordmark } from '../drawings/mark.tsx';
import { useKitWords, useLanguage } from '../wording/index.ts';
import { TextLink } from './button.tsx';
import { fetchWindowsAhead } from './late-windows.ts';
import { whenIdle } from '../when-idle.ts';
import { OfflineBand, useAnnounce } from './messages.tsx';

export interface NavPlace {
  readonly href: string;
  readonly label: string;
  /** In the phone's bar, where words are narrow. */
  readonly shortLabel?: string;
  readonly icon: ReactNode;
  readonly isCurrent: boolean;
  readonly count?: number;
  readonly countLabel?: string;
  /** Shown in the phone's bar; at most five. */
  readonly onPhone?: boolean;
  /** False: not in the side navigation of a wide screen. */
  readonly onDesk?: boolean;
}

interface ShellProps {
  readonly home: string;
  readonly homeLabel: string;
  readonly places?: readonly NavPlace[];
  /** Right of the top bar: account, language. */
  readonly bar?: ReactNode;
  /** Whose record is open, where there may be several: stays in sight under the top bar. */
  readonly strip?: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
  /** `full`: the page manages its own width (list and reading pane). */
  readonly width?: 'page' | 'full' | 'narrow';
}

function NavLink({ place }: { readonly place: NavPlace }): ReactNode {
  return (
    <TextLink href={place.href} className="nav-link" {...(place.isCurrent ? { 'aria-current': 'page' as const } : {})}>
      <span className="nav-icon">{place.icon}</span>
      {place.shortLabel === undefined ? (
        <span className="nav-word">{place.label}</span>
      ) : (
        <>
          <span className="nav-word nav-word-long">{place.label}</span>
          <span className="nav-word nav-word-short">{place.shortLabel}</span>
        </>
      )}
      {place.count !== undefined && place.count > 0 && (
        <span className="nav-count">
          <span aria-hidden="true">{place.count > 99 ? '99+' : place.count}</span>
          <span className="visually-hidden">{place.countLabel}</span>
        </span>
      )}
    </TextLink>
  );
}

export function Shell({ home, homeLabel, places = [], bar, strip, footer, children, width = 'page' }: ShellProps): ReactNode {
  const words = useKitWords();
  const main = useRef<HTMLElement>(null);
  // At the first key or press at the latest: what is done with it may take away what holds the focus.
  useEffect(() => {
    addEventListener('focusin', () => void fetchWindowsAhead(), { once: true });
    return whenIdle(fetchWindowsAhead);
  }, []);
  return (
    <div className="shell" data-nav={places.length > 0 ? '' : undefined} data-strip={strip === undefined ? undefined : ''} data-width={width}>
      <a
        className="skip-link"
        href="#contenu"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
          main.current?.scrollIntoView();
        }}
      >
        {words.skipToContent}
      </a>
      <header className="top-bar no-print">
        <TextLink href={home} className="home-link" aria-label={homeLabel}>
          <Wordmark />
        </TextLink>
        <div className="top-bar-end">{bar}</div>
      </header>
      {strip}
      {places.length > 0 && (
        <nav className="side-nav no-print" aria-label={words.mainNavigation}>
          <ul>
            {places.map((place) => (
              <li key={place.href} data-phone={place.onPhone === true ? '' : undefined} data-phone-only={place.onDesk === false ? '' : undefined}>
                <NavLink place={place} />
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="page-column">
        <OfflineBand />
        <main id="contenu" ref={main} tabIndex={-1}>
          {children}
        </main>
        {footer !== undefined && <footer className="footer no-print">{footer}</footer>}
      </div>
    </div>
  );
}

/** Title of a page with what stands beside it. `eyebrow` holds the way back. */
export function PageHeader({
  title,
  lead,
  eyebrow,
  actions,
}: {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly eyebrow?: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <header className="page-header">
      {eyebrow !== undefined && <div className="eyebrow">{eyebrow}</div>}
      <div className="page-header-line">
        <div className="page-header-words">
          <h1>{title}</h1>
          {lead !== undefined && <div className="lead">{lead}</div>}
        </div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
    </header>
  );
}

/** A part of a page under its own heading. */
export function Section({
  title,
  aside,
  lead,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="section">
      <div className="section-line">
        <h2>{title}</h2>
        {aside}
      </div>
      {lead !== undefined && <p className="quiet section-lead">{lead}</p>}
      {children}
    </section>
  );
}

/** Each language under its own name, in its own tongue. Keeps the page and the place; the change is said in the new language. */
export function LanguageSwitch(): ReactNode {
  const words = useKitWords();
  const { speech, speeches, setSpeech } = useLanguage();
  const announce = useAnnounce();
  const before = useRef(speech);
  const pressed = useRef(false);
  useEffect(() => {
    // Said once, by the switch that was pressed: a page may have another.
    if (before.current !== speech && pressed.current) announce(words.language.changed, 'info');
    before.current = speech;
    pressed.current = false;
  }, [speech, words, announce]);
  return (
    <div className="language-switch" role="group" aria-label={words.language.label}>
      {speeches.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === speech}
          onClick={() => {
            pressed.current = true;
            setSpeech(one);
          }}
        >
          {words.language[one]}
        </button>
      ))}
    </div>
  );
}
