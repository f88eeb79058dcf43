// The file somebody chose: looked at and lightened on the device, then asked after: the record may hold it already.

import type { Alike } from '@carnet/contract';
import { callDoor, formatSize, prepareFile, useKitWords, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useEffect, useRef, useState } from 'react';
import { recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { digestOf } from './file-digest.ts';

/** Undefined: it is not there, or nobody can say. */
async function foundAlike(dossierId: string, file: File): Promise<Alike['document']> {
  const sha256 = await digestOf(file);
  if (sha256 === undefined) return undefined;
  return callDoor<Alike>(recordPath(dossierId, '/documents/alike'), { method: 'POST', body: { sha256 } }).then(
    ({ document }) => document,
    () => undefined,
  );
}

export function useChosenFile(onPrepared: (file: File) => void) {
  const { adding } = useWords().documents;
  const words = useKitWords();
  const { language } = useLanguage();
  const dossierId = useDossierId();
  const [file, setFile] = useState<File | undefined>(undefined);
  const [fileError, setFileError] = useState<string | undefined>(undefined);
  const [lightened, setLightened] = useState<string | undefined>(undefined);
  const [preparing, setPreparing] = useState(false);
  const [alike, setAlike] = useState<Alike['document']>(undefined);
  const lastChosen = useRef<File | undefined>(undefined);
  useEffect(() => {
    let left = false;
    setAlike(undefined);
    if (file !== undefined)
      void foundAlike(dossierId, file).then((found) => {
        if (!left) setAlike(found);
      });
    return () => {
      left = true;
    };
  }, [dossierId, file]);

  const choose = async (chosen: File | undefined): Promise<void> => {
    lastChosen.current = chosen;
    setFile(undefined);
    setFileError(undefined);
    setLightened(undefined);
    setPreparing(chosen !== undefined);
    if (chosen === undefined) return;
    const prepared = await prepareFile(chosen);
    // A large photo takes seconds on a slow phone: another file chosen meanwhile is the one that counts.
    if (lastChosen.current !== chosen) return;
    setPreparing(false);
    if (!prepared.ok) {
      setFileError(prepared.fault === 'size' ? adding.errors.size(formatSize(chosen.size, language, words)) : adding.errors[prepared.fault]);
      return;
    }
    setFile(prepared.file);
    onPrepared(prepared.file);
    if (prepared.lightened) setLightened(adding.lightened(formatSize(chosen.size, language, words), formatSize(prepared.file.size, language, words)));
  };
  return { file, fileError, lightened, preparing, alike, choose, setFile };
}
