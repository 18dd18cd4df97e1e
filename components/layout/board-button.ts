/** The look of a small button on the board. */
export const boardButton =
  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium text-chalk-soft hover:bg-board-raised hover:text-chalk ' +
  'focus-visible:outline-pencil! data-[focus-visible]:outline-pencil!'
