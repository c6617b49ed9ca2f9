/** Why a reading failed, and what to do about it. */
import type { Code } from '../../../lib/errors.ts';
import { words } from '../language/words.ts';

type Told = Readonly<Record<Code, readonly [what: string, advice: string]>>;

export const codeWords = words<Told>(
  () => ({
    THROTTLED: ['The vendor limits requests', 'Nothing to do: the next tick goes on.'],
    VENDOR_UNAVAILABLE: [
      'The vendor does not answer',
      'Nothing to do unless it lasts: look at the vendor’s status page.',
    ],
    CREDENTIALS_REJECTED: ['The vendor refuses the credentials', 'Put a valid key or token into the secret.'],
    CONSENT_REQUIRED: [
      'Somebody has to consent again',
      'Sign in to the vendor as the integration user and renew the token.',
    ],
    PERMISSION_DENIED: ['Not allowed for this customer', 'Ask the customer or the vendor for the right to read.'],
    NOT_FOUND: ['The vendor does not know this customer', 'Check whether the contract has ended.'],
    VENDOR_REQUEST_REFUSED: ['The vendor refuses the question', 'Check scope and account in the secret.'],
    VENDOR_RESPONSE_INVALID: [
      'The vendor’s answer makes no sense',
      'It is asked again tomorrow; if it stays, tell the vendor.',
    ],
    CONFIG_INVALID: ['The secret is not shaped right', 'Mend the field that the run names.'],
    SECRET_UNAVAILABLE: ['The secret cannot be read', 'Check that it exists and the collector may read it.'],
    LEDGER_UNAVAILABLE: ['The ledger was out of reach', 'Nothing to do: the next tick goes on.'],
    OUT_OF_TIME: ['The run was cut off', 'Nothing to do: the next tick goes on.'],
    UNEXPECTED: ['Something nobody foresaw', 'The collector’s log holds the reason.'],
  }),
  {
    ko: () => ({
      THROTTLED: ['공급사가 요청 수를 제한함', '조치 불필요: 다음 실행에서 이어집니다.'],
      VENDOR_UNAVAILABLE: ['공급사가 응답하지 않음', '계속되지 않으면 조치 불필요: 공급사 상태 페이지를 확인하세요.'],
      CREDENTIALS_REJECTED: ['공급사가 인증 정보를 거부함', '유효한 키나 토큰을 시크릿에 넣으세요.'],
      CONSENT_REQUIRED: ['다시 동의가 필요함', '연동 사용자로 공급사에 로그인해 토큰을 갱신하세요.'],
      PERMISSION_DENIED: ['이 고객에 대한 권한 없음', '고객 또는 공급사에 읽기 권한을 요청하세요.'],
      NOT_FOUND: ['공급사에 없는 고객', '계약이 끝났는지 확인하세요.'],
      VENDOR_REQUEST_REFUSED: ['공급사가 요청을 거절함', '시크릿의 범위와 계정을 확인하세요.'],
      VENDOR_RESPONSE_INVALID: ['공급사의 응답이 올바르지 않음', '내일 다시 조회합니다. 계속되면 공급사에 알리세요.'],
      CONFIG_INVALID: ['시크릿의 형식이 잘못됨', '실행 기록에 나온 항목을 고치세요.'],
      SECRET_UNAVAILABLE: ['시크릿을 읽을 수 없음', '시크릿이 있는지, 수집기가 읽을 수 있는지 확인하세요.'],
      LEDGER_UNAVAILABLE: ['원장에 연결할 수 없었음', '조치 불필요: 다음 실행에서 이어집니다.'],
      OUT_OF_TIME: ['실행이 중간에 끊김', '조치 불필요: 다음 실행에서 이어집니다.'],
      UNEXPECTED: ['예상하지 못한 오류', '수집기의 로그에서 원인을 확인하세요.'],
    }),
    ja: () => ({
      THROTTLED: ['ベンダーが要求数を制限しています', '対応は不要です。次回の実行で続きます。'],
      VENDOR_UNAVAILABLE: [
        'ベンダーが応答しません',
        '続かなければ対応は不要です。ベンダーの稼働状況を確認してください。',
      ],
      CREDENTIALS_REJECTED: ['ベンダーが認証情報を拒否しました', '有効な鍵かトークンをシークレットに入れてください。'],
      CONSENT_REQUIRED: ['再度の同意が必要です', '連携ユーザーでベンダーにサインインし、トークンを更新してください。'],
      PERMISSION_DENIED: ['この顧客の権限がありません', '顧客またはベンダーに読み取り権限を依頼してください。'],
      NOT_FOUND: ['ベンダーに存在しない顧客です', '契約が終了していないか確認してください。'],
      VENDOR_REQUEST_REFUSED: ['ベンダーが要求を拒みました', 'シークレットの範囲とアカウントを確認してください。'],
      VENDOR_RESPONSE_INVALID: [
        'ベンダーの応答が正しくありません',
        '明日再取得します。続く場合はベンダーに連絡してください。',
      ],
      CONFIG_INVALID: ['シークレットの形式が誤っています', '実行記録にある項目を直してください。'],
      SECRET_UNAVAILABLE: ['シークレットを読めません', '存在するか、収集関数に読む権限があるか確認してください。'],
      LEDGER_UNAVAILABLE: ['台帳に接続できませんでした', '対応は不要です。次回の実行で続きます。'],
      OUT_OF_TIME: ['実行が途中で打ち切られました', '対応は不要です。次回の実行で続きます。'],
      UNEXPECTED: ['想定外のエラーです', '収集関数のログに理由があります。'],
    }),
  },
);
