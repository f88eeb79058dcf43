// Listening to a page: the button that begins, hidden where the device has no voice of its own (which is said), and the bar that stays while it is
// read. Nothing leaves the device.

import { type ReactNode, useEffect, useRef } from 'react';
import { changeSpeed, moveReading, pauseReading, readAloud, resumeReading, speeds, stopReading, useAloud } from '../aloud/reader.ts';
import { useHasVoice } from '../aloud/voice.ts';
import { FasterIcon, NextIcon, PauseIcon, PlayIcon, PreviousIcon, SlowerIcon, SpeakIcon, StopIcon } from '../icons.ts';
import { useKitWords } from '../wording/index.ts';
import { Button, type ButtonKind, IconButton } from './button.tsx';
import { useAnnounce } from './messages.tsx';

/** `selector`: what is read, of the page as it is when the button is pressed. */
export function ListenButton({
  selector,
  lang,
  kind,
  onBegin,
  children,
}: {
  readonly selector: string;
  readonly lang: string;
  readonly kind?: ButtonKind;
  /** In a dialog: it closes, and begins once it is gone. */
  readonly onBegin?: (begin: () => void) => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { aloud } = useKitWords();
  const announce = useAnnounce();
  const hasVoice = useHasVoice(lang);
  const { state } = useAloud();
  if (hasVoice !== true) return null;
  const begin = (): void => {
    const root = document.querySelector(selector);
    if (root === null || !readAloud(root)) announce(aloud.nothing, 'info');
  };
  return (
    <Button
      icon={<SpeakIcon />}
      {...(kind === undefined ? {} : { kind })}
      onPress={() => (state !== 'off' ? stopReading() : onBegin === undefined ? begin() : onBegin(begin))}
    >
      {state === 'off' ? (children ?? aloud.listen) : aloud.stop}
    </Button>
  );
}

/** That this device cannot read aloud, where it cannot. */
export function NoVoice({ lang }: { readonly lang: string }): ReactNode {
  const { aloud } = useKitWords();
  return useHasVoice(lang) === false ? <p className="quiet small no-print">{aloud.noVoice}</p> : null;
}

/** Once in an app. `page`: what is read belongs to it; another page is silent. */
export function AloudBar({ page }: { readonly page: string }): ReactNode {
  const { aloud: words } = useKitWords();
  const { state, index, total, speed } = useAloud();
  const bar = useRef<HTMLElement>(null);
  const isOff = state === 'off';
  useEffect(() => stopReading, [page]);
  useEffect(() => {
    const leave = (): void => stopReading();
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);
  // Who began it goes on from here; the page below keeps its place.
  useEffect(() => {
    if (!isOff) bar.current?.querySelector<HTMLElement>('.aloud-main')?.querySelector('button')?.focus({ preventScroll: true });
  }, [isOff]);
  // From wherever one is, unless it closes something that is open.
  useEffect(() => {
    if (isOff) return undefined;
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) stopReading();
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [isOff]);
  if (isOff) return null;
  const isReading = state === 'reading';
  return (
    <section ref={bar} className="aloud-bar no-print" aria-label={words.bar}>
      <div className="aloud-group">
        <IconButton label={words.previous} icon={<PreviousIcon />} isDisabled={index === 0} onPress={() => moveReading(-1)} />
        <span className="aloud-main">
          <Button kind="primary" small icon={isReading ? <PauseIcon /> : <PlayIcon />} onPress={() => (isReading ? pauseReading() : resumeReading())}>
            {isReading ? words.pause : words.resume}
          </Button>
        </span>
        <IconButton label={words.next} icon={<NextIcon />} isDisabled={index >= total - 1} onPress={() => moveReading(1)} />
        <IconButton label={words.stop} icon={<StopIcon />} onPress={stopReading} />
      </div>
      <div className="aloud-group" role="group" aria-label={words.speed}>
        <IconButton label={words.slower} icon={<SlowerIcon />} isDisabled={speed === speeds[0]} onPress={() => changeSpeed(-1)} />
        <span className="viewer-figure" role="status">
          {words.speedIs(speed)}
        </span>
        <IconButton label={words.faster} icon={<FasterIcon />} isDisabled={speed === speeds.at(-1)} onPress={() => changeSpeed(1)} />
      </div>
    </section>
  );
}
