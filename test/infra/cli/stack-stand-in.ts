/** A deployed stack as the command line meets it: CloudFormation tells of it, and its API asks for tokens of an issuer. */
import { text } from 'node:stream/consumers';
import { toEvent } from '../../../infra/local/gateway/event.ts';
import { type Cloud, openCloud } from '../../e2e/cloud.ts';
import { serveHttp } from '../../support/http-server.ts';
import { RIGHTS } from './consent-issuer.ts';

export interface StackStandIn {
  readonly cloud: Cloud;
  /** With these every part of it is found. */
  readonly env: Readonly<Record<string, string>>;
  readonly address: string;
  readonly close: () => Promise<void>;
}

interface Result {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

const output = (name: string, value: string): string =>
  `<member><OutputKey>${name}</OutputKey><OutputValue>${value}</OutputValue></member>`;

/** A token is believed when the issuer knows whose it is. */
export async function deployStandIn(issuer: string, clientId: string): Promise<StackStandIn> {
  const cloud = await openCloud();
  const api = await cloud.api({ SEATWATCH_ISSUER: issuer, SEATWATCH_CLIENT_ID: clientId });

  const gateway = await serveHttp((request, response) => {
    void (async () => {
      const { method = 'GET', url = '/', headers } = request;
      const body = Buffer.from(await text(request));
      const event = toEvent({ method, target: url, headers, body, sourceIp: '192.0.2.1', at: new Date() });
      if (!event) return response.writeHead(400).end();
      const { authorization } = headers;
      const believed = authorization !== undefined && (await fetch(`${issuer}/me`, { headers: { authorization } })).ok;
      const authorizer = believed ? { jwt: { claims: {}, scopes: RIGHTS } } : undefined;
      const context = { ...event.requestContext, ...(authorizer ? { authorizer } : {}) };
      const result = (await api.invoke({ ...event, requestContext: context })) as Result;
      const sent = result.isBase64Encoded ? Buffer.from(result.body, 'base64') : result.body;
      return response.writeHead(result.statusCode, result.headers).end(sent);
    })();
  });
  const cloudFormation = await serveHttp((request, response) => {
    void text(request).then((body) => {
      const isOurs = new URLSearchParams(body).get('StackName') === 'Seatwatch';
      const outputs = output('Address', `${gateway.origin}/`) + output('TableName', cloud.dynamodb.table);
      const found = `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>Seatwatch</StackName>
        <StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-01T00:00:00Z</CreationTime>
        <Outputs>${outputs}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
      const missing = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
        <Message>Stack with id Other does not exist</Message></Error></ErrorResponse>`;
      response.writeHead(isOurs ? 200 : 400, { 'content-type': 'text/xml' }).end(isOurs ? found : missing);
    });
  });
  return {
    cloud,
    address: gateway.origin,
    env: {
      AWS_REGION: 'ap-northeast-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.origin,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: cloud.secrets.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: cloud.dynamodb.endpoint,
    },
    close: async () => {
      await Promise.all([gateway.close(), cloudFormation.close()]);
      await cloud.close();
    },
  };
}
