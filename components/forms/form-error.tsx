import { Alert } from '@/components/ui/alert'

/** Why the form was not accepted: stands above the fields, takes the focus, is read out. */
export function FormError({ children }: { children?: string }) {
  if (!children) return null
  return (
    <div data-form-error tabIndex={-1}>
      <Alert tone="bad" isLive>
        {children}
      </Alert>
    </div>
  )
}
