/** `npm run seatwatch -- <command>`. How it can end is told by `EXIT` in command.ts. */
import { enableCompileCache } from 'node:module';

// People wait for it: what was compiled once is not compiled again.
enableCompileCache();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), process);
