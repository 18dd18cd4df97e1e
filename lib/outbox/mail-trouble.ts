// What an error of the mail server means: try again, or never.

export type MailTrouble = {
  /** The server will say the same next time. */
  readonly final: boolean
  /** For the messages page and the log: one line without the mail's content. */
  readonly text: string
}

const TEXT_LENGTH_MAX = 200

type MailError = { code?: unknown; responseCode?: unknown; response?: unknown; command?: unknown; message?: unknown }

/**
 * A 5xx answer to the addresses or to the mail is final (RFC 5321 4.2.1). One to the sign-in or the greeting is about
 * our own settings, which somebody may put right today; so is everything without an answer.
 */
export function judgeMailError(error: unknown): MailTrouble {
  const { code, responseCode, response, command, message } = (error ?? {}) as MailError
  const isRefusal = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600
  const isAboutMail = typeof command === 'string' && /^(MAIL|RCPT|DATA|BDAT)/.test(command)
  const isUnusableAddress = code === 'EENVELOPE' && responseCode === undefined
  const said =
    typeof response === 'string' ? response : typeof message === 'string' ? message : String(code ?? 'unknown')
  const text = said
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, TEXT_LENGTH_MAX)
  return { final: (isRefusal && isAboutMail) || isUnusableAddress, text }
}
