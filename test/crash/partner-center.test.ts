import { crashSuite } from './crash-suite.ts';

crashSuite('partner-center');
