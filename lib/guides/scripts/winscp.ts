// PowerShell and WinSCP's own library on Windows: exports by SQL if wished, and sends. The password lies in a file that
// Windows has encrypted for the account that runs the task.
import { delimiterNames, type Delimiter } from '@/lib/csv/dialect'
import { plain } from '../marked'
import { forComment, forPowerShell, forWinScpTarget } from '../quoting'
import type { Server } from '../this-server'
import { scriptName, type Script, type ScriptFacts } from './script'

export const PASSWORD_FILE = 'C:\\ProgramData\\Rollcall\\password.xml'

/** @param delimiter of the file that the export makes. */
export function winscpScript(facts: ScriptFacts, delimiter: Delimiter): Script {
  const { userName, fileName, say } = facts
  const comment = (key: string) => `# ${forComment(plain(say(key, { file: fileName })))}`
  const local = `C:\\Exports\\${windowsName(fileName)}`
  const sign = delimiterNames[delimiter] === 'tab' ? '"`t"' : forPowerShell(delimiter)
  const lines = [
    comment('script.what'),
    comment('script.settings'),
    'param(',
    `  [string] $File = ${forPowerShell(local)},`,
    `  [string] $PasswordFile = ${forPowerShell(PASSWORD_FILE)}`,
    ')',
    "$ErrorActionPreference = 'Stop'",
    'try {',
    `  ${comment('script.export')}`,
    `  # Invoke-Sqlcmd -ServerInstance 'SERVER' -Database 'SIS' -InputFile 'C:\\Exports\\query.sql' |`,
    `  #   Export-Csv -LiteralPath $File -NoTypeInformation -Encoding UTF8 -Delimiter ${sign}`,
    `  if (-not (Test-Path -LiteralPath $File)) { throw "$($File): " + ${forPowerShell(plain(say('script.noFile')))} }`,
    '  Add-Type -Path "${env:ProgramFiles(x86)}\\WinSCP\\WinSCPnet.dll"',
    '  $options = New-Object WinSCP.SessionOptions -Property @{',
    ...connectionOf(facts).map((line) => `    ${line}`),
    `    UserName = ${forPowerShell(userName)}`,
    '    SecurePassword = (Import-Clixml -LiteralPath $PasswordFile).Password',
    '  }',
    '  $session = New-Object WinSCP.Session',
    '  try {',
    '    $session.Open($options)',
    '    $source = [WinSCP.RemotePath]::EscapeFileMask($File)',
    `    $session.PutFiles($source, ${forPowerShell(`/${forWinScpTarget(fileName)}`)}, $false).Check()`,
    '  } finally { $session.Dispose() }',
    `  Write-Output ${forPowerShell(plain(say('script.sent', { file: fileName })))}`,
    '} catch {',
    '  [Console]::Error.WriteLine($_.Exception.Message)',
    '  exit 1',
    '}',
  ]
  return { fileName: scriptName(fileName, '.ps1'), text: `${lines.join('\n')}\n`, isProgram: true }
}

function connectionOf({ server, protocol }: ScriptFacts): string[] {
  const host = `HostName = ${forPowerShell(server.host)}`
  if (protocol === 'sftp') {
    return [
      'Protocol = [WinSCP.Protocol]::Sftp',
      host,
      `PortNumber = ${server.sftpPort}`,
      `SshHostKeyFingerprint = ${forPowerShell(winscpHostKeys(server))}`,
    ]
  }
  const certificate = server.ftps?.certificate
  return [
    'Protocol = [WinSCP.Protocol]::Ftp',
    'FtpSecure = [WinSCP.FtpSecure]::Explicit',
    host,
    `PortNumber = ${server.ftps?.explicitPort}`,
    // One that an authority vouches for changes every few months: pinned, it would stop the night.
    ...(certificate?.isSelfSigned
      ? [`TlsHostCertificateFingerprint = ${forPowerShell(certificate.sha256.toLowerCase())}`]
      : []),
  ]
}

/** Type, size and hash of each host key, as WinSCP compares them; any of them may be shown. */
function winscpHostKeys({ hostKeys }: Server): string {
  return hostKeys
    .map(({ type, publicKey, sha256 }) => `${type} ${bitsOf(type, publicKey)} ${sha256.replace('SHA256:', '')}=`)
    .join(';')
}

/** The size of a key. That of RSA is the length of its last number, which may begin with a zero byte. */
function bitsOf(type: string, publicKey: string): number {
  if (type === 'ssh-ed25519') return 255
  if (type !== 'ssh-rsa') return Number(/\d+$/.exec(type)?.[0] ?? 0)
  const bytes = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64')
  const exponentAt = 4 + bytes.readUInt32BE(0)
  const modulusAt = exponentAt + 4 + bytes.readUInt32BE(exponentAt)
  const modulus = bytes.subarray(modulusAt + 4)
  const first = modulus.findIndex((byte) => byte !== 0)
  return (modulus.length - first) * 8 - Math.clz32(modulus[first] ?? 0) + 24
}

/** What no file of Windows may have in its name. */
const windowsName = (name: string): string => name.replace(/[<>:"|?*]/g, '_')

/** The line that makes the task: asked for, typed once. */
export function taskLine(fileName: string, time: string): string {
  const script = `C:\\ProgramData\\Rollcall\\${scriptName(fileName, '.ps1')}`
  const run = `powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File ${script}`
  return `schtasks /Create /TN "${scriptName(fileName, '')}" /SC DAILY /ST ${time} /RU "$env:USERDOMAIN\\$env:USERNAME" /RP * /TR "${run}"`
}

/** The line that keeps the password, encrypted for this account of this machine. */
export function passwordLine(userName: string): string {
  return `Get-Credential -UserName ${forPowerShell(userName)} -Message 'Rollcall' | Export-Clixml -LiteralPath ${forPowerShell(PASSWORD_FILE)}`
}
