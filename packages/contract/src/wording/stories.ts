// The stories of the sandbox, told: /sandbox/stories.

import type { Bilingual } from './labels-bilingual.ts';

interface ToldStory {
  readonly title: Bilingual;
  readonly summary: Bilingual;
  /** By the name of the step, in the person's own words: who does what, and what must be true. */
  readonly steps: Readonly<Record<string, Bilingual>>;
  readonly screens: Readonly<Record<string, Bilingual>>;
}
const both = (fr: string, en: string): Bilingual => ({ fr, en });

const personScreen = both('Ce qu’en voit la personne, dans son espace', 'What the person sees of it, in their own space');

export const storyWording = {
  'david': {
    title: both('David fait une chute', 'David has a fall'),
    summary: both(
      'David vient d’entrer à l’EHPAD Les Genêts. Il tombe, part aux urgences, y reste une nuit, et revient.',
      'David has just moved to the care home Les Genêts. He falls, goes to the emergency department, stays one night, and comes back.',
    ),
    steps: {
      agreement: both(
        'À l’entrée, David donne son accord à l’équipe de l’EHPAD, qui le note.',
        'On arrival, David gives his agreement to the home’s team, who record it.',
      ),
      liaison: both('L’infirmière écrit son document de liaison d’urgence.', 'The nurse writes his emergency liaison document.'),
      listening: both(
        'Le logiciel de l’EHPAD demande à être prévenu de ce qui arrivera dans le dossier.',
        'The home’s software asks to be told of what comes into the record.',
      ),
      stranger: both(
        'David tombe. L’urgentiste demande le dossier sans accord : il est refusé.',
        'David falls. The emergency doctor asks for the record without agreement: refused.',
      ),
      identity: both('L’urgentiste retrouve son INS par son nom et sa date de naissance.', 'The emergency doctor finds his INS by his name and birth date.'),
      emergency: both(
        'Il ouvre le dossier par bris de glace et lit le document de liaison. Moins de trente secondes en tout.',
        'He opens the record by break-glass and reads the liaison document. Under thirty seconds in all.',
      ),
      letter: both('À la sortie, il écrit la lettre de liaison.', 'On discharge, he writes the liaison letter.'),
      told: both('Le logiciel de l’EHPAD est prévenu de cette lettre, et d’elle seule.', 'The home’s software is told of this letter, and of nothing else.'),
      back: both('David est de retour : l’infirmière lit la lettre.', 'David is back: the nurse reads the letter.'),
      mailed: both('David a reçu un courriel : son dossier a été ouvert en urgence.', 'David had an e-mail: his record was opened in an emergency.'),
    },
    screens: { letter: both('La lettre de liaison, lue par l’infirmière de l’EHPAD', 'The liaison letter, read by the home’s nurse'), person: personScreen },
  },
  'lost-file': {
    title: both('Le dossier papier d’Yvette se perd', 'Yvette’s paper file is lost'),
    summary: both(
      'Yvette ne peut pas dire qui la soigne, ni ce qu’elle prend. Sa pochette est restée dans l’ambulance.',
      'Yvette cannot say who looks after her, nor what she takes. Her folder was left in the ambulance.',
    ),
    steps: {
      agreement: both('Yvette et son fils ont donné leur accord à l’équipe de l’EHPAD.', 'Yvette and her son gave their agreement to the home’s team.'),
      liaison: both('L’infirmière tient à jour son document de liaison d’urgence.', 'The nurse keeps her emergency liaison document up to date.'),
      identity: both(
        'Aux urgences, sans pochette : son nom et sa date de naissance donnent son INS.',
        'At the emergency department, no folder: her name and birth date give her INS.',
      ),
      emergency: both(
        'L’urgentiste ouvre le dossier par bris de glace et lit ses traitements. Moins de trente secondes en tout.',
        'The emergency doctor opens the record by break-glass and reads her treatments. Under thirty seconds in all.',
      ),
      stranger: both(
        'Une éducatrice d’un autre établissement demande le dossier : elle est refusée.',
        'An educator of another establishment asks for the record: refused.',
      ),
      mailed: both('Yvette a reçu un courriel : son dossier a été ouvert en urgence.', 'Yvette had an e-mail: her record was opened in an emergency.'),
    },
    screens: {
      emergency: both('Le document de liaison, lu aux urgences par bris de glace', 'The liaison document, read in the emergency department by break-glass'),
      person: personScreen,
    },
  },
  'marion': {
    title: both('Marion passe des examens', 'Marion has examinations'),
    summary: both(
      'Marion vit au foyer Les Glycines. Elle va au laboratoire et à la radiologie ; les résultats la suivent.',
      'Marion lives at the foyer Les Glycines. She goes to the laboratory and to radiology; the results follow her.',
    ),
    steps: {
      agreement: both('Marion donne son accord à l’équipe du foyer.', 'Marion gives her agreement to the foyer’s team.'),
      listening: both('Le logiciel du foyer demande à être prévenu.', 'The foyer’s software asks to be told.'),
      biology: both('Le laboratoire dépose les analyses.', 'The laboratory deposits the analyses.'),
      imaging: both('La radiologie dépose son compte rendu.', 'Radiology deposits its report.'),
      told: both('Le logiciel du foyer est prévenu des deux.', 'The foyer’s software is told of both.'),
      reading: both('L’infirmière du foyer lit les analyses.', 'The foyer’s nurse reads the analyses.'),
      doctor: both('Le médecin traitant trouve les deux sans rien demander à Marion.', 'The médecin traitant finds both without asking Marion anything.'),
      educator: both(
        'L’éducatrice est de la même équipe, mais son métier ne lit pas ces documents : elle n’en trouve aucun.',
        'The educator is of the same team, but her profession does not read these documents: she finds none.',
      ),
    },
    screens: { results: both('Les analyses, lues par l’infirmière du foyer', 'The analyses, read by the foyer’s nurse'), person: personScreen },
  },
  'laura-home': {
    title: both('Laura et ses intervenants à domicile', 'Laura and those who come to her home'),
    summary: both(
      'Une infirmière, un kinésithérapeute et une aide à domicile passent chez Laura sans s’y croiser. Le dossier les relie.',
      'A nurse, a physiotherapist and a home help come to Laura’s without meeting. The record ties them together.',
    ),
    steps: {
      'nurse-agreement': both('Laura donne son accord à l’infirmière.', 'Laura gives her agreement to the nurse.'),
      'physio-agreement': both('Elle le donne au kinésithérapeute.', 'She gives it to the physiotherapist.'),
      'help-agreement': both('Elle le donne à l’aide à domicile.', 'She gives it to the home help.'),
      'nursing': both('L’infirmière écrit son bilan de soins.', 'The nurse writes her assessment.'),
      'physiotherapy': both('Le kinésithérapeute écrit son bilan.', 'The physiotherapist writes his.'),
      'plan': both('L’aide à domicile dépose le projet d’accompagnement.', 'The home help deposits the support plan.'),
      'nurse-reads': both('L’infirmière lit le bilan du kinésithérapeute.', 'The nurse reads the physiotherapist’s assessment.'),
      'physio-reads': both('Le kinésithérapeute lit celui de l’infirmière.', 'The physiotherapist reads the nurse’s.'),
      'help-reads': both(
        'L’aide à domicile trouve le projet d’accompagnement, et aucun des deux bilans.',
        'The home help finds the support plan, and neither assessment.',
      ),
    },
    screens: {
      nurse: both('Le bilan du kinésithérapeute, lu par l’infirmière', 'The physiotherapist’s assessment, read by the nurse'),
      help: both('La liste telle que la voit l’aide à domicile', 'The list as the home help sees it'),
      person: personScreen,
    },
  },
  'laura-change': {
    title: both('Chez Laura, quelque chose change', 'At Laura’s, something changes'),
    summary: both(
      'Laura est hospitalisée trois jours. À son retour, les soins ne sont plus les mêmes ; chacun apprend ce qui le regarde.',
      'Laura spends three days in hospital. On her return, her care is no longer the same; each learns what is theirs to know.',
    ),
    steps: {
      'nurse-agreement': both('L’infirmière a l’accord de Laura.', 'The nurse has Laura’s agreement.'),
      'physio-agreement': both('Le kinésithérapeute aussi.', 'So has the physiotherapist.'),
      'help-agreement': both('L’aide à domicile aussi.', 'So has the home help.'),
      'nurse-listens': both('L’infirmière demande à être prévenue.', 'The nurse asks to be told.'),
      'physio-listens': both('Le kinésithérapeute demande à être prévenu.', 'The physiotherapist asks to be told.'),
      'help-listens': both('L’aide à domicile demande à être prévenue.', 'The home help asks to be told.'),
      'letter': both('L’hôpital écrit la lettre de liaison de sortie.', 'The hospital writes the discharge letter.'),
      'nurse-told': both('L’infirmière en est prévenue.', 'The nurse is told of it.'),
      'physio-told': both('Le kinésithérapeute en est prévenu.', 'The physiotherapist is told of it.'),
      'help-not-told': both(
        'L’aide à domicile ne l’est pas : cette lettre n’est pas à lire par son métier.',
        'The home help is not: this letter is not for her profession to read.',
      ),
      'physio-leaves': both(
        'La rééducation s’arrête : le kinésithérapeute met fin à son accès.',
        'The physiotherapy ends: the physiotherapist ends his own access.',
      ),
      'physio-refused': both('Il demande le dossier le lendemain : il est refusé.', 'He asks for the record the day after: refused.'),
    },
    screens: { nurse: both('La lettre de liaison, lue par l’infirmière', 'The liaison letter, read by the nurse'), person: personScreen },
  },
  'julien': {
    title: both('Julien entre en IME', 'Julien enters an IME'),
    summary: both(
      'Julien quitte le SESSAD qui le suivait pour un institut médico-éducatif. Ce que l’on sait de lui l’y précède.',
      'Julien leaves the service that followed him for a medico-educational institute. What is known of him goes before him.',
    ),
    steps: {
      'agreement': both('Sa mère a donné son accord à l’éducateur du SESSAD.', 'His mother gave her agreement to the educator of his former service.'),
      'plan': both('L’éducateur dépose le projet d’accompagnement de Julien.', 'The educator deposits Julien’s support plan.'),
      'consultation': both('Le médecin traitant dépose sa consultation d’avant l’entrée.', 'The médecin traitant deposits the consultation before entry.'),
      'letter': both('L’éducateur écrit la lettre de liaison pour l’IME.', 'The educator writes the liaison letter for the IME.'),
      'too-early': both(
        'L’éducatrice de l’IME demande le dossier avant l’accord : elle est refusée.',
        'The IME’s educator asks for the record before the agreement: refused.',
      ),
      'entry': both('Le jour de l’entrée, la mère de Julien lui donne son accord.', 'On the day he enters, Julien’s mother gives her agreement.'),
      'reading': both('L’éducatrice de l’IME lit la lettre.', 'The IME’s educator reads the letter.'),
      'social-only': both(
        'Elle trouve le projet et la lettre, et pas la consultation : son métier ne la lit pas.',
        'She finds the plan and the letter, and not the consultation: her profession does not read it.',
      ),
      'card': both('Elle écrit la carte de consultation de Julien.', 'She writes Julien’s consultation card.'),
      'leaving': both('Le SESSAD met fin à son accès.', 'The former service ends its access.'),
      'former': both('Son éducateur demande le dossier : il est refusé.', 'Its educator asks for the record: refused.'),
    },
    screens: {
      letter: both('La lettre de liaison, lue par l’éducatrice de l’IME', 'The liaison letter, read by the IME’s educator'),
      mother: both('Ce qu’en voit la mère de Julien, dans le dossier de son fils', 'What Julien’s mother sees of it, in her son’s record'),
    },
  },
  'charlotte': {
    title: both('Charlotte, après une vaccination', 'Charlotte, after a vaccination'),
    summary: both(
      'Charlotte se fait vacciner à la pharmacie. Le soir, elle ouvre Mon espace santé et y retrouve le vaccin.',
      'Charlotte is vaccinated at the pharmacy. In the evening she opens her own space and finds the vaccine there.',
    ),
    steps: {
      vaccination: both('Le pharmacien dépose la note de vaccination.', 'The pharmacist deposits the vaccination note.'),
      pharmacist: both(
        'Déposer ne donne pas le droit de lire : il demande le dossier, il est refusé.',
        'Depositing gives no right to read: he asks for the record, and is refused.',
      ),
      doctor: both('Le médecin traitant lit la note.', 'The médecin traitant reads the note.'),
    },
    screens: { person: personScreen, doctor: both('La note, lue par le médecin traitant', 'The note, read by the médecin traitant') },
  },
} as const satisfies Readonly<Record<string, ToldStory>>;
export type StoryName = keyof typeof storyWording;
export const storyTold = (name: StoryName): ToldStory => storyWording[name];

/** The page around them. */
export const storiesPageWording = {
  title: both('Des histoires à jouer', 'Stories to play'),
  lead: both(
    'Chaque étape passe par une vraie porte de Carnet, avec la carte de qui agit : rien n’est simulé derrière. Chaque histoire peut être rejouée ; qui a déposé reprend d’abord ses documents.',
    'Each step goes through a real door of Carnet, with the card of whoever acts: nothing is simulated behind. Each story may be played again; whoever deposited first takes their documents back.',
  ),
  link: both('Des histoires du médico-social, jouées de bout en bout', 'Stories of social care, played from end to end'),
  all: both('Toutes les histoires', 'All the stories'),
  steps: both('Les étapes', 'The steps'),
  screens: both('Ce que l’on voit à la fin', 'What is seen at the end'),
  screensLater: both('Ces écrans s’ouvrent quand l’histoire est jouée.', 'These screens open once the story is played.'),
  playAll: both('Tout jouer', 'Play it all'),
  playOn: both('Jouer la suite', 'Play the rest'),
  playNext: both('Jouer l’étape suivante', 'Play the next step'),
  again: both('Recommencer', 'Begin again'),
  retry: both('Réessayer cette étape', 'Try this step again'),
  states: {
    waiting: both('À jouer', 'To play'),
    held: both('Vérifié', 'Checked'),
    failed: both('Ce n’est pas ce qui était attendu', 'Not what was expected'),
  },
  playing: both('L’histoire se joue…', 'The story is being played…'),
  notPlayed: both('Rien n’est encore joué.', 'Nothing is played yet.'),
  done: (played: number, all: number): Bilingual => both(`Étapes vérifiées : ${played} sur ${all}.`, `Steps checked: ${played} of ${all}.`),
  whole: both('L’histoire est jouée, et tout est vrai.', 'The story is played, and all of it holds.'),
  stopped: both('L’histoire s’est arrêtée à une étape.', 'The story stopped at a step.'),
  took: (milliseconds: number): Bilingual => both(`${milliseconds} ms`, `${milliseconds} ms`),
  technical: both('Ce qui a été demandé, et répondu', 'What was asked, and answered'),
  refusedBecause: both('Refusé :', 'Refused:'),
  doors: {
    app: both('App des professionnels', 'Professionals’ app'),
    fhir: both('Logiciel, porte FHIR', 'Software, FHIR door'),
    insi: both('Téléservice INSi, en SOAP', 'INSi téléservice, in SOAP'),
    hook: both('Appel de Carnet à un logiciel', 'Call from Carnet to software'),
    mail: both('Courriel', 'E-mail'),
  },
  openAs: (name: string): Bilingual => both(`Ouvrir avec la carte de ${name}`, `Open with the card of ${name}`),
  opening: both('Ouverture…', 'Opening…'),
  failedToOpen: both('L’écran ne s’est pas ouvert.', 'The screen did not open.'),
  personSignsIn: (name: string, login: string, password: string): Bilingual =>
    both(
      `Se connecter comme ${name} : identifiant ${login}, mot de passe initial ${password}. Le code arrive dans sa boîte aux lettres.`,
      `Sign in as ${name}: identifier ${login}, initial password ${password}. The code comes to their inbox.`,
    ),
  openSpace: both('Ouvrir Mon espace santé', 'Open the person’s space'),
  theirInbox: both('Sa boîte aux lettres', 'Their inbox'),
  faults: {
    status: both('La porte a répondu %.', 'The door answered %.'),
    sees: both('Documents trouvés ou manquants autrement que prévu.', 'Documents found or missing otherwise than expected.'),
    told: both('Le logiciel n’a pas reçu exactement ce qui était attendu.', 'The software did not receive exactly what was expected.'),
    mailed: both('Aucun courriel n’est arrivé.', 'No e-mail came.'),
    slow: both('Plus de trente secondes.', 'More than thirty seconds.'),
    nobody: both('Personne de ce nom, né ce jour.', 'Nobody of that name, born that day.'),
    unsigned: both('Un appel reçu n’était pas signé.', 'A call that came was not signed.'),
    silent: both('La porte n’a pas répondu.', 'The door did not answer.'),
    listening: both('Le logiciel n’a pas été reconnu à temps.', 'The software was not acknowledged in time.'),
  },
  reason: both('Personne amenée aux urgences, hors d’état de répondre', 'Person brought to the emergency department, unable to answer'),
} as const;
export type StoryFault = keyof (typeof storiesPageWording)['faults'];
