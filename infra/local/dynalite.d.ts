/** The part of dynalite that is used; the package brings no types. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A DynamoDB in this process: no transactions, no TTL. In memory unless `path` names a folder. */
  export default function dynalite(options?: {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }): Server;
}
