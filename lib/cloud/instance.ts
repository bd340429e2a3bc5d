import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MultipartBody,
  MultipartUserData,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** GiB: 30 for the machine's own image, the rest for the trainer's, most of which is CUDA. */
const DISK = 50;

/**
 * How the agent that runs containers is set: a reclaim arrives as SIGTERM two minutes before the end, and the trainer has
 * most of them for its checkpoint, not the usual 30 seconds.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/spot-instance-draining-linux-container.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
 */
const AGENT = ['ECS_ENABLE_SPOT_INSTANCE_DRAINING=true', 'ECS_CONTAINER_STOP_TIMEOUT=90s'];

/**
 * How an instance starts: encrypted disk, IMDSv2 only, and the agent as above.
 *
 * The trainer asks the instance's metadata what it runs on and whether it is being taken back. Batch gives such jobs the
 * host's network, where they are one hop away; in a container's own network they would be two.
 * https://docs.aws.amazon.com/batch/latest/userguide/networking-modes-jobs.html
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 */
export function instanceTemplate(scope: Construct, id: string): LaunchTemplate {
  const commands = UserData.forLinux();
  commands.addCommands(...AGENT.map((setting) => `echo ${setting} >> /etc/ecs/ecs.config`));
  // Batch takes MIME multi-part only: https://docs.aws.amazon.com/batch/latest/userguide/launch-templates.html
  const userData = new MultipartUserData();
  userData.addPart(MultipartBody.fromUserData(commands));
  const volume = BlockDeviceVolume.ebs(DISK, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 });
  return new LaunchTemplate(scope, id, {
    userData,
    httpTokens: LaunchTemplateHttpTokens.REQUIRED,
    httpPutResponseHopLimit: 2,
    blockDevices: [{ deviceName: '/dev/xvda', volume }],
  });
}
