// Who used the code, until when, and the way to take it back at once.

import type { RedeemedShare } from '@carnet/contract';
import { Button, ConfirmDialog, DateText, DoneIcon, TextLink, callDoor } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { useAct } from '../accesses/asked.ts';

export function RedeemedCode({ share, onAnother }: { readonly share: RedeemedShare; readonly onAnother: () => void }): ReactNode {
  const { redeemed } = useWords().share;
  const dossierId = useDossierId();
  const client = useQueryClient();
  const act = useAct();
  const [withdrawing, setWithdrawing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { by, until, already } = share;
  const { displayName: name } = by;
  const withdraw = (): Promise<void> =>
    act(async () => {
      await callDoor(recordPath(dossierId, '/accesses/withdraw'), { method: 'POST', body: { kind: 'professionnel', id: by.id } });
      await client.invalidateQueries({ queryKey: queries.share(dossierId).queryKey });
      return redeemed.withdrawn(name);
    });
  return (
    <section className="share-done stack" aria-labelledby="share-done">
      {/* Spoken where the focus was elsewhere: somebody has just used what was on the screen. */}
      <div role="status" className="visually-hidden">
        {redeemed.announced(name)}
      </div>
      <h2 id="share-done" ref={heading} tabIndex={-1} className="icon-word">
        <DoneIcon />
        {redeemed.title(name)}
      </h2>
      <p>
        {by.professionLabel}
        {by.structureName !== undefined && ` · ${by.structureName}`}
      </p>
      {until === undefined ? (
        <p>{redeemed.treats}</p>
      ) : (
        <p>
          {redeemed.untilLead} <DateText iso={until} as="moment" exact />.
        </p>
      )}
      {already && until !== undefined && <p>{redeemed.already}</p>}
      <p className="quiet">{redeemed.notThem}</p>
      <p className="row">
        <Button onPress={onAnother}>{redeemed.another}</Button>
        {until !== undefined && (
          <Button kind="danger" onPress={() => setWithdrawing(true)}>
            {redeemed.withdraw}
          </Button>
        )}
      </p>
      <p>
        <TextLink href="/acces">{redeemed.see}</TextLink>
      </p>
      <ConfirmDialog
        isOpen={withdrawing}
        onClose={() => setWithdrawing(false)}
        title={redeemed.withdrawTitle(name)}
        confirmLabel={redeemed.withdraw}
        danger
        onConfirm={withdraw}
      >
        <p>{redeemed.withdrawBody}</p>
      </ConfirmDialog>
    </section>
  );
}
