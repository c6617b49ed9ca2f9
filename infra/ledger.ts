import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { TABLE } from '../lib/ledger/table.ts';

export interface LedgerProps {
  readonly keep: boolean;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table. Unless told otherwise it outlives its stack: what vendors showed long ago cannot be read again. */
export class Ledger extends Construct {
  readonly table: Table;
  readonly tableArn: string;
  readonly indexArn: string;

  constructor(scope: Construct, id: string, { keep }: LedgerProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text(TABLE.partitionKey),
      sortKey: text(TABLE.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: TABLE.index.name,
      partitionKey: text(TABLE.index.partitionKey),
      sortKey: text(TABLE.index.sortKey),
      projectionType: ProjectionType.ALL,
    });
    this.tableArn = this.table.tableArn;
    this.indexArn = `${this.table.tableArn}/index/${TABLE.index.name}`;
  }
}
