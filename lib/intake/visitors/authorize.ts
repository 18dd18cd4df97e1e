// What a door asks of the accounts, and what it hears. The doors know no database.
import { signInTroubles, type SignInTrouble } from '@/lib/accounts/session-events'

export type PasswordCredentials = {
  readonly userName: string
  readonly method: 'password'
  readonly password: string
  readonly address: string
}

export type Credentials =
  | PasswordCredentials
  | {
      readonly userName: string
      readonly method: 'publickey'
      readonly keyAlgorithm: string
      readonly keyData: Buffer
      readonly address: string
      /** The client only asks whether it may use this key and has proved nothing yet. */
      readonly probe: boolean
    }

export type Authorized = {
  readonly ok: true
  readonly transferLoginId: string
  readonly accountId: string
  /** It was the old password, which a newer one has replaced; it ends then. */
  readonly passwordEnds?: Date
}

/** Answers in the same time for an unknown name and a wrong password; keeps the penalties of names and addresses. */
export type Authorize = (
  credentials: Credentials,
) => Promise<Authorized | { readonly ok: false; readonly reason: string }>

/** Who has signed in. */
export type Login = { readonly transferLoginId: string; readonly accountId: string; readonly userName: string }

/** A refusal as it is noted; a name that nobody has is seen by the name. */
export function troubleOf(reason: string): SignInTrouble {
  return signInTroubles.find((trouble) => trouble === reason) ?? 'wrong-secret'
}
