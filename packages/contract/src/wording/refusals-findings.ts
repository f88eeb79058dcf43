// The rules a finding names, in words: what is wrong with the field and how to put it right.

import { fileFindings } from './refusals-findings-files.ts';
import { openingFindings } from './refusals-findings-openings.ts';
import type { Bilingual } from './labels-bilingual.ts';
import { feedFindingWording } from './refusals-findings-feed.ts';
import { clinicalFindingWording } from './refusals-findings-clinical.ts';
import { securityFindingWording } from './refusals-findings-security.ts';
import { openingFindingWording } from './opening.ts';
import { arrangementFindingWording } from './refusals-findings-arrangement.ts';
import { fusionFindingWording } from './refusals-findings-fusions.ts';
import { heirFindingWording } from './refusals-findings-heirs.ts';
import { fhirFindingWording } from './refusals-findings-fhir.ts';
import { xdsFindingWording } from './refusals-findings-xds.ts';
import { noticeFindingWording } from './refusals-findings-notices.ts';

export const findingWording: Readonly<Record<string, Bilingual>> = {
  ...fileFindings,
  ...openingFindings,
  ...arrangementFindingWording,
  ...fusionFindingWording,
  ACCORD_NON_RECHERCHE: {
    fr: 'L’accord de la personne elle-même doit être recherché : dites ce qu’il en est.',
    en: 'The person’s own agreement must be sought: say what it was.',
  },
  ACCES_INCONNU: {
    fr: 'Cet accès n’est pas de ceux que vous pouvez signaler : choisissez une ligne du journal, ou une personne de la liste des accès.',
    en: 'This access is not one you may report: choose a line of the journal, or a person of the list of accesses.',
  },
  ADRESSE_INCONNUE: { fr: 'Cette adresse ne mène à rien ici.', en: 'This address leads to nothing here.' },
  ARRET_CARTE: {
    fr: 'Cette carte a cherché trop d’INS inconnus ou refusés : ses recherches reprendront au moment indiqué.',
    en: 'This card looked up too many unknown or refused INS: its look-ups resume at the time given.',
  },
  ARRET_STRUCTURE: {
    fr: 'Cette structure a cherché trop d’INS inconnus ou refusés : ses recherches reprendront au moment indiqué.',
    en: 'This structure looked up too many unknown or refused INS: its look-ups resume at the time given.',
  },
  AUTEUR_ABSENT: { fr: 'Le document ne nomme aucun auteur : ajoutez-en au moins un.', en: 'The document names no author: add at least one.' },
  AUTEUR_DIFFERENT: { fr: 'L’auteur déclaré n’est pas un de ceux que nomme le document.', en: 'The declared author is not one of those the document names.' },
  AUTEUR_ID_ABSENT: {
    fr: 'L’auteur n’a pas d’identifiant national lisible (PS_IdNat, INS ou identifiant de système).',
    en: 'The author has no readable national identifier (PS_IdNat, INS or system identifier).',
  },
  AUTRES_FAUTES: {
    fr: 'Le fichier a d’autres fautes encore : corrigez celles-ci, puis relisez-le.',
    en: 'The file has yet more faults: correct these, then read it again.',
  },
  AUTORITE_ABSENTE: {
    fr: 'La structure pour laquelle vous agissez n’a pas déclaré d’identifiants de patients (IPP) : cherchez par le matricule INS.',
    en: 'The structure you act for has declared no patient numbers (IPP) of its own: search by the INS number.',
  },
  AUTORITE_FORME: {
    fr: 'L’autorité d’affectation d’un identifiant local est un OID, et n’est pas celle de l’INS.',
    en: 'The assigning authority of a local identifier is an OID, and not one of the INS.',
  },
  BASE64_INVALIDE: {
    fr: 'Le contenu n’est pas du base64 (RFC 4648, alphabet standard, avec remplissage, sans espace).',
    en: 'The content is not base64 (RFC 4648, standard alphabet, padded, no white space).',
  },
  CARDINALITE: { fr: 'Il y en a trop, ou pas assez.', en: 'There are too many, or too few.' },
  CDA_CORPS: { fr: 'Le corps du document CDA manque ou ne peut pas être lu.', en: 'The body of the CDA document is missing or cannot be read.' },
  CDA_NON_VALIDE: {
    fr: 'Le document ne suit pas le schéma CDA à la ligne et à l’élément indiqués : validez-le avec CDA_extended.xsd avant de l’envoyer.',
    en: 'The document does not follow the CDA schema at the line and element given: validate it with CDA_extended.xsd before sending it.',
  },
  CDA_NON_VALIDE_ATTRIBUT: {
    fr: 'Le schéma CDA ne donne pas cet attribut à l’élément de cette ligne : retirez-le.',
    en: 'The CDA schema gives no such attribute to the element of this line: remove it.',
  },
  CDA_NON_VALIDE_ATTRIBUT_MANQUE: {
    fr: 'Un attribut que le schéma CDA exige manque à l’élément de cette ligne : ajoutez celui qui est attendu.',
    en: 'An attribute that the CDA schema requires is missing from the element of this line: add the expected one.',
  },
  CDA_NON_VALIDE_CONTENU: {
    fr: 'L’élément de cette ligne contient du texte ou des éléments que le schéma CDA n’admet pas à cet endroit : retirez-les.',
    en: 'The element of this line holds text or elements that the CDA schema does not allow there: remove them.',
  },
  CDA_NON_VALIDE_ELEMENT: {
    fr: 'Le schéma CDA n’attend pas cet élément à cette place : mettez-y l’un de ceux attendus, dans leur ordre, ou retirez-le.',
    en: 'The CDA schema does not expect this element in this place: put one of the expected ones there, in their order, or remove it.',
  },
  CDA_NON_VALIDE_MANQUE: {
    fr: 'Il manque à l’élément de cette ligne un élément que le schéma CDA exige : ajoutez l’un de ceux attendus.',
    en: 'The element of this line lacks an element that the CDA schema requires: add one of the expected ones.',
  },
  CDA_NON_VALIDE_TYPE: {
    fr: 'Le type donné à l’élément de cette ligne (xsi:type) n’est pas un type du schéma CDA admis à cet endroit : corrigez-le.',
    en: 'The type given to the element of this line (xsi:type) is not a type of the CDA schema allowed there: correct it.',
  },
  CDA_NON_VALIDE_VALEUR: {
    fr: 'La valeur portée à cette ligne n’a pas la forme que le schéma CDA demande (elle n’est pas répétée ici) : corrigez-la.',
    en: 'The value on this line is not of the form the CDA schema asks for (it is not repeated here): correct it.',
  },
  CDA_RACINE: {
    fr: 'Le XML n’est pas un document CDA : sa racine doit être ClinicalDocument (urn:hl7-org:v3).',
    en: 'The XML is not a CDA document: its root must be ClinicalDocument (urn:hl7-org:v3).',
  },
  CHAMP_ABSENT: { fr: 'Ce champ est obligatoire : renseignez-le.', en: 'This field is compulsory: fill it in.' },
  CHAMP_INCONNU: { fr: 'Ce champ n’est pas attendu ici : retirez-le.', en: 'This field is not expected here: remove it.' },
  CHAMP_NON_MODIFIABLE: {
    fr: 'Ce champ ne se change pas : seules la visibilité et la suppression passent par ici.',
    en: 'This field does not change: only visibility and deletion go through here.',
  },
  CHAMP_REPETE: { fr: 'Ce champ ne peut être donné qu’une fois.', en: 'This field may be given only once.' },
  CHAMP_VIDE: { fr: 'Ce champ est vide : renseignez-le, ou retirez-le.', en: 'This field is empty: fill it in, or remove it.' },
  CLASSE_DIFFERENTE: {
    fr: 'La classe se déduit du type : donnez celle qui est attendue, ou aucune.',
    en: 'The class follows from the type: give the expected one, or none.',
  },
  CODE_INCONNU: { fr: 'Ce code n’est pas dans la liste admise.', en: 'This code is not in the accepted list.' },
  COLONNES: {
    fr: 'Les colonnes ne sont pas celles attendues, séparées par des points-virgules.',
    en: 'The columns are not the expected ones, separated by semicolons.',
  },
  CHANGEMENT_INTERDIT: {
    fr: 'Une mise à jour ne change que la confidentialité ou l’état : renvoyez ce champ tel qu’il est dans le registre, ou déposez un remplacement.',
    en: 'An update changes the confidentiality or the status only: send this field back as the registry has it, or deposit a replacement.',
  },
  CLASSEUR_INEXISTANT: { fr: 'Le classeur visé n’existe pas dans ce dossier.', en: 'The folder aimed at does not exist in this record.' },
  CONFIDENTIALITE_CUMUL: {
    fr: 'Un document ne peut être à la fois masqué aux professionnels et invisible au patient.',
    en: 'A document cannot be both masked to professionals and hidden from the patient.',
  },
  CONTENU_NON_CDA: { fr: 'Un contenu XML doit être un document CDA (ClinicalDocument).', en: 'XML content must be a CDA document (ClinicalDocument).' },
  CONTENU_NON_REFERENCE: { fr: 'Aucun DocumentReference du lot ne renvoie à ce Binary.', en: 'No DocumentReference of the set points to this Binary.' },
  CONTENU_TROP_GRAND: { fr: 'Le contenu dépasse la taille admise.', en: 'The content is larger than what is accepted.' },
  CONTENU_VIDE: { fr: 'Le contenu est vide.', en: 'The content is empty.' },
  DATES_INVERSEES: { fr: 'La fin de l’acte précède son début.', en: 'The act ends before it begins.' },
  DATE_ABSENTE: { fr: 'La date manque.', en: 'The date is missing.' },
  DATE_DIFFERENTE: { fr: 'La date déclarée n’est pas celle du document.', en: 'The declared date is not the document’s.' },
  DATE_FORME: { fr: 'La date n’a pas la forme attendue, ou n’existe pas.', en: 'The date is badly formed, or does not exist.' },
  MINEUR: { fr: 'Un aidant est majeur.', en: 'A carer is of age.' },
  REVOCATION_NON_VERIFIEE: {
    fr: 'La liste des cartes révoquées de cette autorité n’est pas à jour ici : la carte n’est pas en cause, réessayez plus tard.',
    en: 'The list of revoked cards of this authority is not up to date here: the card is not at fault, try again later.',
  },
  SOI_MEME_OU_DEJA_LIE: { fr: 'Ce dossier est le vôtre, ou vous y entrez déjà.', en: 'This record is yours, or you already enter it.' },
  AIDANTS_PAR_PERSONNE: {
    fr: 'Il y a déjà autant d’aidants, invités ou actifs, qu’il peut y en avoir.',
    en: 'There are already as many carers, invited or active, as there may be.',
  },
  PERSONNES_PAR_AIDANT: {
    fr: 'Vous êtes déjà aidant d’autant de personnes qu’il est permis.',
    en: 'You are already a carer of as many people as is permitted.',
  },
  PARTAGE_INCONNU: { fr: 'Ce partage n’existe pas, ou il a pris fin.', en: 'This share does not exist, or has ended.' },
  DATE_FUTURE: { fr: 'La date est dans l’avenir.', en: 'The date is in the future.' },
  MINEUR_SEUL: {
    fr: 'Le secret à l’égard des représentants est celui d’un mineur : cette personne est majeure.',
    en: 'Secrecy towards representatives is for minors: this person is of age.',
  },
  INVISIBLE_AU_DEPOT: {
    fr: 'Un document se rend invisible à son dépôt ou jamais : ce qui a été montré ne se reprend pas.',
    en: 'A document is hidden at its deposit or never: what was shown is not taken back.',
  },
  REMPLACE_VISIBLE: {
    fr: 'Sous connexion secrète, un document que les représentants voient ne se remplace pas : déposez-en un nouveau.',
    en: 'In a secret connection a document the representatives see is not replaced: deposit a new one.',
  },
  DOCUMENT_INEXISTANT: { fr: 'Le document visé n’existe pas dans ce dossier.', en: 'The document aimed at does not exist in this record.' },
  DOSSIER_DEJA_FERME: { fr: 'Le dossier est déjà fermé.', en: 'The record is closed already.' },
  DOSSIER_DEJA_OUVERT: { fr: 'Un dossier est déjà ouvert pour cet INS.', en: 'A record is open already for this INS.' },
  DOSSIER_FERME: { fr: 'Le dossier de cet INS est fermé : rouvrez-le (TD1.2).', en: 'The record of this INS is closed: reopen it (TD1.2).' },
  DOSSIER_INEXISTANT: { fr: 'Aucun dossier accessible.', en: 'No record that can be reached.' },
  DUREE_TROP_LONGUE: {
    fr: 'Cette durée dépasse ce qui est permis : choisissez un jour plus proche.',
    en: 'This lasts longer than is permitted: choose an earlier day.',
  },
  ENCODAGE: {
    fr: 'Le fichier n’est pas en UTF-8 : enregistrez-le dans cet encodage.',
    en: 'The file is not in UTF-8: save it in that encoding.',
  },
  FORME: { fr: 'La valeur n’a pas la forme attendue.', en: 'The value is badly formed.' },
  HASH_FAUX: { fr: 'L’empreinte SHA-1 déclarée n’est pas celle du contenu reçu.', en: 'The declared SHA-1 is not that of the content received.' },
  HASH_FORME: { fr: 'Une empreinte est un SHA-1 : base64 en FHIR, hexadécimal en XDS.', en: 'A hash is a SHA-1: base64 in FHIR, hexadecimal in XDS.' },
  INS_ABSENT: {
    fr: 'Le document ne porte pas l’INS du patient (premier identifiant de recordTarget/patientRole).',
    en: 'The document does not bear the patient’s INS (first identifier of recordTarget/patientRole).',
  },
  IPP_FORME: {
    fr: 'Un identifiant local a de 1 à 64 caractères, sans séparateur HL7.',
    en: 'A local identifier has 1 to 64 characters, without HL7 separators.',
  },
  IDENTITE_CHANGEE: { fr: 'L’identité a changé entre-temps : recommencez.', en: 'The identity changed meanwhile: begin again.' },
  INS_C_ANCIEN: {
    fr: 'Un INS-C est un ancien numéro calculé : il retrouve un dossier, mais n’en ouvre et n’en alimente aucun. Prenez le matricule INS que donne INSi.',
    en: 'An INS-C is a former, calculated number: it finds a record, and neither opens nor feeds one. Use the INS number that INSi gives.',
  },
  INS_D_UN_AUTRE_DOSSIER: {
    fr: 'INSi donne un matricule qui mène à un autre dossier : la même personne en a deux.',
    en: 'INSi gives a number that leads to another record: the same person has two.',
  },
  INS_CLE: { fr: 'La clé du matricule INS est fausse.', en: 'The key of the INS number is wrong.' },
  INS_FORME: { fr: 'Le matricule INS a 15 caractères : 13 et une clé de deux chiffres.', en: 'An INS number has 15 characters: 13 and a key of two figures.' },
  INS_OID: { fr: 'L’OID n’est pas celui d’une autorité d’affectation de l’INS.', en: 'The OID is not that of an INS assigning authority.' },
  JOUR_DEJA_COMMENCE: {
    fr: 'Ce jour a déjà commencé, ou une décision de même sorte y commence déjà : ce qui a été décidé ne change pas. Choisissez un jour à venir.',
    en: 'That day has begun, or a decision of the same kind begins that day already: what was decided does not change. Choose a day to come.',
  },
  JOUR_PASSE: { fr: 'Ce jour est passé : choisissez aujourd’hui ou un jour à venir.', en: 'That day is over: choose today or a day to come.' },
  JOURNEE_CONCLUE: { fr: 'Cette journée est déjà conclue, et rien ne s’y est ajouté.', en: 'This day is concluded already, and nothing was added to it.' },
  JOURNEE_INCONNUE: { fr: 'Cette journée n’est pas à examiner.', en: 'This day is not one to be examined.' },
  LIGNE_ABSENTE: {
    fr: 'Cette ligne manque : rien ne s’ouvre ni ne se ferme par oubli. Ajoutez-la.',
    en: 'This line is missing: nothing is opened or closed by omission. Add it.',
  },
  LIGNE_REPETEE: {
    fr: 'Cette profession et ce type ont déjà leur ligne plus haut.',
    en: 'This profession and this type have their line above already.',
  },
  LOT_DEJA_RECU: {
    fr: 'Un autre lot a déjà été reçu sous cet identifiant. Renvoyez-le à l’identique, ou donnez au nouveau lot un identifiant à lui.',
    en: 'Another submission set was already received under this identifier. Send that one again unchanged, or give the new set an identifier of its own.',
  },
  LOT_INCOMPLET: {
    fr: 'Cet objet n’est pas parmi les membres du lot (List.entry, association HasMember).',
    en: 'This object is not among the members of the set (List.entry, HasMember association).',
  },
  LOT_UNIQUE: { fr: 'Un envoi contient exactement un lot (submission set).', en: 'What is sent holds exactly one set (submission set).' },
  MEDECIN_TRAITANT_CHANGE: {
    fr: 'Le médecin traitant n’est plus celui que vous aviez sous les yeux.',
    en: 'The médecin traitant is no longer the one you had before you.',
  },
  MEDIA_TYPE: {
    fr: 'Le type du contenu n’est pas admis, ou n’est pas celui du contenu reçu.',
    en: 'The content type is not accepted, or is not that of the content received.',
  },
  AUTORISATION_INCONNUE: {
    fr: 'Ce n’est pas une autorisation en cours de vous-même dans ce dossier.',
    en: 'This is no current agreement of yours in this record.',
  },
  CURSEUR_INCONNU: {
    fr: 'Ce curseur n’est pas un des vôtres, ou n’a plus cours dans ce dossier : relisez la liste, puis repartez sans curseur.',
    en: 'This cursor is none of yours, or no longer holds in this record: read the list again, then start without a cursor.',
  },
  TROP_DE_NOUVEAUTES: {
    fr: 'Trop de documents pour une seule réponse : prenez un curseur avec _count=0, lisez la liste page par page, puis demandez la suite.',
    en: 'Too many documents for one answer: take a cursor with _count=0, read the list page by page, then ask for what follows.',
  },
  DEJA_PRESENT: { fr: 'Ce document est déjà dans le dossier : rien n’a été créé.', en: 'This document is already in the record: nothing was created.' },
  ELEMENT_INCONNU: { fr: 'FHIR R4 n’a pas cet élément à cet endroit.', en: 'FHIR R4 has no such element here.' },
  PLAGE_HORS_CONTENU: { fr: 'La plage demandée commence après la fin du contenu.', en: 'The range asked for begins beyond the end of the content.' },
  MODIFICATEUR_INCONNU: {
    fr: 'Ce paramètre n’a pas ce modificateur : ce qui suit les deux-points est à retirer ou à remplacer.',
    en: 'This parameter has no such modifier: remove or replace what follows the colon.',
  },
  MOT_DE_PASSE_CHIFFRE: { fr: 'Au moins un chiffre.', en: 'At least one figure.' },
  MOT_DE_PASSE_LONGUEUR: { fr: 'Au moins douze caractères.', en: 'At least twelve characters.' },
  MOT_DE_PASSE_MAJUSCULE: { fr: 'Au moins une majuscule.', en: 'At least one capital letter.' },
  MOT_DE_PASSE_MINUSCULE: { fr: 'Au moins une minuscule.', en: 'At least one small letter.' },
  MOT_DE_PASSE_SIGNE: { fr: 'Au moins un signe (ni lettre ni chiffre).', en: 'At least one sign (neither letter nor figure).' },
  MULTIPART_ILLISIBLE: { fr: 'L’envoi en plusieurs parties est illisible.', en: 'The multipart body cannot be read.' },
  NOM_ABSENT: {
    fr: 'L’auteur est donné sans nom, et le document ne le nomme pas.',
    en: 'The author is given without a name, and the document does not name them.',
  },
  ORIGINE_REFUSEE: { fr: 'La demande ne vient pas d’une page de Carnet.', en: 'The request does not come from a page of Carnet.' },
  PARAMETRE_INCONNU: {
    fr: 'Ce paramètre de recherche n’est pas connu : retirez-le, ou envoyez Prefer: handling=lenient pour qu’il soit ignoré.',
    en: 'This search parameter is not known: remove it, or send Prefer: handling=lenient to have it ignored.',
  },
  PAS_MEDECIN: { fr: 'Un médecin traitant est un médecin.', en: 'A médecin traitant is a physician.' },
  PATIENT_ABSENT: {
    fr: 'Le patient doit être donné par son INS : patient.identifier=urn:oid:…|…',
    en: 'The patient must be given by INS: patient.identifier=urn:oid:…|…',
  },
  PATIENT_DIFFERENT: { fr: 'Le patient déclaré n’est pas celui du document.', en: 'The declared patient is not the document’s.' },
  ACCORD_ABSENT: {
    fr: 'L’accord du patient à l’ouverture ou à la réouverture n’est pas dit : recueillez-le, puis renseignez-le dans le message.',
    en: 'The patient’s agreement to the opening or reopening is not said: obtain it, then state it in the message.',
  },
  RECHERCHE_TROP_LARGE: {
    fr: 'Trop de personnes répondent : précisez le prénom, le sexe ou la commune.',
    en: 'Too many people match: add the given name, the sex or the town.',
  },
  PATIENT_HORS_ASSERTION: {
    fr: 'Le message concerne un autre patient que son assertion (resource-id du VIHF) : un appel ne concerne que celui-là.',
    en: 'The message is about another patient than its assertion (resource-id of the VIHF): a call is about that one only.',
  },
  PATIENT_INCONNU: { fr: 'Aucun dossier n’est ouvert sous cet INS.', en: 'No record is open under this INS.' },
  PERSONNE_OPPOSEE: {
    fr: 'La personne s’y oppose : sa volonté l’emporte.',
    en: 'The person is against it: their will prevails.',
  },
  POINTEUR_JSON: { fr: 'Le chemin n’est pas un pointeur JSON admis ici (RFC 6901).', en: 'The path is not a JSON pointer accepted here (RFC 6901).' },
  PROFESSIONNEL_BLOQUE: {
    fr: 'Ce professionnel est bloqué : débloquez-le d’abord.',
    en: 'This professional is blocked: unblock them first.',
  },
  PROFESSIONNEL_INCONNU: { fr: 'Ce professionnel n’est pas dans l’annuaire.', en: 'This professional is not in the directory.' },
  PROFESSION_INCONNUE: {
    fr: 'Ce code n’est pas une des professions de la matrice.',
    en: 'This code is not one of the professions of the matrix.',
  },
  PS_IDNAT_FORME: {
    fr: 'Un identifiant national de professionnel commence par un chiffre de type (8 puis le RPPS).',
    en: 'A professional’s national identifier begins with a type figure (8 then the RPPS).',
  },
  REFERENCE_FORME: { fr: 'La référence n’a pas la forme attendue.', en: 'The reference is badly formed.' },
  REFERENCE_INTROUVABLE: { fr: 'Cette référence ne mène à rien dans ce qui a été envoyé.', en: 'This reference leads to nothing in what was sent.' },
  REQUETE_INATTENDUE: {
    fr: 'Le corps du message n’est pas celui que cette action attend.',
    en: 'The body of the message is not the one this action expects.',
  },
  RIEN_A_LEVER: {
    fr: 'Aucun arrêt ne tient plus ici : il a pris fin, ou quelqu’un l’a levé.',
    en: 'No stop holds here any more: it ended, or somebody lifted it.',
  },
  RIEN_DE_PREVU: {
    fr: 'Rien n’est prévu pour ce jour.',
    en: 'Nothing is planned for that day.',
  },
  SIGNALEMENTS_OUVERTS: {
    fr: 'Trop de signalements de ce dossier attendent encore leur réponse.',
    en: 'Too many reports of this record still await their answer.',
  },
  SIGNALEMENT_INCONNU: { fr: 'Ce signalement n’existe pas.', en: 'There is no such report.' },
  SIGNALEMENT_REPONDU: {
    fr: 'Ce signalement a déjà reçu sa réponse, ou n’existe pas : relisez la liste.',
    en: 'This report has its answer already, or does not exist: read the list again.',
  },
  SIGNATURE_CACHEE: {
    fr: 'La signature d’un lot reste masquée aux professionnels et invisible au patient : elle n’est pas un document à lire.',
    en: 'The signature of a submission set stays masked to professionals and hidden from the patient: it is no document to read.',
  },
  STATUT: { fr: 'L’état du document ne permet pas ce changement.', en: 'The document’s state does not allow this change.' },
  STRUCTURE_INCONNUE: { fr: 'Cette structure n’est pas dans l’annuaire, ou n’exerce plus.', en: 'This structure is not in the directory, or no longer works.' },
  STRUCT_IDNAT_FORME: {
    fr: 'Un identifiant national de structure commence par un chiffre de type (1 puis le FINESS).',
    en: 'A structure’s national identifier begins with a type figure (1 then the FINESS).',
  },
  SYSTEME_INCONNU: { fr: 'Ce système de codes n’est pas connu ici.', en: 'This code system is not known here.' },
  TAILLE: { fr: 'La valeur est trop longue.', en: 'The value is too long.' },
  TAILLE_FAUSSE: { fr: 'La taille déclarée n’est pas celle du contenu reçu.', en: 'The declared size is not that of the content received.' },
  TITRE_ABSENT: { fr: 'Le document n’a pas de titre.', en: 'The document has no title.' },
  TITRE_DIFFERENT: { fr: 'Le titre déclaré n’est pas celui du document.', en: 'The declared title is not the document’s.' },
  TROP_COURT: { fr: 'La valeur est trop courte.', en: 'The value is too short.' },
  TROP_DE_PARTIES: { fr: 'L’envoi a trop de parties.', en: 'There are too many parts.' },
  TROP_LONG: { fr: 'La valeur est trop longue.', en: 'The value is too long.' },
  TYPE_ABSENT: { fr: 'Le document n’a pas de type.', en: 'The document has no type.' },
  TYPE_DIFFERENT: { fr: 'Le type déclaré n’est pas celui du document.', en: 'The declared type is not the document’s.' },
  TYPE_HORS_LISTE: { fr: 'Ce type de document n’est pas admis dans le DMP (JDV_J66).', en: 'This type of document is not accepted in the DMP (JDV_J66).' },
  TYPE_INCONNU: {
    fr: 'Ce code n’est pas un type de document du DMP.',
    en: 'This code is not a type of document of the DMP.',
  },
  TYPE_MIME_FAUX: { fr: 'Le type annoncé n’est pas celui du contenu reçu.', en: 'The type announced is not that of the content received.' },
  UNIQUE_ID_ABSENT: { fr: 'Le document n’a pas d’identifiant unique.', en: 'The document has no unique identifier.' },
  UNIQUE_ID_DIFFERENT: { fr: 'L’identifiant déclaré n’est pas celui du document.', en: 'The declared identifier is not the document’s.' },
  UNIQUE_ID_FORME: {
    fr: 'Un identifiant unique est un OID, un OID et une extension, ou un UUID.',
    en: 'A unique identifier is an OID, an OID and an extension, or a UUID.',
  },
  UNIQUE_ID_PRIS: { fr: 'Cet identifiant unique appartient déjà à un autre contenu.', en: 'This unique identifier already belongs to other content.' },
  UUID_FORME: { fr: 'Un identifiant de Carnet est un UUID.', en: 'An identifier of Carnet is a UUID.' },
  VALEURS_CONTRADICTOIRES: {
    fr: 'À partir de ce jour, cette valeur contredirait une autre : la durée proposée dépasserait la durée permise.',
    en: 'From that day on this value would contradict another: the proposed duration would exceed the permitted one.',
  },
  VALEUR_FIXEE_PAR_LA_LOI: {
    fr: 'La loi fixe cette valeur : elle ne se change pas ici.',
    en: 'The law fixes this value: it is not changed here.',
  },
  VALEUR_HORS_BORNES: {
    fr: 'La valeur sort des bornes admises.',
    en: 'The value is outside its bounds.',
  },
  VALEUR_HORS_LISTE: { fr: 'Cette valeur n’est pas dans la liste admise.', en: 'This value is not in the accepted list.' },
  VALEUR_INATTENDUE: { fr: 'Cette valeur n’est pas admise ici.', en: 'This value is not accepted here.' },
  VERSION_PERIMEE: { fr: 'La version donnée n’est plus la dernière.', en: 'The version given is no longer the latest.' },
  XML_DTD: { fr: 'Une déclaration de type de document (<!DOCTYPE) n’est jamais admise.', en: 'A document type declaration (<!DOCTYPE) is never accepted.' },
  XML_MAL_FORME: { fr: 'Le XML est mal formé ou tronqué.', en: 'The XML is malformed or cut short.' },
  XML_TROP_GRAND: {
    fr: 'Le XML est trop grand, ou trop chargé d’éléments ou d’attributs.',
    en: 'The XML is too large, or has too many elements or attributes.',
  },
  XML_TROP_PROFOND: { fr: 'Le XML est imbriqué trop profondément.', en: 'The XML is nested too deep.' },
  DEPOTS_EN_COURS: {
    fr: 'Trop d’envois sont reçus en ce moment : gardez celui-ci et recommencez au moment indiqué.',
    en: 'Too many messages are being received at the moment: keep this one and try again at the time given.',
  },
  MIME_ENCODAGE: {
    fr: 'Cet encodage d’une partie (Content-Transfer-Encoding) n’est pas admis.',
    en: 'This encoding of a part (Content-Transfer-Encoding) is not accepted.',
  },
  MIME_ENTETES: {
    fr: 'Les en-têtes de cette partie sont illisibles, répétés ou trop longs.',
    en: 'The headers of this part cannot be read, are repeated or are too long.',
  },
  MIME_FRONTIERE: {
    fr: 'La frontière (boundary) manque, n’est pas celle annoncée, ou est suivie d’autre chose qu’une fin de ligne (CRLF).',
    en: 'The boundary is missing, is not the one announced, or is followed by something else than a line end (CRLF).',
  },
  MIME_ID_DOUBLE: {
    fr: 'Deux parties ont le même Content-ID : donnez-en un à chacune.',
    en: 'Two parts have the same Content-ID: give each its own.',
  },
  MIME_IMBRIQUE: {
    fr: 'Une partie est elle-même en plusieurs parties : envoyez-les toutes au même niveau.',
    en: 'A part is itself multipart: send all parts at one level.',
  },
  MIME_RACINE: {
    fr: 'La partie racine manque, n’est pas celle que nomme start, ou n’est pas application/xop+xml.',
    en: 'The root part is missing, is not the one start names, or is not application/xop+xml.',
  },
  MIME_TRONQUE: {
    fr: 'L’envoi s’arrête avant la dernière frontière : envoyez-le de nouveau en entier.',
    en: 'The message stops before its last boundary: send all of it again.',
  },
  SOAP_11: {
    fr: 'Ceci est annoncé comme du SOAP 1.1 : envoyez du SOAP 1.2 (application/soap+xml).',
    en: 'This is announced as SOAP 1.1: send SOAP 1.2 (application/soap+xml).',
  },
  SOAP_CORPS: {
    fr: 'Le corps du message (env:Body) contient exactement un élément.',
    en: 'The body of the message (env:Body) holds exactly one element.',
  },
  SOAP_ENCODAGE: {
    fr: 'Un message est en UTF-8 (ou UTF-16 avec sa marque), et le dit partout de la même façon.',
    en: 'A message is in UTF-8 (or UTF-16 with its mark), and says so the same way everywhere.',
  },
  SOAP_ENTETE_INCONNU: {
    fr: 'Ce bloc d’en-tête doit être compris (mustUnderstand) et ne l’est pas ici : retirez-le, ou cette exigence.',
    en: 'This header block must be understood (mustUnderstand) and is not here: remove it, or that demand.',
  },
  SOAP_ENVELOPPE: {
    fr: 'L’enveloppe n’est pas celle de SOAP 1.2 : un en-tête au plus, puis un corps, rien d’autre.',
    en: 'The envelope is not that of SOAP 1.2: one header at most, then one body, nothing else.',
  },
  SOAP_INSTRUCTION: {
    fr: 'Un message SOAP ne contient pas d’instruction de traitement (<?…?>).',
    en: 'A SOAP message holds no processing instruction (<?…?>).',
  },
  WSA_ABSENT: {
    fr: 'Cet en-tête WS-Addressing est obligatoire : ajoutez-le.',
    en: 'This WS-Addressing header is compulsory: add it.',
  },
  WSA_ACTION_DIFFERENTE: {
    fr: 'L’action annoncée par HTTP n’est pas celle du message (wsa:Action) : donnez la même.',
    en: 'The action announced by HTTP is not that of the message (wsa:Action): give the same.',
  },
  WSA_ACTION_INCONNUE: {
    fr: 'Ce service ne connaît pas cette action : vérifiez l’action et l’adresse du service.',
    en: 'This service does not know this action: check the action and the address of the service.',
  },
  WSA_ACTION_RETIREE: {
    fr: 'Cette opération (TD1.5, accès web du patient) a quitté le WSDL du DMP le 11 juin 2024. Le patient ouvre lui-même son espace ; aucun logiciel ne reçoit son mot de passe.',
    en: 'This operation (TD1.5, a patient’s web access) left the WSDL of the DMP on 11 June 2024. Patients open their own space; no software receives their password.',
  },
  WSA_FORME: {
    fr: 'Cet en-tête WS-Addressing n’a pas la forme attendue : une seule adresse (IRI), sans espace.',
    en: 'This WS-Addressing header is badly formed: one address (IRI), without spaces.',
  },
  WSA_REPETE: {
    fr: 'Cet en-tête WS-Addressing est donné deux fois.',
    en: 'This WS-Addressing header is given twice.',
  },
  WSA_REPONSE: {
    fr: 'La réponse revient toujours par la même connexion : donnez l’adresse anonyme, ou aucune.',
    en: 'The answer always comes back on the same connection: give the anonymous address, or none.',
  },
  WSS_REPETE: {
    fr: 'Un message porte au plus un en-tête wsse:Security et une assertion, à cette place seulement.',
    en: 'A message bears at most one wsse:Security header and one assertion, in that place only.',
  },
  XOP_FORME: {
    fr: 'Cet élément contient soit un xop:Include (href="cid:…") et rien d’autre, soit du base64.',
    en: 'This element holds either one xop:Include (href="cid:…") and nothing else, or base64.',
  },
  XOP_PARTIE_ABSENTE: {
    fr: 'Aucune partie de l’envoi n’a ce Content-ID.',
    en: 'No part of the message has this Content-ID.',
  },
  ...feedFindingWording,
  ...clinicalFindingWording,
  ...securityFindingWording,
  ...openingFindingWording,
  ...heirFindingWording,
  ...fhirFindingWording,
  ...xdsFindingWording,
  ...noticeFindingWording,
};
