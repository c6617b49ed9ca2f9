import { lineWorks } from '../../lib/providers/line-works.ts';
import { collector } from './collector.ts';

export const handler = collector(lineWorks);
