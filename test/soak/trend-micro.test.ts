import { trendMicro } from '../../lib/providers/trend-micro.ts';
import { trendMicroCast } from './trend-micro.ts';
import { soakSuite } from './soak-suite.ts';

soakSuite(trendMicro, trendMicroCast);
