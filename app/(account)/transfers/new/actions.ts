'use server'

import type { FormState } from '@/components/forms/form-state'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { memberFor } from '../../member'
import { newLoginInput } from '../login-input'
import { loginProblem } from '../login-problem'

export type NewLoginState = FormState & {
  made?: { id: string; userName: string; password: string }
}

export async function createLogin(_: NewLoginState, data: FormData): Promise<NewLoginState> {
  const { account } = await memberFor('manage-transfer-logins')
  const { rehearses, ...input } = newLoginInput.parse(Object.fromEntries(data))
  const rehearsal = rehearses === undefined ? {} : { rehearses }
  const result = await createTransferLogin({ accountId: account.id, ...input, ...rehearsal })
  if (!result.ok) return loginProblem(result)
  return { made: { id: result.login.id, userName: result.login.sftpUserName, password: result.password } }
}
