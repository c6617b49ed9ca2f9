import { App } from 'aws-cdk-lib';
import { SeatwatchStack } from './stack.ts';

new SeatwatchStack(new App(), 'Seatwatch');
