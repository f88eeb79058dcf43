// French of a record that is not the reader's own: the sentences that say "votre dossier" to whom it is, as they are said to who acts for them.
// What is missing here is the same for both. "Vous" is whoever reads; the person the record is about is "la personne".

import type { SomePatientWords } from '../patient.ts';
import { formatNumber as number, plural } from '../plural.ts';

const agreement = 'il lui faudra un accord pour lire ce dossier';

export const patientOther: SomePatientWords = {
  binders: {
    title: 'Classeurs',
    own: 'Vous seul voyez les classeurs que vous faites ici : personne d’autre ne les voit, la personne non plus. Un classeur ne déplace aucun document.',
    open: (count) => (count === 0 ? 'Classeurs' : `Classeurs (${number('fr', count)})`),
    remove: {
      what: (count) =>
        plural('fr', count, {
          zero: 'Il est vide.',
          one: 'Le document qu’il contient reste dans ce dossier.',
          other: `Les ${number('fr', count)} documents qu’il contient restent dans ce dossier.`,
        }),
      done: 'Le classeur est supprimé. Ses documents restent dans ce dossier.',
    },
    pinned: 'Le document est épinglé en haut des listes.',
  },
  share: { title: 'Montrer ce dossier à un professionnel', short: 'Montrer ce dossier', withDoctor: 'Partager avec un médecin' },
  misfiled: {
    open: 'Ce document n’est pas de cette personne',
    title: 'Ce document n’est pas de cette personne ?',
    what: 'Il sera mis à l’écart tout de suite : personne ne le lira plus ici, ni vous, ni les professionnels. Seul son auteur le peut encore, pour corriger.',
    next: 'Son auteur et la cellule d’identité vérifient à qui il est. Vous serez prévenu de ce qu’il devient. S’il est bien de cette personne, il reviendra comme avant.',
    instead: 'Vous voulez seulement le cacher ? Choisissez « Masquer » : il reste dans ce dossier.',
    words: 'Pourquoi pensez-vous qu’il est de quelqu’un d’autre ?',
    wordsHelp: 'Par exemple : un autre nom, un examen jamais passé. Lu par son auteur et par la cellule d’identité.',
  },
  nav: { accessesFull: 'Qui peut voir ce dossier' },
  notices: {
    lead: 'Ce qui s’est passé dans ce dossier et que vous devez savoir.',
    kinds: {
      'dossier-cree': { title: 'Le dossier est ouvert', body: 'Les professionnels de santé peuvent y déposer des documents. Vous choisissez qui les lit.' },
      'document-nouveau': { body: 'Il est rangé dans le dossier.' },
      'premier-acces': { title: 'Un professionnel a ouvert ce dossier pour la première fois' },
      'bris-de-glace': { title: 'Ce dossier a été ouvert en urgence' },
      'centre-15': { title: 'Le centre 15 a ouvert ce dossier' },
      'signalement-repondu': { title: 'Un signalement a reçu une réponse', body: 'La réponse est dans « Signalements ».' },
      'copie-prete': {
        title: 'Une copie de ce dossier est prête',
        body: 'La personne qui l’a demandée peut la télécharger dans « Emporter le dossier », et elle seule. Ce n’est pas vous ? Changez de mot de passe.',
      },
      'carte-ouverte': { title: 'Une carte d’urgence de cette personne a été ouverte', body: 'Le journal dit quand, et si son code a été donné.' },
      'code-utilise': {
        title: 'Un professionnel a utilisé un code montré pour cette personne',
        body: 'Il peut consulter ce dossier. Le journal dit qui et quand.',
      },
      'dossier-ferme': { title: 'Ce dossier a été fermé' },
      'dossiers-reunis': {
        title: 'Deux dossiers de cette personne n’en font plus qu’un',
        body: 'Deux dossiers étaient ouverts à son nom. Qui lisait l’un ne lit pas l’autre tant qu’il n’y est pas autorisé.',
      },
      'document-ecarte': { body: 'Son auteur dit qu’il n’est pas de cette personne. Personne ne le lit plus ici, le temps de vérifier à qui il est.' },
      'document-retire': {
        title: 'Un document qui n’était pas de ce dossier a été retiré',
        body: 'La vérification est finie. Les professionnels qui l’avaient lu sont prévenus ; le journal en garde la trace.',
      },
      'document-remis': { title: 'Un document est de retour dans ce dossier', body: 'Vérification faite, il est bien de cette personne.' },
      'document-corrige': { title: 'Un document de cette personne avait été déposé ailleurs par erreur' },
      'acces-injustifie': { title: 'Un accès à ce dossier a été jugé injustifié' },
      'medecin-traitant': { title: 'Le médecin traitant a changé', body: 'S’il y a une erreur, corrigez-la dans « Qui y accède ».' },
    },
    seeAccesses: 'Voir qui accède au dossier',
    seeRelatives: 'Voir les aidants',
  },
  preferences: {
    emergencies:
      'Une ouverture de ce dossier en urgence vous est toujours dite tout de suite, même la nuit : la loi le veut. Un changement de qui peut y entrer aussi, sans attendre.',
    events: {
      'premier-acces': { title: 'Un professionnel ouvre ce dossier pour la première fois' },
      'dossier-cree': { title: 'Le dossier est ouvert ou rouvert' },
    },
  },

  health: {
    bloodHelp: 'Il figure sur la carte de groupe. À l’hôpital, il est toujours vérifié.',
    allergiesNone: 'Aucune allergie connue',
    statement: { unsaid: 'Non dit', list: 'Il y en a :' },
    allergyNames: 'Ses allergies',
  },
  measures: {
    lead: 'Ce que la personne mesure, ou vous pour elle, et ce que les laboratoires ont trouvé, au fil du temps.',
    targetHelp: 'Celui qui a été fixé avec son médecin. Il se trace sur la courbe.',
    chosen: 'Le choix est enregistré.',
  },
  reminders: {
    title: () => 'À penser',
    lead: 'Ce qui est conseillé à son âge, ou avec une maladie, et dont le carnet ne trouve pas trace. Carnet le regarde quand vous ouvrez cette page, et n’en parle à personne : ni courriel, ni notification.',
    none: 'Rien à rappeler aujourd’hui.',
  },
  identity: {
    insHelp: 'Le numéro qui désigne ce dossier dans toute la France. C’est le plus souvent le numéro de sécurité sociale de la personne.',
    wrong: 'Carnet ne modifie pas l’état civil. Adressez-vous à la caisse d’assurance maladie de la personne, qui le corrigera à la source.',
  },
  documents: {
    spaceLead: {
      'synthese': 'L’essentiel de sa santé, résumé par un médecin.',
      'traitement': 'Ses ordonnances et ce qui lui a été délivré.',
      'analyses': 'Ses résultats de laboratoire.',
      'comptes-rendus': 'Ce qu’écrivent les médecins après une consultation ou un séjour.',
      'espace-personnel': 'Ce qui a été ajouté par la personne ou pour elle, et ses documents administratifs.',
    },
    writers: { 'espace-personnel': 'La personne y écrit, et vous pour elle.' },
    counters: {
      explained: (masked) =>
        `${masked === 0 ? 'Aucun document n’est masqué.' : masked === 1 ? '1 document est masqué : les professionnels ne le trouvent pas.' : `${masked} documents sont masqués : les professionnels ne les trouvent pas.`} Vous voyez le total. Leurs auteurs et le médecin traitant les voient aussi.`,
    },
    empty: { all: { body: 'Les documents de ce dossier que vous pouvez lire arriveront ici.' } },
    detail: {
      facts: { arrived: 'Arrivé dans le dossier' },
      depositors: { patient: 'Le patient, ou quelqu’un pour lui' },
      maskedNotice:
        'Ce document est masqué aux professionnels. Le voient encore : la personne et ceux qui agissent pour elle, son auteur et le médecin traitant.',
      gone: { title: 'Ce document n’est pas dans ce dossier', back: 'Voir tous les documents' },
    },
    mask: {
      except: {
        you: 'la personne, et vous',
        doctor: (name) => `${name}, médecin traitant`,
        others: 'les autres professionnels autorisés, selon leur métier',
      },
    },
    unmask: { what: 'Les professionnels autorisés pourront à nouveau le lire, selon leur métier.' },
    delete: { what: 'Il a été ajouté par la personne ou pour elle : vous pouvez le retirer. Il disparaîtra pour tous.' },
    adding: {
      lead: 'Il ira dans l’espace personnel de ce dossier. Les professionnels autorisés le verront, sauf s’il est masqué.',
      categories: { EXPPAT_1: 'Ses volontés et ses droits', EXPPAT_3: 'Ses directives anticipées' },
      hiddenHelp: 'La personne et vous le verrez, avec le médecin traitant. Vous pourrez changer d’avis.',
      send: 'Ajouter à ce dossier',
      storing: 'Envoyé. Rangement dans le dossier…',
      doneTitle: 'Le document est dans le dossier',
      doneVisible: 'Les professionnels autorisés peuvent le lire.',
    },
  },
  accesses: {
    doctorLead: 'Il voit tous les documents, même masqués. Il tient la synthèse.',
    doctorNone: 'Aucun médecin traitant n’est déclaré.',
    doctorDeclare: 'Déclarer son médecin traitant',
    adminExplained:
      'Cette personne a été faite « administrateur » du dossier : elle voit tout, même ce qui est masqué, lit le journal et peut bloquer quelqu’un à la demande du patient. Vous reprenez ces droits ici.',
    authorisedNone: { body: 'Un professionnel demandera un accord avant de lire ce dossier.' },
    seeAsThis: 'Voir le dossier comme cette personne',
    blockedLead: 'Ils ne peuvent pas lire ce dossier, même avec un accord. Ils peuvent encore y déposer un document.',
    blockedNone: 'Personne n’est bloqué.',
    person: { known: 'Déjà connus de ce dossier' },
    authoriseDialog: {
      what: 'Dès maintenant et jusqu’à la date choisie, cette personne pourra lire ce que son métier lui permet de lire. Pas ce qui est masqué.',
      done: (name) => `${name} peut lire ce dossier.`,
    },
    withdrawDialog: {
      what: 'Dès maintenant, la lecture de ce dossier lui sera refusée.',
      after:
        'Cette personne ou cette équipe pourra redemander un accord. Ce qui a déjà été lu le reste. Pour qu’un professionnel n’entre plus du tout, bloquez-le.',
      done: (name) => `${name} n’a plus accès à ce dossier.`,
    },
    blockDialog: {
      what: 'Ce professionnel ne pourra plus lire ce dossier, même si quelqu’un note un accord.',
      doctorTitle: 'C’est le médecin traitant',
      doctor: 'Il ne verra plus rien : ni les traitements, ni les allergies. Il ne pourra plus tenir la synthèse. Parlez-lui d’abord si vous le pouvez.',
      adminTitle: 'Il a les droits du médecin traitant',
      doneDoctor: (name) => `${name}, le médecin traitant, est bloqué : il ne voit plus ce dossier.`,
    },
    unblockDialog: {
      what: 'Ce professionnel ne pourra pas lire ce dossier pour autant : il lui faudra un nouvel accord.',
      done: (name) => `${name} est débloqué. Il lui faut un nouvel accord pour lire ce dossier.`,
    },
    doctorDialog: {
      declareTitle: 'Déclarer son médecin traitant',
      what: 'Ce médecin verra tous les documents, même masqués, et lira le journal. Il tiendra la synthèse.',
      replaced: (name) => `${name} ne sera plus le médecin traitant : ${agreement}.`,
      notInsurance: 'Cela ne remplace pas la déclaration à l’Assurance Maladie, dont dépendent les remboursements.',
      done: (name) => `${name} est le médecin traitant.`,
    },
    doctorEndDialog: {
      title: (name) => `${name} ne sera plus le médecin traitant ?`,
      what: `Dès maintenant, ${agreement}, et ce qui est masqué lui sera caché.`,
      after: 'Ce qu’il a écrit lui reste visible dès qu’il a un accord. Vous pourrez déclarer un autre médecin.',
      done: (name) => `${name} n’est plus le médecin traitant.`,
    },
    giveAdminDialog: {
      what: 'La loi appelle cette personne « administrateur ». Elle verra tous les documents, même masqués, lira le journal et pourra bloquer quelqu’un à la demande du patient.',
    },
    takeAdminDialog: { what: `Dès maintenant, ${agreement}, et ce qui est masqué lui sera caché.` },
  },
  hidden: {
    title: 'Ce qui est caché à certains',
    none: 'Rien n’est caché à quelqu’un en particulier.',
    showDialog: { what: 'Dès maintenant, ce sera de nouveau visible par ceux qui sont autorisés, selon leur métier.' },
    from: { everyoneHelp: 'sauf son auteur et le médecin traitant' },
  },
  seeAs: {
    noTeam: 'Aucune de celles qui sont autorisées',
    bandIfAuthorised: (who) => `Vous voyez ce que verrait, avec un accord : ${who}`,
    refusedTitle: (who) => `${who} ne voit rien de ce dossier`,
    refusedEmergency: 'En cas d’urgence, les choix de la page « Qui y accède » s’appliquent.',
    empty: 'Cette personne entrerait dans ce dossier et n’y trouverait aucun document.',
  },
  inEmergency: {
    lead: 'Vous décidez à l’avance. Chaque ouverture en urgence est dite tout de suite à la personne, à vous et au médecin traitant.',
    brisDeGlace: {
      label: 'Un professionnel peut ouvrir ce dossier si la personne est en danger et ne peut pas répondre',
      help: 'C’est le « bris de glace ». Il doit dire pourquoi. Si vous le refusez, personne ne pourra l’ouvrir sans accord, même pour sauver la personne.',
    },
    centre15: {
      label: 'Le médecin du SAMU (centre 15) peut ouvrir ce dossier pendant un appel pour la personne',
      help: 'Si vous le refusez, il répondra à l’appel sans connaître ses traitements ni ses allergies.',
    },
    masked: { label: 'En urgence, montrer aussi les documents masqués' },
    masksByDefault: {
      help: 'Chaque document déposé par un professionnel arrive masqué. Seuls la personne, vous, son auteur et le médecin traitant le voient, jusqu’à ce que vous le montriez.',
    },
    masksReimbursements: {
      label: 'Cacher les remboursements aux professionnels',
      help: 'Tout l’historique, passé et à venir. Un remboursement peut révéler un soin caché par ailleurs. La personne et vous continuez de le voir.',
    },
  },
  reports: {
    title: 'Signalements',
    see: 'Voir les signalements',
    dialog: { textHelp: 'Lu par le contrôle des accès seulement. N’y mettez rien de la santé de la personne : il n’en a pas besoin.' },
  },
  journal: {
    acts: {
      'declare-autorisation': (name, self) => `${self ? 'Vous avez noté' : `${name} a noté`} l’accord du patient pour lire le dossier`,
    },
    refusedActs: { 'declare-autorisation': (name) => `${name} a voulu noter l’accord du patient` },
    rules: {
      ACTEUR_INTERDIT: 'ce compte n’a aucun droit sur ce dossier',
      PS_BLOQUE: 'ce professionnel est bloqué',
      OPPOSITION_BRIS_DE_GLACE: 'l’accès en urgence est refusé',
      OPPOSITION_CENTRE_15: 'l’accès du centre 15 est refusé',
      AUTORISATION_ABSENTE: 'aucun accord ne lui a été donné',
      AUTORISATION_EXPIREE: 'l’accord était arrivé à son terme',
      CONSENTEMENT_TRAVAIL_ABSENT: 'aucun accord exprès n’a été donné au médecin du travail',
      DOCUMENT_MASQUE_PS: 'le document est masqué',
    },
  },
  family: {
    aidants: {
      full: 'Il y a autant d’aidants que permis. Pour en inviter un autre, arrêtez d’abord un partage.',
      endedBy: { patient: 'par la personne, ou pour elle' },
      inviteDialog: { can: 'Elle pourra lire ces espaces, et ajouter un document dans l’espace personnel s’il est partagé.' },
    },
  },
};
