// Who may say yes to an opening, and how a care home's list is read: each fault named with its line, none hiding another.

import { parseAgreement, parseResidentsList, residentsMaximum } from '@carnet/domain/dossier';
import { type CivilDate, instantOf } from '@carnet/domain/kernel';
import { describe, expect, test } from 'vitest';

const at = instantOf(Date.parse('2026-11-22T10:00:00Z'));
const adult = '1940-05-01' as CivilDate;
const child = '2020-05-01' as CivilDate;
const rulesOf = (result: ReturnType<typeof parseAgreement>): string => (result.ok ? 'ok' : result.findings.map(({ field, rule }) => `${field} ${rule}`).join());

describe('who agrees', () => {
  test('an adult for themselves; nobody else without a measure', () => {
    expect(parseAgreement({ by: 'personne', name: 'ignored' }, adult, at)).toEqual({ ok: true, value: { by: 'personne' } });
    expect(rulesOf(parseAgreement({ by: 'parent', name: 'Anne' }, adult, at))).toBe('agreement.by MAJEUR_CONSENT_SEUL');
  });
  test('a curateur never, whatever else is said', () => {
    for (const sought of [undefined, 'agrees', 'refuses'] as const)
      expect(rulesOf(parseAgreement({ by: 'curateur', name: 'Nicole', sought }, adult, at))).toBe('agreement.by CURATEUR_NE_CONSENT_PAS');
  });
  test('who represents an adult, named, once the person’s own agreement was sought; never against it', () => {
    for (const by of ['tuteur', 'habilitation_familiale'] as const) {
      expect(parseAgreement({ by, name: ' Solange ', sought: 'cannot-express' }, adult, at)).toEqual({
        ok: true,
        value: { by, name: 'Solange', sought: 'cannot-express' },
      });
      expect(rulesOf(parseAgreement({ by, name: 'Solange' }, adult, at))).toBe('agreement.sought ACCORD_NON_RECHERCHE');
      expect(rulesOf(parseAgreement({ by, name: ' ', sought: 'agrees' }, adult, at))).toBe('agreement.name CHAMP_ABSENT');
      expect(rulesOf(parseAgreement({ by, name: 'Solange', sought: 'refuses' }, adult, at))).toBe('agreement.sought PERSONNE_OPPOSEE');
    }
  });
  test('a parent, named, for a minor, and from eighteen nobody but the person', () => {
    expect(parseAgreement({ by: 'parent', name: 'Camille' }, child, at)).toEqual({ ok: true, value: { by: 'parent', name: 'Camille' } });
    expect(rulesOf(parseAgreement({ by: 'parent' }, child, at))).toBe('agreement.name CHAMP_ABSENT');
    expect(rulesOf(parseAgreement({ by: 'personne' }, child, at))).toBe('agreement.by PARENT_CONSENT_POUR_MINEUR');
    expect(rulesOf(parseAgreement({ by: 'tuteur', name: 'x', sought: 'agrees' }, child, at))).toBe('agreement.by PARENT_CONSENT_POUR_MINEUR');
    const eighteen = '2008-11-22' as CivilDate;
    expect(rulesOf(parseAgreement({ by: 'personne' }, eighteen, at))).toBe('ok');
  });
});

const header = 'INS;nom;naissance;accord;représentant;avis de la personne;courriel';
const numbers = ['134063417201234', '131125313001257', '137098313701283', '136028619401292'];
const list = (...lines: readonly string[]): string => [header, ...lines].join('\n');
const read = (text: string) => {
  const result = parseResidentsList(text);
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.value;
};

describe('the list', () => {
  test('each state of the agreement, dates as people write them, and an address or none', () => {
    const { residents, faults } = read(
      list(
        `${numbers[0]};BRUGUIERE Simone;02/06/1934;oui;;;simone@exemple.test`,
        `${numbers[1]};CHAUVIN Albert;1931-12-11;tuteur;M. CHAUVIN Paul;ne peut pas s’exprimer;`,
        `${numbers[2]};OLIVIER Germaine;24.9.1937;Refus;;;`,
        `${numbers[3]};DUBREUIL Raymond;27/02/1936;;;;`,
      ),
    );
    expect(faults).toEqual([]);
    expect(residents.map(({ line, birthDate, agreement, email }) => [line, birthDate, agreement, email])).toEqual([
      [2, '1934-06-02', { by: 'personne' }, 'simone@exemple.test'],
      [3, '1931-12-11', { by: 'tuteur', name: 'M. CHAUVIN Paul', sought: 'cannot-express' }, undefined],
      [4, '1937-09-24', 'refused', undefined],
      [5, '1936-02-27', 'not-asked', undefined],
    ]);
  });
  test('the person’s refusal outweighs who represents them', () => {
    const { residents } = read(list(`${numbers[0]};A;02/06/1934;habilitation familiale;Mme A;refuse;`));
    expect(residents[0]!.agreement).toBe('refused');
  });
  test('columns in any order, tabs of a spreadsheet, quotes, a mark of order of bytes, empty lines', () => {
    const text = `\uFEFFDate de naissance\tAccord\tN° INS\tNom\r\n"02/06/1934"\toui\t"1 34 06 34 172 012 34"\t"DE ""LA"" TOUR"\r\n\t\t\t\r\n`;
    expect(read(text).residents).toEqual([{ line: 2, name: 'DE "LA" TOUR', matricule: numbers[0], birthDate: '1934-06-02', agreement: { by: 'personne' } }]);
  });
  test('a line at fault is named for each fault, says nothing of the person, and keeps none of the others back', () => {
    const { residents, faults } = read(
      list(
        `12345;SECRET;31/02/1934;peut-être;;bof;pas-une-adresse`,
        `${numbers[0]};B;02/06/1934;curatelle;;;`,
        `${numbers[1]};C;11/12/1931;tuteur;;;`,
        `${numbers[2]};D;24/09/1937;oui;;;`,
        `${numbers[2]};D;24/09/1937;oui;;;`,
      ),
    );
    expect(faults.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '2 INS_FORME',
      '2 DATE_FORME',
      '2 ACCORD_ILLISIBLE',
      '2 AVIS_ILLISIBLE',
      '2 COURRIEL_FORME',
      '3 CURATEUR_NE_CONSENT_PAS',
      '4 REPRESENTANT_ABSENT',
      '4 ACCORD_NON_RECHERCHE',
      '6 RESIDENT_REPETE',
    ]);
    expect(residents.map(({ line }) => line)).toEqual([5]);
    expect(JSON.stringify(faults)).not.toMatch(/SECRET|12345|bof|adresse/);
  });
  test('what is no list is refused whole: nothing, no names of columns, too long', () => {
    const rules = (text: string): unknown => {
      const result = parseResidentsList(text);
      return result.ok ? 'read' : result.findings.map(({ rule }) => rule);
    };
    expect(rules(' \n ')).toEqual(['FICHIER_VIDE']);
    expect(rules(`${header}\n`)).toEqual(['FICHIER_VIDE']);
    expect(rules(`nom;naissance\nA;02/06/1934`)).toEqual(['COLONNES']);
    expect(rules('x'.repeat(200_001))).toEqual(['CONTENU_TROP_GRAND']);
    const many = (count: number): string => list(...Array.from({ length: count }, (_, index) => `${String(100_000_000_000_000 + index)};A;02/06/1934;oui;;;`));
    expect(read(many(residentsMaximum)).residents).toHaveLength(residentsMaximum);
    expect(rules(many(residentsMaximum + 1))).toEqual(['LISTE_TROP_LONGUE']);
  });
});
