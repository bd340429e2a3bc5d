/** Which deployed stack is meant. */
export interface Target {
  readonly stack: string;
  /** As the AWS SDK finds it when left out. */
  readonly region?: string | undefined;
}

/** The name that `npx cdk deploy` gives (lib/cloud/context.ts). */
export const DEFAULT_STACK = 'Spotnas';

/** Makes every client of this process, those of the stores too, talk to the region that was asked for. */
export function useRegion({ region }: Pick<Target, 'region'>): void {
  if (region !== undefined) process.env.AWS_REGION = region;
}
