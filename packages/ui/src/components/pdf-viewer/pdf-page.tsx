// One page of a PDF: drawn when it comes near the screen, let go when it is far, with its text above the picture for selection and for
// screen readers.

import { type PDFDocumentProxy, RenderingCancelledException, TextLayer } from 'pdfjs-dist';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useKitWords } from '../../wording/index.ts';

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly scale: number;
  /** Size of the first page in PDF units, until this page's own is known. */
  readonly guess: { readonly width: number; readonly height: number };
  readonly onSeen: (number: number) => void;
}

/** Beyond two device pixels per point a phone's memory suffers and nobody sees the difference. */
const sharpness = (): number => Math.min(2, window.devicePixelRatio || 1);

export function PdfPage({ pdf, number, scale, guess, onSeen }: PdfPageProps): ReactNode {
  const words = useKitWords();
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [size, setSize] = useState(guess);
  const [textless, setTextless] = useState(false);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return undefined;
    const nearness = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), { rootMargin: '120% 0px' });
    const sight = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && onSeen(number), { rootMargin: '-45% 0px' });
    nearness.observe(element);
    sight.observe(element);
    return () => {
      nearness.disconnect();
      sight.disconnect();
    };
  }, [number, onSeen]);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    element.style.width = `${Math.floor(size.width * scale)}px`;
    element.style.height = `${Math.floor(size.height * scale)}px`;
    element.style.setProperty('--total-scale-factor', String(scale));
  }, [size, scale]);

  useEffect(() => {
    const surface = canvas.current;
    const text = layer.current;
    if (!near || surface === null || text === null) return undefined;
    let dropped = false;
    let stop: (() => void) | undefined;
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      if (dropped) return;
      const natural = page.getViewport({ scale: 1 });
      setSize({ width: natural.width, height: natural.height });
      const viewport = page.getViewport({ scale });
      const ratio = sharpness();
      surface.width = Math.floor(viewport.width * ratio);
      surface.height = Math.floor(viewport.height * ratio);
      const task = page.render({ canvas: surface, viewport, transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0] } as Parameters<typeof page.render>[0]);
      const content = await page.getTextContent();
      if (dropped) {
        task.cancel();
        return;
      }
      text.replaceChildren();
      const textLayer = new TextLayer({ textContentSource: content, container: text, viewport });
      stop = () => {
        task.cancel();
        textLayer.cancel();
      };
      setTextless(content.items.length === 0);
      await Promise.all([task.promise, textLayer.render()]);
    };
    draw().catch((error: unknown) => {
      if (!dropped && !(error instanceof RenderingCancelledException)) setTextless(true);
    });
    return () => {
      dropped = true;
      stop?.();
      surface.width = 0;
      surface.height = 0;
      text.replaceChildren();
    };
  }, [near, pdf, number, scale]);

  return (
    <div ref={holder} className="pdf-page" role="group" aria-label={words.pdf.pageOf(number, pdf.numPages)} data-page={number}>
      <canvas ref={canvas} aria-hidden="true" />
      <div ref={layer} className="text-layer" />
      {textless && <p className="visually-hidden">{words.pdf.noText}</p>}
    </div>
  );
}
