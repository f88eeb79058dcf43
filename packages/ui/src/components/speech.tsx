// What is only spoken: a region a screen reader follows, for waits and changes the eye sees by itself.

import { type ReactNode, createContext, useCallback, useContext, useState } from 'react';

export type Speak = (text: string) => void;
const SpeechContext = createContext<Speak>(() => undefined);

export function SpeechProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const speak = useCallback<Speak>((text) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <SpeechContext value={speak}>
      {children}
      {/* A new element at each turn: the same words twice are spoken twice. */}
      <div className="visually-hidden" role="status" aria-live="polite" data-react-aria-top-layer="true">
        <p key={said.turn}>{said.text}</p>
      </div>
    </SpeechContext>
  );
}

export const useSpeak = (): Speak => useContext(SpeechContext);
