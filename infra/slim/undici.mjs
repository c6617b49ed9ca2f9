// What the bundles get when they import 'undici': the pool and its request API. The package's own entry brings fetch,
// WebSocket, caches and mocks with it, 270 KB that no function calls.
import request from 'undici/lib/api/api-request.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import Pool from 'undici/lib/dispatcher/pool.js';

Dispatcher.prototype.request = request;

export { Pool };
