import { words } from '../language/words.ts';

export const customerWords = words(
  (f) => {
    const seats = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'seat', other: 'seats' })}`;
    return {
      nothing: 'No reading of the last 365 days. The customer may have left, or may not have been collected yet.',
      overBy: (count: number) => `${seats(count)} over`,
      overIn: (product: string, since: string, length: string, peak: number) =>
        `in ${product}, since ${since} (${length}); ${f.number(peak)} at the peak.`,
      expected: 'Expected: agreed with the customer.',
      within: 'Not over now.',
      totals: (used: string, held: string, day: string) =>
        `${used} of ${held} seats in use over all products, as of ${day}.`,
      gone: 'The vendor lists no seats of this customer any more.',
      measures: {
        seats: {
          title: 'Seats',
          text: 'Seats held and seats in use, per product. The chart shows the last 365 days; days nobody observed are gaps.',
        },
        activity: {
          title: 'Activity',
          text: 'People who used something. This is no overage and is never added to seats.',
        },
        metered: { title: 'Metered', text: 'Quantities in the vendor’s own units, per contract and month.' },
      },
      product: 'Product',
      columns: {
        seats: { held: 'Held', used: 'In use' },
        activity: { held: 'Qualified', used: 'Active' },
        metered: { used: 'Quantity' },
      },
      free: 'Free',
      asOf: 'As of',
      provisional: 'provisional',
      corrected: (count: number) =>
        `${f.number(count)} ${f.plural(count, { one: 'correction', other: 'corrections' })}`,
      moreCharts: (count: number) => `Show ${f.number(count)} more`,
      asTable: 'Figures as a table',
      correctedKey: 'corrected',
      period: 'Period',
      over: 'Over',
      reading: {
        seats: (used: string, held: string) => `${used} in use, ${held} held`,
        activity: (used: string, held: string) => `${used} active of ${held} qualified`,
        metered: (used: string, _held: string, unit: string) => `${used} ${unit}`,
      },
      andOver: (over: number) => `, ${f.number(over)} over`,
      between: {
        seats: (least: string, most: string) =>
          least === most ? `${most} in use` : `Between ${least} and ${most} in use`,
        activity: (least: string, most: string) =>
          least === most ? `${most} active` : `Between ${least} and ${most} active`,
        metered: (least: string, most: string) => (least === most ? most : `Between ${least} and ${most}`),
      },
      during: (what: string, from: string, to: string) =>
        from === to ? `${what} on ${from}.` : `${what} from ${from} to ${to}.`,
      overPeriods: (count: number, peak: number) =>
        `Over in ${f.number(count)} ${f.plural(count, { one: 'period', other: 'periods' })}, by up to ${f.number(peak)}.`,
      gaps: (count: number) =>
        `Observation breaks off ${f.plural(count, { one: 'once', other: `${f.number(count)} times` })}.`,
      corrections: 'Corrections',
      correctionsText: 'What the vendor said otherwise after the period had ended.',
      pair: (used: string, held: string) => `${used} in use, ${held} held`,
      changed: (before: string, after: string) => `${before} → ${after}`,
      withdrawn: (before: string) => `${before} → withdrawn`,
      seenAt: (when: string) => `found ${when}`,
      moreCorrections: (count: number) => `${f.number(count)} older ones are in the export of corrections.`,
      history: 'Over before',
      wasOver: (peak: number, length: string) => `${seats(peak)} over at the peak, for ${length}`,
    };
  },
  {
    ko: (f) => ({
      nothing: '최근 365일간 수집된 수치가 없습니다. 떠난 고객이거나 아직 수집되지 않았을 수 있습니다.',
      overBy: (count) => `${f.number(count)}석 초과`,
      overIn: (product, since, length, peak) => `– ${product}, ${since}부터 ${length}째, 최대 ${f.number(peak)}석.`,
      expected: '고객과 합의된 초과입니다.',
      within: '현재 초과 없음.',
      totals: (used, held, day) => `전체 제품에서 ${held}석 중 ${used}석 사용 중 (${day} 기준).`,
      gone: '공급사에 이 고객의 좌석이 더 이상 없습니다.',
      measures: {
        seats: {
          title: '좌석',
          text: '제품별 보유 좌석과 사용 좌석입니다. 차트는 최근 365일이며, 관측되지 않은 날은 비워 둡니다.',
        },
        activity: {
          title: '활동',
          text: '무언가를 사용한 사람 수입니다. 초과로 보지 않으며 좌석과 합산하지 않습니다.',
        },
        metered: { title: '종량', text: '계약·월별 사용량이며 단위는 공급사의 것입니다.' },
      },
      product: '제품',
      columns: {
        seats: { held: '보유', used: '사용' },
        activity: { held: '대상', used: '활성' },
        metered: { used: '수량' },
      },
      free: '여유',
      asOf: '기준',
      provisional: '잠정',
      corrected: (count) => `정정 ${f.number(count)}건`,
      moreCharts: (count) => `${f.number(count)}개 더 보기`,
      asTable: '수치를 표로 보기',
      correctedKey: '정정됨',
      period: '기간',
      over: '초과',
      reading: {
        seats: (used, held) => `사용 ${used}, 보유 ${held}`,
        activity: (used, held) => `대상 ${held}명 중 활성 ${used}명`,
        metered: (used, _held, unit) => `${used} ${unit}`,
      },
      andOver: (over) => `, 초과 ${f.number(over)}`,
      between: {
        seats: (least, most) => (least === most ? `사용 ${most}` : `사용 ${least}~${most}`),
        activity: (least, most) => (least === most ? `활성 ${most}` : `활성 ${least}~${most}`),
        metered: (least, most) => (least === most ? `수량 ${most}` : `수량 ${least}~${most}`),
      },
      during: (what, from, to) => (from === to ? `${from}: ${what}.` : `${from}부터 ${to}까지 ${what}.`),
      overPeriods: (count, peak) => `${f.number(count)}개 기간에 초과, 최대 ${f.number(peak)}.`,
      gaps: (count) => `관측이 ${f.number(count)}번 끊겼습니다.`,
      corrections: '정정',
      correctionsText: '기간이 끝난 뒤 공급사가 바꾼 수치입니다.',
      pair: (used, held) => `사용 ${used}, 보유 ${held}`,
      changed: (before, after) => `${before} → ${after}`,
      withdrawn: (before) => `${before} → 철회됨`,
      seenAt: (when) => `${when}에 확인`,
      moreCorrections: (count) => `이전 ${f.number(count)}건은 정정 내보내기에 있습니다.`,
      history: '지난 초과',
      wasOver: (peak, length) => `최대 ${f.number(peak)}석, ${length}간`,
    }),
    ja: (f) => ({
      nothing: '過去 365 日の数値がありません。離れた顧客か、まだ収集されていない可能性があります。',
      overBy: (count) => `${f.number(count)}席超過`,
      overIn: (product, since, length, peak) => `– ${product}、${since}から${length}、最大${f.number(peak)}席。`,
      expected: '顧客と合意済みの超過です。',
      within: '現在、超過はありません。',
      totals: (used, held, day) => `全製品で${held}席中${used}席を使用中 (${day}時点)。`,
      gone: 'この顧客の席はベンダーに存在しなくなりました。',
      measures: {
        seats: {
          title: '席',
          text: '製品ごとの保有席と使用席です。グラフは過去 365 日で、観測のない日は空けています。',
        },
        activity: { title: '利用状況', text: '何かを利用した人の数です。超過とはみなさず、席にも加算しません。' },
        metered: { title: '従量', text: '契約・月ごとの数量で、単位はベンダーのものです。' },
      },
      product: '製品',
      columns: {
        seats: { held: '保有', used: '使用' },
        activity: { held: '対象', used: '利用中' },
        metered: { used: '数量' },
      },
      free: '空き',
      asOf: '時点',
      provisional: '暫定',
      corrected: (count) => `訂正${f.number(count)}件`,
      moreCharts: (count) => `さらに${f.number(count)}件を表示`,
      asTable: '数値を表で見る',
      correctedKey: '訂正済み',
      period: '期間',
      over: '超過',
      reading: {
        seats: (used, held) => `使用 ${used}、保有 ${held}`,
        activity: (used, held) => `対象${held}人中、利用中${used}人`,
        metered: (used, _held, unit) => `${used} ${unit}`,
      },
      andOver: (over) => `、超過 ${f.number(over)}`,
      between: {
        seats: (least, most) => (least === most ? `使用は${most}` : `使用は${least}〜${most}`),
        activity: (least, most) => (least === most ? `利用中は${most}` : `利用中は${least}〜${most}`),
        metered: (least, most) => (least === most ? `数量は${most}` : `数量は${least}〜${most}`),
      },
      during: (what, from, to) => (from === to ? `${from}、${what}。` : `${from}から${to}まで、${what}。`),
      overPeriods: (count, peak) => `${f.number(count)}期間で超過、最大${f.number(peak)}。`,
      gaps: (count) => `観測が${f.number(count)}回途切れています。`,
      corrections: '訂正',
      correctionsText: '期間の終了後にベンダーが変えた数値です。',
      pair: (used, held) => `使用 ${used}、保有 ${held}`,
      changed: (before, after) => `${before} → ${after}`,
      withdrawn: (before) => `${before} → 取り下げ`,
      seenAt: (when) => `${when}に確認`,
      moreCorrections: (count) => `以前の${f.number(count)}件は訂正のエクスポートにあります。`,
      history: '過去の超過',
      wasOver: (peak, length) => `最大${f.number(peak)}席、${length}`,
    }),
  },
);

export type CustomerWords = ReturnType<typeof customerWords.en>;
