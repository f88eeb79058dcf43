// Telling: notices in the page, the announcer for what has just happened, skeletons while waiting, empty and error states.

import { CircleCheck, CircleX, Info, RotateCw, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Empty, type EmptyDrawing } from '../drawings/empty.tsx';
import { NoAnswerError, ProblemError } from '../http/json-door.ts';
import { useKitWords } from '../wording/index.ts';
import { Button, IconButton } from './button.tsx';
import { SpeechProvider } from './speech.tsx';

export type Tone = 'info' | 'success' | 'warning' | 'danger';
const icons = { info: <Info />, success: <CircleCheck />, warning: <TriangleAlert />, danger: <CircleX /> } as const;

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Spoken when it appears: on for what answers an act of the person. */
  readonly live?: boolean;
}

/** What refused an act is brought where it is seen: the button may be far below. */
const bringIntoView = (node: HTMLElement | null): void => node?.scrollIntoView({ block: 'nearest' });

export function Notice({ tone = 'info', title, children, actions, live = false }: NoticeProps): ReactNode {
  return (
    <div
      className="notice"
      data-tone={tone}
      {...(live ? { role: tone === 'danger' || tone === 'warning' ? 'alert' : 'status' } : {})}
      {...(live && tone === 'danger' ? { ref: bringIntoView } : {})}
    >
      {icons[tone]}
      <div className="notice-body">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children !== undefined && <div className="notice-text">{children}</div>}
        {actions !== undefined && <div className="row notice-actions">{actions}</div>}
      </div>
    </div>
  );
}

interface Explained {
  readonly title: string;
  readonly why: string;
  readonly what?: string | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
}

/** What the server found wrong, each fault once, and only what its own sentence does not say already. */
const faultsOf = ({ problem }: ProblemError): string | undefined =>
  [...new Set(problem.findings?.flatMap(({ text = '' }) => (text === '' || problem.detail.includes(text) ? [] : [text])))].join(' ') || undefined;

/** Any error in plain words: the server's where it gave some, ours otherwise. */
export function useExplained(): (error: unknown) => Explained {
  const words = useKitWords();
  return useCallback(
    (error) => {
      if (error instanceof ProblemError && error.problem.title !== '') {
        const { title, detail, code, status } = error.problem;
        // What this device refused has no line in the server's journal: a code would help nobody to find it.
        return { title, why: detail, what: faultsOf(error), code: status === 0 ? undefined : code, requestId: error.requestId };
      }
      if (error instanceof NoAnswerError || (error instanceof ProblemError && error.problem.code === 'SERVICE_INDISPONIBLE')) return words.error.network;
      if (error instanceof ProblemError) return { ...words.error.unexpected, code: error.problem.code, requestId: error.requestId };
      return { ...words.error.unexpected, code: 'APPLICATION' };
    },
    [words],
  );
}

/** Why what was asked did not happen, in the page; spoken at once. */
export function ProblemNotice({ error, actions }: { readonly error: unknown; readonly actions?: ReactNode }): ReactNode {
  const words = useKitWords();
  const { title, why, what, code, requestId } = useExplained()(error);
  return (
    <Notice tone="danger" title={title} live {...(actions === undefined ? {} : { actions })}>
      <p>{why}</p>
      {what !== undefined && <p>{what}</p>}
      {code !== undefined && <p className="small notice-code">{words.error.code(code, requestId)}</p>}
    </Notice>
  );
}

/** A whole place that could not be shown: what, why, what to do now. */
export function ErrorState({
  error,
  onRetry,
  children,
  level = 2,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
  readonly level?: 1 | 2;
}): ReactNode {
  const words = useKitWords();
  const { title, why, what, code, requestId } = useExplained()(error);
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className="state" role="alert">
      <Empty drawing="broken" />
      <Title className="state-title">{title}</Title>
      <p>{why}</p>
      {what !== undefined && <p>{what}</p>}
      <div className="row state-actions">
        {onRetry !== undefined && (
          <Button kind="primary" icon={<RotateCw />} onPress={onRetry}>
            {words.retry}
          </Button>
        )}
        {children}
      </div>
      {code !== undefined && <p className="small quiet">{words.error.code(code, requestId)}</p>}
    </div>
  );
}

export function EmptyState({
  drawing = 'page',
  title,
  children,
  actions,
  level = 2,
}: {
  readonly drawing?: EmptyDrawing;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly level?: 1 | 2 | 3;
}): ReactNode {
  const Title = `h${level}` as const;
  return (
    <div className="state">
      <Empty drawing={drawing} />
      <Title className="state-title">{title}</Title>
      {children !== undefined && <div className="quiet">{children}</div>}
      {actions !== undefined && <div className="row state-actions">{actions}</div>}
    </div>
  );
}

/** True once `waiting` has lasted: what comes quickly never flickers. */
export function useLasting(waiting: boolean, afterMs = 300): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setLasting(false);
      return undefined;
    }
    const timer = setTimeout(() => setLasting(true), afterMs);
    return () => clearTimeout(timer);
  }, [waiting, afterMs]);
  return waiting && lasting;
}

type SkeletonShape = 'rows' | 'text' | 'page' | 'tiles';

/** Keeps the layout still from the start, shows itself after 300 ms, and says "Chargement…" to who listens. */
export function Skeleton({ shape = 'rows', count = 4 }: { readonly shape?: SkeletonShape; readonly count?: number }): ReactNode {
  const words = useKitWords();
  const shown = useLasting(true);
  return (
    <div className="skeleton" data-shape={shape} data-shown={shown ? '' : undefined}>
      <span role="status" className="visually-hidden">
        {shown ? words.loading : ''}
      </span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="skeleton-item" aria-hidden="true">
          <span />
          <span />
          {shape !== 'text' && <span />}
        </div>
      ))}
    </div>
  );
}

interface Said {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
}
export type Announce = (text: string, tone?: Tone) => void;
interface Announcer {
  readonly announce: Announce;
  readonly forget: () => void;
}
const AnnouncerContext = createContext<Announcer>({ announce: () => undefined, forget: () => undefined });

/** Says what has just happened: seen at the foot of the screen for eight seconds, and spoken without moving the focus. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const words = useKitWords();
  const [said, setSaid] = useState<readonly Said[]>([]);
  const next = useRef(1);
  const dismiss = useCallback((id: number) => setSaid((all) => all.filter((one) => one.id !== id)), []);
  const announce = useCallback<Announce>(
    (text, tone = 'success') => {
      const id = next.current++;
      setSaid((all) => [...all.slice(-1), { id, tone, text }]);
      setTimeout(() => dismiss(id), 8000);
    },
    [dismiss],
  );
  const announcer = useMemo<Announcer>(() => ({ announce, forget: () => setSaid([]) }), [announce]);
  return (
    <AnnouncerContext.Provider value={announcer}>
      <SpeechProvider>{children}</SpeechProvider>
      <div className="announcer no-print" role="status" aria-live="polite" aria-atomic="false" data-react-aria-top-layer="true">
        {said.map(({ id, tone, text }) => (
          <div key={id} className="announcement" data-tone={tone}>
            {icons[tone]}
            <p>{text}</p>
            <IconButton label={words.close} icon={<X />} onPress={() => dismiss(id)} />
          </div>
        ))}
      </div>
    </AnnouncerContext.Provider>
  );
}

export const useAnnounce = (): Announce => useContext(AnnouncerContext).announce;
/** What was said before goes: for what opens over the page, whose head it would cover. */
export const useForgetSaid = (): (() => void) => useContext(AnnouncerContext).forget;

/** What follows the network: a band that says so, and says when it is back. */
export function OfflineBand(): ReactNode {
  const words = useKitWords();
  const announce = useAnnounce();
  const [offline, setOffline] = useState(() => !navigator.onLine);
  useEffect(() => {
    const down = (): void => setOffline(true);
    const up = (): void => {
      setOffline(false);
      announce(words.online, 'info');
    };
    addEventListener('offline', down);
    addEventListener('online', up);
    return () => {
      removeEventListener('offline', down);
      removeEventListener('online', up);
    };
  }, [announce, words]);
  return useMemo(
    () => (
      <div role="status" className="offline-holder no-print">
        {offline && (
          <p className="offline-band">
            <TriangleAlert />
            <span>{words.offline}</span>
          </p>
        )}
      </div>
    ),
    [offline, words],
  );
}

/** Rows of a list that were altered and left out: said where the list is read. `pages` as the server gave them. */
export function MissingNotice({ pages }: { readonly pages: readonly { readonly missing: number }[] | undefined }): ReactNode {
  const words = useKitWords();
  const count = (pages ?? []).reduce((sum, { missing }) => sum + missing, 0);
  if (count === 0) return null;
  return (
    <div className="missing-notice">
      <Notice tone="warning" title={words.missing.title(count)} live>
        {words.missing.body}
      </Notice>
    </div>
  );
}
