/**
 * Settings of the embedded engine's allocator (jemalloc, https://jemalloc.net/jemalloc.3.html, TUNING), which it reads
 * once, from the environment, when its library is loaded: import this before `chdb`. An investigation is hundreds of short
 * statements; by default what one of them freed goes back to the system within seconds and is faulted in anew by the next.
 * Kept for half a minute it is used again. A setting of the user's own stays.
 */
process.env['JE_MALLOC_CONF'] ??= 'dirty_decay_ms:30000,muzzy_decay_ms:30000'
