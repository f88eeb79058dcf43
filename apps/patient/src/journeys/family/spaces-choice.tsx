// Which of the nine spaces are shared: a box each.

import { Checkbox, FaultIcon, type SpaceName, useKitWords } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useId } from 'react';

export function SpacesChoice({
  value,
  onChange,
  error,
}: {
  readonly value: readonly SpaceName[];
  readonly onChange: (value: readonly SpaceName[]) => void;
  readonly error?: string | undefined;
}): ReactNode {
  const kit = useKitWords();
  const { inviteDialog } = useWords().family.aidants;
  const id = useId();
  return (
    <fieldset className="field" data-invalid={error === undefined ? undefined : ''} aria-describedby={`${id}-help ${id}-error`}>
      <legend className="field-label">{inviteDialog.spaces}</legend>
      <p className="field-help" id={`${id}-help`}>
        {inviteDialog.spacesHelp}
      </p>
      <div className="spaces-choice">
        {(Object.keys(kit.spaces) as SpaceName[]).map((space) => (
          <Checkbox key={space} isSelected={value.includes(space)} onChange={(on) => onChange(on ? [...value, space] : value.filter((one) => one !== space))}>
            {kit.spaces[space]}
          </Checkbox>
        ))}
      </div>
      <p id={`${id}-error`} className="field-error" role={error === undefined ? undefined : 'alert'} hidden={error === undefined}>
        {error !== undefined && <FaultIcon />}
        <span>{error}</span>
      </p>
    </fieldset>
  );
}
