// Sends what is being added: in one form where it is small, part by part where a network that falls would cost much. What has left already, before a
// tab closed or a session ended, is not sent again.

import type { DocumentDetail } from '@carnet/contract';
import { callDoor, sendForm } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useRef, useState } from 'react';
import { recordPath } from '../../queries.ts';
import { useDossierId, useSession } from '../../session.tsx';
import type { Draft } from './details-fields.tsx';
import { digestOf } from './file-digest.ts';
import { keepUpload, readUpload } from './kept-draft.ts';
import { sendInParts } from './send-in-parts.ts';
import { goesInParts } from './upload-plan.ts';

interface SendingState {
  /** Between 0 and 1. */
  readonly sent: number;
  /** There is no network: said until it goes on by itself. */
  readonly paused: string | undefined;
  readonly send: (draft: Draft, file: File) => Promise<DocumentDetail>;
  /** Nothing more leaves, and what had left is erased. */
  readonly giveUp: () => Promise<void>;
}

function formOf({ title, typeCode, serviceDate, comments, masked, secret }: Draft, file: File): FormData {
  const body = new FormData();
  body.set('title', title.trim());
  body.set('typeCode', typeCode ?? '');
  body.set('serviceDate', serviceDate);
  if (comments.trim() !== '') body.set('comments', comments.trim());
  body.set('masked', masked ? 'true' : 'false');
  if (secret) body.set('hiddenFromRepresentants', 'true');
  body.set('file', file);
  return body;
}

export function useSending(): SendingState {
  const { adding } = useWords().documents;
  const { personneId } = useSession();
  const dossierId = useDossierId();
  const owner = { personneId, dossierId };
  const [sent, setSent] = useState(0);
  const [waiting, setWaiting] = useState(false);
  const stop = useRef<AbortController | undefined>(undefined);
  const uploads = recordPath(dossierId, '/uploads');

  const send = async (draft: Draft, file: File): Promise<DocumentDetail> => {
    const { signal } = (stop.current = new AbortController());
    setSent(0);
    setWaiting(false);
    const sha256 = goesInParts(file.size) ? await digestOf(file) : undefined;
    const { title, typeCode, serviceDate, comments, masked, secret } = draft;
    if (sha256 === undefined || typeCode === undefined)
      return sendForm<DocumentDetail>(recordPath(dossierId, '/documents'), formOf(draft, file), setSent, signal);
    const kept = await readUpload(owner);
    return sendInParts({
      path: uploads,
      file,
      hiddenFromRepresentants: secret,
      deposit: { title: title.trim(), typeCode, serviceDate, masked, sha256, ...(comments.trim() === '' ? {} : { comments: comments.trim() }) },
      begun: kept?.sha256 === sha256 && kept.secret === secret ? kept.id : undefined,
      // Where the browser refuses to keep it, a closed tab begins anew.
      onBegun: (id) => void keepUpload(owner, { id, sha256, secret }).catch(() => undefined),
      onProgress: setSent,
      onWaiting: setWaiting,
      signal,
    });
  };
  const giveUp = async (): Promise<void> => {
    stop.current?.abort();
    const kept = await readUpload(owner);
    // Not heard, it ends by itself within a day.
    if (kept !== undefined) await callDoor(`${uploads}/${kept.id}`, { method: 'DELETE' }).catch(() => undefined);
  };
  return { sent, paused: waiting ? adding.waiting : undefined, send, giveUp };
}
