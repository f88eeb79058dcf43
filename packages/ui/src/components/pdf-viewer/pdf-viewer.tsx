// A PDF in the page: fits the width, zooms to 400 %, moves from page to page, keeps its text selectable and readable aloud.
// Loaded only when a PDF is opened.

import { ChevronLeft, ChevronRight, Maximize, Minus, Plus } from 'lucide-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Toolbar } from 'react-aria-components/Toolbar';
import { useKitWords } from '../../wording/index.ts';
import { Button, IconButton } from '../button.tsx';
import { Notice, Skeleton } from '../messages.tsx';
import './pdf-viewer.css';
import { openPdf } from './open-pdf.ts';
import { PdfPage } from './pdf-page.tsx';

const zooms = [1, 1.25, 1.5, 2, 3, 4];

type Opened =
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly locked: boolean }
  | { readonly state: 'open'; readonly pdf: PDFDocumentProxy; readonly first: { readonly width: number; readonly height: number } };

function useOpened(src: string, attempt: number): Opened {
  const [opened, setOpened] = useState<Opened>({ state: 'opening' });
  useEffect(() => {
    let current = true;
    setOpened({ state: 'opening' });
    const task = openPdf(src);
    const open = async (): Promise<void> => {
      const pdf = await task.promise;
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (current) setOpened({ state: 'open', pdf, first: { width, height } });
    };
    open().catch((error: unknown) => current && setOpened({ state: 'failed', locked: error instanceof Error && error.name === 'PasswordException' }));
    return () => {
      current = false;
      void task.destroy();
    };
  }, [src, attempt]);
  return opened;
}

export default function PdfViewer({ src, title }: { readonly src: string; readonly title: string }): ReactNode {
  const words = useKitWords();
  const [attempt, setAttempt] = useState(0);
  const opened = useOpened(src, attempt);
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [zoom, setZoom] = useState(0);
  const [page, setPage] = useState(1);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [opened.state]);

  const turnTo = useCallback((next: number) => {
    setPage(next);
    place.current?.querySelector(`[data-page="${next}"]`)?.scrollIntoView({ block: 'start' });
  }, []);

  if (opened.state === 'failed')
    return (
      <Notice
        tone="warning"
        title={words.pdf.error.title}
        live
        actions={opened.locked ? null : <Button onPress={() => setAttempt(attempt + 1)}>{words.retry}</Button>}
      >
        {opened.locked ? (
          <p>{words.pdf.password}</p>
        ) : (
          <>
            <p>{words.pdf.error.why}</p>
            <p>{words.pdf.error.what}</p>
          </>
        )}
      </Notice>
    );

  const factor = zooms[zoom] ?? 1;
  const pages = opened.state === 'open' ? opened.pdf.numPages : 0;
  return (
    <div className="pdf-viewer">
      <Toolbar aria-label={words.pdf.toolbar} className="viewer-bar pdf-bar no-print">
        {pages > 1 && (
          <span className="viewer-group">
            <IconButton label={words.pdf.previous} icon={<ChevronLeft />} isDisabled={page <= 1} onPress={() => turnTo(page - 1)} />
            <span className="viewer-figure">{words.pdf.pageOf(page, pages)}</span>
            <IconButton label={words.pdf.next} icon={<ChevronRight />} isDisabled={page >= pages} onPress={() => turnTo(page + 1)} />
          </span>
        )}
        <span className="viewer-group">
          <IconButton label={words.pdf.zoomOut} icon={<Minus />} isDisabled={zoom === 0} onPress={() => setZoom(zoom - 1)} />
          <span className="viewer-figure">{words.pdf.zoomLevel(factor * 100)}</span>
          <IconButton label={words.pdf.zoomIn} icon={<Plus />} isDisabled={zoom === zooms.length - 1} onPress={() => setZoom(zoom + 1)} />
          <IconButton label={words.pdf.fit} icon={<Maximize />} isDisabled={zoom === 0} onPress={() => setZoom(0)} />
        </span>
      </Toolbar>
      <div ref={place} className="pdf-place" tabIndex={0} role="region" aria-label={title}>
        {opened.state === 'opening' && <Skeleton shape="page" count={1} />}
        {opened.state === 'open' &&
          width > 0 &&
          Array.from({ length: pages }, (_, index) => (
            <PdfPage key={index} pdf={opened.pdf} number={index + 1} guess={opened.first} scale={(width / opened.first.width) * factor} onSeen={setPage} />
          ))}
      </div>
    </div>
  );
}
