// The code said aloud by the device, sign by sign: for who does not read it well, or holds the telephone out. Nothing leaves the device's own voice.

import { Button, SpeakIcon, deviceVoice, useHasVoice, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useEffect } from 'react';

export function Listen({ code }: { readonly code: string }): ReactNode {
  const { waiting } = useWords().share;
  const { language } = useLanguage();
  const hasVoice = useHasVoice(language);
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);
  if (hasVoice !== true) return null;
  const say = (): void => {
    const voice = deviceVoice(language);
    if (voice === undefined) return;
    speechSynthesis.cancel();
    // Commas are the pauses between signs, full stops between groups.
    const words = new SpeechSynthesisUtterance((code.match(/.{3}/g) ?? []).map((group) => group.split('').join(', ')).join('. '));
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.8;
    speechSynthesis.speak(words);
  };
  return (
    <p>
      <Button kind="quiet" icon={<SpeakIcon />} onPress={say}>
        {waiting.listen}
      </Button>
    </p>
  );
}
