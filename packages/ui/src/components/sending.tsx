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

export function SendingProgress({ sent, words }: { readonly sent: number; readonly words: SendingWords }): ReactNode {
  const percent = Math.round(sent * 100);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (bar.current !== null) bar.current.style.width = `${percent}%`;
  }, [percent]);
  return (
    <div className="progress">
      <p role="status">{percent < 100 ? words.sending(percent) : words.storing}</p>
      <div className="progress-track" role="progressbar" aria-label={words.progress} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <div ref={bar} className="progress-bar" />
      </div>
    </div>
  );
}
