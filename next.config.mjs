// How the web process is built and served. No proxy.ts: it would cap the size of request bodies, and files stream here.
import createNextIntlPlugin from 'next-intl/plugin'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js'

const withWords = createNextIntlPlugin('./app/request-words.ts')

/** Inline scripts and styles stay allowed: Next's own are inline, and nonces need the proxy we do without. */
const contentSecurityPolicy = (development) =>
  [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const securityHeaders = (development) => [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy(development) },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

/** @returns {import('next').NextConfig} */
export default function nextConfig(phase) {
  const development = phase === PHASE_DEVELOPMENT_SERVER
  return withWords({
    poweredByHeader: false,
    // `npm run check` checks the types; a start on a fresh machine need not do it again.
    typescript: { ignoreBuildErrors: true },
    reactStrictMode: true,
    devIndicators: false,
    allowedDevOrigins: ['127.0.0.1', 'localhost'],
    serverExternalPackages: [
      'ssh2',
      'pg',
      'pg-boss',
      'pg-copy-streams',
      'pino',
      'nodemailer',
      'prom-client',
      '@node-rs/argon2',
    ],
    headers: async () => [
      { source: '/:path*', headers: securityHeaders(development) },
      {
        // Promised only to a browser that came over TLS; the proxy in front says so.
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000' }],
      },
      { source: '/:path((?!_next/static|icon).*)', headers: [{ key: 'Cache-Control', value: 'private, no-store' }] },
    ],
  })
}
