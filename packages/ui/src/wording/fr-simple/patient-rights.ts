// Easy French of rights, of reports and of connected services.

import { plural } from '../plural.ts';
import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

export const patientRights: Some<PatientWords['rights']> = {
  title: 'Vos droits, et ce qui est interdit aux autres',
  lead: 'Voici ce que dit la loi. Carnet suit la loi à chaque fois.',
  groups: [
    {
      title: 'Ceux qui n’entrent jamais',
      questions: [
        {
          question: 'Un assureur, une mutuelle, une banque ou mon employeur peut demander mon dossier ?',
          answer:
            'Non. La loi l’interdit, même si vous dites oui. La loi l’interdit pour tous les contrats qui parlent de votre santé. Ils n’ont pas le droit de demander. C’est l’article L.1111-18 du code de la santé publique.',
        },
        {
          question: 'Qui répond aux questions de santé d’une assurance ?',
          answer: 'Vous seul. Ce n’est pas le travail de votre médecin traitant. Carnet ne prépare rien pour les assureurs.',
        },
        {
          question: 'L’Assurance Maladie surveille mes soins avec ce dossier ?',
          answer:
            'Non. Elle y écrit vos remboursements. Elle ne lit rien. Si elle essaie de lire, Carnet refuse et le note. Tout le monde peut vérifier comment Carnet est fait.',
        },
        {
          question: 'Et le médecin du travail ?',
          answer:
            'Il lit seulement si vous lui donnez votre accord, avec son nom. Vous le faites à la page « Qui peut voir mon dossier ». Vous pouvez dire non. Ce n’est pas une faute. Votre employeur ne le sait pas.',
        },
      ],
    },
    {
      title: 'Le secret, et quand on peut parler',
      questions: [
        {
          question: 'Quand un professionnel doit-il, ou peut-il, parler ?',
          answer:
            'La loi fait une liste. Il doit dire les naissances et les décès. Il doit dire les accidents du travail et les maladies à cause du travail. Il doit dire certaines maladies graves, comme le VIH, la peste ou le choléra. Il doit dire les vaccins obligatoires. Il peut dire qu’un enfant est maltraité. Il peut dire qu’un sportif est dopé. Carnet n’envoie rien tout seul.',
        },
        {
          question: 'Ma maladie est grave. Mon médecin peut parler à mes proches ?',
          answer:
            'Oui, pour que vos proches vous aident. Vous pouvez dire non. C’est la loi du 4 mars 2002, article L.1110-4. Le médecin ne leur ouvre pas votre dossier. C’est vous qui invitez un proche. Vous choisissez les espaces et le temps.',
        },
      ],
    },
    {
      title: 'Décider ou agir pour quelqu’un',
      questions: [
        {
          question: 'Mon enfant a moins de 18 ans',
          answer:
            'Ses parents entrent dans son dossier jusqu’à ses 18 ans. L’enfant peut demander le secret pour certains soins. Alors vous ne voyez rien de ces soins, ni les remboursements. À 18 ans, le dossier est à lui. Carnet prévient l’enfant et les parents.',
        },
        {
          question: 'Une personne est sous curatelle',
          answer: 'Elle a un curateur. Elle seule décide et entre dans son dossier. Son curateur l’aide pour d’autres choses. Il ne lit pas le dossier.',
        },
        {
          question: 'Une personne est sous tutelle, ou il y a une habilitation familiale',
          answer:
            'Son tuteur, ou la personne choisie par le juge, décide pour elle. Cela dure le temps décidé par le juge. On lui demande toujours son avis à elle, si elle peut répondre. Carnet le demande et le note.',
        },
      ],
    },
  ],
};

export const patientReports: Some<PatientWords['reports']> = {
  lead: 'Les lectures que vous avez signalées, et les réponses.',
  dialog: {
    title: (name) => `Signaler une lecture : ${name}`,
    what: 'Vous ne connaissez pas cette personne ? Vous ne comprenez pas pourquoi elle est venue ? Des personnes vont contrôler ce qu’elle a fait.',
    onlyReportHelp: 'Cette personne peut encore lire. Nous ne la prévenons pas.',
    alsoBlockHelp: 'Elle ne pourra plus rien lire, même en urgence. Vous pourrez la débloquer quand vous voulez.',
    textHelp: 'Seules les personnes qui contrôlent le lisent. N’écrivez rien sur la santé : elles n’en ont pas besoin.',
    tooLong: (maximum) => `C’est trop long. Pas plus de ${maximum} lettres.`,
    next: 'Ensuite, une personne contrôle : qui a lu, quand, et pourquoi. Elle ne voit pas les documents. Vous avez la réponse ici, en un mois au plus. Un mail vous prévient.',
    done: (day) => `Carnet a bien reçu le message. Vous aurez une réponse avant le ${day}.`,
    doneBlocked: (name) => `Carnet a bien reçu le message. ${name} est maintenant bloqué.`,
  },
  states: { examining: 'On contrôle', answered: 'Réponse donnée' },
  anAccess: 'Lecture : ',
  aPerson: 'Signalé depuis la liste des accords.',
  examined: 'On contrôle depuis',
  answered: 'Réponse donnée',
  expected: (day) => `Vous aurez une réponse avant le ${day}.`,
  conclusions: {
    'legitimate': 'Cette personne avait une bonne raison',
    'not-legitimate': 'Cette personne n’avait pas de bonne raison',
    'sent-on': 'Nous l’avons dit à d’autres personnes qui contrôlent',
  },
  recourse: 'Vous pouvez aussi écrire à la CNIL (cnil.fr). Vous pouvez écrire à l’ordre de ce métier. Vous pouvez porter plainte.',
  empty: { title: 'Vous n’avez rien signalé', body: 'Une ligne du journal vous étonne ? Signalez-la sous cette ligne.' },
};

export const patientServices: Some<PatientWords['services']> = {
  lead: 'Les applications et les sites qui ont votre accord. Ils lisent ou écrivent dans votre dossier.',
  none: {
    title: 'Il n’y a pas de service',
    body: 'Une application de santé peut demander à lire ce dossier. Carnet vous pose alors la question.',
  },
  by: (publisher) => `Fait par ${publisher}`,
  may: {
    list: { writes: (spaces) => `Écrit dans : ${spaces}` },
    question: {
      readsMeasures: 'Lire les mesures de santé (poids, tension…)',
      writes: (spaces) => `Ajouter des documents dans : ${spaces}`,
      writesMeasures: 'Ajouter des mesures de santé. Corriger ou retirer les mesures qu’il a ajoutées',
    },
  },
  until: 'S’arrête le',
  ended: 'S’est arrêté le',
  states: { paused: 'Arrêté par Carnet pour un moment' },
  paused: 'Carnet a arrêté ce service pour un moment. Il ne lit rien.',
  agreeAgain: 'Ce service demande une chose nouvelle. Sans un nouvel accord, il s’arrête à cette date.',
  past: (count) => plural('fr', count, { one: '1 ancien service', other: `${count} anciens services` }),
  dialog: {
    what: 'Ce service s’arrête tout de suite. Il ne peut plus lire ni écrire dans le dossier.',
    after: 'Il garde ce qu’il a déjà lu. Demandez-lui de l’effacer. Vous pourrez le connecter de nouveau.',
  },
  subscribers: {
    title: 'Programmes prévenus',
    lead: 'Ces programmes de professionnels et ces services savent quand un document arrive. Ils ne savent pas ce qu’il dit. Ils le savent seulement s’ils peuvent voir ce document. Pour arrêter, retirez l’accord du professionnel. Ou déconnectez le service.',
    topics: { 'document-released': 'Quand on peut voir un document' },
  },
  question: {
    title: (name) => `${name} demande à lire votre dossier`,
    by: (publisher) => `Fait par ${publisher}. Carnet ne sait pas ce que ce service fera de vos informations. Lisez ses règles.`,
    purposes: 'Qu’est-ce qu’il peut faire ?',
    purposesHelp: 'Cochez seulement ce que vous voulez.',
    chooseOne: 'Cochez une ligne, ou dites non.',
    rules: [
      'Il ne reçoit pas votre nom. Il ne reçoit pas votre numéro INS. Mais les documents peuvent contenir votre nom.',
      'Il ne voit pas un document que votre médecin doit d’abord vous annoncer.',
      'Le journal écrit chaque lecture, avec le nom du service.',
    ],
    offline: 'Il pourra revenir quand vous n’êtes pas là.',
    until: 'Cela s’arrête le',
    untilAfter: 'et vous pouvez arrêter avant, dans « Services connectés ».',
    accept: 'Je suis d’accord',
    refuse: 'Je dis non',
    leaving: 'Vous allez vers le service…',
  },
};
