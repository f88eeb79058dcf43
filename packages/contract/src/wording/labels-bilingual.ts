// A label in the two languages of the product: French first, English beside it.

export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}
export type LabelLanguage = keyof Bilingual;
