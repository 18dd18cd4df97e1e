// Why a client and we found nothing in common, for the log and for the people who look for it: what the client offers, and
// whether the switch for old clients would let it in.
import { LEGACY_SWITCH, withoutCommon } from './algorithms'
import type { Offered } from './offered-algorithms'

const called: Readonly<Record<keyof Offered, string>> = {
  kex: 'key exchange',
  hostKey: 'host key',
  cipher: 'cipher',
  mac: 'MAC',
}

/** A sentence with what the client offers; undefined if there is an algorithm in common everywhere. */
export function noCommonAlgorithm(offered: Offered, { legacy }: { legacy: boolean }): string | undefined {
  const missing = withoutCommon(offered, { legacy })
  if (!missing) return undefined
  const wouldHelp = !legacy && withoutCommon(offered, { legacy: true }) === undefined
  const advice = wouldHelp
    ? `${LEGACY_SWITCH}=on would let it in.`
    : 'It has to be updated; no setting here would let it in.'
  return `No ${called[missing]} in common. ${advice} The client offers ${offered[missing].join(', ')}`
}
