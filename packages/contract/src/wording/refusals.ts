// What the server says when it refuses: for each code, what happened, why, and what to do now; for each rule of a finding, what is
// wrong with the field and how to put it right. French first. Every code and every rule has its words: a test compares the lists.
// No sentence tells more than its code: a masked document and an absent one are answered with the same words.

import type { RefusalCode } from '@carnet/domain/kernel';
import type { Bilingual, LabelLanguage } from './labels-bilingual.ts';
import { findingWording } from './refusals-findings.ts';

export interface RefusalWording {
  /** What happened. */
  readonly title: Bilingual;
  readonly why: Bilingual;
  /** What to do now. */
  readonly remedy: Bilingual;
}

const say = (title: [string, string], why: [string, string], remedy: [string, string]): RefusalWording => ({
  title: { fr: title[0], en: title[1] },
  why: { fr: why[0], en: why[1] },
  remedy: { fr: remedy[0], en: remedy[1] },
});

export const refusalWording: Readonly<Record<RefusalCode, RefusalWording>> = {
  ACTEUR_INTERDIT: say(
    ['Accès impossible', 'Access is not possible'],
    [
      'Ce compte n’a pas, ou n’a plus, de droit sur ce dossier : une curatelle n’en donne pas, une représentation cesse à la majorité ou avec la mesure, l’accès d’un ayant droit à son dernier jour, et la personne décédée a pu le refuser.',
      'This account has no right on this record, or no longer has: a curatelle gives none, a representation ends at majority or with the measure, an heir’s access on its last day, and the deceased may have refused it.',
    ],
    ['De son vivant, la personne concernée peut vous inviter comme aidant.', 'In their lifetime the person concerned can invite you as a carer.'],
  ),
  AUTHENTIFICATION_INSUFFISANTE: say(
    ['Authentification insuffisante', 'Authentication is not strong enough'],
    [
      'Cette action demande une preuve d’identité plus forte : un certificat de structure ou une carte de secrétariat ne consultent pas, un accès indirect n’alimente pas, une personne donne son mot de passe et un code.',
      'This action needs a stronger proof of identity: a structure’s certificate or a secretariat’s card never consults, an indirect access never feeds, a person gives a password and a code.',
    ],
    ['Recommencez avec la carte d’un professionnel, ou connectez-vous à nouveau.', 'Try again with a professional’s card, or sign in again.'],
  ),
  STRUCTURE_INCOHERENTE: say(
    ['Structure non reconnue pour ce professionnel', 'Structure not recognised for this professional'],
    [
      'Le professionnel n’est pas rattaché à la structure annoncée, ou l’un des deux n’est plus actif.',
      'The professional is not tied to the structure claimed, or one of them is no longer active.',
    ],
    [
      'Choisissez une structure où le professionnel exerce (en-tête X-Carnet-Structure).',
      'Choose a structure where the professional works (header X-Carnet-Structure).',
    ],
  ),
  FONCTION_INTERDITE: say(
    ['Action non ouverte à ce profil', 'Action not open to this profile'],
    [
      'La matrice des droits ne donne pas cette action à ce type d’acteur dans ce mode d’accès.',
      'The matrix of rights does not give this action to this kind of actor in this mode.',
    ],
    ['Demandez à un professionnel qui y est habilité.', 'Ask a professional who is entitled to it.'],
  ),
  DOSSIER_INEXISTANT: say(
    ['Dossier introuvable', 'Record not found'],
    ['Aucun dossier accessible ne correspond à cette demande.', 'No record you can reach answers to this request.'],
    ['Vérifiez le matricule INS et son OID.', 'Check the INS number and its OID.'],
  ),
  DOSSIER_FERME: say(
    ['Dossier fermé', 'Record closed'],
    ['Ce dossier a été fermé : il n’est ni consulté ni alimenté.', 'This record was closed: it is neither consulted nor fed.'],
    ['Seule la personne concernée peut le rouvrir.', 'Only the person concerned can reopen it.'],
  ),
  IDENTITE_NON_QUALIFIEE: say(
    ['Identité à qualifier', 'Identity to be qualified'],
    [
      'L’identité de ce dossier n’est pas qualifiée : rien ne peut y être déposé, pour que rien n’arrive chez quelqu’un d’autre.',
      'The identity of this record is not qualified: nothing may be deposited there, so that nothing reaches somebody else.',
    ],
    [
      'Vérifiez l’identité du patient et interrogez INSi ; l’exploitant de Carnet rétablit l’identité qualifiée.',
      'Check the patient’s identity and ask INSi; the operator of Carnet makes the identity qualified again.',
    ],
  ),
  PS_BLOQUE: say(
    ['Accès refusé par le patient', 'Access refused by the patient'],
    [
      'Le patient a choisi de ne pas vous laisser consulter son dossier. Vous pouvez encore l’alimenter.',
      'The patient chose not to let you consult the record. You may still feed it.',
    ],
    ['Parlez-en avec le patient : lui seul peut lever ce blocage.', 'Talk to the patient: only they can lift this.'],
  ),
  OPPOSITION_BRIS_DE_GLACE: say(
    ['Accès d’urgence refusé par le patient', 'Emergency access refused by the patient'],
    ['Le patient s’est opposé aux accès en bris de glace.', 'The patient opposed break-glass access.'],
    ['Soignez sans le dossier ; le patient peut lever son opposition à tout moment.', 'Care without the record; the patient can withdraw this at any time.'],
  ),
  OPPOSITION_CENTRE_15: say(
    ['Accès de la régulation refusé par le patient', 'Access by the emergency call centre refused by the patient'],
    ['Le patient s’est opposé aux accès des centres 15.', 'The patient opposed access by emergency call centres.'],
    ['Régulez sans le dossier ; le patient peut lever son opposition à tout moment.', 'Go on without the record; the patient can withdraw this at any time.'],
  ),
  AUTORISATION_ABSENTE: say(
    ['Vous n’êtes pas autorisé à consulter ce dossier', 'You are not authorised to consult this record'],
    [
      'Aucune autorisation du patient n’est enregistrée pour vous ni pour votre équipe de soins.',
      'No agreement of the patient is recorded for you or your care team.',
    ],
    ['Recueillez l’accord du patient, puis déclarez l’autorisation.', 'Collect the patient’s agreement, then declare the authorisation.'],
  ),
  AUTORISATION_EXPIREE: say(
    ['Votre autorisation a expiré', 'Your authorisation has expired'],
    ['Le patient vous avait autorisé ; le délai est passé.', 'The patient had authorised you; the time is over.'],
    ['Recueillez de nouveau l’accord du patient, puis déclarez l’autorisation.', 'Collect the patient’s agreement again, then declare the authorisation.'],
  ),
  CONSENTEMENT_TRAVAIL_ABSENT: say(
    ['Consentement exprès nécessaire', 'Express agreement needed'],
    [
      'Un médecin du travail ne consulte un dossier qu’avec le consentement exprès de la personne.',
      'An occupational physician consults a record only with the person’s express agreement.',
    ],
    ['Recueillez ce consentement avant de consulter.', 'Collect this agreement before consulting.'],
  ),
  HABILITATION_ABSENTE: say(
    ['Type de document non ouvert à votre profession', 'Type of document not open to your profession'],
    [
      'La matrice d’habilitation ne donne pas ce type de document à votre profession.',
      'The habilitation matrix does not give this type of document to your profession.',
    ],
    ['Demandez l’information à un professionnel habilité.', 'Ask an entitled professional.'],
  ),
  DOCUMENT_SUPPRIME: say(
    ['Document supprimé', 'Document deleted'],
    ['Ce document a été supprimé.', 'This document was deleted.'],
    ['Demandez à son auteur s’il en existe un autre.', 'Ask its author whether there is another.'],
  ),
  DOCUMENT_MASQUE_PS: say(
    ['Document introuvable', 'Document not found'],
    ['Aucun document accessible ne correspond à cette demande.', 'No document you can reach answers to this request.'],
    ['Vérifiez l’identifiant du document.', 'Check the document’s identifier.'],
  ),
  DOCUMENT_INVISIBLE_PATIENT: say(
    ['Document introuvable', 'Document not found'],
    ['Aucun document accessible ne correspond à cette demande.', 'No document you can reach answers to this request.'],
    ['Vérifiez l’identifiant du document.', 'Check the document’s identifier.'],
  ),
  DOCUMENT_INVISIBLE_REPRESENTANTS: say(
    ['Document introuvable', 'Document not found'],
    ['Aucun document accessible ne correspond à cette demande.', 'No document you can reach answers to this request.'],
    ['Vérifiez l’identifiant du document.', 'Check the document’s identifier.'],
  ),
  CATEGORIE_NON_PARTAGEE: say(
    ['Partage terminé ou catégorie non partagée', 'Share ended or category not shared'],
    ['La personne ne partage pas, ou ne partage plus, cela avec vous.', 'The person does not share this with you, or no longer does.'],
    ['Demandez-lui de renouveler le partage ou d’y ajouter cette catégorie.', 'Ask them to renew the share or to add this category to it.'],
  ),
  DEPOSANT_NON_AUTEUR: say(
    ['Vous n’êtes pas l’auteur de ce document', 'You are not the author of this document'],
    [
      'Le dépositaire doit être l’un des auteurs ou le responsable légal du document ; une structure doit être celle d’un auteur ; un patient ne dépose que dans son espace personnel.',
      'The depositor must be one of the authors or the legal authenticator; a structure must be an author’s; patients deposit in their own space only.',
    ],
    [
      'Déposez avec la carte de l’auteur, ou avec le certificat de sa structure.',
      'Deposit with the author’s card, or with the certificate of the author’s structure.',
    ],
  ),
  ACTE_RESERVE: say(
    ['Action réservée', 'Reserved action'],
    [
      'Cette action sur ce document revient à son auteur, au médecin traitant ou au patient.',
      'This action on this document belongs to its author, the attending physician or the patient.',
    ],
    ['Demandez-leur de le faire.', 'Ask one of them to do it.'],
  ),
  NON_AUTHENTIFIE: say(
    ['Vous n’êtes pas connecté', 'You are not signed in'],
    ['La session est absente ou terminée.', 'There is no session, or it has ended.'],
    ['Connectez-vous, puis recommencez.', 'Sign in, then try again.'],
  ),
  CERTIFICAT_ABSENT: say(
    ['Aucune carte présentée', 'No card presented'],
    [
      'Cette adresse demande un certificat de professionnel ou de structure (TLS mutuel).',
      'This address asks for a professional’s or a structure’s certificate (mutual TLS).',
    ],
    ['Présentez une carte : curl --cert cards/…/cert.pem --key cards/…/key.pem', 'Present a card: curl --cert cards/…/cert.pem --key cards/…/key.pem'],
  ),
  CERTIFICAT_REFUSE: say(
    ['Carte refusée', 'Card refused'],
    [
      'Le certificat ne vient pas d’une autorité reconnue, ou n’est pas un certificat d’authentification.',
      'The certificate does not come from a trusted authority, or is not an authentication certificate.',
    ],
    ['Utilisez le certificat d’authentification de la carte, pas celui de signature.', 'Use the card’s authentication certificate, not the signature one.'],
  ),
  CERTIFICAT_EXPIRE: say(
    ['Carte expirée', 'Card expired'],
    ['Le certificat n’est plus, ou pas encore, valable.', 'The certificate is no longer valid, or not yet.'],
    ['Renouvelez la carte.', 'Renew the card.'],
  ),
  CERTIFICAT_REVOQUE: say(
    ['Carte révoquée', 'Card revoked'],
    [
      'L’autorité qui a émis cette carte l’a reprise : elle a été déclarée perdue, volée, ou son titulaire n’exerce plus.',
      'The authority that issued this card has taken it back: it was reported lost or stolen, or its holder no longer practises.',
    ],
    [
      'Présentez une autre carte. Si vous l’avez toujours et n’avez rien déclaré, appelez l’Agence du Numérique en Santé.',
      'Present another card. If you still have it and reported nothing, call the Agence du Numérique en Santé.',
    ],
  ),
  JETON_ABSENT: say(
    ['Aucun jeton présenté', 'No token presented'],
    [
      'Cette adresse est celle des services que les patients ont connectés : elle demande un jeton d’accès.',
      'This address is for the services that patients have connected: it asks for an access token.',
    ],
    ['Envoyez Authorization: Bearer …, obtenu par SMART App Launch.', 'Send Authorization: Bearer …, obtained by SMART App Launch.'],
  ),
  JETON_REFUSE: say(
    ['Jeton refusé', 'Token refused'],
    [
      'Ce jeton est inconnu, expiré, révoqué, lié à un autre certificat, son service n’est plus en ligne, ou la session du professionnel a pris fin.',
      'This token is unknown, expired, revoked, bound to another certificate, its service is no longer on line, or the professional’s session has ended.',
    ],
    [
      'Renouvelez-le avec votre jeton de renouvellement ; s’il est refusé aussi, le patient doit connecter le service de nouveau, ou le professionnel l’ouvrir de nouveau depuis le dossier.',
      'Renew it with your refresh token; if that is refused too, the patient has to connect the service again, or the professional to open it again from the record.',
    ],
  ),
  PORTEE_INSUFFISANTE: say(
    ['Portée insuffisante', 'Insufficient scope'],
    ['Le jeton ne porte pas la portée que demande cette interaction.', 'The token does not carry the scope this interaction asks for.'],
    ['Demandez la portée attendue au moment de connecter le service.', 'Ask for the expected scope when the service is connected.'],
  ),
  CARTE_INCONNUE: say(
    ['Titulaire de la carte inconnu', 'Card holder unknown'],
    ['La carte est valable, mais son titulaire n’est pas dans l’annuaire.', 'The card is valid, but its holder is not in the directory.'],
    ['Vérifiez l’inscription à l’annuaire santé.', 'Check the registration in the health directory.'],
  ),
  VIHF_ABSENT: say(
    ['Aucun VIHF', 'No VIHF'],
    [
      'Le message ne porte pas d’assertion SAML (VIHF) dans wsse:Security : rien ne dit qui le demande, ni pour qui.',
      'The message carries no SAML assertion (VIHF) in wsse:Security: nothing says who is asking, nor about whom.',
    ],
    ['Joignez au message un VIHF signé.', 'Put a signed VIHF in the message.'],
  ),
  VIHF_INVALIDE: say(
    ['VIHF illisible', 'VIHF cannot be read'],
    [
      'L’assertion n’a pas la forme d’un VIHF 3.0 ou 4.0, ou il lui manque un attribut.',
      'The assertion does not have the form of a VIHF 3.0 or 4.0, or lacks an attribute.',
    ],
    ['Corrigez les attributs signalés, puis signez à nouveau.', 'Correct the attributes named, then sign again.'],
  ),
  VIHF_SIGNATURE_REFUSEE: say(
    ['Signature du VIHF refusée', 'Signature of the VIHF refused'],
    [
      'La signature ne correspond pas à ce que dit l’assertion, ou n’est pas de celles admises : le VIHF a pu être modifié.',
      'The signature does not match what the assertion says, or is not of an accepted kind: the VIHF may have been altered.',
    ],
    [
      'Signez l’assertion entière (enveloped-signature, exc-c14n, SHA-256) avec le certificat de signature, et ne la modifiez plus ensuite.',
      'Sign the whole assertion (enveloped-signature, exc-c14n, SHA-256) with the signature certificate, and do not change it afterwards.',
    ],
  ),
  VIHF_PERIME: say(
    ['VIHF périmé', 'VIHF out of date'],
    ['L’assertion n’est plus, ou pas encore, valable.', 'The assertion is no longer valid, or not yet.'],
    ['Mettez l’horloge du poste à l’heure et signez un nouveau VIHF.', 'Set the clock of the computer right and sign a new VIHF.'],
  ),
  VIHF_REJOUE: say(
    ['Message déjà reçu', 'Message already received'],
    [
      'Ce message (wsa:MessageID) est déjà arrivé avec cette assertion : il n’est pas traité deux fois.',
      'This message (wsa:MessageID) has already arrived with this assertion: it is not acted upon twice.',
    ],
    ['Donnez à chaque message un wsa:MessageID nouveau.', 'Give each message a new wsa:MessageID.'],
  ),
  IDENTITE_NON_ETABLIE: say(
    ['Identité non établie', 'Identity not established'],
    [
      'Ce que dit le VIHF ne s’accorde pas avec la carte, le certificat de signature ou l’annuaire.',
      'What the VIHF says does not agree with the card, the signature certificate or the directory.',
    ],
    [
      'Vérifiez le professionnel, la structure et les rôles signalés, dans le logiciel et dans l’annuaire santé.',
      'Check the professional, the structure and the roles named, in the software and in the health directory.',
    ],
  ),
  REQUETE_MALFORMEE: say(
    ['Demande illisible', 'Unreadable request'],
    ['Ce qui a été envoyé n’a pas la forme attendue.', 'What was sent does not have the expected form.'],
    ['Corrigez les points signalés, puis renvoyez.', 'Correct what is named, then send again.'],
  ),
  PARAMETRE_INVALIDE: say(
    ['Paramètre refusé', 'Parameter refused'],
    ['Un paramètre est inconnu, manque ou n’a pas la bonne forme.', 'A parameter is unknown, missing or badly formed.'],
    ['Corrigez les paramètres signalés.', 'Correct the parameters named.'],
  ),
  INS_INVALIDE: say(
    ['Matricule INS refusé', 'INS number refused'],
    [
      'Le matricule n’a pas la bonne forme, sa clé est fausse, ou son OID n’est pas admis ici.',
      'The number is badly formed, its key is wrong, or its OID is not accepted here.',
    ],
    ['Vérifiez le matricule à sa source (téléservice INSi).', 'Check the number at its source (INSi).'],
  ),
  PATIENT_INCONNU: say(
    ['Patient inconnu', 'Unknown patient'],
    ['Aucun dossier n’est ouvert sous ce matricule INS. Rien n’a été enregistré.', 'No record is open under this INS number. Nothing was stored.'],
    ['Vérifiez le matricule et l’OID inscrits dans le document.', 'Check the number and OID written in the document.'],
  ),
  DOCUMENT_INEXISTANT: say(
    ['Document introuvable', 'Document not found'],
    ['Aucun document accessible ne correspond à cette demande.', 'No document you can reach answers to this request.'],
    ['Vérifiez l’identifiant du document.', 'Check the document’s identifier.'],
  ),
  CONTENU_TROP_GRAND: say(
    ['Envoi trop volumineux', 'Too large'],
    ['Ce qui a été envoyé dépasse la taille admise. Rien n’a été enregistré.', 'What was sent is larger than what is accepted. Nothing was stored.'],
    ['Réduisez le document, ou envoyez-en moins à la fois.', 'Make the document smaller, or send fewer at once.'],
  ),
  CONTENU_REFUSE: say(
    ['Contenu refusé', 'Content refused'],
    [
      'Le contenu du document ne peut pas être lu sans danger ou n’est pas ce qu’il annonce. Rien n’a été enregistré.',
      'The document’s content cannot be read safely or is not what it claims to be. Nothing was stored.',
    ],
    ['Corrigez les points signalés, puis renvoyez.', 'Correct what is named, then send again.'],
  ),
  METADONNEES_INCOHERENTES: say(
    ['Le document et sa description ne concordent pas', 'The document and its description disagree'],
    ['Chaque désaccord est nommé ci-dessous. Rien n’a été enregistré.', 'Each disagreement is named below. Nothing was stored.'],
    ['Corrigez la description ou le document, puis renvoyez le lot entier.', 'Correct the description or the document, then send the whole set again.'],
  ),
  LOT_SIGNATURE_REFUSEE: say(
    ['Signature du lot refusée', 'Signature of the submission set refused'],
    [
      'La signature du lot ne se vérifie pas, n’est pas de qui dépose, ou ne nomme pas exactement les documents envoyés.',
      'The signature of the set does not verify, is not the depositor’s, or does not name exactly the documents that were sent.',
    ],
    ['Signez à nouveau le lot tel qu’il est envoyé.', 'Sign the set again as it is sent.'],
  ),
  IDENTIFIANT_DEJA_UTILISE: say(
    ['Identifiant déjà utilisé', 'Identifier already used'],
    [
      'Un autre document, ou un autre lot, porte déjà cet identifiant unique. Rien n’a été enregistré.',
      'Another document, or another submission set, already bears this unique identifier. Nothing was stored.',
    ],
    [
      'Donnez un nouvel identifiant au document ; pour une nouvelle version, remplacez l’ancienne.',
      'Give the document a new identifier; for a new version, replace the old one.',
    ],
  ),
  VERSION_PERIMEE: say(
    ['Cela a changé entre-temps', 'This has changed meanwhile'],
    ['Ce sur quoi vous agissez n’est plus tel que vous l’avez lu.', 'What you act on is no longer as you read it.'],
    ['Relisez, puis recommencez.', 'Read it again, then retry.'],
  ),
  TRANSITION_INTERDITE: say(
    ['Changement impossible', 'Change not possible'],
    ['L’état actuel ne permet pas ce changement.', 'The present state does not allow this change.'],
    ['Relisez pour savoir ce qu’il en est.', 'Read again to know how things stand.'],
  ),
  NON_PRIS_EN_CHARGE: say(
    ['Demande non prise en charge', 'Request not supported'],
    ['Carnet ne fait pas encore, ou ne fera pas, ce qui est demandé.', 'Carnet does not yet, or will not, do what was asked.'],
    ['Voyez ce que Carnet sait faire : /fhir/metadata et /docs.', 'See what Carnet can do: /fhir/metadata and /docs.'],
  ),
  INVITATION_INVALIDE: say(
    ['Cette invitation n’est plus valable', 'This invitation is no longer valid'],
    [
      'Elle a déjà servi, a été retirée ou date de plus de sept jours, ou le lien est incomplet.',
      'It was used, withdrawn, is more than seven days old, or the link is incomplete.',
    ],
    ['Demandez une nouvelle invitation à la personne qui vous l’a envoyée.', 'Ask the person who sent it for a new invitation.'],
  ),
  CARTE_URGENCE_INVALIDE: say(
    ['Cette carte d’urgence ne s’ouvre plus', 'This emergency card no longer opens'],
    ['Son titulaire l’a retirée, sa durée est passée, ou l’adresse est incomplète.', 'Its holder withdrew it, its time is over, or the address is incomplete.'],
    [
      'Scannez de nouveau le code QR. En cas d’urgence, appelez le 15 ou le 112, ou le 114 par SMS.',
      'Scan the QR code again. In an emergency call 15 or 112, or 114 by text message.',
    ],
  ),
  CODE_PARTAGE_INVALIDE: say(
    ['Ce code ne s’ouvre pas', 'This code does not open'],
    [
      'Il est mal lu, déjà utilisé, retiré ou passé : il sert une fois, pendant quelques minutes.',
      'It was misread, used already, withdrawn or is over: it serves once, for a few minutes.',
    ],
    ['Relisez-le avec le patient, ou demandez-lui d’en montrer un nouveau.', 'Read it again with the patient, or ask them to show a new one.'],
  ),
  AIDANT_IMPOSSIBLE: say(
    ['Vous ne pouvez pas être aidant de cette personne', 'You cannot be a carer of this person'],
    [
      'Un aidant est majeur, et n’entre pas déjà dans ce dossier à un autre titre.',
      'A carer is of age, and does not already enter this record in another way.',
    ],
    [
      'Aucune action n’est nécessaire : votre accès actuel, s’il existe, ne change pas.',
      'Nothing to do: your present access, if you have one, does not change.',
    ],
  ),
  LIMITE_ATTEINTE: say(
    ['Le nombre permis est atteint', 'The permitted number is reached'],
    [
      'Une personne a un nombre limité d’aidants, et un aidant suit un nombre limité de personnes.',
      'A person has a limited number of carers, and a carer looks after a limited number of people.',
    ],
    ['Mettez fin à un partage qui ne sert plus, puis recommencez.', 'End a share that is no longer of use, then try again.'],
  ),
  MESURE_REFUSEE: say(
    ['Mesure refusée', 'Measure refused'],
    ['Une valeur ou une date n’est pas possible. Rien n’a été enregistré.', 'A value or a date is not possible. Nothing was kept.'],
    ['Corrigez ce qui est indiqué, puis recommencez.', 'Correct what is shown, then try again.'],
  ),
  CONTENU_ALTERE: say(
    ['Contenu altéré', 'Altered content'],
    [
      'Ce qui est enregistré n’est plus ce qui avait été déposé, ou manque : Carnet ne le montre pas. Le reste du dossier reste lisible.',
      'What is stored is no longer what was deposited, or is missing: Carnet does not show it. The rest of the record can be read.',
    ],
    [
      'Le support est déjà prévenu et peut le rétablir depuis une sauvegarde. Rien n’est à refaire de votre côté.',
      'Support has already been told and can restore it from a backup. There is nothing for you to do.',
    ],
  ),
  TROP_DE_DEMANDES: say(
    ['Trop de demandes', 'Too many requests'],
    ['Les demandes arrivent trop vite.', 'Requests come too fast.'],
    ['Attendez le délai indiqué (en-tête Retry-After), puis recommencez.', 'Wait for the time given (Retry-After header), then retry.'],
  ),
  ECRITURE_SUSPENDUE: say(
    ['Enregistrement suspendu', 'Nothing can be stored at the moment'],
    [
      'Le stockage est plein ou en lecture seule : rien n’a été enregistré, et rien de ce qui l’était n’est perdu.',
      'Storage is full or read-only: nothing was stored, and nothing already stored is lost.',
    ],
    [
      'L’exploitant est prévenu. Gardez ce que vous envoyez et recommencez plus tard : une même demande n’est jamais enregistrée deux fois.',
      'The operator has been told. Keep what you are sending and try again later: the same request is never stored twice.',
    ],
  ),
  RECHERCHES_ARRETEES: say(
    ['Recherches par INS arrêtées', 'Look-ups by INS stopped'],
    [
      'Trop d’INS inconnus, ou refusés, ont été cherchés en une heure avec cette carte ou dans cette structure. Les recherches par INS sont arrêtées, et le contrôle des accès en est averti.',
      'Too many unknown or refused INS were looked up within an hour with this card or in this structure. Look-ups by INS are stopped, and the reviewer of accesses is told.',
    ],
    [
      'Les dossiers déjà ouverts et votre liste de patients restent accessibles. Vérifiez l’INS (carte Vitale, INSi), attendez le délai indiqué (en-tête Retry-After), ou demandez au contrôle des accès de lever l’arrêt.',
      'Records already open and your list of patients stay accessible. Check the INS (carte Vitale, INSi), wait for the time given (Retry-After header), or ask the reviewer of accesses to lift the stop.',
    ],
  ),
  SERVICE_INDISPONIBLE: say(
    ['Service momentanément indisponible', 'Service not available at the moment'],
    ['La demande n’a pas pu aboutir. Rien n’a été enregistré à moitié.', 'The request could not be completed. Nothing was half stored.'],
    ['Recommencez dans un instant : une même demande n’est jamais enregistrée deux fois.', 'Try again shortly: the same request is never stored twice.'],
  ),
};

/** Why and what to do, in one paragraph. */
export const refusalDetail = (code: RefusalCode, language: LabelLanguage): string =>
  `${refusalWording[code].why[language]} ${refusalWording[code].remedy[language]}`;

/** A finding in words; the rule's own name where a foreign rule reaches us. */
export const findingSentence = (rule: string, language: LabelLanguage): string =>
  Object.hasOwn(findingWording, rule) ? findingWording[rule]![language] : rule;
