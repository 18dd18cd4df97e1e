// What is spoken on a channel: SFTP, or the old SCP where the client asked for its command.
import type { AccountFiles } from '../files/account-files'
import { ScpSession } from '../scp/scp-session'
import type { ScpCommand } from '../scp/scp-command'
import type { Handles } from '../sftp/handles'
import { SftpSession, type SftpWire } from '../sftp/sftp-session'
import type { ChannelFlow } from './channel-flow'

export type ChannelSession = SftpSession | ScpSession

export type SpeakOptions = {
  readonly files: AccountFiles
  readonly handles: Handles
  readonly isStopping: () => boolean
  readonly flow: ChannelFlow
  readonly wire: Omit<SftpWire, 'send' | 'roomToSend'>
  /** Undefined: SFTP. */
  readonly scp: ScpCommand | undefined
}

/** Begins to speak on a channel. SCP ends it by itself when it has nothing more to say. */
export function speak({ files, handles, isStopping, flow, wire, scp }: SpeakOptions): ChannelSession {
  const inbox = { files, handles, isStopping }
  const send = (packet: Buffer) => flow.send(packet)
  if (!scp) return new SftpSession(inbox, { ...wire, send, roomToSend: () => flow.roomToSend() })
  const session = new ScpSession({ ...inbox, command: scp }, { ...wire, send })
  void session.ended.then((exitStatus) => flow.end(exitStatus))
  return session
}
