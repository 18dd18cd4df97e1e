// OpenSSH's own client, which is on every Linux and macOS: signs in with a key, because a script cannot type a password.
import { forShell, forSftp } from '../quoting'
import { scriptName, type Script, type ScriptFacts } from './script'
import { shellScript, written, writtenHostKeys } from './shell'

export function opensshScript(facts: ScriptFacts): Script {
  const { server, userName, fileName } = facts
  const options = '-o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=known_hosts'
  const target = forShell(`${userName}@${server.host}`)
  const text = shellScript(facts, {
    settings: ['key=${ROLLCALL_KEY:-"$HOME/.ssh/rollcall"}'],
    ready: [...writtenHostKeys(facts), ...written('commands', `put upload ${forSftp(fileName)}`)],
    send: `sftp -q -P ${server.sftpPort} -i "$key" ${options} -b commands ${target}`,
  })
  return { fileName: scriptName(fileName, '.sh'), text, isProgram: true }
}
