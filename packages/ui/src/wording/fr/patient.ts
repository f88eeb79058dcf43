// French of the patient app. Vous, short sentences, verbs first; what will happen is said before, what happened after.

import { patientCard } from './patient-card.ts';
import { formatNumber as number, plural } from '../plural.ts';
import { patientAccount, patientMyAccount } from './patient-account.ts';
import { patientAccesses } from './patient-accesses.ts';
import { measures } from './measures.ts';
import { reminders } from './reminders.ts';
import { patientDocuments } from './patient-documents.ts';
import { of } from '../of-name.ts';
import { patientEasy, patientLook } from './patient-look.ts';
import { patientExport } from './patient-export.ts';
import { patientFamily } from './patient-family.ts';
import { patientClosing, patientOpening, patientOpposition } from './patient-opening.ts';
import { patientDevices, patientPreferences } from './patient-preferences.ts';
import { patientReports } from './patient-reports.ts';
import { patientRights } from './patient-rights.ts';
import { patientServices } from './patient-services.ts';
import { misfiled, misfiledNotices } from './patient-misfiled.ts';
import { patientShare } from './patient-share.ts';

export const patient = {
  appName: 'Carnet',
  title: (page: string) => `${page} · Carnet`,
  homeLink: 'Carnet, accueil',
  nav: {
    home: 'Accueil',
    documents: 'Documents',
    add: 'Ajouter',
    accesses: 'Qui y accède',
    accessesShort: 'Accès',
    accessesFull: 'Qui peut voir mon dossier',
    journal: 'Journal',
    notices: 'Avis',
    health: 'Ma santé',
    healthFull: 'Mes informations de santé',
    identity: 'Mon identité',
    healthOther: 'Sa santé',
    identityOther: 'Son identité',
    more: 'Plus',
    unread: (count: number) => plural('fr', count, { one: '1 avis non lu', other: `${count} avis non lus` }),
  },
  account: { label: 'Mon compte', signOut: 'Se déconnecter', signedOut: 'Vous êtes déconnecté.', leaving: 'Déconnexion…' },
  help: {
    title: 'Besoin d’aide ?',
    line: 'DMP Info Service',
    hours: 'du lundi au vendredi, de 8 h 30 à 17 h 30',
    phone: '01\u00A099\u00A000\u00A024\u00A024',
    phoneHref: 'tel:+33199002424',
    emergencyTitle: 'Une urgence ?',
    emergency: 'Appelez le 15 ou le 112. Par SMS ou visio, sourd ou malentendant : le 114.',
    accessibility: 'Accessibilité : partiellement conforme',
    discover: 'À quoi sert Carnet',
  },
  notFound: { title: 'Cette page n’existe pas', body: 'L’adresse est peut-être mal recopiée, ou la page a été déplacée.', home: 'Revenir à l’accueil' },
  crashed: { reload: 'Recharger la page' },
  sessionOver: {
    title: 'Votre session est terminée',
    body: 'Par sécurité, elle se ferme après un temps sans activité. Reconnectez-vous : vous reviendrez à cette page.',
    signIn: 'Me reconnecter',
  },
  updating: 'Une nouvelle version vient d’arriver. La page se recharge.',

  home: {
    title: (name: string) => `Bonjour ${name}`,
    lastVisit: 'Votre dernière connexion :',
    firstVisit: 'C’est votre première connexion. Bienvenue dans votre carnet de santé.',
    newTitle: 'Ce qui est nouveau',
    nothingNew: 'Rien de nouveau depuis votre dernière visite.',
    notices: (unread: number) => plural('fr', unread, { one: 'Lire l’avis non lu', other: `Lire les ${number('fr', unread)} avis non lus` }),
    allNew: (unseen: number) => `Voir les ${number('fr', unseen)} nouveaux documents`,
    spacesTitle: 'Mes neuf espaces',
    views: { all: 'Tous les documents', recent: 'Documents récents', own: 'Expression libre' },
    viewsHelp: { all: 'du plus récent au plus ancien', recent: 'dans l’ordre d’arrivée', own: 'ce que vous avez ajouté' },
    viewsTitle: 'Voir autrement',
    add: 'Ajouter un document',
    empty: { title: 'Votre carnet est encore vide', body: 'Les documents de vos médecins arriveront ici. Vous pouvez déjà ajouter les vôtres.' },
    emptyOther: { title: 'Aucun document à vous montrer', body: 'Les documents de ce dossier que vous pouvez lire arriveront ici.' },
  },

  notices: {
    title: 'Avis',
    lead: 'Ce qui s’est passé dans votre dossier et que vous devez savoir.',
    kinds: {
      'dossier-cree': { title: 'Votre dossier est ouvert', body: 'Vos professionnels de santé peuvent y déposer des documents. Vous choisissez qui les lit.' },
      'document-nouveau': { title: 'Un nouveau document est arrivé', body: 'Il est rangé dans votre dossier.' },
      'premier-acces': {
        title: 'Un professionnel a ouvert votre dossier pour la première fois',
        body: 'Si vous ne le connaissez pas, vous pouvez lui retirer l’accès.',
      },
      'bris-de-glace': { title: 'Votre dossier a été ouvert en urgence', body: 'La raison donnée est dans le journal.' },
      'centre-15': { title: 'Le centre 15 a ouvert votre dossier', body: 'L’heure et le nom du médecin régulateur sont dans le journal.' },
      'document-annonce': { title: 'Un document est maintenant visible', body: 'Il attendait d’être annoncé, ou d’être montré.' },
      'document-supprime': { title: 'Un document a été supprimé', body: 'Un professionnel a retiré un document de ce dossier. Le journal dit lequel.' },
      'medecin-traitant': { title: 'Votre médecin traitant a changé', body: 'S’il y a une erreur, corrigez-la dans « Qui peut voir mon dossier ».' },
      'partage': {
        title: 'Un partage a commencé ou pris fin',
        body: 'Un aidant a accepté, refusé ou renoncé ; ou une personne aidée a repris l’accès qu’elle donnait.',
      },
      'majorite': { title: 'Vous êtes majeur', body: 'Votre dossier est à vous seul : vos parents n’y entrent plus.' },
      'fin-representation': { title: 'Une représentation a pris fin', body: 'Le dossier concerné ne s’ouvre plus à la personne qui représentait.' },
      'signalement-repondu': { title: 'Votre signalement a reçu une réponse', body: 'La réponse est dans « Mes signalements ».' },
      'copie-prete': {
        title: 'Une copie de votre dossier est prête',
        body: 'La personne qui l’a demandée peut la télécharger dans « Emporter mon dossier », et elle seule. Ce n’est pas vous ? Changez de mot de passe.',
      },
      'carte-ouverte': {
        title: 'Votre carte d’urgence a été ouverte',
        body: 'Le journal dit quand, et si son code a été donné. Ce n’était pas une urgence ? Retirez-la : elle ne s’ouvrira plus.',
      },
      'code-utilise': {
        title: 'Un professionnel a utilisé le code que vous avez montré',
        body: 'Il peut consulter votre dossier. Le journal dit qui et quand. Ce n’est pas la personne que vous aviez devant vous ? Retirez-lui l’accès.',
      },
      'dossier-ferme': {
        title: 'Votre dossier a été fermé',
        body: 'Personne ne le consulte ni ne l’alimente tant qu’il n’est pas rouvert. Il est gardé dix ans.',
      },
      'dossiers-reunis': {
        title: 'Vos deux dossiers n’en font plus qu’un',
        body: 'Deux dossiers étaient ouverts à votre nom. Vous lisez les deux ici. Qui lisait l’un ne lit pas l’autre tant que vous ne l’y autorisez pas.',
      },
      'dossiers-separes': {
        title: 'Deux dossiers ont été séparés',
        body: 'Ils avaient été réunis par erreur. Chacun a retrouvé ce qui est à lui ; les professionnels qui les ont lus sont prévenus.',
      },
      ...misfiledNotices,
      'acces-injustifie': {
        title: 'Un accès à votre dossier a été jugé injustifié',
        body: 'Le contrôle des accès l’a relevé de lui-même. Qui et quand : c’est dans le journal. Vous pouvez bloquer cette personne.',
      },
    },
    from: (actor: string) => `Par ${actor}`,
    open: 'Ouvrir le document',
    many: (count: number) => `${number('fr', count)} nouveaux documents sont arrivés`,
    seeRecent: 'Voir les documents récents',
    seeAccesses: 'Voir qui accède à mon dossier',
    seeRelatives: 'Voir mes proches et mes aidants',
    seeJournal: 'Voir le journal',
    unread: 'Non lu',
    markAll: 'Tout marquer comme lu',
    markedAll: 'Tous vos avis sont marqués comme lus.',
    markOne: 'Marquer comme lu',
    markedOne: 'Cet avis est marqué comme lu.',
    settings: 'Choisir comment être prévenu',
    empty: { title: 'Aucun avis', body: 'Un nouveau document, un premier accès : vous le saurez ici.' },
  },
  preferences: patientPreferences,
  devices: patientDevices,

  card: patientCard,
  share: patientShare,
  misfiled,
  measures,
  reminders,
  health: {
    title: 'Mes informations de santé',
    lead: 'Ce que vous dites vous-même. Chaque réponse porte la mention « déclaré par le patient ».',
    titleOf: (name: string) => `La santé ${of(name)}`,
    leadOf: 'Ce que la personne, ou vous pour elle, dites de sa santé. Chaque réponse porte la mention « déclaré par le patient ».',
    bloodGroup: 'Groupe sanguin',
    bloodHelp: 'Il figure sur votre carte de groupe. À l’hôpital, il est toujours vérifié.',
    allergies: 'Allergies',
    allergiesNone: 'Je n’ai aucune allergie connue',
    family: 'Maladies dans la famille',
    familyNone: 'Aucune maladie particulière dans la famille',
    familyHelp: 'Dites le lien (mère, frère…) et la maladie. N’écrivez pas de nom.',
    diabetes: 'Diabète',
    diabetesHelp: 'Sert aux rappels, comme celui du fond de l’œil.',
    diabetesAnswers: { yes: 'Oui', no: 'Non' },
    vision: 'Lunettes ou lentilles',
    visions: { none: 'Ni lunettes, ni lentilles', glasses: 'Lunettes', lenses: 'Lentilles', both: 'Lunettes et lentilles' },
    unsaid: 'Non renseigné',
    statement: { unsaid: 'Je ne le dis pas', none: 'Aucune', list: 'J’en ai :' },
    contacts: 'Personnes à prévenir en urgence',
    contactsNone: 'Personne à prévenir',
    contactNames: 'Personnes à prévenir',
    contactsHelp: 'Une par ligne : son lien (mère, ami…) et son numéro. Elles peuvent figurer sur la carte d’urgence.',
    allergyNames: 'Vos allergies',
    familyNames: 'Maladies connues',
    onePerLine: 'Une par ligne.',
    listNeeded: 'Écrivez-en au moins une, ou choisissez une autre réponse.',
    tooMany: 'Pas plus de 50 lignes, de 200 caractères chacune.',
    change: (what: string) => `Modifier : ${what}`,
    edit: 'Modifier',
    save: 'Enregistrer',
    saved: 'C’est enregistré.',
    changedAt: 'Dernière modification :',
  },

  identity: {
    title: 'Mon identité',
    lead: 'L’identité de votre état civil. Elle garantit que vos documents arrivent dans le bon dossier.',
    titleOf: (name: string) => `L’identité ${of(name)}`,
    leadOf: 'L’identité de l’état civil. Elle garantit que les documents arrivent dans le bon dossier.',
    name: 'Nom',
    ins: 'Identité nationale de santé',
    insName: 'l’identité nationale de santé',
    insHelp: 'Le numéro qui désigne votre dossier dans toute la France. C’est le plus souvent votre numéro de sécurité sociale.',
    birthName: 'Nom de naissance',
    firstNames: 'Prénoms de naissance',
    birthDate: 'Date de naissance',
    sex: 'Sexe',
    sexes: { F: 'Féminin', M: 'Masculin', I: 'Indéterminé' },
    former: 'Anciens identifiants',
    formerNone: 'Aucun',
    local: 'Numéros dans les établissements',
    localName: 'le numéro de patient',
    insC: '(INS-C, calculé autrefois à partir de la carte Vitale)',
    openedAt: 'Dossier ouvert le',
    doctor: 'Médecin traitant',
    doctorNone: 'Aucun médecin traitant déclaré',
    wrongTitle: 'Une erreur ?',
    wrong: 'Carnet ne modifie pas votre état civil. Adressez-vous à votre caisse d’assurance maladie, qui le corrigera à la source.',
  },

  more: { title: 'Plus' },

  siteMap: {
    title: 'Plan du site',
    lead: 'Toutes les pages de Carnet, par leur nom.',
    open: 'Sans se connecter',
    record: 'Dans mon dossier',
    health: 'Ma santé et mon compte',
  },

  accessibility: {
    title: 'Accessibilité',
    status: 'Accessibilité : partiellement conforme au RGAA 4.1, selon notre propre audit.',
    score: (held: number, applicable: number) => `${held} critères tenus sur les ${applicable} qui s’appliquent, sur un échantillon de 26 pages.`,
    paragraphs: [
      'Carnet suit le RGAA 4.1, les WCAG 2.2 niveau AA et la norme EN 301 549. L’audit a été fait par ceux qui l’écrivent : aucun tiers, et personne qui utilise un lecteur d’écran chaque jour, ne l’a encore vérifié.',
      'À chaque version, les pages de l’échantillon sont vérifiées à nouveau : par un outil automatique (axe), au clavier seul, texte espacé, texte deux fois plus grand, 320 pixels de large. Une page qui ne tient plus arrête la version.',
      'Les documents structurés de vos médecins deviennent des pages avec titres et tableaux lisibles par une synthèse vocale.',
    ],
    failedTitle: 'Ce qui n’est pas encore accessible',
    failed: {
      '7.1':
        'Les écrans annoncent leurs rôles, leurs noms et leurs états, ce que des tests vérifient ; ils n’ont pas encore été essayés avec les lecteurs d’écran eux-mêmes (critère 7.1).',
    },
    exemptTitle: 'Ce que la loi met à part',
    exempt:
      'Les documents déposés par d’autres (PDF, photos, papiers numérisés) sont montrés tels qu’ils sont : un PDF fait d’images ne peut pas être lu à voix haute. Demandez à son auteur une version lisible.',
    planTitle: 'La suite',
    plan: 'D’ici juin 2027 : un audit par un tiers, des essais par des personnes qui utilisent NVDA, VoiceOver et TalkBack, et la relecture du français facile.',
    contactTitle: 'Signaler une difficulté',
    contact: 'Appelez l’aide aux heures indiquées en bas de page. Sans réponse sous un mois, saisissez le Défenseur des droits.',
    dated: 'Page établie le',
  },

  arriving: {
    title: 'Votre santé, dans un carnet bien tenu',
    lead: 'Vos comptes rendus, vos résultats et vos ordonnances, au même endroit. Vous choisissez qui les lit. C’est gratuit.',
    doors: {
      access: { title: 'Entrer dans mon dossier', body: 'Avec votre identifiant, votre mot de passe et le code reçu par courriel.', action: 'Me connecter' },
      discover: { title: 'Découvrir', body: 'À quoi sert le dossier, qui y écrit, qui le lit.', action: 'Comprendre en deux minutes' },
      create: { title: 'Créer mon dossier', body: 'En ligne, en deux minutes, avec votre carte Vitale et votre messagerie.', action: 'Ouvrir mon dossier' },
    },
    lost: 'J’ai oublié mon mot de passe',
    promisesTitle: 'Ce que Carnet vous garantit',
    promises: [
      { title: 'Vous décidez', body: 'Vous masquez un document, vous retirez un accès, quand vous le voulez.' },
      { title: 'Vous savez', body: 'Chaque lecture de votre dossier est notée. Vous lisez le journal.' },
      { title: 'Personne d’autre', body: 'Ni employeur, ni assureur, ni banque, ni mutuelle n’y accède. Ils n’ont pas le droit de le demander.' },
    ],
  },
  discover: {
    title: 'À quoi sert Carnet',
    lead: 'Carnet garde vos documents de santé et les partage avec les professionnels que vous choisissez.',
    questions: [
      {
        question: 'Qui y écrit ?',
        answer:
          'Vos médecins, infirmiers, pharmaciens, laboratoires et hôpitaux y déposent leurs documents. L’Assurance Maladie y dépose vos remboursements. Vous y ajoutez les vôtres.',
      },
      {
        question: 'Qui le lit ?',
        answer: 'Vous. Votre médecin traitant. Les professionnels à qui vous avez donné votre accord. Chacun ne voit que ce que son métier permet.',
      },
      {
        question: 'Puis-je cacher un document ?',
        answer: 'Oui. Un document masqué n’apparaît plus pour les professionnels, sauf pour celui qui l’a écrit et pour votre médecin traitant.',
      },
      { question: 'Dois-je donner mes codes à mon médecin ?', answer: 'Non, jamais. Il a sa propre carte professionnelle. Vos codes ne lui servent à rien.' },
      { question: 'Mes données sont-elles sur la carte Vitale ?', answer: 'Non. La carte dit seulement qui vous êtes. Elle ne contient aucun document.' },
      {
        question: 'Le médecin du travail y accède-t-il ?',
        answer: 'Non, sauf si vous le lui permettez expressément. Votre refus n’est pas une faute et votre employeur n’en sait rien.',
      },
    ],
    rights: 'Vos droits, et les limites des autres',
    sign: 'Me connecter',
  },
  opening: patientOpening,
  opposition: patientOpposition,
  closing: patientClosing,
  signIn: patientAccount,
  myAccount: patientMyAccount,
  documents: patientDocuments,
  accesses: patientAccesses.accesses,
  hidden: patientAccesses.hidden,
  seeAs: patientAccesses.seeAs,
  inEmergency: patientAccesses.inEmergency,
  journal: patientAccesses.journal,
  family: patientFamily,
  rights: patientRights,
  reports: patientReports,
  services: patientServices,
  export: patientExport,
  look: patientLook,
  easy: patientEasy,
};
