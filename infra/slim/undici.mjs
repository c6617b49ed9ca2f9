// What the bundles get when they import 'undici': the pool. The package's own entry brings fetch, WebSocket, caches and
// mocks with it, 270 KB that no function calls.
import Pool from 'undici/lib/dispatcher/pool.js';

export { Pool };
