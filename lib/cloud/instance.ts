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
 * How an instance starts: encrypted disk, IMDSv2 only, spot draining on, so that a reclaim arrives as SIGTERM.
 *
 * Batch gives jobs the host's network, so one hop is as far as instance metadata has to go:
 * https://docs.aws.amazon.com/batch/latest/userguide/networking-modes-jobs.html
 */
export function instanceTemplate(scope: Construct, id: string): LaunchTemplate {
  const commands = UserData.forLinux();
  commands.addCommands('echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config');
  // Batch takes MIME multi-part only: https://docs.aws.amazon.com/batch/latest/userguide/launch-templates.html
  const userData = new MultipartUserData();
  userData.addPart(MultipartBody.fromUserData(commands));
  const volume = BlockDeviceVolume.ebs(DISK, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 });
  return new LaunchTemplate(scope, id, {
    userData,
    httpTokens: LaunchTemplateHttpTokens.REQUIRED,
    httpPutResponseHopLimit: 1,
    blockDevices: [{ deviceName: '/dev/xvda', volume }],
  });
}
