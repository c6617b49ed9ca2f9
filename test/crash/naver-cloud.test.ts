import { crashSuite } from './crash-suite.ts';

crashSuite('naver-cloud');
