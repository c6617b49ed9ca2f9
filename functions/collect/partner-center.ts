import { partnerCenter } from '../../lib/providers/partner-center.ts';
import { collector } from './collector.ts';

export const handler = collector(partnerCenter);
