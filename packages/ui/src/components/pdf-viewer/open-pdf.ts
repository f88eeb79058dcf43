// pdf.js set up to run wholly from our own origin: its worker, its fonts and its character maps. No WebAssembly and no font of the
// device, so that a page looks the same everywhere; no script of the PDF is run, no form, no link to elsewhere.

import { GlobalWorkerOptions, type PDFDocumentLoadingTask, getDocument } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

const assets = new URL(`${import.meta.env.BASE_URL}pdf/`, document.baseURI).href;

export const openPdf = (url: string): PDFDocumentLoadingTask =>
  getDocument({
    url,
    cMapUrl: `${assets}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    useWasm: false,
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
  });
