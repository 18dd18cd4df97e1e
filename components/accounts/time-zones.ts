/** The time zones this machine knows, for a list to choose from. On the server alone: browsers know others. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
}
