// A file on its way: the picture that was chosen, and how much of it has left.

import { type ReactNode, useEffect, useMemo, useRef } from 'react';

export function PicturePreview({ file }: { readonly file: File }): ReactNode {
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt="" />;
}

interface SendingWords {
  readonly progress: string;
  readonly sending: (percent: number) => string;
  /** All of it has left; the answer has not come. */
  readonly storing: string;
}

interface Sending {
  readonly sent: number;
  readonly words: SendingWords;
  /** It has stopped, and goes on by itself: said in its place. */
  readonly paused?: string | undefined;
}

export function SendingProgress({ sent, words, paused }: Sending): ReactNode {
  const percent = Math.round(sent * 100);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (bar.current !== null) bar.current.style.width = `${percent}%`;
  }, [percent]);
  return (
    <div className="sending">
      <p role="status">{paused ?? (percent < 100 ? words.sending(percent) : words.storing)}</p>
      <div className="sending-track" role="progressbar" aria-label={words.progress} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <div ref={bar} className="sending-bar" />
      </div>
    </div>
  );
}
