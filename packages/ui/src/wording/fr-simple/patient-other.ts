// Easy French of a record that is not the reader's own: what easy French says as "votre dossier", and what is said otherwise of another and is
// not easy. "Vous" is whoever reads; the person the record is about is "la personne".

import { plural } from '../plural.ts';
import type { SomePatientWords } from '../patient.ts';

const ask = 'Il lui faut un accord pour lire ce dossier.';

export const patientOther: SomePatientWords = {
  binders: { own: 'Vous seul voyez ces classeurs. La personne ne les voit pas. Un classeur ne change pas les documents.' },
  share: { withDoctor: 'Montrer à un médecin' },
  misfiled: {
    what: 'Vous ne verrez plus ce document ici. Les professionnels non plus. Seul son auteur le voit encore, pour corriger.',
    next: 'Des personnes vérifient à qui est ce document. Carnet vous dira la suite. Le document est à cette personne ? Alors il revient.',
    instead: 'Vous voulez seulement cacher le document ? Choisissez « Cacher ». Le document reste dans ce dossier.',
    words: 'Pourquoi ce document n’est pas à cette personne ?',
    wordsHelp: 'Par exemple : ce n’est pas son nom. Ou : cet examen n’a pas été fait.',
  },
  notices: {
    lead: 'Ce qui s’est passé dans ce dossier. Vous devez le savoir.',
    kinds: {
      'dossier-cree': { body: 'Les professionnels peuvent y mettre des documents. Vous choisissez qui les lit.' },
      'document-nouveau': { body: 'Il est dans ce dossier.' },
      'premier-acces': { body: 'Vous ne le connaissez pas ? Vous pouvez lui retirer l’accord.' },
      'document-annonce': { body: 'Avant, un médecin devait en parler. Ou quelqu’un devait le montrer.' },
      'medecin-traitant': { body: 'Ce n’est pas juste ? Corrigez dans « Qui peut lire ».' },
      'partage': { body: 'Un aidant a dit oui, a dit non ou a arrêté. Ou une personne aidée a retiré son accord.' },
      'signalement-repondu': { title: 'Il y a une réponse', body: 'Quelqu’un avait signalé une lecture. La réponse est dans « Signalements ».' },
      'copie-prete': {
        body: 'Seule la personne qui l’a demandée peut la télécharger. Elle est dans « Copier le dossier ». Ce n’est pas vous ? Changez de mot de passe.',
      },
      'carte-ouverte': { title: 'Quelqu’un a ouvert la carte d’urgence de cette personne', body: 'Le journal dit quand, et si on a donné le code.' },
      'code-utilise': { body: 'Il peut lire ce dossier. Le journal dit qui et quand.' },
      'document-ecarte': {
        title: 'Un document n’est peut-être pas à cette personne',
        body: 'Le professionnel qui l’a écrit le dit. Personne ne lit ce document ici. On vérifie à qui il est.',
      },
      'document-retire': { title: 'Un document n’était pas à cette personne : il n’est plus là' },
      'document-remis': { title: 'Un document est revenu dans ce dossier', body: 'On a vérifié : il est à cette personne. On peut le lire comme avant.' },
      'document-corrige': { title: 'Un document de cette personne était ailleurs par erreur' },
      'dossiers-reunis': {
        title: 'Les deux dossiers de cette personne sont maintenant un seul dossier',
        body: 'Cette personne avait deux dossiers. Qui lisait un seul dossier ne lit pas l’autre sans accord.',
      },
      'acces-injustifie': { title: 'Quelqu’un a ouvert ce dossier sans bonne raison' },
    },
    seeAccesses: 'Voir qui peut lire ce dossier',
    settings: 'Choisir comment Carnet vous prévient',
    markAll: 'Tout est lu',
    markOne: 'C’est lu',
    empty: { body: 'Vous verrez ici les nouveaux documents. Vous verrez aussi qui ouvre ce dossier pour la première fois.' },
  },
  preferences: {
    emergencies:
      'Quelqu’un ouvre ce dossier en urgence ? Carnet vous le dit toujours tout de suite, même la nuit. C’est la loi. Carnet vous dit aussi tout de suite si une nouvelle personne peut lire.',
    ring: 'Sur les appareils choisis',
  },
  health: {
    bloodHelp: 'Il est écrit sur la carte de groupe sanguin. L’hôpital le vérifie toujours.',
    allergiesNone: 'Pas d’allergie',
    statement: { unsaid: 'Ne pas le dire' },
    saved: 'Carnet a gardé la réponse.',
  },
  measures: {
    lead: 'Ce que la personne mesure, ou vous pour elle. Et ce que les laboratoires ont trouvé.',
    empty: { body: 'Ajoutez la première mesure : un seul nombre.' },
    hideHelp: 'Les professionnels ne verront plus cette mesure. Le médecin traitant la voit toujours. La personne qui l’a faite aussi.',
    target: 'HbA1c à atteindre',
    targetHelp: 'Ce nombre est choisi avec le médecin de la personne. Il est montré sur le dessin.',
    chosen: 'Carnet a gardé le choix.',
  },
  reminders: {
    lead: 'Ce qui est conseillé à son âge, ou avec une maladie. Carnet n’a pas trouvé que c’est fait. Carnet regarde seulement quand vous ouvrez cette page. Carnet ne le dit à personne.',
    settings: 'Les rappels et les réponses',
  },
  card: {
    lead: 'C’est une page à garder sur soi. Elle dit les allergies, les médicaments et qui appeler. On la lit en sept langues, sans mot de passe.',
    make: { codeHelp: '4 à 6 chiffres. Dites ce code à un proche. Ne prenez pas le code d’un téléphone ou d’une banque.' },
    current: { withCode: 'La suite s’ouvre avec le code choisi.' },
  },
  identity: {
    insHelp: 'Ce numéro est le même dans toute la France. C’est souvent le numéro de sécurité sociale de la personne.',
    wrong: 'Carnet ne peut pas changer l’identité. Parlez-en à la caisse d’assurance maladie de la personne. Elle peut corriger.',
  },
  documents: {
    spaceLead: {
      'synthese': 'Le plus important sur sa santé. Un médecin l’écrit.',
      'traitement': 'Ses ordonnances et ses médicaments.',
      'analyses': 'Ses résultats d’examens, par exemple du sang.',
      'comptes-rendus': 'Ce que les médecins écrivent après une visite ou un séjour.',
      'prevention': 'Les vaccins et les examens pour rester en bonne santé.',
      'espace-personnel': 'Les documents ajoutés par la personne ou pour elle.',
    },
    writers: { 'espace-personnel': 'La personne écrit ici, ou vous pour elle.' },
    counters: {
      explained: (masked) =>
        `${plural('fr', masked, { zero: 'Aucun document n’est caché.', one: '1 document est caché : les professionnels ne le voient pas.', other: `${masked} documents sont cachés : les professionnels ne les voient pas.` })} Vous voyez tout. Le médecin traitant et la personne qui a écrit les voient aussi.`,
    },
    empty: {
      all: { body: 'Les documents que vous pouvez lire arriveront ici.' },
      own: { body: 'Par exemple : une ancienne ordonnance, une photo des vaccins. Ajoutez ce qui est important.' },
    },
    detail: {
      maskedNotice:
        'Ce document est caché aux professionnels. La personne et ceux qui agissent pour elle le voient. Le médecin traitant et qui l’a écrit aussi.',
    },
    mask: { except: { others: 'les autres professionnels qui ont un accord, selon leur métier' } },
    unmask: {
      what: 'Les professionnels qui ont un accord pourront lire ce document. Cela dépend de leur métier.',
      done: 'Les professionnels qui ont un accord peuvent voir ce document.',
    },
    delete: { what: 'Ce document a été ajouté par la personne ou pour elle. Vous pouvez le supprimer. Personne ne le verra plus.' },
    adding: {
      lead: 'Le document va dans l’espace personnel de ce dossier. Les professionnels qui ont un accord le verront. Vous pouvez le cacher.',
      categories: { DOCPAT01: 'Un résumé de la santé', EXPPAT_1: 'Ce que la personne veut et ses droits' },
      hiddenHelp: 'La personne et vous le verrez. Le médecin traitant aussi. Vous pourrez changer d’avis.',
      storing: 'Le document est parti. Carnet le range…',
      doneVisible: 'Les professionnels qui ont un accord peuvent le lire.',
    },
  },
  accesses: {
    allow: 'Donner un accord à quelqu’un',
    doctorLead: 'Il voit tous les documents, même les documents cachés. Il écrit la synthèse.',
    doctorNone: 'Il n’y a pas de médecin traitant.',
    doctorDeclare: 'Choisir son médecin traitant',
    adminExplained:
      'Cette personne a reçu des droits. Elle voit tout, même ce qui est caché. Elle lit le journal. Elle peut bloquer quelqu’un si le patient le demande. Vous pouvez reprendre ces droits ici.',
    authorisedTitle: 'Qui a un accord',
    authorisedNone: { title: 'Personne d’autre n’a un accord', body: 'Un professionnel demandera un accord avant de lire ce dossier.' },
    withdraw: 'Retirer l’accord',
    withdrawOf: (name) => `Retirer l’accord de ${name}`,
    blockedLead: 'Ils ne peuvent plus lire ce dossier, même avec un accord. Ils peuvent encore y mettre un document.',
    historyLead: 'Tous les accords : donnés, allongés, retirés ou terminés.',
    howLong: { day: 'Jusqu’à un jour précis' },
    authoriseDialog: {
      what: 'Cette personne pourra lire ce dossier jusqu’à la date choisie. Elle lit seulement ce que son métier permet. Elle ne voit pas ce qui est caché.',
      after: 'Vous pouvez retirer cet accord quand vous voulez. Carnet ne la prévient pas.',
      confirm: 'Donner l’accord',
    },
    withdrawDialog: {
      title: (name) => `Retirer l’accord de ${name} ?`,
      what: 'Maintenant, cette personne ne peut plus lire ce dossier.',
      after: 'Elle pourra demander un nouvel accord. Elle a peut-être déjà lu des documents. Pour qu’un professionnel n’entre plus jamais, bloquez-le.',
      confirm: 'Retirer l’accord',
      done: (name) => `${name} ne peut plus lire ce dossier.`,
    },
    blockDialog: {
      what: 'Ce professionnel ne pourra plus lire ce dossier. Même si une autre personne note un accord.',
      doctor: 'Il ne verra plus rien : ni les médicaments, ni les allergies. Il ne pourra plus écrire la synthèse. Parlez-lui d’abord si vous pouvez.',
      doneDoctor: (name) => `${name} est bloqué. C’est le médecin traitant. Il ne voit plus ce dossier.`,
    },
    unblockDialog: { what: 'Ce professionnel ne pourra pas encore lire ce dossier. Il lui faut un nouvel accord.' },
    doctorDialog: {
      declareTitle: 'Choisir son médecin traitant',
      what: 'Ce médecin verra tous les documents, même les documents cachés. Il lira le journal. Il écrira la synthèse.',
      replaced: (name) => `${name} ne sera plus le médecin traitant. ${ask}`,
      notInsurance: 'Dites-le aussi à l’Assurance Maladie. Sinon, la personne peut être moins bien remboursée.',
    },
    doctorEndDialog: {
      what: `${ask} Il ne verra plus ce qui est caché.`,
      after: 'Avec un accord, il verra ce qu’il a écrit. Vous pourrez choisir un autre médecin traitant.',
    },
    giveAdminDialog: {
      what: 'Cette personne verra tous les documents, même les documents cachés. Elle lira le journal. Elle pourra bloquer quelqu’un si le patient le demande. La loi l’appelle « administrateur ».',
      after: 'Elle n’a pas besoin d’un accord. Il n’y a pas de date de fin. Vous pouvez reprendre ces droits quand vous voulez.',
    },
    takeAdminDialog: { what: `${ask} Elle ne verra plus ce qui est caché.` },
  },
  hidden: {
    title: 'Ce qui est caché à certaines personnes',
    none: 'Rien n’est caché à une personne précise.',
    showDialog: { what: 'Les professionnels qui ont un accord pourront le voir. Cela dépend de leur métier.' },
    from: { everyoneHelp: 'mais pas à qui l’a écrit, ni au médecin traitant' },
    notAll: 'Les autres professionnels qui ont un accord le voient toujours.',
  },
  seeAs: {
    lead: 'Choisissez un professionnel ou un métier. Vous verrez ce que cette personne voit, ou ce qu’elle verrait avec un accord. Elle ne le saura pas. Rien ne change.',
    noTeam: 'Aucune équipe de la liste',
    refusedEmergency: 'En urgence, Carnet suit les choix de la page « Qui peut lire ».',
    empty: 'Cette personne entre dans ce dossier. Elle ne voit aucun document.',
  },
  inEmergency: {
    lead: 'Vous décidez avant. Quand quelqu’un ouvre en urgence, Carnet le dit tout de suite. Il le dit à la personne, à vous et au médecin traitant.',
    brisDeGlace: {
      label: 'En danger, si la personne ne peut pas répondre : un professionnel peut ouvrir ce dossier',
      help: 'Cela s’appelle : le « bris de glace ». Le professionnel doit dire pourquoi. Si vous dites non, personne ne peut ouvrir ce dossier sans accord. Même pour sauver la personne.',
    },
    centre15: {
      label: 'Le médecin du SAMU (centre 15) peut ouvrir ce dossier quand on l’appelle',
      help: 'Si vous dites non, il aidera sans connaître les médicaments et les allergies.',
    },
    masked: { label: 'En urgence, montrer aussi les documents cachés' },
    masksByDefault: {
      help: 'Les nouveaux documents arrivent cachés. La personne, vous, le médecin traitant, et qui les a écrits les voient. Vous pouvez ensuite les montrer.',
    },
    masksReimbursements: {
      help: 'Tous les remboursements, avant et après aujourd’hui. Un remboursement peut montrer un soin caché. La personne et vous les voyez toujours.',
    },
  },
  reports: {
    lead: 'Les lectures signalées, et les réponses.',
    dialog: { textHelp: 'Seules les personnes qui contrôlent le lisent. N’écrivez rien sur la santé : elles n’en ont pas besoin.' },
  },
  journal: {
    filters: 'Choisir ce que vous voulez voir',
    acts: {
      'declare-autorisation': (name, self) => `${self ? 'Vous avez noté' : `${name} a noté`} l’accord du patient pour lire le dossier`,
    },
    rules: {
      ACTEUR_INTERDIT: 'cette personne n’a aucun droit sur ce dossier',
      OPPOSITION_BRIS_DE_GLACE: 'c’est non pour les urgences',
      OPPOSITION_CENTRE_15: 'c’est non pour le centre 15',
      AUTORISATION_ABSENTE: 'personne n’a donné cet accord',
      AUTORISATION_EXPIREE: 'l’accord était terminé',
      CONSENTEMENT_TRAVAIL_ABSENT: 'il n’y a pas d’accord pour le médecin du travail',
      DOCUMENT_MASQUE_PS: 'le document est caché',
    },
  },
  family: {
    aidants: {
      full: 'Il n’y a plus de place pour un autre aidant. Pour inviter quelqu’un, arrêtez d’abord une aide.',
      inviteDialog: { can: 'Elle pourra lire ces espaces. Elle pourra ajouter un document dans l’espace personnel, si vous le choisissez.' },
    },
  },
  services: { none: { body: 'Une application de santé peut demander à lire ce dossier. Carnet pose alors la question.' } },
};
