import { SeatwatchError } from '../../errors.ts';
import type { Context, Session } from '../../provider.ts';
import { accessOf, type KeptTokens } from './access.ts';
import { pageAt } from './call.ts';
import type { PartnerCenterCredentials } from './credentials.ts';
import type { Page } from './page.ts';

export interface PartnerCenterSession extends Session {
  /** The rows of this list (`usage`, `deployment`) from `skip`, counted from 0, on. */
  page(list: string, skip: number): Promise<Page>;
}

/** Rows asked for at once: the vendor's default and most. */
export const TOP = 10_000;

/** The vendor documents the lists under both, and not which of them answers. */
type Root = '/v1' | '/partner/v1';

export function openSession(context: Context<PartnerCenterCredentials>, kept: KeptTokens): PartnerCenterSession {
  const access = accessOf(context, kept);
  /** Where each list has answered in this session. */
  const answered = new Map<string, Root>();
  let preferred: Root = '/v1';

  const pageFrom = (root: Root, list: string, skip: number): Promise<Page> => {
    const path = `${root}/analytics/commercial/${list}/license`;
    return pageAt(`${context.credentials.baseUrl}${path}?top=${TOP}&skip=${skip}`, context, access);
  };

  async function page(list: string, skip: number): Promise<Page> {
    const known = answered.get(list);
    if (known) return pageFrom(known, list, skip);
    let root = preferred;
    let found = await orNotHere(pageFrom(root, list, skip));
    if (found instanceof SeatwatchError) {
      const refused = found;
      root = root === '/v1' ? '/partner/v1' : '/v1';
      found = await orNotHere(pageFrom(root, list, skip));
      // That there is nothing at the other path either says less than the refusal at the first.
      if (found instanceof SeatwatchError) throw found.code === 'NOT_FOUND' ? refused : found;
      context.notice('Partner Center answers at its other path', { list, path: root });
    }
    answered.set(list, root);
    preferred = root;
    return found;
  }

  return { scope: 'all', credentialExpiresAt: access.credentialExpiresAt, page };
}

/**
 * What this resolves to, or the error when the list is not at that address: 404, or 403/20002, which speaks of a
 * customer and none was named.
 */
async function orNotHere(page: Promise<Page>): Promise<Page | SeatwatchError> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof SeatwatchError && (error.code === 'NOT_FOUND' || error.code === 'PERMISSION_DENIED')) {
      return error;
    }
    throw error;
  }
}
