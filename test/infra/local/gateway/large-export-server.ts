/** The local gateway before a function with a large export, in a process of its own that tells how much memory it took. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { openGateway } from '../../../../infra/local/gateway.ts';

const PARTS = 40;
const LINES = 5000;
const line = `${'x'.repeat(999)}\n`;
const headers = { 'content-type': 'text/csv; charset=utf-8; header=present' };

const gateway = await openGateway(0, async (event) => {
  const query = new URLSearchParams((event as APIGatewayProxyEventV2).rawQueryString);
  const part = Number(query.get('cursor') ?? 1);
  const link = part < PARTS ? { link: `</v1/usage?cursor=${part + 1}&format=csv>; rel="next"` } : {};
  const result = { statusCode: 200, headers: { ...headers, ...link }, body: line.repeat(LINES) };
  return { payload: JSON.stringify(result), failed: false };
});

// In kilobytes, the most that this process has ever held.
process.on('message', () => process.send?.(process.resourceUsage().maxRSS));
process.on('disconnect', () => process.exit());
process.send?.(gateway.port);
