// Fictional things for the page of specimens: documents in every state, a reading view with everything a view may hold.

import type { DocumentSummary, ReadingView, Spaces } from '@carnet/contract';

const base: DocumentSummary = {
  id: '1',
  title: 'CR d’imagerie médicale',
  typeCode: '18748-4',
  typeLabel: 'CR d’imagerie médicale',
  classLabel: 'Imagerie médicale',
  space: 'imagerie',
  mimeType: 'text/xml',
  size: 48_213,
  authors: [{ displayName: 'Claire Exemple', specialtyLabel: 'Radiodiagnostic', institution: 'Centre d’imagerie des Tilleuls' }],
  depositor: 'professionnel',
  serviceStart: '2026-03-12T09:30:00Z',
  creationTime: '2026-03-12T10:00:00Z',
  depositedAt: '2026-03-12T10:02:00Z',
  changedAt: '2026-03-12T10:02:00Z',
  status: 'Approved',
  version: 1,
  masked: false,
  invisiblePatient: false,
  isNew: false,
};

export const sampleDocuments: readonly DocumentSummary[] = [
  { ...base, isNew: true },
  {
    ...base,
    id: '2',
    typeCode: '11502-2',
    typeLabel: 'CR d’examens biologiques',
    title: 'Numération formule sanguine',
    space: 'analyses',
    authors: [{ displayName: 'Laboratoire du Marché' }],
    depositor: 'structure',
    masked: true,
    version: 2,
  },
  {
    ...base,
    id: '3',
    typeCode: '60591-5',
    typeLabel: 'Synthèse médicale',
    title: 'Synthèse médicale',
    space: 'synthese',
    status: 'Deprecated',
    authors: [{ displayName: 'Jean Modèle' }, { displayName: 'Claire Exemple' }],
  },
  {
    ...base,
    id: '4',
    typeCode: 'DOCPAT06',
    typeLabel: 'CR de prévention déposé par le patient',
    title: 'Vaccins de 2019',
    space: 'espace-personnel',
    mimeType: 'image/jpeg',
    depositor: 'patient',
    authors: [],
  },
  {
    ...base,
    id: '5',
    typeCode: 'REMB',
    typeLabel: 'Données de remboursement',
    title: 'Données de remboursement',
    space: 'remboursements',
    depositor: 'assurance-maladie',
    authors: [],
    status: 'Archived',
  },
  {
    ...base,
    id: '6',
    title: 'Compte rendu dont le titre est très long parce que l’auteur y a recopié toute la demande du médecin traitant, sans rien en retrancher',
    authors: [
      { displayName: 'Marie-Antoinette de la Rochefoucauld-Montmorency', institution: 'Centre hospitalier universitaire régional de la Haute-Exemplarité' },
    ],
    invisiblePatient: true,
  },
];

export const sampleSpaces: Spaces['spaces'] = [
  { space: 'synthese', total: 2, unseen: 0 },
  { space: 'traitement', total: 14, unseen: 0 },
  { space: 'analyses', total: 31, unseen: 2 },
  { space: 'imagerie', total: 6, unseen: 1 },
  { space: 'comptes-rendus', total: 12_345, unseen: 0 },
  { space: 'prevention', total: 4, unseen: 0 },
  { space: 'certificats', total: 1, unseen: 0 },
  { space: 'remboursements', total: 0, unseen: 0 },
  { space: 'espace-personnel', total: 3, unseen: 0 },
];

const text = (value: string) => [{ kind: 'text' as const, text: value }];
const cell = (value: string, header = false) => ({
  header,
  blocks: [{ kind: 'paragraph' as const, children: text(value) }],
  ...(header ? { scope: 'col' as const } : {}),
});

/** A flat grey picture of 2 × 2 points, so that the viewer has something of its own to show. */
export const samplePicture =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 260"><rect width="400" height="260" fill="#dfe5e2"/><path d="M40 220 150 90l70 80 60-60 80 110z" fill="#9fb3ac"/><circle cx="300" cy="70" r="28" fill="#e9b44c"/></svg>',
  );

export const sampleReading: ReadingView = {
  title: 'Compte rendu d’examens biologiques',
  header: [
    { term: 'Patient', details: ['Dominique Exemple, née le 15 mars 1979'] },
    { term: 'Auteur', details: ['Laboratoire du Marché', '12 rue du Marché, 75000 Exempleville'] },
  ],
  blocks: [],
  sections: [
    {
      id: 'hematologie',
      title: 'Hématologie',
      level: 2,
      blocks: [
        {
          kind: 'paragraph',
          children: [
            { kind: 'text', text: 'Prélèvement du 12 mars 2026. ' },
            { kind: 'styled', style: 'strong', children: text('À jeun.') },
            { kind: 'footnote', id: 'n1', children: text('Depuis douze heures, selon le patient.') },
          ],
        },
        {
          kind: 'table',
          caption: text('Numération'),
          head: [[cell('Analyse', true), cell('Résultat', true), cell('Unité', true), cell('Valeurs de référence', true), cell('Antériorité', true)]],
          body: [
            [cell('Hématies'), { ...cell('4,71'), align: 'right' }, cell('10⁶/mm³'), cell('4,2 à 5,4'), { ...cell('4,66'), align: 'right' }],
            [cell('Hémoglobine'), { ...cell('13,9'), align: 'right' }, cell('g/dL'), cell('12 à 16'), { ...cell('13,7'), align: 'right' }],
            [cell('Leucocytes'), { ...cell('11,2'), align: 'right' }, cell('10³/mm³'), cell('4 à 10'), { ...cell('7,8'), align: 'right' }],
          ],
          foot: [],
        },
      ],
      sections: [
        {
          id: 'formule',
          title: 'Formule leucocytaire',
          level: 3,
          blocks: [
            {
              kind: 'list',
              ordered: false,
              items: [
                { blocks: [{ kind: 'paragraph', children: text('Polynucléaires neutrophiles : 62 %') }] },
                { blocks: [{ kind: 'paragraph', children: text('Lymphocytes : 28 %') }] },
              ],
            },
          ],
          sections: [],
        },
      ],
    },
    {
      id: 'biochimie',
      title: 'Biochimie',
      level: 2,
      blocks: [
        { kind: 'paragraph', caption: text('Glycémie'), children: text('0,92 g/L, dans les valeurs de référence.') },
        { kind: 'image', media: 0, mimeType: 'image/svg+xml', alt: 'Courbe de glycémie, stable' },
      ],
      sections: [],
    },
    {
      id: 'conclusion',
      title: 'Conclusion',
      level: 2,
      blocks: [
        {
          kind: 'paragraph',
          children: [
            { kind: 'text', text: 'Discrète hyperleucocytose, à contrôler. Voir ' },
            { kind: 'link', href: '#hematologie', children: text('hématologie') },
            { kind: 'text', text: '.' },
          ],
        },
      ],
      sections: [],
    },
  ],
};
