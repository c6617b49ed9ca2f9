/** The bodies that chat webhooks take. Pure. */
import { type Message, sentence } from './message.ts';

/** `slack`: incoming webhooks. `teams`: the workflow "post to a channel when a webhook request is received". */
export const CHAT_FORMATS = ['slack', 'teams'] as const;
export type ChatFormat = (typeof CHAT_FORMATS)[number];

/** Chats cut long posts off: the rest is counted. */
const MOST_LINES = 40;

export function chatBody(format: ChatFormat, subject: string, messages: readonly Message[]): string {
  const shown = messages.slice(0, MOST_LINES).map((message) => `${sentence(message)} [${message.id}]`);
  const rest = messages.length - shown.length;
  const lines = rest > 0 ? [...shown, `and ${rest} more`] : shown;
  if (format === 'slack')
    return JSON.stringify({ text: [`*${plain(subject)}*`, ...lines.map((line) => `• ${plain(line)}`)].join('\n') });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(subject, 'Bolder'), ...lines.map((line) => block(line, 'Default'))],
  };
  return JSON.stringify({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  });
}

const block = (text: string, weight: string) => ({ type: 'TextBlock', text, wrap: true, weight });

/** Slack reads &, < and > as markup: a customer's name must not become a link or a call to everybody. */
const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
