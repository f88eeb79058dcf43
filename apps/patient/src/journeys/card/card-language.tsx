// In which of its seven languages a card is read: the reader's own where it is one of them.

import { type CardLanguage, cardLanguages } from '@carnet/contract';
import { Select } from '@carnet/ui';
import { cardWords } from '@carnet/ui/wording/card';
import type { ReactNode } from 'react';

export const languageOfBrowser = (): CardLanguage =>
  navigator.languages.map((tag) => tag.slice(0, 2)).flatMap((tag) => cardLanguages.filter((language) => language === tag))[0] ?? 'en';

export function CardLanguageSelect({
  language,
  onChange,
}: {
  readonly language: CardLanguage;
  readonly onChange: (language: CardLanguage) => void;
}): ReactNode {
  return (
    <div className="card-language no-print" lang={language}>
      <Select
        label={cardWords[language].choose}
        value={language}
        onChange={onChange}
        choices={cardLanguages.map((value) => ({ value, label: cardWords[value].language }))}
      />
    </div>
  );
}
