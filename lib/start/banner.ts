// What npm start prints when everything serves.
import { cwd } from 'node:process'
import path from 'node:path'
import type { Env } from '@/lib/platform/env'
import { hostKeys } from '@/lib/platform/secrets'
import type { Prepared } from './prepare-database'
import type { ProcessName } from './processes'

const LABEL_WIDTH = 21

function line(label: string, value: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${value}`
}

function demoLines(settings: Env, demo: NonNullable<Prepared['demo']>): string[] {
  const { administrator, teacher, operator, transferLogin } = demo
  return [
    '',
    '  Demo district (for trying out; DEMO=off leaves it away)',
    ...[administrator, teacher, operator].map((member) => line(member.role, `${member.email}   ${member.password}`)),
    line('SFTP', `sftp -P ${settings.sftpPort} ${transferLogin.userName}@${settings.transferHost}`),
    line('', `password ${transferLogin.password}`),
    ...(settings.ftps ? [line('FTPS', `the same name and password, ports ${ftpsPorts(settings.ftps)}`)] : []),
  ]
}

function ftpsPorts({ explicitPort, implicitPort }: NonNullable<Env['ftps']>): string {
  return `${explicitPort} (explicit TLS) and ${implicitPort} (implicit TLS)`
}

/** Prints where Rollcall is and how to come in. */
export function printBanner(settings: Env, wanted: readonly ProcessName[], prepared: Prepared): void {
  const fingerprints = wanted.includes('intake') ? hostKeys().map((key) => line(key.type, key.sha256)) : []
  const lines = [
    '',
    line('Rollcall', wanted.includes('web') ? settings.publicUrl : wanted.join(', ')),
    ...(wanted.includes('intake') ? [line('SFTP port', String(settings.sftpPort)), ...fingerprints] : []),
    ...(wanted.includes('intake') && settings.ftps ? [line('FTPS ports', ftpsPorts(settings.ftps))] : []),
    line(
      'Data',
      `${path.relative(cwd(), settings.dataDir) || '.'}${settings.databaseUrl ? '' : ' (with an embedded PostgreSQL)'}`,
    ),
    line(
      'Mail',
      settings.smtpUrl ? 'sent by SMTP' : 'not sent: set SMTP_URL; until then messages are shown in the app',
    ),
    ...(prepared.demo && wanted.includes('web') ? demoLines(settings, prepared.demo) : []),
    ...(prepared.operatorInvitation ? ['', line('First operator', prepared.operatorInvitation)] : []),
    '',
    '  Ctrl-C stops everything.',
    '',
  ]
  console.log(lines.join('\n'))
}
