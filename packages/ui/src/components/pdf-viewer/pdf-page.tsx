// One page of a PDF: drawn when it comes near the screen, let go when it is far, with its text above the picture for selection and for
// screen readers.

import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useKitWords } from '../../wording/index.ts';
import { drawPage } from './draw-page.ts';

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly scale: number;
  /** Size of the first page in PDF units, until this page's own is known. */
  readonly guess: { readonly width: number; readonly height: number };
  readonly onSeen: (number: number) => void;
}

export function PdfPage({ pdf, number, scale, guess, onSeen }: PdfPageProps): ReactNode {
  const words = useKitWords();
  const holder = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
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
    const paper = picture.current;
    const text = layer.current;
    if (!near || paper === null || text === null) return undefined;
    const drawing = new AbortController();
    drawPage({ pdf, number, scale, paper, text, signal: drawing.signal }).then(
      ({ width, height, hasText }) => {
        if (drawing.signal.aborted) return;
        setSize({ width, height });
        setTextless(!hasText);
      },
      () => !drawing.signal.aborted && setTextless(true),
    );
    return () => drawing.abort();
  }, [near, pdf, number, scale]);

  return (
    <div ref={holder} className="pdf-page" role="group" aria-label={words.pdf.pageOf(number, pdf.numPages)} data-page={number}>
      <div ref={picture} aria-hidden="true" />
      <div ref={layer} className="text-layer" />
      {textless && <p className="visually-hidden">{words.pdf.noText}</p>}
    </div>
  );
}
