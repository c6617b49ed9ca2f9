import { lineWorksAt } from '../../lib/providers/line-works.ts';
import { instantPace } from '../lib/providers/line-works/bench.ts';
import { lineWorksCast } from './line-works.ts';
import { soakSuite } from './soak-suite.ts';

soakSuite(lineWorksAt(instantPace().pace), lineWorksCast);
