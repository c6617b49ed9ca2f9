import { naverCloud } from '../../lib/providers/naver-cloud.ts';
import { collector } from './collector.ts';

export const handler = collector(naverCloud);
