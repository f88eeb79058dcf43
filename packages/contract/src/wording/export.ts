// The words inside the copy of a record that a person takes away: pages read from a disk, in French with English beside, years later perhaps, by
// somebody who has nothing but the folder.

export const exportWording = {
  title: { fr: 'Copie du dossier médical', en: 'Copy of the health record' },
  of: { fr: 'Dossier de', en: 'Record of' },
  madeAt: { fr: 'Copie faite le', en: 'Copy made on' },
  lead: {
    fr: 'Tout ce que la personne qui a demandé cette copie pouvait lire ce jour-là. Rien ici n’a besoin d’Internet.',
    en: 'All that the person who asked for this copy could read on that day. Nothing here needs the Internet.',
  },
  keepSafe: {
    fr: 'Ces fichiers ne sont protégés par aucun mot de passe : rangez-les comme vos papiers de santé.',
    en: 'No password protects these files: keep them as you keep your health papers.',
  },
  back: { fr: 'Retour au sommaire', en: 'Back to the contents' },
  identity: { fr: 'Identité', en: 'Identity' },
  birthName: { fr: 'Nom de naissance', en: 'Birth name' },
  firstNames: { fr: 'Prénoms', en: 'First names' },
  birthDate: { fr: 'Date de naissance', en: 'Date of birth' },
  birthPlace: { fr: 'Lieu de naissance (code)', en: 'Place of birth (code)' },
  sex: { fr: 'Sexe', en: 'Sex' },
  ins: { fr: 'Matricule INS', en: 'INS number' },
  formerIns: { fr: 'Anciens matricules', en: 'Former numbers' },
  openedAt: { fr: 'Dossier ouvert le', en: 'Record opened on' },
  reach: { fr: 'Coordonnées', en: 'Contact details' },

  documents: { fr: 'Documents', en: 'Documents' },
  documentsNext: { fr: 'Documents, suite', en: 'Documents, continued' },
  page: { fr: 'Page', en: 'Page' },
  next: { fr: 'Documents plus anciens', en: 'Older documents' },
  noDocument: { fr: 'Aucun document.', en: 'No document.' },
  columns: {
    document: { fr: 'Document', en: 'Document' },
    author: { fr: 'Auteur', en: 'Author' },
    date: { fr: 'Date de l’acte', en: 'Date of the act' },
    files: { fr: 'Fichiers', en: 'Files' },
  },
  read: { fr: 'Lire', en: 'Read' },
  original: { fr: 'Original', en: 'Original' },
  putAway: { fr: 'Archivé', en: 'Put away' },
  replaced: { fr: 'Remplacé depuis', en: 'Replaced since' },
  unreadable: { fr: 'Illisible : ses octets ont été altérés', en: 'Unreadable: its bytes were altered' },
  cannotShow: {
    fr: 'Ce document ne se lit pas dans une page. Ouvrez l’original.',
    en: 'This document cannot be read in a page. Open the original.',
  },
  attachment: { fr: 'Ouvrir le PDF joint', en: 'Open the attached PDF' },

  beside: { fr: 'Le reste du dossier', en: 'The rest of the record' },
  profile: { fr: 'Profil de santé', en: 'Health profile' },
  declared: { fr: 'Déclaré par le patient.', en: 'Declared by the patient.' },
  bloodGroup: { fr: 'Groupe sanguin', en: 'Blood group' },
  allergies: { fr: 'Allergies', en: 'Allergies' },
  familyHistory: { fr: 'Antécédents familiaux', en: 'Family history' },
  emergencyContacts: { fr: 'Personnes à prévenir en urgence', en: 'People to call in an emergency' },
  visionAid: { fr: 'Correction de la vue', en: 'Vision aid' },
  visionAids: {
    none: { fr: 'Aucune', en: 'None' },
    glasses: { fr: 'Lunettes', en: 'Glasses' },
    lenses: { fr: 'Lentilles', en: 'Contact lenses' },
    both: { fr: 'Lunettes et lentilles', en: 'Glasses and contact lenses' },
  },
  none: { fr: 'Néant', en: 'None' },
  notSaid: { fr: 'Non renseigné', en: 'Not said' },

  measures: { fr: 'Mesures de santé', en: 'Health measures' },
  measureColumns: {
    at: { fr: 'Date', en: 'Date' },
    kind: { fr: 'Mesure', en: 'Measure' },
    value: { fr: 'Valeur', en: 'Value' },
    unit: { fr: 'Unité', en: 'Unit' },
    by: { fr: 'Saisie par', en: 'Entered by' },
    comment: { fr: 'Commentaire', en: 'Comment' },
  },
  diastolic: { fr: 'Diastolique', en: 'Diastolic' },

  accesses: { fr: 'Accès et autorisations', en: 'Accesses and authorisations' },
  treating: { fr: 'Médecin traitant', en: 'Médecin traitant' },
  administrateurs: { fr: 'Mêmes droits que le médecin traitant', en: 'Same rights as the médecin traitant' },
  autorisations: { fr: 'Autorisations, terminées comprises', en: 'Authorisations, ended ones included' },
  autorisationColumns: {
    who: { fr: 'Qui', en: 'Who' },
    since: { fr: 'Depuis', en: 'Since' },
    until: { fr: 'Jusqu’au', en: 'Until' },
    by: { fr: 'Enregistrée par', en: 'Recorded by' },
    last: { fr: 'Dernière consultation', en: 'Last consultation' },
  },
  blocked: { fr: 'Professionnels bloqués', en: 'Blocked professionals' },
  masked: { fr: 'Ce qui est masqué à certains', en: 'What is masked to some' },
  maskedFrom: { fr: 'Masqué à', en: 'Masked to' },
  maskedWhat: { fr: 'Quoi', en: 'What' },
  choices: { fr: 'Réglages', en: 'Settings' },
  choiceNames: {
    opposesBrisDeGlace: { fr: 'Refuse l’accès en urgence', en: 'Refuses emergency access' },
    opposesCentre15: { fr: 'Refuse l’accès du centre 15', en: 'Refuses access by the emergency call centre' },
    permitsMaskedInEmergency: { fr: 'Montre les documents masqués en urgence', en: 'Shows masked documents in an emergency' },
    masksByDefault: { fr: 'Masque les nouveaux documents', en: 'Masks new documents' },
    masksReimbursements: { fr: 'Masque les remboursements', en: 'Masks reimbursements' },
  },
  yes: { fr: 'Oui', en: 'Yes' },
  no: { fr: 'Non', en: 'No' },

  family: { fr: 'Proches', en: 'Family and carers' },
  representants: { fr: 'Représentants légaux', en: 'Legal representatives' },
  aidants: { fr: 'Aidants, anciens compris', en: 'Carers, former ones included' },
  aidantColumns: {
    who: { fr: 'Qui', en: 'Who' },
    spaces: { fr: 'Espaces partagés', en: 'Spaces shared' },
    since: { fr: 'Invité le', en: 'Invited on' },
    until: { fr: 'Jusqu’au', en: 'Until' },
  },

  journal: { fr: 'Journal', en: 'Journal' },
  journalLead: {
    fr: 'Qui a fait quoi dans ce dossier, et ce qui a été refusé. Le plus récent d’abord. Tout est aussi dans le fichier CSV.',
    en: 'Who did what in this record, and what was refused. Newest first. All of it is also in the CSV file.',
  },
  journalCut: {
    fr: 'La suite est dans le fichier CSV.',
    en: 'The rest is in the CSV file.',
  },
  journalColumns: {
    at: { fr: 'Date', en: 'Date' },
    who: { fr: 'Qui', en: 'Who' },
    structure: { fr: 'Structure', en: 'Structure' },
    what: { fr: 'Acte', en: 'Act' },
    document: { fr: 'Document', en: 'Document' },
    outcome: { fr: 'Réponse', en: 'Answer' },
    reason: { fr: 'Raison', en: 'Reason' },
  },
  granted: { fr: 'Accordé', en: 'Granted' },
  refused: { fr: 'Refusé', en: 'Refused' },
  csv: { fr: 'Les mêmes données pour un tableur (CSV)', en: 'The same data for a spreadsheet (CSV)' },

  software: { fr: 'Pour un logiciel de santé', en: 'For health software' },
  ips: { fr: 'Résumé international (IPS, FHIR R4)', en: 'International Patient Summary (IPS, FHIR R4)' },
  xdm: {
    fr: 'Ce dossier est un support IHE XDM : les documents d’origine et leur description sont dans IHE_XDM.',
    en: 'This folder is an IHE XDM medium: the original documents and their description are in IHE_XDM.',
  },
  manifest: { fr: 'Empreintes SHA-256 de chaque fichier', en: 'SHA-256 of each file' },
  manifestHow: { fr: 'Pour les vérifier : sha256sum -c MANIFEST.TXT', en: 'To check them: sha256sum -c MANIFEST.TXT' },
  missing: {
    fr: 'Lignes illisibles, absentes de cette copie :',
    en: 'Unreadable lines, missing from this copy:',
  },
} as const;

/** README.TXT, as ITI-32 wants it; 7-bit, so that any screen shows it. */
export const exportReadme = (madeAt: string): string =>
  [
    'COPIE D UN DOSSIER MEDICAL / COPY OF A HEALTH RECORD',
    `Carnet, ${madeAt}`,
    '',
    'Ouvrez index.html dans un navigateur : aucun programme ni connexion ne sont necessaires.',
    'Open index.html in a browser: no program and no connection are needed.',
    '',
    'IHE_XDM      documents d origine et METADATA.XML / original documents and METADATA.XML (IHE ITI-32, XDM)',
    'LIRE         une page a lire par document structure / a page to read for each structured document',
    'DONNEES      profil, mesures, acces, journal / profile, measures, accesses, journal',
    'MANIFEST.TXT empreintes SHA-256 / SHA-256 of each file (sha256sum -c MANIFEST.TXT)',
    '',
  ].join('\r\n');

export const exportFileName = (day: string): string => `dossier-medical-${day}.zip`;
