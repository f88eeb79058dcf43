// The format of a document, derived from the model it says it follows. Facts: ASS_A11-CorresModeleCDA-XdsFormatCode-CISIS of 27/09/2024
// (structured models) and ASS_A12 of the same date (media type of a level 1 body). A document may name several models: the most particular wins.

import type { Coded } from '@carnet/domain/document';

/** TRE_A06, formats defined in France. */
export const frenchFormatSystem = '1.2.250.1.213.1.1.4.2.282';
/** TRE_A11, formats of IHE. */
export const iheFormatSystem = '1.3.6.1.4.1.19376.1.2.3';

export const formatCodesDate = '2024-09-27';

const ansModels = '1.2.250.1.213.1.1.1';
const formatOfModel: Readonly<Record<string, string>> = {
  [`${ansModels}.5.1`]: 'urn:asip:ci-sis:cse-cs8:2017',
  [`${ansModels}.5.2`]: 'urn:asip:ci-sis:cse-cs9:2017',
  [`${ansModels}.5.3`]: 'urn:asip:ci-sis:cse-cs24:2017',
  [`${ansModels}.5.4`]: 'urn:ans:ci-sis:cse-mde:2023',
  [`${ansModels}.8`]: 'urn:asip:ci-sis:frcp:2011',
  [`${ansModels}.9`]: 'urn:asip:ci-sis:idap:2011',
  [`${ansModels}.12.1`]: 'urn:asip:ci-sis:obp-sap:2023',
  [`${ansModels}.12.2`]: 'urn:asip:ci-sis:obp-snm:2023',
  [`${ansModels}.12.3`]: 'urn:asip:ci-sis:obp-sne:2023',
  [`${ansModels}.12.4`]: 'urn:asip:ci-sis:obp-scm:2023',
  [`${ansModels}.12.5`]: 'urn:asip:ci-sis:obp-sem:2023',
  [`${ansModels}.13`]: 'urn:asip:ci-sis:vsm:2012',
  [`${ansModels}.15`]: 'urn:asip:ci-sis:aunv:2013',
  [`${ansModels}.16`]: 'urn:asip:ci-sis:eunv:2013',
  [`${ansModels}.17`]: 'urn:asip:ci-sis:sunv:2013',
  [`${ansModels}.18`]: 'urn:asip:ci-sis:crrtn:2013',
  [`${ansModels}.2.1.1`]: 'urn:asip:ci-sis:avk:2009',
  [`${ansModels}.2.1.2`]: 'urn:asip:ci-sis:tap:2009',
  [`${ansModels}.2.1.3`]: 'urn:asip:ci-sis:dci:2009',
  [`${ansModels}.2.1.4`]: 'urn:asip:ci-sis:psc:2009',
  [`${ansModels}.2.1.5`]: 'urn:asip:ci-sis:ppv:2009',
  [`${ansModels}.21`]: 'urn:asip:ci-sis:ldl-ees:2017',
  [`${ansModels}.22`]: 'urn:asip:ci-sis:dlu:2015',
  [`${ansModels}.23`]: 'urn:asip:ci-sis:fludt:2017',
  [`${ansModels}.24`]: 'urn:asip:ci-sis:fludr:2017',
  [`${ansModels}.25`]: 'urn:asip:ci-sis:pavc:2016',
  [`${ansModels}.26`]: 'urn:asip:ci-sis:pps-cancer:2017',
  [`${ansModels}.27`]: 'urn:asip:ci-sis:d2lm-fin:2017',
  [`${ansModels}.28`]: 'urn:asip:ci-sis:d2lm-fidd:2017',
  [`${ansModels}.29`]: 'urn:asip:ci-sis:ldl-ses:2017',
  [`${ansModels}.30`]: 'urn:asip:ci-sis:sdm-mr:2017',
  [`${ansModels}.32`]: 'urn:asip:ci-sis:crgm:2018',
  [`${ansModels}.36`]: 'urn:asip:ci-sis:hr:2019',
  [`${ansModels}.37`]: 'urn:asip:ci-sis:vac:2019',
  [`${ansModels}.38`]: 'urn:asip:ci-sis:tlm-da:2020',
  [`${ansModels}.40`]: 'urn:asip:ci-sis:cr-anest:2020',
  [`${ansModels}.41`]: 'urn:asip:ci-sis:cr-cpa:2020',
  [`${ansModels}.46`]: 'urn:asip:ci-sis:vac-note:2021',
  [`${ansModels}.47`]: 'urn:ans:ci-sis:img-da:2022',
  [`${ansModels}.52`]: 'urn:ans:ci-sis:bio-ep-bio:2022',
  [`${ansModels}.56`]: 'urn:asip:ci-sis:ppp:2023',
  [`${ansModels}.58`]: 'urn:asip:ci-sis:export-dui:2023',
  [`${ansModels}.59`]: 'urn:ans:ci-sis:trod:2024',
  [`${ansModels}.61`]: 'urn:asip:ci-sis:ft-su:2024',
  [`${ansModels}.62`]: 'urn:asip:ci-sis:fr-su:2024',
  [`${ansModels}.39`]: 'urn:ihe:pharm:pre:2010',
  [`${ansModels}.54`]: 'urn:ihe:pharm:dis:2010',
  [`${ansModels}.42`]: 'urn:ihe:eyecare:geneyeevalcn:2014',
  [`${ansModels}.43`]: 'urn:ihe:eyecare:geneyeevalcn:2014',
  [`${ansModels}.44`]: 'urn:ihe:eyecare:geneyeevalcn:2014',
  [`${ansModels}.45`]: 'urn:ihe:rad:CDA:ImagingReportStructuredHeadings:2013',
  [`${ansModels}.55`]: 'urn:ihe:lab:xd-lab:2008',
  [`${ansModels}.57`]: 'urn:ihe:palm:apsr:2016',
  [`${ansModels}.51`]: 'urn:ihe:pcc:ips:2020',
  '1.3.6.1.4.1.19376.1.3.3': 'urn:ihe:lab:xd-lab:2008',
  '1.3.6.1.4.1.19376.1.8.1.1.1': 'urn:ihe:pat:apsr:all:2010',
};
/** Anatomical pathology by organ: `…1.8.1.1.2.N`, in the order of the profile. */
const pathologyOrgans = [
  'breast',
  'colon',
  'prostate',
  'thyroid',
  'lung',
  'skin',
  'kidney',
  'cervix',
  'endometrium',
  'ovary',
  'esophagus',
  'stomach',
  'liver',
  'pancreas',
  'testis',
  'urinary_bladder',
  'lip_oral_cavity',
  'pharynx',
  'salivary_gland',
  'larynx',
] as const;
const pathologyModel = /^1\.3\.6\.1\.4\.1\.19376\.1\.8\.1\.1\.2\.(\d{1,2})$/;

const formatOfMediaType: Readonly<Record<string, string>> = {
  'application/pdf': 'urn:ihe:iti:xds-sd:pdf:2008',
  'text/plain': 'urn:ihe:iti:xds-sd:text:2008',
  'image/jpeg': 'urn:ihe:iti-fr:xds-sd:jpeg:2010',
  'text/rtf': 'urn:ihe:iti-fr:xds-sd:rtf:2010',
  'image/tiff': 'urn:ihe:iti-fr:xds-sd:tiff:2010',
};

export const formatSystemOf = (code: string): string => (code.startsWith('urn:ihe:') ? iheFormatSystem : frenchFormatSystem);
const coded = (code: string): Coded => ({ code, system: formatSystemOf(code) });

/** The format of a level 1 body; undefined: a media type the CI-SIS does not allow there. */
export const formatOfBody = (mediaType: string): Coded | undefined =>
  Object.hasOwn(formatOfMediaType, mediaType) ? coded(formatOfMediaType[mediaType]!) : undefined;

function formatOf(templateId: string): string | undefined {
  if (Object.hasOwn(formatOfModel, templateId)) return formatOfModel[templateId];
  const organ = pathologyModel.exec(templateId)?.[1];
  const name = organ === undefined ? undefined : pathologyOrgans[Number(organ) - 1];
  return name === undefined ? undefined : `urn:ihe:pat:apsr:${name}:2010`;
}

/** The format of a structured body: of the last model named that has one, since CI-SIS documents go from the general to the particular. */
export function formatOfModels(templateIds: readonly string[]): Coded | undefined {
  const code = templateIds.map(formatOf).findLast((format) => format !== undefined);
  return code === undefined ? undefined : coded(code);
}
