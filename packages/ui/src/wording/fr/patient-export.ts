// French of the copy of a record that one takes away.

import { of } from '../of-name.ts';
import { formatNumber as number, plural } from '../plural.ts';

export const patientExport = {
  title: 'Emporter mon dossier',
  titleOf: (name: string) => `Emporter le dossier ${of(name)}`,
  lead: 'Une copie de tout ce que vous pouvez lire, dans un seul fichier, à garder chez vous.',
  what: [
    'Les documents, tels qu’ils ont été déposés, avec une page à lire pour chacun.',
    'Le profil, les mesures, les remboursements, les accès et le journal, aussi pour un tableur.',
    'Un résumé et un format que les logiciels de santé savent reprendre.',
  ],
  opens: 'Le fichier s’ouvre sur n’importe quel ordinateur, sans Internet : décompressez-le, puis ouvrez index.html.',
  ask: 'Préparer la copie',
  askAgain: 'Préparer une nouvelle copie',
  asked: 'La copie se prépare. Vous pouvez quitter cette page.',
  preparing: {
    title: 'La copie se prépare',
    body: 'Vous pouvez fermer cette page et revenir : un avis vous dira qu’elle est prête.',
    waiting: 'Elle attend son tour.',
    done: (done: number, total: number) => `${number('fr', done)} sur ${plural('fr', total, { one: '1 document', other: `${number('fr', total)} documents` })}`,
    progress: 'Avancement de la copie',
    giveUp: 'Y renoncer',
    givenUp: 'La copie est abandonnée.',
  },
  ready: {
    title: 'La copie est prête',
    made: 'Faite :',
    until: 'Elle reste ici jusqu’au',
    alone: 'Ensuite elle est détruite. Vous seul pouvez la télécharger, une fois connecté.',
    download: 'Télécharger',
    safe: 'Une fois chez vous, elle n’est plus protégée par un mot de passe : évitez un ordinateur partagé.',
    delete: 'La supprimer maintenant',
    deleted: 'La copie est supprimée.',
  },
  expired: { title: 'Cette copie n’est plus là', body: 'Son délai est passé et elle a été détruite. Vous pouvez en demander une autre.' },
  failed: {
    title: 'La copie n’a pas pu être faite',
    rights: 'Vous n’avez plus le droit d’emporter ce dossier. Demandez à la personne qu’il concerne.',
    error: 'Nous avons essayé plusieurs fois. Rien n’est perdu : demandez-en une autre, ou appelez l’aide si cela continue.',
  },
  kept: (days: number) => plural('fr', days, { one: 'Une fois prête, elle vous attend 1 jour.', other: `Une fois prête, elle vous attend ${days} jours.` }),
  beforeClosing: 'Emporter tout mon dossier',
};
