// Choosing a file: by button, by camera where there is one, or by dropping it. Everything a drop can do a button does too.

import { Camera, FileCheck, FileUp, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { formatSize, useKitWords, useLanguage } from '../wording/index.ts';
import { Button, IconButton } from './button.tsx';

/** Asks the device for photos, one or several, from its camera or from what it holds. */
export function PhotoButton({
  icon,
  children,
  camera = false,
  isDisabled,
  onPhotos,
}: {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  /** Shown where there is one that fingers hold. */
  readonly camera?: boolean;
  readonly isDisabled: boolean;
  readonly onPhotos: (photos: readonly File[]) => void;
}): ReactNode {
  const trigger = (
    <FileTrigger
      acceptedFileTypes={['image/*']}
      onSelect={(files) => onPhotos([...(files ?? [])])}
      {...(camera ? { defaultCamera: 'environment' as const } : { allowsMultiple: true })}
    >
      <Button icon={icon} isDisabled={isDisabled}>
        {children}
      </Button>
    </FileTrigger>
  );
  return camera ? <span className="file-camera">{trigger}</span> : trigger;
}

interface FileDropProps {
  readonly label: string;
  readonly help: ReactNode;
  readonly accept: readonly string[];
  readonly file: File | undefined;
  readonly onFile: (file: File | undefined) => void;
  readonly error?: string | undefined;
  /** Another way to have a file, beside those. */
  readonly otherWay?: ReactNode;
  /** Shown in place of the form once a file is chosen. */
  readonly preview?: ReactNode;
}

export function FileDrop({ label, help, accept, file, onFile, error, otherWay, preview }: FileDropProps): ReactNode {
  const words = useKitWords();
  const labelId = useId();
  const { language } = useLanguage();
  const takesPictures = accept.some((type) => type.startsWith('image/'));
  const take = (files: FileList | null): void => {
    const [first] = files ?? [];
    if (first !== undefined) onFile(first);
  };
  return (
    <div className="field" role="group" aria-label={label}>
      <span className="field-label" id={labelId}>
        {label}
      </span>
      <div className="field-help">{help}</div>
      <DropZone
        className="file-drop"
        data-filled={file === undefined ? undefined : ''}
        aria-labelledby={labelId}
        onDrop={(event) => {
          const dropped = event.items.find((item) => item.kind === 'file');
          if (dropped?.kind === 'file') void dropped.getFile().then(onFile);
        }}
      >
        {file === undefined ? (
          <>
            <FileUp className="file-drop-icon" />
            <p className="file-drop-invite">
              {words.file.drop} <span className="quiet">{words.file.or}</span>
            </p>
          </>
        ) : (
          <div className="file-chosen">
            {preview ?? <FileCheck className="file-drop-icon" />}
            <p className="file-name">{words.file.chosen(file.name, formatSize(file.size, language, words))}</p>
            <IconButton label={words.file.remove} icon={<X />} onPress={() => onFile(undefined)} />
          </div>
        )}
        <div className="row file-drop-actions">
          <FileTrigger acceptedFileTypes={accept} onSelect={take}>
            <Button icon={<FileUp />}>{file === undefined ? words.file.choose : words.file.change}</Button>
          </FileTrigger>
          {takesPictures && (
            <span className="file-camera">
              <FileTrigger acceptedFileTypes={['image/*']} defaultCamera="environment" onSelect={take}>
                <AriaButton className="button" data-kind="secondary">
                  <Camera />
                  <span className="button-word">{words.file.camera}</span>
                </AriaButton>
              </FileTrigger>
            </span>
          )}
          {otherWay}
        </div>
      </DropZone>
      {error !== undefined && (
        <p className="field-error" role="alert">
          <X />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
