// What a deposit is made of while it is typed, what is wrong with it, and how it leaves.

import { noteMaximum } from '@carnet/contract/deposit-limits';
import type { DepositOptions, DocumentDetail, ReadingView } from '@carnet/contract';
import { serverNow } from '@carnet/ui';
import type { Words } from '../../words.ts';

export type What = 'file' | 'note' | 'same';
export type Sight = 'all' | 'masked' | 'waits' | 'both';
export interface Draft {
  readonly what: What;
  readonly note: string;
  readonly typeCode: string | undefined;
  /** Undefined: as the type is called. */
  readonly title: string | undefined;
  readonly serviceDate: string;
  readonly sight: Sight;
  readonly fromRepresentants: boolean;
}
/** The document a correction takes the place of; or one that was put aside in another record, of which this one is what it should have been. */
export interface Corrected {
  readonly detail: Pick<DocumentDetail, 'title' | 'typeCode' | 'serviceStart' | 'masked' | 'invisiblePatient' | 'invisibleRepresentants'>;
  readonly takes: { readonly replaces: string } | { readonly corrects: string; readonly correctsIn: string };
  readonly note: string | undefined;
  /** It is a file, or carries one. */
  readonly isFile: boolean;
}

const dayOf = (moment: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(moment);
export const today = (): string => dayOf(serverNow());

export function draftOf(options: DepositOptions, asked: string | undefined, corrected: Corrected | undefined): Draft {
  const offered = (code: string | undefined): string | undefined => (options.types.some((one) => one.code === code) ? code : undefined);
  if (corrected === undefined)
    return { what: 'file', note: '', typeCode: offered(asked), title: undefined, serviceDate: today(), sight: 'all', fromRepresentants: false };
  const { detail, note, isFile } = corrected;
  return {
    what: isFile ? 'same' : note === undefined ? 'file' : 'note',
    note: note ?? '',
    typeCode: offered(detail.typeCode),
    title: detail.title,
    serviceDate: dayOf(new Date(detail.serviceStart)),
    sight: detail.invisiblePatient ? (detail.masked ? 'both' : 'waits') : detail.masked ? 'masked' : 'all',
    fromRepresentants: detail.invisibleRepresentants === true,
  };
}

/** What can be deposited again of a document: its note, or its file. */
export const contentOf = (view: ReadingView): Pick<Corrected, 'note' | 'isFile'> => ({
  note: noteIn(view),
  isFile: view.blocks.some(({ kind }) => kind === 'pdf' || kind === 'image'),
});

/** The text of a note, as it was typed; undefined: the document is not one. */
function noteIn({ blocks, sections }: ReadingView): string | undefined {
  const [section] = sections;
  if (blocks.length > 0 || sections.length !== 1 || section === undefined || section.sections.length > 0) return undefined;
  const paragraphs: string[] = [];
  for (const block of section.blocks) {
    if (block.kind !== 'paragraph') return undefined;
    let text = '';
    for (const inline of block.children) {
      if (inline.kind === 'text') text += inline.text;
      else if (inline.kind === 'break') text += '\n';
      else return undefined;
    }
    paragraphs.push(text);
  }
  return paragraphs.join('\n\n');
}

export const titleOf = ({ title, typeCode }: Draft, { types }: DepositOptions): string => title ?? types.find(({ code }) => code === typeCode)?.label ?? '';

export type Faults = Readonly<Partial<Record<'file' | 'note' | 'typeCode' | 'title' | 'serviceDate', string>>>;

export function faultsOf(draft: Draft, options: DepositOptions, file: File | undefined, { errors }: Words['deposit']): Faults {
  const faults: Partial<Record<keyof Faults, string>> = {};
  const title = titleOf(draft, options).trim();
  if (draft.what === 'file' && file === undefined) faults.file = errors.file;
  if (draft.what === 'note' && draft.note.trim() === '') faults.note = errors.note;
  if (draft.what === 'note' && draft.note.trim().length > noteMaximum) faults.note = errors.noteLong(noteMaximum);
  if (draft.typeCode === undefined) faults.typeCode = errors.type;
  else if (title === '' || title.length > 200) faults.title = errors.name;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.serviceDate)) faults.serviceDate = errors.date;
  else if (draft.serviceDate > today()) faults.serviceDate = errors.future;
  return faults;
}

export const hiddenFrom = ({ sight, fromRepresentants }: Pick<Draft, 'sight' | 'fromRepresentants'>) => ({
  masked: sight === 'masked' || sight === 'both',
  hiddenFromPatient: sight === 'waits' || sight === 'both',
  hiddenFromRepresentants: fromRepresentants,
});

/** Fields first, then the file. `attempt`: the same for what is sent again. */
export function formOf(
  draft: Draft,
  options: DepositOptions,
  { attempt, file, takes }: { readonly attempt: string; readonly file: File | undefined; readonly takes: Corrected['takes'] | undefined },
): FormData {
  const form = new FormData();
  form.set('attempt', attempt);
  form.set('title', titleOf(draft, options).trim());
  form.set('typeCode', draft.typeCode ?? '');
  form.set('serviceDate', draft.serviceDate);
  for (const [name, hidden] of Object.entries(hiddenFrom(draft))) form.set(name, String(hidden));
  for (const [name, id] of Object.entries(takes ?? {})) form.set(name, id);
  if (draft.what === 'note') form.set('note', draft.note.trim());
  if (draft.what === 'same') form.set('keepsContent', 'true');
  if (draft.what === 'file' && file !== undefined) form.set('file', file);
  return form;
}
