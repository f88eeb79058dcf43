// French of the professional app. Short sentences, verbs first; a refusal says who can change it.

import { lasting } from '../lasting.ts';
import { plural } from '../plural.ts';
import { measures } from './measures.ts';
import { care } from './professional-care.ts';
import { connect } from './professional-connect.ts';
import { deposit } from './professional-deposit.ts';
import { deposits } from './professional-deposits.ts';
import { misfiled } from './professional-misfiled.ts';
import { glance } from './professional-glance.ts';
import { list } from './professional-list.ts';
import { openings } from './professional-openings.ts';
import { situations } from './professional-situations.ts';
import { share } from './professional-share.ts';
import { synthesis } from './professional-synthesis.ts';
import { templates } from './professional-templates.ts';
import { compared } from './compared.ts';

export const professional = {
  name: 'Carnet, espace des professionnels',
  home: 'Carnet, ouvrir un dossier',
  signOut: 'Se déconnecter',
  account: (name: string) => `Votre compte, ${name}`,
  actingFor: (structure: string) => `pour ${structure}`,
  actingForNobody: 'sans structure',
  changeStructure: 'Changer de structure',
  withoutStructure: 'Agir sans structure',
  structureChanged: (structure: string) => `Vous agissez maintenant pour ${structure}.`,
  structureLeft: 'Vous agissez maintenant en votre seul nom.',
  chooseStructure: { title: 'Pour quelle structure travaillez-vous maintenant ?', why: 'Vous exercez en plusieurs lieux. Le journal du patient dira lequel.' },

  connect,
  signIn: {
    title: 'Se connecter',
    lead: 'Le dossier d’un patient s’ouvre avec votre carte de professionnel de santé, CPS ou e-CPS, ou par l’établissement où vous travaillez.',
    byCard: 'Avec votre carte, dans un lecteur',
    steps: [
      'Insérez votre carte dans le lecteur.',
      'Choisissez votre certificat d’authentification quand le navigateur le demande.',
      'Saisissez le code de votre carte.',
    ],
    action: 'Lire ma carte',
    ended: 'Votre session est terminée. Présentez votre carte pour reprendre.',
    left: 'Vous êtes déconnecté. Retirez votre carte du lecteur.',
    sandbox: {
      title: 'Cartes du bac à sable',
      lead: 'Ces professionnels sont fictifs. Présenter une carte emploie le même chemin qu’un lecteur : sa clé, en TLS mutuel.',
      present: 'Présenter cette carte',
      presentOf: (name: string) => `Présenter cette carte : ${name}`,
      filter: 'Chercher une carte',
      none: 'Aucune carte ne correspond.',
    },
    refused: 'La carte n’a pas été acceptée',
    reasons: {
      CERTIFICAT_ABSENT:
        'Le navigateur n’a présenté aucun certificat. Vérifiez que la carte est dans le lecteur, fermez puis rouvrez le navigateur, et réessayez.',
      CERTIFICAT_REFUSE:
        'Ce certificat ne vient pas d’une autorité reconnue, ou n’est pas un certificat d’authentification. Choisissez l’autre certificat de la carte.',
      CERTIFICAT_EXPIRE: 'Cette carte n’est plus valable. Demandez-en une nouvelle à l’Agence du Numérique en Santé.',
      CERTIFICAT_REVOQUE:
        'Cette carte a été révoquée par l’autorité qui l’a émise. Présentez-en une autre ; si vous n’avez rien déclaré, appelez l’Agence du Numérique en Santé.',
      AIR_LIEN_PERDU: 'Elle sert une seule fois, dans la minute. Ouvrez de nouveau le DMP depuis le logiciel de votre établissement.',
      CARTE_INCONNUE: 'Cette carte n’est pas dans l’annuaire. Vérifiez votre inscription auprès de votre ordre.',
      AUTHENTIFICATION_INSUFFISANTE:
        'C’est le certificat d’une structure : il permet d’alimenter les dossiers, pas de les lire. Présentez votre carte personnelle.',
    } as Readonly<Record<string, string>>,
    otherReason: 'La lecture a échoué. Réessayez ; si cela continue, appelez l’assistance avec le code ci-dessous.',
    air: {
      title: 'Par votre établissement',
      lead: 'Depuis son logiciel ou son portail, où vous vous connectez avec deux facteurs : il ouvre cette application pour vous. Vous consultez ; pour déposer, il faut votre carte ou Pro Santé Connect.',
      portal: 'Essayer le portail simulé d’un établissement',
      refused: 'Cette adresse n’ouvre plus l’application',
    },
    needHelp: 'Pas de carte ?',
    help: 'Une carte CPS ou e-CPS, ou l’accès de votre établissement avec deux facteurs, est nécessaire pour lire un dossier (article R.1111-46 du code de la santé publique). Seul, le certificat d’une structure ne permet que d’alimenter.',
  },

  search: {
    title: 'Ouvrir un dossier',
    label: 'Matricule INS du patient',
    help: '13 caractères, puis la clé de 2 chiffres. Les espaces sont ajoutés pour vous.',
    action: 'Chercher',
    wrongKey: 'La clé ne correspond pas au matricule. Relisez le numéro : deux chiffres sont peut-être inversés.',
    wrongShape: 'Un matricule a 15 caractères. Relisez-le sur la carte Vitale ou dans votre logiciel.',
    missing: 'Saisissez le matricule du patient.',
    by: { label: 'Chercher par', ins: 'INS', ipp: 'Numéro de l’établissement' },
    ipp: {
      label: 'Numéro du patient dans l’établissement (IPP)',
      help: (structure: string) => `Celui que donne ${structure}. Il est connu ici dès qu’un document du patient l’a porté.`,
      notFound: {
        title: 'Personne sous ce numéro',
        why: 'Aucun document déposé par votre établissement n’a porté ce numéro, ou plusieurs patients le portent.',
        what: 'Relisez le numéro, ou cherchez par le matricule INS.',
      },
    },
    former: { title: 'Ce numéro est un ancien identifiant', today: 'Le matricule INS de ce patient est aujourd’hui' },
    notFound: {
      title: 'Aucun dossier sous ce matricule',
      why: 'Le patient s’y est peut-être opposé, ou n’en a pas encore.',
      what: 'Vérifiez le matricule avec le patient, ou interrogez le téléservice INSi.',
    },
    closed: {
      title: 'Ce dossier est fermé',
      why: 'Le patient a demandé sa fermeture : plus rien ne s’y lit ni ne s’y dépose.',
      what: 'Lui seul peut le rouvrir.',
    },
    recent: 'Dossiers ouverts pendant cette session',
    recentHelp: 'Cette liste disparaît avec la session. Elle ne quitte pas cet écran.',
    traced: 'Chaque recherche et chaque ouverture sont inscrites au journal du patient, avec votre nom.',
  },

  directAccess: {
    title: 'Dossier demandé par votre logiciel',
    other: 'Chercher un patient',
    nothing: {
      title: 'Rien n’attend d’être ouvert',
      why: 'La demande de votre logiciel a déjà servi, ou date de plus de dix minutes. Relancez-la depuis votre logiciel, ou cherchez le patient ici.',
    },
    wrongAddress: {
      title: 'Cette adresse n’ouvre aucune page',
      why: 'Votre logiciel a demandé une page qui n’existe pas, ou sans le patient qu’elle demande. Signalez-le à son éditeur ; d’ici là, cherchez le patient ici.',
    },
    wrongNumber: {
      title: 'Le matricule transmis n’est pas valable',
      why: 'Votre logiciel a transmis un matricule mal formé, ou dont la clé ne correspond pas. Relisez-le dans la fiche du patient ; d’ici là, cherchez le patient ici.',
    },
    toConfirm: {
      title: 'Ouvrir le dossier que demande un autre site ?',
      why: 'Une page d’un autre site demande à ouvrir ici un dossier, en votre nom. Si vous venez de le demander vous-même, continuez. Sinon, n’ouvrez rien.',
      yes: 'Ouvrir',
      no: 'Ne rien ouvrir',
    },
  },

  authorisation: {
    heading: 'Autorisation d’accès',
    NON_EXISTE: {
      title: 'Ce patient ne vous a pas encore autorisé',
      why: 'Un dossier existe. Pour le consulter, il faut l’accord du patient, recueilli par vous.',
    },
    EXPIREE: { title: 'Votre autorisation a pris fin', why: 'Elle est arrivée à son terme. Demandez de nouveau son accord au patient.' },
    INTERDIT: {
      title: 'Accès refusé : le patient vous a fermé son dossier',
      why: 'Il ne souhaite pas que vous le consultiez. Lui seul peut revenir sur ce choix, depuis son espace. Vous pouvez toujours y déposer vos documents.',
    },
    agreementForMe: 'Le patient, informé, consent à ce que je consulte son dossier.',
    agreementForTeam: (structure: string) => `Le patient, informé, consent à ce que l’équipe de soins de ${structure} consulte son dossier.`,
    for: 'Pour qui ?',
    forMe: 'Moi seul',
    forTeam: (structure: string) => `L’équipe de soins de ${structure}`,
    forTeamHelp: 'Les professionnels de la structure qui le prennent en charge.',
    action: 'Enregistrer l’accord et ouvrir le dossier',
    required: 'Recueillez l’accord du patient, puis cochez la case. Sans elle, rien n’est enregistré.',
    told: (days: number) => `Le patient verra cet accord dans son espace, avec votre nom, et pourra le retirer à tout moment. Il dure ${lasting('fr', days)}.`,
    recorded: 'L’accord du patient est enregistré.',
    otherPatient: 'Chercher un autre patient',
  },

  emergency: {
    action: 'Urgence : bris de glace',
    title: 'Ouvrir ce dossier en urgence',
    what: 'À n’employer que si l’état du patient présente un risque immédiat et qu’il ne peut pas donner son accord (article L.1111-17 du code de la santé publique).',
    told: 'Le patient et son médecin traitant en sont prévenus tout de suite, avec votre nom. Votre raison s’inscrit au journal du patient.',
    limits: (hours: number) =>
      `Vous lirez les documents que votre profession permet, pendant ${hours} heures au plus. Les documents masqués restent cachés, sauf si le patient l’a permis.`,
    reason: 'Raison de l’urgence',
    reasonHelp: 'Le patient la lira. Par exemple : « Patient inconscient, traitements et allergies à connaître ».',
    reasonMissing: 'Dites en quelques mots pourquoi c’est urgent (10 caractères au moins).',
    confirm: 'Ouvrir en urgence',
    entered: 'Le dossier est ouvert en urgence. Le patient et son médecin traitant sont prévenus.',
    band: { bris_de_glace: 'Accès en urgence : bris de glace', centre_15: 'Accès en urgence : centre 15' },
    because: (reason: string) => `Raison : ${reason}`,
    left: (hours: number, minutes: number) =>
      hours === 0
        ? plural('fr', minutes, { zero: 'moins d’une minute restante', one: '1 minute restante', other: `${minutes} minutes restantes` })
        : `${hours} h ${String(minutes).padStart(2, '0')} restantes`,
    end: 'Terminer l’accès en urgence',
    ended: 'L’accès en urgence est terminé.',
  },

  record: {
    close: 'Fermer le dossier',
    herMedecinTraitant: (name: string) => `Médecin traitant : ${name}`,
    age: (years: number) => plural('fr', years, { zero: 'moins d’un an', one: '1 an', other: `${years} ans` }),
    ageMonths: (months: number) => plural('fr', months, { zero: 'moins d’un mois', one: '1 mois', other: `${months} mois` }),
    born: { F: (day: string) => `née le ${day}`, M: (day: string) => `né le ${day}`, I: (day: string) => `né(e) le ${day}` },
    sexe: { F: 'Femme', M: 'Homme', I: 'Indéterminé' },
    birthName: (name: string) => `nom de naissance ${name}`,
    ins: 'INS',
    insName: 'le matricule INS',
    namesake: 'A un homonyme : vérifiez le matricule INS',
    identityToConfirm: 'Identité à confirmer : rien ne peut être déposé',
    formerIns: (count: number) => (count > 1 ? 'anciens identifiants' : 'ancien identifiant'),
    patient: 'Patient',
    of: (name: string) => `Dossier de ${name}`,
    views: 'Parties du dossier',
    documents: 'Documents',
    journal: 'Journal',
    accesses: 'Accès',
  },

  document: {
    region: 'Document ouvert',
    second: 'Second document ouvert',
    back: 'Retour à la liste',
    close: 'Fermer le document',
    actOf: 'Acte du',
    depositedOn: 'Arrivé le',
    receivedLastOn: 'la dernière fois le',
    past: 'D’où vient ce document, et ses versions',
    author: 'Auteur',
    type: 'Type',
    original: 'Télécharger l’original',
    copy: 'Copie en PDF',
    confidentiality: 'Confidentialité',
    actions: 'Actions sur le document',
    version: (version: number) => `version ${version}`,
    awaiting: {
      title: 'Le patient n’a pas encore vu ce document',
      why: 'Il attend une consultation d’annonce. Vérifiez que votre écran n’est pas visible du patient ni de ses proches avant de l’ouvrir.',
      open: 'Ouvrir le document',
      band: 'Le patient ne voit pas encore ce document : ne le montrez pas sans l’avoir annoncé.',
    },
    maskedBand: 'Masqué aux professionnels. Vous le voyez parce que vous en êtes l’auteur ou le médecin traitant.',
    replacedBand: 'Ce document a été remplacé par une version plus récente.',
    mask: {
      title: 'Masquer ce document aux professionnels',
      why: 'Seuls son auteur, le médecin traitant et le patient le verront encore. Si vous n’êtes ni l’un ni l’autre, il disparaîtra de votre liste et vous ne pourrez pas le démasquer.',
      traced: 'Le masquage est inscrit au journal. Le patient peut le lever à tout moment.',
      action: 'Masquer le document',
      done: 'Le document est masqué aux professionnels.',
      gone: 'Le document est masqué aux professionnels. Vous ne le voyez plus.',
    },
    unmask: {
      title: 'Rendre ce document visible aux professionnels',
      why: 'Tous les professionnels autorisés pourront le lire. Vérifiez d’abord que c’est ce que veut le patient.',
      action: 'Rendre visible',
      done: 'Le document est de nouveau visible par les professionnels autorisés.',
    },
    notAllowed: 'Vous ne pouvez pas changer la confidentialité de ce document. Son auteur, le médecin traitant et le patient le peuvent.',
    stale: 'Ce document a changé entre-temps. La liste vient d’être rafraîchie : relisez, puis recommencez.',
    reloaded: 'Recharger',
  },

  journal: {
    title: 'Journal des accès',
    own: 'Vos propres actes sur ce dossier. Le patient et son médecin traitant lisent le journal entier.',
    all: 'Tous les accès à ce dossier, refus compris.',
    columns: { when: 'Quand', who: 'Qui', what: 'Quoi', outcome: 'Issue' },
    granted: 'Accordé',
    refused: 'Refusé',
    you: 'vous',
    patient: 'Le patient',
    through: (service: string) => `avec ${service}`,
    empty: { title: 'Rien au journal', why: 'Vos actes sur ce dossier s’inscriront ici.' },
    actions: {
      'test-existence': 'Recherche du dossier',
      'declare-autorisation': 'Accord du patient enregistré',
      'withdraw-autorisation': 'Autorisation retirée',
      'deposit': 'Document déposé',
      'replace': 'Document remplacé',
      'find-reference': 'Référence de document recherchée',
      'report-misfiled': 'Document mis à l’écart',
      'correct-misfiled': 'Document mis à l’écart, repris',
      'glance-read': 'Vue d’ensemble lue',
      'service-opened': 'Dossier ouvert dans un service',
      'list-documents': 'Liste des documents consultée',
      'read-document': 'Document consulté',
      'mask': 'Document masqué',
      'unmask': 'Document démasqué',
      'delete': 'Document supprimé',
      'read-journal': 'Journal consulté',
      'read-accesses': 'Liste des accès consultée',
      'manage-accesses': 'Accès modifiés',
      'declare-medecin-traitant': 'Médecin traitant déclaré',
      'end-medecin-traitant': 'Fin du médecin traitant',
      'block-professionnel': 'Dossier fermé à un professionnel, à la demande du patient',
      'read-identity': 'Identité lue',
      'find-patient': 'Patient trouvé par ses traits',
      'inform-assures': 'Ouverture à venir annoncée',
      'record-opposition': 'Opposition à l’ouverture enregistrée',
      'create-record': 'Dossier ouvert',
      'open-for': 'Dossier ouvert pour la personne, ou son identité vérifiée',
      'open-residents': 'Dossier d’un résident ouvert, ou son identité vérifiée',
      'close-record': 'Dossier fermé',
      'reopen-record': 'Dossier rouvert',
      'revise-contact': 'Coordonnées modifiées',
      'show-to-patient': 'Document montré au patient',
      'show-to-representants': 'Document montré aux représentants',
      'archive': 'Document archivé',
      'unarchive': 'Document sorti des archives',
      'export-record': 'Copie du dossier emportée par le patient ou son représentant',
      'renounce-delegation': 'Délégation abandonnée',
      'redeem-share': 'Code montré par le patient',
      'show-card': 'Carte d’urgence ouverte',
      'keep-heirs': 'Accès des ayants droit',
      'read-profile': 'Profil consulté',
      'write-profile': 'Profil modifié',
      'read-measures': 'Mesures consultées',
      'write-measures': 'Mesure ajoutée',
      'change-measures': 'Mesure corrigée ou retirée',
      'read-notices': 'Notifications consultées',
      'manage-notices': 'Notifications réglées',
    } as Readonly<Record<string, string>>,
    otherAction: 'Autre acte',
    times: (count: number) => `${count} fois`,
  },

  accesses: {
    title: 'Professionnels autorisés',
    lead: 'Le patient décide qui entre dans son dossier. Vous pouvez mettre fin à votre propre accès.',
    columns: { who: 'Qui', since: 'Accord du', until: 'Jusqu’au', last: 'Dernière consultation' },
    never: 'jamais',
    expired: 'terminée',
    medecinTraitant: 'Médecin traitant',
    administrateur: 'Administrateur',
    empty: { title: 'Aucune autorisation en cours', why: 'Le médecin traitant, s’il y en a un, accède au dossier sans autorisation particulière.' },
    blocked: 'Professionnels à qui le patient a fermé son dossier',
    since: (day: string) => `depuis le ${day}`,
  },

  care,
  deposit,
  misfiled,
  deposits,
  glance,
  list,
  measures,
  openings,
  situations,
  share,
  synthesis,
  openWith: {
    open: 'Ouvrir avec…',
    what: (publisher: string) => `Par ${publisher}. Lit ce dossier avec vos droits, jusqu’à votre déconnexion.`,
    opened: (service: string) => `${service} s’ouvre dans un autre onglet.`,
    blocked: 'Votre navigateur a empêché l’ouverture d’un onglet.',
    openBlocked: (service: string) => `Ouvrir ${service}`,
  },
  templates,
  compare: compared,

  errors: {
    notHere: { title: 'Cette page n’existe pas', why: 'L’adresse a peut-être été mal recopiée.', action: 'Ouvrir un dossier' },
    ruleCode: (code: string) => `Règle : ${code}`,
  },
};
