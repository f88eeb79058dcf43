// What `npm run simulator` says. A tool for whoever integrates or tries Carnet: in French, as the terminal of `npm start`.

const valued = (word: string, value: string | undefined): string => (value === undefined || value === '' ? '' : ` ${word} : ${value}.`);

export const simulatorWording = {
  noSandbox: (path: string): string => `Aucun bac à sable dans ${path} : lancez d’abord npm start, ou donnez --data-dir.`,
  noServer: (url: string, why: string): string => `Le serveur ne répond pas à ${url} (${why}) : lancez npm start.`,
  unknownKey: (option: string, key: string, known: readonly string[]): string => `--${option} : aucun « ${key} ». Ceux du bac à sable : ${known.join(', ')}.`,
  unknownTransaction: (name: string, known: readonly string[]): string => `Aucune transaction « ${name} ». Elles sont : ${known.join(', ')}.`,
  needs: (what: string): string => `Il manque ${what}.`,
  badFile: (file: string): string => `${file} : ni CDA, ni PDF, ni image, ni texte.`,
  unreadableFile: (file: string, why: string): string => `${file} ne peut pas être lu (${why}).`,
  unreadable: 'Le document ne peut pas être lu ; rien n’a été envoyé.',
  noAuthor: (structure: string): string => `Aucun professionnel du bac à sable n’exerce à ${structure} : donnez --author.`,
  finding: (field: string, sentence: string, given: string | undefined, expected: string | undefined): string =>
    `  • ${field} : ${sentence}${valued('Reçu', given)}${valued('Attendu', expected)}`,

  spoke: (mode: string, who: string, structure: string): string => `${mode} : ${who}, ${structure}.`,
  request: '─── demande ───',
  response: '─── réponse ───',
  fault: (codes: string): string => `Refusé : ${codes}`,
  page: (url: string): string => `  Voir ${url}`,
  notSoap: (status: number): string => `La réponse n’est pas une enveloppe SOAP (HTTP ${status}).`,
  registryFailed: 'Refusé par le registre. Rien n’a été enregistré.',
  registryError: (code: string, context: string, location: string): string => `  • ${code} : ${context}${location === '' ? '' : ` (${location})`}`,

  noRecord: 'Aucun dossier (NF).',
  record: (status: string): string => `Dossier : ${status}.`,
  fact: (name: string, value: string): string => `  ${name.padEnd(22)} ${value}`,
  masked: 'masqué : la réponse ne nomme pas la personne',
  listed: (id: string, name: string, birth: string, medecinTraitant: boolean): string =>
    `  ${id}  ${name}${birth === '' ? '' : `, né(e) le ${birth.slice(6, 8)}/${birth.slice(4, 6)}/${birth.slice(0, 4)}`}${medecinTraitant ? ' (médecin traitant)' : ''}`,
  acknowledged: 'Fait.',
  refusedByRecord: (code: string, sentence: string): string => `Refusé : ${code}${sentence === '' ? '' : `. ${sentence}`}`,
  status: (status: string, context: string): string => `${status}${context === '' ? '' : ` : ${context}`}`,
  nobody: 'Personne.',
  counted: (count: number, word: string): string => `${count} ${word}${count > 1 ? 's' : ''}`,

  deposited: (title: string, uniqueId: string): string => `Déposé : ${title}\n  uniqueId  ${uniqueId}`,
  searchedFirst: 'Première recherche : documents actifs de moins de deux ans.',
  searchedSince: (date: string): string => `Ce qui a changé depuis ${date}.`,
  document: (title: string, type: string, date: string, status: string, labels: string, uniqueId: string, isNew: boolean): string =>
    `${isNew ? '+' : ' '} ${date}  ${title}\n    ${type}, ${status}${labels === '' ? '' : `, ${labels}`}\n    ${uniqueId}`,
  none: 'Aucun document.',
  notFound: (uniqueId: string): string => `Aucun document ${uniqueId} que vous puissiez voir.`,
  reference: (entryUuid: string): string => `entryUUID  ${entryUuid}`,
  read: (uniqueId: string, mimeType: string, size: number): string => `${uniqueId}\n  ${mimeType}, ${size} octets`,
  hidden: (labels: string): string => `  Attention : ${labels}.`,
  written: (file: string): string => `  écrit dans ${file}`,
  changed: 'Fait.',
} as const;
