// curl over SFTP or FTPS, with a password that stands in a file of its own. Over SFTP it does not look at the answer to the
// end of a file, but at that to a rename: so the file is sent under a name that is not delivered, and renamed.
import { forAddress, forCurl, forSftp, forShell } from '../quoting'
import { scriptName, type Script, type ScriptFacts } from './script'
import { bringsCertificate, passwordFile, shellScript, written, writtenCertificate, writtenHostKeys } from './shell'

export function curlScript(facts: ScriptFacts): Script {
  const { userName, fileName, protocol } = facts
  const isFtps = protocol === 'ftps'
  const options = ['silent', 'show-error', 'connect-timeout = 30', 'upload-file = "upload"']
  const text = shellScript(facts, {
    settings: [passwordFile],
    ready: [
      ...(isFtps ? writtenCertificate(facts) : ['mkdir .ssh', ...writtenHostKeys(facts, '.ssh/known_hosts')]),
      ...written('options', [...options, ...(isFtps ? ftpsOptions(facts) : sftpOptions(facts))].join('\n')),
      `printf 'user = "%s:%s"\\n' ${forShell(userName)} "$(cat "$password_file")" >>options`,
    ],
    // curl looks for .ssh/known_hosts in these places, and for settings of somebody else in no other.
    send: 'CURL_HOME=$work HOME=$work curl --config options',
  })
  return { fileName: scriptName(fileName, '.sh'), text, isProgram: true }
}

function sftpOptions({ server, fileName }: ScriptFacts): string[] {
  const part = scriptName(fileName, '.part')
  return [
    `url = ${forCurl(`sftp://${server.host}:${server.sftpPort}/${part}`)}`,
    // A command of curl's own, with quotes as sftp has them, in a setting, which quotes it once more.
    `quote = ${forCurl(`-rename ${forSftp(`/${part}`)} ${forSftp(`/${fileName}`)}`)}`,
  ]
}

function ftpsOptions(facts: ScriptFacts): string[] {
  const { server, fileName } = facts
  return [
    'ssl-reqd',
    ...(bringsCertificate(facts) ? ['cacert = "certificate.pem"'] : []),
    `url = ${forCurl(`ftp://${server.host}:${server.ftps?.explicitPort}/${forAddress(fileName)}`)}`,
  ]
}
