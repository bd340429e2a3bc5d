import type { Answer, Call } from './front-door.ts';

/** US dollars an hour, of every type in every zone. */
export const SPOT_PRICE = 0.2;

/** EC2, as far as it tells spot prices. */
export async function spotPrices({ body }: Call): Promise<Answer> {
  const asked = new URLSearchParams(body);
  const action = asked.get('Action');
  if (action !== 'DescribeSpotPriceHistory') throw new Error(`EC2: nothing here answers ${action}`);
  const types = [...asked].filter(([name]) => name.startsWith('InstanceType.')).map(([, type]) => type);
  const zone = asked.get('AvailabilityZone') ?? 'us-east-1a';
  const items = types.map(
    (type) =>
      `<item><instanceType>${type}</instanceType><productDescription>Linux/UNIX</productDescription>` +
      `<spotPrice>${SPOT_PRICE.toFixed(6)}</spotPrice><timestamp>2026-11-01T00:00:00.000Z</timestamp>` +
      `<availabilityZone>${zone}</availabilityZone></item>`,
  );
  return {
    headers: { 'content-type': 'text/xml' },
    body:
      '<DescribeSpotPriceHistoryResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>spot-prices' +
      `</requestId><spotPriceHistorySet>${items.join('')}</spotPriceHistorySet><nextToken></nextToken>` +
      '</DescribeSpotPriceHistoryResponse>',
  };
}
