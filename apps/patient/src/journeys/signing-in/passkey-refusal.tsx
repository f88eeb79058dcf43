// Why a passkey did not sign in: what the server says of it, or what happened on the device. Fetched when it is to be said.

import { Notice, ProblemNotice } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { PasskeyFault } from './passkey-gesture.ts';
import { typingError } from './step.ts';

export function PasskeyRefusal({ error }: { readonly error: unknown }): ReactNode {
  const { passkeys } = useWords();
  const refused = typingError(error);
  if (refused !== undefined)
    return (
      <Notice tone="danger" title={passkeys.refused} live>
        <p>{refused}</p>
      </Notice>
    );
  if (!(error instanceof PasskeyFault)) return <ProblemNotice error={error} />;
  const { title, detail } = passkeys.faults[error.fault];
  // A gesture nobody made is no failure.
  return (
    <Notice {...(error.fault === 'cancelled' ? {} : { tone: 'danger' })} title={title} live>
      <p>{detail}</p>
      {error.fault === 'cancelled' && <p>{passkeys.noneHere}</p>}
    </Notice>
  );
}
