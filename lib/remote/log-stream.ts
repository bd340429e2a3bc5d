import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  type OutputLogEvent,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

export interface LogPart {
  readonly events: readonly LogEvent[];
  /** Where the next part begins; undefined while the stream does not exist. */
  readonly token: string | undefined;
}

const client = new CloudWatchLogsClient({ maxAttempts: 8 });

/**
 * Everything in a log stream from `token` on, oldest first. Its end is where CloudWatch gives back the token it was asked
 * with; pages before it may be empty:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export async function readLog(group: string, stream: string, token?: string): Promise<LogPart> {
  const events: OutputLogEvent[] = [];
  for (let asked = token; ; ) {
    const get = new GetLogEventsCommand({
      logGroupName: group,
      logStreamName: stream,
      startFromHead: true,
      ...(asked !== undefined && { nextToken: asked }),
    });
    const page = await client.send(get).catch((error: unknown) => {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    });
    events.push(...(page?.events ?? []));
    const next = page?.nextForwardToken;
    if (next === undefined || next === asked) return { events: events.map(toEvent), token: next ?? asked };
    asked = next;
  }
}

const toEvent = ({ timestamp = 0, message = '' }: OutputLogEvent): LogEvent => ({ timestamp, message });
