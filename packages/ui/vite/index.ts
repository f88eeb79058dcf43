// Vite plugins every app of Carnet builds with.

export { pdfAssets } from './pdf-assets.ts';
export { twoLanguages } from './two-languages.ts';
