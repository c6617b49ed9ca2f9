import { crashSuite } from './crash-suite.ts';

crashSuite('trend-micro');
