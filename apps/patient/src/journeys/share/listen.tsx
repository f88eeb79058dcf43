// The code said aloud by the device, sign by sign: for who does not read it well, or holds the telephone out. Nothing leaves the device's own voice.

import { Button, SpeakIcon, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useEffect } from 'react';

const voice = 'speechSynthesis' in globalThis ? globalThis.speechSynthesis : undefined;
const locales = { fr: 'fr-FR', en: 'en-GB' } as const;

export function Listen({ code }: { readonly code: string }): ReactNode {
  const { waiting } = useWords().share;
  const { language } = useLanguage();
  useEffect(() => () => voice?.cancel(), []);
  if (voice === undefined) return null;
  const say = (): void => {
    voice.cancel();
    // Commas are the pauses between signs, full stops between groups.
    const words = new SpeechSynthesisUtterance((code.match(/.{3}/g) ?? []).map((group) => group.split('').join(', ')).join('. '));
    words.lang = locales[language];
    words.rate = 0.8;
    voice.speak(words);
  };
  return (
    <p>
      <Button kind="quiet" icon={<SpeakIcon />} onPress={say}>
        {waiting.listen}
      </Button>
    </p>
  );
}
