import { regionOf } from './region.ts';

/**
 * What a spot instance costs now, in US dollars an hour: the last change before now, which the history gives too.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSpotPriceHistory.html
 * @returns undefined when AWS knows no price
 * @throws what the SDK throws, e.g. without the permission ec2:DescribeSpotPriceHistory
 */
export async function spotPrice(type: string, zone: string): Promise<number | undefined> {
  // Loaded here only: no other program needs this client.
  const { DescribeSpotPriceHistoryCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const client = new EC2Client({
    region: process.env.AWS_REGION ?? regionOf(zone),
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 5000 },
  });
  try {
    const { SpotPriceHistory = [] } = await client.send(
      new DescribeSpotPriceHistoryCommand({
        InstanceTypes: [type as never],
        AvailabilityZone: zone,
        ProductDescriptions: ['Linux/UNIX'],
        StartTime: new Date(),
      }),
    );
    const time = ({ Timestamp }: { Timestamp?: Date | undefined }) => Timestamp?.getTime() ?? 0;
    const newest = SpotPriceHistory.toSorted((a, b) => time(b) - time(a))[0];
    return newest && Number(newest.SpotPrice);
  } finally {
    client.destroy();
  }
}
