import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/**
 * What did not arrive, and what arrived and failed, kept apart: a tick that reaches no collector is a fault of the
 * installation and rings at once, while a failed run is tried again by the next tick and rings when that goes on.
 */
export class DeadLetters extends Construct {
  /** Ticks that EventBridge Scheduler could not hand to a collector. */
  readonly undelivered: Queue;
  /** Events of runs that threw, timed out or waited too long, with Lambda's reason. */
  readonly failedRuns: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.undelivered = this.queue('Undelivered');
    this.failedRuns = this.queue('FailedRuns');
  }

  private queue(id: string): Queue {
    const queue = new Queue(this, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const rule of ['AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy']) {
      Validations.of(queue).acknowledge({
        id: rule,
        reason: 'This queue is itself the last stop: nothing consumes it, people read it.',
      });
    }
    return queue;
  }
}
