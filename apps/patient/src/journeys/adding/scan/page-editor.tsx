// One page of a scan: its four corners put on those of the sheet, by finger, by mouse or by the arrows, and whether its paper is made white.

import { Button, Checkbox, Notice, PageHeader, useSpeak } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Corners, atMargins, isSheet, moved, wholePicture } from './geometry.ts';
import type { Picture, Shape } from './pages.ts';

const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const [step, bigStep] = [0.005, 0.05];
const percent = (fraction: number): number => Math.round(fraction * 100);
/** In the order of the corners as they are read, whichever way the page was turned since. */
const cornerNames = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'] as const;

interface Asked {
  readonly number: number;
  readonly picture: Picture;
  readonly shape: Shape;
  readonly onDone: (shape: Shape) => void;
  readonly onCancel: () => void;
}

export function PageEditor({ number, picture, shape, onDone, onCancel }: Asked): ReactNode {
  const { scan } = useWords().documents.adding;
  const speak = useSpeak();
  const url = useMemo(() => URL.createObjectURL(picture.blob), [picture]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const [corners, setCorners] = useState<Corners>(shape.corners === wholePicture ? atMargins : shape.corners);
  const [whiten, setWhiten] = useState(shape.whiten);
  const frame = useRef<HTMLDivElement>(null);
  const right = isSheet(corners);

  const follow = (which: number, event: PointerEvent<HTMLButtonElement>): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setCorners((before) => moved(before, which, { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }));
  };
  const press = (which: number, event: KeyboardEvent): void => {
    const [x, y] = arrows[event.key] ?? [0, 0];
    if (x === 0 && y === 0) return;
    event.preventDefault();
    const by = event.shiftKey ? bigStep : step;
    const next = moved(corners, which, { x: corners[which]!.x + x * by, y: corners[which]!.y + y * by });
    setCorners(next);
    speak(scan.cornerAt(percent(next[which]!.x), percent(next[which]!.y)));
  };
  return (
    <section className="stack">
      <PageHeader title={scan.editTitle(number)} lead={<p>{scan.editLead}</p>} />
      <div className="scan-frame" ref={frame}>
        <img src={url} alt={scan.photoOf(number)} width={picture.width} height={picture.height} />
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" data-wrong={right ? undefined : ''}>
          <path className="scan-outside" fillRule="evenodd" d={`M0 0H100V100H0Z M${corners.map(({ x, y }) => `${x * 100} ${y * 100}`).join('L')}Z`} />
          <polygon className="scan-edge" points={corners.map(({ x, y }) => `${x * 100},${y * 100}`).join(' ')} />
        </svg>
        {corners.map((corner, which) => (
          <Corner
            key={cornerNames[which]}
            at={corner}
            label={scan.corners[cornerNames[which]!]}
            onPress={(event) => press(which, event)}
            onFollow={(event) => follow(which, event)}
          />
        ))}
      </div>
      <p className="small quiet">{scan.cornersHelp}</p>
      {!right && (
        <Notice tone="warning" live>
          {scan.crossed}
        </Notice>
      )}
      <div className="row">
        <Button small onPress={() => setCorners(wholePicture)}>
          {scan.wholePhoto}
        </Button>
      </div>
      <Checkbox isSelected={whiten} onChange={setWhiten} help={scan.whitenHelp}>
        {scan.whiten}
      </Checkbox>
      <div className="form-actions">
        <Button kind="primary" wide isDisabled={!right} onPress={() => onDone({ corners, whiten })}>
          {scan.keepPage}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {scan.cancel}
        </Button>
      </div>
    </section>
  );
}

interface CornerAsked {
  readonly at: Corners[number];
  readonly label: string;
  readonly onPress: (event: KeyboardEvent) => void;
  readonly onFollow: (event: PointerEvent<HTMLButtonElement>) => void;
}

function Corner({ at, label, onPress, onFollow }: CornerAsked): ReactNode {
  const { scan } = useWords().documents.adding;
  const handle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    handle.current?.style.setProperty('left', `${at.x * 100}%`);
    handle.current?.style.setProperty('top', `${at.y * 100}%`);
  }, [at]);
  return (
    <button
      ref={handle}
      type="button"
      className="scan-corner"
      aria-label={`${label}, ${scan.cornerAt(percent(at.x), percent(at.y))}`}
      onKeyDown={onPress}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
      }}
      onPointerMove={onFollow}
    />
  );
}
