import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type ProfileMachine, profileMachine } from './profile-machine.ts';
import { TrainerJob, type TrainerJobProps } from './trainer-job.ts';
import { TrainerQueue, type TrainerQueueProps } from './trainer-queue.ts';

/** Where `spotnas profile` sends the job that measures one instance type. */
export interface ProfileTarget {
  readonly queue: string;
  readonly definition: string;
}

export interface ProfilingProps extends Pick<TrainerQueueProps, 'network' | 'template' | 'instanceRole'> {
  /** Instance types that can be measured: each gets a queue and a job definition. */
  readonly types: readonly string[];
  /** The trainers that a measurement is a job of. */
  readonly jobs: Readonly<Record<ProfileMachine['device'], TrainerJobProps>>;
}

/** No search's budget ends a measurement: this bounds what it costs. */
const ATTEMPT_TIMEOUT = Duration.hours(1);

/** Measures other instance types than those that train: on demand, one machine at a time, each alone on its machine. */
export class Profiling extends Construct {
  readonly targets: Readonly<Record<string, ProfileTarget>>;

  /** @throws RangeError for a type that the trainer does not run on */
  constructor(scope: Construct, id: string, { types, jobs, ...queue }: ProfilingProps) {
    super(scope, id);
    const target = (type: string): ProfileTarget => {
      const machine = profileMachine(type);
      if (!machine) throw new RangeError(`instance type: got ${type}; allowed: one that the trainer's image runs on`);
      const { machines, vcpus, device } = machine;
      const { definition } = new TrainerJob(this, `${type}Job`, { ...jobs[device], vcpus, timeout: ATTEMPT_TIMEOUT });
      const { jobQueueArn } = new TrainerQueue(this, type, { ...queue, machines, spot: false, maxVcpus: vcpus });
      return { queue: jobQueueArn, definition: definition.jobDefinitionArn };
    };
    this.targets = Object.fromEntries(types.map((type) => [type, target(type)]));
  }
}
