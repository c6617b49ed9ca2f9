/** What people are told to do about an alarm: the headings of the README that say it at length. */
const HEADINGS = {
  overage: 'seats-run-over',
  failing: 'a-collector-keeps-failing',
  late: 'data-is-late',
  api: 'the-api-answers-with-errors',
  deadLetters: 'dead-letters',
} as const;

/** `readme` is the address of the page, as the settings name it. */
export const seeAlso = (readme: string, about: keyof typeof HEADINGS): string => `See ${readme}#${HEADINGS[about]}`;
