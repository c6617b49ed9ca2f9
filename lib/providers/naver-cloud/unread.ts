/**
 * What a page of contracts holds and nobody reads: names of codes, dates, prices. It is half of the elements, and the
 * parser takes as long for each of them as for any other.
 */
const UNREAD =
  /<(codeName|conjunctionContractNo|contractStartDate|contractEndDate|beforeContractProductSequence|priceNo|promiseNo|instanceNo|serviceStartDate|serviceEndDate|productSize|productCount)>[^<]*<\/\1>/g;

/** `text` is plain: no comment, no CDATA and no attribute, where these could be something else than elements. */
export const withoutUnread = (text: string): string => (areNamed(text) ? text.replace(UNREAD, '') : text);

/** Contracts are told apart by these two, and by all that they hold where one is missing. */
const areNamed = (text: string): boolean => {
  const contracts = count(text, /<contract>/g);
  return count(text, /<contractNo>\s*[^<\s]/g) === contracts && count(text, /<memberNo>\s*[^<\s]/g) === contracts;
};

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
