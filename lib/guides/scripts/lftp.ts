// lftp over SFTP or FTPS, with a password that stands in a file of its own.
import { forLftp, forShell } from '../quoting'
import { scriptName, type Script, type ScriptFacts } from './script'
import { bringsCertificate, passwordFile, shellScript, written, writtenCertificate, writtenHostKeys } from './shell'

const CONNECT = 'ssh -a -x -o PubkeyAuthentication=no -o StrictHostKeyChecking=yes -o UserKnownHostsFile=known_hosts'

export function lftpScript(facts: ScriptFacts): Script {
  const { server, protocol, userName, fileName } = facts
  const isFtps = protocol === 'ftps'
  const port = isFtps ? server.ftps?.explicitPort : server.sftpPort
  const settings = isFtps
    ? [
        'set ftp:charset UTF-8',
        'set ftp:ssl-force true',
        'set ftp:ssl-protect-data true',
        'set ssl:verify-certificate true',
        ...(bringsCertificate(facts) ? ['set ssl:ca-file certificate.pem'] : []),
      ]
    : ['set sftp:charset UTF-8', `set sftp:connect-program ${forLftp(CONNECT)}`]
  const commands = [
    'set cmd:fail-exit true',
    // A second try of its own would find the file that was not taken, and call it sent.
    'set net:max-retries 1',
    'set net:timeout 60',
    // cron says nothing of a language, and lftp would then write other letters than ASCII as question marks.
    'set file:charset UTF-8',
    ...settings,
    `open --env-password -u ${forLftp(userName)} -p ${port} ${forLftp(`${isFtps ? 'ftp' : 'sftp'}://${server.host}`)}`,
    `put upload -o ${forLftp(fileName)}`,
  ]
  const text = shellScript(facts, {
    settings: [passwordFile],
    ready: [
      ...(isFtps ? writtenCertificate(facts) : writtenHostKeys(facts)),
      ...written('commands', commands.join('\n')),
      'LFTP_PASSWORD=$(cat "$password_file")',
      'export LFTP_PASSWORD',
    ],
    send: 'lftp --norc -f commands',
  })
  return { fileName: scriptName(fileName, '.sh'), text, isProgram: true }
}

/** What a person types once to try it. */
export function lftpLine({ server, protocol, userName }: ScriptFacts): string {
  const isFtps = protocol === 'ftps'
  const address = `${isFtps ? 'ftp' : 'sftp'}://${server.host}`
  return `lftp -p ${isFtps ? server.ftps?.explicitPort : server.sftpPort} -u ${forShell(userName)} ${forShell(address)}`
}
