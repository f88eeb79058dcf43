// The camera, where the browser reads QR codes by itself (BarcodeDetector): pictures stay on this device, and the camera stops with the first code.

import { Button, CameraIcon, CloseIcon, Notice } from '@carnet/ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../words.ts';
import { secretIn } from './kept-secret.ts';

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}
const Detector = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;
const betweenLooksMs = 200;

/** Whether this browser reads QR codes by itself: known a moment after. */
function useReadsCodes(): boolean {
  const [reads, setReads] = useState(false);
  useEffect(() => {
    if (Detector === undefined || !('mediaDevices' in navigator)) return;
    Detector.getSupportedFormats().then(
      (formats) => setReads(formats.includes('qr_code')),
      () => setReads(false),
    );
  }, []);
  return reads;
}

export function Scan({ onSecret }: { readonly onSecret: (secret: string) => void }): ReactNode {
  const { scan } = useWords().share;
  const reads = useReadsCodes();
  const [state, setState] = useState<'off' | 'on' | 'refused'>('off');
  if (!reads) return null;
  return (
    <div className="stack">
      {state === 'refused' && (
        <Notice tone="warning" live>
          {scan.refused}
        </Notice>
      )}
      {state === 'on' ? (
        <Viewfinder onSecret={onSecret} onRefused={() => setState('refused')} onStop={() => setState('off')} />
      ) : (
        <p>
          <Button kind="primary" icon={<CameraIcon />} onPress={() => setState('on')}>
            {scan.start}
          </Button>
        </p>
      )}
    </div>
  );
}

function Viewfinder({
  onSecret,
  onRefused,
  onStop,
}: {
  readonly onSecret: (secret: string) => void;
  readonly onRefused: () => void;
  readonly onStop: () => void;
}): ReactNode {
  const { scan } = useWords().share;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    let stopped = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (detector: Detector): Promise<void> => {
      const picture = video.current;
      if (stopped || picture === null) return;
      const found = picture.readyState < HTMLMediaElement.HAVE_CURRENT_DATA ? [] : await detector.detect(picture);
      const secret = found.map(({ rawValue }) => secretIn(rawValue)).find((one) => one !== undefined);
      if (stopped) return;
      if (secret !== undefined) onSecret(secret);
      else timer = setTimeout(() => void look(detector).catch(onRefused), betweenLooksMs);
    };
    const start = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (stopped || video.current === null) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      await look(new Detector!({ formats: ['qr_code'] }));
    };
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    start().catch(() => {
      if (!stopped) onRefused();
    });
    return () => {
      stopped = true;
      clearTimeout(timer);
      stop();
    };
    // The camera is taken once, for as long as this stands.
  }, []);
  return (
    <div className="stack">
      <video ref={video} className="viewfinder" muted playsInline aria-label={scan.video} />
      <p role="status">{scan.looking}</p>
      <p>
        <Button icon={<CloseIcon />} onPress={onStop}>
          {scan.stop}
        </Button>
      </p>
    </div>
  );
}
