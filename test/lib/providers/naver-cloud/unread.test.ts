import { expect, it } from 'vitest';
import { withoutUnread } from '../../../../lib/providers/naver-cloud/unread.ts';

const contract = (ids: string): string =>
  `<contract>${ids}<contractType><code>VSVR</code><codeName>Server &amp; more</codeName></contractType>` +
  '<priceNo>7</priceNo><priceNo/><new>kept</new></contract>';
const NAMED = '<memberNo>1</memberNo><contractNo> 2</contractNo>';

it('leaves out what nobody reads, and nothing else', () => {
  expect(withoutUnread(`<a>${contract(NAMED)}</a>`)).toBe(
    `<a><contract>${NAMED}<contractType><code>VSVR</code></contractType><priceNo/><new>kept</new></contract></a>`,
  );
});

it.each([
  '',
  '<memberNo>1</memberNo>',
  '<contractNo>2</contractNo>',
  '<memberNo>1</memberNo><contractNo> </contractNo>',
  '<memberNo/><contractNo>2</contractNo>',
])('leaves out nothing of a page where contracts can only be told apart by all they hold: %j', (ids) => {
  const page = `<a>${contract(NAMED)}${contract(ids)}</a>`;
  expect(withoutUnread(page)).toBe(page);
});
