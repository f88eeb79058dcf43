// The words of the history of reimbursements, on screen and in the document: the five tables with the columns of the national document
// (features A071 to A075), what H means, the period, and what is said of what it is worth (A076, A077). The document is in French.

import type { LabelLanguage } from './labels-bilingual.ts';

export interface HistoryWording {
  readonly locale: 'fr-FR' | 'en-GB';
  readonly period: string;
  readonly from: (from: string, to: string) => string;
  readonly insurer: string;
  readonly useTitle: string;
  readonly use: readonly string[];
  /** What stands at the beginning of a line, and what is spoken in its place. */
  readonly hospital: { readonly mark: string; readonly spoken: string; readonly legend: string };
  readonly none: string;
  readonly days: (count: number) => string;
  readonly tables: {
    readonly pharmacie: Table<4>;
    readonly hospitalisation: Table<3>;
    readonly soins: Table<4>;
    readonly radiologie: Table<3>;
    readonly biologie: Table<4>;
  };
}
interface Table<Count extends 3 | 4> {
  readonly title: string;
  readonly columns: Count extends 3 ? readonly [string, string, string] : readonly [string, string, string, string];
}

export const historyWording: Readonly<Record<LabelLanguage, HistoryWording>> = {
  fr: {
    locale: 'fr-FR',
    period: 'Période',
    from: (from, to) => `du ${from} au ${to}`,
    insurer: 'Transmis par',
    useTitle: 'Usage et responsabilités',
    use: [
      'Ces données reflètent les informations issues des remboursements et prises en charge que détient l’Assurance Maladie pour cette période.',
      'Elles sont fournies à titre purement informatif et leur exhaustivité n’est pas garantie, notamment en cas de changement administratif pendant la période.',
      'Toute interprétation ou décision fondée sur ces données relève de la seule responsabilité de la personne qui les consulte.',
    ],
    hospital: {
      mark: 'H',
      spoken: 'à l’hôpital',
      legend: 'Un H en début de ligne : l’acte a été réalisé pendant un séjour à l’hôpital ou dans un établissement de santé.',
    },
    none: 'Rien sur cette période.',
    days: (count) => (count === 1 ? '1 jour' : `${count} jours`),
    tables: {
      pharmacie: {
        title: 'Pharmacie et fournitures',
        columns: ['Date de délivrance', 'Libellé du médicament ou de la fourniture', 'Composants actifs', 'Quantité délivrée'],
      },
      hospitalisation: { title: 'Hospitalisation', columns: ['Date d’admission', 'Durée du séjour', 'Nature du séjour'] },
      soins: { title: 'Soins médicaux et dentaires', columns: ['Date de l’acte', 'Acte', 'Libellé de l’acte', 'Spécialité'] },
      radiologie: { title: 'Radiologie', columns: ['Date de l’acte', 'Acte', 'Libellé de l’acte'] },
      biologie: { title: 'Biologie', columns: ['Date de l’acte', 'Code de l’acte (NABM)', 'Libellé de l’acte', 'Quantité'] },
    },
  },
  en: {
    locale: 'en-GB',
    period: 'Period',
    from: (from, to) => `from ${from} to ${to}`,
    insurer: 'Sent by',
    useTitle: 'Use and responsibility',
    use: [
      'These data reflect what the Assurance Maladie holds of reimbursements and care paid for over this period.',
      'They are for information only, and may not be complete, in particular where the person’s scheme or fund changed during the period.',
      'Whoever reads them answers alone for any interpretation or decision based on them.',
    ],
    hospital: {
      mark: 'H',
      spoken: 'in hospital',
      legend: 'An H at the beginning of a line: done during a stay in a hospital or another health establishment.',
    },
    none: 'Nothing over this period.',
    days: (count) => (count === 1 ? '1 day' : `${count} days`),
    tables: {
      pharmacie: { title: 'Pharmacy and supplies', columns: ['Date of delivery', 'Medicine or supply', 'Active ingredients', 'Quantity delivered'] },
      hospitalisation: { title: 'Hospital', columns: ['Date of admission', 'Length of stay', 'Nature of the stay'] },
      soins: { title: 'Medical and dental care', columns: ['Date of the act', 'Act', 'Label of the act', 'Specialty'] },
      radiologie: { title: 'Radiology', columns: ['Date of the act', 'Act', 'Label of the act'] },
      biologie: { title: 'Laboratory', columns: ['Date of the act', 'Code of the act (NABM)', 'Label of the act', 'Quantity'] },
    },
  },
};
