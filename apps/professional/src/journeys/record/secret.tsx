// Connexion secrète (R.1111-50 CSP): asked by a minor, switched on here after what it does was said, and in sight as long as it lasts. The
// server remembers it for this record and this session.

import { Button, ConfirmDialog, MaskIcon, ProblemNotice, useAnnounce } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { enterSecret, leaveSecret } from '../../api.ts';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';

export function SecretSwitch({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { secret } = useWords().care;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button kind="quiet" icon={<MaskIcon />} onPress={() => setAsked(true)}>
        {secret.open}
      </Button>
      {asked && (
        <ConfirmDialog
          isOpen
          onClose={() => setAsked(false)}
          title={secret.title}
          confirmLabel={secret.action}
          onConfirm={async () => {
            await enterSecret(dossierId);
            announce(secret.done);
            await queries.invalidateQueries({ queryKey: ['dossier', dossierId] });
          }}
        >
          <p>{secret.why}</p>
          <ul className="bulleted">
            {secret.what.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}

export function SecretBand({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { secret } = useWords().care;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const end = useOnce({
    mutationFn: () => leaveSecret(dossierId),
    onSuccess: async () => {
      announce(secret.ended);
      await queries.invalidateQueries({ queryKey: ['dossier', dossierId] });
    },
  });
  return (
    <section className="secret-band" aria-label={secret.band}>
      <MaskIcon />
      <p className="emergency-words">
        <strong>{secret.band}</strong>
        <span>{secret.bandWhy}</span>
      </p>
      <Button small isPending={end.isPending} onPress={() => end.mutate()}>
        {secret.end}
      </Button>
      {end.error !== null && <ProblemNotice error={end.error} />}
    </section>
  );
}
