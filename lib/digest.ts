/** A short text that stands for a long one: 72 bits never met twice. */
import { hash } from 'node:crypto';

export const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 12);
