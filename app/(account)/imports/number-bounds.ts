/** The numbers of the settings form and their bounds, which are those of lib/templates/template-settings.ts. */
export const numberBounds = {
  keepDays: [0, 365],
  deactivatedPercent: [0, 100],
  changedPercent: [0, 100],
  minRows: [0, 1_000_000],
  maxRejectedPercent: [0, 100],
} as const satisfies Record<string, readonly [number, number]>
