// Easy French of passkeys.

import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

export const patientPasskeys: Some<PatientWords['passkeys']> = {
  refused: 'Cette clé ne marche pas ici',
  noneHere: 'Cet appareil n’a pas de clé d’accès ? Entrez avec votre mot de passe.',
  faults: {
    unsupported: {
      title: 'Les clés d’accès ne marchent pas ici',
      detail: 'Entrez avec votre identifiant et votre mot de passe. Ou prenez un autre appareil.',
    },
    cancelled: { title: 'Rien n’a changé', detail: 'Vous avez arrêté, ou le temps est passé. Vous pouvez recommencer.' },
    known: { detail: 'Regardez dans votre liste. Pour une autre clé, prenez un autre appareil.' },
    unable: {
      title: 'Cet appareil ne peut pas le faire',
      detail: 'L’appareil doit demander un code, le doigt ou le visage. Réglez cela dans l’appareil. Ou prenez un autre appareil.',
    },
  },
  lead: 'Avec une clé d’accès, vous entrez sans mot de passe. Vous montrez le doigt ou le visage, ou vous tapez le code de l’appareil.',
  none: 'Vous n’avez pas de clé d’accès.',
  elsewhere: 'Vos clés marchent sur vos autres appareils. Ici, prenez votre mot de passe.',
  how: 'Votre appareil demande votre doigt, votre visage ou son code. Carnet ne voit rien de cela.',
  shared:
    'Vous n’avez pas de téléphone ? Une clé de sécurité marche aussi : on la branche sur l’ordinateur. L’ordinateur est à une autre personne ? Ne gardez rien dedans.',
  nameHelp: 'Ce nom vous aide à trouver la clé dans la liste.',
  added: 'Votre clé est ajoutée. Vous recevez un mail.',
  addedOn: 'Ajoutée :',
  lastUsed: 'Utilisée pour la dernière fois :',
  neverUsed: 'Jamais utilisée',
  rename: 'Changer le nom',
  renameOf: (name) => `Changer le nom de « ${name} »`,
  save: 'Garder ce nom',
  removing: 'Cette clé ne marchera plus. Carnet se ferme sur vos autres appareils. Vous recevez un mail.',
  removingThere: 'Votre appareil montre peut-être encore la clé. Supprimez la clé dans ses mots de passe.',
  removed: 'Votre clé est retirée. Carnet est fermé sur vos autres appareils.',
};
