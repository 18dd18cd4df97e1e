// Which files a guide hands over: the script, and what lets a client know the server.
import type { Delimiter } from '@/lib/csv/dialect'
import { CERTIFICATE_FILE } from '../connection'
import type { System } from '../systems'
import { knownHosts } from '../this-server'
import { curlScript } from './curl'
import { lftpScript } from './lftp'
import { opensshScript } from './openssh'
import type { Script, ScriptFacts } from './script'
import { winscpScript } from './winscp'

const KNOWN_HOSTS_FILE = 'rollcall-known_hosts'

export function scriptsFor(system: System, facts: ScriptFacts, delimiter: Delimiter): Script[] {
  switch (system) {
    case 'lftp':
      return [lftpScript(facts)]
    case 'curl':
      return [curlScript(facts)]
    case 'openssh':
      return [opensshScript(facts)]
    case 'winscp':
      return [winscpScript(facts, delimiter)]
    default:
      return trustFiles(system, facts)
  }
}

/** For clients that are given what they shall believe instead of asking a person. */
function trustFiles(system: System, { server, protocol }: ScriptFacts): Script[] {
  if (protocol === 'sftp') {
    const known = { fileName: KNOWN_HOSTS_FILE, text: knownHosts(server), isProgram: false }
    return system === 'other' ? [known] : []
  }
  const certificate = server.ftps?.certificate
  return certificate?.isSelfSigned ? [{ fileName: CERTIFICATE_FILE, text: certificate.pem, isProgram: false }] : []
}
