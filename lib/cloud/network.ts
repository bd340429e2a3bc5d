import { Fn, Validations } from 'aws-cdk-lib';
import {
  GatewayVpcEndpointAwsService,
  IpAddresses,
  type ISecurityGroup,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface NetworkProps {
  /** Availability zones with a subnet: the more, the more spot pools. Few regions have fewer than three. */
  readonly zones: number;
}

/**
 * Public subnets, no NAT gateway, gateway endpoints for S3 and DynamoDB: free while idle.
 * Instances get a public address but accept no connection, and open none but TLS.
 */
export class Network extends Construct {
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;

  constructor(scope: Construct, id: string, { zones }: NetworkProps) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.42.0.0/16'),
      natGateways: 0,
      // By their place in the region's list, which needs no account to be known; by itself CDK takes two then.
      availabilityZones: Array.from({ length: zones }, (_, index) => Fn.select(index, Fn.getAzs())),
      subnetConfiguration: [{ name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 20 }],
      gatewayEndpoints: {
        S3: { service: GatewayVpcEndpointAwsService.S3 },
        DynamoDB: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
      // Nothing joins the default group, and to close it takes a Lambda of the CDK's.
      restrictDefaultSecurityGroup: false,
    });
    Validations.of(this.vpc).acknowledge({
      id: 'AwsSolutions::AwsSolutions-VPC7',
      reason:
        'Flow logs are paid by the gigabyte and kept while idle. Trainers live for hours and accept no connection; ' +
        'an account that needs flow logs sends them where it keeps them. ' +
        'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
    });
    // Name server, clock and metadata are not subject to it:
    // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
    const securityGroup = new SecurityGroup(this, 'Trainers', {
      vpc: this.vpc,
      description: 'spotnas trainers: outgoing TLS only',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'ECR, ECS, EC2, CloudWatch Logs, S3, DynamoDB');
    this.securityGroup = securityGroup;
  }
}
