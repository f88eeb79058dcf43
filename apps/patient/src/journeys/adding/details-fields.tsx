// What a person says of the document they add: its title, what it is, when, and who may see it.

import { Checkbox, Select, TextArea, TextField } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';

type Category = keyof ReturnType<typeof useWords>['documents']['adding']['categories'];

export interface Draft {
  readonly title: string;
  readonly typeCode: Category | undefined;
  readonly serviceDate: string;
  readonly comments: string;
  readonly masked: boolean;
  readonly secret: boolean;
}
export const emptyDraft: Draft = { title: '', typeCode: undefined, serviceDate: '', comments: '', masked: false, secret: false };

interface Asked {
  /** The title is written: what it says may tell what the document is. */
  readonly onTitled: (title: string) => void;
  /** The category is not the person's own choice. */
  readonly proposed: boolean;
  readonly draft: Draft;
  readonly set: <Key extends keyof Draft>(key: Key, value: Draft[Key]) => void;
  /** Empty until the form was sent once. */
  readonly faults: { readonly title?: string | undefined; readonly typeCode?: string | undefined; readonly serviceDate?: string | undefined };
  readonly maySecret: boolean;
}

export function DetailsFields({ draft, set, onTitled, proposed, faults, maySecret }: Asked): ReactNode {
  const { adding } = useWords().documents;
  return (
    <>
      <TextField
        label={adding.name}
        help={adding.nameHelp}
        value={draft.title}
        onChange={(value) => set('title', value)}
        maxLength={200}
        onBlur={() => onTitled(draft.title)}
        error={faults.title}
      />
      <Select
        label={adding.category}
        placeholder={adding.categoryPlaceholder}
        {...(proposed ? { help: adding.kept.proposed } : {})}
        value={draft.typeCode}
        onChange={(value) => set('typeCode', value)}
        choices={(Object.keys(adding.categories) as Category[]).map((value) => ({ value, label: adding.categories[value] }))}
        error={faults.typeCode}
      />
      <TextField
        type="date"
        label={adding.date}
        help={adding.dateHelp}
        value={draft.serviceDate}
        onChange={(value) => set('serviceDate', value)}
        error={faults.serviceDate}
      />
      <TextArea label={adding.comments} optional value={draft.comments} onChange={(value) => set('comments', value)} maxLength={1000} />
      <Checkbox isSelected={draft.masked} onChange={(value) => set('masked', value)} help={adding.hiddenHelp}>
        {adding.hidden}
      </Checkbox>
      {maySecret && (
        <Checkbox isSelected={draft.secret} onChange={(value) => set('secret', value)} help={adding.secretHelp}>
          {adding.secret}
        </Checkbox>
      )}
    </>
  );
}
