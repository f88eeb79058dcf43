// Starts the patient app.

import '@carnet/ui/styles.css';
import { followLook } from '@carnet/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepShell } from './service-worker.ts';
import './styles.css';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
followLook();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
keepShell();
