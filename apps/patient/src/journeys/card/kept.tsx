// The card kept on this device: opened without a network and without signing in.

import type { CardLanguage } from '@carnet/contract';
import { EmptyState, LinkButton, Skeleton, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { CardFace } from './card-face.tsx';
import { CardLanguageSelect } from './card-language.tsx';
import { readKept } from './kept-card.ts';

export default function KeptCardPage(): ReactNode {
  const { card: words } = useWords();
  const [language, setLanguage] = useState<CardLanguage>(useLanguage().language);
  usePageTitle(words.name);
  const kept = useQuery({
    queryKey: ['kept-card'],
    queryFn: async () => (await readKept()) ?? null,
    networkMode: 'always',
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  if (kept.isPending) return <Skeleton shape="page" count={1} />;
  if (kept.data === undefined || kept.data === null)
    return (
      <EmptyState level={1} drawing="page" title={words.kept.absentTitle} actions={<LinkButton href="/carte-urgence">{words.kept.signIn}</LinkButton>}>
        <p>{words.kept.absent}</p>
      </EmptyState>
    );
  return (
    <div className="card-layout">
      <h1 className="visually-hidden">{words.name}</h1>
      <CardLanguageSelect language={language} onChange={setLanguage} />
      <CardFace {...kept.data} language={language} />
    </div>
  );
}
