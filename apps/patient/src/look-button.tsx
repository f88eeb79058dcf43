// « Version accessible » (features A020): its button stands on every page; what it opens is fetched when it is first pressed.

import { Button, arrived } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, Suspense, lazy, useState } from 'react';

const LookDialog = lazy(() => arrived(import('./look-dialog.tsx')));

export function LookButton(): ReactNode {
  const { look } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" small onPress={() => setOpen(true)}>
        {look.open}
      </Button>
      {isOpen && (
        <Suspense>
          <LookDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
