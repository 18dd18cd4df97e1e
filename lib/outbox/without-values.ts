// Some issues carry what they read out of a cell (a date in two readings, a token in another spelling). On the page of
// the run that helps; in a mail it could be a pupil's birthday, so it is taken out before anything is recorded.
const valueParams = new Set(['read', 'first', 'second', 'value'])
const TAKEN_OUT = '…'

/** The same params with every issue's own values replaced by an ellipsis. */
export function withoutValues(params: unknown): unknown {
  if (Array.isArray(params)) return params.map(withoutValues)
  if (typeof params !== 'object' || params === null) return params
  const entries = Object.entries(params).map(([name, value]: [string, unknown]) => {
    return [name, name === 'params' ? maskValues(value) : withoutValues(value)]
  })
  return Object.fromEntries(entries)
}

function maskValues(issueParams: unknown): unknown {
  if (typeof issueParams !== 'object' || issueParams === null) return issueParams
  const entries = Object.entries(issueParams).map(([name, value]) => [name, valueParams.has(name) ? TAKEN_OUT : value])
  return Object.fromEntries(entries)
}
