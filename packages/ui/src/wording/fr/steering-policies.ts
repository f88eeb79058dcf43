// French of the policy table, by key: what each value is called, and what it does in a person's life. A key without words is shown as it is.

export interface PolicyInWords {
  readonly label: string;
  readonly what: string;
  /** Words of the values of a choice. */
  readonly choices?: Readonly<Record<string, string>>;
}

export const policiesInWords: Readonly<Record<string, PolicyInWords>> = {
  autorisationDays: {
    label: 'Durée d’une autorisation',
    what: 'Combien de temps un professionnel autorisé par le patient peut consulter son dossier avant de lui redemander son accord.',
  },
  teamAutorisationDays: {
    label: 'Durée de l’autorisation d’une équipe de soins',
    what: 'Combien de temps l’accord donné à une équipe vaut quand la fin du séjour n’est pas connue.',
  },
  brisDeGlaceHours: {
    label: 'Durée d’un accès en urgence',
    what: 'Au bout de combien de temps un bris de glace se termine de lui-même, si la session n’a pas pris fin avant.',
  },
  blocageLiftable: {
    label: 'Le bris de glace passe outre un blocage',
    what: 'Oui : en urgence, un professionnel bloqué par le patient lit tout de même son dossier. Non : la volonté du patient l’emporte.',
  },
  cumulInvisiblePatientMasquePs: {
    label: 'Masqué aux professionnels et caché au patient à la fois',
    what: 'Oui : un même document peut porter les deux marques, et n’être alors lu que de son auteur et du médecin traitant.',
  },
  announcementDelayDays: {
    label: 'Délai d’annonce',
    what: 'Au bout de combien de temps un document caché au patient, en attente d’une consultation d’annonce, lui devient visible de lui-même.',
  },
  journalYears: {
    label: 'Conservation du journal',
    what: 'Au bout de combien d’années une ligne du journal peut être retirée, par la commande de l’exploitant. Le sceau de la période retirée est gardé.',
  },
  patientDocumentDestroyedAfterDays: {
    label: 'Délai avant destruction d’un document du patient',
    what: 'Combien de temps un document déposé puis supprimé par le patient peut encore être rendu, avant d’être détruit.',
  },
  teenAccountAge: { label: 'Âge du compte personnel d’un mineur', what: 'À partir de quel âge un mineur peut avoir son propre compte.' },
  majorityAge: { label: 'Âge de la majorité', what: 'À quel âge l’accès au dossier passe des parents à la personne.' },
  aidantsPerPerson: { label: 'Aidants par personne', what: 'Combien d’aidants une même personne peut choisir.' },
  personsPerAidant: { label: 'Personnes par aidant', what: 'Combien de personnes un même aidant peut aider.' },
  heirAccessMaximumDays: {
    label: 'Durée la plus longue de l’accès d’un ayant droit',
    what: 'Combien de jours le dossier d’une personne décédée peut lui être ouvert.',
  },
  fusionUndoDays: {
    label: 'Délai pour revenir sur une correction d’identité',
    what: 'Combien de jours deux dossiers réunis peuvent être séparés de nouveau, et ce qui a été décidé d’un document mis à l’écart être repris.',
  },
  misfiledDelayDays: {
    label: 'Délai pour régler un document mis à l’écart',
    what: 'Après combien de jours son auteur est prévenu une seconde fois, et la cellule d’identité le voit en retard.',
  },
  shareConsultationHours: {
    label: 'Durée d’une consultation, par un code montré',
    what: 'Combien de temps un professionnel à qui le patient montre un code « le temps d’une consultation » peut lire son dossier.',
  },
  shareCodeMinutes: { label: 'Durée d’un code montré', what: 'Combien de temps le code qu’un patient montre peut être utilisé, une fois.' },
  shareCodeTries: {
    label: 'Codes faux par heure',
    what: 'Combien de codes dits à voix haute une même carte peut saisir à tort en une heure, avant de devoir attendre.',
  },
  temporaryShareMaximumDays: { label: 'Durée la plus longue d’un partage temporaire', what: 'Au-delà, le patient doit partager de nouveau.' },
  temporaryShareDefaultDays: {
    label: 'Durée proposée d’un partage temporaire',
    what: 'Ce que l’écran propose d’abord ; le patient peut choisir une autre durée.',
  },
  exportDays: {
    label: 'Copie à emporter',
    what: 'Combien de temps une copie du dossier, une fois prête, attend d’être téléchargée. Ensuite elle est détruite.',
  },
  uploadHours: {
    label: 'Envoi interrompu',
    what: 'Combien de temps un document dont l’envoi s’est interrompu attend d’être repris. Ensuite il est effacé.',
  },
  refusedDepositDays: {
    label: 'Envois d’une structure',
    what: 'Combien de temps une structure revoit ce qu’elle a déposé et ce qui lui a été refusé. Ensuite les refus sont effacés.',
  },
  historyMonths: { label: 'Historique des remboursements', what: 'De combien de temps date le plus ancien remboursement montré.' },
  pilotageAccountsPerStructure: { label: 'Comptes de pilotage par structure', what: 'Combien de personnes d’une même structure voient ses indicateurs.' },
  oppositionWeeks: { label: 'Délai d’opposition', what: 'Combien de temps une personne informée a pour s’opposer, avant que son dossier soit ouvert.' },
  openingRegime: {
    label: 'Régime d’ouverture des dossiers',
    what: 'Ce qui ouvre le dossier d’une personne : son silence après information, ou son accord exprès.',
    choices: { opposition: 'ouvert sauf opposition', consentement: 'ouvert sur accord exprès' },
  },
  creationByProfessionals: {
    label: 'Ouverture par les professionnels',
    what: 'Oui : un professionnel, un secrétariat ou une structure ouvre et rouvre un dossier pour un patient (TD1.1, TD1.2). Non : les dossiers s’ouvrent d’eux-mêmes ou par la personne.',
  },
  openingAtCounter: {
    label: 'Ouverture au guichet d’une caisse',
    what: 'Oui : la personne qui tient l’accueil d’une caisse ouvre un dossier pour qui se présente et donne son accord. Elle n’en lit aucun.',
  },
  openingByProfessionals: {
    label: 'Ouverture devant un professionnel',
    what: 'Oui : un professionnel ou un pharmacien ouvre un dossier sur les écrans de Carnet, avec sa carte, pour qui est devant lui et donne son accord. TD1.1 n’en dépend pas.',
  },
  openingByCareHomes: {
    label: 'Ouverture par un établissement médico-social',
    what: 'Oui : un établissement ouvre les dossiers de ses résidents qui ont donné leur accord, à partir de sa liste.',
  },
  newDocumentDigestThreshold: {
    label: 'Documents avant regroupement',
    what: 'Au-delà de ce nombre de documents nouveaux dans l’heure, le patient reçoit une seule notification.',
  },
  pastCareAfterDays: {
    label: 'Soins passés',
    what: 'Un document sur des soins terminés depuis plus longtemps attend les autres : une reprise d’historique est un seul message.',
  },
  documentMaximumBytes: { label: 'Taille la plus grande d’un document', what: 'Au-delà, le document est refusé à qui le dépose.' },
  registryMaximumObjects: {
    label: 'Objets d’une réponse du registre',
    what: 'Au-delà, une requête d’un logiciel de soins (ITI-18) est à préciser : elle n’est pas répondue en partie.',
  },
  registryMaximumReferences: {
    label: 'Références d’une réponse du registre',
    what: 'La même limite quand le logiciel ne demande que des références.',
  },
  lookupMissesPerCard: {
    label: 'INS manqués par carte',
    what: 'Combien d’INS inconnus, ou refusés, une même carte peut chercher en une heure avant que ses recherches s’arrêtent.',
  },
  lookupMissesPerStructure: {
    label: 'INS manqués par structure',
    what: 'La même limite pour toutes les cartes et tous les logiciels d’une structure ensemble.',
  },
  lookupStopHours: {
    label: 'Durée d’un arrêt des recherches',
    what: 'Pendant combien de temps une carte arrêtée ne cherche plus par INS. Le double à chaque récidive.',
  },
  reportAnswerDays: { label: 'Délai de réponse à un signalement', what: 'En combien de jours un patient qui signale un accès reçoit une réponse.' },
  watchDailyRecords: {
    label: 'Dossiers par jour et par professionnel',
    what: 'Au-dessous de ce nombre de dossiers ouverts dans la journée, le volume d’un professionnel n’est jamais signalé au contrôle.',
  },
  watchStructureDailyRecords: {
    label: 'Dossiers par jour et par structure',
    what: 'Au-dessous de ce nombre de dossiers ouverts dans la journée, le volume d’une structure n’est jamais signalé au contrôle.',
  },
  watchEmergencies: {
    label: 'Bris de glace en sept jours',
    what: 'Au-delà de ce nombre de dossiers ouverts en bris de glace en sept jours par un professionnel, ils sont signalés au contrôle.',
  },
  watchScore: { label: 'Note d’une journée à examiner', what: 'À partir de quelle note une journée d’accès d’un professionnel est proposée au contrôle.' },
  vihfMinutes: {
    label: 'Durée d’un VIHF sans fin',
    what: 'Combien de temps après l’authentification de l’utilisateur vaut l’assertion d’un logiciel, quand elle ne dit pas sa fin.',
  },
  vihfSkewMinutes: { label: 'Écart d’horloge admis', what: 'De combien les dates d’une assertion peuvent s’écarter de l’heure du serveur.' },
  sha1Signatures: {
    label: 'Signatures en SHA-1',
    what: 'Si les logiciels qui signent encore en SHA-1 sont admis. À n’ouvrir que le temps qu’ils changent.',
  },
  lotSignatureRequired: {
    label: 'Signature des lots exigée',
    what: 'Oui : un lot de documents déposé par SOAP sans signature XAdES est refusé. Non : il est pris ; s’il en porte une, elle est vérifiée.',
  },
};
