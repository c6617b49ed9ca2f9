import { trendMicro } from '../../lib/providers/trend-micro.ts';
import { collector } from './collector.ts';

export const handler = collector(trendMicro);
