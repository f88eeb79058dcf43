// The rules a finding names about who speaks: codes tried by a card, signatures of XML, their certificates, and the assertion of the SOAP door held against the directory.

import type { Bilingual } from './labels-bilingual.ts';

export const securityFindingWording: Readonly<Record<string, Bilingual>> = {
  CODES_ESSAYES: {
    fr: 'Trop de codes faux ont été saisis avec cette carte : attendez, ou scannez le code QR.',
    en: 'Too many wrong codes were typed with this card: wait, or scan the QR code.',
  },
  PORTEE_ABSENTE: {
    fr: 'Le jeton ne porte pas la portée attendue.',
    en: 'The token does not carry the expected scope.',
  },
  VIHF_DESTINATAIRE: {
    fr: 'Cette assertion est destinée à un autre service : n’écrivez pas d’AudienceRestriction, ou celle attendue.',
    en: 'This assertion is meant for another service: write no AudienceRestriction, or the expected one.',
  },
  VIHF_RACINE: { fr: 'L’assertion doit être un élément Assertion de SAML 2.0.', en: 'The assertion must be an Assertion element of SAML 2.0.' },
  XMLDSIG_ABSENTE: { fr: 'Il manque la signature (ds:Signature).', en: 'The signature (ds:Signature) is missing.' },
  XMLDSIG_ALGORITHME: {
    fr: 'Cet algorithme n’est pas admis : prenez-en un de ceux attendus.',
    en: 'This algorithm is not accepted: use one of those expected.',
  },
  XMLDSIG_CANONIQUE: {
    fr: 'Cet XML n’a pas de forme canonique : il déclare un espace de noms relatif.',
    en: 'This XML has no canonical form: it declares a relative namespace.',
  },
  XMLDSIG_CERTIFICAT: {
    fr: 'La signature porte exactement un certificat, dans KeyInfo/X509Data/X509Certificate.',
    en: 'The signature carries exactly one certificate, in KeyInfo/X509Data/X509Certificate.',
  },
  XMLDSIG_CLE: {
    fr: 'La clé du certificat ne convient pas à cette signature, ou est trop courte.',
    en: 'The key of the certificate does not suit this signature, or is too short.',
  },
  XMLDSIG_COMMENTAIRE: {
    fr: 'Ce qui est signé ne porte ni commentaire XML ni instruction de traitement : retirez-les avant de signer.',
    en: 'What is signed carries no XML comment or processing instruction: remove them before signing.',
  },
  XMLDSIG_EMPREINTE: {
    fr: 'Ce qui est envoyé n’est pas ce qui a été signé : l’empreinte diffère.',
    en: 'What was sent is not what was signed: the digest differs.',
  },
  XMLDSIG_FORME: {
    fr: 'La signature n’a pas la forme attendue (SignedInfo, SignatureValue, KeyInfo, et rien d’autre).',
    en: 'The signature does not have the expected form (SignedInfo, SignatureValue, KeyInfo, and nothing else).',
  },
  XMLDSIG_ID_REPETE: { fr: 'Deux éléments portent le même identifiant.', en: 'Two elements bear the same identifier.' },
  XMLDSIG_PLACE: {
    fr: 'Il faut une signature et une seule, directement dans l’élément signé.',
    en: 'There must be one signature and one only, directly inside the signed element.',
  },
  XMLDSIG_REFERENCE: {
    fr: 'La signature doit désigner ce qui est signé, par son identifiant, et rien d’autre.',
    en: 'The signature must point to what is signed, by its identifier, and to nothing else.',
  },
  XMLDSIG_SIGNATURE: {
    fr: 'La valeur de la signature n’est pas celle du certificat joint.',
    en: 'The value of the signature is not that of the certificate attached.',
  },
  XMLDSIG_TRANSFORMATION: { fr: 'Ces transformations ne sont pas admises ici.', en: 'These transforms are not accepted here.' },
  MESSAGE_REJOUE: {
    fr: 'Ce message est déjà arrivé avec cette assertion : un envoi nouveau demande un wsa:MessageID nouveau.',
    en: 'This message has already arrived with this assertion: a new sending needs a new wsa:MessageID.',
  },
  SIGNATURE_AUTORITE: {
    fr: 'Le certificat de signature ne vient pas d’une autorité reconnue ici.',
    en: 'The signature certificate does not come from an authority known here.',
  },
  SIGNATURE_DATES: {
    fr: 'Le certificat de signature n’est plus, ou pas encore, valable.',
    en: 'The signature certificate is no longer valid, or not yet.',
  },
  SIGNATURE_REVOQUEE: {
    fr: 'L’autorité qui a émis le certificat de signature l’a repris.',
    en: 'The authority that issued the signature certificate has taken it back.',
  },
  SIGNATURE_USAGE: {
    fr: 'Ce certificat n’est pas fait pour signer : prenez celui de signature de la carte, ou ORG_SIGN pour une structure.',
    en: 'This certificate is not made to sign: use the card’s signature certificate, or ORG_SIGN for a structure.',
  },
  VIHF_AUTHENTIFICATION: {
    fr: 'La façon dont l’utilisateur s’est authentifié ne va pas avec ce mode.',
    en: 'How the user signed in does not go with this mode.',
  },
  VIHF_DEUX_FACTEURS: {
    fr: 'L’accès indirect renforcé demande une authentification à deux facteurs, déclarée dans AuthnContextDecl.',
    en: 'Strengthened indirect access needs a two-factor sign-in, declared in AuthnContextDecl.',
  },
  VIHF_EMETTEUR: {
    fr: 'L’émetteur (Issuer) doit être le nom (DN) du certificat qui signe.',
    en: 'The Issuer must be the distinguished name of the certificate that signs.',
  },
  VIHF_FUTUR: {
    fr: 'L’assertion commence plus tard : l’horloge du poste avance, ou NotBefore est à venir.',
    en: 'The assertion begins later: the clock of the computer is fast, or NotBefore is to come.',
  },
  AIR_NON_AUTORISE: {
    fr: 'Aucun logiciel de cette structure n’est inscrit pour ouvrir l’application au nom de ses professionnels (portée launch), ou il est suspendu. Demandez-le à qui exploite Carnet.',
    en: 'No program of this structure is registered to open the app for its professionals (scope launch), or it is suspended. Ask whoever runs Carnet.',
  },
  AIR_AUTHENTIFICATION_ANCIENNE: {
    fr: 'Le professionnel a montré ses deux facteurs il y a trop longtemps : demandez-les de nouveau, puis signez une nouvelle assertion.',
    en: 'The professional showed their two factors too long ago: ask for them again, then sign a new assertion.',
  },
  VIHF_PERSONNEL: {
    fr: 'Une personne du secrétariat n’a pas d’accès indirect renforcé : elle présente sa propre carte (DIRECTE), ou la structure alimente en son nom (INDIRECTE).',
    en: 'Somebody of the secretariat has no strengthened indirect access: they present their own card (DIRECTE), or the structure feeds in its own name (INDIRECTE).',
  },
  VIHF_MODE: {
    fr: 'Ce mode ne va pas avec le certificat de la connexion : une carte est DIRECTE, une structure est INDIRECTE ou INDIRECTE_RENFORCEE.',
    en: 'This mode does not go with the certificate of the connection: a card is DIRECTE, a structure is INDIRECTE or INDIRECTE_RENFORCEE.',
  },
  VIHF_NON_LIES: {
    fr: 'Le professionnel et cette structure ne sont pas liés dans l’annuaire.',
    en: 'The professional and this structure are not tied in the directory.',
  },
  VIHF_PASSE: {
    fr: 'L’assertion n’est plus valable : signez-en une nouvelle.',
    en: 'The assertion is no longer valid: sign a new one.',
  },
  VIHF_PROFESSION: {
    fr: 'Le premier rôle n’est pas la profession que donne l’annuaire.',
    en: 'The first role is not the profession the directory gives.',
  },
  VIHF_SECTEUR: {
    fr: 'Le secteur d’activité n’est pas celui de la structure dans l’annuaire.',
    en: 'The sector is not that of the structure in the directory.',
  },
  VIHF_SPECIALITE: {
    fr: 'Le second rôle n’est pas la spécialité, ou la section, que donne l’annuaire.',
    en: 'The second role is not the specialty, or the section, the directory gives.',
  },
  VIHF_SPECIALITE_ABSENTE: {
    fr: 'Un médecin ou un pharmacien donne un second rôle : sa spécialité, ou sa section.',
    en: 'A physician or a pharmacist gives a second role: the specialty, or the section.',
  },
  VIHF_STRUCTURE_DIFFERENTE: {
    fr: 'La structure du VIHF n’est pas celle du certificat de la connexion.',
    en: 'The structure of the VIHF is not that of the certificate of the connection.',
  },
  VIHF_STRUCTURE_INCONNUE: {
    fr: 'Structure introuvable ou inactive.',
    en: 'Structure not found, or not active.',
  },
  VIHF_TITULAIRES_DIFFERENTS: {
    fr: 'Le certificat de la connexion et celui qui signe n’ont pas le même titulaire.',
    en: 'The certificate of the connection and the one that signs do not have the same holder.',
  },
  VIHF_UTILISATEUR_DIFFERENT: {
    fr: 'L’utilisateur (NameID) n’est pas le titulaire de la carte.',
    en: 'The user (NameID) is not the holder of the card.',
  },
  VIHF_UTILISATEUR_INCONNU: {
    fr: 'L’utilisateur (NameID) n’est pas dans l’annuaire, ou n’exerce plus.',
    en: 'The user (NameID) is not in the directory, or no longer practises.',
  },
  LOT_ABSENT: {
    fr: 'La signature ne nomme pas ce lot de soumission (uniqueId).',
    en: 'The signature does not name this submission set (uniqueId).',
  },
  LOT_DOCUMENT_ABSENT: {
    fr: 'Un document du lot n’est pas dans ce que la signature nomme.',
    en: 'A document of the set is not among those the signature names.',
  },
  LOT_DOCUMENT_EN_TROP: {
    fr: 'La signature nomme un document qui n’est pas dans le lot.',
    en: 'The signature names a document that is not in the set.',
  },
  LOT_EMPREINTE: {
    fr: 'Le document envoyé n’est pas celui qui a été signé : l’empreinte diffère.',
    en: 'The document that was sent is not the one that was signed: the digest differs.',
  },
  LOT_SIGNATURE_ABSENTE: {
    fr: 'Ici, un lot de documents doit porter sa signature XAdES : joignez-la comme un document du lot (type E1762).',
    en: 'Here a set of documents must bear its XAdES signature: join it as a document of the set (type E1762).',
  },
  LOT_SIGNATAIRE: {
    fr: 'Le certificat qui signe le lot n’est pas celui de qui le dépose.',
    en: 'The certificate that signs the set is not the depositor’s.',
  },
  XADES_CERTIFICAT: {
    fr: 'Les propriétés signées (SigningCertificate) ne nomment pas le certificat joint.',
    en: 'The signed properties (SigningCertificate) do not name the certificate attached.',
  },
  XADES_MANIFESTE: {
    fr: 'La signature ne porte pas sur un manifeste (ds:Manifest) qui nomme les documents.',
    en: 'The signature is not over a manifest (ds:Manifest) that names the documents.',
  },
  XADES_PROPRIETES: {
    fr: 'La signature ne porte pas sur ses propriétés XAdES (SignedProperties).',
    en: 'The signature is not over its XAdES properties (SignedProperties).',
  },
  XADES_RACINE: {
    fr: 'La signature du lot est un élément ds:Signature, à la racine.',
    en: 'The signature of the set is a ds:Signature element, at the root.',
  },
};
