/** Where the state machine sends the jobs of one kind of device. */
export interface JobTarget {
  /** The queue over spot instances: every work item goes here first. */
  readonly queueArn: string;
  /** The queue over on-demand instances: for a work item whose spot instances are taken back again and again. */
  readonly onDemandQueueArn: string;
  readonly definitionArn: string;
}
