// The rules a finding names in XDS metadata and stored queries (SOAP door), in words.

import type { Bilingual } from './labels-bilingual.ts';

export const xdsFindingWording: Readonly<Record<string, Bilingual>> = {
  CODE_FORME: {
    fr: 'Un code se donne avec son système : code^libellé^OID dans une fiche, code^^OID dans une recherche.',
    en: 'A code is given with its system: code^meaning^OID in an entry, code^^OID in a query.',
  },
  CONTENU_ABSENT: {
    fr: 'Le contenu de ce document n’a pas été envoyé : ajoutez l’élément Document de même id.',
    en: 'The content of this document was not sent: add the Document element of the same id.',
  },
  CONTENU_SANS_METADONNEES: {
    fr: 'Ce contenu n’a pas de fiche : l’id de Document doit être celui d’un ExtrinsicObject.',
    en: 'This content has no entry: the id of Document must be that of an ExtrinsicObject.',
  },
  CORPS_INATTENDU: { fr: 'Cet élément n’est pas le corps de cette transaction.', en: 'This element is not the body of this transaction.' },
  CX_FORME: {
    fr: 'Un identifiant se donne avec son autorité : valeur^^^&OID&ISO^type.',
    en: 'An identifier is given with its authority: value^^^&OID&ISO^type.',
  },
  CONTENU_DIFFERENT: {
    fr: 'Cet identifiant unique désigne déjà un document de ce dossier, dont le contenu est autre.',
    en: 'This unique identifier already names a document of this record, whose content is another.',
  },
  ENTREPOT_INCONNU: {
    fr: 'Cet entrepôt n’est pas celui-ci : donnez le repositoryUniqueId de la fiche.',
    en: 'This is not that repository: give the repositoryUniqueId of the entry.',
  },
  IDENTIFIANT_DOUBLE: { fr: 'Deux objets du message ont le même id.', en: 'Two objects of the message have the same id.' },
  NON_CONSERVE: {
    fr: 'Cette métadonnée a été comprise et n’est pas conservée ; le reste l’est.',
    en: 'This metadata was understood and is not kept; everything else is.',
  },
  OBJET_DIFFERENT: {
    fr: 'Cet élément désigne un autre objet que celui qui le contient.',
    en: 'This element names another object than the one it is in.',
  },
  OID_FORME: { fr: 'Un OID est attendu : des nombres séparés par des points.', en: 'An OID is expected: numbers separated by dots.' },
  PARAMETRES_EXCLUSIFS: {
    fr: 'Ces paramètres s’excluent : donnez l’un ou l’autre.',
    en: 'These parameters exclude one another: give one or the other.',
  },
  PARAMETRE_ABSENT: { fr: 'Cette recherche demande ce paramètre.', en: 'This query needs this parameter.' },
  PARAMETRE_REPETE: { fr: 'Ce paramètre ne prend qu’une valeur.', en: 'This parameter takes one value only.' },
  PID_FORME: { fr: 'Un trait se donne comme un champ PID de HL7 : PID-5|NOM^Prénom.', en: 'A trait is given as a PID field of HL7: PID-5|NAME^First.' },
  REFERENCE_CIRCULAIRE: { fr: 'Un objet ne peut être lié à lui-même.', en: 'An object cannot be linked to itself.' },
  REPONSE_TROP_GRANDE: {
    fr: 'La réponse porte déjà tout ce qu’elle peut : demandez ce document à part.',
    en: 'The answer already holds all it can: ask for this document apart.',
  },
  REPONSES_EN_COURS: {
    fr: 'Trop de documents sont en route vers d’autres en ce moment : redemandez celui-ci dans quelques instants.',
    en: 'Too many documents are on their way to others at this moment: ask for this one again shortly.',
  },
  REQUETE_INCONNUE: {
    fr: 'Cette recherche n’est pas de celles du registre : son identifiant n’est pas connu.',
    en: 'This query is not one of the registry’s: its identifier is not known.',
  },
  SCHEMA_INCONNU: {
    fr: 'Cet UUID ne nomme rien de connu pour cet objet : prenez celui de l’attribut voulu.',
    en: 'This UUID names nothing known for this object: use that of the attribute meant.',
  },
  RESOURCE_ID_ABSENT: {
    fr: 'L’assertion ne dit pas de quel patient il s’agit (resource-id).',
    en: 'The assertion does not say which patient it is about (resource-id).',
  },
  TROP_DE_RESULTATS: {
    fr: 'Trop d’objets répondent à cette recherche : précisez-la, ou demandez des références (ObjectRef) puis les fiches par lots.',
    en: 'Too many objects answer this query: narrow it, or ask for references (ObjectRef) and then for entries in batches.',
  },
  UNIQUE_ID_REPETE: { fr: 'Deux documents du message ont le même uniqueId.', en: 'Two documents of the message have the same uniqueId.' },
  VALEUR_FORME: {
    fr: 'Un texte se met entre apostrophes (doublées à l’intérieur), une liste entre parenthèses.',
    en: 'A text goes between apostrophes (doubled inside), a list between parentheses.',
  },
  XON_FORME: {
    fr: 'Une structure se donne par son nom et son identifiant national : Nom^^^^^&OID&ISO^IDNST^^^identifiant.',
    en: 'A structure is given by its name and national identifier: Name^^^^^&OID&ISO^IDNST^^^identifier.',
  },
};
