// The words of this window: of one's own record, or of somebody else's.

import { otherCatalogue, ownCatalogue } from '@carnet/ui/wording/patient';
import { recordOfAddress } from './record-address.ts';

export const catalogue = recordOfAddress === undefined ? ownCatalogue : otherCatalogue;
