// The parts that every script for sh has: settings at the top, then a folder of its own that is gone when it ends. In it
// the file is called "upload", so that no name of this machine has to be written in another program's language.
import { plain } from '../marked'
import { forComment, forShell } from '../quoting'
import { knownHosts } from '../this-server'
import type { ScriptFacts } from './script'

export type ShellScript = {
  /** A line of settings each, such as a file with the password. */
  readonly settings: readonly string[]
  /** What is made ready in the folder, where "upload" is the file. */
  readonly ready: readonly string[]
  /** The command that sends it, and fails where it was not taken. */
  readonly send: string
}

export function shellScript({ fileName, say }: ScriptFacts, { settings, ready, send }: ShellScript): string {
  const comment = (key: string) => `# ${forComment(plain(say(key, { file: fileName })))}`
  const lines = [
    '#!/bin/sh',
    comment('script.what'),
    'set -eu',
    'umask 077',
    '',
    comment('script.settings'),
    `file=\${1:-${forShell(`/srv/exports/${fileName}`)}}`,
    ...settings,
    '',
    'case $file in /*) ;; *) file=$PWD/$file ;; esac',
    `if [ ! -s "$file" ]; then printf '%s: %s\\n' "$file" ${forShell(plain(say('script.noFile')))} >&2; exit 66; fi`,
    'work=$(mktemp -d)',
    `trap 'rm -rf "$work"' EXIT`,
    `trap 'exit 130' HUP INT TERM`,
    'ln -s "$file" "$work/upload"',
    'cd "$work"',
    '',
    ...ready,
    'for try in 1 2 3; do',
    '  [ "$try" = 1 ] || sleep "${ROLLCALL_RETRY_SECONDS:-300}"',
    `  ${send} && exit 0`,
    'done',
    'exit 1',
  ]
  return `${lines.join('\n')}\n`
}

/** The lines that write a file beside "upload", as they stand. */
export function written(name: string, content: string): string[] {
  return [`cat >${name} <<'END'`, ...content.replace(/\n$/, '').split('\n'), 'END']
}

/** The server's host keys, for programs of OpenSSH. */
export function writtenHostKeys({ server, say }: ScriptFacts, name = 'known_hosts'): string[] {
  return [`# ${plain(say('script.hostKeys'))}`, ...written(name, knownHosts(server))]
}

/** Where no authority vouches for the certificate, the script brings it along. */
export function writtenCertificate({ server, say }: ScriptFacts): string[] {
  const certificate = server.ftps?.certificate
  if (!certificate?.isSelfSigned) return []
  return [`# ${plain(say('script.certificate'))}`, ...written('certificate.pem', certificate.pem)]
}

export const bringsCertificate = ({ server }: ScriptFacts): boolean => server.ftps?.certificate?.isSelfSigned === true

/** The password is read from a file that only the owner of the task may read; it stands in no command line. */
export const passwordFile = 'password_file=${ROLLCALL_PASSWORD_FILE:-"$HOME/.rollcall/password"}'
