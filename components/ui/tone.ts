// What a colour means here, and the icon that says the same without colour.
import { CircleAlert, CircleCheck, CircleDashed, Info, TriangleAlert, type LucideIcon } from 'lucide-react'

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'

export const toneIcons: Record<Tone, LucideIcon> = {
  neutral: CircleDashed,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
}

export const toneStyles: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-soft',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
}
