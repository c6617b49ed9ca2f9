import { partnerCenter } from '../../lib/providers/partner-center.ts';
import { partnerCenterCast } from './partner-center.ts';
import { soakSuite } from './soak-suite.ts';

soakSuite(partnerCenter, partnerCenterCast);
