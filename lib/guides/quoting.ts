// A text as each program reads it back letter by letter. File names may hold anything but slashes and control characters,
// so whatever goes into a script goes through here.

/** For sh: nothing is special between single quotes but the quote itself. */
export function forShell(text: string): string {
  return /^[\w./:=@-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** For PowerShell, which takes the curly quotes for straight ones: each is doubled. */
export function forPowerShell(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`
}

/** For the prompt and the batches of OpenSSH's sftp, where a backslash frees a quote, or itself. */
export function forSftp(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** For a line of lftp. */
export function forLftp(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** For a value of curl's configuration file. */
export function forCurl(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** A file name as the last part of an address: only what no address gives a meaning to stays as it is. */
export function forAddress(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** For WinSCP's name of a target, where * and ? stand for what the source is called. */
export function forWinScpTarget(name: string): string {
  return name.replace(/[*?]/g, '\\$&')
}

/** A comment of one line, whatever the text holds. */
export function forComment(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
