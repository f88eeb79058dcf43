// One line of the insurer's file (docs/integrators/feed.md): a JSON object, its fields in any order, none that the format does not name.
// Every fault of the line is found at once. No value of the line is repeated: rejects are read by whoever may not read the line.

import { isRegime, regimes } from '@carnet/domain/dossier';
import type { ContactDetails, Ins, PsIdNat, Telecom } from '@carnet/domain/identity';
import { parseIns } from '@carnet/domain/identity';
import { type CivilDate, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type FeedRecord, type InsuredRecord, type KeptLine, type LineNature, isSecretAct, lineNatures } from '@carnet/domain/reimbursement';
import { Fields, isObject } from './fields.ts';

const types = ['assure', 'medecin-traitant', 'remboursement', 'annulation', 'fin'] as const;
const labelMaximum = 200;

/** `latest`: the last day a line may be dated of. */
export function parseFeedRecord(text: string, latest: CivilDate): Parsed<FeedRecord> {
  const object = jsonOf(text);
  if (!isObject(object)) return faulty({ field: 'ligne', rule: 'JSON_MAL_FORME' });
  const fields = new Fields(object);
  const type = fields.raw('type');
  const read = readerOf(type, object['nature']);
  if (read === undefined)
    return type === 'remboursement'
      ? faulty({ field: 'nature', rule: 'NATURE_INCONNUE', expected: lineNatures.join(' | ') })
      : faulty({ field: 'type', rule: 'TYPE_INCONNU', expected: types.join(' | ') });
  const record = read(fields, latest);
  fields.refuseOthers();
  return fields.findings.length === 0 ? parsed(record) : { ok: false, findings: fields.findings };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readerOf(type: unknown, nature: unknown): ((fields: Fields, latest: CivilDate) => FeedRecord) | undefined {
  switch (type) {
    case 'assure':
      return insured;
    case 'medecin-traitant':
      return treating;
    case 'remboursement':
      // Which fields it has depends on its nature: without one, nothing more can be said.
      if (!lineNatures.some((one) => one === nature)) return undefined;
      return (fields, latest) => ({ type, ins: ins(fields), line: line(fields, latest) });
    case 'annulation':
      return (fields, latest) => ({ type, ins: ins(fields), line: { ...named(fields, latest), cancelled: true } });
    case 'fin':
      return (fields) => ({ type, lines: fields.integer('lignes', 0, Number.MAX_SAFE_INTEGER) });
    default:
      return undefined;
  }
}

function ins(fields: Fields, oidField = 'oid', field = 'ins'): Ins {
  const read = parseIns(fields.text(field, 40), fields.text(oidField, 64), field);
  if (read.ok) return read.value;
  for (const { field: at, rule } of read.findings) if (!fields.findings.some((one) => one.field === at)) fields.fault(at, rule);
  return { matricule: '', oid: '' } as unknown as Ins;
}

function insured(fields: Fields): InsuredRecord {
  const usedName = fields.optionalText('nomUsage', 80);
  const usedFirstName = fields.optionalText('prenomUsage', 80);
  const closedOn = fields.optionalDate('droitsFermes');
  const openedOn = fields.date('droitsOuverts');
  if (closedOn !== undefined && closedOn < openedOn) fields.fault('droitsFermes', 'DATES_INVERSEES');
  const regime = fields.text('regime', 40);
  if (regime !== '' && !isRegime(regime)) fields.fault('regime', 'CHAMP_FORME', Object.keys(regimes).join(' | '));
  const contact = contactOf(fields);
  return {
    type: 'assure',
    ins: ins(fields),
    traits: {
      birthName: fields.text('nomNaissance', 80),
      birthFirstNames: fields.text('prenoms', 160),
      birthDate: fields.date('dateNaissance'),
      sexe: fields.code('sexe', /^[FMI]$/, 'F | M | I') as InsuredRecord['traits']['sexe'],
      birthPlaceCog: fields.code('lieuNaissance', /^\d[\dAB]\d{3}$/, 'code officiel géographique, 5 caractères'),
      ...(usedName === undefined ? {} : { usedName }),
      ...(usedFirstName === undefined ? {} : { usedFirstName }),
    },
    regime: regime as InsuredRecord['regime'],
    rights: { openedOn, ...(closedOn === undefined ? {} : { closedOn }) },
    attachedTo: attachments(fields),
    ...(contact === undefined ? {} : { contact }),
  };
}

function attachments(fields: Fields): readonly Ins[] {
  return fields.list('rattacheA', 4).map((one, index) => {
    const inner = new Fields(isObject(one) ? one : {}, `rattacheA[${index}].`);
    const read = ins(inner);
    inner.refuseOthers();
    fields.findings.push(...inner.findings);
    return read;
  });
}

function contactOf(fields: Fields): ContactDetails | undefined {
  const email = fields.optionalCode('courriel', /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/, 'adresse électronique');
  const mobile = fields.optionalCode('mobile', /^\+?[\d .-]{6,20}$/, 'numéro de téléphone');
  const telecoms: Telecom[] = [
    ...(email === undefined ? [] : [{ kind: 'email', value: email } as const]),
    ...(mobile === undefined ? [] : [{ kind: 'mobile', value: mobile } as const]),
  ];
  const given = fields.raw('adresse');
  if (given === undefined) return telecoms.length === 0 ? undefined : { telecoms };
  const inner = new Fields(isObject(given) ? given : {}, 'adresse.');
  const lines = inner.list('lignes', 6).filter((one): one is string => typeof one === 'string' && one.length > 0 && one.length <= 80);
  const address = { lines, postalCode: inner.text('codePostal', 10), city: inner.text('commune', 80) };
  inner.refuseOthers();
  fields.findings.push(...inner.findings);
  return { telecoms, address };
}

function treating(fields: Fields): FeedRecord {
  const rpps = fields.optionalCode('rpps', /^\d{11}$/, '11 chiffres');
  return { type: 'medecin-traitant', ins: ins(fields), since: fields.date('depuis'), ...(rpps === undefined ? {} : { professionnel: `8${rpps}` as PsIdNat }) };
}

/** Id, version and date: what a line and its cancelling have in common. */
function named(fields: Fields, latest: CivilDate): Pick<KeptLine, 'id' | 'version' | 'date'> {
  const date = fields.date('date');
  if (date > latest) fields.fault('date', 'DATE_FUTURE');
  return {
    id: fields.code('ligne', /^[\w.:-]{1,40}$/, '1 à 40 lettres, chiffres, . _ : -'),
    version: fields.optionalInteger('version', 1, 1_000_000) ?? 1,
    date,
  };
}

function line(fields: Fields, latest: CivilDate): Exclude<KeptLine, { readonly cancelled: true }> {
  const nature = fields.raw('nature');
  const base = { ...named(fields, latest), inHospital: fields.flag('hopital') };
  const read = { ...base, ...content(fields, nature as LineNature) };
  // Said of the field alone: neither the act nor the person is repeated.
  if (isSecretAct(read)) fields.fault(nature === 'biologie' ? 'nabm' : 'acte', 'ACTE_SECRET');
  return read;
}

const act = (fields: Fields): string => fields.code('acte', /^[A-Z\d]{1,13}$/, 'code CCAM ou NGAP');
const quantity = (fields: Fields): number => fields.integer('quantite', 1, 9_999);

type Content<N extends LineNature> = N extends LineNature
  ? Omit<Extract<Exclude<KeptLine, { readonly cancelled: true }>, { readonly nature: N }>, 'id' | 'version' | 'date' | 'inHospital'>
  : never;

function content(fields: Fields, nature: LineNature): Content<LineNature> {
  switch (nature) {
    case 'pharmacie': {
      const code = fields.optionalCode('code', /^(?:\d{7}|\d{13})$/, 'CIP (13 chiffres) ou UCD (7)');
      const ingredients = fields.list('composants', 20).map((one, index) => new Fields({ one }, `composants[${index}].`).text('one', labelMaximum));
      if (ingredients.includes('')) fields.fault('composants', 'CHAMP_FORME', `textes, 1 à ${labelMaximum} signes`);
      return { nature, label: fields.text('libelle', labelMaximum), ingredients, quantity: quantity(fields), ...(code === undefined ? {} : { code }) };
    }
    case 'hospitalisation':
      return { nature, days: fields.integer('duree', 1, 3_650), stay: fields.text('sejour', labelMaximum) };
    case 'soins':
      return { nature, act: act(fields), label: fields.text('libelle', labelMaximum), specialty: fields.text('specialite', 80) };
    case 'radiologie':
      return { nature, act: act(fields), label: fields.text('libelle', labelMaximum) };
    case 'biologie':
    default:
      return {
        nature,
        act: fields.code('nabm', /^[A-Z\d]{3,5}$/, 'code NABM'),
        label: fields.text('libelle', labelMaximum),
        quantity: quantity(fields),
      };
  }
}
