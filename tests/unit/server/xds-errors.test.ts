// Refusals in the words of IHE: every code of Carnet's has its row, every error code that is announced is answered by something, and each error
// says what was given, what was expected and where it is explained.

import { xdsErrorCodes } from '@carnet/codecs/xds';
import { accessRefusalCodes, inputRefusalCodes, type RefusalCode } from '@carnet/domain/kernel';
import { type XdsTransaction, errorsOf, isFault, notKeptWarnings, xdsErrorOfRefusal } from '@carnet/server/interfaces/soap/xds-errors';
import { describe, expect, test } from 'vitest';

const codes: readonly RefusalCode[] = [...accessRefusalCodes, ...inputRefusalCodes];
const transactions: readonly XdsTransaction[] = ['ITI-18', 'ITI-41', 'ITI-43', 'ITI-57'];
const page = 'https://carnet.exemple/docs/erreurs';
const told = (code: RefusalCode, transaction: XdsTransaction, rule?: string, field = 'x') =>
  errorsOf({ code, findings: rule === undefined ? [] : [{ field, rule }] }, { transaction, page }).map((error) => error.code);

test('every refusal has its row', () => expect(Object.keys(xdsErrorOfRefusal).toSorted()).toEqual(codes.toSorted()));

test('every error code is answered by something', () => {
  const rows = Object.values(xdsErrorOfRefusal).flatMap((row) => (typeof row === 'string' ? [row] : Object.values(row)));
  const byRule = transactions.flatMap((transaction) =>
    [
      ['UNIQUE_ID_REPETE'],
      ['CONTENU_ABSENT'],
      ['CONTENU_SANS_METADONNEES'],
      ['CONTENU_DIFFERENT'],
      ['PATIENT_DIFFERENT'],
      ['REQUETE_INCONNUE'],
      ['PARAMETRE_ABSENT'],
      ['PARAMETRE_REPETE'],
      ['TROP_DE_RESULTATS'],
      ['ENTREPOT_INCONNU'],
    ].flatMap(([rule]) => told('METADONNEES_INCOHERENTES', transaction, rule)),
  );
  const answered = new Set<string>([...rows, ...byRule, ...notKeptWarnings(['x'], { transaction: 'ITI-41', page }).map(({ code }) => code)]);
  expect(xdsErrorCodes.filter((code) => !answered.has(code))).toEqual([]);
  expect([...answered].filter((code) => code !== 'fault' && !(xdsErrorCodes as readonly string[]).includes(code))).toEqual([]);
});

test('who may not do it at all is a fault, in every transaction', () => {
  const record: readonly RefusalCode[] = [
    'AUTORISATION_ABSENTE',
    'PS_BLOQUE',
    'FONCTION_INTERDITE',
    'AUTHENTIFICATION_INSUFFISANTE',
    'DEPOSANT_NON_AUTEUR',
    'VIHF_PERIME',
  ];
  for (const code of record) expect(transactions.map((transaction) => isFault({ code, findings: [] }, transaction))).toEqual([true, true, true, true]);
  expect(isFault({ code: 'HABILITATION_ABSENTE', findings: [] }, 'ITI-43')).toBe(false);
});

test('an absent record, a closed one and a hidden one are told alike', () => {
  for (const transaction of transactions)
    expect(['DOSSIER_INEXISTANT', 'DOSSIER_FERME', 'PATIENT_INCONNU'].flatMap((code) => told(code as RefusalCode, transaction))).toEqual(
      Array.from({ length: 3 }, () => 'XDSUnknownPatientId'),
    );
});

describe('an error', () => {
  test.each([
    ['the patient of somebody else', 'PATIENT_DIFFERENT', 'XDSSubmissionSet.patientId', 'ITI-41', 'XDSPatientIdDoesNotMatch'],
    ['an INS with a wrong key', 'INS_CLE', 'XDSDocumentEntry(Document01).patientId', 'ITI-41', 'XDSUnknownPatientId'],
    ['the same, of an author', 'INS_CLE', 'XDSDocumentEntry(Document01).author.authorPerson', 'ITI-41', 'XDSRegistryMetadataError'],
    ['a missing slot', 'CHAMP_ABSENT', 'XDSDocumentEntry(Document01).creationTime', 'ITI-41', 'XDSRegistryMetadataError'],
    ['a wrong hash', 'HASH_FAUX', 'XDSDocumentEntry(Document01).hash', 'ITI-41', 'XDSRepositoryMetadataError'],
    ['a missing part', 'XOP_PARTIE_ABSENTE', 'Document(Document01)', 'ITI-41', 'XDSMissingDocument'],
    ['another type of bytes', 'TYPE_MIME_FAUX', 'XDSDocumentEntry(Document01).mimeType', 'ITI-41', 'InvalidDocumentContent'],
    ['an update nobody knows', 'NON_PRIS_EN_CHARGE', 'Association(a).associationType', 'ITI-57', 'XDSMetadataUpdateOperationError'],
    ['a field that may not change', 'CHANGEMENT_INTERDIT', 'XDSDocumentEntry(Document01).title', 'ITI-57', 'XDSMetadataUpdateError'],
  ] as const)('%s', (_what, rule, field, transaction, code) => expect(told('METADONNEES_INCOHERENTES', transaction, rule, field)).toEqual([code]));

  test('says the rule, in French and English, what was given, what was expected, and the page', () => {
    const [error] = errorsOf(
      { code: 'METADONNEES_INCOHERENTES', findings: [{ field: 'XDSDocumentEntry(Document01).size', rule: 'TAILLE_FAUSSE', given: '12', expected: '34' }] },
      { transaction: 'ITI-41', page },
    );
    expect(error).toEqual({
      code: 'XDSRepositoryMetadataError',
      severity: 'Error',
      location: 'XDSDocumentEntry(Document01).size',
      context:
        'TAILLE_FAUSSE: La taille déclarée n’est pas celle du contenu reçu. / The declared size is not that of the content received. Reçu / Received: 12. Attendu / Expected: 34. https://carnet.exemple/docs/erreurs#TAILLE_FAUSSE',
    });
  });
  test('without a finding speaks of the refusal itself', () => {
    const [error] = errorsOf({ code: 'PATIENT_INCONNU', findings: [] }, { transaction: 'ITI-18', page });
    expect(error).toMatchObject({ code: 'XDSUnknownPatientId', context: expect.stringContaining(`${page}#PATIENT_INCONNU`) });
  });
});
