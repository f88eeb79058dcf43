// Easy French of accesses: who may read, for how long, what is hidden from whom, and what happens in an emergency.

import { of } from '../of-name.ts';
import { plural } from '../plural.ts';
import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

export const accesses: Some<PatientWords['accesses']> = {
  lead: 'Un professionnel lit votre dossier si vous êtes d’accord. Vous pouvez changer d’avis quand vous voulez.',
  leadOf: (name) => `Vous décidez qui lit le dossier ${of(name)}. Le journal écrit que c’est vous.`,
  allow: 'Donner mon accord à quelqu’un',
  doctorLead: 'Il voit tous vos documents, même les documents cachés. Il écrit votre synthèse.',
  doctorNone: 'Vous n’avez pas choisi de médecin traitant.',
  doctorDeclare: 'Choisir mon médecin traitant',
  adminTitle: 'Cette personne a les droits du médecin traitant',
  adminExplained:
    'Vous avez donné ces droits à cette personne. Elle voit tout, même ce qui est caché. Elle lit le journal. Elle peut bloquer quelqu’un si vous le demandez. Vous pouvez reprendre ces droits ici.',
  authorisedTitle: 'Qui a votre accord',
  authorisedNone: { title: 'Personne d’autre n’a votre accord', body: 'Un professionnel vous demandera votre accord avant de lire votre dossier.' },
  more: 'Voir la suite',
  noneFound: 'Ce nom n’est pas dans la liste.',
  given: {
    'by-you': () => 'C’est vous qui avez dit oui',
    'in-person': (name) => `${name} a donné l’accord`,
    'noted': (name) => `${name} a noté l’accord`,
  },
  lastRead: 'Dernière lecture :',
  neverRead: 'Cette personne n’a encore rien lu.',
  structure: 'Équipe qui soigne',
  renew: 'Donner plus de temps',
  renewOf: (name) => `Donner plus de temps à ${name}`,
  withdraw: 'Retirer mon accord',
  withdrawOf: (name) => `Retirer mon accord à ${name}`,
  hideSpace: 'Lui cacher un espace',
  expiredShown: (count) => plural('fr', count, { one: '1 accord terminé', other: `${count} accords terminés` }),
  blockedLead: 'Ils ne peuvent plus lire votre dossier, même avec un accord. Ils peuvent encore y mettre un document.',
  historyLead: 'Tous vos accords : donnés, allongés, retirés ou terminés.',
  historyShow: 'Voir tous les accords',
  historyNone: 'Il n’y a pas encore d’accord.',
  historyStates: { valid: 'En cours', expired: 'Terminé', renewed: 'Allongé' },
  person: {
    help: 'Le numéro RPPS est écrit sur les ordonnances. Il a 11 chiffres.',
    helpTeam: 'Un professionnel, un cabinet ou un hôpital. Le numéro RPPS est écrit sur les ordonnances.',
    known: 'Les personnes que vous connaissez',
    structure: 'Toute l’équipe de ce lieu',
    count: (count) => plural('fr', count, { zero: 'Carnet n’a trouvé personne.', one: '1 réponse', other: `${count} réponses` }),
    more: 'Il y a d’autres réponses. Écrivez le nom en entier.',
    none: 'Regardez si le nom est bien écrit. Ou cherchez avec le numéro RPPS.',
    tooShort: 'Écrivez trois lettres ou plus.',
  },
  howLong: {
    day: 'Jusqu’à un jour que je choisis',
    endless: 'Pas de fin',
    dayWrongFree: 'Choisissez un jour qui n’est pas encore passé.',
  },
  agreement: {
    label: 'Avez-vous demandé à la personne si elle est d’accord ?',
    help: 'Vous décidez pour elle. La loi demande de l’écouter quand elle peut parler. Le journal garde votre réponse.',
    choices: { 'cannot-express': 'Oui, mais elle ne peut pas répondre', 'refuses': 'Oui, elle dit non' },
    refuses: 'Elle dit non. Carnet ne garde pas cet accord.',
  },
  authoriseDialog: {
    title: 'Donner mon accord à quelqu’un',
    titleOf: (person) => `Donner un accord pour le dossier ${of(person)}`,
    renewTitle: (name) => `Donner plus de temps à ${name}`,
    what: 'Cette personne pourra lire votre dossier jusqu’à la date choisie. Elle lit seulement ce que son métier permet. Elle ne voit pas ce que vous cachez.',
    after: 'Vous pouvez retirer votre accord quand vous voulez. Carnet ne la prévient pas.',
    confirm: 'Donner mon accord',
    renewConfirm: 'Donner plus de temps',
  },
  withdrawDialog: {
    title: (name) => `Retirer votre accord à ${name} ?`,
    what: 'Maintenant, cette personne ne peut plus lire votre dossier.',
    after: 'Elle pourra vous demander un nouvel accord. Elle a peut-être déjà lu des documents. Pour qu’un professionnel n’entre plus jamais, bloquez-le.',
    confirm: 'Retirer mon accord',
    done: (name) => `${name} ne peut plus lire votre dossier.`,
  },
  blockDialog: {
    what: 'Ce professionnel ne pourra plus lire votre dossier. Même si une autre personne note un accord.',
    after: 'Il pourra encore y mettre un document. Carnet ne le prévient pas : il verra « accès refusé ». Vous pourrez le débloquer ici.',
    doctor: 'Il ne verra plus rien : ni vos médicaments, ni vos allergies. Il ne pourra plus écrire votre synthèse. Parlez-lui d’abord si vous pouvez.',
    admin: 'Cette personne n’aura plus ces droits pendant tout ce temps.',
    doneDoctor: (name) => `${name} est bloqué. C’est votre médecin traitant. Il ne voit plus votre dossier.`,
  },
  unblockDialog: {
    what: 'Ce professionnel ne pourra pas encore lire votre dossier. Il lui faut un nouvel accord.',
    done: (name) => `${name} est débloqué. Il lui faut un nouvel accord pour lire votre dossier.`,
  },
  doctorDialog: {
    declareTitle: 'Choisir votre médecin traitant',
    what: 'Ce médecin verra tous vos documents, même les documents cachés. Il lira le journal. Il écrira votre synthèse.',
    replaced: (name) => `${name} ne sera plus votre médecin traitant. Il lui faudra votre accord pour lire votre dossier.`,
    notInsurance: 'Dites-le aussi à l’Assurance Maladie. Sinon, vous pouvez être moins bien remboursé.',
    confirm: 'Choisir ce médecin',
  },
  doctorEndDialog: {
    what: 'Maintenant, il lui faut votre accord pour lire votre dossier. Il ne verra plus ce que vous cachez.',
    after: 'Avec votre accord, il verra ce qu’il a écrit. Vous pourrez choisir un autre médecin traitant.',
    confirm: 'Arrêter',
  },
  giveAdminDialog: {
    what: 'Cette personne verra tous vos documents, même les documents cachés. Elle lira le journal. Elle pourra bloquer quelqu’un si vous le demandez. La loi l’appelle « administrateur ».',
    after: 'Elle n’a pas besoin de votre accord. Il n’y a pas de date de fin. Vous pouvez reprendre ces droits quand vous voulez.',
  },
  takeAdminDialog: { what: 'Maintenant, il lui faut votre accord pour lire votre dossier. Elle ne verra plus ce que vous cachez.' },
  never: {
    title: 'Qui ne lit jamais votre dossier',
    body: 'Votre employeur, les assureurs, les banques et les mutuelles ne lisent jamais votre dossier. Ils n’ont pas le droit de le demander.',
  },
};

export const hidden: Some<PatientWords['hidden']> = {
  title: 'Ce que vous cachez à certaines personnes',
  lead: 'Vous cachez un espace ou un document. Vous le cachez à une personne, à un métier ou à un lieu. Les autres le voient toujours.',
  none: 'Vous ne cachez rien à une personne précise.',
  still: (names) => `Ces personnes le voient encore : ${names}.`,
  exceptions: { author: 'l’a écrit' },
  authorsOfSpace: 'chaque personne voit ce qu’elle a écrit',
  kinds: { structure: 'Un lieu, par exemple un hôpital' },
  showDialog: { what: 'Les professionnels qui ont votre accord pourront le voir. Cela dépend de leur métier.' },
  spaceDialog: { what: 'Cette personne ne verra rien de cet espace. Ni les documents d’aujourd’hui, ni les prochains documents.' },
  from: {
    everyoneHelp: 'mais pas à qui l’a écrit, ni à votre médecin traitant',
    structure: 'À un lieu',
    structureHelp: 'toutes les personnes qui y travaillent',
  },
  structure: 'Nom du lieu',
  notAll: 'Les autres professionnels qui ont votre accord le voient toujours.',
};

export const seeAs: Some<PatientWords['seeAs']> = {
  lead: 'Choisissez un professionnel ou un métier. Vous verrez ce que cette personne voit, ou ce qu’elle verrait avec votre accord. Elle ne le saura pas. Rien ne change.',
  professionHelp: 'Une personne de ce métier que vous ne connaissez pas.',
  noTeam: 'Aucune équipe de la liste',
  bandNothing: 'Ici, vous pouvez seulement lire.',
  leave: 'Arrêter de voir comme cette personne',
  refusedSays: 'Carnet lui répond :',
  refusedEmergency: 'En urgence, Carnet suit vos choix de la page « Qui peut voir mon dossier ».',
  empty: 'Cette personne entre dans votre dossier. Elle ne voit aucun document.',
};

export const inEmergency: Some<PatientWords['inEmergency']> = {
  lead: 'Vous décidez avant. Quand quelqu’un ouvre en urgence, Carnet vous le dit tout de suite. Carnet le dit aussi à votre médecin traitant.',
  brisDeGlace: {
    label: 'En danger, si je ne peux pas répondre : un professionnel peut ouvrir mon dossier',
    help: 'Cela s’appelle : le « bris de glace ». Le professionnel doit dire pourquoi. Si vous dites non, personne ne peut ouvrir votre dossier sans votre accord. Même pour vous sauver.',
  },
  centre15: {
    label: 'Le médecin du SAMU (centre 15) peut ouvrir mon dossier quand on l’appelle pour moi',
    help: 'Si vous dites non, il vous aidera sans connaître vos médicaments et vos allergies.',
  },
  masked: { label: 'En urgence, montrer aussi les documents que j’ai cachés', help: 'Si vous dites non, ils restent cachés, même en urgence.' },
  masksByDefault: {
    label: 'Cacher tous les nouveaux documents',
    help: 'Les nouveaux documents arrivent cachés. Vous, votre médecin traitant, et qui les a écrits les voient. Vous pouvez ensuite les montrer.',
  },
  masksReimbursements: {
    help: 'Tous vos remboursements, avant et après aujourd’hui. Un remboursement peut montrer un soin que vous cachez. Vous les voyez toujours.',
  },
  saved: 'Carnet a gardé votre choix.',
};
