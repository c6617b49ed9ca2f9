/**
 * Readable names of the products in the vendor's Japanese edition, the most complete one. It is no closed list:
 * what is not here is kept and shown under its id.
 * https://developers.worksmobile.com/jp/docs/partner-customer-option-product-usage-list
 */
import type { Catalogue, Name } from '../../catalogue.ts';

type Words = readonly [en: string, ja: string, ko: string];

const named = ([en, ja, ko]: Words): Name => ({ en, ja, ko });
const trial = ([en, ja, ko]: Words): Name => ({ en: `${en} (trial)`, ja: `${ja}（トライアル）`, ko: `${ko} (체험)` });

/** Product and trial of each plan: `<group>/<product>` and the same with `_T`. */
const plans = (group: string, rows: Readonly<Record<string, Words>>): Array<[string, Name]> =>
  Object.entries(rows).flatMap(([product, words]) => [
    [`${group}/${product}`, named(words)],
    [`${group}/${product}_T`, trial(words)],
  ]);

/** An option, its variants `<group>/<option>/<sub>`, and those of them that are trials. */
const option = (
  id: string,
  family: Words,
  paid: Readonly<Record<string, Words>> = {},
  trials: Readonly<Record<string, Words>> = {},
): Array<[string, Name]> => [
  [id, named(family)],
  ...Object.entries(paid).map(([sub, words]): [string, Name] => [`${id}/${sub}`, named(words)]),
  ...Object.entries(trials).map(([sub, words]): [string, Name] => [`${id}/${sub}`, trial(words)]),
];

const DRIVE: Words = ['Drive', 'Drive', '드라이브'];
const DRIVE_PLUS_STD: Words = ['Drive Plus for Standard', 'Drive Plus（スタンダード）', '드라이브 플러스(스탠다드)'];
const DRIVE_PLUS_ADV: Words = ['Drive Plus for Advanced', 'Drive Plus（アドバンスト）', '드라이브 플러스(어드밴스드)'];
const TALK: Words = ['Talk archive', 'トークのアーカイブ', '메시지 아카이브'];
const MAIL: Words = ['Mail archive', 'メールのアーカイブ', '메일 아카이브'];
const STORAGE: Words = ['Additional shared storage', '共有ストレージの追加', '공용 저장 공간 추가'];
const OLD_ARCHIVE: Words = ['Archive (retired)', 'アーカイブ（提供終了）', '아카이브(판매 종료)'];
const OLD_STORAGE: Words = ['Shared storage (retired)', '共有ストレージ（提供終了）', '공용 저장 공간(판매 종료)'];
const READS: Words = ['PaperOn extra reads', 'PaperOn 読み取り追加', 'PaperOn 판독 추가'];
const TOKENS: Words = ['AiStudio extra tokens', 'AiStudio トークン追加', 'AiStudio 토큰 추가'];
const CONTACTS: Words = ['Larger address book', 'アドレス帳の拡張', '주소록 확장'];

const step = ([en, ja, ko]: Words, number: number): Words => [`${en} ${number}`, `${ja} ${number}`, `${ko} ${number}`];
const storage = (terabytes: number): Words => [
  `${STORAGE[0]} ${terabytes} TB`,
  `${STORAGE[1]} ${terabytes} TB`,
  `${STORAGE[2]} ${terabytes}TB`,
];
const contacts = (most: string): Words => [
  `${CONTACTS[0]}, up to ${most} contacts`,
  `${CONTACTS[1]} ${most} 件まで`,
  `${CONTACTS[2]} ${most}건까지`,
];
const desk = (agents: number): Words => [
  `CX Talk, ${agents} agents`,
  `CX Talk ${agents} 席`,
  `CX Talk 상담원 ${agents}명`,
];
const minutes = (count: string): Words => [
  `AiNote extra transcription ${count} min`,
  `AiNote 文字起こし追加 ${count} 分`,
  `AiNote 음성 기록 추가 ${count}분`,
];
const renewed = ([en, ja, ko]: Words, once: boolean): Words => [
  `${en}, ${once ? 'for one month' : 'every month'}`,
  `${ja}（${once ? '1 か月' : '毎月'}）`,
  `${ko}(${once ? '1개월' : '매월'})`,
];

export const LINE_WORKS_PRODUCTS: Catalogue = new Map([
  ['WORKS/FR', named(['LINE WORKS Free', 'LINE WORKS フリー', 'LINE WORKS 무료'])],
  ...plans('WORKS', {
    STD: ['LINE WORKS Standard', 'LINE WORKS スタンダード', 'LINE WORKS 스탠다드'],
    ADV: ['LINE WORKS Advanced', 'LINE WORKS アドバンスト', 'LINE WORKS 어드밴스드'],
    LT: ['LINE WORKS Lite (former plan)', 'LINE WORKS ライト（旧プラン）', 'LINE WORKS 라이트(이전 상품)'],
    BS: ['LINE WORKS Basic (former plan)', 'LINE WORKS ベーシック（旧プラン）', 'LINE WORKS 베이직(이전 상품)'],
    PRM: ['LINE WORKS Premium (former plan)', 'LINE WORKS プレミアム（旧プラン）', 'LINE WORKS 프리미엄(이전 상품)'],
  }),
  ['ROGER/ROG_FR', named(['Roger Free', 'Roger フリー', 'Roger 무료'])],
  ...plans('ROGER', {
    ROG_STD: ['Roger Standard', 'Roger スタンダード', 'Roger 스탠다드'],
    ROG_ADV: ['Roger Advanced', 'Roger アドバンスト', 'Roger 어드밴스드'],
  }),
  ['NOTE_AI/NTA_FR', named(['AiNote Free', 'AiNote フリー', 'AiNote 무료'])],
  ...plans('NOTE_AI', {
    NTA_SL: ['AiNote Solo', 'AiNote ソロ', 'AiNote 솔로'],
    NTA_TM: ['AiNote Team', 'AiNote チーム', 'AiNote 팀'],
    NTA_BZ: ['AiNote Business', 'AiNote ビジネス', 'AiNote 비즈니스'],
    NTA_EP: ['AiNote Enterprise', 'AiNote エンタープライズ', 'AiNote 엔터프라이즈'],
  }),
  ...option('WORKS/ACV2', TALK, { ACV201: TALK }, { ACV200: TALK }),
  ...option('WORKS/ACV3', MAIL, { ACV301: MAIL }, { ACV300: MAIL }),
  ...option(
    'WORKS/DRV',
    DRIVE,
    { DRV01: DRIVE, DRV_PS: DRIVE_PLUS_STD, DRV_PA: DRIVE_PLUS_ADV },
    { DRV00: DRIVE, DRV_PS_T: DRIVE_PLUS_STD, DRV_PA_T: DRIVE_PLUS_ADV },
  ),
  ...option('WORKS/SSTG2', STORAGE, {
    SSTG201: storage(1),
    SSTG202: storage(5),
    SSTG203: storage(10),
    SSTG204: storage(25),
    SSTG205: storage(50),
    SSTG206: storage(100),
    SSTG207: storage(500),
  }),
  ...option('WORKS/BCT', CONTACTS, {
    BCT01: contacts('250,000'),
    BCT02: contacts('500,000'),
    // How far these two go is not documented.
    BCT03: step(CONTACTS, 3),
    BCT04: step(CONTACTS, 4),
  }),
  ...option('WORKS/CST_S', desk(5), { CST_S01: desk(5) }, { CST_S00: desk(5) }),
  ...option('WORKS/CST_M', desk(30), { CST_M01: desk(30) }, { CST_M00: desk(30) }),
  ...option('WORKS/CST_L', desk(100), { CST_L01: desk(100) }, { CST_L00: desk(100) }),
  // Of these the documents name no variants.
  ...option('NOTE_AI/QTA_O1', renewed(minutes('100'), true)),
  ...option('NOTE_AI/QTA_O2', renewed(minutes('6,000'), true)),
  ...option('NOTE_AI/QTA_M1', renewed(minutes('100'), false)),
  ...option('NOTE_AI/QTA_M2', renewed(minutes('6,000'), false)),
  ...option('JP_PAPER_ON/JP_PPO_O', renewed(READS, true)),
  ...option('JP_PAPER_ON/JP_PPO_M', renewed(READS, false)),
  ...option('JP_AI_STUDIO/JP_AIS_O', renewed(TOKENS, true)),
  ...option('JP_AI_STUDIO/JP_AIS_M', renewed(TOKENS, false)),
  ...option('WORKS/ACV', OLD_ARCHIVE, { ACV: OLD_ARCHIVE }),
  ...option('WORKS/SSTG', OLD_STORAGE, { SSTG: OLD_STORAGE }),
]);
