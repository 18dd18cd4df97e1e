/** The mark: the lines of a register, the last one ticked. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="8" className="fill-board-raised" />
      <path d="M8 9.2h16M8 15.4h7.5" strokeWidth="2.6" strokeLinecap="round" className="stroke-chalk" />
      <path
        d="m8.6 21.4 4.6 4.3L25 14.6"
        fill="none"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-pencil"
      />
    </svg>
  )
}

/** Mark and name, on the board. */
export function Logo() {
  return (
    <span className="flex items-center gap-3 text-xl font-bold tracking-tight text-chalk">
      <LogoMark className="size-9" />
      Rollcall
    </span>
  )
}
