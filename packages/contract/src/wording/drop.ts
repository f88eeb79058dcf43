// What the drop folder writes for whoever puts files in it: a secretary of a care home, who reads French and no code. Each fault says what is wrong
// and what to do; the names of folders are here too, since they are read as sentences are.

export const dropNames = {
  inbox: 'À déposer',
  deposited: 'déposés',
  refused: 'refusés',
  residents: 'résidents.csv',
  journal: 'dépôts.csv',
  state: 'état.txt',
  readme: 'lisez-moi.txt',
} as const;

export const dropColumns = {
  ins: 'INS',
  oid: 'OID',
  birthName: 'Nom de naissance',
  firstNames: 'Prénoms',
  birthDate: 'Date de naissance',
  identity: 'Identité',
} as const;
export const qualifiedWord = 'qualifiée';

interface Fault {
  readonly what: string;
  readonly fix: string;
}
export const dropFaults = {
  FICHIER_VIDE: { what: 'Le fichier est vide.', fix: 'Refaites la numérisation ou l’enregistrement, puis déposez le nouveau fichier.' },
  FICHIER_TROP_GRAND: { what: 'Le fichier pèse plus de 50 Mo.', fix: 'Numérisez en noir et blanc à 200 ou 300 points par pouce, ou en plusieurs fichiers.' },
  FICHIER_INCOMPLET: {
    what: 'Le fichier s’arrête avant sa fin : la copie ou la numérisation a été interrompue.',
    fix: 'Copiez-le de nouveau depuis l’original.',
  },
  FICHIER_LIEN: { what: 'C’est un raccourci, pas un fichier.', fix: 'Copiez le fichier lui-même.' },
  FICHIER_FORMAT: {
    what: 'Ce n’est ni un document CDA (.xml), ni un PDF, ni une image JPEG ou PNG. Son contenu décide, pas son nom.',
    fix: 'Depuis le traitement de texte, choisissez « Enregistrer au format PDF ».',
  },
  NOM_SANS_RESIDENT: {
    what: 'Un PDF ou une image ne dit pas de qui il s’agit.',
    fix: 'Mettez-le dans le dossier du résident, ou commencez son nom par le matricule INS.',
  },
  NOM_SANS_TYPE: {
    what: 'Le nom du fichier ne commence pas par un type de document connu.',
    fix: 'Nommez-le par exemple « ordonnance_2026-03-12_Renouvellement.pdf ». La liste des types est dans lisez-moi.txt.',
  },
  NOM_SANS_DATE: {
    what: 'Le nom du fichier ne donne pas la date du document après son type.',
    fix: 'Nommez-le par exemple « ordonnance_2026-03-12_Renouvellement.pdf ».',
  },
  DATE_FUTURE: { what: 'La date du document n’est pas encore venue.', fix: 'Corrigez la date dans le nom du fichier.' },
  TITRE_TROP_LONG: { what: 'Le titre dépasse 128 caractères.', fix: 'Raccourcissez le nom du fichier.' },
  RESIDENT_INCONNU: {
    what: 'Cette personne n’est pas dans résidents.csv.',
    fix: 'Ajoutez sa ligne (son dossier se crée alors tout seul), puis déposez le fichier dans ce dossier.',
  },
  IDENTITE_NON_QUALIFIEE: {
    what: 'L’identité de cette personne n’est pas qualifiée : rien ne peut être envoyé à son DMP.',
    fix: 'Faites qualifier son INS dans votre logiciel (pièce d’identité et téléservice INSi), puis écrivez « qualifiée » dans résidents.csv.',
  },
  AUTRE_RESIDENT: {
    what: 'Le document porte le nom d’une autre personne que celle du dossier où il a été mis.',
    fix: 'Vérifiez à qui est ce document, et mettez-le dans le dossier de cette personne.',
  },
  CDA_NON_LU: { what: 'Le document CDA ne dit pas ce qu’il faut de lui-même.', fix: 'Transmettez ce message à l’éditeur du logiciel qui l’a produit.' },
} as const satisfies Record<string, Fault>;
export type DropFault = keyof typeof dropFaults;

const listed = (lines: readonly string[]): string => lines.map((line) => `  • ${line}`).join('\r\n');

export const dropWording = {
  started: (folder: string, structure: string, url: string): string =>
    `Le dossier « ${folder} » est surveillé pour ${structure}. Serveur : ${url}. Ctrl-C arrête.`,
  stopped: 'Arrêté. Ce qui attendait attend encore.',
  noMaterial: 'Il faut --card (bac à sable), ou --certificate et --key (le certificat de la structure, en PEM).',
  notAStructure: 'Ce certificat n’est pas celui d’une structure : il faut un certificat d’organisation, dont le sujet porte OU = identifiant de la structure.',
  noFolder: (folder: string): string => `Le dossier « ${folder} » n’existe pas : créez-le d’abord.`,
  outcomes: { 'deposited': 'déposé', 'already-there': 'déjà là', 'refused': 'refusé' },
  journalHeader: 'date;heure;numéro du document;issue;code',
  deposited: 'Ce document a été déposé dans le DMP.',
  alreadyThere: 'Ce document était déjà dans le DMP de cette personne, à l’octet près : il n’y est qu’une fois, et rien n’a changé.',
  replacedUnknown: 'Il remplaçait une version que le DMP ne connaît pas : il y est entré comme un document nouveau.',
  facts: (type: string, number: string, at: string): string => `Type    ${type}\r\nNuméro  ${number}\r\nLe      ${at}`,
  refused: 'Ce document n’a pas été déposé. Rien n’a été enregistré.',
  finding: (sentence: string, given: string | undefined, expected: string | undefined): string =>
    `${sentence}${given === undefined ? '' : ` Reçu : ${given}.`}${expected === undefined ? '' : ` Attendu : ${expected}.`}`,
  issue: (what: string, code: string, field?: string): string => `${what}${field === undefined ? '' : ` (champ : ${field})`} [${code}]`,
  fix: (fix: string): string => `Que faire : ${fix}`,
  page: (url: string): string => `Explication : ${url}`,
  again: 'Une fois corrigé, remettez le fichier dans « À déposer ».',
  rows: {
    INS_EN_NOTATION: 'l’INS a été transformé par le tableur (2,79E+14) : mettez la colonne au format Texte',
    INS_FAUX: 'l’INS n’a pas sa forme ou sa clé',
    OID_FAUX: 'l’OID de l’INS n’est pas connu (laissez vide pour un NIR)',
    NOM_ABSENT: 'le nom ou les prénoms manquent',
    DATE_FAUSSE: 'la date de naissance n’est pas lue (12/03/1938)',
    DEUX_FOIS: 'cette personne est déjà plus haut',
  },
  columnsAbsent: (names: readonly string[]): string => `résidents.csv : il manque ${names.join(', ')} en première ligne.`,
  row: (line: number, why: string): string => `résidents.csv, ligne ${line} : ${why}.`,
  notTaken: (path: string): string => `« ${path} » n’est pas pris : un dossier dans un dossier de résident, ou autre chose qu’un fichier.`,
  unreadable: (path: string): string => `« ${path} » ne peut pas être lu : vérifiez les droits, ou fermez le logiciel qui le tient ouvert.`,
  unreachable: (why: string): string => `Le serveur ne répond pas (${why}). Rien n’est perdu : les fichiers attendent, et sont envoyés dès qu’il répond.`,
  closed: (why: string): string =>
    `Le serveur ne reconnaît pas la structure : ${why} Les fichiers attendent. Prévenez qui s’occupe du certificat de l’établissement.`,
  state: (waiting: number, told: readonly string[]): string =>
    [
      told.length === 0 ? 'Tout va bien.' : 'À voir :',
      ...(told.length === 0 ? [] : [listed(told)]),
      '',
      waiting === 0 ? 'Aucun fichier n’attend.' : waiting === 1 ? 'Un fichier attend.' : `${waiting} fichiers attendent.`,
      '',
    ].join('\r\n'),
  readme: (types: readonly (readonly [string, string])[]): string =>
    [
      'DÉPOSER UN DOCUMENT DANS LE DMP D’UN RÉSIDENT',
      '',
      '1. Ouvrez « À déposer », puis le dossier du résident.',
      '2. Mettez-y le fichier : un PDF, une image JPEG ou PNG, ou un document CDA de votre logiciel.',
      '3. Nommez un PDF ou une image : type_date_titre',
      '     ordonnance_2026-03-12_Renouvellement.pdf',
      '     compte rendu_12-03-2026_Visite du Dr Martin.pdf',
      '   Un CDA garde le nom que vous voulez : il dit lui-même ce qu’il est.',
      '4. Attendez quelques secondes. Le fichier part dans « déposés », ou dans « refusés »',
      '   avec un texte du même nom qui dit pourquoi et que faire.',
      '',
      'Sans ouvrir le dossier du résident : INS_type_date_titre, directement dans « À déposer ».',
      '     279035121518989_ordonnance_2026-03-12_Renouvellement.pdf',
      '',
      'Si rien ne part, lisez état.txt.',
      '',
      'Un résident de plus : une ligne dans résidents.csv. Son dossier se crée tout seul.',
      'Seule une identité « qualifiée » part au DMP.',
      '',
      'LES TYPES',
      ...types.map(([word, label]) => `     ${word.padEnd(18)} ${label}`),
      '   ou le code du type (liste du DMP), par exemple 34112-3.',
      '',
    ].join('\r\n'),
} as const;
