// Draws one page of a PDF: its picture on a canvas of its own (pdf.js allows one drawing per canvas), its text above. When the signal
// aborts, what was begun is stopped and taken away.

import { type PDFDocumentProxy, TextLayer } from 'pdfjs-dist';

interface Drawing {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly scale: number;
  readonly paper: HTMLElement;
  readonly text: HTMLElement;
  readonly signal: AbortSignal;
}

interface DrawnPage {
  /** Size of the page in PDF units. */
  readonly width: number;
  readonly height: number;
  readonly hasText: boolean;
}

/** Beyond two device pixels per point a phone's memory suffers and nobody sees the difference. */
const sharpness = (): number => Math.min(2, window.devicePixelRatio || 1);

export async function drawPage({ pdf, number, scale, paper, text, signal }: Drawing): Promise<DrawnPage> {
  const page = await pdf.getPage(number);
  signal.throwIfAborted();
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale });
  const ratio = sharpness();
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width * ratio);
  canvas.height = Math.floor(viewport.height * ratio);
  const picture = page.render({ canvas, viewport, ...(ratio === 1 ? {} : { transform: [ratio, 0, 0, ratio, 0, 0] }) });
  const takeAway = (): void => {
    picture.cancel();
    canvas.remove();
    canvas.width = 0;
    text.replaceChildren();
  };
  signal.addEventListener('abort', takeAway, { once: true });
  const content = await page.getTextContent();
  signal.throwIfAborted();
  text.replaceChildren();
  const layer = new TextLayer({ textContentSource: content, container: text, viewport });
  signal.addEventListener('abort', () => layer.cancel(), { once: true });
  await Promise.all([picture.promise, layer.render()]);
  signal.throwIfAborted();
  paper.replaceChildren(canvas);
  return { width: natural.width, height: natural.height, hasText: content.items.length > 0 };
}
