import { naverCloud } from '../../lib/providers/naver-cloud.ts';
import { naverCloudCast } from './naver-cloud.ts';
import { soakSuite } from './soak-suite.ts';

soakSuite(naverCloud, naverCloudCast);
