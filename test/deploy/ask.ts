import { request } from 'node:https';
import { ACCOUNT, type Account, REGION } from './account.ts';

export interface Question {
  readonly service: string;
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks a service of which we have no client. The emulator does not check what the account's own keys sign. */
export function ask({ client }: Account, { service, method = 'POST', path = '/', headers, body = '' }: Question) {
  const { endpoint, requestHandler } = client as { endpoint: string; requestHandler: { httpsAgent: never } };
  const scope = `${ACCOUNT}/20260101/${REGION}/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = { method, agent: requestHandler.httpsAgent, headers: { authorization, ...headers } };
  const asking = request(new URL(path, endpoint), options, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => resolve(Buffer.concat(parts).toString()));
  });
  asking.on('error', reject);
  asking.end(body);
  return promise;
}

/** What a function answers, or what Lambda reports of its error. */
export async function invoke(account: Account, name: string, event: object): Promise<unknown> {
  const path = `/2015-03-31/functions/${name}/invocations`;
  return JSON.parse(await ask(account, { service: 'lambda', path, body: JSON.stringify(event) }));
}

/** Calls IAM; gives its answer, which is XML. */
export const iam = (account: Account, Action: string, parameters: Readonly<Record<string, string>>) =>
  ask(account, {
    service: 'iam',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ Action, Version: '2010-05-08', ...parameters }).toString(),
  });

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** What a policy of a role's own says. */
export async function policyOf(account: Account, RoleName: string, PolicyName: string): Promise<readonly Statement[]> {
  const answer = await iam(account, 'GetRolePolicy', { RoleName, PolicyName });
  const [, text = ''] = /<PolicyDocument>(.*)<\/PolicyDocument>/s.exec(answer) ?? [];
  return (JSON.parse(decodeURIComponent(text)) as { Statement: readonly Statement[] }).Statement;
}
