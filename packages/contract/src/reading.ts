// The reading view of a document: a tree of plain blocks the apps turn into accessible HTML. It carries no markup of its own,
// so nothing written in a document can run in a browser. `media` indexes point to …/documents/:id/media/:index.

import { z } from 'zod';

/** Inline text; `emphasis` and `sub`/`sup` are the only styles kept of a CDA narrative. */
export const inlineSchema: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('break') }),
    z.object({ kind: z.literal('styled'), style: z.enum(['strong', 'emphasis', 'underline', 'sub', 'sup', 'deleted']), children: z.array(inlineSchema) }),
    z.object({ kind: z.literal('link'), href: z.string(), children: z.array(inlineSchema) }),
    z.object({ kind: z.literal('footnote'), id: z.string(), children: z.array(inlineSchema) }),
    z.object({ kind: z.literal('mark'), text: z.string(), spoken: z.string() }),
  ]),
);
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'styled'; style: 'strong' | 'emphasis' | 'underline' | 'sub' | 'sup' | 'deleted'; children: Inline[] }
  /** href is `#section-…` inside the view, or an https: address. */
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'footnote'; id: string; children: Inline[] }
  /** A sign that is seen, and what is spoken in its place. */
  | { kind: 'mark'; text: string; spoken: string };

export interface TableCell {
  header: boolean;
  scope?: 'col' | 'row' | undefined;
  colSpan?: number | undefined;
  rowSpan?: number | undefined;
  align?: 'left' | 'right' | 'center' | undefined;
  blocks: Block[];
}
export type Block =
  | { kind: 'paragraph'; caption?: Inline[] | undefined; children: Inline[] }
  | { kind: 'list'; ordered: boolean; caption?: Inline[] | undefined; items: { caption?: Inline[] | undefined; blocks: Block[] }[] }
  /** `stacks`: where there is no room for its columns, each row becomes a sheet of its own. */
  | { kind: 'table'; caption?: Inline[] | undefined; stacks?: true | undefined; head: TableCell[][]; body: TableCell[][]; foot: TableCell[][] }
  | { kind: 'image'; media: number; mimeType: string; alt: string }
  | { kind: 'pdf'; media: number; title: string };

const tableCellSchema: z.ZodType<TableCell> = z.lazy(() =>
  z.object({
    header: z.boolean(),
    scope: z.enum(['col', 'row']).optional(),
    colSpan: z.number().int().optional(),
    rowSpan: z.number().int().optional(),
    align: z.enum(['left', 'right', 'center']).optional(),
    blocks: z.array(blockSchema),
  }),
);
export const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), caption: z.array(inlineSchema).optional(), children: z.array(inlineSchema) }),
    z.object({
      kind: z.literal('list'),
      ordered: z.boolean(),
      caption: z.array(inlineSchema).optional(),
      items: z.array(z.object({ caption: z.array(inlineSchema).optional(), blocks: z.array(blockSchema) })),
    }),
    z.object({
      kind: z.literal('table'),
      stacks: z.literal(true).optional(),
      caption: z.array(inlineSchema).optional(),
      head: z.array(z.array(tableCellSchema)),
      body: z.array(z.array(tableCellSchema)),
      foot: z.array(z.array(tableCellSchema)),
    }),
    z.object({ kind: z.literal('image'), media: z.number().int(), mimeType: z.string(), alt: z.string() }),
    z.object({ kind: z.literal('pdf'), media: z.number().int(), title: z.string() }),
  ]),
);

export interface ReadingSection {
  /** Anchor, unique in the view. */
  id: string;
  title: string;
  /** 2 for a top section, then 3, 4… */
  level: number;
  blocks: Block[];
  sections: ReadingSection[];
}
export const readingSectionSchema: z.ZodType<ReadingSection> = z.lazy(() =>
  z.object({ id: z.string(), title: z.string(), level: z.number().int(), blocks: z.array(blockSchema), sections: z.array(readingSectionSchema) }),
);

export const readingViewSchema = z.object({
  title: z.string(),
  /** Facts of the header worth reading with the document: participants, dates of the act, the patient named inside. */
  header: z.array(z.object({ term: z.string(), details: z.array(z.string()) })),
  blocks: z.array(blockSchema),
  sections: z.array(readingSectionSchema),
  /** Set when the content cannot be shown here: the original can still be downloaded. */
  unreadable: z.object({ mimeType: z.string() }).optional(),
});
export type ReadingView = z.infer<typeof readingViewSchema>;
