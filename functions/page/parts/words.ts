/** What every screen says. */
import type { ProviderId } from '../../../lib/usage.ts';
import { words } from '../language/words.ts';

/** As the vendors write themselves, in every language. */
export const PROVIDER_NAMES = {
  'line-works': 'LINE WORKS',
  'partner-center': 'Microsoft Partner Center',
  'naver-cloud': 'NAVER Cloud',
  'trend-micro': 'Trend Micro',
} as const satisfies Record<ProviderId, string>;

export const partWords = words(
  (f) => ({
    loading: 'Loading …',
    download: 'Download CSV',
    preparing: 'Preparing …',
    tryAgain: 'Try again',
    signInAgain: 'Sign in again',
    partner: 'partner level',
    partnerHint: 'Your own contract with the vendor, not one customer’s',
    expected: 'expected',
    expectedHint: 'Agreed with the customer: no alarm, no message',
    simulated: 'simulated',
    real: 'real',
    none: '–',
    seats: (count: number) => `${f.number(count)} ${f.plural(count, { one: 'seat', other: 'seats' })}`,
    noSignIn: [
      'No sign-in here',
      'The ledger asks for a token, but this page was told of no issuer or no client. Set signIn.issuer and signIn.clientId.',
    ],
    failures: {
      offline: ['No connection', 'Seatwatch did not answer. Check your network, then try again.'],
      'sign-in': ['You are signed out', 'Your sign-in has ended. Sign in again; you come back to this very view.'],
      forbidden: [
        'Not allowed',
        'Your account may not read the ledger. Ask whoever looks after Seatwatch for the read permission.',
      ],
      question: [
        'Not understood',
        'The address of this view holds something Seatwatch does not know. Change the filters or start from the overview.',
      ],
      absent: ['Not found', 'There is nothing at this address. It may be from another version: reload the page.'],
      busy: [
        'Too many questions',
        'Seatwatch answers a limited number of questions a second. Wait a moment and try again.',
      ],
      unavailable: [
        'Out of reach',
        'The ledger or the function behind it does not answer right now. Try again in a minute.',
      ],
      broken: [
        'Something broke',
        'This went wrong on our side. Try again; if it stays, the log of the API function holds the reason.',
      ],
    },
  }),
  {
    ko: (f) => ({
      loading: '불러오는 중 …',
      download: 'CSV 내려받기',
      preparing: '준비 중 …',
      tryAgain: '다시 시도',
      signInAgain: '다시 로그인',
      partner: '파트너 단위',
      partnerHint: '개별 고객이 아닌, 공급사와 맺은 자사 계약',
      expected: '합의됨',
      expectedHint: '고객과 합의된 초과: 경보와 알림에서 제외',
      simulated: '시뮬레이션',
      real: '실제',
      none: '–',
      seats: (count) => `${f.number(count)}석`,
      noSignIn: [
        '로그인 설정 없음',
        '원장은 토큰을 요구하지만 이 페이지에는 발급자나 클라이언트가 설정되지 않았습니다. signIn.issuer와 signIn.clientId를 설정하세요.',
      ],
      failures: {
        offline: ['연결할 수 없음', 'Seatwatch가 응답하지 않습니다. 네트워크를 확인한 뒤 다시 시도하세요.'],
        'sign-in': ['로그아웃됨', '로그인이 만료되었습니다. 다시 로그인하면 이 화면으로 돌아옵니다.'],
        forbidden: ['권한 없음', '이 계정은 원장을 읽을 수 없습니다. Seatwatch 담당자에게 읽기 권한을 요청하세요.'],
        question: [
          '이해할 수 없는 요청',
          '이 화면의 주소에 알 수 없는 값이 있습니다. 필터를 바꾸거나 개요에서 시작하세요.',
        ],
        absent: ['찾을 수 없음', '이 주소에는 아무것도 없습니다. 버전이 바뀌었을 수 있으니 페이지를 새로 고치세요.'],
        busy: ['요청이 너무 많음', '초당 답할 수 있는 요청 수에는 한도가 있습니다. 잠시 후 다시 시도하세요.'],
        unavailable: ['지금은 응답 없음', '원장 또는 API 함수가 지금 응답하지 않습니다. 1분 후 다시 시도하세요.'],
        broken: ['문제가 생김', '처리 중 오류가 발생했습니다. 다시 시도하고, 계속되면 API 함수의 로그를 확인하세요.'],
      },
    }),
    ja: (f) => ({
      loading: '読み込み中 …',
      download: 'CSV をダウンロード',
      preparing: '準備中 …',
      tryAgain: '再試行',
      signInAgain: '再サインイン',
      partner: 'パートナー単位',
      partnerHint: '個々の顧客ではなく、ベンダーとの自社契約',
      expected: '合意済み',
      expectedHint: '顧客と合意した超過: アラームと通知の対象外',
      simulated: 'シミュレーション',
      real: '実データ',
      none: '–',
      seats: (count) => `${f.number(count)}席`,
      noSignIn: [
        'サインインの設定がありません',
        '台帳はトークンを求めますが、このページには発行者かクライアントが設定されていません。signIn.issuer と signIn.clientId を設定してください。',
      ],
      failures: {
        offline: ['接続できません', 'Seatwatch が応答しません。ネットワークを確認して再試行してください。'],
        'sign-in': [
          'サインアウトしています',
          'サインインの有効期限が切れました。再サインインすると、この画面に戻ります。',
        ],
        forbidden: [
          '権限がありません',
          'このアカウントでは台帳を読めません。Seatwatch の管理者に読み取り権限を依頼してください。',
        ],
        question: [
          '解釈できません',
          'この画面のアドレスに不明な値があります。絞り込みを変えるか、概要から始めてください。',
        ],
        absent: [
          '見つかりません',
          'このアドレスには何もありません。版が変わった可能性があります。再読み込みしてください。',
        ],
        busy: ['要求が多すぎます', '1 秒あたりに応答できる数には限りがあります。少し待って再試行してください。'],
        unavailable: ['現在応答できません', '台帳または API 関数が応答していません。1 分後に再試行してください。'],
        broken: [
          'エラーが発生しました',
          '処理中に問題が起きました。再試行し、続く場合は API 関数のログを確認してください。',
        ],
      },
    }),
  },
);
