// What a script is made of, and what it is called.
import type { Say } from '../marked'
import type { Protocol } from '../systems'
import type { Server } from '../this-server'

export type Script = {
  /** To be saved under; letters, digits, dots, hyphens and underscores. */
  readonly fileName: string
  /** With line feeds. */
  readonly text: string
  /** A program to be read before it is run; the other files are only handed over. */
  readonly isProgram: boolean
}

export type ScriptFacts = {
  readonly server: Server
  readonly protocol: Protocol
  /** As this protocol spells it. */
  readonly userName: string
  /** Exact; the name the file has when it arrives, whatever it is called where it comes from. */
  readonly fileName: string
  readonly say: Say
}

const NAME_LENGTH_MAX = 40

/** "Users 2026.csv": rollcall-users-2026-csv. */
export function scriptName(fileName: string, ending: string): string {
  const plain = fileName
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, NAME_LENGTH_MAX)
  return `rollcall-${plain || 'file'}${ending}`
}
