// One look for everything that is pressed, whether it acts (button) or leads somewhere (button-link).
import { classes } from './classes'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'medium'

const shared =
  'inline-flex max-w-full cursor-pointer items-center justify-center gap-2 rounded-lg border py-1.5 text-center leading-snug font-semibold transition-colors select-none sm:shrink-0 sm:whitespace-nowrap [&>svg]:shrink-0 ' +
  'disabled:cursor-not-allowed disabled:opacity-55 data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55 data-[pending]:cursor-progress print:hidden'

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-brand text-on-brand hover:bg-brand-hover data-[pressed]:bg-brand-hover',
  secondary: 'border-edge/60 bg-surface text-ink hover:border-edge hover:bg-sunken data-[pressed]:bg-sunken',
  quiet: 'border-transparent bg-transparent text-brand hover:bg-brand-soft data-[pressed]:bg-brand-soft',
  danger: 'border-bad/50 bg-surface text-bad hover:border-bad hover:bg-bad-soft data-[pressed]:bg-bad-soft',
}

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-9 px-3 text-sm',
  medium: 'min-h-11 px-5 text-base',
}

/** The classes of something pressed. */
export function buttonStyle(variant: ButtonVariant = 'primary', size: ButtonSize = 'medium', extra?: string): string {
  return classes(shared, variants[variant], sizes[size], extra)
}
