/**
 * NAVER Cloud Platform: what each contract's meters counted in a month. Pay as you go: nothing is entitled, and no
 * rows is not zero usage.
 * https://api.ncloud-docs.com/docs/en/platform-costandusage-getcontractusagelist
 */
import type { Provider, Reading, Rejection, Session } from '../provider.ts';
import { type PageReader, pageReader } from './naver-cloud/call.ts';
import { type NaverCloudCredentials, naverCloudCredentials } from './naver-cloud/credentials.ts';
import { naverCloudDatasets } from './naver-cloud/datasets.ts';
import { type NaverCloudReply, wholeList } from './naver-cloud/pages.ts';
import { scopeOf } from './naver-cloud/request.ts';
import { addRowsOf } from './naver-cloud/rows.ts';

interface NaverCloudSession extends Session {
  readonly readPage: PageReader;
}

export const naverCloud: Provider<NaverCloudCredentials, NaverCloudSession, NaverCloudReply> = {
  id: 'naver-cloud',
  credentials: naverCloudCredentials,
  datasets: naverCloudDatasets,

  open: (context) => ({
    scope: scopeOf(context.credentials),
    credentialExpiresAt: () => null,
    readPage: pageReader(context),
  }),

  read: (window, session) => wholeList((pageNo) => session.readPage(window, pageNo)),

  normalise({ page, contracts }, { from: month }) {
    const rows: Array<Reading | Rejection> = [];
    contracts.forEach((contract, index) => addRowsOf(contract, month, { page, contract: index + 1 }, rows));
    return rows;
  },
};
