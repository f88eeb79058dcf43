// The file of a deposit: looked at, and made lighter, on the device; what cannot go is said before anything is sent.

import { FileDrop, PicturePreview, formatSize, prepareFile, useKitWords, useLanguage } from '@carnet/ui';
import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../words.ts';

export interface ChosenFile {
  readonly file: File | undefined;
  readonly fault: string | undefined;
  readonly lightened: string | undefined;
  readonly preparing: boolean;
  readonly choose: (file: File | undefined) => void;
}

const nothing = { file: undefined, fault: undefined, lightened: undefined, preparing: false } as const;

export function useChosenFile(maximumBytes: number): ChosenFile {
  const { deposit } = useWords();
  const words = useKitWords();
  const { language } = useLanguage();
  const [state, setState] = useState<Omit<ChosenFile, 'choose'>>(nothing);
  const last = useRef<File | undefined>(undefined);
  const choose = async (chosen: File | undefined): Promise<void> => {
    last.current = chosen;
    setState({ ...nothing, preparing: chosen !== undefined });
    if (chosen === undefined) return;
    const prepared = await prepareFile(chosen);
    // A large photo takes seconds on a slow phone: another file chosen meanwhile is the one that counts.
    if (last.current !== chosen) return;
    const size = (one: File): string => formatSize(one.size, language, words);
    const tooLarge = deposit.errors.size(size(chosen), formatSize(maximumBytes, language, words));
    if (!prepared.ok) setState({ ...nothing, fault: prepared.fault === 'size' ? tooLarge : deposit.errors[prepared.fault] });
    else if (prepared.file.size > maximumBytes) setState({ ...nothing, fault: tooLarge });
    else setState({ ...nothing, file: prepared.file, lightened: prepared.lightened ? deposit.lightened(size(chosen), size(prepared.file)) : undefined });
  };
  return { ...state, choose: (chosen) => void choose(chosen) };
}

interface FieldProps {
  readonly chosen: ChosenFile;
  readonly accept: readonly string[];
  readonly maximumBytes: number;
  readonly error: string | undefined;
}

export function FileField({ chosen: { file, fault, lightened, preparing, choose }, accept, maximumBytes, error }: FieldProps): ReactNode {
  const { deposit } = useWords();
  const words = useKitWords();
  const { language } = useLanguage();
  return (
    <div>
      <FileDrop
        label={deposit.file}
        help={deposit.limits(formatSize(maximumBytes, language, words))}
        accept={accept}
        file={file}
        onFile={choose}
        error={fault ?? (preparing ? undefined : error)}
        preview={file?.type.startsWith('image/') === true ? <PicturePreview file={file} /> : undefined}
      />
      <p role="status" className="small quiet">
        {preparing ? deposit.preparing : lightened}
      </p>
    </div>
  );
}
