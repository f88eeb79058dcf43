// « Version accessible » (features A020): language, size of the text and contrast, chosen without leaving the page nor what was typed there.

import { Button, Dialog, LanguageSwitch, ListenButton, LookChoices, NoVoice, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';

/** Its movement, and the focus given back. */
const closedWithinMs = 400;

export default function LookDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { look } = useWords();
  const { language } = useLanguage();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={look.title}
      actions={
        <>
          <Button kind="primary" onPress={onClose}>
            {look.done}
          </Button>
          <ListenButton
            selector="#contenu"
            lang={language}
            onBegin={(begin) => {
              onClose();
              setTimeout(begin, closedWithinMs);
            }}
          >
            {look.listen}
          </ListenButton>
        </>
      }
    >
      <p>{look.lead}</p>
      <div className="field">
        <p className="field-label">{look.language}</p>
        <LanguageSwitch />
      </div>
      <LookChoices words={look} />
      <NoVoice lang={language} />
    </Dialog>
  );
}
