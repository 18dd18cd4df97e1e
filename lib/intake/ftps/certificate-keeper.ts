// The certificate in use. Whoever renews it only replaces the two files: the next connection is shown the new one, and
// a pair that does not fit together (half replaced, expired, damaged) changes nothing until it does.
import { statSync } from 'node:fs'
import { type Certificate, type CertificateFiles, readCertificate } from '@/lib/platform/certificate'
import { now } from '@/lib/platform/clock'
import { log } from '@/lib/platform/log'
import { type SecureContexts, secureContexts } from './secure-contexts'

const WARN_DAYS = 21
const DAY_MS = 24 * 60 * 60 * 1000

export type CertificateKeeper = {
  readonly certificate: () => Certificate
  /** For a connection that begins now. */
  readonly contexts: () => SecureContexts
}

/**
 * Reads the certificate and keeps up with its files.
 * @param files read now; looked at again for each connection, at most once in lookEveryMs.
 * @throws SecretError if they cannot be used.
 */
export function keepCertificate(files: CertificateFiles, lookEveryMs = 1000): CertificateKeeper {
  let certificate = readCertificate(files)
  let contexts = secureContexts(certificate)
  let stamp = stampOf(files)
  let lookedAt = performance.now()
  let warnedOn = ''

  const warn = () => {
    const today = now().toISOString().slice(0, 10)
    if (today !== warnedOn) warnBeforeExpiry(certificate)
    warnedOn = today
  }
  warn()

  const look = () => {
    if (performance.now() - lookedAt < lookEveryMs) return
    lookedAt = performance.now()
    warn()
    const found = stampOf(files)
    if (found === stamp) return
    try {
      certificate = readCertificate(files)
      contexts = secureContexts(certificate)
      stamp = found
      log.info({ sha256: certificate.sha256, validTo: certificate.validTo }, 'the FTPS certificate was replaced')
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'the new FTPS certificate cannot be used; the old one stays')
    }
  }
  return {
    certificate: () => certificate,
    contexts() {
      look()
      return contexts
    },
  }
}

function warnBeforeExpiry({ validTo }: Certificate): void {
  const days = Math.floor((validTo.getTime() - now().getTime()) / DAY_MS)
  if (days < WARN_DAYS) log.warn({ validTo, days }, 'the FTPS certificate expires soon')
}

function stampOf({ certificateFile, keyFile }: CertificateFiles): string {
  return [certificateFile, keyFile].map(fileStamp).join(' ')
}

function fileStamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.ino}:${found.size}:${found.mtimeMs}` : 'missing'
}
