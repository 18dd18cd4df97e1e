import { CodeText } from '@/components/ui/code-text'
import { partsOf, type Marked } from '@/lib/guides/marked'

/** A sentence of a guide: what is to be typed stands in the type that tells letters apart. */
export function MarkedText({ children }: { children: Marked }) {
  return partsOf(children).map(({ text, isCode }, index) =>
    isCode ? <CodeText key={index}>{text}</CodeText> : <span key={index}>{text}</span>,
  )
}
