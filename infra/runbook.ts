/** What people are told to do about an alarm: the headings of the README that say it at length. */
const HEADINGS = {
  overage: 'what-the-numbers-mean',
  failing: 'when-something-fails',
  late: 'when-something-fails',
  api: 'when-something-fails',
  deadLetters: 'when-something-fails',
} as const;

/** `readme` is the address of the page, as the settings name it. */
export const seeAlso = (readme: string, about: keyof typeof HEADINGS): string => `See ${readme}#${HEADINGS[about]}`;
