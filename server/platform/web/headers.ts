import type { IncomingMessage } from 'node:http'
import helmet from 'koa-helmet'
import type { Middleware } from 'koa'

/** A host name or address with an optional port: nothing that could end a directive. */
const HOST_FORM = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i

/** Older browsers do not count a WebSocket to the same host as 'self'. */
function sameHostSockets(req: IncomingMessage): string {
  const host = req.headers.host ?? ''
  return HOST_FORM.test(host) ? `ws://${host} wss://${host}` : "'self'"
}

/**
 * Security headers of every answer (OWASP ASVS 5.0, 3.4). Everything comes from this host.
 * Requests are not upgraded to https: a station's first try runs over plain http in its own network.
 */
export function securityHeaders(): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'", (req) => sameHostSockets(req)],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // For browsers that do not know frame-ancestors.
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  })
}

/**
 * A built page may carry small scripts and style elements of its own build. Its scripts are named by hash;
 * styles can't be, because component libraries add them while running.
 */
export function loosenPolicy(policy: string, scriptHashes: readonly string[]): string {
  return policy
    .replace("script-src 'self'", ["script-src 'self'", ...scriptHashes.map((hash) => `'sha256-${hash}'`)].join(' '))
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
}
