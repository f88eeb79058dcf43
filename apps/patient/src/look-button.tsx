// « Version accessible » (features A020): language, size of the text and contrast, chosen without leaving the page nor what was typed there.

import { Button, Dialog, LanguageSwitch, ListenButton, LookChoices, NoVoice, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';

/** Its movement, and the focus given back. */
const closedWithinMs = 400;

export function LookButton(): ReactNode {
  const { look } = useWords();
  const { language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button kind="quiet" small onPress={() => setOpen(true)}>
        {look.open}
      </Button>
      {isOpen && (
        <Dialog
          isOpen
          onClose={close}
          title={look.title}
          actions={
            <>
              <Button kind="primary" onPress={close}>
                {look.done}
              </Button>
              <ListenButton
                selector="#contenu"
                lang={language}
                onBegin={(begin) => {
                  close();
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
      )}
    </>
  );
}
