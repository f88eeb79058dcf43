// A record's existence and state as the DMP guide's Patient (TD0.2, docs/sources.md §1.3). Traits are written only where the caller says so:
// a vendor's software must not show the DMP's own (RG_0320).

import type { AutorisationStatus } from '@carnet/domain/dossier';
import type { IdentityTraits, Ins, LocalIdentifier, Sexe } from '@carnet/domain/identity';
import { type Instant, toIso } from '@carnet/domain/kernel';
import { insIdentifier, localIdentifier } from './write-people.ts';

/** valueCode: VALIDE, EXPIREE, INTERDIT or NON_EXISTE. */
export const autorisationUrl = 'urn:carnet:autorisation';
/** COMPTE_INTERNET_OUVERT of TD0.2, which the draft guide leaves out. */
export const compteOuvertUrl = 'urn:carnet:compte-internet-ouvert';
const dmp = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition';

export interface PatientState {
  readonly dossierId: string;
  readonly ins?: Ins;
  /** The former one it was asked for by. */
  readonly formerIns?: Ins;
  /** The number of a structure it was asked for by. */
  readonly localIdentifier?: LocalIdentifier;
  readonly open: boolean;
  /** Records of the same person that this one replaces. */
  readonly replaces?: readonly string[];
  /** Of a closed record, where it was said. */
  readonly fermeture?: { readonly date: Instant; readonly motif?: string; readonly raison?: string };
  /** The record is tied to an espace santé. */
  readonly rattachementMes?: boolean;
  /** The asking professional is this person's médecin traitant. */
  readonly medecinTraitant?: boolean;
  /** Of the one who asks: the keywords of TD0.2. */
  readonly autorisation?: AutorisationStatus;
  /** Somebody of the patient's side was given an account. */
  readonly compteOuvert?: boolean;
  readonly traits?: IdentityTraits;
}

const genders: Readonly<Record<Sexe, string>> = { F: 'female', M: 'male', I: 'unknown' };

function fermetureExtension({ date, motif, raison }: NonNullable<PatientState['fermeture']>): object {
  const part = (url: string, value: string | undefined): object[] => (value === undefined ? [] : [{ url, valueString: value }]);
  return {
    url: `${dmp}/dmp-fermeture`,
    extension: [{ url: 'dateFermeture', valueDateTime: toIso(date) }, ...part('motifFermeture', motif), ...part('raisonFermeture', raison)],
  };
}

function traitsOf(traits: IdentityTraits): object {
  const official = { use: 'official', family: traits.birthName, given: traits.birthFirstNames.split(' ') };
  const used =
    traits.usedName === undefined && traits.usedFirstName === undefined
      ? []
      : [{ use: 'usual', family: traits.usedName ?? traits.birthName, given: [traits.usedFirstName ?? traits.birthFirstNames.split(' ')[0]!] }];
  return { name: [official, ...used], gender: genders[traits.sexe], birthDate: traits.birthDate };
}

export function writePatient(state: PatientState): object {
  const flag = (name: string, value: boolean | undefined): object[] => (value === undefined ? [] : [{ url: `${dmp}/${name}`, valueBoolean: value }]);
  const extension = [
    ...(state.fermeture === undefined ? [] : [fermetureExtension(state.fermeture)]),
    ...flag('dmp-rattachement-mes', state.rattachementMes),
    ...flag('dmp-medecin-traitant', state.medecinTraitant),
    ...(state.autorisation === undefined ? [] : [{ url: autorisationUrl, valueCode: state.autorisation }]),
    ...(state.compteOuvert === undefined ? [] : [{ url: compteOuvertUrl, valueBoolean: state.compteOuvert }]),
  ];
  const former = state.formerIns === undefined ? [] : [{ ...insIdentifier(state.formerIns), use: 'old' }];
  const local = state.localIdentifier === undefined ? [] : [localIdentifier(state.localIdentifier)];
  return {
    resourceType: 'Patient',
    id: state.dossierId,
    ...(extension.length === 0 ? {} : { extension }),
    ...(state.ins === undefined ? {} : { identifier: [insIdentifier(state.ins), ...former, ...local] }),
    active: state.open,
    ...(state.traits === undefined ? {} : traitsOf(state.traits)),
    ...(state.replaces === undefined ? {} : { link: state.replaces.map((id) => ({ other: { reference: `Patient/${id}` }, type: 'replaces' })) }),
  };
}

/** A record that another of the same person stands for. */
export const writeReplacedPatient = (id: string, by: string): object => ({
  resourceType: 'Patient',
  id,
  active: false,
  link: [{ other: { reference: `Patient/${by}` }, type: 'replaced-by' }],
});
