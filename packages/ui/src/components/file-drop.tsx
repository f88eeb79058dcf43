// Choosing a file: by button, by camera where there is one, by dropping it, or by pasting it on one of the buttons. Everything a drop can do a button does too.
// React Aria's drop zone is left aside: it adds a stop for the keyboard, out of sight, under an English name.

import { Camera, CircleAlert, FileCheck, FileUp, X } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, type ReactNode, useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
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
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const [first] = files ?? [];
    if (first !== undefined) onFile(first);
  };
  const over = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const paste = ({ clipboardData }: ClipboardEvent): void => take(clipboardData.files);
  return (
    <div className="field" role="group" aria-labelledby={labelId} onPaste={paste}>
      <span className="field-label" id={labelId}>
        {label}
      </span>
      <div className="field-help">{help}</div>
      <div
        className="file-drop"
        data-filled={file === undefined ? undefined : ''}
        data-drop-target={isOver ? '' : undefined}
        onDragEnter={over}
        onDragOver={over}
        onDragLeave={({ currentTarget, relatedTarget }) => {
          if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
        }}
        onDrop={drop}
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
      </div>
      {error !== undefined && (
        <p className="field-error" role="alert">
          <CircleAlert />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
