import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './wildcard.ts';

export interface StorageProps {
  /**
   * Whether table and bucket outlive the stack. If not, both are deleted with it, the bucket only if it is empty: to empty it
   * CDK would need a Lambda that may delete every object, where `aws s3 rm --recursive` does as well. A first deployment
   * that fails leaves neither behind.
   */
  readonly retainData: boolean;
}

/** Where a search keeps what it knows: trials in one table, bytes in one bucket. */
export class Storage extends Construct {
  readonly table: Table;
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { retainData }: StorageProps) {
    super(scope, id);
    const removalPolicy = retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    this.table = new Table(this, 'Trials', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });
    this.bucket = new Bucket(this, 'Artefacts', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // What a trainer that died has sent of a file is kept, and paid for, until it is aborted:
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(3) }],
      removalPolicy,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason:
        'Three roles of this stack use it, no one else. Access logs would be objects in a second bucket, paid for ' +
        'while idle; an account that audits access to objects has CloudTrail record it. ' +
        'https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html',
    });
    acknowledgeWildcard(
      Stack.of(this),
      this.bucket.arnForObjects('*'),
      "The objects of the stack's own bucket: their keys hold ids that a search makes up as it runs.",
    );
  }

  /** The SPOTNAS_STORE value that lib/store/open.ts understands. */
  get location(): string {
    return `aws:${this.table.tableName}/${this.bucket.bucketName}`;
  }

  /** Exactly what the stores call: no scans, no administration of table or bucket. */
  grantReadWrite(grantee: IGrantable): void {
    this.table.grant(grantee, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query');
    const { bucketArn } = this.bucket;
    const allow = (actions: string[], resource: string) =>
      Grant.addToPrincipal({ grantee, actions, resourceArns: [resource] });
    allow(['s3:GetObject', 's3:PutObject'], this.bucket.arnForObjects('*'));
    // Without it S3 answers 403 where an object is missing, not 404.
    allow(['s3:ListBucket'], bucketArn);
  }

  /** For who leaves checkpoints and takes them away again. */
  grantDelete(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:DeleteObject'], resourceArns: [this.bucket.arnForObjects('*')] });
  }
}
