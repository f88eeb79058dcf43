// French of the professional app, around the record: my patients, agreements, the médecin traitant, labels, connexion secrète, the matrix.

import { lasting } from '../lasting.ts';
import { formatNumber as number, plural } from '../plural.ts';

export const care = {
  patients: {
    title: 'Mes patients',
    lead: 'Les dossiers que vous pouvez ouvrir aujourd’hui.',
    leadSecretariat: 'Les patients qui ont donné leur accord à votre équipe de soins. Vous lisez leur nom, jamais leur dossier.',
    filter: 'Afficher',
    filters: { all: 'Tous', new: 'Accords de moins de 30 jours', documents: 'Documents nouveaux', expiring: 'Accords qui finissent sous 30 jours' },
    count: (total: number) => plural('fr', total, { zero: 'Aucun patient', one: '1 patient', other: `${number('fr', total)} patients` }),
    shown: (shown: number) => plural('fr', shown, { zero: 'Aucun patient', one: '1 patient affiché', other: `${number('fr', shown)} patients affichés` }),
    ties: {
      'medecin-traitant': 'Médecin traitant',
      'administrateur': 'Administrateur du dossier',
      'autorisation': 'Vous êtes autorisé',
      'equipe': (structure: string) => `Équipe de ${structure}`,
    },
    until: (day: string) => `jusqu’au ${day}`,
    soon: 'Finit bientôt',
    never: 'jamais ouvert',
    last: 'ouvert',
    newDocuments: (count: number) => plural('fr', count, { one: '1 document nouveau', other: `${number('fr', count)} documents nouveaux` }),
    more: 'Afficher la suite',
    empty: {
      all: {
        title: 'Aucun patient pour l’instant',
        why: 'Un patient apparaît ici quand il vous autorise, ou quand il choisit votre équipe ou vous comme médecin traitant.',
      },
      new: { title: 'Aucun accord récent', why: 'Personne ne vous a autorisé au cours des trente derniers jours.' },
      documents: { title: 'Rien de nouveau', why: 'Aucun document n’est arrivé depuis votre dernière visite dans les dossiers que vous avez déjà ouverts.' },
      expiring: { title: 'Aucun accord ne finit bientôt', why: 'Les accords qui prennent fin dans les trente jours seront rappelés ici.' },
    },
    emptySecretariat: { title: 'Aucun patient pour l’instant', why: 'Un patient apparaît ici quand son accord à votre équipe de soins est enregistré.' },
  },

  secretariat: {
    title: 'Enregistrer l’accord d’un patient',
    lead: 'Avec votre carte, vous enregistrez l’accord d’un patient pour votre équipe de soins. Vous ne lisez aucun dossier.',
    noStructure: {
      title: 'Choisissez d’abord votre structure',
      why: 'L’accord est donné à l’équipe d’une structure. Sans elle, rien ne peut être enregistré.',
    },
    valid: {
      title: 'Votre équipe est autorisée',
      until: (day: string) => `L’accord du patient vaut jusqu’au ${day}. Vous pouvez le prolonger.`,
    },
    closedToYou: {
      title: 'Cette page est réservée aux professionnels de santé',
      why: 'La carte d’une secrétaire enregistre l’accord du patient et dépose les documents de la structure. Elle n’ouvre jamais un dossier (matrice des droits du DMP).',
      action: 'Enregistrer un accord',
    },
    action: 'Enregistrer l’accord pour l’équipe',
  },
  otherRole: {
    title: 'Cette carte n’ouvre pas de dossier',
    why: 'Elle sert à piloter ou à exploiter Carnet. Les dossiers ne s’ouvrent qu’avec la carte d’un professionnel de santé.',
    action: 'Aller au pilotage',
  },

  agreement: {
    stayEndsOn: 'Dernier jour de la prise en charge',
    stayHelp: (days: number) => `S’il n’est pas connu, laissez vide : l’accord vaut alors ${lasting('fr', days)}.`,
    toldForTeam: 'Le patient verra cet accord dans son espace, avec votre nom et celui de la structure, et pourra le retirer à tout moment.',
    recordedUntil: (day: string) => `L’accord du patient est enregistré. Il vaut jusqu’au ${day}.`,
    badDay: (days: number) => `Choisissez un jour entre aujourd’hui et dans ${lasting('fr', days)}.`,
    renew: 'Renouveler l’accord et ouvrir le dossier',
  },

  occupational: {
    title: 'Le patient ne vous a pas donné son accord exprès',
    why: 'Un médecin du travail n’ouvre un dossier qu’avec l’accord exprès du patient (article L.1111-17 IV du code de la santé publique). Vous ne pouvez pas l’enregistrer à sa place.',
    who: 'Le patient le donne lui-même, depuis son espace, page « Qui peut voir mon dossier ». Il peut refuser : ce n’est pas une faute, et ni son employeur ni votre service n’en sont informés.',
  },

  mine: {
    title: 'Votre accès à ce dossier',
    medecinTraitant: 'Vous êtes le médecin traitant : vous accédez au dossier sans autre accord.',
    administrateur: 'Le patient vous a donné les droits du médecin traitant sur ce dossier.',
    until: (day: string) => `Le patient vous a autorisé jusqu’au ${day}.`,
    teamUntil: (day: string) => `Le patient a autorisé votre équipe de soins jusqu’au ${day}.`,
    renew: 'Renouveler l’accord',
    withdraw: {
      open: 'Mettre fin à mon accès',
      title: 'Mettre fin à votre accès',
      why: 'Votre propre autorisation prend fin tout de suite. Pour rouvrir le dossier, il faudra de nouveau l’accord du patient.',
      team: 'L’accord donné à votre équipe de soins, s’il y en a un, n’est pas retiré : le patient seul le peut.',
      action: 'Mettre fin à mon accès',
      done: 'Votre autorisation a pris fin.',
    },
    become: {
      open: 'Devenir médecin traitant',
      title: 'Devenir le médecin traitant',
      why: 'Vous accéderez au dossier sans autre accord, vous verrez aussi les documents masqués et le journal entier. Vous prendrez la place du médecin traitant actuel, s’il y en a un.',
      agreement: 'Le patient, informé, me choisit comme médecin traitant.',
      required: 'Recueillez l’accord du patient, puis cochez la case.',
      action: 'Devenir médecin traitant',
      done: 'Vous êtes le médecin traitant. Le patient en est prévenu.',
    },
    leave: {
      open: 'Ne plus être médecin traitant',
      title: 'Ne plus être le médecin traitant',
      why: 'Vous ne verrez plus ce dossier, sauf si le patient vous autorise autrement. Il en est prévenu.',
      action: 'Ne plus être médecin traitant',
      done: 'Vous n’êtes plus le médecin traitant. Le patient en est prévenu.',
    },
  },

  block: {
    open: 'Fermer à un professionnel',
    title: 'Fermer le dossier à un professionnel',
    why: 'À la demande du patient seulement. Ce professionnel ne pourra plus rien consulter, même en urgence ; il pourra encore déposer. Le patient seul pourra revenir sur ce choix.',
    number: 'Numéro RPPS du professionnel',
    numberHelp: '11 chiffres, imprimés sur ses ordonnances.',
    missing: 'Saisissez le numéro RPPS.',
    asked: 'Le patient me le demande.',
    askedRequired: 'Cochez la case si c’est bien le patient qui le demande. Sinon, ne fermez rien.',
    traced: 'Votre nom et votre geste sont inscrits au journal du patient.',
    action: 'Fermer le dossier à ce professionnel',
    done: 'Le dossier est fermé à ce professionnel.',
    of: (name: string) => `Fermer le dossier à ${name}`,
  },

  labels: {
    releasesOn: (day: string) => `Sans annonce de votre part, il lui sera montré le ${day}.`,
    hiddenFromRepresentants: 'Caché aux représentants',
    representantsBand: 'Les représentants du patient ne voient pas ce document.',
    showToPatient: {
      open: 'Montrer au patient',
      title: 'Montrer ce document au patient',
      why: 'Le patient le verra tout de suite dans son espace, et en sera prévenu. On ne peut pas revenir en arrière.',
      tick: 'J’ai annoncé au patient ce que dit ce document.',
      required: 'Annoncez d’abord le résultat au patient, puis cochez la case.',
      action: 'Montrer au patient',
      done: 'Le patient peut maintenant lire ce document.',
    },
    showToRepresentants: {
      open: 'Montrer aux représentants',
      title: 'Montrer ce document aux représentants du patient',
      why: 'Ses parents, ou la personne qui le représente, le verront tout de suite. On ne peut pas revenir en arrière.',
      tick: 'Le patient, informé, ne s’y oppose pas.',
      required: 'Assurez-vous que le patient ne s’y oppose pas, puis cochez la case.',
      action: 'Montrer aux représentants',
      done: 'Les représentants du patient peuvent maintenant lire ce document.',
    },
    archive: {
      open: 'Archiver',
      title: 'Archiver ce document',
      why: 'Il quitte la liste de tous les jours et rejoint les archives du dossier, où il reste lisible. Vous pourrez l’en sortir.',
      action: 'Archiver',
      done: 'Le document est archivé.',
    },
    unarchive: {
      open: 'Sortir des archives',
      title: 'Sortir ce document des archives',
      why: 'Il revient dans la liste de tous les jours.',
      action: 'Sortir des archives',
      done: 'Le document est revenu dans la liste.',
    },
    archivedBand: 'Ce document est archivé.',
    archives: 'Archives du dossier',
    emptyArchives: { title: 'Aucun document archivé', why: 'Ce que son auteur ou le médecin traitant met de côté se retrouve ici.' },
    notYours: {
      archive:
        'Seuls l’auteur de ce document et le médecin traitant peuvent l’archiver, ou l’en sortir. Pour un document du patient : lui, ou son médecin traitant.',
      show: 'Vous ne pouvez pas lever cette restriction maintenant. Un professionnel autorisé le peut, hors urgence.',
    },
  },

  secret: {
    open: 'Connexion secrète',
    title: 'Passer en connexion secrète',
    why: 'À la demande d’un mineur qui veut garder le secret sur un soin (articles L.1111-5 et R.1111-50 du code de la santé publique).',
    what: [
      'Tout ce que vous déposerez sera caché à ses représentants.',
      'Vos consultations et vos dépôts n’apparaîtront ni dans leur journal, ni dans leurs avis.',
      'Ce que vous avez fait avant n’est pas changé.',
    ],
    action: 'Passer en connexion secrète',
    done: 'La connexion secrète est active pour ce dossier.',
    band: 'Connexion secrète',
    bandWhy: 'Ce que vous faites dans ce dossier n’est pas montré aux représentants.',
    end: 'Terminer la connexion secrète',
    ended: 'La connexion secrète est terminée.',
  },

  centre15: {
    action: 'Régulation (centre 15)',
    title: 'Ouvrir ce dossier pour la régulation',
    what: 'À n’employer que pour un appel reçu par le centre 15 (article L.1111-17 du code de la santé publique).',
    reason: 'Motif de l’appel',
    reasonHelp: 'Facultatif. Le patient le lira. Par exemple : « Douleur thoracique, appel du conjoint ».',
    confirm: 'Ouvrir pour la régulation',
  },

  matrix: {
    title: 'Ce que ma profession peut lire',
    link: 'Ce que ma profession peut lire',
    lead: (profession: string) => `Les types de documents ouverts à votre profession : ${profession}.`,
    source: (source: string, day: string) => `Matrice d’habilitation en vigueur depuis le ${day}. Source : ${source}.`,
    none: { title: 'Aucune matrice n’est en vigueur', why: 'Tant qu’aucune n’est chargée, personne ne lit aucun document.' },
    count: (open: number, total: number) => `${number('fr', open)} types ouverts sur ${number('fr', total)}`,
    show: 'Afficher',
    shows: { all: 'Tous les types', open: 'Types ouverts', closed: 'Types fermés' },
    columns: { type: 'Type de document', may: 'Vous le lisez', origin: 'D’où vient la règle' },
    open: 'Oui',
    closed: 'Non',
    origins: { sourced: 'Texte officiel', prudent: 'Défaut prudent de Carnet, faute de texte connu' },
    rest: 'La matrice dit ce qui se lit, jamais ce qui se dépose.',
    back: 'Revenir aux patients',
  },
};
