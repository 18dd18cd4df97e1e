// The steps where a machine of the district runs a script: keep the secret, save the script, try it, put it on the clock.
import { CERTIFICATE_FILE } from './connection'
import type { GuideContext } from './guide'
import { forAddress, forPowerShell, forSftp, forShell } from './quoting'
import { lftpLine } from './scripts/lftp'
import type { ScriptFacts } from './scripts/script'
import { PASSWORD_FILE, passwordLine, taskLine } from './scripts/winscp'
import type { Step } from './steps'

const WINDOWS_FOLDER = PASSWORD_FILE.slice(0, PASSWORD_FILE.lastIndexOf('\\'))

export function scriptedSteps(context: GuideContext): Step[] {
  return context.system === 'winscp' ? windowsSteps(context) : unixSteps(context)
}

function windowsSteps({ say, template, userName, time, scripts }: GuideContext): Step[] {
  const script = `${WINDOWS_FOLDER}\\${scripts[0]?.fileName ?? ''}`
  return [
    {
      id: 'install',
      text: say('steps.winscp.install', { folder: WINDOWS_FOLDER }),
      commands: `Unblock-File -LiteralPath ${forPowerShell(script)}`,
    },
    { id: 'password', text: say('steps.winscp.password'), commands: passwordLine(userName) },
    { id: 'try', text: say('steps.winscp.try'), commands: `& ${forPowerShell(script)}` },
    { id: 'task', text: say('steps.winscp.task'), commands: taskLine(template.fileName, time.clock) },
  ]
}

function unixSteps(context: GuideContext): Step[] {
  const { say, system, scripts, time } = context
  const path = `/usr/local/bin/${scripts[0]?.fileName ?? ''}`
  return [
    ...(system === 'openssh' ? [] : [{ id: 'install', text: say('steps.unix.install', { program: system }) }]),
    { id: 'save', text: say('steps.unix.save', { path }), commands: `chmod 755 ${path}` },
    system === 'openssh'
      ? { id: 'key', text: say('steps.unix.key'), commands: KEY_COMMANDS }
      : { id: 'password', text: say('steps.unix.password'), commands: PASSWORD_COMMANDS },
    { id: 'connect', text: say('steps.unix.connect'), commands: signInLine(context) },
    { id: 'try', text: say('steps.unix.try'), commands: path },
    { id: 'cron', text: say('steps.unix.cron'), commands: `${time.minute} ${time.hour} * * * ${path}` },
  ]
}

const KEY_COMMANDS = `ssh-keygen -q -t ed25519 -N '' -C rollcall -f "$HOME/.ssh/rollcall"
cat "$HOME/.ssh/rollcall.pub"`

/**
 * One line, so that what is pasted after it is the password and not the rest of the command. It is read without an echo,
 * and goes into the file without standing in a command or in the history.
 */
export const PASSWORD_COMMANDS = `stty -echo; IFS= read -r secret; stty echo; (umask 077; mkdir -p "$HOME/.rollcall"; printf '%s\\n' "$secret" >"$HOME/.rollcall/password"); unset secret`

function signInLine(context: GuideContext): string {
  const { system, scriptFacts, server, userName } = context
  if (system === 'lftp') return lftpLine(scriptFacts)
  if (system === 'curl') return curlListLine(context)
  return `sftp -P ${server.sftpPort} -i "$HOME/.ssh/rollcall" ${forShell(`${userName}@${server.host}`)}`
}

function curlListLine({ server, protocol, userName }: GuideContext): string {
  const address =
    protocol === 'ftps'
      ? `--ssl-reqd ${forShell(`ftp://${server.host}:${server.ftps?.explicitPort}/`)}`
      : forShell(`sftp://${server.host}:${server.sftpPort}/`)
  return `curl --user ${forShell(userName)} ${address}`
}

/** What a person types to send the file once, from the folder where it lies. Each program asks for the password. */
export function handCommands({ server, protocol, userName, fileName }: ScriptFacts): string {
  if (protocol === 'sftp') {
    const put = forShell(`put ${forSftp(`./${fileName}`)}`)
    return `printf '%s\\n' ${put} | sftp -P ${server.sftpPort} ${forShell(`${userName}@${server.host}`)}`
  }
  const address = `ftp://${server.host}:${server.ftps?.explicitPort}/${forAddress(fileName)}`
  const trusted = server.ftps?.certificate?.isSelfSigned ? `--cacert ${CERTIFICATE_FILE} ` : ''
  const source = `--globoff --upload-file ${forShell(`./${fileName}`)}`
  return `curl --ssl-reqd ${trusted}--user ${forShell(userName)} ${source} ${forShell(address)}`
}
