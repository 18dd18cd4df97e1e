// Structured log lines. Ids and counts only: pupils' data, passwords and keys never reach a log.
import pino from 'pino'
import { env } from './env'

export const log = pino({
  level: env().logLevel,
  base: { pid: process.pid },
  redact: {
    paths: ['password', 'secret', 'token', 'authorization', '*.password', '*.secret', '*.token'],
    censor: '[hidden]',
  },
  timestamp: pino.stdTimeFunctions.isoTime,
})
