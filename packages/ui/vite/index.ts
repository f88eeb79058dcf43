// Vite plugins every app of Carnet builds with.

export { fetchAhead } from './fetch-ahead.ts';
export { pdfAssets } from './pdf-assets.ts';
export { firstLetters, textFonts } from './text-fonts.ts';
export { twoLanguages } from './two-languages.ts';
