// A page of a class register: names as chalk strokes, a tick for whoever is there, one still to come.

const rows = [
  { width: 190, ticks: [1, 1, 1, 1, 1] },
  { width: 150, ticks: [1, 1, 1, 1, 1] },
  { width: 220, ticks: [1, 0, 1, 1, 1] },
  { width: 170, ticks: [1, 1, 1, 1, 1] },
  { width: 205, ticks: [1, 1, 1, 0, 1] },
  { width: 140, ticks: [1, 1, 1, 1, 1] },
  { width: 185, ticks: [1, 1, 1, 1, 2] },
] as const

const ROW_HEIGHT = 54

export function RegisterPicture() {
  return (
    <svg viewBox="0 0 620 430" aria-hidden className="relative my-10 hidden w-full max-w-2xl self-center lg:block">
      {rows.map((row, index) => (
        <g key={index} transform={`translate(0 ${20 + index * ROW_HEIGHT})`}>
          <path d={`M0 40H620`} className="stroke-board-rule" strokeWidth="1.5" />
          <path
            d={`M4 20h${row.width}`}
            className="stroke-chalk-soft"
            strokeWidth="7"
            strokeLinecap="round"
            opacity={0.75 - index * 0.05}
          />
          {row.ticks.map((tick, column) => (
            <g key={column} transform={`translate(${300 + column * 68} 4)`}>
              {tick === 0 ? (
                <circle cx="14" cy="16" r="3.5" className="fill-chalk-soft" opacity="0.6" />
              ) : (
                <path
                  d="m2 17 9 9L29 5"
                  fill="none"
                  strokeWidth={tick === 2 ? 6 : 4}
                  strokeLinecap="round"
                  strokeLinejoin="round"
                  className={tick === 2 ? 'stroke-pencil' : 'stroke-chalk'}
                  opacity={tick === 2 ? 1 : 0.85}
                />
              )}
            </g>
          ))}
        </g>
      ))}
    </svg>
  )
}
