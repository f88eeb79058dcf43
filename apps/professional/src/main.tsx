// Starts the professional app.

import '@carnet/ui/styles.css';
import '@carnet/ui/card-apps.css';
import './styles/index.css';
import { AnnouncerProvider, LanguageProvider } from '@carnet/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { SessionProvider } from './session.tsx';
import { catalogue } from './words.ts';

/** A refusal is an answer, not a failure to try again; and each try would be one more line of the patient's journal. */
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: 60_000 } } });

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <LanguageProvider catalogue={catalogue}>
      <QueryClientProvider client={queries}>
        <AnnouncerProvider>
          <BrowserRouter basename="/pro">
            <SessionProvider>
              <App />
            </SessionProvider>
          </BrowserRouter>
        </AnnouncerProvider>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
