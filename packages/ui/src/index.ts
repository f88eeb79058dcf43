// The design kit's door: components, icons, words, and the way the apps speak to the server.

export * from './components/badge.tsx';
export * from './components/button.tsx';
export * from './components/choice.tsx';
export * from './components/combo.tsx';
export * from './components/curve.tsx';
export * from './components/dialog.tsx';
export * from './components/document-history.tsx';
export * from './components/documents.tsx';
export * from './components/facts.tsx';
export { CodeField, type PasswordRule, PasswordField, TextArea, TextField } from './components/field.tsx';
export * from './components/file-drop.tsx';
export * from './components/idle-watch.tsx';
export * from './components/image-viewer.tsx';
export * from './components/look.tsx';
export * from './components/messages.tsx';
export * from './components/overlays.tsx';
export * from './components/read-aloud.tsx';
export * from './components/reading-view.tsx';
export * from './components/sending.tsx';
export * from './components/shell.tsx';
export * from './components/spaces.tsx';
export * from './components/speech.tsx';
export * from './components/tabs.tsx';
export * from './device-memory.ts';
export * from './drawings/empty.tsx';
export * from './drawings/mark.tsx';
export * from './drawings/notebook.tsx';
export * from './http/json-door.ts';
export { serverNow } from './http/server-clock.ts';
export * from './icons.ts';
export { deviceVoice, useHasVoice } from './aloud/voice.ts';
export { followLook, useMedia } from './look.ts';
export { prepareFile } from './prepare-file.ts';
export * from './wording/index.ts';

export { RouterProvider as LinkRouter } from 'react-aria-components';
