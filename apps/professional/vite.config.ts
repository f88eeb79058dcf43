// Builds the professional app: served under /pro, on both listeners. Not installable: nothing of it stays on a shared workstation.

import { pdfAssets, textFonts, twoLanguages } from '@carnet/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/pro/',
  plugins: [textFonts(), twoLanguages(), react(), pdfAssets()],
  build: {
    target: 'es2022',
    // Inlined assets would need `data:` in the fonts' policy.
    assetsInlineLimit: 0,
    manifest: true,
  },
});
