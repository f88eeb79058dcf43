// Acts that are secret by law, and whose lines the insurer leaves out: those of an interruption of pregnancy (L.2212-4, L.2212-7 and R.2212-6
// CSP; billed with no name, or under a number of its own). A line that comes all the same is refused and nothing of it is kept.
// Dated: an act is refused from its day on, and until the day before `until` where it has one. What is secret on a minor's demand whatever the
// act (L.1111-5, L.1111-5-1, L.6211-3-1 CSP) has no code of its own: the insurer knows it from the bill, and does not send it.
// Codes as the Assurance Maladie and the federation of centres tell how to bill them (read on 22/11/2026); it is the insurer's list that counts.

import type { CivilDate } from '../kernel/instant.ts';
import { type KeptLine, isCancelled } from './line.ts';

export interface SecretAct {
  readonly code: string;
  readonly system: 'NGAP' | 'CCAM';
  readonly label: string;
  readonly from: CivilDate;
  /** Exclusive. */
  readonly until?: CivilDate;
  readonly source: string;
}

const forfaits = 'Arrêté du 23 juillet 2004 relatif aux forfaits afférents à l’interruption volontaire de grossesse';
const reforme = 'Arrêté du 26 février 2016 modifiant l’arrêté du 23 juillet 2004 (prise en charge de l’IVG et des actes associés)';
const distance = 'Loi n° 2022-295 du 2 mars 2022 ; Assurance Maladie, facturation de l’IVG médicamenteuse à distance';
const ccam = 'Classification commune des actes médicaux, 09.03.02.01';
const day = (text: string): CivilDate => text as CivilDate;

export const secretActs: readonly SecretAct[] = [
  { code: 'FHV', system: 'NGAP', label: 'Forfait honoraires de ville (IVG médicamenteuse)', from: day('2004-07-28'), source: forfaits },
  { code: 'FMV', system: 'NGAP', label: 'Forfait médicaments de ville (IVG médicamenteuse)', from: day('2004-07-28'), source: forfaits },
  { code: 'IC', system: 'NGAP', label: 'Consultation au titre de l’IVG, généraliste ou sage-femme', from: day('2016-04-01'), source: reforme },
  { code: 'ICS', system: 'NGAP', label: 'Consultation au titre de l’IVG, spécialiste', from: day('2016-04-01'), source: reforme },
  { code: 'JC', system: 'NGAP', label: 'Téléconsultation au titre de l’IVG, généraliste', from: day('2022-03-03'), source: distance },
  { code: 'IPE', system: 'NGAP', label: 'Échographie préalable à l’IVG', from: day('2016-04-01'), source: reforme },
  { code: 'IVE', system: 'NGAP', label: 'Échographie de contrôle après l’IVG', from: day('2016-04-01'), source: reforme },
  { code: 'FPB', system: 'NGAP', label: 'Forfait des examens de biologie préalables à l’IVG', from: day('2016-04-01'), source: reforme },
  { code: 'FUB', system: 'NGAP', label: 'Forfait des examens de biologie après l’IVG', from: day('2016-04-01'), source: reforme },
  {
    code: 'JNJD002',
    system: 'CCAM',
    label: 'Évacuation d’un utérus gravide par aspiration ou curetage, au 1er trimestre',
    from: day('2005-03-25'),
    source: ccam,
  },
  { code: 'JNJP001', system: 'CCAM', label: 'Évacuation d’un utérus gravide par moyen médicamenteux, au 1er trimestre', from: day('2005-03-25'), source: ccam },
];

const byCode = new Map(secretActs.map((act) => [act.code, act]));

/** Whether the code of this line is that of an act secret on its day. A stay has no code of act. */
export function isSecretAct(line: KeptLine): boolean {
  if (isCancelled(line) || !('act' in line)) return false;
  const act = byCode.get(line.act);
  return act !== undefined && line.date >= act.from && (act.until === undefined || line.date < act.until);
}
