// Easy French of the patient app (features N12): short sentences, one idea each, known words, the same word for the same thing. Only what the
// French does not say as easily; the rest is the French. A draft until named people whom it is for have read it.

import { formatNumber as number } from '../plural.ts';
import type { SomePatientWords } from '../patient.ts';
import { accesses, hidden, inEmergency, seeAs } from './patient-accesses.ts';
import { patientAccount, patientExport, patientMyAccount } from './patient-account.ts';
import { patientCard } from './patient-card.ts';
import { patientDocuments } from './patient-documents.ts';
import { patientFamily } from './patient-family.ts';
import { measures, reminders } from './patient-health.ts';
import { journal } from './patient-journal.ts';
import { patientDevices, patientNotices, patientPreferences } from './patient-notices.ts';
import { patientClosing, patientOpening, patientOpposition } from './patient-opening.ts';
import { misfiled } from './patient-misfiled.ts';
import { patientShare } from './patient-share.ts';
import { patientReports, patientRights, patientServices } from './patient-rights.ts';

export const patient: SomePatientWords = {
  nav: { accesses: 'Qui peut lire', accessesShort: 'Qui lit' },
  account: { signOut: 'Quitter Carnet', signedOut: 'Vous avez quitté Carnet.', leaving: 'Carnet se ferme…' },
  help: {
    title: 'Besoin d’aide ?',
    emergency: 'Appelez le 15 ou le 112. Vous êtes sourd ou vous entendez mal ? Le 114, par SMS ou en visio.',
    accessibility: 'Carnet pour tous',
  },
  notFound: { body: 'L’adresse est peut-être fausse. Ou la page a changé de place.' },
  crashed: { reload: 'Ouvrir la page encore une fois' },
  sessionOver: {
    title: 'Carnet s’est fermé',
    body: 'Carnet se ferme tout seul quand vous ne faites rien. C’est pour protéger votre dossier. Entrez de nouveau : vous reviendrez ici.',
    signIn: 'Entrer de nouveau',
  },
  updating: 'Carnet a changé. La page s’ouvre de nouveau.',
  home: {
    lastVisit: 'Vous êtes venu la dernière fois :',
    firstVisit: 'C’est votre première visite. Bienvenue dans votre carnet de santé.',
    nothingNew: 'Il n’y a rien de nouveau.',
    views: { own: 'Mes documents à moi' },
    viewsHelp: { all: 'le plus nouveau en premier', recent: 'le dernier arrivé en premier', own: 'ce que vous avez ajouté' },
    viewsTitle: 'Voir d’une autre façon',
    allNew: (unseen) => `Voir les ${number('fr', unseen)} nouveaux documents`,
    empty: { title: 'Il n’y a rien dans votre carnet', body: 'Les documents de vos médecins arriveront ici. Vous pouvez ajouter vos documents.' },
  },
  notices: patientNotices,
  preferences: patientPreferences,
  devices: patientDevices,
  card: patientCard,
  measures,
  reminders,
  health: {
    lead: 'Ce que vous dites de votre santé. Il est écrit : « déclaré par le patient ».',
    leadOf: 'Ce que la personne dit de sa santé, ou vous pour elle. Il est écrit : « déclaré par le patient ».',
    bloodHelp: 'Il est écrit sur votre carte de groupe sanguin. L’hôpital le vérifie toujours.',
    allergiesNone: 'Je n’ai pas d’allergie',
    familyNone: 'Il n’y a pas de maladie particulière dans la famille',
    familyHelp: 'Dites qui (mère, frère…) et quelle maladie. N’écrivez pas de nom.',
    diabetesHelp: 'Carnet peut vous rappeler des examens, par exemple des yeux.',
    unsaid: 'Rien d’écrit',
    statement: { unsaid: 'Je ne veux pas le dire' },
    contacts: 'Personnes à appeler en urgence',
    contactsNone: 'Personne à appeler',
    contactNames: 'Personnes à appeler',
    contactsHelp: 'Une personne par ligne : qui elle est (mère, ami…) et son numéro. Elles peuvent être sur la carte d’urgence.',
    listNeeded: 'Écrivez une ligne, ou choisissez une autre réponse.',
    tooMany: 'C’est trop long. Pas plus de 50 lignes, et des lignes courtes.',
    change: (what) => `Changer : ${what}`,
    edit: 'Changer',
    save: 'Garder',
    saved: 'Carnet a gardé votre réponse.',
    changedAt: 'Changé la dernière fois :',
  },
  identity: {
    lead: 'C’est votre identité officielle. Grâce à elle, vos documents arrivent dans votre dossier.',
    leadOf: 'C’est son identité officielle. Grâce à elle, les documents arrivent dans le bon dossier.',
    ins: 'Numéro de santé (INS)',
    insName: 'le numéro de santé',
    insHelp: 'Ce numéro est le même dans toute la France. C’est souvent votre numéro de sécurité sociale.',
    sexes: { I: 'Pas précisé' },
    former: 'Anciens numéros',
    local: 'Numéros dans les hôpitaux',
    insC: '(ancien numéro, fait avec la carte Vitale)',
    doctorNone: 'Il n’y a pas de médecin traitant',
    wrong: 'Carnet ne peut pas changer votre identité. Parlez-en à votre caisse d’assurance maladie. Elle peut corriger.',
  },
  siteMap: {
    title: 'Toutes les pages',
    lead: 'Voici toutes les pages de Carnet.',
    open: 'Sans entrer dans votre dossier',
    health: 'Ma santé et moi',
  },
  accessibility: {
    title: 'Carnet pour tous',
    status: 'Carnet respecte une partie des règles pour tous. C’est nous qui l’avons vérifié.',
    score: (held: number, applicable: number) => `Carnet respecte ${held} règles sur ${applicable}. Nous avons regardé 26 pages.`,
    paragraphs: [
      'Carnet veut être facile pour tous. Il suit des règles officielles : le RGAA 4.1 et les WCAG 2.2. Personne d’extérieur n’a encore vérifié.',
      'Nous vérifions les pages. Avec le clavier seul. Avec un petit écran. Avec un texte très grand.',
      'Un appareil peut lire à voix haute beaucoup de documents.',
    ],
    failedTitle: 'Ce qui ne va pas encore',
    failed: { '7.1': 'Des appareils lisent l’écran pour les personnes aveugles. Nous n’avons pas encore essayé Carnet avec ces appareils.' },
    exemptTitle: 'Les documents des autres',
    exempt: 'Certains documents sont des images. Un appareil ne peut pas les lire à voix haute. Demandez un autre document à celui qui l’a fait.',
    planTitle: 'Et après ?',
    plan: 'Avant juin 2027, d’autres personnes vont vérifier Carnet. Des personnes aveugles. Et des personnes qui lisent difficilement.',
    contactTitle: 'Dire une difficulté',
    contact: 'Appelez l’aide. Le numéro est en bas de la page. Pas de réponse après un mois ? Écrivez au Défenseur des droits.',
    dated: 'Page écrite le',
  },
  arriving: {
    title: 'Votre santé, dans un carnet bien rangé',
    lead: 'Vos documents de santé sont au même endroit. Vous choisissez qui les lit. C’est gratuit.',
    doors: {
      access: { body: 'Il faut votre identifiant et votre mot de passe. Vous recevez aussi un code par mail.', action: 'Entrer' },
      discover: { body: 'À quoi sert le dossier ? Qui écrit ? Qui lit ?', action: 'Comprendre' },
      create: { body: 'Il faut votre carte Vitale et une adresse mail.', action: 'Ouvrir mon dossier' },
    },
    promisesTitle: 'Ce que Carnet vous promet',
    promises: [
      { title: 'Vous décidez', body: 'Vous pouvez cacher un document. Vous pouvez retirer votre accord. Quand vous voulez.' },
      { title: 'Vous savez', body: 'Le journal écrit qui a lu votre dossier. Vous lisez le journal.' },
      { title: 'Personne d’autre', body: 'Votre employeur, les assureurs, les banques et les mutuelles ne lisent rien. Ils n’ont pas le droit de demander.' },
    ],
  },
  discover: {
    lead: 'Carnet garde vos documents de santé. Vous choisissez les professionnels qui les lisent.',
    questions: [
      {
        question: 'Qui écrit dans Carnet ?',
        answer: 'Vos médecins, infirmiers, pharmaciens, laboratoires et hôpitaux. L’Assurance Maladie écrit vos remboursements. Vous ajoutez vos documents.',
      },
      {
        question: 'Qui lit Carnet ?',
        answer: 'Vous. Votre médecin traitant. Les professionnels qui ont votre accord. Chacun lit seulement ce que son métier permet.',
      },
      {
        question: 'Je peux cacher un document ?',
        answer: 'Oui. Les professionnels ne voient plus ce document. Mais votre médecin traitant et la personne qui l’a écrit le voient encore.',
      },
      { question: 'Je dois donner mes codes à mon médecin ?', answer: 'Non, jamais. Votre médecin a sa carte à lui. Il n’a pas besoin de vos codes.' },
      { question: 'Mes documents sont sur la carte Vitale ?', answer: 'Non. La carte Vitale dit seulement qui vous êtes.' },
      {
        question: 'Le médecin du travail lit Carnet ?',
        answer: 'Non. Il lit seulement si vous lui donnez votre accord. Vous pouvez dire non. Ce n’est pas une faute. Votre employeur ne le sait pas.',
      },
    ],
    rights: 'Vos droits, et ce qui est interdit aux autres',
    sign: 'Entrer',
  },
  opening: patientOpening,
  opposition: patientOpposition,
  closing: patientClosing,
  signIn: patientAccount,
  myAccount: patientMyAccount,
  documents: patientDocuments,
  accesses,
  hidden,
  seeAs,
  inEmergency,
  journal,
  family: patientFamily,
  rights: patientRights,
  reports: patientReports,
  services: patientServices,
  export: patientExport,
  share: patientShare,
  misfiled,
  look: {
    open: 'Lire plus facilement',
    termsHelp: 'Le mot a des points dessous. Touchez-le pour le comprendre.',
    contrasts: { system: 'Comme sur l’appareil' },
  },
  easy: { draft: 'Brouillon simplifié : des personnes concernées ne l’ont pas encore relu.' },
};
