/** The cells of a guide's tables on paper: small and close, so that a guide fits on two sheets. */
export const onPaper =
  'print:px-1.5! print:py-0.5! print:text-[7.5pt] print:leading-tight print:whitespace-normal print:[overflow-wrap:anywhere] print:first:pl-0! print:last:pr-0!'
