// SFTPGo's external authentication: it asks who may sign in and takes a user for the answer (its documentation: external
// authentication). The decision is the one all doors ask for; the address is the one SFTPGo tells, which is trusted to.
import path from 'node:path'
import { z } from 'zod'
import { authorizeTransfer, type TransferSignIn } from '@/lib/accounts/authorize-transfer'
import { isInBlocks } from '@/lib/accounts/network-address'
import { withoutSecrets, type TransferLogin } from '@/lib/accounts/transfer-logins'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import type { Front } from '../front'

/** SFTPGo's names of the protocols behind which our logins are good; WebDAV and its web client are none of ours. */
const PROTOCOLS = ['SSH', 'FTP']
const SESSIONS_MAX = 10
const REQUIRE_TLS = 1
const PERMISSIONS = ['list', 'download', 'upload', 'overwrite', 'delete', 'rename', 'chtimes']

export const sftpgoSignInSchema = z.object({
  username: z.string().max(1000),
  ip: z.string().max(100),
  protocol: z.string().max(100),
  password: z.string().max(4000).default(''),
  /** One line as in authorized_keys. SFTPGo itself makes the client prove that it holds the key. */
  public_key: z.string().max(20_000).default(''),
})

/** A user as SFTPGo reads it; what is not said is as it is by default there. */
export type SftpgoUser = Readonly<Record<string, unknown>> & { readonly username: string }

/** Decides one try to sign in at a front. @returns the user, or undefined: refused, whatever the reason. */
export async function signInAtFront(
  front: Front,
  asked: z.output<typeof sftpgoSignInSchema>,
): Promise<SftpgoUser | undefined> {
  const signIn = PROTOCOLS.includes(asked.protocol) ? toSignIn(asked) : undefined
  const answer = signIn && (await authorizeTransfer(signIn))
  if (!answer?.ok) return undefined
  const login = await db.transferLogin.findUniqueOrThrow({
    where: { id: answer.transferLoginId },
    omit: withoutSecrets,
  })
  return isInBlocks(asked.ip, login.allowedAddresses) ? userOf(login, front) : undefined
}

function toSignIn(asked: z.output<typeof sftpgoSignInSchema>): TransferSignIn | undefined {
  const { username: userName, ip: address, password, public_key } = asked
  if (password !== '') return { userName, method: 'password', password, address }
  const [keyAlgorithm = '', base64 = ''] = public_key.trim().split(/\s+/)
  if (base64 === '') return undefined
  // At this moment the client may only be asking whether the key would do.
  return { userName, method: 'publickey', keyAlgorithm, keyData: Buffer.from(base64, 'base64'), address, probe: true }
}

function userOf(login: TransferLogin, front: Front): SftpgoUser {
  return {
    status: 1,
    // In one spelling, whichever was used: both are one user there, too.
    username: login.sftpUserName,
    home_dir: path.posix.join(front.filesFolder, login.sftpUserName),
    permissions: { '/': PERMISSIONS },
    public_keys: login.publicKeys,
    ...{ expiration_date: 0, uid: 0, gid: 0, quota_size: 0, quota_files: 0 },
    ...{ upload_bandwidth: 0, download_bandwidth: 0, max_sessions: SESSIONS_MAX },
    filesystem: { provider: 0 },
    filters: {
      allowed_ip: login.allowedAddresses.map(asBlock),
      denied_ip: [],
      denied_protocols: ['DAV', 'HTTP'],
      ftp_security: REQUIRE_TLS,
      max_upload_file_size: env().uploadBytesMax,
    },
  }
}

/** SFTPGo takes blocks only. */
function asBlock(address: string): string {
  if (address.includes('/')) return address
  return address.includes(':') ? `${address}/128` : `${address}/32`
}
