// A picture of a document: whole at first, magnified on demand, moved by scrolling. Failing to load is said, with a way to try again.

import { Maximize, Minus, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Toolbar } from 'react-aria-components/Toolbar';
import { useKitWords } from '../wording/index.ts';
import { Button, IconButton } from './button.tsx';
import { Notice } from './messages.tsx';

const steps = [1, 1.5, 2, 3, 4];

export function ImageViewer({ src, alt }: { readonly src: string; readonly alt: string }): ReactNode {
  const words = useKitWords();
  const [step, setStep] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  if (failed)
    return (
      <Notice
        tone="warning"
        title={words.image.error.title}
        live
        actions={
          <Button
            onPress={() => {
              setFailed(false);
              setAttempt(attempt + 1);
            }}
          >
            {words.retry}
          </Button>
        }
      >
        <p>{words.image.error.why}</p>
        <p>{words.image.error.what}</p>
      </Notice>
    );
  const zoom = steps[step] ?? 1;
  return (
    <figure className="image-viewer">
      <div className="image-place" {...(zoom > 1 ? { tabIndex: 0, role: 'group', 'aria-label': words.image.region } : {})}>
        <img
          key={attempt}
          src={src}
          alt={alt}
          data-zoom={zoom > 1 ? '' : undefined}
          ref={(image) => {
            if (image !== null) image.style.width = zoom > 1 ? `${zoom * 100}%` : '';
          }}
          onError={() => setFailed(true)}
        />
      </div>
      <Toolbar aria-label={words.image.zoom} className="viewer-bar no-print">
        <IconButton label={words.pdf.zoomOut} icon={<Minus />} isDisabled={step === 0} onPress={() => setStep(step - 1)} />
        <span className="viewer-figure" aria-live="polite">
          {words.pdf.zoomLevel(zoom * 100)}
        </span>
        <IconButton label={words.pdf.zoomIn} icon={<Plus />} isDisabled={step === steps.length - 1} onPress={() => setStep(step + 1)} />
        <IconButton label={words.pdf.fit} icon={<Maximize />} isDisabled={step === 0} onPress={() => setStep(0)} />
      </Toolbar>
    </figure>
  );
}
