import { crashSuite } from './crash-suite.ts';

crashSuite('line-works');
