// What was left unfinished is there again: since when, and how to begin anew.

import { Button, Notice, useLanguage } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

export function Resumed({ at, onRestart }: { readonly at: string; readonly onRestart: () => void }): ReactNode {
  const { resumed } = useWords().synthesis;
  const { language } = useLanguage();
  const time = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
  return (
    <Notice
      tone="info"
      title={resumed.title(time)}
      actions={
        <Button small onPress={onRestart}>
          {resumed.restart}
        </Button>
      }
    >
      <p>{resumed.why}</p>
    </Notice>
  );
}
