// Builds the app of whoever runs Carnet: served under /pilotage, on both listeners. Not installable: nothing of it stays on a shared workstation.

import { textFonts, twoLanguages } from '@carnet/ui/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/pilotage/',
  plugins: [textFonts(), twoLanguages(), react()],
  build: {
    target: 'es2022',
    // Inlined assets would need `data:` in the fonts' policy.
    assetsInlineLimit: 0,
    manifest: true,
  },
});
