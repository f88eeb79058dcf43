// The password asked again, for what opens or closes a way in.

import { PasswordField } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';

interface CurrentPasswordProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Confirming was tried: an empty one is at fault from then on. */
  readonly tried: boolean;
}

export function CurrentPassword({ value, onChange, tried }: CurrentPasswordProps): ReactNode {
  const { myAccount, signIn } = useWords();
  return (
    <PasswordField
      label={myAccount.password.current}
      name="password"
      value={value}
      onChange={onChange}
      autoComplete="current-password"
      error={tried && value === '' ? signIn.missing.password : undefined}
    />
  );
}
