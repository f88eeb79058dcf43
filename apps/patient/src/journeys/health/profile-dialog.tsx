// Changing one line of the profile. The whole profile is sent back, as the server keeps it whole.

import type { Profile } from '@carnet/contract';
import { Button, Dialog, ProblemNotice, RadioGroup, Select, TextArea, callDoor, useAnnounce, useKitWords } from '@carnet/ui';
import { type PatientWords, useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

export type Part = 'allergies' | 'bloodGroup' | 'diabetes' | 'familyHistory' | 'visionAid' | 'emergencyContacts';
type Statement = 'unsaid' | 'none' | 'list';
const groups = ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'] as const;
const visionAids = ['none', 'glasses', 'lenses', 'both'] as const;
const statementLimits = { lines: 50, characters: 200 };

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const statementOf = (said: Profile['allergies']): Statement => (said === undefined ? 'unsaid' : said === 'none' ? 'none' : 'list');

export function listWords(health: PatientWords['health'], part: Part): { readonly none: string; readonly names: string; readonly help: string } {
  if (part === 'allergies') return { none: health.allergiesNone, names: health.allergyNames, help: health.onePerLine };
  if (part === 'emergencyContacts') return { none: health.contactsNone, names: health.contactNames, help: health.contactsHelp };
  return { none: health.familyNone, names: health.familyNames, help: health.onePerLine };
}

/** The profile with one line replaced; `undefined` takes the line out. */
function withPart(profile: Profile, part: Part, value: Profile[Part]): Profile {
  const { changedAt: _, [part]: __, ...rest } = profile;
  return value === undefined ? rest : { ...rest, [part]: value };
}

export function ProfileDialog({
  part,
  title,
  profile,
  onClose,
}: {
  readonly part: Part;
  readonly title: string;
  readonly profile: Profile;
  readonly onClose: () => void;
}): ReactNode {
  const { health } = useWords();
  const kit = useKitWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  const isList = part === 'allergies' || part === 'familyHistory' || part === 'emergencyContacts';
  const before = isList ? profile[part] : undefined;
  const [statement, setStatement] = useState<Statement>(statementOf(before));
  const [text, setText] = useState(Array.isArray(before) ? before.join('\n') : '');
  const [single, setSingle] = useState<string>(isList ? '' : (profile[part] ?? 'unsaid'));
  const [asked, setAsked] = useState(false);
  const lines = linesOf(text);
  const fault =
    !isList || statement !== 'list'
      ? undefined
      : lines.length === 0
        ? health.listNeeded
        : lines.length > statementLimits.lines || lines.some((line) => line.length > statementLimits.characters)
          ? health.tooMany
          : undefined;
  const value = (): Profile[Part] =>
    isList ? (statement === 'list' ? lines : statement === 'none' ? 'none' : undefined) : single === 'unsaid' ? undefined : (single as Profile['bloodGroup']);
  const save = useMutation({
    mutationFn: () => callDoor<Profile | undefined>(recordPath(dossierId, '/profile'), { method: 'PUT', body: withPart(profile, part, value()) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.profile(dossierId).queryKey });
      for (const key of ['journal', 'reminders']) void client.invalidateQueries({ queryKey: [key] });
      announce(health.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (fault === undefined && !save.isPending) save.mutate();
  };
  const { none, names, help } = listWords(health, part);
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <form className="form" onSubmit={submit} noValidate>
        {part === 'bloodGroup' && (
          <Select
            label={title}
            help={health.bloodHelp}
            value={single}
            onChange={setSingle}
            choices={[{ value: 'unsaid', label: health.statement.unsaid }, ...groups.map((group) => ({ value: group, label: group.replace('-', '−') }))]}
          />
        )}
        {part === 'diabetes' && (
          <RadioGroup
            label={title}
            help={health.diabetesHelp}
            value={single}
            onChange={setSingle}
            choices={(['unsaid', 'yes', 'no'] as const).map((said) => ({
              value: said,
              label: said === 'unsaid' ? health.statement.unsaid : health.diabetesAnswers[said],
            }))}
          />
        )}
        {part === 'visionAid' && (
          <RadioGroup
            label={title}
            value={single}
            onChange={setSingle}
            choices={[{ value: 'unsaid', label: health.statement.unsaid }, ...visionAids.map((aid) => ({ value: aid, label: health.visions[aid] }))]}
          />
        )}
        {isList && (
          <>
            <RadioGroup<Statement>
              label={title}
              {...(part === 'familyHistory' ? { help: health.familyHelp } : {})}
              value={statement}
              onChange={setStatement}
              choices={[
                { value: 'unsaid', label: health.statement.unsaid },
                { value: 'none', label: none },
                { value: 'list', label: health.statement.list },
              ]}
            />
            {statement === 'list' && <TextArea label={names} help={help} value={text} onChange={setText} rows={4} error={asked ? fault : undefined} />}
          </>
        )}
        {save.isError && <ProblemNotice error={save.error} />}
        <div className="form-actions">
          <Button type="submit" kind="primary" wide isPending={save.isPending}>
            {health.save}
          </Button>
          <Button kind="quiet" wide onPress={onClose}>
            {kit.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
