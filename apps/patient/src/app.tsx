// Everything every page stands on: language, announcements, answers kept in memory, routes.

import { AnnouncerProvider, LanguageProvider, useLanguage } from '@carnet/ui';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { newQueryClient } from './queries.ts';
import { RouterProvider } from './router/outlet.tsx';
import { routerOf } from './routes.tsx';
import { catalogue } from './words.ts';

/** Labels come from the server in the language in use: what was answered in another one is asked again. Readings are not, each being a trace. */
function AnswersFollowLanguage(): ReactNode {
  const { language } = useLanguage();
  const client = useQueryClient();
  const before = useRef(language);
  useEffect(() => {
    if (before.current !== language) void client.invalidateQueries();
    before.current = language;
  }, [language, client]);
  return null;
}

export function App(): ReactNode {
  const [client] = useState(newQueryClient);
  const [router] = useState(() => routerOf(client));
  return (
    <LanguageProvider catalogue={catalogue}>
      <QueryClientProvider client={client}>
        <AnswersFollowLanguage />
        <AnnouncerProvider>
          <RouterProvider router={router} />
        </AnnouncerProvider>
      </QueryClientProvider>
    </LanguageProvider>
  );
}
